// SPDX-License-Identifier: Apache-2.0
//
// JSON that is built rather than read. A failure sticks: what could not be made is refused where it
// is put in, so whoever builds asks once, at the end. jansson keeps members in the order in which
// they were put in.

#ifndef QG_BUILT_JSON_H
#define QG_BUILT_JSON_H

#include "str.h"
#include "text.h"

#include <jansson.h>

#include <stdbool.h>

// Put `value`, whose reference they take, into an object or at the end of an array. If it is NULL,
// or memory is out, they set *failed.
void qg_built_put(bool *failed, json_t *object, struct qg_str key, json_t *value);
void qg_built_push(bool *failed, json_t *array, json_t *value);

// NULL when memory is out.
json_t *qg_built_string(struct qg_str s);

// As json_copy, but whole or not at all: where jansson (2.14) has no memory for a member it goes on
// without it. NULL when memory is out.
json_t *qg_built_copy(json_t *value);

// Appends `root` on many lines. False when memory is out.
bool qg_built_print(const json_t *root, struct qg_text *out);

#endif
