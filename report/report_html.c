// SPDX-License-Identifier: Apache-2.0
//
// `html`: one page that an inspector opens, filters, prints and mails. It holds the run as data and
// draws itself from it, so that fifty thousand findings are a file of some megabytes and a second's
// work, and each of its three languages is at hand. It loads nothing and sends nothing
// (html_page.h). The data goes out as it comes; only the strings seen so far are kept, up to a
// bound (check_html.h).

#include "check_html.h"

#include "html_page.h"
#include "seed.h"
#include "words.h"

#include <stdlib.h>

static const char *const styles[] = {"base.css", "page.css", NULL};
static const char *const scripts[] = {"page_data.js",     "page_dom.js",    "page_filter.js",
                                      "page_charts.js",   "page_course.js", "page_finding.js",
                                      "page_verdicts.js", "page.js",        NULL};

static struct qg_html_page frame(const struct qg_writer *w) {
    return (struct qg_html_page){.lang = qg_lang_names[w->facts->lang],
                                 .title = qg_word(QG_WORD_CHECK_TITLE, w->facts->lang),
                                 .styles = styles,
                                 .scripts = scripts};
}

static enum qg_fault begin(struct qg_writer *w) {
    struct qg_check_page *page = w->state = calloc(1, sizeof *page);
    if (page == NULL)
        return QG_FAULT_MEMORY;
    qg_intern_init(&page->strings, qg_seed());
    struct qg_html_page head = frame(w);
    qg_html_page_head(&head, &w->text);
    qg_text_add(&w->text, qg_html_asset("page.html"));
    qg_text_addz(&w->text, "<script type=\"application/json\" id=\"facts\">");
    qg_check_html_facts(w->facts, page, &w->text);
    qg_text_addz(&w->text, "</script>\n<script type=\"application/json\" id=\"events\">[\n");
    return qg_writer_flush(w, false);
}

// Behind each event; a last one that is none ends the list.
static enum qg_fault next(struct qg_writer *w) {
    qg_text_addz(&w->text, ",\n");
    return qg_writer_flush(w, false);
}

static enum qg_fault heading(struct qg_writer *w, const struct qg_heading *h) {
    qg_check_html_heading(w->state, h, &w->text);
    return next(w);
}

static enum qg_fault finding(struct qg_writer *w, const struct qg_finding *f) {
    qg_check_html_finding(w->state, f, &w->text);
    return next(w);
}

static enum qg_fault verdict(struct qg_writer *w, const struct qg_verdict *v) {
    qg_check_html_verdict(w->state, v, &w->text);
    return next(w);
}

static enum qg_fault end(struct qg_writer *w, const struct qg_tally *tally) {
    struct qg_html_page foot = frame(w);
    qg_text_addz(&w->text, "0]</script>\n<script type=\"application/json\" id=\"counts\">");
    qg_check_html_counts(tally, &w->text);
    qg_text_addz(&w->text, "</script>\n");
    qg_check_html_plain(w->facts, tally, &w->text);
    qg_html_page_script(&foot, &w->text);
    qg_text_addz(&w->text, "</body>\n</html>\n");
    return qg_writer_flush(w, true);
}

static void release(struct qg_writer *w) {
    struct qg_check_page *page = w->state;
    if (page == NULL)
        return;
    qg_intern_free(&page->strings);
    qg_text_free(&page->shown);
    free(page);
}

void qg_html_writer(struct qg_writer *w) {
    w->wants = QG_WANTS_HEADINGS | QG_WANTS_LANGUAGES;
    w->begin = begin;
    w->heading = heading;
    w->finding = finding;
    w->verdict = verdict;
    w->end = end;
    w->free = release;
}
