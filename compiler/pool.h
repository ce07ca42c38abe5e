// SPDX-License-Identifier: Apache-2.0
//
// The tables of constants too large for an immediate: periods, ratios, accruals, sets. Equal ones
// are kept once, found by hashing, so that a policy of a hundred thousand rules that all say
// "3 years" has one such period. An index is given on the way; the tables are written at the end.
#ifndef QG_POOL_H
#define QG_POOL_H

#include "arena.h"
#include "intern.h"
#include "program.h"

struct qg_pools {
    struct qg_intern periods, ratios, accruals, sets; // the entries' numbers as bytes
};

void qg_pools_init(struct qg_pools *pools);
void qg_pools_free(struct qg_pools *pools);

// The index of an entry, new or known; QG_NONE when memory is out.
int32_t qg_pools_period(struct qg_pools *pools, struct qg_period period);
int32_t qg_pools_ratio(struct qg_pools *pools, struct qg_ratio ratio);
int32_t qg_pools_accrual(struct qg_pools *pools, struct qg_accrual accrual,
                         struct qg_period period); // accrual.period is not looked at
int32_t qg_pools_set(struct qg_pools *pools, struct qg_set set);

// Writes the four tables of `program`, in `arena`; false when memory is out.
bool qg_pools_write(const struct qg_pools *pools, struct qg_arena *arena,
                    struct qg_program *program);

#endif
