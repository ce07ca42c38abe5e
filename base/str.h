// SPDX-License-Identifier: Apache-2.0
//
// A string as a pointer and a length: a view into bytes that somebody else owns. Names and texts
// are slices of a source, of an arena or of a record, so nothing is copied merely to be ended by
// a NUL, and a NUL inside is a byte like any other. The bytes are not known to be valid UTF-8.
#ifndef QG_STR_H
#define QG_STR_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct qg_str {
    const char *at; // not owned; may be NULL when len is 0
    size_t len;     // in bytes
};

// A string literal as a view.
#define QG_STR(literal) ((struct qg_str){"" literal "", sizeof(literal) - 1})

// The same, where only a constant initialiser is allowed (static tables).
#define QG_STR_INIT(literal)                                                                       \
    { "" literal "", sizeof(literal) - 1 }

// The two arguments that print a view with "%.*s".
#define QG_STR_ARG(s) qg_str_precision(s), ((s).at != NULL ? (s).at : "")

// The length of `s` as printf wants it, cut where an int ends.
static inline int qg_str_precision(struct qg_str s) {
    return s.len > INT_MAX ? INT_MAX : (int)s.len;
}

// A view of a NUL-terminated string; NULL gives the empty view.
static inline struct qg_str qg_str_of(const char *z) {
    return (struct qg_str){z, z != NULL ? strlen(z) : 0};
}

static inline bool qg_str_equal(struct qg_str a, struct qg_str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

// Order by bytes, which for UTF-8 is the order of code points. Negative, zero or positive.
static inline int qg_str_compare(struct qg_str a, struct qg_str b) {
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared == 0 ? 0 : memcmp(a.at, b.at, shared);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool qg_str_starts(struct qg_str s, struct qg_str prefix) {
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.at, prefix.at, prefix.len) == 0);
}

// Whether `part` stands somewhere in `s`; the empty one does.
static inline bool qg_str_contains(struct qg_str s, struct qg_str part) {
    for (size_t i = 0; i + part.len <= s.len; i++)
        if (part.len == 0 || memcmp(s.at + i, part.at, part.len) == 0)
            return true;
    return false;
}

// The bytes [from, to) of `s`; both ends are brought into the string first, so that no pair of
// numbers can reach outside of it.
static inline struct qg_str qg_str_slice(struct qg_str s, size_t from, size_t to) {
    if (to > s.len)
        to = s.len;
    if (from >= to)
        return (struct qg_str){s.at, 0};
    return (struct qg_str){s.at + from, to - from};
}

#endif
