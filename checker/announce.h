// SPDX-License-Identifier: Apache-2.0
//
// Makes the heading of a record (heading.h): who it is about, and the courses of those of its
// certifications of which there is something to tell.
#ifndef QG_ANNOUNCE_H
#define QG_ANNOUNCE_H

#include "case.h"
#include "course.h"

// What was found out about a record.
struct qg_announced {
    const struct qg_case *of;
    const struct qg_told *told; // its findings
    uint32_t told_count;
    struct qg_verdict *const *verdicts; // [act_count]
    const uint32_t *verdict_counts;     // likewise
};

// The heading is good as long as the record's text and the arena are. False if out of memory.
bool qg_announce(const struct qg_announced *what, struct qg_arena *arena, struct qg_heading *out);

#endif
