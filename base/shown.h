// SPDX-License-Identifier: Apache-2.0
//
// Text that nobody vouches for, made safe to show on a terminal: what would move the cursor, turn
// the direction of writing or hide itself is spelled out instead.
#ifndef QG_SHOWN_H
#define QG_SHOWN_H

#include "text.h"

// Moves over one code point and gives the number of columns it is shown in; where `out` is not
// NULL, shows it: a byte that is not UTF-8 as \xHH, a control or direction character as \u{HEX}.
size_t qg_shown_next(struct qg_text *out, const char **at, const char *end);

// Appends all of `s` so.
void qg_shown_add(struct qg_text *out, struct qg_str s);

#endif
