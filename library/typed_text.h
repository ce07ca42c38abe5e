// SPDX-License-Identifier: Apache-2.0
//
// What a checked text says, as it was written: messages with their holes. For texts that are read
// and compared; the program's own messages are filled in by the checker.
#ifndef QG_TYPED_TEXT_H
#define QG_TYPED_TEXT_H

#include "text.h"
#include "typed.h"

// Appends a message in a language, each hole as "{expression}"; nothing for QG_NONE or a language
// that it does not have.
void qg_typed_message(const struct qg_typed *typed, const struct qg_sources *sources,
                      int32_t message, int lang, struct qg_text *out);

#endif
