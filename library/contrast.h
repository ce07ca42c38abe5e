// SPDX-License-Identifier: Apache-2.0
//
// Two checked texts held against each other, function by function: not their lines but what they
// say. Tables are compared by the names of what they hold, variables by where they are bound, so
// that neither a new field nor a paragraph that moved makes everything look different. Conditions
// are compared clause by clause, since a drafter adds and takes away clauses.
#ifndef QG_CONTRAST_H
#define QG_CONTRAST_H

#include "arena.h"
#include "table.h"
#include "text.h"
#include "typed.h"
#include "vec.h"

enum { QG_BEFORE, QG_AFTER, QG_SIDES };

struct qg_contrast_side {
    const struct qg_typed *typed;
    const struct qg_sources *sources;
};

// One thing that differs. A value (a number, a duration, a ratio, a date, a word) is spelled out;
// anything else is quoted from the text.
struct qg_contrast_change {
    const char *part;             // "condition", "requirement"; static
    struct qg_str said[QG_SIDES]; // in the arena; empty on the side that does not say it
    struct qg_span at[QG_SIDES];  // QG_SPAN_NONE there
};

struct qg_contrast_changes {
    QG_VEC(struct qg_contrast_change) items;
};

// Two functions of which one takes the other's place. What they call differs or not by itself.
struct qg_contrast_pair {
    int32_t function[QG_SIDES];
    bool differs;                       // itself, or something that it rests on
    struct qg_contrast_changes changes; // of its own
    struct {
        QG_VEC(uint32_t) items;
    } calls; // pairs that differ, each once
};

struct qg_contrast {
    struct qg_contrast_side side[QG_SIDES];
    struct qg_arena arena;                   // texts
    QG_VEC(struct qg_contrast_pair *) pairs; // owned one by one
    struct qg_table known;                   // two functions -> their pair
    bool failed;                             // memory ran out; sticks
};

void qg_contrast_init(struct qg_contrast *c, struct qg_contrast_side before,
                      struct qg_contrast_side after);
void qg_contrast_free(struct qg_contrast *c);

// The pair of two functions, compared once; NULL when memory is out.
const struct qg_contrast_pair *qg_contrast_functions(struct qg_contrast *c, int32_t before,
                                                     int32_t after);

// A text kept in the arena; failure is remembered.
struct qg_str qg_contrast_keep(struct qg_contrast *c, struct qg_text *text);

// ---- contrast_value.c --------------------------------------------------------------------------

// Whether what two nodes of one kind name is the same: all but operands, variables and calls.
// *is_value says, where it is not, that the difference is one of values alone.
bool qg_contrast_plain(const struct qg_contrast *c, const struct qg_node *a,
                       const struct qg_node *b, bool *is_value);

// Spells out the value of a node of side `side`.
void qg_contrast_value(const struct qg_contrast *c, int side, const struct qg_node *node,
                       struct qg_text *out);

// Whether two shapes are the same by their names.
bool qg_contrast_shape(const struct qg_contrast *c, struct qg_shape a, struct qg_shape b);

#endif
