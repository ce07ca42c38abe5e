// SPDX-License-Identifier: Apache-2.0
//
// Calls: what is built in, definitions, derived fields with parameters, and what a schedule is
// asked.
#include "expr.h"

#include "node.h"
#include "resolve.h"
#include "shape.h"
#include "symbols.h"

// ---- Built in ---------------------------------------------------------------------------------

typedef struct qg_node *built_in(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_expr *const *args, struct qg_span span);

static struct qg_node *day_of(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *const *args, struct qg_span span) {
    struct qg_node *time = qg_check_kind(ck, env, args[0], QG_KIND_TIME);
    return qg_node_unary(ck, QG_N_DAY_OF, qg_shape_plain(QG_KIND_DATE), time, span);
}

static struct qg_node *year_end(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *const *args, struct qg_span span) {
    struct qg_node *day = qg_check_date(ck, env, args[0]);
    return qg_node_unary(ck, QG_N_YEAR_END, qg_shape_plain(QG_KIND_DATE), day, span);
}

static struct qg_node *half_year_start(struct qg_checker *ck, const struct qg_binding *env,
                                       const struct qg_expr *const *args, struct qg_span span) {
    struct qg_node *day = qg_check_date(ck, env, args[0]);
    return qg_node_unary(ck, QG_N_HALF_START, qg_shape_plain(QG_KIND_DATE), day, span);
}

static struct qg_node *add_months(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *const *args, struct qg_span span) {
    struct qg_node *day = qg_check_date(ck, env, args[0]);
    struct qg_node *months = qg_check_count(ck, env, args[1]);
    return qg_node_binary(ck, QG_N_ADD_MONTHS, qg_shape_plain(QG_KIND_DATE), day, months, span);
}

// The list of periods that a schedule or `accrued` adds up.
static struct qg_node *check_periods(struct qg_checker *ck, const struct qg_binding *env,
                                     const struct qg_expr *e, struct qg_accrual *out) {
    struct qg_node *list = qg_check_list(ck, env, e);
    if (list == NULL)
        return NULL;
    struct qg_shape element = {.kind = QG_KIND_BOOL};
    if (list->shape.kind == QG_KIND_LIST)
        element = qg_shape_element(ck, list->shape);
    if (element.kind != QG_KIND_OBJECT) {
        qg_check_report_type(ck, e->span, QG_STR("a list of periods"), list->shape);
        return NULL;
    }
    out->period = QG_NONE;
    return qg_check_period_fields(ck, element.type, e->span, &out->from, &out->to) ? list : NULL;
}

struct qg_node *qg_check_accrual(struct qg_checker *ck, const struct qg_binding *env,
                                 enum qg_node_kind kind, const struct qg_expr *periods,
                                 const struct qg_expr *every, struct qg_node *operand,
                                 struct qg_span span) {
    struct qg_accrual accrual = {0};
    struct qg_period period;
    struct qg_node *list = check_periods(ck, env, periods, &accrual);
    if (!qg_check_duration(ck, env, every, &period))
        return NULL;
    enum qg_kind result = kind == QG_N_ACCRUED ? QG_KIND_DATE : QG_KIND_COUNT;
    struct qg_node *node = qg_node_binary(ck, kind, qg_shape_plain(result), list, operand, span);
    if (node != NULL) {
        node->accrual = accrual;
        node->period = period;
    }
    return node;
}

static struct qg_node *accrued(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *const *args, struct qg_span span) {
    struct qg_node *once = qg_node_const(ck, qg_shape_plain(QG_KIND_COUNT), 1, span);
    return qg_check_accrual(ck, env, QG_N_ACCRUED, args[0], args[1], once, span);
}

static struct qg_node *length(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *const *args, struct qg_span span) {
    struct qg_node *list = qg_check_list(ck, env, args[0]);
    if (list == NULL)
        return NULL;
    if (list->shape.kind != QG_KIND_LIST) {
        qg_check_report_type(ck, args[0]->span, QG_STR("a list"), list->shape);
        return NULL;
    }
    struct qg_node *node =
        qg_node_unary(ck, QG_N_LENGTH, qg_shape_plain(QG_KIND_COUNT), list, span);
    if (node != NULL) {
        node->set = (struct qg_set){list->shape.list, QG_NONE, QG_NONE, QG_NONE};
        node->field = list->shape.list;
    }
    return node;
}

static struct qg_node *common(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *const *args, struct qg_span span) {
    struct qg_set_operand a, b;
    if (!qg_check_two_sets(ck, env, args[0], args[1], &a, &b))
        return NULL;
    return qg_check_set_node(ck, QG_N_COMMON, QG_KIND_COUNT, a, b, span);
}

static struct qg_node *distinct(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *const *args, struct qg_span span) {
    struct qg_set_operand a = qg_check_set(ck, env, args[0]);
    struct qg_node *node =
        qg_node_unary(ck, QG_N_DISTINCT, qg_shape_plain(QG_KIND_COUNT), a.list, span);
    if (node != NULL)
        node->set = (struct qg_set){a.list->shape.list, a.field, QG_NONE, QG_NONE};
    return node;
}

enum { MOST_ARGUMENTS = 2 };

static const struct {
    struct qg_str name;
    uint32_t arguments;
    built_in *check;
} built_ins[] = {
    {QG_STR_INIT("day_of"), 1, day_of},
    {QG_STR_INIT("year_end"), 1, year_end},
    {QG_STR_INIT("half_year_start"), 1, half_year_start},
    {QG_STR_INIT("add_months"), 2, add_months},
    {QG_STR_INIT("accrued"), 2, accrued},
    {QG_STR_INIT("length"), 1, length},
    {QG_STR_INIT("common"), 2, common},
    {QG_STR_INIT("distinct"), 1, distinct},
};

enum { BUILT_INS = sizeof built_ins / sizeof built_ins[0] };

void qg_check_report_arguments(struct qg_checker *ck, struct qg_span span, uint32_t wanted,
                               uint32_t got) {
    qg_check_error(ck, ARGUMENTS, span, "%u argument%s %s needed here, and %u %s given", wanted,
                   wanted == 1 ? "" : "s", wanted == 1 ? "is" : "are", got,
                   got == 1 ? "is" : "are");
}

static bool check_built_in(struct qg_checker *ck, const struct qg_binding *env,
                           const struct qg_expr *e, struct qg_node **out) {
    const struct qg_name *name = &e->as.call.callee->as.name;
    const struct qg_exprs *given = &e->as.call.arguments;
    const struct qg_expr *args[MOST_ARGUMENTS];
    uint32_t count = 0, at = 0;
    while (at < BUILT_INS && !qg_str_equal(built_ins[at].name, name->text))
        at++;
    if (at == BUILT_INS)
        return false;
    *out = NULL;
    if (given->count != built_ins[at].arguments) {
        qg_check_report_arguments(ck, e->span, built_ins[at].arguments, given->count);
        return true;
    }
    for (const struct qg_expr *a = given->first; a != NULL; a = a->next)
        args[count++] = a;
    *out = built_ins[at].check(ck, env, args, e->span);
    return true;
}

// ---- Declared ---------------------------------------------------------------------------------

static void report_no_function(struct qg_checker *ck, const struct qg_name *name) {
    struct qg_str names[BUILT_INS];
    for (uint32_t i = 0; i < BUILT_INS; i++)
        names[i] = built_ins[i].name;
    struct qg_diag *d = qg_check_error(ck, UNKNOWN_FUNCTION, name->span,
                                       "there is no function `%.*s`", QG_STR_ARG(name->text));
    qg_symbols_suggest(ck, d, QG_OWN_VALUE, name->text);
    if (d != NULL && d->hint.len == 0)
        qg_check_suggest(d, name->text, names, BUILT_INS);
}

// A definition by its name alone, of the policy or of a module.
static struct qg_node *call_declared(struct qg_checker *ck, const struct qg_binding *env,
                                     const struct qg_name *name, const struct qg_expr *e) {
    const struct qg_declared *d = qg_symbols_look(ck, QG_OWN_VALUE, name);
    if (d == NULL || d->decl->kind != QG_DECL_DEFINE) {
        report_no_function(ck, name);
        return NULL;
    }
    return qg_define_call(ck, env, d->index, NULL, &e->as.call.arguments, e->span);
}

// `f(…)`: a derived field of an element in scope, what is built in, a definition.
static struct qg_node *call_name(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_expr *e) {
    const struct qg_name *name = &e->as.call.callee->as.name;
    uint32_t symbol = qg_check_symbol(ck, name->text);
    struct qg_node *node;
    for (const struct qg_binding *b = env; b != NULL; b = b->outer) {
        uint32_t derived =
            b->kind == QG_BIND_ELEMENT ? qg_resolve_derived(ck, b->type, symbol) : QG_TABLE_NOTHING;
        if (derived != QG_TABLE_NOTHING) {
            struct qg_node *self = qg_resolve_local(ck, b, name->span);
            return qg_define_call(ck, env, derived, self, &e->as.call.arguments, e->span);
        }
    }
    return check_built_in(ck, env, e, &node) ? node : call_declared(ck, env, name, e);
}

// The schedule that the front part of `regular.count(day)` names, or NULL.
static const struct qg_declared *find_schedule(struct qg_checker *ck, const struct qg_binding *env,
                                               const struct qg_expr *base) {
    struct qg_name name = {.text = qg_sources_slice(&ck->c->sources, base->span),
                           .span = base->span};
    bool plain = base->kind == QG_EXPR_NAME ||
                 (base->kind == QG_EXPR_FIELD && base->as.field.base->kind == QG_EXPR_NAME);
    if (!plain || qg_resolve_is_bound(ck, env, &name))
        return NULL;
    const struct qg_declared *d = qg_symbols_look(ck, QG_OWN_VALUE, &name);
    return d != NULL && d->decl->kind == QG_DECL_SCHEDULE ? d : NULL;
}

static struct qg_node *call_schedule(struct qg_checker *ck, const struct qg_binding *env,
                                     const struct qg_declared *d, const struct qg_expr *e) {
    const struct qg_name *name = &e->as.call.callee->as.field.name;
    bool count = qg_str_equal(name->text, QG_STR("count"));
    if (!count && !qg_str_equal(name->text, QG_STR("due"))) {
        struct qg_diag *diag = qg_check_error(ck, UNKNOWN_FUNCTION, name->span,
                                              "a schedule has no `%.*s`", QG_STR_ARG(name->text));
        qg_diag_hint(diag, "Ask for its `count(day)` or its `due(n)`.");
        return NULL;
    }
    uint32_t definition = d->index + (count ? 0 : 1);
    if (definition >= ck->definitions.len || ck->definitions.at[definition].of == QG_NONE)
        return NULL;
    int32_t type = ck->definitions.at[definition].of;
    const struct qg_binding *element = qg_resolve_element(env, type);
    if (element == NULL) {
        qg_check_error(ck, OUT_OF_SCOPE, e->span, "no `%.*s` is in scope here",
                       QG_STR_ARG(ck->types.at[type].name));
        return NULL;
    }
    struct qg_node *self = qg_resolve_local(ck, element, e->span);
    return qg_define_call(ck, env, definition, self, &e->as.call.arguments, e->span);
}

static struct qg_node *call_field(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e) {
    const struct qg_expr *callee = e->as.call.callee, *base = callee->as.field.base;
    const struct qg_name *name = &callee->as.field.name;
    const struct qg_declared *schedule = find_schedule(ck, env, base);
    if (schedule != NULL)
        return call_schedule(ck, env, schedule, e);
    if (base->kind == QG_EXPR_NAME && !qg_resolve_is_bound(ck, env, &base->as.name) &&
        qg_symbols_module(ck, &base->as.name) != QG_TABLE_NOTHING) {
        struct qg_name whole = {.text = qg_sources_slice(&ck->c->sources, callee->span),
                                .span = callee->span};
        return call_declared(ck, env, &whole, e);
    }
    struct qg_node *self = qg_check_object(ck, env, base);
    if (self == NULL)
        return NULL;
    uint32_t derived = qg_resolve_derived(ck, self->shape.type, qg_check_symbol(ck, name->text));
    if (derived != QG_TABLE_NOTHING)
        return qg_define_call(ck, env, derived, self, &e->as.call.arguments, e->span);
    struct qg_str words = qg_shape_words(ck, self->shape);
    struct qg_diag *d =
        qg_check_error(ck, UNKNOWN_FUNCTION, name->span, "%.*s has no `%.*s` to call",
                       QG_STR_ARG(words), QG_STR_ARG(name->text));
    qg_resolve_suggest_field(ck, d, self->shape.type, name->text);
    return NULL;
}

struct qg_node *qg_check_call(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e) {
    return e->as.call.callee->kind == QG_EXPR_NAME ? call_name(ck, env, e) : call_field(ck, env, e);
}
