// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file of tables, CSV, workbook or JSON: it is read or refused, every row can be
// told where it stands, and nobody comes to harm.
#include "fuzz.h"

#include "source_file.h"

#include <stdlib.h>

static void look_at_places(const struct qg_grid *grid) {
    for (uint32_t row = 0; row < grid->rows.len && row < 16; row++)
        for (uint32_t column = 0; column < grid->column_count; column++) {
            struct qg_location at = {0};
            qg_grid_place(grid, row, column, &at);
            if (at.line == 0 || at.column == 0)
                abort();
        }
}

static void read_as(struct qg_str bytes, const char *path) {
    static const struct qg_str columns[] = {QG_STR_INIT("A"), QG_STR_INIT("b.c"),
                                            QG_STR_INIT("Дата")};
    const struct qg_source_file source = {.encoding = QG_STR("windows-1251"),
                                          .path = qg_str_of(path),
                                          .quote = '"',
                                          .header_row = 1,
                                          .first_row = 2};
    struct qg_text problem = {0}, said = {0};
    struct qg_reading_notes notes = {&problem, &said};
    struct qg_opened file = {.path = "file"};
    struct qg_grid grid;
    qg_text_add(&file.bytes, bytes);
    qg_grid_init(&grid, QG_STR("t"), columns, sizeof columns / sizeof *columns);
    if (qg_grid_read(&grid, &file, &source, &notes) == QG_OK)
        look_at_places(&grid);
    else if (problem.len == 0)
        abort();
    qg_grid_free(&grid);
    qg_opened_free(&file);
    qg_text_free(&problem);
    qg_text_free(&said);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct qg_str bytes = {(const char *)data, size};
    read_as(bytes, "");
    read_as(bytes, "d[]e");
    return 0;
}
