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
    while (qg_json_is_space(*p))
        p++;
    return p;
}

// The first byte from `p` that a string cannot hold as it is: `"`, `\` or a control character.
// `*doubtful` becomes true unless what stands before it is surely UTF-8: where vectors are at
// hand, ASCII and letters of two bytes (Cyrillic, Kazakh) are; whatever else there is, is for
// qg_utf8_valid to judge.
static inline const char *qg_json_plain(const char *p, bool *doubtful) {
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1F);
    unsigned due = 0; // 1 if the block must begin with the second byte of a letter
    for (;; p += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
        __m128i stop = _mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, slash));
        stop = _mm_or_si128(stop, _mm_cmpeq_epi8(_mm_min_epu8(bytes, control), bytes));
        unsigned stops = (unsigned)_mm_movemask_epi8(stop);
        unsigned before = stops == 0 ? 0xFFFF : (stops & -stops) - 1; // bits of what is text
        unsigned high = (unsigned)_mm_movemask_epi8(bytes) & before;
        if ((high | due) != 0) {
            __m128i second = _mm_cmplt_epi8(bytes, _mm_set1_epi8(-64)); // 80 … BF
            __m128i first = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(-63)),
                                          _mm_cmplt_epi8(bytes, _mm_set1_epi8(-32))); // C2 … DF
            unsigned firsts = (unsigned)_mm_movemask_epi8(first) & before;
            unsigned seconds = (unsigned)_mm_movemask_epi8(second) & before;
            unsigned wanted = firsts << 1 | due;
            *doubtful |= (high != (firsts | seconds)) | (seconds != (wanted & 0xFFFF));
            due = wanted >> 16;
        }
        if (stops != 0)
            return p + __builtin_ctz(stops);
    }
#else
    for (; *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20; p++)
        *doubtful |= (unsigned char)*p >= 0x80;
    return p;
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
