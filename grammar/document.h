// SPDX-License-Identifier: Apache-2.0
//
// A document: text with the places where its lines may break, laid out so that no line passes the
// margin where that can be helped. It is the algebra of pretty printing (Oppen, Wadler) written as
// a flat row of items: groups are opened and closed like parentheses. A group that fits on the rest
// of the line stays on it, and all of its breaks are spaces; one that does not fit breaks at each
// of its own, and the groups in it decide anew. How far to look ahead is bounded by the margin, so
// the work is linear, and nothing recurses.
#ifndef QG_DOCUMENT_H
#define QG_DOCUMENT_H

#include "str.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

// Columns of a line, counted in code points.
#define QG_DOC_MARGIN 100

// One step of indentation.
#define QG_DOC_STEP 2

enum qg_doc_kind {
    QG_DOC_TEXT,   // the bytes of `text`, without a line break
    QG_DOC_NOTE,   // the same, but it may pass the margin: a comment at the end of a line
    QG_DOC_WIDE,   // text that stands only where its group is broken
    QG_DOC_OPEN,   // a group begins
    QG_DOC_CLOSE,  // and ends
    QG_DOC_NEST,   // lines that break from here on are indented, as `nest` says
    QG_DOC_UNNEST, // back to what was before
    QG_DOC_LINE,   // a space, or the end of the line
    QG_DOC_SOFT,   // nothing, or the end of the line
    QG_DOC_FILL,   // in a broken group: the end of the line only if the next part asks for it
    QG_DOC_HARD,   // the end of the line
    QG_DOC_BLANK,  // the end of the line and an empty line
};

// By what the indentation grows.
enum qg_nest {
    QG_NEST_SAME,  // not at all
    QG_NEST_STEP,  // by one step
    QG_NEST_LINE,  // it becomes that of the line in which this stands
    QG_NEST_HANG,  // to one step more than that line at least
    QG_NEST_ALIGN, // to the column in which this stands
};

struct qg_doc_item {
    enum qg_doc_kind kind;
    enum qg_nest nest;
    struct qg_str text; // not owned: it must stay good until the document is printed
};

// A zeroed one is empty. A failure sticks until it is freed.
struct qg_doc {
    QG_VEC(struct qg_doc_item) items;
    bool failed; // memory ran out
};

void qg_doc_add(struct qg_doc *doc, enum qg_doc_kind kind);
void qg_doc_text(struct qg_doc *doc, enum qg_doc_kind kind, struct qg_str text);
void qg_doc_nest(struct qg_doc *doc, enum qg_nest nest);

// Appends the document laid out, without a line break at its end, and empties it. It begins in
// the first column. False (and `failed` of either) when memory is out.
bool qg_doc_print(struct qg_doc *doc, struct qg_text *out);

void qg_doc_free(struct qg_doc *doc);

#endif
