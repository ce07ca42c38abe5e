// SPDX-License-Identifier: Apache-2.0
//
// For tests of the formatter: a text and what it means, texts laid out at random.

#ifndef QG_FORMAT_TEXT_H
#define QG_FORMAT_TEXT_H

#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

// The canonical form, appended. False for a text with errors.
bool qg_format_text(struct qg_str text, struct qg_text *out);

// The listing of its tree, appended. False for a text with errors.
bool qg_tree_text(struct qg_str text, struct qg_text *out);

// The same tokens with other white space between them, chosen by `seed`: spaces, line breaks, and
// comments if they are asked for. Where a break may not stand (in a hole of a text) there is none.
// The comments of the text are left out.
void qg_relayout_text(struct qg_str text, uint32_t seed, bool comments, struct qg_text *out);

// Without its empty lines, appended.
void qg_without_blanks(struct qg_str text, struct qg_text *out);

// How many comments it has.
uint32_t qg_comments_of(struct qg_str text);

#endif
