// SPDX-License-Identifier: Apache-2.0
#include "tame.h"

#include "hash.h"
#include "json.h"

#include <stdlib.h>
#include <string.h>

// Digits that surely fit 64 bits, and characters of a real that surely fits a double.
enum { SAFE_DIGITS = 18, SAFE_REAL = 18 };

// A walk over the tokens, with no more of the grammar than is needed to know a key from a value.
struct tokens {
    struct qg_tame *tame;
    struct qg_json json;
    uint32_t depth;
    bool in_object[QG_JSON_DEPTH_LIMIT + 1]; // by depth
    uint32_t first_key[QG_JSON_DEPTH_LIMIT + 1];
    bool key_due;
};

static void repair(struct qg_tame *tame, enum qg_tamed_kind kind, size_t offset, size_t len) {
    if (!qg_vec_push(&tame->made, (struct qg_tamed){kind, offset, len}))
        tame->failed = true;
}

// The string with its quotes at `offset`, without them and without escapes.
static void plain_key(struct qg_str text, size_t offset, size_t len, struct qg_text *out) {
    qg_text_clear(out);
    qg_json_unescape((struct qg_str){text.at + offset + 1, len - 2}, out);
}

static bool is_awkward(struct qg_str key) {
    return key.len > 0 && (key.at[0] == '\x01' || memchr(key.at, '\0', key.len) != NULL);
}

static void note_key(struct qg_tame *tame, size_t offset, size_t len) {
    struct qg_text key = {0};
    plain_key(tame->original, offset, len, &key);
    uint64_t hash = qg_hash(key.at, key.len, tame->seed);
    if (key.failed || !qg_vec_push(&tame->keys, (struct qg_tame_key){hash, offset, len}))
        tame->failed = true;
    else if (is_awkward(qg_text_str(&key)))
        repair(tame, QG_TAMED_KEY, offset, len);
    qg_text_free(&key);
}

static int by_hash(const void *left, const void *right) {
    const struct qg_tame_key *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static void compare(struct qg_tame *tame, const struct qg_tame_key *a,
                    const struct qg_tame_key *b) {
    struct qg_text first = {0}, second = {0};
    plain_key(tame->original, a->offset, a->len, &first);
    plain_key(tame->original, b->offset, b->len, &second);
    tame->failed = tame->failed || first.failed || second.failed;
    if (qg_str_equal(qg_text_str(&first), qg_text_str(&second)))
        repair(tame, QG_TAMED_SECOND_KEY, b->offset, b->len);
    qg_text_free(&first);
    qg_text_free(&second);
}

// An object ends: its keys are compared and forgotten.
static void settle_keys(struct qg_tame *tame, uint32_t first) {
    uint32_t count = tame->keys.len - first;
    if (count > 1) {
        struct qg_tame_key *keys = tame->keys.at + first;
        qsort(keys, count, sizeof *keys, by_hash);
        for (uint32_t i = 1; i < count; i++) {
            if (keys[i].hash == keys[i - 1].hash)
                compare(tame, &keys[i - 1], &keys[i]);
        }
    }
    tame->keys.len = first;
}

static const char *open_bracket(struct tokens *t, const char *p) {
    if (t->depth >= QG_JSON_DEPTH_LIMIT) {
        t->tame->too_deep = p;
        return NULL;
    }
    t->depth++;
    t->in_object[t->depth] = t->key_due = *p == '{';
    t->first_key[t->depth] = t->tame->keys.len;
    return p + 1;
}

static const char *close_bracket(struct tokens *t, const char *p) {
    if (t->depth == 0)
        return NULL;
    if (t->in_object[t->depth])
        settle_keys(t->tame, t->first_key[t->depth]);
    t->depth--;
    t->key_due = false;
    return p + 1;
}

static const char *string_token(struct tokens *t, const char *p) {
    const char *after = qg_json_string(&t->json, p + 1, NULL);
    if (after != NULL && t->key_due)
        note_key(t->tame, (size_t)(p - t->tame->original.at), (size_t)(after - p));
    t->key_due = false;
    return after;
}

static const char *number_token(struct tokens *t, const char *p) {
    const char *after = qg_json_number(&t->json, p);
    if (after == NULL)
        return NULL;
    size_t offset = (size_t)(p - t->tame->original.at), len = (size_t)(after - p);
    bool exponent = memchr(p, 'e', len) != NULL || memchr(p, 'E', len) != NULL;
    bool whole = !exponent && memchr(p, '.', len) == NULL;
    if (whole && len > SAFE_DIGITS)
        repair(t->tame, QG_TAMED_WHOLE, offset, len);
    else if (!whole && (exponent || len > SAFE_REAL))
        repair(t->tame, QG_TAMED_REAL, offset, len);
    return after;
}

static const char *token(struct tokens *t, const char *p) {
    switch (*p) {
    case '"':
        return string_token(t, p);
    case '{':
    case '[':
        return open_bracket(t, p);
    case '}':
    case ']':
        return close_bracket(t, p);
    case ',':
        t->key_due = t->in_object[t->depth];
        return p + 1;
    default:
        return *p == '-' || (*p >= '0' && *p <= '9') ? number_token(t, p) : p + 1;
    }
}

static int by_offset(const void *left, const void *right) {
    const struct qg_tamed *a = left, *b = right;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return (a->kind < b->kind) - (a->kind > b->kind); // the second key before the awkward one
}

// A number goes between spaces: what it was written next to, as in 1-2.5e3, must not become a part
// of it.
static void add_repair(struct qg_tame *tame, uint32_t index) {
    enum qg_tamed_kind kind = tame->made.at[index].kind;
    if (kind == QG_TAMED_WHOLE)
        qg_text_addz(&tame->text, " -1 ");
    else if (kind == QG_TAMED_REAL)
        qg_text_addz(&tame->text, " 0.5 ");
    else
        qg_text_printf(&tame->text, "\"\\u0001%u\"", index);
}

// A NUL byte, which no JSON text holds, is stepped over by jansson; another control character that
// is as wrong is not.
static void expose_nuls(struct qg_text *text) {
    char *p = text->at, *end = p + text->len;
    while (p < end && (p = memchr(p, '\0', (size_t)(end - p))) != NULL)
        *p++ = '\x01';
}

// Writes the text anew with the repairs in it.
static void apply(struct qg_tame *tame) {
    size_t done = 0;
    if (tame->made.len > 0)
        qsort(tame->made.at, tame->made.len, sizeof *tame->made.at, by_offset);
    for (uint32_t i = 0; i < tame->made.len; i++) {
        const struct qg_tamed *made = &tame->made.at[i];
        if (made->offset < done) // a second repair of the same key
            continue;
        qg_text_add(&tame->text, qg_str_slice(tame->original, done, made->offset));
        add_repair(tame, i);
        done = made->offset + made->len;
    }
    qg_text_add(&tame->text, qg_str_slice(tame->original, done, tame->original.len));
    tame->failed = tame->failed || tame->text.failed;
    if (!tame->failed && tame->text.len > 0)
        expose_nuls(&tame->text);
}

void qg_tame(struct qg_tame *out, struct qg_str text, uint64_t seed) {
    *out = (struct qg_tame){.original = text, .seed = seed};
    struct tokens t = {.tame = out, .json = {.end = text.at + text.len}};
    const char *p = qg_json_space(text.at);
    while (p != NULL && p < t.json.end && !out->failed) {
        p = token(&t, p);
        if (p != NULL)
            p = qg_json_space(p);
    }
    apply(out);
}

void qg_tame_free(struct qg_tame *tame) {
    qg_text_free(&tame->text);
    qg_vec_free(&tame->made);
    qg_vec_free(&tame->keys);
}

const struct qg_tamed *qg_tame_find(const struct qg_tame *tame, struct qg_str key) {
    uint64_t index = 0;
    if (key.len < 2 || key.len > 11 || key.at[0] != '\x01')
        return NULL;
    for (size_t i = 1; i < key.len; i++) {
        if (key.at[i] < '0' || key.at[i] > '9')
            return NULL;
        index = index * 10 + (uint64_t)(key.at[i] - '0');
    }
    return index < tame->made.len ? &tame->made.at[index] : NULL;
}

void qg_tame_name(const struct qg_tame *tame, const struct qg_tamed *made, struct qg_text *out) {
    plain_key(tame->original, made->offset, made->len, out);
}
