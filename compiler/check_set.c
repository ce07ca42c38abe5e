// SPDX-License-Identifier: Apache-2.0
//
// Lists read as sets: of plain values (`present_ids`) or of one plain field of each element
// (`commission.members.id`).
#include "expr.h"

#include "node.h"
#include "resolve.h"
#include "shape.h"
#include "symbols.h"

static struct qg_set_operand no_set(void) {
    return (struct qg_set_operand){.field = QG_NONE};
}

// One field of each element of a list.
static struct qg_set_operand project(struct qg_checker *ck, struct qg_node *list,
                                     const struct qg_name *name) {
    struct qg_shape element = qg_shape_element(ck, list->shape);
    uint32_t symbol = qg_check_symbol(ck, name->text);
    uint32_t field = element.kind == QG_KIND_OBJECT
                         ? qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, element.type), symbol)
                         : QG_TABLE_NOTHING;
    if (field == QG_TABLE_NOTHING) {
        struct qg_str words = qg_shape_words(ck, element);
        struct qg_diag *d =
            qg_check_error(ck, UNKNOWN_FIELD, name->span, "%.*s has no field `%.*s`",
                           QG_STR_ARG(words), QG_STR_ARG(name->text));
        if (element.kind == QG_KIND_OBJECT)
            qg_resolve_suggest_field(ck, d, element.type, name->text);
        return no_set();
    }
    struct qg_shape shape = qg_shape_field(ck, (int32_t)field);
    if (shape.kind > QG_KIND_TEXT) {
        qg_check_error(ck, NOT_A_SET, name->span, "the elements of a set have to be plain values");
        return no_set();
    }
    return (struct qg_set_operand){list, (int32_t)field, shape};
}

static struct qg_set_operand plain_list(struct qg_checker *ck, struct qg_node *list,
                                        struct qg_span span) {
    if (list == NULL)
        return no_set();
    if (list->shape.kind != QG_KIND_LIST) {
        qg_check_report_type(ck, span, QG_STR("a list"), list->shape);
        return no_set();
    }
    struct qg_shape element = qg_shape_element(ck, list->shape);
    if (element.kind == QG_KIND_OBJECT) {
        struct qg_diag *d =
            qg_check_error(ck, NOT_A_SET, span, "the elements of a set have to be plain values");
        qg_diag_hint(d, "Say which field of each is meant, such as `.id`.");
        return no_set();
    }
    return (struct qg_set_operand){list, QG_NONE, element};
}

struct qg_node *qg_check_list(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e) {
    if (e->kind == QG_EXPR_NAME && !qg_resolve_is_known(ck, env, &e->as.name))
        return qg_noun_list(ck, env, &e->as.name);
    return qg_check_expr(ck, env, e, NULL);
}

struct qg_set_operand qg_check_set(struct qg_checker *ck, const struct qg_binding *env,
                                   const struct qg_expr *e) {
    const struct qg_binding *argument =
        e->kind == QG_EXPR_NAME ? qg_resolve_argument(ck, env, e->as.name.text) : NULL;
    if (argument != NULL && argument->wanted->form == QG_FORM_LIST)
        return qg_check_set(ck, argument->where, argument->value);
    if (e->kind != QG_EXPR_FIELD)
        return plain_list(ck, qg_check_list(ck, env, e), e->span);
    const struct qg_expr *base = e->as.field.base;
    if (base->kind == QG_EXPR_NAME && !qg_resolve_is_bound(ck, env, &base->as.name) &&
        qg_symbols_module(ck, &base->as.name) != QG_TABLE_NOTHING)
        return plain_list(ck, qg_check_expr(ck, env, e, NULL), e->span);
    struct qg_node *node = qg_check_list(ck, env, base);
    if (node != NULL && node->shape.kind == QG_KIND_LIST)
        return project(ck, node, &e->as.field.name);
    return plain_list(ck, qg_resolve_field(ck, node, &e->as.field.name), e->span);
}

// ---- One value in a set -----------------------------------------------------------------------

static struct qg_node *equals_item(struct qg_checker *ck, const struct qg_binding *env,
                                   struct qg_node *value, const struct qg_expr *item) {
    struct qg_node *b = qg_check_shape(ck, env, item, value->shape);
    return qg_node_truth(ck, QG_N_EQ, qg_node_copy(ck, value), b, item->span);
}

// `{ a, b }` as `= a or = b`.
static struct qg_node *one_of(struct qg_checker *ck, const struct qg_binding *env,
                              struct qg_node *value, const struct qg_exprs *items,
                              struct qg_span span) {
    uint32_t count = 0;
    struct qg_node **nodes = qg_check_alloc(ck, items->count, sizeof(struct qg_node *));
    if (nodes == NULL)
        return NULL;
    for (const struct qg_expr *item = items->first; item != NULL; item = item->next)
        nodes[count++] = equals_item(ck, env, value, item);
    return qg_node_join(ck, QG_N_OR, nodes, count, span);
}

// The values of an enum in a set, as a mask; false if one of them is not a constant.
static bool mask_of(struct qg_checker *ck, const struct qg_exprs *items, uint16_t enumeration,
                    uint32_t *out) {
    *out = 0;
    for (const struct qg_expr *item = items->first; item != NULL; item = item->next) {
        uint32_t symbol = item->kind == QG_EXPR_NAME ? qg_check_symbol(ck, item->as.name.text) : 0;
        uint32_t value = qg_check_find(ck, qg_owner_of(QG_OWN_ENUM_VALUE, enumeration), symbol);
        if (value == QG_TABLE_NOTHING)
            return false;
        *out |= 1u << value;
    }
    return true;
}

static struct qg_node *in_literal(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e) {
    enum { MASK_BITS = 32 };
    const struct qg_exprs *items = &e->as.compare.right->as.items;
    struct qg_node *value = qg_check_expr(ck, env, e->as.compare.left, NULL);
    uint32_t mask;
    if (value == NULL)
        return NULL;
    if (value->shape.kind > QG_KIND_TEXT) {
        qg_check_report_type(ck, e->as.compare.left->span, QG_STR("a plain value"), value->shape);
        return NULL;
    }
    bool small = value->shape.kind == QG_KIND_ENUM &&
                 ck->enums.at[value->shape.enumeration].count <= MASK_BITS;
    if (!small || !mask_of(ck, items, value->shape.enumeration, &mask))
        return one_of(ck, env, value, items, e->span);
    struct qg_node *node =
        qg_node_unary(ck, QG_N_IN_ENUM, qg_shape_plain(QG_KIND_BOOL), value, e->span);
    if (node != NULL)
        node->number = (int32_t)mask;
    return node;
}

static struct qg_node *in_list(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e) {
    struct qg_set_operand set = qg_check_set(ck, env, e->as.compare.right);
    if (set.list == NULL)
        return NULL;
    struct qg_node *value = qg_check_shape(ck, env, e->as.compare.left, set.element);
    struct qg_node *node = qg_node_truth(ck, QG_N_MEMBER, value, set.list, e->span);
    if (node != NULL)
        node->set = (struct qg_set){QG_NONE, QG_NONE, set.list->shape.list, set.field};
    return node;
}

struct qg_node *qg_check_in(struct qg_checker *ck, const struct qg_binding *env,
                            const struct qg_expr *e) {
    struct qg_node *in =
        e->as.compare.right->kind == QG_EXPR_SET ? in_literal(ck, env, e) : in_list(ck, env, e);
    return e->as.compare.op == QG_COMPARE_NOT_IN ? qg_node_not(ck, in, e->span) : in;
}

// ---- Two sets ---------------------------------------------------------------------------------

bool qg_check_two_sets(struct qg_checker *ck, const struct qg_binding *env,
                       const struct qg_expr *left, const struct qg_expr *right,
                       struct qg_set_operand *a, struct qg_set_operand *b) {
    *a = qg_check_set(ck, env, left);
    *b = qg_check_set(ck, env, right);
    if (a->list == NULL || b->list == NULL)
        return false;
    if (qg_shape_same(a->element, b->element))
        return true;
    struct qg_str x = qg_shape_words(ck, a->element), y = qg_shape_words(ck, b->element);
    struct qg_diag *d = qg_check_error(ck, OPERANDS, qg_span_join(left->span, right->span),
                                       "the elements of one are %.*s, of the other %.*s",
                                       QG_STR_ARG(x), QG_STR_ARG(y));
    qg_diag_label(d, left->span, "%.*s", QG_STR_ARG(x));
    qg_diag_label(d, right->span, "%.*s", QG_STR_ARG(y));
    return false;
}

struct qg_node *qg_check_set_node(struct qg_checker *ck, enum qg_node_kind kind,
                                  enum qg_kind result, struct qg_set_operand a,
                                  struct qg_set_operand b, struct qg_span span) {
    struct qg_node *node = qg_node_binary(ck, kind, qg_shape_plain(result), a.list, b.list, span);
    if (node != NULL)
        node->set = (struct qg_set){a.list->shape.list, a.field, b.list->shape.list, b.field};
    return node;
}

struct qg_node *qg_check_sets(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e) {
    struct qg_set_operand a, b;
    if (!qg_check_two_sets(ck, env, e->as.compare.left, e->as.compare.right, &a, &b))
        return NULL;
    if (e->as.compare.op == QG_COMPARE_SHARES_NONE)
        return qg_check_set_node(ck, QG_N_DISJOINT, QG_KIND_BOOL, a, b, e->span);
    struct qg_node *all = qg_check_set_node(ck, QG_N_SUBSET, QG_KIND_BOOL, a, b, e->span);
    if (e->as.compare.op == QG_COMPARE_ALL_IN)
        return all;
    a.list = qg_node_copy(ck, a.list);
    b.list = qg_node_copy(ck, b.list);
    if (a.list == NULL || b.list == NULL)
        return NULL;
    struct qg_node *back = qg_check_set_node(ck, QG_N_SUBSET, QG_KIND_BOOL, b, a, e->span);
    return qg_node_truth(ck, QG_N_AND, all, back, e->span);
}
