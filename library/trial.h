// SPDX-License-Identifier: Apache-2.0
//
// A trial: one record through one run, with everything that it came to kept: every outcome of
// every rule, what was silenced, and the verdicts. For the tests of a policy, which ask about all
// of it.

#ifndef QG_TRIAL_H
#define QG_TRIAL_H

#include "arena.h"
#include "fault.h"
#include "finding.h"
#include "vec.h"

#include <stdint.h>

struct qg_session;

struct qg_trial {
    struct qg_arena arena;              // owns what follows
    QG_VEC(struct qg_finding) findings; // with English messages
    QG_VEC(struct qg_verdict) verdicts;
    struct qg_tally tally; // without its counts by rule
};

void qg_trial_init(struct qg_trial *trial);
void qg_trial_free(struct qg_trial *trial);

// Runs the record in `json` under the session's settings, which must be settled.
enum qg_fault qg_trial_run(struct qg_trial *trial, struct qg_session *session, struct qg_str json);

// The same for a part of the rules (`enabled` [rule_count], NULL: all), and without the outcomes
// that are no findings unless `calm`; both only save time.
enum qg_fault qg_trial_run_part(struct qg_trial *trial, struct qg_session *session,
                                struct qg_str json, const bool *enabled, bool calm);

#endif
