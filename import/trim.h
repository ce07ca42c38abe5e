// SPDX-License-Identifier: Apache-2.0
//
// What people type into cells, compared as people read it: space around a word, more of it between
// two, line breaks within a header, and (for words of an enum) capital letters are no difference.
#ifndef QG_TRIM_H
#define QG_TRIM_H

#include "text.h"

#include <stdbool.h>

// Without white space at either end, no-break spaces included.
struct qg_str qg_trimmed(struct qg_str s);

// Whether two texts are the same but for white space.
bool qg_same_words(struct qg_str a, struct qg_str b);

// Appends `s` in small letters (Latin, Cyrillic with the Kazakh letters), white space made one.
void qg_fold(struct qg_str s, struct qg_text *out);

// Appends the JSON Pointer of a column of JSON: "a.b" is "/a/b".
void qg_column_pointer(struct qg_str column, struct qg_text *out);

#endif
