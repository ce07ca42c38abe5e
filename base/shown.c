// SPDX-License-Identifier: Apache-2.0
#include "shown.h"

#include "utf8.h"

#include <stdio.h>

static bool turns_direction(uint32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
           c == 0x200F || c == 0x061C;
}

static bool is_hidden(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           turns_direction(c);
}

size_t qg_shown_next(struct qg_text *out, const char **at, const char *end) {
    char escape[16];
    const char *start = *at;
    uint32_t c = qg_utf8_decode(at, end);
    struct qg_str shown = {start, (size_t)(*at - start)};
    size_t columns = 1;
    if (c == QG_UTF8_REPLACEMENT && shown.len == 1)
        columns = (size_t)snprintf(escape, sizeof escape, "\\x%02x", (unsigned char)*start);
    else if (is_hidden(c))
        columns = (size_t)snprintf(escape, sizeof escape, "\\u{%x}", (unsigned)c);
    if (columns > 1)
        shown = (struct qg_str){escape, columns};
    if (out != NULL)
        qg_text_add(out, shown);
    return columns;
}

void qg_shown_add(struct qg_text *out, struct qg_str s) {
    const char *end = s.len > 0 ? s.at + s.len : s.at;
    for (const char *at = s.at; at < end;)
        (void)qg_shown_next(out, &at, end);
}
