// SPDX-License-Identifier: Apache-2.0
//
// What came of comparing two versions of the law without data, rule by rule: a record on which they
// disagree, with what each of them makes of it, or why there is none to show. Formats append to a
// text; what they are given is good until they return.
#ifndef QG_COMPARE_REPORT_H
#define QG_COMPARE_REPORT_H

#include "writer.h"

enum qg_compare_end {
    QG_COMPARE_DISAGREEMENT, // with a record
    QG_COMPARE_WORDING,      // only the texts of the rule differ: nothing was searched
    QG_COMPARE_AGREEMENT,    // on every record of the grid
    QG_COMPARE_UNSETTLED,    // on those that were tried; there are more
    QG_COMPARE_POPULATION,   // it is about all records together: nothing was searched
    QG_COMPARE_ENDS
};

// "disagreement", "wording", "agreement", "unsettled", "population".
const char *qg_compare_end_name(enum qg_compare_end end);

// What a rule comes to in one version: an outcome (enum qg_outcome), or one of these.
enum {
    QG_COMPARE_SILENCED = QG_OUTCOMES, // a breach, superfluous because of another one
    QG_COMPARE_NO_RULE,                // there is no such rule, or none about these elements
    QG_COMPARE_STATES
};

// "satisfied", …, "silenced", "no_rule".
const char *qg_compare_state_name(int state);

// What both versions say of a rule about the same elements; they do not say the same.
struct qg_compare_finding {
    int states[2];
    const struct qg_finding *findings[2]; // NULL: no rule
};

// The verdicts on the same element. NULL: none is given.
struct qg_compare_verdict {
    const struct qg_verdict *of[2];
};

struct qg_compare_result {
    uint32_t rule; // a version of it in the program
    enum qg_compare_end end;
    uint64_t dossiers; // that were judged
    uint32_t fields, seeds;
    bool lacks_date; // it asks for the audit date, and for want of one nothing better was found
    // With a disagreement only:
    struct qg_str record, seed; // JSON on many lines; what the search began with
    uint32_t altered;           // values of it
    const struct qg_compare_finding *findings;
    uint32_t finding_count;
    const struct qg_compare_verdict *verdicts;
    uint32_t verdict_count;
};

struct qg_compare_facts {
    const struct qg_run_facts *run;
    const char *names[2]; // of the two versions
    bool backdated;
};

struct qg_compare_counts {
    uint32_t ends[QG_COMPARE_ENDS];
    uint32_t flags; // that differ; nothing was searched for them
};

struct qg_compare_format {
    const char *name;
    void (*begin)(const struct qg_compare_facts *facts, struct qg_text *out);
    void (*result)(const struct qg_compare_facts *facts, const struct qg_compare_result *result,
                   struct qg_text *out);
    void (*end)(const struct qg_compare_facts *facts, const struct qg_compare_counts *counts,
                struct qg_text *out);
};

extern const struct qg_compare_format qg_compare_text, qg_compare_json;

#endif
