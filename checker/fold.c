// SPDX-License-Identifier: Apache-2.0
#include "fold.h"

static enum qg_pick_change crown(struct qg_value *pick, struct qg_candidate candidate) {
    pick[QG_PICK_BEST] = qg_exactly(candidate.ref);
    pick[QG_PICK_KEY] = candidate.key;
    return QG_PICK_WON;
}

// The candidate and the best one overlap: either may be it, and the key lies where `key` says.
static enum qg_pick_change tie(struct qg_value *pick, struct qg_value key) {
    pick[QG_PICK_BEST] = qg_exactly(-1);
    pick[QG_PICK_KEY] = key;
    return QG_PICK_TIED;
}

static enum qg_pick_change rival(struct qg_value *pick, int32_t bound) {
    pick[QG_PICK_RIVAL] = (struct qg_value){bound, 1};
    return QG_PICK_RIVALS;
}

enum qg_pick_change qg_pick_latest(struct qg_value pick[QG_PICK_REGISTERS],
                                   struct qg_candidate candidate) {
    struct qg_value best = pick[QG_PICK_BEST], key = pick[QG_PICK_KEY], other = pick[QG_PICK_RIVAL];
    struct qg_value mine = candidate.key;
    if (candidate.where.hi == 0)
        return QG_PICK_OUT;
    if (best.lo != 0 && mine.hi < key.lo)
        return QG_PICK_LOST;
    if (candidate.where.lo == 0)
        return rival(pick, other.hi != 0 ? qg_larger(other.lo, mine.hi) : mine.hi);
    if (other.hi != 0 && mine.lo >= other.lo)
        pick[QG_PICK_RIVAL] = qg_exactly(0);
    if (best.lo == 0 || mine.lo >= key.hi)
        return crown(pick, candidate);
    return tie(pick, qg_max(key, mine));
}

enum qg_pick_change qg_pick_earliest(struct qg_value pick[QG_PICK_REGISTERS],
                                     struct qg_candidate candidate) {
    struct qg_value best = pick[QG_PICK_BEST], key = pick[QG_PICK_KEY], other = pick[QG_PICK_RIVAL];
    struct qg_value mine = candidate.key;
    if (candidate.where.hi == 0)
        return QG_PICK_OUT;
    if (best.lo != 0 && mine.lo >= key.hi)
        return QG_PICK_LOST;
    if (candidate.where.lo == 0)
        return rival(pick, other.hi != 0 ? qg_smaller(other.lo, mine.lo) : mine.lo);
    if (other.hi != 0 && mine.hi < other.lo)
        pick[QG_PICK_RIVAL] = qg_exactly(0);
    if (best.lo == 0 || mine.hi < key.lo)
        return crown(pick, candidate);
    return tie(pick, qg_min(key, mine));
}
