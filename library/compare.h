// SPDX-License-Identifier: Apache-2.0
//
// Two versions of the law compared without data. For each rule in which they differ a smallest
// record is looked for on which they disagree; where none is found, it is told whether that is
// because only the wording differs, because every record of the boundary grid comes out the same,
// or because the search was ended before it was through.
//
// The policy was compiled with its drafts (qg_policy_begin_draft); a version is one of its worlds.
// The same policy gives the same report, to the byte.
#ifndef QG_COMPARE_H
#define QG_COMPARE_H

#include "compare_report.h"
#include "compare_seeds.h"
#include "session.h"

enum { QG_COMPARE_LIMIT = 50000 }; // records judged for each rule, unless asked otherwise

struct qg_comparison {
    struct qg_session *session;     // settled; rules that it does not enable are left out
    struct qg_compare_seeds *seeds; //
    uint32_t worlds[2];             // before and after
    uint64_t limit;                 // records to be judged for each rule
    const struct qg_compare_facts *facts;
    const struct qg_compare_format *format;
    struct qg_compare_counts counts; // what came of it
};

// Compares, and appends the report.
enum qg_fault qg_compare(struct qg_comparison *c, struct qg_text *out);

// How a rule differs between two worlds.
enum qg_compare_change {
    QG_COMPARE_SAME,     // not at all, or only in what governs it
    QG_COMPARE_REWORDED, // only in its texts
    QG_COMPARE_CHANGED
};

// Of the rule whose versions begin at `first`.
enum qg_compare_change qg_compare_change_of(const struct qg_program *program, uint32_t first,
                                            const uint32_t worlds[2]);

#endif
