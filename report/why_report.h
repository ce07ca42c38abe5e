// SPDX-License-Identifier: Apache-2.0
//
// The explanation of one record: for each finding how it came about, as a tree for people
// (why_text.c) or as JSON for programs (why_json.c). A writer is told of everything in order,
//
//     begin; finding, finding …; verdict …; shut …; absent …; end
//
// and adds to `out` as it is told, so that nothing outlives the record it is about.
#ifndef QG_WHY_REPORT_H
#define QG_WHY_REPORT_H

#include "explained.h"
#include "source.h"
#include "writer.h"

// A scope rule that kept the rules it governs from being asked.
struct qg_shut {
    const struct qg_rule *rule;
    enum qg_outcome outcome;
    struct qg_subject subject;       // the innermost element it is about
    const struct qg_why_step *steps; // NULL: those of its finding, which is told before
    uint32_t shown;                  // how many of the rules that were asked for it governs
};

struct qg_why_writer {
    const struct qg_run_facts *facts;
    const struct qg_sources *sources; // of the policy
    bool ascii;                       // draw with ASCII alone
    struct qg_text *out;
    struct qg_text prefix; // of the lines of a tree; owned
    int list;              // JSON: which list is being written
    bool begun;            // something was written to it
};

struct qg_why_format {
    const char *name;
    void (*begin)(struct qg_why_writer *w, struct qg_str kind, struct qg_str id,
                  const struct qg_location *at);
    void (*finding)(struct qg_why_writer *w, const struct qg_explained *explained);
    void (*shut)(struct qg_why_writer *w, const struct qg_shut *shut);
    void (*absent)(struct qg_why_writer *w, const struct qg_rule *rule,
                   const struct qg_why_step *steps); // a rule that left no instance
    void (*verdict)(struct qg_why_writer *w, const struct qg_verdict *verdict);
    void (*end)(struct qg_why_writer *w);
};

extern const struct qg_why_format qg_why_text, qg_why_json;

// Appends the text of an expression on one line: comments left out, white space drawn together.
void qg_why_expression(const struct qg_sources *sources, struct qg_span span, struct qg_text *out);

#endif
