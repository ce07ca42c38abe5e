// SPDX-License-Identifier: Apache-2.0
//
// How a syntax error is told: what stands there, and what could have stood there, in a few words
// that a lawyer knows. Bison hands over a set of tokens; a set that amounts to "an expression" or
// "a clause" is called that instead of being listed.
#ifndef QG_SYNTAX_ERROR_H
#define QG_SYNTAX_ERROR_H

#include "build.h"

#include <stdbool.h>

// More tokens than the language has.
#define QG_TOKEN_LIMIT 256

struct qg_token_set {
    bool has[QG_TOKEN_LIMIT]; // by token number
};

void qg_token_set_add(struct qg_token_set *set, int token);

// Reports E0101 at `span`, where `found` stands; uses `expected` up.
void qg_syntax_error(struct qg_parser *p, int found, struct qg_span span,
                     struct qg_token_set *expected);

#endif
