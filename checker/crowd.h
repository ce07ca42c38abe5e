// SPDX-License-Identifier: Apache-2.0
//
// The arithmetic of populations: how many elements belong to a group, how many of them have a
// property, when of some neither is known. All that counts is how many elements are of each kind,
// so that crowds of parts of the input add up to that of the whole.
#ifndef QG_CROWD_H
#define QG_CROWD_H

#include "finding.h"
#include "program.h"

struct qg_crowd {
    uint64_t sure[QG_HAVINGS];  // elements that belong
    uint64_t maybe[QG_HAVINGS]; // that may belong
};

// Adds `times` elements of which it is known so much; nothing if they do not belong. Gives the
// property's kind.
enum qg_having qg_crowd_add(struct qg_crowd *crowd, struct qg_value belongs, struct qg_value has,
                            uint64_t times);

void qg_crowd_join(struct qg_crowd *into, const struct qg_crowd *part);

// Those of whom it is not even sure that they belong.
void qg_crowd_join_maybe(struct qg_crowd *into, const struct qg_crowd *part);

uint64_t qg_crowd_sure(const struct qg_crowd *crowd);  // elements that belong
uint64_t qg_crowd_maybe(const struct qg_crowd *crowd); // elements that may
uint64_t qg_crowd_open(const struct qg_crowd *crowd);  // those of whom something is not known

// The bounds of the number of members, of those that have the property, and of the share of these,
// each over all ways in which what is unknown may turn out and somebody belongs. All 0 where nobody
// can belong.
struct qg_count_bounds qg_crowd_members(const struct qg_crowd *crowd);
struct qg_count_bounds qg_crowd_having(const struct qg_crowd *crowd);
struct qg_share_bounds qg_crowd_share(const struct qg_crowd *crowd);

// Whether the crowd meets a quota (any demand but AGREE). Nobody: not applicable.
enum qg_outcome qg_crowd_outcome(const struct qg_crowd *crowd,
                                 const struct qg_population *population);

#endif
