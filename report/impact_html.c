// SPDX-License-Identifier: Apache-2.0
//
// `html`: one page that a drafter mails. It loads nothing, from nowhere; it can be read without
// colour, without a mouse and without JavaScript, which only adds filters. The certifications come
// before the totals in time and behind them on the page, so they wait in a spool.

#include "impact_html.h"

#include "spool.h"

#include <stdlib.h>

struct page {
    struct qg_spool changes;
    uint64_t count;
};

static enum qg_fault begin(struct qg_impact_writer *w) {
    struct page *page = calloc(1, sizeof *page);
    w->state = page;
    if (page == NULL)
        return QG_FAULT_MEMORY;
    page->changes.spares = w->facts->run->spares;
    return QG_OK;
}

static enum qg_fault certification(struct qg_impact_writer *w,
                                   const struct qg_impact_certification *changed) {
    struct page *page = w->state;
    qg_impact_html_change(w, changed);
    page->count++;
    if (w->text.failed)
        return QG_FAULT_MEMORY;
    qg_text_add(&page->changes.text, qg_text_str(&w->text));
    qg_text_clear(&w->text);
    return qg_spool_settle(&page->changes);
}

static enum qg_fault totals_of(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    qg_impact_html_head(w, totals);
    enum qg_fault fault = qg_impact_html_summary(w, totals);
    for (uint32_t d = 1; d <= w->facts->draft_count && fault == QG_OK; d++)
        fault = qg_impact_html_draft(w, totals, d);
    return fault;
}

static enum qg_fault end(struct qg_impact_writer *w, const struct qg_impact_totals *totals) {
    struct page *page = w->state;
    enum qg_fault fault = totals_of(w, totals);
    qg_impact_html_changes(w, totals, page->count);
    if (fault == QG_OK)
        fault = qg_impact_writer_flush(w, true);
    if (fault == QG_OK)
        fault = qg_spool_copy(&page->changes, w->output);
    qg_impact_html_foot(w);
    return fault == QG_OK ? qg_impact_writer_flush(w, true) : fault;
}

static void release(struct qg_impact_writer *w) {
    struct page *page = w->state;
    if (page != NULL)
        qg_spool_free(&page->changes);
    free(page);
}

void qg_impact_html(struct qg_impact_writer *w) {
    w->begin = begin;
    w->certification = certification;
    w->end = end;
    w->free = release;
}
