// SPDX-License-Identifier: Apache-2.0
#include "check_codes.h"

static const struct {
    const char *text, *title;
} codes[] = {
#define QG_CODE(name, code, title) {code, title},
#include "compiler_codes.def"
#undef QG_CODE
};

const char *qg_code_text(enum qg_code code) {
    return codes[code].text;
}

const char *qg_code_title(enum qg_code code) {
    return codes[code].title;
}

enum qg_level qg_code_level(enum qg_code code) {
    return codes[code].text[0] == 'W' ? QG_WARNING : QG_ERROR;
}
