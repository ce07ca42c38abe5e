// SPDX-License-Identifier: Apache-2.0
//
// Pieces of HTML that the pages share: text that cannot become markup, and tables with headings
// that a screen reader can follow. Captions and headings are ours and trusted; `struct qg_str` is
// anybody's and is made safe.

#ifndef QG_HTML_H
#define QG_HTML_H

#include "str.h"
#include "text.h"

#include <stdint.h>

// Text or the value of an attribute: what HTML would take for itself is escaped, after what no eye
// can trust is spelled out (shown.h).
void qg_html_text(struct qg_text *out, struct qg_str s);

// The head of a table; `columns` ends with NULL.
void qg_html_table(struct qg_text *out, const char *caption, const char *const *columns);
void qg_html_table_end(struct qg_text *out);

// A row that begins with its heading.
void qg_html_row(struct qg_text *out, struct qg_str heading);
void qg_html_row_end(struct qg_text *out);

void qg_html_cell(struct qg_text *out, struct qg_str s);
void qg_html_count(struct qg_text *out, uint64_t number);

#endif
