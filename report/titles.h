// SPDX-License-Identifier: Apache-2.0
//
// What the policy calls things (types, words of enums, days), numbered, so that a report names each
// once and refers to it by its number. Phrases of the same text are one. The numbers depend on the
// texts alone, not on where in the policy they stand.
#ifndef QG_TITLES_H
#define QG_TITLES_H

#include "program.h"

#include <stdbool.h>

struct qg_titles {
    const struct qg_phrase **at; // owned; each once, in order; the phrases are the program's
    uint32_t count;
};

// False if out of memory.
bool qg_titles_init(struct qg_titles *titles, const struct qg_schema *schema);
void qg_titles_free(struct qg_titles *titles);

// The number of a phrase, or -1 of one that is NULL or says nothing.
int32_t qg_titles_number(const struct qg_titles *titles, const struct qg_phrase *phrase);

#endif
