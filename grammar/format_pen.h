// SPDX-License-Identifier: Apache-2.0
//
// The hand that writes a policy anew. It holds the tokens and comments of one source and writes all
// of them, each once and in their order; whoever leads it says only what stands between two tokens
// and where groups begin and end. So whatever is led wrongly is laid out badly, but is still the
// same policy, and a comment is written wherever it falls: at the end of its line if it stood
// there, else on a line of its own.
//
// Between tokens stands what plain writing asks for (a space, or nothing beside a bracket) unless
// qg_pen_sep says otherwise before the next token.
#ifndef QG_FORMAT_PEN_H
#define QG_FORMAT_PEN_H

#include "document.h"
#include "fault.h"
#include "source.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

// What stands between two tokens.
enum qg_sep {
    QG_SEP_PLAIN, // whatever the two ask for
    QG_SEP_START, // nothing: the text begins here
    QG_SEP_NONE,
    QG_SEP_SPACE,
    QG_SEP_SOFT, // what follows are those of document.h
    QG_SEP_LINE,
    QG_SEP_FILL,
    QG_SEP_HARD,
    QG_SEP_ITEM, // the end of the line, and an empty line if the author left one
};

struct qg_lexeme {
    int kind;            // a QG_T_…, or QG_LEXEME_COMMENT
    uint32_t start, end; // byte offsets
    uint32_t breaks;     // line breaks between the one before and this one
};

#define QG_LEXEME_COMMENT (-1)

// A zeroed one is empty.
struct qg_pen {
    const struct qg_source *source;
    QG_VEC(struct qg_lexeme) lexemes; // ends with QG_T_END
    uint32_t at;                      // the first that is not written yet
    uint32_t next;                    // the first token of those, comments skipped
    int last;                         // the kind of the token written last
    enum qg_sep pending;              // what is to stand before the next token
    bool broken;                      // a comment was written last: the line has to end
    uint32_t flat;                    // how many holes of texts are open: no line breaks in them
    struct qg_doc doc;
};

// Takes up the tokens of a source that was parsed without an error.
enum qg_fault qg_pen_open(struct qg_pen *pen, struct qg_sources *sources, uint32_t source);
void qg_pen_free(struct qg_pen *pen);

// The next token, unwritten: its kind, whether it is of a kind, where it begins.
int qg_pen_kind(const struct qg_pen *pen);
bool qg_pen_is(const struct qg_pen *pen, int kind);
uint32_t qg_pen_start(const struct qg_pen *pen);

// The kind of the token after the next one.
int qg_pen_second(const struct qg_pen *pen);

// Writes the next token; `count` of them; all that begin before a byte offset.
void qg_pen_token(struct qg_pen *pen);
void qg_pen_tokens(struct qg_pen *pen, uint32_t count);
void qg_pen_until(struct qg_pen *pen, uint32_t end);

// How many columns the tokens from lexeme `*at` on that begin before `end` take, written plainly on
// one line; `*at` goes behind them. Nothing is written.
uint32_t qg_pen_measure(const struct qg_pen *pen, uint32_t *at, uint32_t end);

// Leaves out the next token if it is a comma: the one that may end a list.
void qg_pen_drop_comma(struct qg_pen *pen);

// What is to stand before the next token.
void qg_pen_sep(struct qg_pen *pen, enum qg_sep sep);

// Writes the comments before the next token here, before the indentation changes.
void qg_pen_comments(struct qg_pen *pen);

void qg_pen_group(struct qg_pen *pen);
void qg_pen_ungroup(struct qg_pen *pen);
void qg_pen_nest(struct qg_pen *pen, enum qg_nest nest);
void qg_pen_unnest(struct qg_pen *pen);

#endif
