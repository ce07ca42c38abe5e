// SPDX-License-Identifier: Apache-2.0
#include "extent.h"

#include "json.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Within a string: steps to behind its closing quote, or to the end.
static const char *string_part(struct qg_extent *extent, const char *p, const char *end) {
    while (p < end && extent->in_string) {
        if (extent->escaped)
            extent->escaped = false;
        else if (*p == '\\')
            extent->escaped = true;
        else
            extent->in_string = *p != '"';
        p++;
    }
    if (!extent->in_string && extent->depth == 0)
        extent->complete = true;
    return p;
}

static bool ends_bare(char c) {
    return qg_json_is_space(c) || c == ',' || c == ']' || c == '}' || c == ':';
}

// A number or a word at depth 0 ends before what cannot belong to it.
static const char *bare_part(struct qg_extent *extent, const char *p, const char *end) {
    extent->bare = true;
    while (p < end && !ends_bare(*p))
        p++;
    extent->complete = p < end;
    return p;
}

// Between brackets: steps to behind the next quote or the closing bracket, or to the end.
static const char *structure_part(struct qg_extent *extent, const char *p, const char *end) {
    while (p < end) {
        char c = *p++;
        if (c == '"') {
            extent->in_string = true;
            return p;
        }
        if (c == '{' || c == '[')
            extent->depth++;
        else if ((c == '}' || c == ']') && --extent->depth == 0) {
            extent->complete = true;
            return p;
        }
    }
    return p;
}

enum { BLOCK = 64 };

#if defined(__SSE2__)

// What stands where in a block, a bit for each byte, the first one lowest.
struct marks {
    uint64_t quotes, backslashes, opening, closing;
};

static uint64_t equal_to(__m128i bytes, char c) {
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)));
}

// Brackets and braces differ in one bit.
static struct marks marks_of(const char *p) {
    struct marks m = {0};
    for (int i = 0; i < BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
        __m128i braces = _mm_or_si128(bytes, _mm_set1_epi8('{' ^ '['));
        m.quotes |= equal_to(bytes, '"') << i;
        m.backslashes |= equal_to(bytes, '\\') << i;
        m.opening |= equal_to(braces, '{') << i;
        m.closing |= equal_to(braces, '}') << i;
    }
    return m;
}

// The bytes that a backslash stands before which is not itself behind one. Runs of backslashes are
// told apart by whether they begin at an even or an odd place: adding their beginnings to them
// carries a bit to behind each.
static uint64_t escaped_bytes(uint64_t backslashes, bool *escaped) {
    const uint64_t even = UINT64_C(0x5555555555555555);
    backslashes &= ~(uint64_t)*escaped;
    uint64_t behind = backslashes << 1 | *escaped;
    uint64_t odd_starts = backslashes & ~even & ~behind;
    uint64_t ends = odd_starts + backslashes;
    *escaped = ends < odd_starts;
    return (even ^ ends << 1) & behind;
}

// Of bits that open and close in turns: what lies between, each opening one included.
static uint64_t between(uint64_t quotes) {
    for (int shift = 1; shift < BLOCK; shift *= 2)
        quotes ^= quotes << shift;
    return quotes;
}

// Goes on by a block, if the value cannot end in it and no backslash stands outside a string, which
// is no JSON and means nothing.
static bool skip_block(struct qg_extent *extent, const char *p) {
    struct marks m = marks_of(p);
    bool escaped = extent->escaped;
    uint64_t quotes = m.quotes & ~escaped_bytes(m.backslashes, &escaped);
    uint64_t strings = between(quotes) ^ (extent->in_string ? UINT64_MAX : 0);
    uint64_t closing = (uint64_t)__builtin_popcountll(m.closing & ~strings);
    if (extent->depth <= closing || (m.backslashes & ~strings) != 0)
        return false;
    extent->depth += (uint64_t)__builtin_popcountll(m.opening & ~strings) - closing;
    extent->in_string = strings >> (BLOCK - 1) != 0;
    extent->escaped = escaped;
    return true;
}

#else

static bool skip_block(struct qg_extent *extent, const char *p) {
    (void)extent;
    (void)p;
    return false;
}

#endif

// Goes on by whole blocks, as far as that is possible.
static const char *skip_blocks(struct qg_extent *extent, const char *p, const char *end) {
    while (end - p >= BLOCK && skip_block(extent, p))
        p += BLOCK;
    return p;
}

static bool opens(char c) {
    return c == '{' || c == '[' || c == '"';
}

size_t qg_extent_scan(struct qg_extent *extent, const char *at, size_t len) {
    const char *p = at, *end = at + len, *slow_until = at;
    while (p < end && !extent->complete) {
        if (extent->depth > 0 && p >= slow_until) {
            p = skip_blocks(extent, p, end);
            slow_until = end - p > BLOCK ? p + BLOCK : end;
        } else if (extent->in_string)
            p = string_part(extent, p, end);
        else if (extent->bare || (extent->depth == 0 && !opens(*p)))
            p = bare_part(extent, p, end);
        else
            p = structure_part(extent, p, end);
    }
    return (size_t)(p - at);
}
