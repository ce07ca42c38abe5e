// SPDX-License-Identifier: Apache-2.0
//
// JSON that jansson reads, whole or not at all. Where jansson (2.14) has no memory for a byte of a
// string it goes on behind it, and ends with a value that lacks it. Only errno still tells, until
// the next number sets it back: so it is given one byte at a time, and errno is looked at between.
#ifndef QG_LOADED_H
#define QG_LOADED_H

#include <jansson.h>
#include <stddef.h>

// As json_loadb: NULL with the reason in `error`, which may be NULL.
json_t *qg_load_json(const char *at, size_t len, size_t flags, json_error_t *error);

#endif
