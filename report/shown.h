// SPDX-License-Identifier: Apache-2.0
//
// Text of a stranger on its way to a terminal. A record may hold anything, and a terminal obeys
// what it is sent: so what could move the cursor, change a colour, turn the writing direction or
// break the line is shown as an escape.

#ifndef QG_SHOWN_H
#define QG_SHOWN_H

#include "text.h"

// Appends `s`: a byte that is not UTF-8 as \xHH, a control or direction character as \u{HEX}.
void qg_shown_add(struct qg_text *out, struct qg_str s);

#endif
