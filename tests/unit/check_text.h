// SPDX-License-Identifier: Apache-2.0
//
// For tests: a policy and records as texts, what the checker says of them as lines of text.

#ifndef QG_CHECK_TEXT_H
#define QG_CHECK_TEXT_H

#include "run.h"
#include "text.h"

struct qg_check_text {
    const char *policy;
    const char *records; // any carrier
    bool show_all;       // every outcome, silenced ones too
    bool strict;
    bool headings;     // also what is said of each record before its findings
    const char *as_of; // date, or NULL
    int64_t steps;     // of one record; 0: as ever
};

// Compiles and checks; appends a line for each finding and verdict:
//     "violated R2 c1/1 RC1 boundary silenced-by R1 missing=/a/b,/c"
//     "verdict c1 recertification_warranted RC1: R1 R2"
// and with `headings`, of each record, of each course, and of each of its days and terms:
//     "heading id R-1 of B-1 called body about person"
//     "course c1" "day 2024-01-05 /a/b as title" "limit R1 2024-01-05 /a/b as title"
// A policy that does not compile fails the test with its diagnostics.
void qg_check_lines(const struct qg_check_text *check, struct qg_text *out);

// Fails the test unless the lines are exactly `expected`.
void qg_expect_lines(const struct qg_check_text *check, const char *expected);

#endif
