// SPDX-License-Identifier: Apache-2.0
#include "resolve.h"

#include "expr.h"
#include "node.h"
#include "shape.h"
#include "symbols.h"

// ---- Bindings ---------------------------------------------------------------------------------

struct qg_binding *qg_bind(struct qg_checker *ck, const struct qg_binding *outer,
                           enum qg_binding_kind kind, struct qg_str name) {
    struct qg_binding *b = qg_check_alloc(ck, 1, sizeof *b);
    if (b != NULL)
        *b = (struct qg_binding){.outer = outer, .kind = kind, .symbol = qg_check_symbol(ck, name)};
    return b;
}

struct qg_binding *qg_bind_local(struct qg_checker *ck, const struct qg_binding *outer,
                                 struct qg_str name, bool noun, struct qg_local *local) {
    bool element = local != NULL && local->shape.kind == QG_KIND_OBJECT;
    struct qg_binding *b = qg_bind(ck, outer, element ? QG_BIND_ELEMENT : QG_BIND_VALUE, name);
    if (b == NULL || local == NULL)
        return NULL;
    b->local = local;
    b->type = local->shape.type;
    if (element && noun) {
        b->noun = qg_check_symbol(ck, ck->types.at[b->type].name);
        b->symbol = 0;
    }
    return b;
}

const struct qg_binding *qg_resolve_argument(struct qg_checker *ck, const struct qg_binding *env,
                                             struct qg_str name) {
    uint32_t symbol = qg_intern_find(&ck->names, name);
    for (; env != NULL && symbol != 0; env = env->outer)
        if (env->symbol == symbol)
            return env->kind == QG_BIND_ARGUMENT ? env : NULL;
    return NULL;
}

const struct qg_binding *qg_resolve_element(const struct qg_binding *env, int32_t type) {
    for (; env != NULL; env = env->outer)
        if (env->kind == QG_BIND_ELEMENT && env->type == type)
            return env;
    return NULL;
}

static bool is_visible(const struct qg_check_frame *frame, const struct qg_binding *b) {
    uint32_t index = b->local->index;
    return b->loop || (index < frame->arg_count && frame->args[index] == b->local);
}

// The element that holds, so many steps up, the one that a definition is about.
static struct qg_node *owner(struct qg_checker *ck, struct qg_node *element,
                             const struct qg_binding *binding, struct qg_span span) {
    struct qg_node *node =
        qg_node_unary(ck, QG_N_OWNER, qg_shape_object(binding->type), element, span);
    if (node != NULL)
        node->number = (int32_t)binding->steps;
    return node;
}

struct qg_node *qg_resolve_local(struct qg_checker *ck, const struct qg_binding *binding,
                                 struct qg_span span) {
    if (is_visible(ck->frame, binding)) {
        struct qg_node *node = qg_node_local(ck, binding->local, span);
        return binding->steps == 0 ? node : owner(ck, node, binding, span);
    }
    struct qg_diag *d = qg_check_error(ck, OUT_OF_SCOPE, span, "`%.*s` is not in scope here",
                                       QG_STR_ARG(binding->local->name));
    qg_diag_hint(d, "What starts `for any` does not stand in the loops around it, and the filter "
                    "of a loop sees only the loops outside of it.");
    return NULL;
}

// The audit date: the one value that comes neither from the record nor from the policy.
static const struct qg_str as_of = QG_STR_INIT("as_of");

// ---- Names ------------------------------------------------------------------------------------

// The value of a `let` in the function that is open: put before its body when first asked for.
static struct qg_node *let_value(struct qg_checker *ck, const struct qg_binding *b,
                                 struct qg_span span) {
    struct qg_let_state *state = b->let;
    uint32_t serial = ck->frame->serial;
    state->used = true;
    if (state->serial != serial) {
        state->serial = serial;
        state->local = NULL;
        struct qg_node *value = qg_check_expr(ck, b->outer, b->value, NULL);
        struct qg_str name = qg_intern_text(&ck->names, b->symbol);
        struct qg_local *local = value != NULL ? qg_local_new(ck, name, value->shape) : NULL;
        if (local != NULL && qg_check_push(ck, frame->lets, (struct qg_let){local, value}))
            state->local = local;
    }
    return qg_node_local(ck, state->local, span);
}

// The argument of a template, put in place of its name. Its names mean what they mean where the
// template is applied, whatever the template calls its own things.
static struct qg_node *argument_value(struct qg_checker *ck, const struct qg_binding *b,
                                      const struct qg_name *name) {
    const struct qg_type_syntax *type = b->wanted;
    struct qg_shape shape;
    if (type->form == QG_FORM_LIST)
        return qg_check_expr(ck, b->where, b->value, NULL);
    if (type->form >= QG_FORM_SECTIONS && type->form != QG_FORM_NAMED) {
        qg_check_error(ck, NOT_A_VALUE, name->span, "`%.*s` is a %.*s, which has no value here",
                       QG_STR_ARG(name->text), QG_STR_ARG(type->name.text));
        return NULL;
    }
    return qg_shape_resolve(ck, type, &shape) ? qg_check_shape(ck, b->where, b->value, shape)
                                              : NULL;
}

static struct qg_node *binding_value(struct qg_checker *ck, const struct qg_binding *b,
                                     const struct qg_name *name) {
    switch (b->kind) {
    case QG_BIND_ELEMENT:
    case QG_BIND_VALUE:
        return qg_resolve_local(ck, b, name->span);
    case QG_BIND_LET:
        return let_value(ck, b, name->span);
    case QG_BIND_ARGUMENT:
        return argument_value(ck, b, name);
    }
    return NULL;
}

uint32_t qg_resolve_derived(const struct qg_checker *ck, uint16_t type, uint32_t symbol) {
    return qg_check_find(ck, qg_owner_of(QG_OWN_DERIVED, type), symbol);
}

static bool has_field(const struct qg_checker *ck, uint16_t type, uint32_t symbol) {
    return qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, type), symbol) != QG_TABLE_NOTHING ||
           qg_resolve_derived(ck, type, symbol) != QG_TABLE_NOTHING;
}

// The binding that a name finds before anything that the policy declares: a variable, then an
// element that has such a field (`*field`), then an element by its noun.
static const struct qg_binding *find_binding(const struct qg_checker *ck,
                                             const struct qg_binding *env, uint32_t symbol,
                                             bool *field) {
    *field = false;
    for (const struct qg_binding *b = env; b != NULL; b = b->outer)
        if (b->symbol == symbol)
            return b;
    for (const struct qg_binding *b = env; b != NULL; b = b->outer)
        if (b->kind == QG_BIND_ELEMENT && has_field(ck, b->type, symbol))
            return *field = true, b;
    for (const struct qg_binding *b = env; b != NULL; b = b->outer)
        if (b->kind == QG_BIND_ELEMENT && b->noun == symbol)
            return b;
    return NULL;
}

static struct qg_node *field_value(struct qg_checker *ck, struct qg_node *base, uint32_t symbol,
                                   struct qg_span span) {
    if (base == NULL)
        return NULL;
    uint32_t field = qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, base->shape.type), symbol);
    if (field == QG_TABLE_NOTHING) {
        uint32_t derived = qg_resolve_derived(ck, base->shape.type, symbol);
        return qg_define_call(ck, NULL, derived, base, NULL, span);
    }
    if (ck->fields.at[field].kind == QG_KIND_SECTIONS) {
        qg_check_error(ck, NOT_A_VALUE, span, "the attested sections have no value of their own");
        return NULL;
    }
    return qg_node_field(ck, base, (int32_t)field, span);
}

// What the policy declares by a name.
static struct qg_node *declared_value(struct qg_checker *ck, struct qg_declared *d,
                                      struct qg_span span) {
    if (d->decl->kind == QG_DECL_DEFINE)
        return qg_define_call(ck, NULL, d->index, NULL, NULL, span);
    if (d->decl->kind == QG_DECL_SCHEDULE) {
        struct qg_diag *diag =
            qg_check_error(ck, NOT_A_VALUE, span, "the schedule `%.*s` is not a value",
                           QG_STR_ARG(d->decl->name.text));
        qg_diag_hint(diag, "Ask for its `count(day)` or its `due(n)`.");
        return NULL;
    }
    struct qg_node *node = qg_node_new(ck, QG_N_PARAMETER, ck->parameters.at[d->index].shape, span);
    if (node != NULL)
        node->index = (int32_t)d->index;
    return node;
}

bool qg_resolve_is_bound(struct qg_checker *ck, const struct qg_binding *env,
                         const struct qg_name *name) {
    uint32_t symbol = qg_intern_find(&ck->names, name->text);
    bool field;
    return symbol != 0 && find_binding(ck, env, symbol, &field) != NULL;
}

bool qg_resolve_is_variable(struct qg_checker *ck, const struct qg_binding *env,
                            const struct qg_name *name) {
    uint32_t symbol = qg_intern_find(&ck->names, name->text);
    while (env != NULL && symbol != 0 && env->symbol != symbol)
        env = env->outer;
    return env != NULL && symbol != 0;
}

bool qg_resolve_is_known(struct qg_checker *ck, const struct qg_binding *env,
                         const struct qg_name *name) {
    uint32_t symbol = qg_intern_find(&ck->names, name->text);
    return qg_str_equal(name->text, as_of) || qg_resolve_is_bound(ck, env, name) ||
           (symbol != 0 && qg_check_find(ck, QG_OWN_VALUE, symbol) != QG_TABLE_NOTHING);
}

bool qg_resolve_try(struct qg_checker *ck, const struct qg_binding *env, const struct qg_name *name,
                    struct qg_node **out) {
    uint32_t symbol = qg_check_symbol(ck, name->text);
    bool field;
    const struct qg_binding *b = find_binding(ck, env, symbol, &field);
    if (b != NULL) {
        *out = field ? field_value(ck, qg_resolve_local(ck, b, name->span), symbol, name->span)
                     : binding_value(ck, b, name);
        return true;
    }
    if (qg_str_equal(name->text, as_of)) {
        *out = qg_node_new(ck, QG_N_AS_OF, qg_shape_plain(QG_KIND_DATE), name->span);
        return true;
    }
    struct qg_declared *d = qg_symbols_look(ck, QG_OWN_VALUE, name);
    if (d != NULL)
        *out = declared_value(ck, d, name->span);
    return d != NULL;
}

// ---- What is not found ------------------------------------------------------------------------

enum { MOST_NAMES = 4096 };

struct names {
    struct qg_str *at;
    size_t len;
};

static void add_fields(const struct qg_checker *ck, struct names *names, uint16_t type) {
    const struct qg_type *t = &ck->types.at[type];
    for (uint32_t i = 0; i < t->field_count && names->len < MOST_NAMES; i++)
        names->at[names->len++] = ck->fields.at[t->first_field + i].name;
    for (uint32_t i = 0; i < ck->definitions.len && names->len < MOST_NAMES; i++)
        if (ck->definitions.at[i].of == type && ck->definitions.at[i].declared == QG_TABLE_NOTHING)
            names->at[names->len++] = ck->definitions.at[i].decl->name.text;
}

void qg_resolve_suggest_field(struct qg_checker *ck, struct qg_diag *diag, uint16_t type,
                              struct qg_str wanted) {
    struct names names = {0};
    if (diag == NULL) // one of too many, for which no list is made
        return;
    names.at = qg_check_alloc(ck, MOST_NAMES, sizeof *names.at);
    if (names.at == NULL)
        return;
    add_fields(ck, &names, type);
    qg_check_suggest(diag, wanted, names.at, names.len);
}

static void suggest_name(struct qg_checker *ck, struct qg_diag *diag, const struct qg_binding *env,
                         struct qg_str wanted) {
    struct names names = {diag != NULL ? qg_check_alloc(ck, MOST_NAMES, sizeof *names.at) : NULL,
                          0};
    if (diag == NULL || names.at == NULL)
        return;
    for (const struct qg_binding *b = env; b != NULL && names.len + 2 < MOST_NAMES; b = b->outer) {
        if (b->symbol != 0)
            names.at[names.len++] = qg_intern_text(&ck->names, b->symbol);
        if (b->noun != 0)
            names.at[names.len++] = qg_intern_text(&ck->names, b->noun);
        if (b->kind == QG_BIND_ELEMENT)
            add_fields(ck, &names, b->type);
    }
    for (uint32_t i = 0; i < ck->declared.len && names.len < MOST_NAMES; i++) {
        const struct qg_decl *d = ck->declared.at[i].decl;
        if (d->kind == QG_DECL_PARAMETER || d->kind == QG_DECL_DEFINE)
            names.at[names.len++] = d->name.text;
    }
    qg_check_suggest(diag, wanted, names.at, names.len);
}

struct qg_node *qg_resolve_name(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_name *name) {
    struct qg_node *node = NULL;
    if (qg_resolve_try(ck, env, name, &node))
        return node;
    struct qg_diag *d = qg_check_error(ck, UNKNOWN_NAME, name->span,
                                       "nothing is called `%.*s` here", QG_STR_ARG(name->text));
    if (ck->frame->unplaced != QG_NONE)
        qg_diag_hint(d,
                     "A `%.*s` can stand in several places, so what it stands in has no name here.",
                     QG_STR_ARG(ck->types.at[ck->frame->unplaced].name));
    else
        suggest_name(ck, d, env, name->text);
    return NULL;
}

static void report_no_field(struct qg_checker *ck, struct qg_node *base,
                            const struct qg_name *name) {
    struct qg_shape shape = base->shape;
    struct qg_str words = qg_shape_words(ck, shape);
    struct qg_diag *d = qg_check_error(ck, UNKNOWN_FIELD, name->span, "%.*s has no field `%.*s`",
                                       QG_STR_ARG(words), QG_STR_ARG(name->text));
    if (shape.kind == QG_KIND_OBJECT)
        qg_resolve_suggest_field(ck, d, shape.type, name->text);
    else if (shape.kind == QG_KIND_LIST)
        qg_diag_hint(d, "Say which element is meant: `some …`, `every …`, `latest … by …`.");
}

struct qg_node *qg_resolve_field(struct qg_checker *ck, struct qg_node *base,
                                 const struct qg_name *name) {
    uint32_t symbol = qg_check_symbol(ck, name->text);
    if (base == NULL)
        return NULL;
    if (base->shape.kind != QG_KIND_OBJECT || !has_field(ck, base->shape.type, symbol)) {
        report_no_field(ck, base, name);
        return NULL;
    }
    return field_value(ck, base, symbol, qg_span_join(base->span, name->span));
}
