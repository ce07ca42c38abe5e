// SPDX-License-Identifier: Apache-2.0
//
// One pass of a sweep over the records: as many values as there is room for, each the draft of a
// world of its own, judged together.

#ifndef QG_SWEEP_PASS_H
#define QG_SWEEP_PASS_H

#include "console.h"
#include "options.h"
#include "session_args.h"
#include "sweep.h"
#include "sweep_report.h"

// What all passes have in common.
struct qg_sweep_setting {
    struct qg_console *console;
    const struct qg_words *policies, *files;
    const struct qg_session_args *session;
    const struct qg_sweep_change *change;
    enum qg_colour_wish colour;
};

// Judges the points [from, to), of which those that do not stand become drafts (at most
// QG_WORLD_LIMIT - 1 of them), and fills in their worlds. The world of the law as it stands goes to
// `standing`, the counts of records and the audit date to `report` and `as_of`. Gives an exit
// status, having complained where it is not QG_EXIT_OK; of the records only where `first` is set,
// since every pass reads the same ones.
struct qg_sweep_slice {
    struct qg_sweep_point *points;
    uint32_t from, to;
    bool first;
};
int qg_sweep_pass(const struct qg_sweep_setting *setting, const struct qg_sweep_slice *slice,
                  struct qg_sweep_report *report, struct qg_impact_world *standing, int32_t *as_of);

#endif
