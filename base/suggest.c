// SPDX-License-Identifier: Apache-2.0
#include "suggest.h"

#include "utf8.h"

#include <stdint.h>

struct word {
    uint32_t at[QG_SUGGEST_LENGTH];
    size_t len;
};

// Code points of a name; false when it is too long.
static bool spell(struct word *out, struct qg_str name) {
    out->len = 0;
    if (name.len == 0)
        return true;
    const char *end = name.at + name.len;
    for (const char *at = name.at; at < end;) {
        if (out->len == QG_SUGGEST_LENGTH)
            return false;
        out->at[out->len++] = qg_utf8_decode(&at, end);
    }
    return true;
}

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool is_swap(const struct word *a, size_t i, const struct word *b, size_t j) {
    return i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1];
}

// Damerau and Levenshtein's distance in the form in which no part is edited twice. rows[k] is the
// row k steps back; cell j is the distance between the first i letters of a and the first j of b.
static size_t distance(const struct word *a, const struct word *b) {
    size_t table[3][QG_SUGGEST_LENGTH + 1];
    for (size_t j = 0; j <= b->len; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= a->len; i++) {
        size_t *row = table[i % 3], *above = table[(i + 2) % 3], *two_above = table[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b->len; j++) {
            size_t replaced = above[j - 1] + (a->at[i - 1] != b->at[j - 1]);
            row[j] = smaller(replaced, smaller(above[j], row[j - 1]) + 1);
            if (is_swap(a, i, b, j))
                row[j] = smaller(row[j], two_above[j - 2] + 1);
        }
    }
    return table[a->len % 3][b->len];
}

// A third of the length, but one mistake is always allowed, as long as something is left right.
static size_t threshold(size_t len) {
    return len < 2 ? 0 : len < 6 ? 1 : len / 3;
}

bool qg_suggest(struct qg_str wanted, const struct qg_str *names, size_t count,
                struct qg_str *out) {
    struct word target, name;
    if (!spell(&target, wanted))
        return false;
    size_t best = threshold(target.len) + 1;
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (qg_str_equal(names[i], wanted) || !spell(&name, names[i]))
            continue;
        size_t d = distance(&target, &name);
        if (d < best || (found && d == best && qg_str_compare(names[i], *out) < 0)) {
            best = d;
            found = true;
            *out = names[i];
        }
    }
    return found;
}
