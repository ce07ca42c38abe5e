// SPDX-License-Identifier: Apache-2.0
#include "locate.h"

#include "json.h"

#include <stdlib.h>

// The next step of a pointer: the text between two slashes, still with ~0 and ~1 in it.
static struct qg_str take_step(struct qg_str *pointer) {
    struct qg_str rest = qg_str_slice(*pointer, 1, pointer->len);
    const char *slash = rest.len == 0 ? NULL : memchr(rest.at, '/', rest.len);
    size_t len = slash == NULL ? rest.len : (size_t)(slash - rest.at);
    *pointer = qg_str_slice(rest, len, rest.len);
    return qg_str_slice(rest, 0, len);
}

// Whether a step names this key.
static bool step_is(struct qg_str step, struct qg_str key) {
    size_t at = 0;
    for (size_t i = 0; i < step.len; i++, at++) {
        char c = step.at[i];
        if (c == '~' && i + 1 < step.len)
            c = step.at[++i] == '1' ? '/' : '~';
        if (at >= key.len || key.at[at] != c)
            return false;
    }
    return at == key.len;
}

static bool key_matches(struct qg_str step, struct qg_str key, bool escaped) {
    if (!escaped)
        return step_is(step, key);
    struct qg_text plain = {0};
    qg_json_unescape(key, &plain);
    bool matches = !plain.failed && step_is(step, qg_text_str(&plain));
    qg_text_free(&plain);
    return matches;
}

// Behind a value: what comes after the comma, or NULL if it was the last one.
static const char *after_comma(const char *p) {
    p = p == NULL ? NULL : qg_json_space(p);
    return p != NULL && *p == ',' ? qg_json_space(p + 1) : NULL;
}

// The value of the member that `step` names in the object at `p`, or NULL; *key is its quote.
static const char *find_member(struct qg_json *json, const char *p, struct qg_str step,
                               const char **key) {
    for (p = qg_json_space(p + 1); p != NULL && *p == '"';) {
        bool escaped;
        const char *after = qg_json_string(json, p + 1, &escaped);
        if (after == NULL)
            return NULL;
        *key = p;
        struct qg_str name = {p + 1, (size_t)(after - p) - 2};
        p = qg_json_space(after);
        if (*p != ':')
            return NULL;
        p = qg_json_space(p + 1);
        if (key_matches(step, name, escaped))
            return p;
        p = after_comma(qg_json_value(json, p, 0));
    }
    return NULL;
}

// The number that a step spells, or -1.
static int64_t step_index(struct qg_str step) {
    int64_t index = 0;
    for (size_t i = 0; i < step.len; i++) {
        if (step.at[i] < '0' || step.at[i] > '9' || i >= 18)
            return -1;
        index = index * 10 + (step.at[i] - '0');
    }
    return step.len == 0 ? -1 : index;
}

static const char *find_element(struct qg_json *json, const char *p, struct qg_str step) {
    int64_t index = step_index(step);
    p = qg_json_space(p + 1);
    if (index < 0 || *p == ']')
        return NULL;
    for (; p != NULL && index > 0; index--)
        p = after_comma(qg_json_value(json, p, 0));
    return p;
}

// The value at `pointer`, or the last one on the way to it; *key is where that member begins.
static const char *follow(struct qg_str text, struct qg_str pointer, const char **key) {
    struct qg_json json = {.end = text.at + text.len};
    const char *value = qg_json_space(text.at);
    *key = value;
    while (pointer.len > 0) {
        struct qg_str step = take_step(&pointer);
        const char *inner = NULL, *begin = NULL;
        if (*value == '{')
            inner = find_member(&json, value, step, &begin);
        else if (*value == '[')
            inner = begin = find_element(&json, value, step);
        if (inner == NULL || inner >= json.end)
            break;
        value = inner;
        *key = begin;
    }
    return value;
}

size_t qg_locate(struct qg_str text, struct qg_str pointer) {
    const char *key;
    return (size_t)(follow(text, pointer, &key) - text.at);
}

size_t qg_locate_key(struct qg_str text, struct qg_str pointer) {
    const char *key;
    follow(text, pointer, &key);
    return (size_t)(key - text.at);
}

struct qg_place qg_locate_place(struct qg_str text, struct qg_place first, size_t offset) {
    return qg_place_after(first, text.at, offset < text.len ? offset : text.len);
}
