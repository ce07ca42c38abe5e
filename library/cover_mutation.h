// SPDX-License-Identifier: Apache-2.0
//
// What a mutation came to, as coverage shows it: sums, the survivors by name with what was said
// of them, and the explanations that nothing calls for any more.

#ifndef QG_COVER_MUTATION_H
#define QG_COVER_MUTATION_H

#include "coverage.h"
#include "mutate.h"
#include "survivors.h"

// Fills in `out`, its tables in the arena of `mutation`. `explained` is marked on the way; only its
// entries that contain `filter` can be stale.
enum qg_fault qg_cover_mutants(struct qg_cover_mutation *out, struct qg_mutation *mutation,
                               const struct qg_compilation *c, struct qg_survivors *explained,
                               struct qg_str filter);

#endif
