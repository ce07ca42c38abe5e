// SPDX-License-Identifier: Apache-2.0
#include "trace.h"

static struct qg_given given(struct qg_frame frame, int32_t at) {
    return (struct qg_given){frame.r[at], frame.w[at]};
}

// Known as a reference, list or scalar that is not negative.
static bool is_sure(struct qg_value value) {
    return qg_is_known(value) && value.lo != -1;
}

struct qg_why *qg_trace_select(struct qg_machine *m, struct qg_frame frame,
                               const struct qg_instr *ip) {
    struct qg_given when = given(frame, ip->b), yes = given(frame, ip->c);
    struct qg_given no = given(frame, ip->imm);
    if (!qg_is_known(when.value)) {
        bool agree = yes.value.lo == no.value.lo && yes.value.hi == no.value.hi;
        if (agree && is_sure(yes.value))
            return qg_why_join(m, yes.why, no.why);
        struct qg_why *branches =
            qg_why_join(m, is_sure(yes.value) ? NULL : yes.why, is_sure(no.value) ? NULL : no.why);
        return qg_why_join(m, when.why, branches);
    }
    struct qg_given chosen = when.value.lo == 1 ? yes : no;
    return is_sure(chosen.value) ? qg_why_join(m, when.why, chosen.why) : chosen.why;
}

struct qg_why *qg_trace_extreme(struct qg_machine *m, struct qg_value result, struct qg_given b,
                                struct qg_given c) {
    if (!qg_is_known(result))
        return qg_why_join(m, b.why, c.why);
    return qg_why_both(m, result, b, c);
}

struct qg_why *qg_trace_value(struct qg_machine *m, struct qg_why *list, int32_t slot) {
    return slot >= 0 ? list : qg_why_blocked(m, list);
}

struct qg_why *qg_trace_widen_some(struct qg_machine *m, struct qg_frame frame,
                                   const struct qg_instr *ip) {
    struct qg_given some = given(frame, ip->a), list = given(frame, ip->b);
    if (some.value.lo == 1)
        return some.why;
    if (qg_is_known(some.value))
        return is_sure(list.value) ? qg_why_join(m, some.why, list.why) : list.why;
    return is_sure(list.value) ? some.why : qg_why_join(m, some.why, list.why);
}

// A list that was seen whole explains a result only where nothing was found in it.
struct qg_why *qg_trace_widen_value(struct qg_machine *m, struct qg_frame frame,
                                    const struct qg_instr *ip) {
    struct qg_given found = given(frame, ip->a), list = given(frame, ip->b);
    bool nothing = found.value.lo == INT32_MIN || found.value.hi == 0;
    if (is_sure(list.value) && !nothing)
        return found.why;
    return qg_why_join(m, found.why, list.why);
}

struct qg_why *qg_trace_fold(struct qg_machine *m, struct qg_frame frame,
                             const struct qg_instr *ip) {
    struct qg_given value = given(frame, ip->b), where = given(frame, ip->c);
    if (where.value.hi == 0)
        return frame.w[ip->a];
    return qg_why_join(m, frame.w[ip->a], qg_why_join(m, value.why, where.why));
}

struct qg_why *qg_trace_fold_end(struct qg_machine *m, struct qg_given fold) {
    if (!qg_fold_is_sure(fold.value))
        return fold.value.lo == INT32_MIN ? qg_why_blocked(m, fold.why) : fold.why;
    return qg_is_known(fold.value) ? qg_why_settled(m, fold.why) : fold.why;
}

static struct qg_why *add(struct qg_machine *m, struct qg_why *to, struct qg_given key,
                          struct qg_given where) {
    return qg_why_join(m, to, qg_why_join(m, key.why, where.why));
}

void qg_trace_pick(struct qg_machine *m, struct qg_frame frame, const struct qg_instr *ip,
                   enum qg_pick_change change) {
    struct qg_why **w = frame.w + ip->a;
    struct qg_given key = given(frame, ip->c), where = given(frame, ip->imm);
    if (change == QG_PICK_WON)
        w[QG_PICK_BEST] = add(m, NULL, key, where);
    else if (change == QG_PICK_TIED)
        w[QG_PICK_BEST] = add(m, w[QG_PICK_BEST], key, where);
    else if (change == QG_PICK_RIVALS)
        w[QG_PICK_RIVAL] = add(m, w[QG_PICK_RIVAL], key, where);
    else if (change == QG_PICK_OUT)
        w[QG_PICK_KEY] = qg_why_join(m, w[QG_PICK_KEY], where.why);
    if (frame.r[ip->a + QG_PICK_RIVAL].hi == 0)
        w[QG_PICK_RIVAL] = NULL;
}

// The key's why register holds the facts that ruled elements out: they explain a "none".
struct qg_why *qg_trace_picked(struct qg_machine *m, struct qg_frame frame,
                               const struct qg_instr *ip) {
    struct qg_why *const *w = frame.w + ip->a;
    int32_t best = frame.r[ip->a + QG_PICK_BEST].lo;
    struct qg_value result = qg_picked(frame.r + ip->a);
    if (result.lo > 0)
        return qg_why_settled(m, w[QG_PICK_BEST]);
    if (result.lo == 0)
        return qg_why_join(m, w[QG_PICK_KEY], w[QG_PICK_BEST]);
    return qg_why_join(m, w[QG_PICK_RIVAL], best < 0 ? w[QG_PICK_BEST] : NULL);
}

void qg_trace_the(struct qg_machine *m, struct qg_frame frame, const struct qg_instr *ip,
                  enum qg_pick_change change) {
    struct qg_why **w = frame.w + ip->a;
    struct qg_why *where = frame.w[ip->c];
    if (change == QG_PICK_WON)
        w[QG_PICK_BEST] = where;
    else if (change == QG_PICK_RIVALS)
        w[QG_PICK_RIVAL] = qg_why_join(m, w[QG_PICK_RIVAL], where);
    else if (change == QG_PICK_OUT)
        w[QG_PICK_KEY] = qg_why_join(m, w[QG_PICK_KEY], where);
}

struct qg_why *qg_trace_picked_the(struct qg_machine *m, struct qg_frame frame,
                                   const struct qg_instr *ip) {
    struct qg_why *const *w = frame.w + ip->a;
    struct qg_given list = given(frame, ip->b);
    struct qg_value result = qg_picked_the(frame.r + ip->a, list.value.hi >= 0);
    if (result.lo > 0)
        return w[QG_PICK_BEST];
    if (result.lo == 0)
        return qg_why_join(m, w[QG_PICK_KEY], list.why);
    return qg_why_join(m, w[QG_PICK_RIVAL], list.value.hi >= 0 ? NULL : list.why);
}

static bool is_empty(const struct qg_machine *m, struct qg_value list) {
    return list.lo <= 0 || m->record->slots[list.lo + QG_LIST_COUNT] == 0;
}

struct qg_why *qg_trace_accrual(struct qg_machine *m, struct qg_given list, struct qg_given number,
                                int32_t accrual) {
    const struct qg_accrual *how = &m->program->accruals[accrual];
    if (is_empty(m, list.value))
        return qg_why_join(m, list.why, number.why);
    struct qg_why *from = qg_why_list(m, list, how->from), *to = qg_why_list(m, list, how->to);
    return qg_why_join(m, qg_why_join(m, from, to), number.why);
}

struct qg_why *qg_trace_member(struct qg_machine *m, struct qg_given value, struct qg_given list,
                               int32_t set) {
    struct qg_why *why = qg_why_list(m, list, m->program->sets[set].right_field);
    return qg_why_join(m, value.why, why);
}

struct qg_why *qg_trace_lists(struct qg_machine *m, struct qg_given left, struct qg_given right,
                              int32_t set) {
    const struct qg_set *how = &m->program->sets[set];
    return qg_why_join(m, qg_why_list(m, left, how->left_field),
                       qg_why_list(m, right, how->right_field));
}
