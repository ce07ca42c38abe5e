// SPDX-License-Identifier: Apache-2.0
//
// Loops. Each keeps one running value in a register while it goes through its list, and then lets
// a WIDEN (or THE_END) add what the list may hold beyond what was seen.
#include "lower.h"

// One way through a list, open between begin and end.
struct trip {
    const struct qg_node *n;
    uint32_t list, variable; // registers
    uint32_t top, next, end; // labels: first instruction, where to go on, after the last
    int32_t field;           // that the list comes from
    bool scalars;            // the list has values, not elements
};

static struct trip begin(struct qg_lower *l, const struct qg_node *n) {
    const struct qg_loop *loop = n->loop;
    struct trip trip = {.n = n, .scalars = loop->variable->shape.kind != QG_KIND_OBJECT};
    trip.list = qg_lower_value(l, loop->list);
    trip.field = qg_lower_list_field(l, loop->list);
    trip.variable = qg_ir_reg(&l->ir, trip.scalars ? 2 : 1);
    trip.top = qg_ir_label(&l->ir);
    trip.next = qg_ir_label(&l->ir);
    trip.end = qg_ir_label(&l->ir);
    qg_lower_bind(l, loop->variable, trip.variable);
    qg_lower_op(l, n, trip.scalars ? QG_OP_EACH_VALUE : QG_OP_EACH, trip.variable, trip.list, 0,
                (int32_t)trip.end);
    qg_ir_bind(&l->ir, trip.top);
    return trip;
}

static void end(struct qg_lower *l, const struct trip *trip) {
    qg_ir_bind(&l->ir, trip->next);
    qg_lower_op(l, trip->n, trip->scalars ? QG_OP_NEXT_VALUE : QG_OP_NEXT, trip->variable, 0, 0,
                (int32_t)trip->top);
    qg_ir_bind(&l->ir, trip->end);
}

static void widen(struct qg_lower *l, const struct trip *trip, enum qg_op op, uint32_t reg) {
    qg_lower_op(l, trip->n, op, reg, trip->list, 0, trip->field);
}

static uint32_t constant(struct qg_lower *l, const struct qg_node *n, int32_t number) {
    uint32_t reg = qg_ir_reg(&l->ir, 1);
    qg_lower_const(l, n, reg, number);
    return reg;
}

static struct qg_node truth(enum qg_node_kind kind, struct qg_node *a, struct qg_node *b) {
    return (struct qg_node){.kind = kind,
                            .shape = {.kind = QG_KIND_BOOL, .list = QG_NONE},
                            .span = a->span,
                            .a = a,
                            .b = b};
}

// ---- Truth -------------------------------------------------------------------------------------

// Whether the list has an element for which `condition` holds; the first sure one ends the search.
static void lower_search(struct qg_lower *l, const struct qg_node *n,
                         const struct qg_node *condition, uint32_t dest) {
    uint32_t found = qg_ir_label(&l->ir);
    qg_lower_const(l, n, dest, 0);
    struct trip trip = begin(l, n);
    qg_lower_op(l, n, QG_OP_OR, dest, dest, qg_lower_value(l, condition), 0);
    qg_lower_branch(l, n, QG_OP_JUMP_YES, dest, found);
    end(l, &trip);
    widen(l, &trip, QG_OP_WIDEN_SOME, dest);
    qg_ir_bind(&l->ir, found);
}

static void lower_length(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    const struct qg_node *list = n->loop->list;
    uint32_t reg = qg_lower_value(l, list);
    qg_lower_op(l, n, QG_OP_LENGTH, dest, reg, 0, qg_lower_list_field(l, list));
}

static void lower_some(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    struct qg_node *where = n->loop->where, *body = n->b;
    if (where == NULL && body == NULL) {
        uint32_t length = qg_ir_reg(&l->ir, 1);
        lower_length(l, n, length);
        qg_lower_op(l, n, QG_OP_GE_I, dest, length, 0, 1);
    } else if (where != NULL && body != NULL) {
        struct qg_node both = truth(QG_N_AND, where, body);
        lower_search(l, n, &both, dest);
    } else {
        lower_search(l, n, where != NULL ? where : body, dest);
    }
}

// Every element has it, if there is none that has it not.
static void lower_every(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    struct qg_node lacks = truth(QG_N_NOT, n->b, NULL);
    if (n->loop->where != NULL) {
        struct qg_node counts = truth(QG_N_AND, n->loop->where, &lacks);
        lower_search(l, n, &counts, dest);
    } else {
        lower_search(l, n, &lacks, dest);
    }
    qg_lower_op(l, n, QG_OP_NOT, dest, dest, 0, 0);
}

// ---- Numbers -----------------------------------------------------------------------------------

static void lower_count(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (n->loop->where == NULL) {
        lower_length(l, n, dest);
        return;
    }
    qg_lower_const(l, n, dest, 0);
    struct trip trip = begin(l, n);
    qg_lower_op(l, n, QG_OP_ADD, dest, dest, qg_lower_value(l, n->loop->where), 0);
    end(l, &trip);
    widen(l, &trip, QG_OP_WIDEN_COUNT, dest);
}

// The truth of the `where` for the element at hand; `always` where there is none. Where it is no
// and a value is costly, the element is passed over: it would add nothing.
static uint32_t lower_where(struct qg_lower *l, const struct trip *trip, uint32_t always) {
    const struct qg_node *where = trip->n->loop->where, *value = trip->n->b;
    if (where == NULL)
        return always;
    uint32_t reg = qg_lower_value(l, where);
    if (value != NULL && qg_lower_costly(l, value))
        qg_lower_branch(l, where, QG_OP_JUMP_NO, reg, trip->next);
    return reg;
}

// What the element at hand adds to a sum: nothing where the condition is no.
static uint32_t lower_share(struct qg_lower *l, const struct trip *trip, uint32_t zero) {
    const struct qg_node *n = trip->n;
    if (n->loop->where == NULL)
        return qg_lower_value(l, n->b);
    uint32_t where = lower_where(l, trip, 0), value = qg_lower_value(l, n->b);
    uint32_t share = qg_ir_reg(&l->ir, 1);
    qg_lower_op(l, n, QG_OP_SELECT, share, where, value, (int32_t)zero);
    return share;
}

static void lower_sum(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    uint32_t zero = constant(l, n, 0);
    qg_lower_const(l, n, dest, 0);
    struct trip trip = begin(l, n);
    qg_lower_op(l, n, QG_OP_ADD, dest, dest, lower_share(l, &trip, zero), 0);
    end(l, &trip);
    widen(l, &trip, QG_OP_WIDEN_COUNT, dest);
}

static void lower_fold(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    enum qg_op op = n->kind == QG_N_FOLD_MAX ? QG_OP_FOLD_MAX : QG_OP_FOLD_MIN;
    uint32_t yes = constant(l, n, 1);
    qg_lower_op(l, n, QG_OP_FOLD_START, dest, 0, 0, 0);
    struct trip trip = begin(l, n);
    uint32_t where = lower_where(l, &trip, yes), value = qg_lower_value(l, n->b);
    qg_lower_op(l, n, op, dest, value, where, 0);
    end(l, &trip);
    widen(l, &trip, QG_OP_WIDEN_VALUE, dest);
    qg_lower_op(l, n, QG_OP_FOLD_END, dest, 0, 0, qg_lower_kind(n->shape));
}

// ---- Elements ----------------------------------------------------------------------------------

static void pick_one(struct qg_lower *l, const struct trip *trip, uint32_t pick, uint32_t yes) {
    const struct qg_node *n = trip->n;
    uint32_t where = lower_where(l, trip, yes);
    if (n->kind == QG_N_PICK_THE) {
        qg_lower_op(l, n, QG_OP_PICK_THE, pick, trip->variable, where, 0);
        return;
    }
    enum qg_op op = n->kind == QG_N_PICK_MAX ? QG_OP_PICK_MAX : QG_OP_PICK_MIN;
    uint32_t key = qg_lower_value(l, n->b);
    qg_lower_op(l, n, op, pick, trip->variable, key, (int32_t)where);
}

uint32_t qg_lower_pick(struct qg_lower *l, const struct qg_node *n) {
    uint32_t yes = constant(l, n, 1), pick = qg_ir_reg(&l->ir, 3);
    qg_lower_op(l, n, QG_OP_PICK_START, pick, 0, 0, 0);
    struct trip trip = begin(l, n);
    pick_one(l, &trip, pick, yes);
    end(l, &trip);
    if (n->kind == QG_N_PICK_THE) {
        widen(l, &trip, QG_OP_THE_END, pick);
    } else {
        widen(l, &trip, QG_OP_WIDEN_VALUE, pick);
        qg_lower_op(l, n, QG_OP_PICK_END, pick, 0, 0, 0);
    }
    return pick;
}

bool qg_lower_is_pick(enum qg_node_kind kind) {
    return kind == QG_N_PICK_MAX || kind == QG_N_PICK_MIN || kind == QG_N_PICK_THE;
}

void qg_lower_loop(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (n->kind == QG_N_SOME)
        lower_some(l, n, dest);
    else if (n->kind == QG_N_EVERY)
        lower_every(l, n, dest);
    else if (n->kind == QG_N_COUNT)
        lower_count(l, n, dest);
    else if (n->kind == QG_N_SUM)
        lower_sum(l, n, dest);
    else if (qg_lower_is_pick(n->kind))
        qg_lower_op(l, n, QG_OP_COPY, dest, qg_lower_pick(l, n), 0, 0);
    else
        lower_fold(l, n, dest);
}
