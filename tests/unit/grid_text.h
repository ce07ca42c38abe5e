// SPDX-License-Identifier: Apache-2.0
//
// For tests: the bytes of a file as a table, and the table as text.

#ifndef QG_GRID_TEXT_H
#define QG_GRID_TEXT_H

#include "source_file.h"
#include "text.h"

// Columns A, B and C of it, whatever reads it: a line for each row,
//     "LINE: a|b|c" ("-" for an empty cell, "!" before one that is not all decoded, "?" before an
//     error, "[" before parts)
// then for each trouble "D0421 LINE:COLUMN found", each note "note …", or only "refused: …".
void qg_grid_lines(struct qg_str bytes, const struct qg_source_file *source, struct qg_text *out);

// Fails the test unless the lines are exactly `expected`. NULL: header in row 1, rows from row 2.
void qg_expect_grid(struct qg_str bytes, const struct qg_source_file *source, const char *expected);

#endif
