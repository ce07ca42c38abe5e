// SPDX-License-Identifier: Apache-2.0
#include "glob.h"

#include "utf8.h"

bool qg_glob_is_pattern(struct qg_str s) {
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] == '*' || s.at[i] == '?')
            return true;
    return false;
}

// How many bytes the character at `at` has.
static size_t step(struct qg_str s, size_t at) {
    const char *start = s.at + at, *next = start;
    (void)qg_utf8_decode(&next, s.at + s.len);
    return (size_t)(next - start);
}

// After a mismatch it is the last star that takes one character more; earlier ones need not, since
// what stands between two stars was found at the first place it can stand.
bool qg_glob_matches(struct qg_str pattern, struct qg_str s) {
    size_t p = 0, at = 0, star = pattern.len, resume = 0;
    while (at < s.len) {
        char wanted = p < pattern.len ? pattern.at[p] : '\0';
        if (p < pattern.len && wanted == '*') {
            star = p++;
            resume = at;
        } else if (p < pattern.len && wanted == '?') {
            p++;
            at += step(s, at);
        } else if (p < pattern.len && wanted == s.at[at]) {
            p++;
            at++;
        } else if (star < pattern.len) {
            p = star + 1;
            resume += step(s, resume);
            at = resume;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.at[p] == '*')
        p++;
    return p == pattern.len;
}
