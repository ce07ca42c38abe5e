// SPDX-License-Identifier: Apache-2.0
//
// Verdicts: for each certification (the elements that the act gives verdicts for), whether its
// findings warrant re-certification, leave it undetermined, or leave it clean. Only rules whose
// severity warrants count, and findings that are not silenced; a scope rule that could not be
// decided leaves its certifications undetermined; one that says the act does not apply leaves
// them without a verdict.

#ifndef QG_VERDICT_H
#define QG_VERDICT_H

#include "arena.h"
#include "case.h"

// What an instance weighs in a verdict; filled in by the run, one for each instance found.
struct qg_weight {
    enum qg_outcome outcome; // as reported
    int32_t severity;
    bool silenced;
};

// The verdicts of act `act` on the record just walked, in the order of its certifications. In
// `arena`, without their flags. `count` is how many there are; false if out of memory.
bool qg_verdicts(const struct qg_case *of, const struct qg_weight *weights, uint32_t act,
                 struct qg_arena *arena, struct qg_verdict **out, uint32_t *count);

#endif
