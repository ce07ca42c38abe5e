// SPDX-License-Identifier: Apache-2.0
//
// Comparisons and questions about one value. What is written in many ways (`before`, `<`, `not
// after`) becomes LT and LE here.
#include "expr.h"

#include "node.h"
#include "shape.h"

static struct qg_node *report_pair(struct qg_checker *ck, const struct qg_expr *e,
                                   const struct qg_node *a, const struct qg_node *b) {
    struct qg_str x = qg_shape_words(ck, a->shape), y = qg_shape_words(ck, b->shape);
    struct qg_diag *d = qg_check_error(ck, OPERANDS, e->span, "%.*s cannot be compared with %.*s",
                                       QG_STR_ARG(x), QG_STR_ARG(y));
    qg_diag_label(d, a->span, "%.*s", QG_STR_ARG(x));
    qg_diag_label(d, b->span, "%.*s", QG_STR_ARG(y));
    if ((a->shape.kind == QG_KIND_TIME && b->shape.kind == QG_KIND_DATE) ||
        (a->shape.kind == QG_KIND_DATE && b->shape.kind == QG_KIND_TIME))
        qg_diag_hint(d, "The day of a time is `day_of(…)`.");
    else if (a->shape.kind == QG_KIND_OBJECT && b->shape.kind == QG_KIND_OBJECT)
        qg_diag_hint(d, "Compare a field that tells the elements apart, such as an id.");
    return NULL;
}

static bool is_ordered(enum qg_kind kind) {
    return kind == QG_KIND_COUNT || kind == QG_KIND_DATE || kind == QG_KIND_TIME;
}

static bool is_plain(enum qg_kind kind) {
    return kind <= QG_KIND_TEXT;
}

// `<` and its kin: whether the operands change places, and whether equality counts.
static struct qg_node *check_order(struct qg_checker *ck, const struct qg_expr *e,
                                   struct qg_node *a, struct qg_node *b, bool turned, bool equal) {
    if (!qg_shape_same(a->shape, b->shape) || !is_ordered(a->shape.kind))
        return report_pair(ck, e, a, b);
    return qg_node_truth(ck, equal ? QG_N_LE : QG_N_LT, turned ? b : a, turned ? a : b, e->span);
}

// `before` and its kin say that days or times are meant.
static struct qg_node *check_when(struct qg_checker *ck, const struct qg_expr *e, struct qg_node *a,
                                  struct qg_node *b, bool turned, bool equal) {
    if (a->shape.kind == QG_KIND_COUNT || b->shape.kind == QG_KIND_COUNT)
        return report_pair(ck, e, a, b);
    return check_order(ck, e, a, b, turned, equal);
}

static struct qg_node *check_equal(struct qg_checker *ck, const struct qg_expr *e,
                                   struct qg_node *a, struct qg_node *b, bool equal) {
    if (!qg_shape_same(a->shape, b->shape) || !is_plain(a->shape.kind))
        return report_pair(ck, e, a, b);
    return qg_node_truth(ck, equal ? QG_N_EQ : QG_N_NE, a, b, e->span);
}

static struct qg_node *check_values(struct qg_checker *ck, const struct qg_binding *env,
                                    const struct qg_expr *e) {
    struct qg_node *a, *b;
    if (!qg_check_pair(ck, env, e->as.compare.left, e->as.compare.right, &a, &b))
        return NULL;
    switch (e->as.compare.op) {
    case QG_COMPARE_EQUAL:
        return check_equal(ck, e, a, b, true);
    case QG_COMPARE_UNEQUAL:
        return check_equal(ck, e, a, b, false);
    case QG_COMPARE_LESS:
        return check_order(ck, e, a, b, false, false);
    case QG_COMPARE_AT_MOST:
        return check_order(ck, e, a, b, false, true);
    case QG_COMPARE_MORE:
        return check_order(ck, e, a, b, true, false);
    case QG_COMPARE_AT_LEAST:
        return check_order(ck, e, a, b, true, true);
    case QG_COMPARE_BEFORE:
        return check_when(ck, e, a, b, false, false);
    case QG_COMPARE_NOT_AFTER:
        return check_when(ck, e, a, b, false, true);
    case QG_COMPARE_AFTER:
        return check_when(ck, e, a, b, true, false);
    case QG_COMPARE_NOT_BEFORE:
        return check_when(ck, e, a, b, true, true);
    default:
        return NULL;
    }
}

struct qg_node *qg_check_compare(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_expr *e) {
    switch (e->as.compare.op) {
    case QG_COMPARE_IN:
    case QG_COMPARE_NOT_IN:
        return qg_check_in(ck, env, e);
    case QG_COMPARE_ALL_IN:
    case QG_COMPARE_SHARES_NONE:
    case QG_COMPARE_SAME_SET:
        return qg_check_sets(ck, env, e);
    case QG_COMPARE_COVERS:
        return qg_check_covers(ck, env, e);
    case QG_COMPARE_OVERLAPS:
        return qg_check_overlaps(ck, env, e);
    case QG_COMPARE_BEFORE:
    case QG_COMPARE_AFTER:
        if (qg_check_is_duration(ck, env, e->as.compare.left))
            return qg_check_named_shift(ck, env, e);
        return check_values(ck, env, e);
    default:
        return check_values(ck, env, e);
    }
}

// ---- One operand ------------------------------------------------------------------------------

static bool is_field(const struct qg_node *node) {
    return node->kind == QG_N_FIELD || node->kind == QG_N_NESTED || node->kind == QG_N_LIST;
}

static struct qg_node *recorded(struct qg_checker *ck, const struct qg_node *field,
                                struct qg_span span) {
    struct qg_node *node =
        qg_node_unary(ck, QG_N_RECORDED, qg_shape_plain(QG_KIND_BOOL), field->a, span);
    if (node != NULL)
        node->field = field->field;
    return node;
}

static struct qg_node *check_recorded(struct qg_checker *ck, const struct qg_binding *env,
                                      const struct qg_expr *e) {
    struct qg_node *node = qg_check_expr(ck, env, e->as.is.operand, NULL);
    if (node == NULL)
        return NULL;
    if (!is_field(node)) {
        struct qg_diag *d = qg_check_error(ck, NOT_A_FIELD, e->as.is.operand->span,
                                           "only a field of the record can be recorded");
        if (node->shape.kind == QG_KIND_OBJECT)
            qg_diag_hint(d, "Whether there is such an element is asked with `exists`.");
        return NULL;
    }
    struct qg_node *is = recorded(ck, node, e->span);
    return e->as.is.op == QG_IS_RECORDED ? is : qg_node_not(ck, is, e->span);
}

// An embedded object has a place whether it is there or not: there the question is whether the
// record has it.
static struct qg_node *check_exists(struct qg_checker *ck, const struct qg_binding *env,
                                    const struct qg_expr *e) {
    struct qg_node *node = qg_check_object(ck, env, e->as.is.operand);
    if (node == NULL)
        return NULL;
    if (node->kind == QG_N_NESTED)
        return recorded(ck, node, e->span);
    return qg_node_unary(ck, QG_N_EXISTS, qg_shape_plain(QG_KIND_BOOL), node, e->span);
}

struct qg_node *qg_check_is(struct qg_checker *ck, const struct qg_binding *env,
                            const struct qg_expr *e) {
    switch (e->as.is.op) {
    case QG_IS_RECORDED:
    case QG_IS_NOT_RECORDED:
        return check_recorded(ck, env, e);
    case QG_IS_THERE:
        return check_exists(ck, env, e);
    case QG_IS_ODD:
    case QG_IS_EVEN:
        break;
    }
    struct qg_node *count = qg_check_count(ck, env, e->as.is.operand);
    struct qg_node *odd = qg_node_unary(ck, QG_N_ODD, qg_shape_plain(QG_KIND_BOOL), count, e->span);
    return e->as.is.op == QG_IS_ODD ? odd : qg_node_not(ck, odd, e->span);
}

// ---- Three operands ---------------------------------------------------------------------------

struct qg_node *qg_check_between(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_expr *e) {
    struct qg_node *a, *from;
    bool pair = qg_check_pair(ck, env, e->as.between.subject, e->as.between.from, &a, &from);
    struct qg_node *to = qg_check_expr(ck, env, e->as.between.to, pair ? &a->shape : NULL);
    if (!pair || to == NULL)
        return NULL;
    struct qg_node *low = check_order(ck, e, a, from, true, true);
    struct qg_node *again = low != NULL ? qg_node_copy(ck, a) : NULL;
    struct qg_node *high = again != NULL ? check_order(ck, e, again, to, false, true) : NULL;
    return qg_node_truth(ck, QG_N_AND, low, high, e->span);
}

struct qg_node *qg_check_share(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e) {
    struct qg_node *part = qg_check_count(ck, env, e->as.share.part);
    struct qg_node *whole = qg_check_count(ck, env, e->as.share.whole);
    struct qg_ratio ratio;
    if (!qg_check_ratio(ck, env, e->as.share.ratio, &ratio))
        return NULL;
    enum qg_node_kind kind =
        e->as.share.op == QG_SHARE_AT_LEAST ? QG_N_AT_LEAST_RATIO : QG_N_MORE_THAN_RATIO;
    struct qg_node *node = qg_node_truth(ck, kind, part, whole, e->span);
    if (node != NULL)
        node->ratio = ratio;
    return e->as.share.op == QG_SHARE_AT_MOST ? qg_node_not(ck, node, e->span) : node;
}
