// SPDX-License-Identifier: Apache-2.0
//
// The diagnostics of this floor by name. The code decides the level: `E…` is an error, `W…` a
// warning. One macro reports, so that no call can pair a message with the wrong code.
#ifndef QG_CHECK_CODES_H
#define QG_CHECK_CODES_H

#include "diag.h"

enum qg_code {
#define QG_CODE(name, code, title) QG_E_##name,
#include "compiler_codes.def"
#undef QG_CODE
    QG_E_LIMIT
};

// "E0201"; static storage.
const char *qg_code_text(enum qg_code code);

// "unknown name"; static storage. For the manual.
const char *qg_code_title(enum qg_code code);

enum qg_level qg_code_level(enum qg_code code);

// Reports one diagnostic and gives it back for labels and a hint (NULL harmlessly, see diag.h).
#define qg_report(list, code, span, ...)                                                           \
    qg_diag_add((list), qg_code_level(code), qg_code_text(code), (span), __VA_ARGS__)

#endif
