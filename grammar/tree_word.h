// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree (tree.h): what all of it is made of, lists, names, and texts in three languages.
#ifndef QG_TREE_WORD_H
#define QG_TREE_WORD_H

#include "lang.h"
#include "source.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>

// A list of nodes that are linked by their own `next`. Append through `last`; read from `first`.
#define QG_TREE_LIST(list, node)                                                                   \
    struct list {                                                                                  \
        struct node *first, *last; /* NULL when empty */                                           \
        uint32_t count;                                                                            \
    }

// A word as written. `text` is a slice of the source and is empty where an optional name is absent.
struct qg_name {
    struct qg_str text;
    struct qg_span span;
    struct qg_name *next; // in a list of names
};

QG_TREE_LIST(qg_names, qg_name);

static inline bool qg_name_given(const struct qg_name *name) {
    return name->text.len != 0;
}

// ---- Texts in three languages ----------------------------------------------------------------

// A message is literal pieces and holes in turn: "Served on {notice.served_on}" is a piece with
// text and a piece with an expression.
struct qg_piece_syntax {
    struct qg_str text;   // decoded; empty for a hole
    struct qg_expr *hole; // NULL for a literal piece
    struct qg_span span;
    struct qg_piece_syntax *next;
};

struct qg_message_syntax {
    struct qg_piece_syntax *first, *last; // NULL for the empty string ""
    uint32_t count;
    struct qg_span span; // of all adjacent strings together
};

// LANGS: `en "…" ru "…" kk "…"`, any of which may be missing (NULL).
struct qg_langs {
    struct qg_message_syntax *in[QG_LANGS]; // by enum qg_lang
    struct qg_span span;                    // of the whole; QG_SPAN_NONE when none was written
};

#endif
