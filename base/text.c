// SPDX-License-Identifier: Apache-2.0
#include "text.h"

#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool fail(struct qg_text *text) {
    text->failed = true;
    return false;
}

static bool grow(struct qg_text *text, size_t needed) {
    size_t cap = text->cap < 64 ? 64 : text->cap;
    while (cap < needed)
        cap += cap / 2;
    char *at = realloc(text->at, cap);
    if (at == NULL)
        return fail(text);
    text->at = at;
    text->cap = cap;
    text->at[text->len] = '\0';
    return true;
}

bool qg_text_reserve(struct qg_text *text, size_t more) {
    if (text->failed)
        return false;
    if (more > PTRDIFF_MAX / 2 - text->len)
        return fail(text);
    size_t needed = text->len + more + 1;
    return needed <= text->cap || grow(text, needed);
}

void qg_text_fill(struct qg_text *text, char c, size_t count) {
    if (!qg_text_reserve(text, count))
        return;
    memset(text->at + text->len, c, count);
    text->len += count;
    text->at[text->len] = '\0';
}

// Reports are full of numbers, and printf takes its time over each.
void qg_text_number(struct qg_text *text, int64_t number) {
    char digits[20]; // of 2^63 and its sign
    char *first = digits + sizeof digits;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--first = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0)
        *--first = '-';
    qg_text_add(text, (struct qg_str){first, (size_t)(digits + sizeof digits - first)});
}

void qg_text_codepoint(struct qg_text *text, uint32_t codepoint) {
    char bytes[4];
    int len = qg_utf8_encode(bytes, codepoint);
    qg_text_add(text, (struct qg_str){bytes, (size_t)len});
}

// Prints into the room there is and returns the length that all of it takes, or a negative number.
QG_PRINTF(2, 0)
static int print(struct qg_text *text, const char *format, va_list arguments) {
    return vsnprintf(text->at + text->len, text->cap - text->len, format, arguments);
}

void qg_text_printf(struct qg_text *text, const char *format, ...) {
    va_list arguments;
    if (!qg_text_reserve(text, 0))
        return;
    va_start(arguments, format);
    int len = print(text, format, arguments);
    va_end(arguments);
    if (len < 0) {
        text->at[text->len] = '\0';
        fail(text);
        return;
    }
    if ((size_t)len >= text->cap - text->len) {
        text->at[text->len] = '\0';
        if (!qg_text_reserve(text, (size_t)len))
            return;
        va_start(arguments, format);
        print(text, format, arguments);
        va_end(arguments);
    }
    text->len += (size_t)len;
}

void qg_text_clear(struct qg_text *text) {
    text->len = 0;
    if (text->at != NULL)
        text->at[0] = '\0';
}

void qg_text_free(struct qg_text *text) {
    free(text->at);
    *text = (struct qg_text){0};
}
