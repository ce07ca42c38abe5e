// SPDX-License-Identifier: Apache-2.0

#include "csv.h"

#include "shown.h"

#include <inttypes.h>

static void next(struct qg_csv *csv) {
    if (csv->in_row)
        qg_text_char(csv->out, ',');
    csv->in_row = true;
}

// Spreadsheets skip a tab or a line break before they look for a formula.
static bool is_formula(struct qg_str s) {
    return s.len > 0 && memchr("=+-@\t\r\n", s.at[0], sizeof "=+-@\t\r\n" - 1) != NULL;
}

static bool needs_quotes(struct qg_str s) {
    for (size_t i = 0; i < s.len; i++)
        if (memchr("\",\r\n", s.at[i], sizeof "\",\r\n" - 1) != NULL)
            return true;
    return s.len > 0 && (s.at[0] == ' ' || s.at[s.len - 1] == ' ');
}

// Lines and tabs stay what they are; whatever else a terminal would obey is spelled out.
static void content(struct qg_csv *csv, struct qg_str s) {
    const char *end = s.at + s.len;
    for (const char *at = s.at; at < end;) {
        if (*at == '"')
            qg_text_char(csv->out, '"');
        if (*at == '\t' || *at == '\r' || *at == '\n')
            qg_text_char(csv->out, *at++);
        else
            (void)qg_shown_next(csv->out, &at, end);
    }
}

void qg_csv_cell(struct qg_csv *csv, struct qg_str text) {
    bool quoted = needs_quotes(text);
    next(csv);
    if (quoted)
        qg_text_char(csv->out, '"');
    if (is_formula(text))
        qg_text_char(csv->out, '\'');
    if (text.len > 0)
        content(csv, text);
    if (quoted)
        qg_text_char(csv->out, '"');
}

void qg_csv_cellz(struct qg_csv *csv, const char *text) {
    qg_csv_cell(csv, qg_str_of(text));
}

void qg_csv_number(struct qg_csv *csv, uint64_t number) {
    next(csv);
    qg_text_printf(csv->out, "%" PRIu64, number);
}

void qg_csv_empty(struct qg_csv *csv) {
    next(csv);
}

void qg_csv_end(struct qg_csv *csv) {
    qg_text_addz(csv->out, "\r\n");
    csv->in_row = false;
}
