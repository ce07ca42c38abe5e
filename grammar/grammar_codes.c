// SPDX-License-Identifier: Apache-2.0
#include "grammar_codes.h"

static const struct {
    const char *code, *title;
} codes[] = {
#define QG_GRAMMAR_CODE(name, code, title) {code, title},
#include "grammar_codes.def"
#undef QG_GRAMMAR_CODE
};

const char *qg_grammar_code(enum qg_grammar_code code) {
    return codes[code].code;
}

const char *qg_grammar_title(enum qg_grammar_code code) {
    return codes[code].title;
}
