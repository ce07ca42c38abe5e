// SPDX-License-Identifier: Apache-2.0
//
// The frame of every page that is written as HTML: its head, with the style sheets and scripts that
// stand as files in report/assets/ and are carried within the command. A page is one file that
// loads nothing and from which nothing can be sent: its content security policy names the digests
// of just these style sheets and scripts, so that nothing that a record says could ever run.

#ifndef QG_HTML_PAGE_H
#define QG_HTML_PAGE_H

#include "str.h"
#include "text.h"

// The text of report/assets/NAME; empty if there is none of that name.
struct qg_str qg_html_asset(const char *name);

// What a page consists of; lists of names in report/assets/ that end with NULL. What stands in one
// list becomes one element, in that order.
struct qg_html_page {
    const char *lang;  // "en": of the page as it opens
    const char *title; // trusted, like everything here
    const char *const *styles;
    const char *const *scripts; // NULL: it has none, and could run none
};

// From the document type to the end of the head.
void qg_html_page_head(const struct qg_html_page *page, struct qg_text *out);

// The script element, to stand at the end of the body.
void qg_html_page_script(const struct qg_html_page *page, struct qg_text *out);

#endif
