// SPDX-License-Identifier: Apache-2.0
//
// Comma-separated values as RFC 4180 has them, in UTF-8, safe to open in a spreadsheet. A cell that
// begins with = + - @ would be run there as a formula, and what stands in a record is a stranger's
// text: such a cell gets an apostrophe in front, which spreadsheets take as "this is text".
//
//     struct qg_csv csv = {&out, false};
//     qg_csv_cell(&csv, name);
//     qg_csv_number(&csv, 3);
//     qg_csv_end(&csv);

#ifndef QG_CSV_H
#define QG_CSV_H

#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_csv {
    struct qg_text *out; // not owned; failure sticks in it
    bool in_row;         // the row under way has a cell
};

// Quoted where it has to be; a byte that is not UTF-8 becomes U+FFFD.
void qg_csv_cell(struct qg_csv *csv, struct qg_str text);
void qg_csv_cellz(struct qg_csv *csv, const char *text);

// A number of ours, which is no formula.
void qg_csv_number(struct qg_csv *csv, uint64_t number);

void qg_csv_empty(struct qg_csv *csv);

// Ends the row.
void qg_csv_end(struct qg_csv *csv);

#endif
