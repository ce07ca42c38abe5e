// SPDX-License-Identifier: Apache-2.0
//
// What is known of every kind of token besides its number, which bison gives it: how it is written
// and what kind of word it is. The table is tokens.def.
#ifndef QG_TOKENS_H
#define QG_TOKENS_H

#include "str.h"

enum qg_token_class {
    QG_TOKEN_OTHER, // the end, an error: what is not in the table
    QG_TOKEN_LITERAL,
    QG_TOKEN_MARK,
    QG_TOKEN_HARD,
    QG_TOKEN_SOFT,
};

// The class of a token, by its number.
enum qg_token_class qg_token_class(int token);

// How it is written, or what it is to a person; static storage, empty for QG_TOKEN_OTHER.
const char *qg_token_text(int token);

// Its name in the grammar, like "RULEID"; static storage, never NULL.
const char *qg_token_name(int token);

// The keyword that is written so, or QG_T_NAME.
int qg_token_of_word(struct qg_str word);

// The tokens in the order of the table: the one at `index`, or -1 behind the last.
int qg_token_at(size_t index);

#endif
