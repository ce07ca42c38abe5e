// SPDX-License-Identifier: Apache-2.0
//
// Messages of rules, filled in with the facts of one instance, in one language. A message never
// influences an outcome: it is made when the outcome is known.

#ifndef QG_MESSAGE_H
#define QG_MESSAGE_H

#include "machine.h"
#include "text.h"

// Appends message `at` of the program for the chain `args`, in language `lang`; in English where
// it has no text in that language; nothing if `at` is QG_NONE.
void qg_message_add(struct qg_machine *m, int32_t at, const struct qg_value *args, int lang,
                    struct qg_text *out);

// Appends a value as a reader of `lang` writes it: dates 2023-03-30 or 30.03.2023, truth in words,
// "not recorded" for what is unknown.
void qg_value_add(const struct qg_record *record, struct qg_shape shape, struct qg_value value,
                  int lang, struct qg_text *out);

#endif
