// SPDX-License-Identifier: Apache-2.0

#include "excerpt.h"

static bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// Where a string that begins at `at` ends, or the text if it does not.
static size_t behind_string(struct qg_str s, size_t at) {
    for (at++; at < s.len && s.at[at] != '"'; at++)
        if (s.at[at] == '\\')
            at++;
    return at < s.len ? at + 1 : s.len;
}

static size_t behind_blank(struct qg_str s, size_t at) {
    while (at < s.len && (is_blank(s.at[at]) || s.at[at] == '#')) {
        if (s.at[at] == '#')
            while (at < s.len && s.at[at] != '\n')
                at++;
        else
            at++;
    }
    return at;
}

void qg_excerpt_add(struct qg_text *out, struct qg_str policy_text) {
    const struct qg_str s = policy_text;
    size_t first = behind_blank(s, 0);
    for (size_t at = first; at < s.len;) {
        size_t next = behind_blank(s, at);
        if (next == at)
            next = s.at[at] == '"' ? behind_string(s, at) : at + 1;
        else if (next < s.len)
            qg_text_char(out, ' ');
        if (!is_blank(s.at[at]) && s.at[at] != '#')
            qg_text_add(out, qg_str_slice(s, at, next));
        at = next;
    }
}
