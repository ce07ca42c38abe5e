// SPDX-License-Identifier: Apache-2.0
//
// The time-line of an element that verdicts are given for: the days recorded in it, and the ends of
// the terms that its findings say were not kept. The days are the date fields that the policy gives
// titles to, for it knows which of them tell a story; where it gives none, all of them.
#ifndef QG_COURSE_H
#define QG_COURSE_H

#include "heading.h"
#include "instance.h"

// The ends of terms behind one finding, each once.
struct qg_terms {
    const struct qg_moment *at;
    uint32_t count;
};

// Those of a rule that was violated or is undetermined, from the why of its requirement. Of a
// machine that `tells_terms`. In `arena`; false if out of memory.
bool qg_terms_collect(struct qg_machine *m, struct qg_arena *arena,
                      const struct qg_instance *instance, struct qg_why *holds,
                      struct qg_terms *out);

// A finding with what was found out beside it.
struct qg_told {
    const struct qg_finding *finding;
    struct qg_terms terms;
};

// Whether a finding that somebody has to answer is about the region `ref` or something in it.
bool qg_course_concerns(const struct qg_told *told, uint32_t ref);

// The course of the element `of`, with the terms of those findings that concern it. In `arena`;
// false if out of memory.
bool qg_course_make(const struct qg_record *record, struct qg_arena *arena,
                    const struct qg_subject *of, const struct qg_told *told, uint32_t count,
                    struct qg_course *out);

#endif
