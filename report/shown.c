// SPDX-License-Identifier: Apache-2.0

#include "shown.h"

#include "utf8.h"

static bool turns_direction(uint32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
           c == 0x200F || c == 0x061C;
}

static bool is_unsafe(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           turns_direction(c);
}

void qg_shown_add(struct qg_text *out, struct qg_str s) {
    const char *end = s.at + s.len;
    for (const char *p = s.at; p < end;) {
        const char *from = p;
        uint32_t c = qg_utf8_decode(&p, end);
        if (c == QG_UTF8_REPLACEMENT && p - from == 1)
            qg_text_printf(out, "\\x%02x", (unsigned)(unsigned char)*from);
        else if (is_unsafe(c))
            qg_text_printf(out, "\\u{%x}", (unsigned)c);
        else
            qg_text_add(out, (struct qg_str){from, (size_t)(p - from)});
    }
}
