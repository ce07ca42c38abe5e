// SPDX-License-Identifier: Apache-2.0
//
// The codes of this floor's diagnostics by name, so that a code is spelt out in one place only.
#ifndef QG_GRAMMAR_CODES_H
#define QG_GRAMMAR_CODES_H

#include "diag.h"

enum qg_grammar_code {
#define QG_GRAMMAR_CODE(name, code, title) QG_CODE_##name,
#include "grammar_codes.def"
#undef QG_GRAMMAR_CODE
    QG_GRAMMAR_CODE_COUNT,
};

// "E0101" and a title in lower case, both in static storage.
const char *qg_grammar_code(enum qg_grammar_code code);
const char *qg_grammar_title(enum qg_grammar_code code);

// Reports an error with one of these codes; as qg_diag_add otherwise.
#define qg_grammar_error(diags, code, span, ...)                                                   \
    qg_diag_add(diags, QG_ERROR, qg_grammar_code(code), span, __VA_ARGS__)

#endif
