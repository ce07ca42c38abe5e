// SPDX-License-Identifier: Apache-2.0
//
// Sheets of A4 on which text is set line by line, in columns where it is a row of a table, and
// which end where the next line would not fit. The same calls set a paper twice: first to count its
// pages, with nothing drawn, and then in earnest, when each page can say of how many it is one.
#ifndef QG_SHEET_H
#define QG_SHEET_H

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>

enum { QG_SHEET_COLUMNS = 4, QG_SHEET_PENDING = 4 };

// How a piece of text looks, and what it is to a reader who cannot see it.
struct qg_face {
    double size; // points
    bool bold, grey;
    PangoAlignment align;
    const char *tag; // of tagged PDF: "H1", "P", "TH", "TD"
};

// Pieces of text side by side, that break over pages line by line.
struct qg_strip {
    PangoLayout *layouts[QG_SHEET_COLUMNS]; // owned
    double x[QG_SHEET_COLUMNS], width[QG_SHEET_COLUMNS];
    uint8_t count;
    bool boxed;           // a row of a table
    bool shaded;          // with a grey ground
    bool barred;          // with a bar at its left
    bool keep;            // a heading: stays with what follows it
    double before, after; // points of space; none at the top of a page
    const char *tag;      // of its columns
    struct qg_face face;  // likewise
    int outline;          // level of its bookmark, from 1; 0: none
    char *bookmark;       // owned; with an outline
};

struct qg_sheet {
    cairo_surface_t *surface; // owned
    cairo_t *cr;              // owned
    PangoContext *context;    // owned
    bool dry;                 // counts only
    uint32_t page, pages;     // of the paper at hand; `pages` is known in earnest only
    uint32_t sheets;          // drawn in all
    bool open;                // a page is begun
    double y;                 // from the top, of what comes next
    char *running;            // owned; what stands above each page
    const char *numbering;    // "page {page} of {pages}"; not owned
    struct qg_strip pending[QG_SHEET_PENDING]; // headings that wait for what follows them
    uint8_t pending_count;
    struct qg_strip head; // of the table at hand, repeated on each page
    bool in_table, head_due, table_tagged;
    int outlines[4]; // the last bookmark of each level
};

// The width that text may take, in points.
double qg_sheet_width(void);

// A text set in a face, `width` points wide.
PangoLayout *qg_sheet_text(struct qg_sheet *sheet, const struct qg_face *face, const char *at,
                           size_t len, double width);

// Takes over the strip.
void qg_sheet_put(struct qg_sheet *sheet, struct qg_strip *strip);

// A line to write on, `width` points from `x`, at the height where the next strip comes.
void qg_sheet_rule(struct qg_sheet *sheet, double x, double width);

void qg_sheet_table(struct qg_sheet *sheet, struct qg_strip *head);
void qg_sheet_table_end(struct qg_sheet *sheet);

// Begins a paper, dry or in earnest, and ends it with its last page.
void qg_sheet_begin(struct qg_sheet *sheet, bool dry, const char *running, size_t len);
void qg_sheet_end(struct qg_sheet *sheet);

void qg_strip_free(struct qg_strip *strip);

#endif
