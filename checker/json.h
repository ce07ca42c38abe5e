// SPDX-License-Identifier: Apache-2.0
//
// The grammar of JSON over bytes in memory, without meaning: white space, strings, numbers and
// whole values are stepped over and checked. Every text ends with a zero byte that does not count
// and has QG_INPUT_PADDING readable bytes behind it, so that no loop needs to ask for the end: a
// zero is neither space, nor digit, nor allowed in a string.
//
// Functions return where the thing ends, or NULL after having noted in the struct what is wrong.
#ifndef QG_JSON_H
#define QG_JSON_H

#include "data.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Brackets open at once, in any text that is read. Records nest some ten deep; the limit bounds
// the recursion of everything that walks them.
#define QG_JSON_DEPTH_LIMIT 128

struct qg_json {
    const char *end;        // where the zero byte stands
    enum qg_data_code code; // what is wrong
    const char *at;         // … and where
    const char *expected;   // static storage; NULL where the code says it all
};

static inline bool qg_json_is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline const char *qg_json_space(const char *p) {
    while ((unsigned char)*p <= ' ' && qg_json_is_space(*p)) // mostly there is none
        p++;
    return p;
}

// The first byte from `p` that a string cannot hold as it is: `"`, `\` or a control character.
// `*doubtful` becomes true unless what stands before it is surely UTF-8: where vectors are at
// hand, ASCII and letters of two bytes (Cyrillic, Kazakh) are; whatever else there is, is for
// qg_utf8_valid to judge.
const char *qg_json_plain(const char *p, bool *doubtful);

#if defined(__SSE2__)
// Ones where a string cannot go on as it is.
static inline __m128i qg_json_stops(__m128i bytes) {
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1F);
    __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, slash));
    return _mm_or_si128(stop, _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
}
#endif

// The same if only ASCII stands before it and it is one of the first 16 bytes; else NULL.
static inline const char *qg_json_short(const char *p) {
#if defined(__SSE2__)
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    unsigned stops = (unsigned)_mm_movemask_epi8(qg_json_stops(bytes));
    unsigned high = (unsigned)_mm_movemask_epi8(bytes);
    return stops != 0 && (high & (stops ^ (stops - 1))) == 0 ? p + __builtin_ctz(stops) : NULL;
#else
    (void)p;
    return NULL;
#endif
}

// Notes what is wrong at `at`; returns NULL.
const char *qg_json_wrong(struct qg_json *json, enum qg_data_code code, const char *at,
                          const char *expected);

// A string, from behind its opening quote to behind the closing one. `*escaped` (may be NULL)
// tells whether it has escapes.
const char *qg_json_string(struct qg_json *json, const char *p, bool *escaped);

// A number, from its sign or first digit.
const char *qg_json_number(struct qg_json *json, const char *p);

// Any value, from its first byte, inside `depth` open brackets.
const char *qg_json_value(struct qg_json *json, const char *p, uint32_t depth);

// A whole text: one value with white space around it. False if it is not.
bool qg_json_check(struct qg_json *json, const char *text, size_t len);

// Puts the bytes of a checked string with escapes (between its quotes) into `out`, unescaped.
void qg_json_unescape(struct qg_str escaped, struct qg_text *out);

// How a value that begins with `p` is called in findings: the excerpt of a checked value.
struct qg_str qg_json_excerpt(const struct qg_json *json, const char *p);

#endif
