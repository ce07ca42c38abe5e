// SPDX-License-Identifier: Apache-2.0

#include "html.h"

#include "shown.h"

#include <inttypes.h>

static const char *reference(char c) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    }
    return NULL;
}

void qg_html_text(struct qg_text *out, struct qg_str s) {
    struct qg_text shown = {0};
    qg_shown_add(&shown, s);
    for (size_t i = 0; i < shown.len; i++) {
        const char *known = reference(shown.at[i]);
        if (known != NULL)
            qg_text_addz(out, known);
        else
            qg_text_char(out, shown.at[i]);
    }
    out->failed = out->failed || shown.failed;
    qg_text_free(&shown);
}

void qg_html_table(struct qg_text *out, const char *caption, const char *const *columns) {
    qg_text_printf(out, "<table>\n<caption>%s</caption>\n<thead><tr>", caption);
    for (; *columns != NULL; columns++)
        qg_text_printf(out, "<th scope=\"col\">%s</th>", *columns);
    qg_text_addz(out, "</tr></thead>\n<tbody>\n");
}

void qg_html_table_end(struct qg_text *out) {
    qg_text_addz(out, "</tbody>\n</table>\n");
}

void qg_html_row(struct qg_text *out, struct qg_str heading) {
    qg_text_addz(out, "<tr><th scope=\"row\">");
    qg_html_text(out, heading);
    qg_text_addz(out, "</th>");
}

void qg_html_row_end(struct qg_text *out) {
    qg_text_addz(out, "</tr>\n");
}

void qg_html_cell(struct qg_text *out, struct qg_str s) {
    qg_text_addz(out, "<td>");
    qg_html_text(out, s);
    qg_text_addz(out, "</td>");
}

void qg_html_count(struct qg_text *out, uint64_t number) {
    qg_text_printf(out, "<td class=\"n\">%" PRIu64 "</td>", number);
}
