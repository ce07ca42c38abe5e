// SPDX-License-Identifier: Apache-2.0
//
// JSON that jansson has read. Where it has no memory for a piece of a text it goes on behind that
// piece, and may come to an end with a value that lacks it; only the C library's errno still tells
// (jansson 2.14, strbuffer_append_byte as lex_save calls it).
#ifndef QG_LOADED_H
#define QG_LOADED_H

#include <errno.h>
#include <jansson.h>
#include <stddef.h>

// To be called right before a text is read.
static inline void qg_load_begin(void) {
    errno = 0;
}

// What was read, if it is all of it; else NULL, and out_of_memory is the code in `error` (which may
// be NULL). Takes `value` over.
static inline json_t *qg_loaded(json_t *value, json_error_t *error) {
    if (errno != ENOMEM)
        return value;
    json_decref(value);
    if (error != NULL)
        error->text[JSON_ERROR_TEXT_LENGTH - 1] = json_error_out_of_memory;
    return NULL;
}

// json_loadb, but of a text that is read whole or not at all.
static inline json_t *qg_load_json(const char *at, size_t len, size_t flags, json_error_t *error) {
    qg_load_begin();
    return qg_loaded(json_loadb(at, len, flags, error), error);
}

#endif
