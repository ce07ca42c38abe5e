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
    bool elsewhere; // its rule belongs to another world
};

// The verdicts of act `act` on the record just walked, in the order of its certifications, as they
// are in a world. In `arena`, without their flags. `count` is how many there are; false if out of
// memory.
struct qg_verdicts_of {
    const struct qg_case *of;
    const struct qg_weight *weights; // [of->found.len]
    uint32_t act, world;
};
bool qg_verdicts(const struct qg_verdicts_of *what, struct qg_arena *arena, struct qg_verdict **out,
                 uint32_t *count);

// The certifications that an instance is about, by their positions in their list; an empty range
// for a rule about the record as a whole that is no scope rule.
struct qg_concerned {
    uint32_t from, to;
};
struct qg_concerned qg_concerned_by(const struct qg_case *of, uint16_t verdict_type,
                                    uint32_t instance);

#endif
