// SPDX-License-Identifier: Apache-2.0
//
// The layout of decision tables: the cells of an input stand below each other, and so do the
// results. What stands between them is measured before the first row is written. A table whose
// cells are too wide for that has rows that break as any list does.

#include "format_parts.h"

#include "parser.h"

#include <stdlib.h>

// Columns that the cells of a row may take before they are no longer aligned.
enum { HEAD_MARGIN = 64 };

// The columns of a table: how wide what stands in them is at most.
struct measure {
    uint32_t *widths; // of the cells, then of the results; commas and colons not counted
    uint32_t cells;   // how many of them are cells
    uint32_t results; // and results
    uint32_t head;    // up to where the results begin
    uint32_t at;      // the lexeme up to which was measured
};

// ---- Measuring -------------------------------------------------------------------------------

static uint32_t most(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

// How wide the tokens of a span are; those before it are passed over.
static uint32_t width_of(const struct qg_pen *pen, struct measure *m, struct qg_span span) {
    (void)qg_pen_measure(pen, &m->at, span.start);
    return qg_pen_measure(pen, &m->at, span.end);
}

static void measure_cells(const struct qg_pen *pen, struct measure *m, uint32_t *widths,
                          uint32_t limit, const struct qg_cells *cells) {
    const struct qg_cell_syntax *cell = cells->first;
    for (uint32_t i = 0; cell != NULL && i < limit; i++, cell = cell->next)
        widths[i] = most(widths[i], width_of(pen, m, cell->span));
}

static void measure_row(const struct qg_pen *pen, struct measure *m,
                        const struct qg_row_syntax *row) {
    const struct qg_expr *result = row->results.first;
    measure_cells(pen, m, m->widths, m->cells, &row->cells);
    for (uint32_t i = 0; result != NULL && i < m->results && row->results.count > 1;
         i++, result = result->next)
        m->widths[m->cells + i] = most(m->widths[m->cells + i], width_of(pen, m, result->span));
}

// `when A, B:`, `else:` or `across NAME:`, whichever is the widest.
static uint32_t head_of(const struct measure *m, const struct qg_table_syntax *table) {
    uint32_t when = m->cells > 0 ? 4 : 0;
    for (uint32_t i = 0; i < m->cells; i++)
        when += m->widths[i] + 2;
    uint32_t across = qg_name_given(&table->across) ? (uint32_t)table->across.text.len + 8 : 0;
    return most(most(when, across), 5);
}

static void count_columns(struct measure *m, const struct qg_table_syntax *table) {
    m->results = table->columns.count;
    for (const struct qg_row_syntax *row = table->rows.first; row != NULL; row = row->next) {
        m->cells = most(m->cells, row->cells.count);
        m->results = most(m->results, row->results.count);
    }
}

// False when memory is out.
static bool measure(struct qg_pen *pen, struct measure *m, const struct qg_table_syntax *table) {
    count_columns(m, table);
    m->at = pen->next;
    m->widths = calloc((size_t)m->cells + m->results + 1, sizeof *m->widths);
    if (m->widths == NULL) {
        pen->doc.failed = true;
        return false;
    }
    measure_cells(pen, m, m->widths + m->cells, m->results, &table->columns);
    for (const struct qg_row_syntax *row = table->rows.first; row != NULL; row = row->next)
        measure_row(pen, m, row);
    m->head = head_of(m, table);
    return true;
}

// ---- Writing ---------------------------------------------------------------------------------

// What stands from here to the column behind `width`, of which `used` are taken.
static void pad(struct qg_pen *pen, uint32_t used, uint32_t width) {
    static const char spaces[] = "                                                                ";
    _Static_assert(sizeof spaces > HEAD_MARGIN, "as many as a head may lack");
    if (pen->at == pen->next && used < width && width - used < sizeof spaces)
        qg_doc_text(&pen->doc, QG_DOC_TEXT, (struct qg_str){spaces, width - used});
    qg_pen_sep(pen, QG_SEP_SPACE);
}

// A comma that ends a set is left out.
static void cell(struct qg_pen *pen, const struct qg_cell_syntax *at) {
    while (!qg_pen_is(pen, QG_T_END) && qg_pen_start(pen) < at->span.end) {
        if (qg_pen_is(pen, QG_T_COMMA) && qg_pen_second(pen) == QG_T_RBRACE)
            qg_pen_drop_comma(pen);
        else
            qg_pen_token(pen);
    }
}

static uint32_t width_here(const struct qg_pen *pen, struct qg_span span) {
    uint32_t at = pen->next;
    return qg_pen_measure(pen, &at, span.end);
}

// The cells and the commas between them, each as wide as its column; the width of the last one.
static uint32_t cells(struct qg_pen *pen, const struct qg_cells *list, const uint32_t *widths) {
    uint32_t width = 0, i = 0;
    for (const struct qg_cell_syntax *at = list->first; at != NULL; at = at->next, i++) {
        width = width_here(pen, at->span);
        cell(pen, at);
        if (at->next == NULL)
            break;
        qg_pen_token(pen);
        pad(pen, width, widths[i]);
    }
    return width;
}

static void results(struct qg_pen *pen, const struct measure *m, const struct qg_exprs *list) {
    const struct qg_expr *result = list->first;
    for (uint32_t i = 0; result != NULL; i++, result = result->next) {
        uint32_t width = width_here(pen, result->span);
        qg_pen_nest(pen, QG_NEST_ALIGN);
        qg_format_expr(pen, result);
        qg_pen_unnest(pen);
        if (result->next == NULL)
            break;
        qg_pen_token(pen);
        pad(pen, width, m->widths[m->cells + i]);
    }
}

// How wide the head of a row is whose cells but for the last are as wide as their columns.
static uint32_t cells_head(const struct measure *m, uint32_t count, uint32_t last) {
    uint32_t head = 4 + last + 2;
    for (uint32_t i = 0; i + 1 < count; i++)
        head += m->widths[i] + 2;
    return head;
}

static void aligned_row(struct qg_pen *pen, const struct measure *m,
                        const struct qg_row_syntax *row) {
    uint32_t head = 5;
    qg_pen_token(pen);
    if (!row->otherwise)
        head = cells_head(m, row->cells.count, cells(pen, &row->cells, m->widths));
    qg_pen_token(pen);
    pad(pen, head, m->head);
    results(pen, m, &row->results);
}

static void aligned_columns(struct qg_pen *pen, const struct measure *m,
                            const struct qg_table_syntax *table) {
    qg_pen_tokens(pen, 3);
    pad(pen, (uint32_t)table->across.text.len + 8, m->head);
    (void)cells(pen, &table->columns, m->widths + m->cells);
}

// ---- Tables that are too wide ----------------------------------------------------------------

// Up to `end` with breaks behind the commas.
static void filled(struct qg_pen *pen, uint32_t end) {
    while (!qg_pen_is(pen, QG_T_END) && qg_pen_start(pen) < end) {
        bool comma = qg_pen_is(pen, QG_T_COMMA);
        if (comma && qg_pen_second(pen) == QG_T_RBRACE)
            qg_pen_drop_comma(pen);
        else
            qg_pen_token(pen);
        if (comma)
            qg_pen_sep(pen, QG_SEP_FILL);
    }
}

static void filled_head(struct qg_pen *pen, uint32_t end) {
    qg_pen_group(pen);
    qg_pen_nest(pen, QG_NEST_STEP);
    filled(pen, end);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

static void wide_row(struct qg_pen *pen, const struct qg_row_syntax *row) {
    filled_head(pen, row->span.end);
    for (const struct qg_expr *result = row->results.first; result != NULL; result = result->next)
        qg_format_value(pen, result);
}

// ---- Tables ----------------------------------------------------------------------------------

static void rows(struct qg_pen *pen, const struct measure *m, const struct qg_table_syntax *table) {
    bool aligned = m->head <= HEAD_MARGIN;
    qg_format_block(pen);
    if (qg_name_given(&table->across)) {
        if (aligned)
            aligned_columns(pen, m, table);
        else
            filled_head(pen, table->columns.last->span.end);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    for (const struct qg_row_syntax *row = table->rows.first; row != NULL; row = row->next) {
        if (aligned)
            aligned_row(pen, m, row);
        else
            wide_row(pen, row);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}

void qg_format_table(struct qg_pen *pen, const struct qg_table_syntax *table) {
    struct measure m = {0};
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_pen_token(pen);
    if (measure(pen, &m, table))
        rows(pen, &m, table);
    free(m.widths);
}
