// SPDX-License-Identifier: Apache-2.0
#include "node.h"

#include "hash.h"
#include "shape.h"

#include <string.h>

// ---- Functions --------------------------------------------------------------------------------

void qg_frame_open(struct qg_checker *ck, struct qg_check_frame *frame,
                   struct qg_local *const *args, uint32_t arg_count, uint32_t next_local) {
    *frame = (struct qg_check_frame){.outer = ck->frame,
                                     .serial = ++ck->frame_count,
                                     .args = args,
                                     .arg_count = arg_count,
                                     .next_local = next_local < arg_count ? arg_count : next_local,
                                     .definition = QG_TABLE_NOTHING,
                                     .unplaced = QG_NONE,
                                     .act = ck->frame != NULL ? ck->frame->act : ck->act};
    ck->frame = frame;
}

// The arguments and lets of the frame, moved to where the function lives.
static bool move_variables(struct qg_checker *ck, const struct qg_check_frame *frame,
                           struct qg_typed_function *out) {
    out->args = qg_check_alloc(ck, frame->arg_count, sizeof(struct qg_local *));
    out->lets = qg_check_alloc(ck, frame->lets.len, sizeof *out->lets);
    if (out->args == NULL || out->lets == NULL)
        return false;
    out->arg_count = frame->arg_count;
    out->let_count = frame->lets.len;
    for (uint32_t i = 0; i < frame->arg_count; i++)
        out->args[i] = frame->args[i];
    for (uint32_t i = 0; i < frame->lets.len; i++)
        out->lets[i] = frame->lets.at[i];
    return true;
}

int32_t qg_frame_close(struct qg_checker *ck, struct qg_check_frame *frame, enum qg_purpose purpose,
                       struct qg_node *when, struct qg_node *body, struct qg_str name,
                       struct qg_span span) {
    struct qg_typed_function f = {.name = qg_check_keep(ck, name),
                                  .purpose = purpose,
                                  .when = when,
                                  .body = body,
                                  .span = span};
    bool made = body != NULL && move_variables(ck, frame, &f) && qg_check_push(ck, functions, f);
    ck->frame = frame->outer;
    qg_vec_free(&frame->lets);
    return made ? (int32_t)(ck->functions.len - 1) : QG_NONE;
}

struct qg_local *qg_local_new(struct qg_checker *ck, struct qg_str name, struct qg_shape shape) {
    struct qg_local *local = qg_check_alloc(ck, 1, sizeof *local);
    if (local != NULL)
        *local = (struct qg_local){qg_check_keep(ck, name), shape, ck->frame->next_local++};
    return local;
}

// ---- Constructors -----------------------------------------------------------------------------

struct qg_node *qg_node_new(struct qg_checker *ck, enum qg_node_kind kind, struct qg_shape shape,
                            struct qg_span span) {
    if (ck->frame->nodes == QG_NODE_LIMIT)
        qg_check_error(ck, TOO_LARGE, span, "written out in full this takes more than %d steps",
                       QG_NODE_LIMIT);
    if (ck->frame->nodes >= QG_NODE_LIMIT) {
        ck->frame->nodes = QG_NODE_LIMIT + 1; // reported once
        return NULL;
    }
    struct qg_node *node = qg_check_alloc(ck, 1, sizeof *node);
    if (node == NULL)
        return NULL;
    ck->frame->nodes++;
    node->kind = kind;
    node->shape = shape;
    node->span = span;
    node->index = node->field = QG_NONE;
    return node;
}

struct qg_node *qg_node_unary(struct qg_checker *ck, enum qg_node_kind kind, struct qg_shape shape,
                              struct qg_node *a, struct qg_span span) {
    struct qg_node *node = a != NULL ? qg_node_new(ck, kind, shape, span) : NULL;
    if (node != NULL)
        node->a = a;
    return node;
}

struct qg_node *qg_node_binary(struct qg_checker *ck, enum qg_node_kind kind, struct qg_shape shape,
                               struct qg_node *a, struct qg_node *b, struct qg_span span) {
    struct qg_node *node = b != NULL ? qg_node_unary(ck, kind, shape, a, span) : NULL;
    if (node != NULL)
        node->b = b;
    return node;
}

struct qg_node *qg_node_truth(struct qg_checker *ck, enum qg_node_kind kind, struct qg_node *a,
                              struct qg_node *b, struct qg_span span) {
    return qg_node_binary(ck, kind, qg_shape_plain(QG_KIND_BOOL), a, b, span);
}

struct qg_node *qg_node_not(struct qg_checker *ck, struct qg_node *a, struct qg_span span) {
    return qg_node_unary(ck, QG_N_NOT, qg_shape_plain(QG_KIND_BOOL), a, span);
}

struct qg_node *qg_node_const(struct qg_checker *ck, struct qg_shape shape, int32_t number,
                              struct qg_span span) {
    struct qg_node *node = qg_node_new(ck, QG_N_CONST, shape, span);
    if (node != NULL)
        node->number = number;
    return node;
}

struct qg_node *qg_node_local(struct qg_checker *ck, struct qg_local *local, struct qg_span span) {
    struct qg_node *node = local != NULL ? qg_node_new(ck, QG_N_LOCAL, local->shape, span) : NULL;
    if (node != NULL)
        node->local = local;
    return node;
}

struct qg_node *qg_node_field(struct qg_checker *ck, struct qg_node *base, int32_t field,
                              struct qg_span span) {
    struct qg_shape shape = qg_shape_field(ck, field);
    enum qg_node_kind kind = shape.kind == QG_KIND_OBJECT ? QG_N_NESTED
                             : shape.kind == QG_KIND_LIST ? QG_N_LIST
                                                          : QG_N_FIELD;
    struct qg_node *node = qg_node_unary(ck, kind, shape, base, span);
    if (node != NULL)
        node->field = field;
    return node;
}

struct qg_node *qg_node_join(struct qg_checker *ck, enum qg_node_kind kind, struct qg_node **nodes,
                             uint32_t count, struct qg_span span) {
    if (count <= 1)
        return count == 1 ? nodes[0] : NULL;
    uint32_t half = count / 2;
    struct qg_node *a = qg_node_join(ck, kind, nodes, half, span);
    struct qg_node *b = qg_node_join(ck, kind, nodes + half, count - half, span);
    return a != NULL ? qg_node_binary(ck, kind, a->shape, a, b, span) : NULL;
}

// ---- Copies -----------------------------------------------------------------------------------

// The loops around what is being copied: which variable each one got instead of its own.
struct renaming {
    const struct renaming *outer;
    const struct qg_local *from;
    struct qg_local *to;
};

static struct qg_node *copy(struct qg_checker *ck, const struct qg_node *node,
                            const struct renaming *names);

static struct qg_local *renamed(struct qg_local *local, const struct renaming *names) {
    for (; names != NULL; names = names->outer)
        if (names->from == local)
            return names->to;
    return local;
}

// Copies the loop and, since its variable lives there too, the body of its node.
static bool copy_loop(struct qg_checker *ck, struct qg_node *to, const struct qg_node *from,
                      const struct renaming *names) {
    const struct qg_loop *old = from->loop;
    struct qg_loop *loop = qg_check_alloc(ck, 1, sizeof *loop);
    struct renaming inner = {names, old->variable, NULL};
    inner.to = qg_local_new(ck, old->variable->name, old->variable->shape);
    if (loop == NULL || inner.to == NULL)
        return false;
    *loop = (struct qg_loop){copy(ck, old->list, names), inner.to, copy(ck, old->where, &inner)};
    to->loop = loop;
    to->b = copy(ck, from->b, &inner);
    return loop->list != NULL && (loop->where != NULL) == (old->where != NULL);
}

static bool copy_items(struct qg_checker *ck, struct qg_node *to, const struct qg_node *from,
                       const struct renaming *names) {
    to->items = qg_check_alloc(ck, from->item_count, sizeof(struct qg_node *));
    if (to->items == NULL)
        return false;
    for (uint32_t i = 0; i < from->item_count; i++)
        if ((to->items[i] = copy(ck, from->items[i], names)) == NULL)
            return false;
    return true;
}

static struct qg_node *copy(struct qg_checker *ck, const struct qg_node *node,
                            const struct renaming *names) {
    struct qg_node *to = node != NULL ? qg_node_new(ck, node->kind, node->shape, node->span) : NULL;
    if (to == NULL)
        return NULL;
    *to = *node;
    to->a = copy(ck, node->a, names);
    to->b = node->loop == NULL ? copy(ck, node->b, names) : NULL;
    to->c = copy(ck, node->c, names);
    to->local = node->local != NULL ? renamed(node->local, names) : NULL;
    bool made = (node->loop == NULL || copy_loop(ck, to, node, names)) &&
                (node->item_count == 0 || copy_items(ck, to, node, names));
    bool whole = (to->a != NULL) == (node->a != NULL) && (to->b != NULL) == (node->b != NULL) &&
                 (to->c != NULL) == (node->c != NULL);
    return made && whole ? to : NULL;
}

struct qg_node *qg_node_copy(struct qg_checker *ck, const struct qg_node *node) {
    return copy(ck, node, NULL);
}

// ---- Sameness ---------------------------------------------------------------------------------

static bool same_period(struct qg_period a, struct qg_period b) {
    return a.months == b.months && a.days == b.days && a.workdays == b.workdays &&
           a.calendar == b.calendar && a.sign == b.sign;
}

static bool same_set(struct qg_set a, struct qg_set b) {
    return a.left == b.left && a.left_field == b.left_field && a.right == b.right &&
           a.right_field == b.right_field;
}

// All of a node but its operands.
static bool same_plain(const struct qg_node *a, const struct qg_node *b) {
    return a->kind == b->kind && qg_shape_same(a->shape, b->shape) && a->number == b->number &&
           a->index == b->index && a->field == b->field &&
           (a->local != NULL) == (b->local != NULL) &&
           (a->local == NULL || a->local->index == b->local->index) &&
           same_period(a->period, b->period) && a->ratio.num == b->ratio.num &&
           a->ratio.den == b->ratio.den && a->accrual.from == b->accrual.from &&
           a->accrual.to == b->accrual.to && same_set(a->set, b->set) &&
           (a->loop != NULL) == (b->loop != NULL) && a->item_count == b->item_count;
}

bool qg_node_same(const struct qg_node *a, const struct qg_node *b) {
    if (a == NULL || b == NULL)
        return a == b;
    if (!same_plain(a, b) || !qg_node_same(a->a, b->a) || !qg_node_same(a->b, b->b) ||
        !qg_node_same(a->c, b->c))
        return false;
    if (a->loop != NULL && (a->loop->variable->index != b->loop->variable->index ||
                            !qg_node_same(a->loop->list, b->loop->list) ||
                            !qg_node_same(a->loop->where, b->loop->where)))
        return false;
    for (uint32_t i = 0; i < a->item_count; i++)
        if (!qg_node_same(a->items[i], b->items[i]))
            return false;
    return true;
}

uint64_t qg_node_hash(const struct qg_node *node) {
    if (node == NULL)
        return 1;
    int32_t plain[] = {(int32_t)node->kind,
                       node->number,
                       node->index,
                       node->field,
                       node->period.months,
                       node->period.days,
                       node->local != NULL ? (int32_t)node->local->index : -1};
    uint64_t hash = qg_hash((const char *)plain, sizeof plain, 0);
    uint64_t parts[] = {hash,
                        qg_node_hash(node->a),
                        qg_node_hash(node->b),
                        qg_node_hash(node->c),
                        node->loop != NULL ? qg_node_hash(node->loop->list) : 0,
                        node->loop != NULL ? qg_node_hash(node->loop->where) : 0};
    hash = qg_hash((const char *)parts, sizeof parts, 0);
    for (uint32_t i = 0; i < node->item_count; i++)
        hash = (hash ^ qg_node_hash(node->items[i])) * 0x9e3779b97f4a7c15u;
    return hash;
}
