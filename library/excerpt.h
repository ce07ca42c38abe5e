// SPDX-License-Identifier: Apache-2.0
//
// Policy text on one line, for quoting an expression or an expectation within a sentence.

#ifndef QG_EXCERPT_H
#define QG_EXCERPT_H

#include "str.h"
#include "text.h"

// Appends policy text with its white space made single and its comments left out; what stands in
// quotes stays as it is.
void qg_excerpt_add(struct qg_text *out, struct qg_str policy_text);

#endif
