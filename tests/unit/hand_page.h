// SPDX-License-Identifier: Apache-2.0
//
// One report of a format, told by hand: a writer whose bytes are kept, and a program that is
// nothing but names. Unlike sample_report.h nothing is counted on the way, for tests that say
// themselves what the format is told.
//
//     order_300 has the severity RC1, the parameter effective_on, the reading month_end and the
//     rules
//         P35-b  of paragraph 35
//         P21-a  of paragraph 21
#ifndef QG_HAND_PAGE_H
#define QG_HAND_PAGE_H

#include "writer.h"

// Days since 1900-01-01.
enum { HAND_EFFECTIVE = 43714 /* 2019-09-08 */, HAND_AUDIT = 45959 /* 2025-10-31 */ };

extern const struct qg_program hand_page_program;

struct hand_page {
    struct qg_value parameters[1];
    uint16_t readings[1];
    struct qg_run_facts facts;
    struct qg_writer writer;
    struct qg_text text;    // what was written
    struct qg_text problem; // for a writer that has to be ready
};

// The facts of a run of version 1, audited as of HAND_AUDIT; may be altered before it is opened.
void hand_page_set_up(struct hand_page *page, const struct qg_program *program, int lang);

// Begins the report in `format`. The page must not move.
void hand_page_open(struct hand_page *page, const char *format);
void hand_page_close(struct hand_page *page);

// P35-b is violated: the notice of certification c2 of the dossier D-7 was served late.
struct qg_finding hand_page_finding(void);

#endif
