// SPDX-License-Identifier: Apache-2.0
//
// For tests of report formats: a program that is nothing but names, findings of it, and a writer
// whose bytes are kept.
//
//     order_300 has the severities RC1 (warrants), INST and ADV, and the rules
//         P35-b  of paragraph 35, INST: "Notice comes {…} before."
//         P46-a  of paragraph 46, RC1:  "Two thirds attend."    in two versions
#ifndef QG_SAMPLE_REPORT_H
#define QG_SAMPLE_REPORT_H

#include "writer.h"

enum { SAMPLE_P35B, SAMPLE_P46A, SAMPLE_P46A_AMENDED, SAMPLE_RULES };
enum { SAMPLE_RC1, SAMPLE_INST, SAMPLE_ADV };

extern const struct qg_program sample_program;

struct sample_report {
    struct qg_writer writer;
    struct qg_run_facts facts;
    struct qg_text text; // what was written
    struct qg_text said; // beside it, a line each
    uint64_t by_rule[SAMPLE_RULES][QG_OUTCOMES];
    struct qg_tally tally;
};

// Begins a report in `format`; as of 2025-10-31, of version 1.2.3.
void sample_report_open(struct sample_report *report, const char *format, int lang);

// Hears a finding and counts it.
void sample_report_take(struct sample_report *report, const struct qg_finding *finding);

// Ends the report; the text then ends with a NUL.
void sample_report_end(struct sample_report *report);
void sample_report_close(struct sample_report *report);

// P46-a is violated in the third hearing, which has no id, of certification c1 of the record d-17,
// which stands in "data/an export.json", line 12, column 33.
struct qg_finding sample_breach(void);

// P35-b is undetermined in certification c1 of the record d-18: "/notice" is missing.
struct qg_finding sample_question(void);

// A value of the record d-19 is not a date: D0206.
struct qg_finding sample_data_finding(void);

#endif
