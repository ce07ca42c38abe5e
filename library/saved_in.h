// SPDX-License-Identifier: Apache-2.0
//
// Members of a saved report, read with distrust: it is a file like any other. What has the wrong
// type is noted once, with the place, and read as nothing; whoever reads asks at the end. Texts are
// those of the JSON, which must stay.
#ifndef QG_SAVED_IN_H
#define QG_SAVED_IN_H

#include "arena.h"
#include "finding.h"
#include "text.h"

#include <jansson.h>

#include <stdbool.h>

struct qg_saved_in {
    struct qg_arena *arena; // of what is made
    struct qg_text problem; // owned; the first thing wrong; empty: nothing
    const char *list;       // where we are: "findings", or NULL
    size_t at;              // which of them
    bool failed;            // memory ran out
};

static inline bool qg_saved_is_bad(const struct qg_saved_in *in) {
    return in->failed || in->problem.len > 0;
}

// Notes that something is wrong with a member, unless something was before.
void qg_saved_wrong(struct qg_saved_in *in, const char *name, const char *how);

// Memory of the arena, zeroed; NULL, with `failed` set, when there is none.
void *qg_saved_room(struct qg_saved_in *in, size_t count, size_t size);

// Members of `object`. Absent or null is nothing: an empty text, 0, false, QG_NONE, no elements.
struct qg_str qg_saved_text(struct qg_saved_in *in, const json_t *object, const char *name);
uint64_t qg_saved_count(struct qg_saved_in *in, const json_t *object, const char *name);
int32_t qg_saved_number(struct qg_saved_in *in, const json_t *object, const char *name);
bool qg_saved_truth(struct qg_saved_in *in, const json_t *object, const char *name);
int32_t qg_saved_day(struct qg_saved_in *in, const json_t *object, const char *name);
const json_t *qg_saved_object(struct qg_saved_in *in, const json_t *object, const char *name);
const json_t *qg_saved_list(struct qg_saved_in *in, const json_t *object, const char *name);
void qg_saved_texts(struct qg_saved_in *in, const json_t *object, const char *name,
                    struct qg_str out[QG_LANGS]);

// A text that reports write as it stands, whatever their format: letters, digits and `.+~-`.
struct qg_str qg_saved_word(struct qg_saved_in *in, const json_t *object, const char *name);

// The place of a member's text among `names` (NULL at the end); anything else is wrong.
int qg_saved_choice(struct qg_saved_in *in, const json_t *object, const char *name,
                    const char *const *names);

// The text of a value that is one.
struct qg_str qg_saved_value(struct qg_saved_in *in, const json_t *value, const char *name);

// An element of `list`, as an object; an empty one where it is none.
const json_t *qg_saved_element(struct qg_saved_in *in, const json_t *list, size_t at,
                               const char *name);

#endif
