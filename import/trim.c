// SPDX-License-Identifier: Apache-2.0

#include "trim.h"

#include "record.h"
#include "utf8.h"

enum { NO_BREAK = 0xA0, NARROW_NO_BREAK = 0x202F, BYTE_ORDER_MARK = 0xFEFF };

static bool is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == NO_BREAK || c == NARROW_NO_BREAK ||
           c == BYTE_ORDER_MARK;
}

// How many bytes of white space `s` begins with.
static size_t leading(struct qg_str s) {
    const char *at = s.at, *end = s.at + s.len;
    while (at < end) {
        const char *from = at;
        if (!is_space(qg_utf8_decode(&at, end)))
            return (size_t)(from - s.at);
    }
    return s.len;
}

struct qg_str qg_trimmed(struct qg_str s) {
    if (s.len == 0)
        return s;
    s = qg_str_slice(s, leading(s), s.len);
    const char *at = s.at, *end = s.at + s.len, *last = at;
    while (at < end)
        if (!is_space(qg_utf8_decode(&at, end)))
            last = at;
    return (struct qg_str){s.at, (size_t)(last - s.at)};
}

// The next code point, a run of white space as one space; 0 at the end.
static uint32_t next(struct qg_str *s) {
    if (s->len == 0)
        return 0;
    const char *at = s->at, *end = s->at + s->len;
    uint32_t c = qg_utf8_decode(&at, end);
    *s = (struct qg_str){at, (size_t)(end - at)};
    if (!is_space(c))
        return c;
    *s = qg_str_slice(*s, leading(*s), s->len);
    return ' ';
}

bool qg_same_words(struct qg_str a, struct qg_str b) {
    uint32_t c;
    a = qg_trimmed(a);
    b = qg_trimmed(b);
    do {
        c = next(&a);
        if (c != next(&b))
            return false;
    } while (c != 0 || a.len > 0 || b.len > 0);
    return true;
}

// The small letter of a capital one, as Unicode has it.
static uint32_t small(uint32_t c) {
    if (c >= 'A' && c <= 'Z')
        return c + 32;
    if (c >= 0x410 && c <= 0x42F) // А to Я
        return c + 32;
    if (c >= 0x400 && c <= 0x40F) // Ё, І, …
        return c + 80;
    // Ғ, Қ, Ң, Ү, Ұ, Һ, Ә, Ө, …: the capital is even, the small letter follows
    if ((c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F))
        return c | 1;
    return c;
}

void qg_fold(struct qg_str s, struct qg_text *out) {
    s = qg_trimmed(s);
    while (s.len > 0)
        qg_text_codepoint(out, small(next(&s)));
}

void qg_column_pointer(struct qg_str column, struct qg_text *out) {
    size_t from = 0;
    for (size_t i = 0; i <= column.len; i++) {
        if (i < column.len && column.at[i] != '.')
            continue;
        qg_pointer_add(out, qg_str_slice(column, from, i));
        from = i + 1;
    }
}
