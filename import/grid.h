// SPDX-License-Identifier: Apache-2.0
//
// A table as records are made from it: rows of cells under named columns, wherever they were read
// (CSV, a sheet of a workbook, JSON). Only the columns that somebody asked for are kept. A cell is
// text, days and numbers of workbooks too, in the one form that every map understands; and it can
// always be told where it stands, since whoever reads a report looks for it there.
//
// The rows of several files or sheets may make one table; each of these is a part of it. What is
// wrong with a row or with a header is kept as a trouble, to be reported as a finding: reading goes
// on.
#ifndef QG_GRID_H
#define QG_GRID_H

#include "arena.h"
#include "data.h"
#include "fault.h"
#include "finding.h"
#include "str.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

// The largest file of tables that is read, in bytes. Tables are held in memory as a whole, since
// any row may belong to any record.
#define QG_GRID_FILE_BYTES ((size_t)512 << 20)

// Columns of a file that are looked at; a workbook cannot have more.
enum { QG_GRID_COLUMNS = 16384 };

#define QG_GRID_NOWHERE UINT32_MAX

enum qg_cell_kind {
    QG_CELL_EMPTY,
    QG_CELL_TEXT,
    QG_CELL_BYTES, // not all of it can be decoded; what cannot is U+FFFD
    QG_CELL_ERROR, // the error of a formula: "#REF!"
    QG_CELL_PARTS  // several texts, each with a QG_PART_END behind it: a list within JSON
};

// No text has it: it is refused where cells come from.
#define QG_PART_END '\x1f'

struct qg_cell {
    const char *at; // in the table's arena, or the bytes of its file
    uint32_t len;
    enum qg_cell_kind kind;
};

static inline struct qg_str qg_cell_text(const struct qg_cell *cell) {
    return (struct qg_str){cell->at, cell->len};
}

// A file, or one sheet of a workbook.
struct qg_grid_part {
    struct qg_str file;            // as reports call it: "staff.xlsx#Sheet1"
    struct qg_str sheet;           // empty without
    struct qg_str encoding;        // in which the file was read
    const uint32_t *stand_at;      // [column_count] from 1: where each column stands; 0: nowhere
    struct qg_str json;            // the file's text, if places are to be found by pointers …
    const struct qg_str *pointers; // … and these: [column_count] from a row to each column
};

struct qg_row {
    uint64_t line;               // from 1
    uint32_t column;             // JSON: at which it begins, from 1
    size_t offset;               // JSON: the byte at which it begins
    uint32_t part;               //
    uint32_t above;              // the row of another table within which it lies, or NOWHERE
    const struct qg_cell *cells; // [column_count]
};

struct qg_trouble {
    enum qg_data_code code;
    uint32_t part;
    uint64_t line;
    uint32_t column; // as counted in the file, from 1
    struct qg_str found, expected;
    uint64_t number;
    struct qg_str cell; // its name, as that of qg_grid_cell_name
};

struct qg_grid {
    struct qg_str name;
    const struct qg_str *columns; // names; not owned
    uint32_t column_count;
    QG_VEC(struct qg_grid_part) parts;
    QG_VEC(struct qg_row) rows;
    QG_VEC(struct qg_trouble) troubles;
    struct qg_arena arena; // texts and cells
    uint32_t above_count;  // rows of the table above that were looked into (JSON)
};

// `columns` must outlive the table.
void qg_grid_init(struct qg_grid *table, struct qg_str name, const struct qg_str *columns,
                  uint32_t count);
void qg_grid_free(struct qg_grid *table);

// Begins a part; its texts are copied, but for `json`. All columns stand nowhere yet.
enum qg_fault qg_grid_part(struct qg_grid *table, const struct qg_grid_part *part);

// Takes the row that names the columns of the part begun last: notes where each stands, and the
// troubles with them. `cells` are those of the file.
enum qg_fault qg_grid_header(struct qg_grid *table, const struct qg_cell *cells, uint32_t count,
                             uint64_t line);

// Takes a row of the file, of which the cells asked for are copied. One without any cell that is
// not empty is left out; one with cells beyond the `named` columns of the header is a trouble.
enum qg_fault qg_grid_row(struct qg_grid *table, const struct qg_cell *cells, uint32_t count,
                          uint64_t line, uint32_t named);

// A row whose cells are [column_count] and already in the arena.
enum qg_fault qg_grid_put(struct qg_grid *table, const struct qg_row *row);

// Where a cell stands; of a row if the column is NOWHERE. `pointer` stays as it is.
void qg_grid_place(const struct qg_grid *table, uint32_t row, uint32_t column,
                   struct qg_location *out);

// Whether the row's file has the column at all.
bool qg_grid_has(const struct qg_grid *table, uint32_t row, uint32_t column);

// Appends what people call the cell: "Sheet1!C17 «Date»", of a file without sheets "«Date»".
void qg_grid_cell_name(const struct qg_grid *table, uint32_t row, uint32_t column,
                       struct qg_text *out);

// "A", "Z", "AA" for 1, 26, 27.
void qg_column_letters(uint32_t number, struct qg_text *out);

#endif
