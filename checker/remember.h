// SPDX-License-Identifier: Apache-2.0
//
// How a call of the plain run is answered without running the callee, and where its result is kept
// for the next one: in the memo slots of the record, among the recent results, or, under other
// readings and modes than those of the run, in the memo.
#ifndef QG_REMEMBER_H
#define QG_REMEMBER_H

#include "machine.h"

// What becomes of a result besides going to the caller.
enum qg_kept {
    QG_KEPT_NOWHERE,
    QG_KEPT_IN_SLOTS,  // the memo slots of the record
    QG_KEPT_IN_RECENT, // recent.h
    QG_KEPT_IN_MEMO    // memo.h
};

struct qg_keep {
    enum qg_kept where;
    uint32_t slot;                 // IN_SLOTS, IN_MEMO
    struct qg_recent_entry *place; // IN_RECENT
    uint64_t ticket;               //
};

// Answers a call from what is remembered: the arguments stand in `frame`, and there the answer
// comes to stand. Else false, and `out` says where the result is to be kept.
bool qg_recall(struct qg_keep *out, struct qg_machine *m, const struct qg_callee *callee,
               struct qg_value *frame);

// Keeps the result of a call that was not answered.
void qg_keep(struct qg_machine *m, const struct qg_keep *keep, struct qg_value value);

// Whether the callee gives under the present readings and mode what it gives under those of the
// run, which is what the memo slots and the recent results hold.
static inline bool qg_is_unaltered(const struct qg_machine *m, const struct qg_callee *callee) {
    return !m->altered || ((callee->readings & m->varied) == 0 &&
                           (!callee->terms || m->term_mode == QG_TERM_EXACT));
}

// Most calls are answered by a memo slot, here and now; the same as qg_recall, for those.
static inline bool qg_is_answered(struct qg_value *out, const struct qg_machine *m,
                                  const struct qg_callee *callee, struct qg_value ref) {
    if (callee->how != QG_CALL_SLOTS || ref.lo <= 0 || !qg_is_unaltered(m, callee))
        return false;
    const int32_t *memo = m->record->slots + ref.lo + callee->memo;
    *out = (struct qg_value){memo[0], memo[1]};
    return memo[0] != QG_SLOT_UNCOMPUTED;
}

#endif
