// SPDX-License-Identifier: Apache-2.0
//
// Durations in words, for messages of templates that were given one.
#ifndef QG_SPELL_H
#define QG_SPELL_H

#include "text.h"
#include "tree.h"

// Appends "3 years", "1 год 6 месяцев", "10 жұмыс күні". Whole years are written as years.
void qg_spell_duration(struct qg_text *out, const struct qg_duration *duration, enum qg_lang lang);

#endif
