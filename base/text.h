// SPDX-License-Identifier: Apache-2.0
//
// A text that is built by appending. A failure sticks: after the first allocation that is refused
// every call does nothing, and the caller asks `failed` once, when the text is complete. What
// stands in a failed text is a beginning of what was meant, not to be shown.
#ifndef QG_TEXT_H
#define QG_TEXT_H

#include "str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__)
#define QG_PRINTF(string, first) __attribute__((format(printf, string, first)))
#else
#define QG_PRINTF(string, first)
#endif

// A zeroed one is an empty text.
struct qg_text {
    char *at;    // owned; NULL while nothing was added, else always a NUL after `len` bytes
    size_t len;  // bytes, the NUL not counted
    size_t cap;  // bytes allocated
    bool failed; // memory ran out at some point; sticks until free
};

// What was built so far; good until the next call that adds.
static inline struct qg_str qg_text_str(const struct qg_text *text) {
    return (struct qg_str){text->at, text->len};
}

// Makes room for `more` further bytes, for callers that write into at + len themselves and then
// raise `len` and set the NUL again. False (and failed) when memory is out.
bool qg_text_reserve(struct qg_text *text, size_t more);

// Reports are made of short pieces, mostly of the program's own text, whose lengths the compiler
// knows: hence these stand here.
static inline void qg_text_add(struct qg_text *text, struct qg_str s) {
    if ((text->failed || text->cap - text->len <= s.len) && !qg_text_reserve(text, s.len))
        return;
    if (s.len > 0)
        memcpy(text->at + text->len, s.at, s.len);
    text->len += s.len;
    text->at[text->len] = '\0';
}

static inline void qg_text_addz(struct qg_text *text, const char *z) {
    qg_text_add(text, (struct qg_str){z, strlen(z)});
}

static inline void qg_text_char(struct qg_text *text, char c) {
    qg_text_add(text, (struct qg_str){&c, 1});
}

void qg_text_fill(struct qg_text *text, char c, size_t count);
void qg_text_number(struct qg_text *text, int64_t number);

// Appends the code point as UTF-8; U+FFFD stands in for what is no code point.
void qg_text_codepoint(struct qg_text *text, uint32_t codepoint);

void qg_text_printf(struct qg_text *text, const char *format, ...) QG_PRINTF(2, 3);

// Empties the text, keeping the memory. A failure sticks: what is asked once, at the end, is
// whether all that went through the text was whole.
void qg_text_clear(struct qg_text *text);

// Gives the memory back; the text is then empty and may be used again.
void qg_text_free(struct qg_text *text);

#endif
