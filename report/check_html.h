// SPDX-License-Identifier: Apache-2.0
//
// The parts of the page of a check (report_html.c says what it is). The page carries its data as
// JSON and draws itself from it (report/assets/page_*.js): first the facts of the run, an object;
// then the events of the run in their order, an array each; then the counts. It is written for that
// script alone: other programs read the JSON report.
//
// A string stands in full where it comes first and is a number from then on: 0 the empty one, 1 the
// first, and so forth. Those that come after the table is full stand in brackets and have no
// number.

#ifndef QG_CHECK_HTML_H
#define QG_CHECK_HTML_H

#include "intern.h"
#include "writer.h"

struct qg_check_page {
    struct qg_intern strings; // bounded, those of the data so far
    size_t string_bytes;
    struct qg_text shown; // scratch
};

// The facts: who checked what by which text, and the words of the page, in every language.
void qg_check_html_facts(const struct qg_run_facts *facts, struct qg_check_page *page,
                         struct qg_text *out);

// One event each.
void qg_check_html_heading(struct qg_check_page *page, const struct qg_heading *heading,
                           struct qg_text *out);
void qg_check_html_finding(struct qg_check_page *page, const struct qg_finding *finding,
                           struct qg_text *out);
void qg_check_html_verdict(struct qg_check_page *page, const struct qg_verdict *verdict,
                           struct qg_text *out);

// The counts, as an object.
void qg_check_html_counts(const struct qg_tally *tally, struct qg_text *out);

// What is to be read where no script runs: the counts as tables, in the language of the run.
void qg_check_html_plain(const struct qg_run_facts *facts, const struct qg_tally *tally,
                         struct qg_text *out);

// For these parts: a string, and a text in every language.
void qg_check_html_string(struct qg_check_page *page, struct qg_str s, struct qg_text *out);
void qg_check_html_phrase(struct qg_check_page *page, const struct qg_phrase *phrase,
                          struct qg_text *out);

#endif
