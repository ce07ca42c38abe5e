// SPDX-License-Identifier: Apache-2.0
//
// The commands about baselines: what they are asked, and the run that they make to hold a baseline
// against what is found now.
#ifndef QG_BASELINE_RUN_H
#define QG_BASELINE_RUN_H

#include "audit.h"
#include "command_call.h"
#include "pardon_args.h"
#include "policy_args.h"
#include "session_args.h"

struct qg_baseline_args {
    struct qg_words words; // the verb, then a baseline, then records or another baseline
    struct qg_policy_args policy;
    struct qg_session_args session;
    struct qg_pardon_args pardon; // without a baseline
    uint64_t jobs;                // 0: not given
    int fail_on;                  // enum qg_fail_on
    int colour;                   // enum qg_colour_wish
    int strict_readings, unknown_properties;
};

// Everything that one run holds, in the order in which it is made.
struct qg_baseline_run {
    struct qg_command_call *call;
    const struct qg_baseline_args *args;
    struct qg_words files; // of records
    struct qg_policy policy;
    struct qg_session session;
    struct qg_pardon_files pardon;
    struct qg_baseline known; // that is held against the run; empty where none is
    struct qg_baseline found; // by the run
    struct qg_outputs outputs;
    struct qg_audit audit;
};

// Loads the policy and, unless `baseline` is NULL, the file that it names, then goes through the
// records. Gives QG_EXIT_OK, or complains: a run that did not read everything tells nothing of what
// is gone. To be freed whatever this gave; it must not move.
int qg_baseline_run(struct qg_baseline_run *run, struct qg_command_call *call,
                    const char *baseline);
void qg_baseline_run_free(struct qg_baseline_run *run);

// Whether the run could have found the entry of the known baseline.
bool qg_baseline_run_looked_at(const struct qg_baseline_run *run, uint32_t entry);

#endif
