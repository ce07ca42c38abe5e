// SPDX-License-Identifier: Apache-2.0
//
// Where each `let` of a function is computed. A let may only use those before it, so walking the
// lets backwards meets every use of one before the let itself.
#include "lower.h"

// Who uses what is being walked.
struct user {
    struct qg_lower *l;
    uint32_t depth; // of inlining that a let used from here would have
    bool in_loop, in_when;
};

static struct qg_let_plan *plan_of(const struct qg_lower *l, const struct qg_local *local) {
    uint32_t let = local->index < l->let_of.len ? l->let_of.at[local->index] : 0;
    return let == 0 ? NULL : &l->lets.at[let - 1];
}

static void note_use(const struct user *user, const struct qg_local *local) {
    struct qg_let_plan *plan = plan_of(user->l, local);
    if (plan == NULL)
        return;
    plan->uses++;
    plan->in_loop |= user->in_loop;
    plan->in_when |= user->in_when;
    if (plan->depth < user->depth)
        plan->depth = user->depth;
}

// As deep as the tree, which its makers bound.
static void walk(const struct user *user, const struct qg_node *n) {
    if (n == NULL)
        return;
    if (n->kind == QG_N_LOCAL)
        note_use(user, n->local);
    struct user inner = *user;
    if (n->loop != NULL) {
        walk(user, n->loop->list);
        inner.in_loop = true;
        walk(&inner, n->loop->where);
    }
    walk(&inner, n->a);
    walk(&inner, n->b);
    walk(&inner, n->c);
    for (uint32_t i = 0; i < n->item_count; i++)
        walk(&inner, n->items[i]);
}

static enum qg_let_place place_of(const struct qg_let_plan *plan) {
    if (plan->uses == 0)
        return QG_LET_NOWHERE;
    if (plan->uses == 1 && !plan->in_loop && plan->depth <= QG_LET_INLINE_DEPTH)
        return QG_LET_INLINE;
    return plan->in_when ? QG_LET_EARLY : QG_LET_LATE;
}

// Places one let, all of whose users have been walked, and walks its value in turn.
static void place_let(struct qg_lower *l, uint32_t index) {
    struct qg_let_plan *plan = &l->lets.at[index];
    plan->place = place_of(plan);
    if (plan->place == QG_LET_NOWHERE)
        return;
    struct user user = {.l = l, .in_when = plan->in_when};
    user.depth = plan->place == QG_LET_INLINE ? plan->depth + 1 : 1;
    walk(&user, l->function->lets[index].value);
}

static bool know_lets(struct qg_lower *l) {
    const struct qg_typed_function *f = l->function;
    l->lets.len = 0;
    l->let_of.len = 0;
    for (uint32_t i = 0; i < f->let_count; i++) {
        uint32_t local = f->lets[i].local->index;
        while (l->let_of.len <= local)
            if (!qg_vec_push(&l->let_of, 0))
                return false;
        l->let_of.at[local] = i + 1;
        if (!qg_vec_push(&l->lets, (struct qg_let_plan){0}))
            return false;
    }
    return true;
}

void qg_lets_place(struct qg_lower *l) {
    if (!know_lets(l)) {
        l->ir.failed = true;
        return;
    }
    if (l->lets.len == 0)
        return;
    walk(&(struct user){.l = l, .depth = 1, .in_when = true}, l->function->when);
    walk(&(struct user){.l = l, .depth = 1}, l->function->body);
    for (uint32_t i = l->lets.len; i-- > 0;)
        place_let(l, i);
}

void qg_lets_compute(struct qg_lower *l, enum qg_let_place place) {
    for (uint32_t i = 0; i < l->lets.len; i++) {
        const struct qg_let *let = &l->function->lets[i];
        if (l->lets.at[i].place == place)
            qg_lower_bind(l, let->local, qg_lower_value(l, let->value));
    }
}

bool qg_lets_is_pending(const struct qg_lower *l, const struct qg_local *local) {
    const struct qg_let_plan *plan = plan_of(l, local);
    return plan != NULL && plan->place == QG_LET_INLINE;
}

uint32_t qg_lets_inline(struct qg_lower *l, const struct qg_local *local) {
    const struct qg_let *let = &l->function->lets[l->let_of.at[local->index] - 1];
    return qg_lower_value(l, let->value);
}
