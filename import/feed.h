// SPDX-License-Identifier: Apache-2.0
//
// What readers of files that come row by row (CSV, sheets) do alike: they gather the cells of a
// row, and the row becomes the header, a row of the table, or nothing, by where it stands.
#ifndef QG_FEED_H
#define QG_FEED_H

#include "grid.h"
#include "source_file.h"
#include "text.h"

struct qg_feed {
    struct qg_grid *table;
    uint64_t header_line, first_line; // of the header; the first that is a row
    bool header_met;
    uint32_t named;               // columns of the header, up to the last that has a name
    struct qg_text bytes;         // of the cells of the row under way
    QG_VEC(struct qg_cell) cells; // of it; their texts are found when it is complete
    enum qg_fault fault;          // the first; nothing is taken after it
};

// `source` says where header and rows stand.
void qg_feed_init(struct qg_feed *feed, struct qg_grid *table, const struct qg_source_file *source);
void qg_feed_free(struct qg_feed *feed);

// Puts a cell into column `number` (from 1) of the row under way; what is left out is empty. Text
// that could not be decoded whole is known by its U+FFFD. Cells come in order.
void qg_feed_cell(struct qg_feed *feed, uint32_t number, enum qg_cell_kind kind,
                  struct qg_str text);

// Ends the row, which stands in `line`.
void qg_feed_row(struct qg_feed *feed, uint64_t line);

#endif
