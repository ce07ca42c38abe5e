// SPDX-License-Identifier: Apache-2.0

#include "grid_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void add_cell(const struct qg_cell *cell, struct qg_text *out) {
    static const char *const marks[] = {[QG_CELL_EMPTY] = "-",
                                        [QG_CELL_TEXT] = "",
                                        [QG_CELL_BYTES] = "!",
                                        [QG_CELL_ERROR] = "?",
                                        [QG_CELL_PARTS] = "["};
    qg_text_addz(out, marks[cell->kind]);
    for (uint32_t i = 0; i < cell->len; i++)
        qg_text_char(out, cell->at[i] == QG_PART_END ? ';' : cell->at[i]);
}

static void add_table(const struct qg_grid *grid, struct qg_text *out) {
    for (uint32_t r = 0; r < grid->rows.len; r++) {
        struct qg_location at = {0};
        qg_grid_place(grid, r, QG_GRID_NOWHERE, &at);
        qg_text_printf(out, "%llu: ", (unsigned long long)at.line);
        for (uint32_t c = 0; c < grid->column_count; c++) {
            qg_text_addz(out, c > 0 ? "|" : "");
            add_cell(&grid->rows.at[r].cells[c], out);
        }
        qg_text_char(out, '\n');
    }
    for (uint32_t i = 0; i < grid->troubles.len; i++) {
        const struct qg_trouble *t = &grid->troubles.at[i];
        qg_text_printf(out, "%s %llu:%u %.*s\n", qg_data_code(t->code).at,
                       (unsigned long long)t->line, t->column, QG_STR_ARG(t->found));
    }
}

void qg_grid_lines(struct qg_str bytes, const struct qg_source_file *source, struct qg_text *out) {
    static const struct qg_str columns[] = {QG_STR_INIT("A"), QG_STR_INIT("B"), QG_STR_INIT("C")};
    static const struct qg_source_file plain = {
        .encoding = QG_STR_INIT(""), .quote = '"', .header_row = 1, .first_row = 2};
    struct qg_grid grid;
    struct qg_text problem = {0}, said = {0};
    struct qg_reading_notes notes = {&problem, &said};
    struct qg_opened file = {.path = "file"};
    qg_text_add(&file.bytes, bytes);
    qg_grid_init(&grid, QG_STR("t"), columns, 3);
    enum qg_fault fault = qg_grid_read(&grid, &file, source != NULL ? source : &plain, &notes);
    if (fault == QG_OK)
        add_table(&grid, out);
    else
        qg_text_printf(out, "refused: %s\n", problem.len > 0 ? problem.at : qg_fault_text(fault));
    if (said.len > 0)
        qg_text_printf(out, "note %s", said.at);
    qg_grid_free(&grid);
    qg_opened_free(&file);
    qg_text_free(&problem);
    qg_text_free(&said);
}

void qg_expect_grid(struct qg_str bytes, const struct qg_source_file *source,
                    const char *expected) {
    struct qg_text out = {0};
    qg_grid_lines(bytes, source, &out);
    assert_false(out.failed);
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_text_free(&out);
}
