// SPDX-License-Identifier: Apache-2.0
#include "built_json.h"

void qg_built_put(bool *failed, json_t *object, struct qg_str key, json_t *value) {
    if (json_object_setn_new(object, key.at, key.len, value) != 0)
        *failed = true;
}

void qg_built_push(bool *failed, json_t *array, json_t *value) {
    if (json_array_append_new(array, value) != 0)
        *failed = true;
}

json_t *qg_built_string(struct qg_str s) {
    return json_stringn(s.at != NULL ? s.at : "", s.len);
}

json_t *qg_built_copy(json_t *value) {
    json_t *copy = json_copy(value);
    if (json_object_size(copy) == json_object_size(value) &&
        json_array_size(copy) == json_array_size(value))
        return copy;
    json_decref(copy);
    return NULL;
}

static int append(const char *at, size_t len, void *user) {
    struct qg_text *out = user;
    qg_text_add(out, (struct qg_str){at, len});
    return out->failed ? -1 : 0;
}

bool qg_built_print(const json_t *root, struct qg_text *out) {
    bool printed = json_dump_callback(root, append, out, JSON_INDENT(2)) == 0;
    qg_text_char(out, '\n');
    return printed && !out->failed;
}
