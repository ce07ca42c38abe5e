// SPDX-License-Identifier: Apache-2.0
//
// The pointers are sorted so that those which go the same way stand together. A walk over the text
// takes along, from value to value, the group of those that lead through it.
#include "locate.h"

#include "json.h"
#include "record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct walk {
    struct qg_json json;
    const char *start;   // of the text
    uint32_t left;       // of how many the value was not met yet
    struct qg_text step; // a key as a pointer writes it, where the text does not
};

// Pointers that agree in their first `len` bytes.
struct group {
    struct qg_sought *first, *end;
    size_t len;
};

// ---- Order ------------------------------------------------------------------------------------

// As bytes, but for the slash: it comes first, so that what goes through a value follows it.
static int rank(char c) {
    return c == '/' ? -1 : (unsigned char)c;
}

static int by_pointer(const void *left, const void *right) {
    const struct qg_str *a = &((const struct qg_sought *)left)->pointer;
    const struct qg_str *b = &((const struct qg_sought *)right)->pointer;
    size_t i = 0;
    while (i < a->len && i < b->len && a->at[i] == b->at[i])
        i++;
    if (i == a->len || i == b->len)
        return (a->len > b->len) - (a->len < b->len);
    return rank(a->at[i]) - rank(b->at[i]);
}

// How the step of a pointer behind its first `from` bytes compares with another.
static int compare_step(struct qg_str pointer, size_t from, struct qg_str step) {
    struct qg_str rest = qg_str_slice(pointer, from + 1, pointer.len);
    size_t i = 0;
    while (i < rest.len && i < step.len && rest.at[i] == step.at[i])
        i++;
    int a = i < rest.len ? rank(rest.at[i]) : -1, b = i < step.len ? rank(step.at[i]) : -1;
    return a - b;
}

// The first of the group whose next step is not before `step`; with `behind`, not before or at it.
static struct qg_sought *bound(const struct group *group, struct qg_str step, bool behind) {
    struct qg_sought *low = group->first, *high = group->end;
    while (low < high) {
        struct qg_sought *middle = low + (high - low) / 2;
        if (compare_step(middle->pointer, group->len, step) < (behind ? 1 : 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// Those of the group whose next step is `step`; none of the group may end with it.
static struct group through(const struct group *group, struct qg_str step) {
    return (struct group){bound(group, step, false), bound(group, step, true),
                          group->len + 1 + step.len};
}

// ---- The walk ---------------------------------------------------------------------------------

// Notes that the group has come as far as the value at `p`; takes those out that end here.
static void arrive(struct walk *w, struct group *group, const char *key, const char *p) {
    for (struct qg_sought *s = group->first; s < group->end; s++) {
        s->key = (size_t)(key - w->start);
        s->value = (size_t)(p - w->start);
        s->reached = group->len;
    }
    for (; group->first < group->end && group->first->pointer.len == group->len; group->first++)
        w->left--;
}

static const char *value(struct walk *w, const char *key, const char *p, struct group group,
                         uint32_t depth);

// The value at `p`, which `step` leads to.
static const char *step_into(struct walk *w, const char *key, const char *p,
                             const struct group *around, struct qg_str step, uint32_t depth) {
    struct group group = through(around, step);
    bool again = group.first < group.end && group.first->reached >= group.len;
    if (group.first == group.end || again || p >= w->json.end)
        return qg_json_value(&w->json, p, 0);
    return value(w, key, p, group, depth + 1);
}

// The key as a pointer writes it: most are written so in the text.
static struct qg_str step_of(struct walk *w, struct qg_str key, bool escaped) {
    bool special = memchr(key.at, '~', key.len) != NULL || memchr(key.at, '/', key.len) != NULL;
    if (!escaped && !special)
        return key;
    struct qg_text plain = {0};
    if (escaped)
        qg_json_unescape(key, &plain);
    qg_text_clear(&w->step);
    qg_pointer_add(&w->step, escaped ? qg_text_str(&plain) : key);
    qg_text_free(&plain);
    return qg_str_slice(qg_text_str(&w->step), 1, w->step.len);
}

static const char *members(struct walk *w, const char *p, const struct group *group,
                           uint32_t depth) {
    for (p = qg_json_space(p + 1); *p == '"'; p = qg_json_space(p + 1)) {
        const char *key = p;
        bool escaped;
        p = qg_json_string(&w->json, p + 1, &escaped);
        if (p == NULL)
            return NULL;
        struct qg_str name = {key + 1, (size_t)(p - key) - 2};
        p = qg_json_space(p);
        if (*p != ':')
            return NULL;
        p = step_into(w, key, qg_json_space(p + 1), group, step_of(w, name, escaped), depth);
        if (p == NULL || w->left == 0)
            return NULL;
        p = qg_json_space(p);
        if (*p != ',')
            break;
    }
    return *p == '}' ? p + 1 : NULL;
}

static const char *elements(struct walk *w, const char *p, const struct group *group,
                            uint32_t depth) {
    p = qg_json_space(p + 1);
    for (uint64_t index = 0; *p != ']'; index++) {
        char step[24];
        size_t len = (size_t)snprintf(step, sizeof step, "%" PRIu64, index);
        p = step_into(w, p, p, group, (struct qg_str){step, len}, depth);
        if (p == NULL || w->left == 0)
            return NULL;
        p = qg_json_space(p);
        if (*p == ',')
            p = qg_json_space(p + 1);
        else if (*p != ']')
            return NULL;
    }
    return p + 1;
}

// Goes through the value at `p` with those that lead there; to its end, or NULL where there is none
// or nothing is left to be found. The recursion is as deep as the pointers are long, and no deeper
// than records may nest.
static const char *value(struct walk *w, const char *key, const char *p, struct group group,
                         uint32_t depth) {
    arrive(w, &group, key, p);
    if (w->left == 0)
        return NULL;
    if (group.first == group.end || (*p != '{' && *p != '[') || depth >= QG_JSON_DEPTH_LIMIT)
        return qg_json_value(&w->json, p, 0);
    return *p == '{' ? members(w, p, &group, depth) : elements(w, p, &group, depth);
}

void qg_locate_all(struct qg_str text, struct qg_sought *sought, uint32_t count) {
    if (text.len == 0 || count == 0) // no places in no text, and no text that nobody looks for
        return;
    struct walk w = {.json = {.end = text.at + text.len}, .start = text.at, .left = count};
    const char *first = qg_json_space(text.at);
    if (count > 1)
        qsort(sought, count, sizeof *sought, by_pointer);
    value(&w, first, first, (struct group){sought, sought + count, 0}, 0);
    qg_text_free(&w.step);
}

static struct qg_sought locate_one(struct qg_str text, struct qg_str pointer) {
    struct qg_sought one = {.pointer = pointer};
    qg_locate_all(text, &one, 1);
    return one;
}

size_t qg_locate(struct qg_str text, struct qg_str pointer) {
    return locate_one(text, pointer).value;
}

size_t qg_locate_key(struct qg_str text, struct qg_str pointer) {
    return locate_one(text, pointer).key;
}

struct qg_place qg_locate_place(struct qg_str text, struct qg_place at, size_t from,
                                size_t offset) {
    size_t end = offset < text.len ? offset : text.len, start = from < end ? from : end;
    return qg_place_after(at, text.at + start, end - start);
}
