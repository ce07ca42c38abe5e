// SPDX-License-Identifier: Apache-2.0
//
// The parts of the page of an impact (impact_html.c says what it is). Each appends to the text of
// the writer.

#ifndef QG_IMPACT_HTML_H
#define QG_IMPACT_HTML_H

#include "impact_report.h"
#include "words.h"

static inline const char *qg_impact_html_word(const struct qg_impact_writer *w,
                                              enum qg_word which) {
    return qg_word(which, w->facts->run->lang);
}

// Head: title, style, what was compared and with what.
void qg_impact_html_head(struct qg_impact_writer *w, const struct qg_impact_totals *totals);

// All laws side by side, then each draft alone: tables, and charts of them.
enum qg_fault qg_impact_html_summary(struct qg_impact_writer *w,
                                     const struct qg_impact_totals *totals);
enum qg_fault qg_impact_html_draft(struct qg_impact_writer *w,
                                   const struct qg_impact_totals *totals, uint32_t draft);

// What stands around the changed certifications, and one of them.
void qg_impact_html_changes(struct qg_impact_writer *w, const struct qg_impact_totals *totals,
                            uint64_t count);
void qg_impact_html_change(struct qg_impact_writer *w,
                           const struct qg_impact_certification *changed);
void qg_impact_html_foot(struct qg_impact_writer *w);

#endif
