// SPDX-License-Identifier: Apache-2.0
//
// Definitions and schedules: pure functions of an element, of arguments, or of nothing. Each
// becomes one function, checked once: in its turn, or earlier where it is first called.
#include "expr.h"

#include "node.h"
#include "resolve.h"
#include "shape.h"
#include "symbols.h"

// A rule calls at least one function, so definitions may be one call less deep than the machine.
enum { DEPTH_LIMIT = QG_CALL_DEPTH - 1 };

// ---- What they take ---------------------------------------------------------------------------

static struct qg_shape *resolve_parameters(struct qg_checker *ck, const struct qg_fields *fields) {
    struct qg_shape *shapes = qg_check_alloc(ck, fields->count, sizeof *shapes);
    uint32_t count = 0;
    for (const struct qg_field_syntax *f = fields->first; f != NULL && shapes != NULL; f = f->next)
        if (!qg_shape_resolve(ck, f->type, &shapes[count++]))
            return NULL;
    return shapes;
}

// The type of element that a definition is about; false after a report.
static bool resolve_of(struct qg_checker *ck, const struct qg_name *of, int32_t *out) {
    *out = QG_NONE;
    if (!qg_name_given(of))
        return true;
    const struct qg_declared *d = qg_shape_named(ck, of);
    if (d == NULL)
        return false;
    if (d->decl->kind == QG_DECL_ENUM) {
        qg_check_error(ck, WRONG_TYPE, of->span, "an enum has no fields; a record or a type does");
        return false;
    }
    *out = (int32_t)d->index;
    return true;
}

// Makes a derived field known to its type; false after a report.
static bool derive(struct qg_checker *ck, const struct qg_decl *decl, uint16_t type) {
    uint32_t symbol = qg_check_symbol(ck, decl->name.text);
    uint32_t field = qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, type), symbol);
    uint32_t known = qg_resolve_derived(ck, type, symbol);
    if (field == QG_TABLE_NOTHING && known == QG_TABLE_NOTHING)
        return qg_check_put(ck, qg_owner_of(QG_OWN_DERIVED, type), symbol, ck->definitions.len);
    struct qg_diag *d =
        qg_check_error(ck, TAKEN, decl->name.span, "`%.*s` has a field `%.*s` already",
                       QG_STR_ARG(ck->types.at[type].name), QG_STR_ARG(decl->name.text));
    qg_diag_label(d,
                  field != QG_TABLE_NOTHING ? ck->field_spans.at[field]
                                            : ck->definitions.at[known].decl->name.span,
                  "first declared here");
    return false;
}

static void declare_definition(struct qg_checker *ck, struct qg_declared *declared,
                               uint32_t index) {
    const struct qg_decl *decl = declared->decl;
    struct qg_definition d = {.kind = QG_DEFINE_VALUE,
                              .decl = decl,
                              .declared = index,
                              .parameter_count = decl->as.define.parameters.count,
                              .function = QG_NONE};
    bool known = resolve_of(ck, &decl->as.define.of, &d.of);
    d.shapes = resolve_parameters(ck, &decl->as.define.parameters);
    if (d.of != QG_NONE)
        known = derive(ck, decl, (uint16_t)d.of) && known;
    if (!known || d.shapes == NULL)
        d.progress = QG_CHECKED; // with an error: calls are silent
    declared->index = ck->definitions.len;
    qg_check_push(ck, definitions, d);
}

// A schedule gives two functions, `count(day)` and `due(n)`, in this order.
static void declare_schedule(struct qg_checker *ck, struct qg_declared *declared, uint32_t index) {
    struct qg_shape *day = qg_check_alloc(ck, 1, sizeof *day);
    struct qg_shape *number = qg_check_alloc(ck, 1, sizeof *number);
    if (day == NULL || number == NULL)
        return;
    *day = qg_shape_plain(QG_KIND_DATE);
    *number = qg_shape_plain(QG_KIND_COUNT);
    struct qg_definition d = {.kind = QG_DEFINE_COUNT,
                              .decl = declared->decl,
                              .declared = index,
                              .shapes = day,
                              .parameter_count = 1,
                              .function = QG_NONE};
    if (!resolve_of(ck, &declared->decl->as.schedule.of, &d.of))
        d.progress = QG_CHECKED;
    declared->index = ck->definitions.len;
    qg_check_push(ck, definitions, d);
    d.kind = QG_DEFINE_DUE;
    d.shapes = number;
    qg_check_push(ck, definitions, d);
}

void qg_definitions_declare(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        struct qg_declared *d = &ck->declared.at[i];
        if (d->decl->kind == QG_DECL_DEFINE)
            declare_definition(ck, d, i);
        else if (d->decl->kind == QG_DECL_SCHEDULE)
            declare_schedule(ck, d, i);
    }
}

// ---- What they give ---------------------------------------------------------------------------

// Binds what the element stands in, up to the record, outside of the element itself: they are
// reached from it (QG_N_OWNER). That needs each type on the way to have one place only.
static const struct qg_binding *bind_owners(struct qg_checker *ck, uint16_t type, uint32_t steps,
                                            struct qg_local *element) {
    int32_t holder = steps <= QG_OBJECT_DEPTH ? ck->holders.at[type] : QG_NONE;
    if (holder == QG_HELD_TWICE)
        ck->frame->unplaced = type;
    if (holder < 0)
        return NULL;
    uint16_t outer = ck->fields.at[holder].owner;
    const struct qg_binding *env = bind_owners(ck, outer, steps + 1, element);
    struct qg_binding *b = qg_bind_local(ck, env, QG_STR(""), true, element);
    if (b != NULL) {
        b->type = outer;
        b->noun = qg_check_symbol(ck, ck->types.at[outer].name);
        b->steps = steps;
    }
    return b;
}

// Binds the element and the parameters to the arguments of the function.
static const struct qg_binding *bind_arguments(struct qg_checker *ck, const struct qg_definition *d,
                                               struct qg_local **args) {
    const struct qg_binding *env = NULL;
    uint32_t count = 0;
    if (d->of != QG_NONE) {
        struct qg_str noun = ck->types.at[d->of].name;
        args[count] = qg_local_new(ck, noun, qg_shape_object((uint16_t)d->of));
        env = bind_owners(ck, (uint16_t)d->of, 1, args[count]);
        env = qg_bind_local(ck, env, noun, true, args[count++]);
    }
    if (d->kind != QG_DEFINE_VALUE) {
        struct qg_str name = d->kind == QG_DEFINE_COUNT ? QG_STR("day") : QG_STR("n");
        args[count] = qg_local_new(ck, name, d->shapes[0]);
        return env;
    }
    const struct qg_field_syntax *f = d->decl->as.define.parameters.first;
    for (uint32_t i = 0; i < d->parameter_count; i++, f = f->next) {
        args[count] = qg_local_new(ck, f->name.text, d->shapes[i]);
        env = qg_bind_local(ck, env, f->name.text, false, args[count++]);
    }
    return env;
}

static struct qg_node *define_value(struct qg_checker *ck, const struct qg_decl *decl,
                                    const struct qg_binding *env) {
    const struct qg_define_decl *define = &decl->as.define;
    struct qg_shape wanted;
    if (define->result == NULL)
        return qg_check_expr(ck, env, define->value, NULL);
    return qg_shape_resolve(ck, define->result, &wanted)
               ? qg_check_shape(ck, env, define->value, wanted)
               : NULL;
}

// How many due dates there are until a day, or the n-th one, counted from a single start.
static struct qg_node *grid(struct qg_checker *ck, const struct qg_schedule_decl *s, bool count,
                            const struct qg_binding *env, struct qg_local *operand,
                            struct qg_span span) {
    struct qg_period period;
    struct qg_node *since = qg_check_date(ck, env, s->since);
    struct qg_node *node = qg_node_binary(ck, count ? QG_N_GRID_COUNT : QG_N_GRID_NTH,
                                          qg_shape_plain(count ? QG_KIND_COUNT : QG_KIND_DATE),
                                          since, qg_node_local(ck, operand, span), span);
    if (!qg_check_duration(ck, env, s->every, &period) || node == NULL)
        return NULL;
    node->period = period;
    return node;
}

// `every D of PERIODS else since START`: by the periods where the record has them. A list that is
// missing and neither `optional` nor attested leaves open which of the two counts.
static struct qg_node *schedule_value(struct qg_checker *ck, const struct qg_decl *decl, bool count,
                                      const struct qg_binding *env, struct qg_local *operand) {
    const struct qg_schedule_decl *s = &decl->as.schedule;
    struct qg_span span = decl->name.span;
    if (s->periods == NULL)
        return grid(ck, s, count, env, operand, span);
    struct qg_node *sum =
        qg_check_accrual(ck, env, count ? QG_N_DUE_COUNT : QG_N_ACCRUED, s->periods, s->every,
                         qg_node_local(ck, operand, span), span);
    if (s->since == NULL || sum == NULL)
        return sum;
    const struct qg_node *list = sum->a;
    struct qg_node *has =
        qg_node_unary(ck, QG_N_RECORDED, qg_shape_plain(QG_KIND_BOOL),
                      list->kind == QG_N_LIST ? qg_node_copy(ck, list->a) : NULL, span);
    struct qg_node *since = grid(ck, s, count, env, operand, span);
    struct qg_node *node = since != NULL ? qg_node_unary(ck, QG_N_IF, sum->shape, has, span) : NULL;
    if (node != NULL) {
        has->field = list->field;
        node->b = sum;
        node->c = since;
    }
    return node;
}

static struct qg_str function_name(struct qg_checker *ck, const struct qg_definition *d) {
    struct qg_str name = d->decl->name.text;
    if (d->kind == QG_DEFINE_COUNT)
        return qg_check_print(ck, "%.*s.count", QG_STR_ARG(name));
    if (d->kind == QG_DEFINE_DUE)
        return qg_check_print(ck, "%.*s.due", QG_STR_ARG(name));
    if (d->of == QG_NONE)
        return name;
    return qg_check_print(ck, "%.*s.%.*s", QG_STR_ARG(ck->types.at[d->of].name), QG_STR_ARG(name));
}

static int32_t act_of(struct qg_checker *ck, const struct qg_definition *d) {
    const struct qg_name *act = ck->declared.at[d->declared].act;
    const struct qg_declared *found = act != NULL ? qg_symbols_look(ck, QG_OWN_ACT, act) : NULL;
    return found != NULL ? (int32_t)found->index : QG_NONE;
}

// Builds the function of a definition. Others may be built meanwhile, so it is copied out and in.
static void build(struct qg_checker *ck, uint32_t index) {
    struct qg_definition d = ck->definitions.at[index];
    uint32_t count = d.parameter_count + (d.of != QG_NONE);
    struct qg_local **args = qg_check_alloc(ck, count, sizeof(struct qg_local *));
    struct qg_check_frame frame;
    if (args == NULL)
        return;
    qg_frame_open(ck, &frame, args, count, 0);
    frame.next_local = 0; // the arguments themselves come first
    frame.act = act_of(ck, &d);
    frame.definition = index;
    const struct qg_binding *env = bind_arguments(ck, &d, args);
    struct qg_node *body =
        ck->failed ? NULL
        : d.kind == QG_DEFINE_VALUE
            ? define_value(ck, d.decl, env)
            : schedule_value(ck, d.decl, d.kind == QG_DEFINE_COUNT, env, args[count - 1]);
    uint32_t depth = frame.call_depth + 1;
    d.function = qg_frame_close(ck, &frame, QG_FN_DEFINE, NULL, body, function_name(ck, &d),
                                d.decl->name.span);
    if (body != NULL && d.function != QG_NONE) {
        d.result = body->shape;
        ck->functions.at[d.function].derived =
            d.of != QG_NONE && d.parameter_count == 0 && d.kind == QG_DEFINE_VALUE;
    }
    d.depth = depth;
    d.progress = QG_CHECKED;
    d.used = ck->definitions.at[index].used;
    ck->definitions.at[index] = d;
}

// The open definitions, from the one that is called again to the one that calls it.
static void report_circle(struct qg_checker *ck, uint32_t index, struct qg_span span) {
    const struct qg_definition *d = &ck->definitions.at[index];
    struct qg_diag *diag = qg_check_error(ck, CALL_CIRCLE, span, "`%.*s` is defined by itself",
                                          QG_STR_ARG(d->decl->name.text));
    for (const struct qg_check_frame *f = ck->frame; f != NULL && f->definition != QG_TABLE_NOTHING;
         f = f->outer) {
        qg_diag_label(diag, ck->definitions.at[f->definition].decl->name.span,
                      f->definition == index ? "defined here" : "by way of this");
        if (f->definition == index)
            break;
    }
}

static void report_depth(struct qg_checker *ck, uint32_t index) {
    const struct qg_definition *d = &ck->definitions.at[index];
    qg_check_error(ck, CALL_DEPTH, d->decl->name.span,
                   "`%.*s` goes through more than %d definitions", QG_STR_ARG(d->decl->name.text),
                   DEPTH_LIMIT);
}

// Checks a definition if that was not done yet. False if it has an error, which is reported.
static bool ensure(struct qg_checker *ck, uint32_t index, struct qg_span span) {
    enum qg_progress progress = ck->definitions.at[index].progress;
    if (progress == QG_BUSY) {
        report_circle(ck, index, span);
        return false;
    }
    if (progress == QG_UNCHECKED && ck->definition_depth >= DEPTH_LIMIT) {
        report_depth(ck, index);
        return false;
    }
    if (progress == QG_UNCHECKED) {
        ck->definitions.at[index].progress = QG_BUSY;
        ck->definition_depth++;
        build(ck, index);
        ck->definition_depth--;
    }
    if (ck->definitions.at[index].depth > DEPTH_LIMIT) {
        report_depth(ck, index);
        ck->definitions.at[index].function = QG_NONE;
    }
    return ck->definitions.at[index].function != QG_NONE;
}

// A draft's own come when all else is done: what a policy's functions are numbered does not hang on
// the drafts that it is compared with.
static void check_all(struct qg_checker *ck, bool drafts) {
    for (uint32_t i = 0; i < ck->definitions.len; i++) {
        struct qg_span name = ck->definitions.at[i].decl->name.span;
        if ((ck->c->modules[qg_check_file(ck, name)].draft != 0) == drafts)
            ensure(ck, i, name);
    }
}

void qg_definitions_check(struct qg_checker *ck) {
    check_all(ck, false);
}

void qg_draft_definitions_check(struct qg_checker *ck) {
    check_all(ck, true);
}

// ---- Calls ------------------------------------------------------------------------------------

static void mark_used(struct qg_checker *ck, uint32_t definition) {
    struct qg_definition *d = &ck->definitions.at[definition];
    d->used = true;
    ck->declared.at[d->declared].used = true;
}

// Checks the arguments behind the element; false after a report.
static bool check_arguments(struct qg_checker *ck, const struct qg_binding *env,
                            uint32_t definition, const struct qg_exprs *arguments,
                            struct qg_node **items) {
    const struct qg_shape *shapes = ck->definitions.at[definition].shapes;
    bool good = true;
    uint32_t count = 0;
    for (const struct qg_expr *a = arguments != NULL ? arguments->first : NULL; a != NULL;
         a = a->next) {
        items[count] = qg_check_shape(ck, env, a, shapes[count]);
        good = good && items[count] != NULL;
        count++;
    }
    return good;
}

struct qg_node *qg_define_call(struct qg_checker *ck, const struct qg_binding *env,
                               uint32_t definition, struct qg_node *self,
                               const struct qg_exprs *arguments, struct qg_span span) {
    uint32_t wanted = ck->definitions.at[definition].parameter_count;
    uint32_t given = arguments != NULL ? arguments->count : 0;
    bool element = ck->definitions.at[definition].of != QG_NONE;
    mark_used(ck, definition);
    if (given != wanted) {
        qg_check_report_arguments(ck, span, wanted, given);
        return NULL;
    }
    struct qg_node **items = qg_check_alloc(ck, wanted + 1, sizeof(struct qg_node *));
    if (!ensure(ck, definition, span) || items == NULL || (element && self == NULL) ||
        !check_arguments(ck, env, definition, arguments, items + element))
        return NULL;
    const struct qg_definition *d = &ck->definitions.at[definition];
    struct qg_node *node = qg_node_new(ck, QG_N_CALL, d->result, span);
    if (node == NULL)
        return NULL;
    if (element)
        items[0] = self;
    node->index = d->function;
    node->items = items;
    node->item_count = wanted + element;
    if (ck->frame->call_depth < d->depth)
        ck->frame->call_depth = d->depth;
    return node;
}
