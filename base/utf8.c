// SPDX-License-Identifier: Apache-2.0
#include "utf8.h"

#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

static uint64_t word(const unsigned char *at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

// Steps over ASCII, eight bytes at a time while it lasts.
static const unsigned char *skip_ascii(const unsigned char *at, const unsigned char *end) {
    while (end - at >= 8 && (word(at) & HIGH_BITS) == 0)
        at += 8;
    while (at < end && *at < 0x80)
        at++;
    return at;
}

static bool follows(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

// The second byte carries the rest of the rules: it excludes overlong forms (after E0 and F0),
// surrogates (after ED) and what lies above U+10FFFF (after F4).
static bool second_fits(unsigned char lead, unsigned char second) {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return follows(second);
    }
}

static int length_by_lead(unsigned char lead) {
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// The length of the well-formed sequence at `at`, or 0.
static int sequence(const unsigned char *at, const unsigned char *end) {
    int len = length_by_lead(*at);
    if (len <= 1)
        return len;
    if (end - at < len || !second_fits(at[0], at[1]))
        return 0;
    for (int i = 2; i < len; i++) {
        if (!follows(at[i]))
            return 0;
    }
    return len;
}

// Whether the eight bytes are four letters of two bytes each. A lead byte is C2 to DF: its upper
// three bits are fixed, and of the four below them one is set, which the addition carries to the
// top of the byte.
static bool is_four_pairs(const unsigned char *at) {
    static const unsigned char fixed[8] = {0xE0, 0xC0, 0xE0, 0xC0, 0xE0, 0xC0, 0xE0, 0xC0};
    static const unsigned char wanted[8] = {0xC0, 0x80, 0xC0, 0x80, 0xC0, 0x80, 0xC0, 0x80};
    static const unsigned char free_bits[8] = {0x1E, 0, 0x1E, 0, 0x1E, 0, 0x1E, 0};
    static const unsigned char carry[8] = {0x7E, 0, 0x7E, 0, 0x7E, 0, 0x7E, 0};
    static const unsigned char carried[8] = {0x80, 0, 0x80, 0, 0x80, 0, 0x80, 0};
    uint64_t bytes = word(at);
    return (bytes & word(fixed)) == word(wanted) &&
           (((bytes & word(free_bits)) + word(carry)) & word(carried)) == word(carried);
}

// Steps over letters of two bytes, which is what Cyrillic text consists of.
static const unsigned char *skip_pairs(const unsigned char *at, const unsigned char *end) {
    while (end - at >= 8 && is_four_pairs(at))
        at += 8;
    while (end - at >= 2 && at[0] >= 0xC2 && at[0] <= 0xDF && follows(at[1]))
        at += 2;
    return at;
}

// The first byte that is not part of a well-formed sequence, or `end`.
static const unsigned char *first_bad(const unsigned char *at, const unsigned char *end) {
    while (at < end) {
        at = skip_pairs(skip_ascii(at, end), end);
        if (at == end || *at < 0x80)
            continue;
        int len = sequence(at, end);
        if (len == 0)
            return at;
        at += len;
    }
    return end;
}

bool qg_utf8_valid(const char *at, size_t len, size_t *bad) {
    if (len == 0)
        return true;
    const unsigned char *start = (const unsigned char *)at;
    const unsigned char *stop = first_bad(start, start + len);
    if (stop == start + len)
        return true;
    if (bad != NULL)
        *bad = (size_t)(stop - start);
    return false;
}

uint32_t qg_utf8_decode(const char **at, const char *end) {
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    const unsigned char *bytes = (const unsigned char *)*at;
    int len = sequence(bytes, (const unsigned char *)end);
    *at += len == 0 ? 1 : len;
    if (len == 0)
        return QG_UTF8_REPLACEMENT;
    uint32_t codepoint = bytes[0] & lead_bits[len];
    for (int i = 1; i < len; i++)
        codepoint = codepoint << 6 | (bytes[i] & 0x3Fu);
    return codepoint;
}

size_t qg_utf8_count(const char *at, size_t len) {
    size_t count = 0;
    if (len == 0)
        return 0;
    const unsigned char *next = (const unsigned char *)at, *end = next + len;
    while (next < end) {
        const unsigned char *after = skip_ascii(next, end);
        count += (size_t)(after - next);
        next = skip_pairs(after, end);
        count += (size_t)(next - after) / 2;
        if (next == end || *next < 0x80)
            continue;
        int step = sequence(next, end);
        next += step == 0 ? 1 : step;
        count++;
    }
    return count;
}

static bool is_codepoint(uint32_t value) {
    return value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

static char continuation(uint32_t value, int shift) {
    return (char)(0x80u | (value >> shift & 0x3Fu));
}

int qg_utf8_encode(char out[4], uint32_t codepoint) {
    uint32_t value = is_codepoint(codepoint) ? codepoint : QG_UTF8_REPLACEMENT;
    int len = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
    static const unsigned char lead_marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead_marks[len] | value >> (6 * (len - 1)));
    for (int i = 1; i < len; i++)
        out[i] = continuation(value, 6 * (len - 1 - i));
    return len;
}
