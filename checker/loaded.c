// SPDX-License-Identifier: Apache-2.0
#include "loaded.h"

#include "str.h"

#include <errno.h>

static size_t feed_byte(void *to, size_t size, void *user) {
    struct qg_str *left = user;
    if (errno == ENOMEM)
        return (size_t)-1;
    if (left->len == 0 || size == 0)
        return 0;
    *(char *)to = *left->at;
    *left = qg_str_slice(*left, 1, left->len);
    return 1;
}

json_t *qg_load_json(const char *at, size_t len, size_t flags, json_error_t *error) {
    struct qg_str left = {at, len};
    errno = 0;
    json_t *value = json_load_callback(feed_byte, &left, flags, error);
    if (errno != ENOMEM)
        return value;
    json_decref(value);
    if (error != NULL) // where json_error_code looks for it
        error->text[JSON_ERROR_TEXT_LENGTH - 1] = json_error_out_of_memory;
    return NULL;
}
