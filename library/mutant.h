// SPDX-License-Identifier: Apache-2.0
//
// One altered policy: compiled from the texts of the original, one of them changed in one place,
// and held against the tests. What all alterations share is looked up once (qg_mutant_plan); each
// thread has a judge of its own.

#ifndef QG_MUTANT_H
#define QG_MUTANT_H

#include "mutate.h"

#include <stdbool.h>

// An expectation and the rule or flag that it is about, as digests are counted (rule_digest.h);
// QG_NONE where it is about all of them.
struct qg_mutant_watch {
    uint32_t test; // index in the proof
    const struct qg_expect *expect;
    int32_t about;
};

struct qg_mutant_plan {
    const struct qg_proof *proof;
    const struct qg_program *program; // the original
    uint64_t *digests;                // owned; of the original
    struct qg_policy_text *texts;     // owned; of the policy's own files, but those of tests alone
    uint32_t *sources;                // owned; the source of each text
    uint32_t text_count;
    QG_VEC(struct qg_mutant_watch) watches; // in the order of tests
};

enum qg_fault qg_mutant_plan_init(struct qg_mutant_plan *plan, const struct qg_proof *proof);
void qg_mutant_plan_free(struct qg_mutant_plan *plan);

// What one thread needs to judge one alteration after another.
struct qg_judge {
    const struct qg_mutant_plan *plan;
    bool *changed;     // owned; [rules and flags], of the alteration at hand
    bool *enabled;     // owned; [rule_count], for the test at hand
    uint64_t *altered; // owned; its digests
};

enum qg_fault qg_judge_init(struct qg_judge *judge, const struct qg_mutant_plan *plan);
void qg_judge_free(struct qg_judge *judge);

// What becomes of an alteration.
enum qg_fault qg_judge_try(struct qg_judge *judge, const struct qg_alteration *alteration,
                           enum qg_mutant_fate *out);

// Whether every test passes as it is: `*out` is the first that does not, or NULL.
enum qg_fault qg_judge_baseline(struct qg_judge *judge, const struct qg_decl **out);

#endif
