// SPDX-License-Identifier: Apache-2.0
//
// Folding and picking over the elements of a list when some of them are unknown: whether an
// element belongs (its `where`), and the value or key it brings. The machine keeps the state in
// registers; these functions say how one more element changes it.
#ifndef QG_FOLD_H
#define QG_FOLD_H

#include "interval.h"

// A fold: [lo, hi] once something was surely folded. Before that hi is INT32_MIN, and lo is the
// bound that uncertain elements have set, or INT32_MIN as well.
#define QG_FOLD_NOTHING ((struct qg_value){INT32_MIN, INT32_MIN})

static inline bool qg_fold_is_sure(struct qg_value fold) {
    return fold.hi > INT32_MIN;
}

static inline struct qg_value qg_fold_max(struct qg_value fold, struct qg_value value,
                                          struct qg_value where) {
    if (where.hi == 0)
        return fold;
    if (qg_fold_is_sure(fold))
        return where.lo == 1 ? qg_max(fold, value)
                             : (struct qg_value){fold.lo, qg_larger(fold.hi, value.hi)};
    int32_t bound = qg_larger(fold.lo, value.hi);
    return where.lo == 1 ? (struct qg_value){value.lo, bound} : (struct qg_value){bound, INT32_MIN};
}

static inline struct qg_value qg_fold_min(struct qg_value fold, struct qg_value value,
                                          struct qg_value where) {
    if (where.hi == 0)
        return fold;
    if (qg_fold_is_sure(fold))
        return where.lo == 1 ? qg_min(fold, value)
                             : (struct qg_value){qg_smaller(fold.lo, value.lo), fold.hi};
    int32_t bound = fold.lo == INT32_MIN ? value.lo : qg_smaller(fold.lo, value.lo);
    return where.lo == 1 ? (struct qg_value){bound, value.hi} : (struct qg_value){bound, INT32_MIN};
}

// A pick, in three registers: the best of the elements that surely belong ([ref,ref]; -1 where
// two of them might be it; 0 before the first), what its key is, and the bound of the keys of
// those that may belong and might beat it ([bound,1]; hi 0 where there are none).
enum { QG_PICK_BEST, QG_PICK_KEY, QG_PICK_RIVAL, QG_PICK_REGISTERS };

struct qg_candidate {
    int32_t ref;
    struct qg_value key, where;
};

enum qg_pick_change {
    QG_PICK_OUT,   // it does not belong
    QG_PICK_LOST,  // it cannot be the one
    QG_PICK_WON,   // it beats all that surely belong
    QG_PICK_TIED,  // it might
    QG_PICK_RIVALS // it may belong, and then might
};

// Both take the elements in their list's order: of equal keys the later one is the latest, the
// earlier one the earliest.
enum qg_pick_change qg_pick_latest(struct qg_value pick[QG_PICK_REGISTERS],
                                   struct qg_candidate candidate);
enum qg_pick_change qg_pick_earliest(struct qg_value pick[QG_PICK_REGISTERS],
                                     struct qg_candidate candidate);

// The element; none if none may belong; unknown (-1) if it may be another one.
static inline struct qg_value qg_picked(const struct qg_value pick[QG_PICK_REGISTERS]) {
    bool open = pick[QG_PICK_RIVAL].hi != 0 || pick[QG_PICK_BEST].lo < 0;
    return qg_exactly(open ? -1 : pick[QG_PICK_BEST].lo);
}

// The one element that matches, in the same registers: the first that surely does; the rival says
// that an element may.
static inline enum qg_pick_change qg_pick_the(struct qg_value pick[QG_PICK_REGISTERS], int32_t ref,
                                              struct qg_value where) {
    if (where.hi == 0)
        return QG_PICK_OUT;
    if (pick[QG_PICK_BEST].lo != 0)
        return QG_PICK_LOST;
    pick[where.lo == 1 ? QG_PICK_BEST : QG_PICK_RIVAL] = qg_exactly(ref);
    return where.lo == 1 ? QG_PICK_WON : QG_PICK_RIVALS;
}

static inline struct qg_value qg_picked_the(const struct qg_value pick[QG_PICK_REGISTERS],
                                            bool whole) {
    bool open = pick[QG_PICK_BEST].lo == 0 && (pick[QG_PICK_RIVAL].lo != 0 || !whole);
    return open ? qg_exactly(-1) : pick[QG_PICK_BEST];
}

#endif
