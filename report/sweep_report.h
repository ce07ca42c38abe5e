// SPDX-License-Identifier: Apache-2.0
//
// What a sweep came to: one value of an act, the others that were put in its place, and how many
// certifications each of them changes. The value as it stands is one of the points and changes
// none. Small enough to be written at once: a point takes a line.

#ifndef QG_SWEEP_REPORT_H
#define QG_SWEEP_REPORT_H

#include "impact_report.h"

struct qg_sweep_point {
    struct qg_str value;          // as it would stand in the act
    bool stands;                  // it does
    struct qg_impact_world world; // what changes is counted against the law as it stands
};

struct qg_sweep_report {
    const struct qg_run_facts *run;
    struct qg_str act;
    struct qg_str change;                // "in paragraph 35 replace 1 month with"
    const struct qg_sweep_point *points; // in the order of the drafter
    uint32_t point_count;
    uint64_t records, not_audited, unreadable;
};

// How many certifications come out otherwise.
uint64_t qg_sweep_affected(const struct qg_sweep_point *point);
uint64_t qg_sweep_most_affected(const struct qg_sweep_report *sweep);

// The formats: "text", "csv", "json", "svg"; NULL at the end.
const char *const *qg_sweep_formats(void);

// Writes the report in the format with this number in the list. Failure sticks in `out`.
void qg_sweep_write(const struct qg_sweep_report *sweep, int format, struct qg_text *out);

// The formats themselves.
void qg_sweep_text(const struct qg_sweep_report *sweep, struct qg_text *out);
void qg_sweep_csv(const struct qg_sweep_report *sweep, struct qg_text *out);
void qg_sweep_json(const struct qg_sweep_report *sweep, struct qg_text *out);
void qg_sweep_svg(const struct qg_sweep_report *sweep, struct qg_text *out);

#endif
