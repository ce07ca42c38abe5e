// SPDX-License-Identifier: Apache-2.0
//
// A paper: a document to be printed, as a row of blocks (a title, headings, paragraphs, tables,
// lines to write on) that know nothing of where they will stand. It is written once, and printed by
// a press (press.h) as HTML or as PDF, which therefore cannot disagree. A paper is bytes, so that
// parts of it can wait in a spool; whoever made them has made the text safe to show (shown.h).
#ifndef QG_PAPER_H
#define QG_PAPER_H

#include "text.h"

#include <stdbool.h>
#include <stdint.h>

enum qg_block_kind {
    QG_BLOCK_TITLE,     // the first of each: what it is called, and what tells it from the others
    QG_BLOCK_HEADING,   // of `level` 1, 2 or 3
    QG_BLOCK_TEXT,      // a paragraph
    QG_BLOCK_NOTE,      // a paragraph that is set apart
    QG_BLOCK_CONCLUDE,  // a paragraph that says what comes of it all
    QG_BLOCK_FIELD,     // two cells, name and value; an empty value is a line to write on
    QG_BLOCK_TABLE,     // the headings of its columns, with their widths; rows follow
    QG_BLOCK_ROW,       // as many cells as the table has columns
    QG_BLOCK_TABLE_END, //
    QG_BLOCK_SIGNATURE, // who signs; a line above it
    QG_BLOCKS
};

enum { QG_PAPER_CELLS = 4 };

// A line break within a cell is a '\n'; nothing else in it is more than text.
struct qg_paper_block {
    uint8_t kind;                        // enum qg_block_kind
    uint8_t level;                       // of a heading
    uint8_t count;                       // of cells
    uint8_t widths[QG_PAPER_CELLS];      // TABLE: of its columns, in parts of a hundred
    struct qg_str cells[QG_PAPER_CELLS]; // not owned
};

// Appends a block to a paper.
void qg_paper_add(struct qg_text *paper, const struct qg_paper_block *block);

// Shorthands for blocks of one cell, or two.
void qg_paper_line(struct qg_text *paper, enum qg_block_kind kind, struct qg_str text);
void qg_paper_heading(struct qg_text *paper, uint8_t level, struct qg_str text);
void qg_paper_field(struct qg_text *paper, struct qg_str name, struct qg_str value);
void qg_paper_table_end(struct qg_text *paper);

// Takes the first block from `rest`, whose bytes it goes on using. False where there is none, or
// where the bytes are no paper.
bool qg_paper_next(struct qg_str *rest, struct qg_paper_block *out);

#endif
