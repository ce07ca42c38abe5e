// SPDX-License-Identifier: Apache-2.0
//
// One record in several worlds: the law as it stands, and as each draft would have it. The record
// was walked once; a rule that no draft touches was judged once, and what of it stands differs from
// world to world only by what silences it. All of it lives in the run's arena.

#ifndef QG_WORLDS_H
#define QG_WORLDS_H

#include "reader.h"
#include "silence.h"
#include "verdict.h"

// What a record comes to in one world.
struct qg_standing {
    const struct qg_weight *weights;    // [of->found.len]
    const int32_t *silenced_by;         // likewise: a rule, or QG_NONE
    struct qg_verdict *const *verdicts; // by act; those of an act in the order of certifications
    const uint32_t *verdict_counts;     // by act
};

struct qg_case_worlds {
    struct qg_case *of;
    const struct qg_event *event;
    struct qg_str file;
    struct qg_arena *arena; // reset before the next record
    const struct qg_standing *worlds;
    uint32_t world_count;
    bool common; // all worlds are the same
};

// Who hears of records in several worlds, in the order of the input. What is to be told of one is
// taken out of it on the thread that judged it: `extract` may be called on several threads at once
// and writes nothing but what it makes in `arena`, which points at nothing of the record or its
// run.
struct qg_worlds_listener {
    void *user;
    // NULL when memory is out.
    const void *(*extract)(const void *user, const struct qg_case_worlds *record,
                           struct qg_arena *arena);
    enum qg_fault (*hear)(void *user, const void *extract);
};

// Fills in `worlds` for a case that was walked.
enum qg_fault qg_worlds_weigh(struct qg_case_worlds *out, struct qg_silencers *silencers,
                              uint32_t world_count, struct qg_arena *arena);

#endif
