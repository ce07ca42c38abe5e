// SPDX-License-Identifier: Apache-2.0
//
// Loops within expressions: `some`, `every`, `count of`, `latest … by`. A loop binds one variable
// over one list; inside, the element's fields are in scope.
#include "expr.h"

#include "node.h"
#include "resolve.h"
#include "shape.h"

// ---- What is looped over ----------------------------------------------------------------------

// A noun may also be a variable that holds a list: an argument of a template, a `let`.
static struct qg_node *noun_list(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_name *noun) {
    struct qg_node *list = NULL;
    if (!qg_resolve_is_variable(ck, env, noun))
        return qg_noun_list(ck, env, noun);
    qg_resolve_try(ck, env, noun, &list);
    return list;
}

bool qg_check_source(struct qg_checker *ck, const struct qg_binding *env,
                     const struct qg_range *range, struct qg_loop_source *out) {
    *out = (struct qg_loop_source){.noun = range->kind == QG_RANGE_NOUN};
    if (range->kind == QG_RANGE_NUMBERS) {
        out->first = qg_check_count(ck, env, range->from);
        out->last = qg_check_count(ck, env, range->to);
        out->element = qg_shape_plain(QG_KIND_COUNT);
        return out->first != NULL && out->last != NULL;
    }
    out->list = out->noun ? noun_list(ck, env, &range->name) : qg_check_list(ck, env, range->from);
    if (out->list == NULL)
        return false;
    if (out->list->shape.kind != QG_KIND_LIST) {
        struct qg_span span = out->noun ? range->name.span : range->from->span;
        qg_check_report_type(ck, span, QG_STR("a list"), out->list->shape);
        return false;
    }
    out->element = qg_shape_element(ck, out->list->shape);
    return true;
}

// ---- The loop ---------------------------------------------------------------------------------

// A loop with its variable bound, ready for its body. NULL after a report.
static struct qg_loop *open_loop(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_range *range, struct qg_binding **inner) {
    struct qg_loop_source source;
    struct qg_loop *loop = qg_check_alloc(ck, 1, sizeof *loop);
    if (!qg_check_source(ck, env, range, &source) || loop == NULL)
        return NULL;
    if (source.list == NULL) {
        struct qg_diag *d = qg_check_error(ck, NUMBERS_LOOP, range->span,
                                           "numbers can be counted through by `for each` only");
        qg_diag_hint(d, "Make a rule `for each %.*s in …` of it.", QG_STR_ARG(range->name.text));
        return NULL;
    }
    loop->list = source.list;
    loop->variable = qg_local_new(ck, range->name.text, source.element);
    *inner = qg_bind_local(ck, env, range->name.text, source.noun, loop->variable);
    if (*inner == NULL)
        return NULL;
    (*inner)->loop = true;
    loop->where = range->where != NULL ? qg_check_truth(ck, *inner, range->where) : NULL;
    return range->where == NULL || loop->where != NULL ? loop : NULL;
}

static struct qg_node *loop_node(struct qg_checker *ck, enum qg_node_kind kind,
                                 struct qg_shape shape, struct qg_loop *loop, struct qg_node *body,
                                 struct qg_span span) {
    struct qg_node *node = loop != NULL ? qg_node_new(ck, kind, shape, span) : NULL;
    if (node != NULL) {
        node->loop = loop;
        node->b = body;
    }
    return node;
}

// ---- Quantifiers ------------------------------------------------------------------------------

static struct qg_node *check_every(struct qg_checker *ck, const struct qg_expr *e,
                                   const struct qg_binding *inner, struct qg_loop *loop) {
    struct qg_node *body = loop != NULL ? qg_check_truth(ck, inner, e->as.quantify.has) : NULL;
    return body != NULL
               ? loop_node(ck, QG_N_EVERY, qg_shape_plain(QG_KIND_BOOL), loop, body, e->span)
               : NULL;
}

static struct qg_node *check_number(struct qg_checker *ck, const struct qg_expr *e,
                                    struct qg_loop *loop) {
    struct qg_shape count = qg_shape_plain(QG_KIND_COUNT);
    struct qg_node *many = loop_node(ck, QG_N_COUNT, count, loop, NULL, e->span);
    struct qg_node *number = qg_node_const(ck, count, (int32_t)e->as.quantify.number, e->span);
    switch (e->as.quantify.op) {
    case QG_QUANTIFIER_AT_LEAST:
        return qg_node_truth(ck, QG_N_LE, number, many, e->span);
    case QG_QUANTIFIER_AT_MOST:
        return qg_node_truth(ck, QG_N_LE, many, number, e->span);
    default:
        return qg_node_truth(ck, QG_N_EQ, many, number, e->span);
    }
}

struct qg_node *qg_check_quantify(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e) {
    struct qg_binding *inner = NULL;
    struct qg_loop *loop = open_loop(ck, env, e->as.quantify.range, &inner);
    struct qg_shape truth = qg_shape_plain(QG_KIND_BOOL);
    switch (e->as.quantify.op) {
    case QG_QUANTIFIER_SOME:
        return loop_node(ck, QG_N_SOME, truth, loop, NULL, e->span);
    case QG_QUANTIFIER_NO:
        return qg_node_not(ck, loop_node(ck, QG_N_SOME, truth, loop, NULL, e->span), e->span);
    case QG_QUANTIFIER_EVERY:
        return check_every(ck, e, inner, loop);
    default:
        return check_number(ck, e, loop);
    }
}

// ---- Folds ------------------------------------------------------------------------------------

// A day or a time of day, as what comes earlier or later.
static struct qg_node *check_moment(struct qg_checker *ck, const struct qg_binding *env,
                                    const struct qg_expr *e) {
    struct qg_node *node = qg_check_expr(ck, env, e, NULL);
    if (node == NULL || node->shape.kind == QG_KIND_DATE || node->shape.kind == QG_KIND_TIME)
        return node;
    qg_check_report_type(ck, e->span, QG_STR("a date"), node->shape);
    return NULL;
}

struct qg_node *qg_check_fold(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e) {
    struct qg_binding *inner = NULL;
    struct qg_loop *loop = open_loop(ck, env, e->as.fold.range, &inner);
    struct qg_shape count = qg_shape_plain(QG_KIND_COUNT);
    if (loop == NULL)
        return NULL;
    if (e->as.fold.op == QG_FOLD_COUNT)
        return loop_node(ck, QG_N_COUNT, count, loop, NULL, e->span);
    bool sum = e->as.fold.op == QG_FOLD_SUM;
    struct qg_node *value = sum ? qg_check_count(ck, inner, e->as.fold.value)
                                : check_moment(ck, inner, e->as.fold.value);
    if (value == NULL)
        return NULL;
    enum qg_node_kind kind = sum                                 ? QG_N_SUM
                             : e->as.fold.op == QG_FOLD_EARLIEST ? QG_N_FOLD_MIN
                                                                 : QG_N_FOLD_MAX;
    return loop_node(ck, kind, value->shape, loop, value, e->span);
}

// Whether a loop is over elements, not plain values.
static bool has_elements(struct qg_checker *ck, const struct qg_loop *loop, struct qg_span span) {
    if (loop == NULL || loop->variable->shape.kind == QG_KIND_OBJECT)
        return loop != NULL;
    qg_check_report_type(ck, span, QG_STR("a list of elements"), loop->list->shape);
    return false;
}

struct qg_node *qg_check_choose(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e) {
    struct qg_binding *inner = NULL;
    struct qg_loop *loop = open_loop(ck, env, e->as.choose.range, &inner);
    if (!has_elements(ck, loop, e->as.choose.range->span))
        return NULL;
    struct qg_node *key = check_moment(ck, inner, e->as.choose.by);
    enum qg_node_kind kind = e->as.choose.latest ? QG_N_PICK_MAX : QG_N_PICK_MIN;
    return key != NULL ? loop_node(ck, kind, loop->variable->shape, loop, key, e->span) : NULL;
}

struct qg_node *qg_check_the(struct qg_checker *ck, const struct qg_binding *env,
                             const struct qg_expr *e) {
    struct qg_binding *inner = NULL;
    struct qg_loop *loop = open_loop(ck, env, e->as.range, &inner);
    if (!has_elements(ck, loop, e->as.range->span))
        return NULL;
    return loop_node(ck, QG_N_PICK_THE, loop->variable->shape, loop, NULL, e->span);
}
