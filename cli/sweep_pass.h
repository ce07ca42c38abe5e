// SPDX-License-Identifier: Apache-2.0
//
// One pass of a sweep over the records: as many values as there is room for, each the draft of a
// world of its own, judged together.

#ifndef QG_SWEEP_PASS_H
#define QG_SWEEP_PASS_H

#include "console.h"
#include "policy_args.h"
#include "session_args.h"
#include "sweep.h"
#include "sweep_report.h"

// What all passes have in common.
struct qg_sweep_setting {
    struct qg_console *console;
    const struct qg_policy_args *policy;
    const struct qg_words *files;
    const struct qg_session_args *session;
    const struct qg_sweep_change *change;
    uint32_t jobs; // threads
    enum qg_colour_wish colour;
};

// The points [from, to), of which those that do not stand become drafts: at most QG_WORLD_LIMIT - 1
// of them. Every pass reads the same records, so that only the first one complains of them.
struct qg_sweep_slice {
    struct qg_sweep_point *points;
    uint32_t from, to;
    bool first;
};

// What a pass tells beside the worlds of its points.
struct qg_sweep_tally {
    struct qg_impact_world standing; // of the law as it stands
    uint64_t records, not_audited, unreadable;
    int32_t as_of; // the audit date
    int status;    // of the first pass: QG_EXIT_FAILED where not all was read or judged
};

// Fills in the worlds of the points. An exit status, having complained where it is not QG_EXIT_OK.
int qg_sweep_pass(const struct qg_sweep_setting *setting, const struct qg_sweep_slice *slice,
                  struct qg_sweep_tally *tally);

#endif
