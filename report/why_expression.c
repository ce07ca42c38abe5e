// SPDX-License-Identifier: Apache-2.0

#include "why_report.h"

// Moves over what lies between two words: white space and comments. True if there was any.
static bool skip(struct qg_str s, size_t *at) {
    size_t from = *at;
    while (*at < s.len) {
        char c = s.at[*at];
        if (c == '#')
            while (*at < s.len && s.at[*at] != '\n')
                ++*at;
        else if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            ++*at;
        else
            break;
    }
    return *at > from;
}

// Takes a text in quotes as it is.
static void quoted(struct qg_str s, size_t *at, struct qg_text *out) {
    size_t from = (*at)++;
    while (*at < s.len && s.at[*at] != '"')
        *at += s.at[*at] == '\\' ? 2 : 1;
    *at = *at < s.len ? *at + 1 : s.len;
    qg_text_add(out, qg_str_slice(s, from, *at));
}

void qg_why_expression(const struct qg_sources *sources, struct qg_span span, struct qg_text *out) {
    struct qg_str s = qg_sources_slice(sources, span);
    size_t at = 0;
    while (at < s.len) {
        if (skip(s, &at) && at < s.len && out->len > 0)
            qg_text_char(out, ' ');
        if (at < s.len && s.at[at] == '"')
            quoted(s, &at, out);
        else if (at < s.len)
            qg_text_char(out, s.at[at++]);
    }
}
