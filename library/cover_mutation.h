// SPDX-License-Identifier: Apache-2.0
//
// What a mutation came to, as coverage shows it: sums, and the survivors by name with what was said
// of them.

#ifndef QG_COVER_MUTATION_H
#define QG_COVER_MUTATION_H

#include "cover_explained.h"
#include "coverage.h"
#include "mutate.h"

// Fills in `out`, its tables in the arena of `mutation`. `explained` is marked on the way.
enum qg_fault qg_cover_mutants(struct qg_cover_mutation *out, struct qg_mutation *mutation,
                               const struct qg_compilation *c,
                               struct qg_cover_explained *explained);

#endif
