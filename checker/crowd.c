// SPDX-License-Identifier: Apache-2.0
#include "crowd.h"

// ---- Adding up --------------------------------------------------------------------------------

static enum qg_having having_of(struct qg_value has) {
    if (has.lo == 1)
        return QG_HAS;
    return has.hi == 0 ? QG_LACKS : QG_MAY_HAVE;
}

enum qg_having qg_crowd_add(struct qg_crowd *crowd, struct qg_value belongs, struct qg_value has,
                            uint64_t times) {
    enum qg_having having = having_of(has);
    if (belongs.hi != 0)
        (belongs.lo == 1 ? crowd->sure : crowd->maybe)[having] += times;
    return having;
}

void qg_crowd_join(struct qg_crowd *into, const struct qg_crowd *part) {
    for (int i = 0; i < QG_HAVINGS; i++) {
        into->sure[i] += part->sure[i];
        into->maybe[i] += part->maybe[i];
    }
}

void qg_crowd_join_maybe(struct qg_crowd *into, const struct qg_crowd *part) {
    for (int i = 0; i < QG_HAVINGS; i++)
        into->maybe[i] += part->sure[i] + part->maybe[i];
}

uint64_t qg_crowd_sure(const struct qg_crowd *crowd) {
    return crowd->sure[QG_LACKS] + crowd->sure[QG_MAY_HAVE] + crowd->sure[QG_HAS];
}

uint64_t qg_crowd_maybe(const struct qg_crowd *crowd) {
    return crowd->maybe[QG_LACKS] + crowd->maybe[QG_MAY_HAVE] + crowd->maybe[QG_HAS];
}

uint64_t qg_crowd_open(const struct qg_crowd *crowd) {
    return crowd->sure[QG_MAY_HAVE] + qg_crowd_maybe(crowd);
}

// ---- Bounds -----------------------------------------------------------------------------------
//
// Each element chooses for itself, and somebody has to belong.
//
// The share grows when a member that may have the property has it, and when an element that has it
// joins (a/b <= (a+1)/(b+1) for a <= b); it shrinks when an element that lacks it joins. So it is
// greatest when whoever may have it has it, all of these join, and nobody else does; and least when
// nobody has it who need not, those join who lack it, and nobody else does. Only where this leaves
// nobody at all must one more join: then all who may are of the other kind, so that every way to
// choose gives the same share, all of it or nothing.
//
// The same choices make the number of those that have it greatest and least.

struct qg_share_bounds qg_crowd_share(const struct qg_crowd *crowd) {
    const uint64_t *sure = crowd->sure, *maybe = crowd->maybe;
    uint64_t all = qg_crowd_sure(crowd), joins = maybe[QG_HAS] + maybe[QG_MAY_HAVE];
    struct qg_share_bounds bounds = {
        .least = {sure[QG_HAS], all + maybe[QG_LACKS] + maybe[QG_MAY_HAVE]},
        .most = {sure[QG_HAS] + sure[QG_MAY_HAVE] + joins, all + joins}};
    if (bounds.least.whole == 0 && maybe[QG_HAS] > 0)
        bounds.least = (struct qg_fraction){1, 1};
    if (bounds.most.whole == 0 && maybe[QG_LACKS] > 0)
        bounds.most = (struct qg_fraction){0, 1};
    return bounds;
}

struct qg_count_bounds qg_crowd_having(const struct qg_crowd *crowd) {
    struct qg_share_bounds share = qg_crowd_share(crowd);
    return (struct qg_count_bounds){share.least.part, share.most.part};
}

struct qg_count_bounds qg_crowd_members(const struct qg_crowd *crowd) {
    uint64_t sure = qg_crowd_sure(crowd), maybe = qg_crowd_maybe(crowd);
    return (struct qg_count_bounds){sure == 0 && maybe > 0 ? 1 : sure, sure + maybe};
}

// ---- Quotas -----------------------------------------------------------------------------------

// a * b compared with c * d, in 96 bits: -1, 0 or 1.
static int compare_products(uint64_t a, uint32_t b, uint64_t c, uint32_t d) {
    uint64_t low_ab = (a & UINT32_MAX) * b, low_cd = (c & UINT32_MAX) * d;
    uint64_t high_ab = (a >> 32) * b + (low_ab >> 32), high_cd = (c >> 32) * d + (low_cd >> 32);
    if (high_ab != high_cd)
        return high_ab < high_cd ? -1 : 1;
    low_ab &= UINT32_MAX;
    low_cd &= UINT32_MAX;
    return low_ab < low_cd ? -1 : low_ab > low_cd;
}

// Where a share, or a number of members, lies against the portion.
static int against(const struct qg_population *population, struct qg_fraction share) {
    uint32_t num = (uint32_t)population->num, den = (uint32_t)population->den;
    if (den == 0)
        return compare_products(share.part, 1, num, 1);
    return compare_products(share.part, den, share.whole, num);
}

static bool meets(const struct qg_population *population, struct qg_fraction share) {
    int lies = against(population, share);
    switch (population->demand) {
    case QG_DEMAND_AT_LEAST:
        return lies >= 0;
    case QG_DEMAND_MORE_THAN:
        return lies > 0;
    default:
        return lies <= 0;
    }
}

// Quotas are bounds on one side, so both extremes decide: where they agree, so does all between.
enum qg_outcome qg_crowd_outcome(const struct qg_crowd *crowd,
                                 const struct qg_population *population) {
    bool sure = qg_crowd_sure(crowd) > 0;
    if (!sure && qg_crowd_maybe(crowd) == 0)
        return QG_NOT_APPLICABLE;
    struct qg_share_bounds share = qg_crowd_share(crowd);
    bool least = meets(population, share.least), most = meets(population, share.most);
    if (least && most)
        return QG_SATISFIED;
    return sure && !least && !most ? QG_VIOLATED : QG_UNDETERMINED;
}
