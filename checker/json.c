// SPDX-License-Identifier: Apache-2.0
#include "json.h"

#include "utf8.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

const char *qg_json_wrong(struct qg_json *json, enum qg_data_code code, const char *at,
                          const char *expected) {
    json->code = code;
    json->at = at;
    json->expected = expected;
    return NULL;
}

#if defined(__SSE2__)
// What the bytes of a block are: a bit for each.
struct block {
    uint64_t stops, high; // end the text; are no ASCII
    uint64_t firsts,
        seconds; // begin a letter of two bytes (C2 … DF); go on with a letter (80 … BF)
};

// The bits of a block of `width` bytes that are text. `*due` is 1 if the block must begin with the
// second byte of a letter, and then says so of the next one.
static inline uint64_t text_of(struct block block, unsigned width, uint64_t *due, bool *doubtful) {
    uint64_t stops = block.stops | UINT64_C(1) << width;
    uint64_t text = (stops & -stops) - 1;
    uint64_t firsts = block.firsts & text, seconds = block.seconds & text;
    uint64_t wanted = firsts << 1 | *due, all = (UINT64_C(1) << width) - 1;
    *doubtful |= ((block.high & text) != (firsts | seconds)) | (seconds != (wanted & all));
    *due = wanted >> width;
    return text;
}

// What `plain` goes through the text with, a block of so many bytes at a time.
#define PLAIN(width, look)                                                                         \
    uint64_t due = 0, text;                                                                        \
    for (;; p += (width)) {                                                                        \
        text = text_of(look(p), (width), &due, doubtful);                                          \
        if ((text >> ((width)-1)) == 0)                                                            \
            return p + __builtin_ctzll(~text);                                                     \
    }

static inline struct block look_at_16(const char *p) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i first = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(-63)),
                                  _mm_cmplt_epi8(bytes, _mm_set1_epi8(-32)));
    __m128i second = _mm_cmplt_epi8(bytes, _mm_set1_epi8(-64));
    return (struct block){(uint32_t)_mm_movemask_epi8(qg_json_stops(bytes)),
                          (uint32_t)_mm_movemask_epi8(bytes), (uint32_t)_mm_movemask_epi8(first),
                          (uint32_t)_mm_movemask_epi8(second)};
}

static const char *plain_by_16(const char *p, bool *doubtful){PLAIN(16, look_at_16)}
#endif

#if defined(__x86_64__) && defined(__GNUC__)
#define AVX2 __attribute__((target("avx2")))

AVX2 static inline struct block look_at_32(const char *p) {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i quote = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
    __m256i slash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
    __m256i control = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
    __m256i stop = _mm256_or_si256(_mm256_or_si256(quote, slash), control);
    __m256i first = _mm256_andnot_si256(_mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(-33)),
                                        _mm256_cmpgt_epi8(bytes, _mm256_set1_epi8(-63)));
    __m256i second = _mm256_cmpgt_epi8(_mm256_set1_epi8(-64), bytes);
    return (struct block){
        (uint32_t)_mm256_movemask_epi8(stop), (uint32_t)_mm256_movemask_epi8(bytes),
        (uint32_t)_mm256_movemask_epi8(first), (uint32_t)_mm256_movemask_epi8(second)};
}

AVX2 static const char *plain_by_32(const char *p, bool *doubtful) {
    PLAIN(32, look_at_32)
}
#endif

const char *qg_json_plain(const char *p, bool *doubtful) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2"))
        return plain_by_32(p, doubtful);
#endif
#if defined(__SSE2__)
    return plain_by_16(p, doubtful);
#else
    for (; *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20; p++)
        *doubtful |= (unsigned char)*p >= 0x80;
    return p;
#endif
}

// What a hexadecimal digit is worth, plus one; 0 for any other byte.
static const uint8_t hex_worth[256] = {
    ['0'] = 1,  ['1'] = 2,  ['2'] = 3,  ['3'] = 4,  ['4'] = 5,  ['5'] = 6,  ['6'] = 7,  ['7'] = 8,
    ['8'] = 9,  ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    ['A'] = 11, ['B'] = 12, ['C'] = 13, ['D'] = 14, ['E'] = 15, ['F'] = 16,
};

static int32_t worth(char c) {
    return hex_worth[(unsigned char)c] - 1;
}

// The four hexadecimal digits at `p`, or a negative number. No byte is looked at behind one that
// is none: it may be the last of the text.
static int32_t hex4(const char *p) {
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int32_t digit = worth(p[i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

static bool is_high_surrogate(int32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(int32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

// The code point of the \u escape at `p`, which moves behind it (and its second half). A negative
// result says what is wrong; p stays.
enum { BAD_ESCAPE = -1, LONE_SURROGATE = -2 };

static int32_t unicode_escape(const char **p) {
    int32_t unit = hex4(*p + 2);
    if (unit < 0)
        return BAD_ESCAPE;
    if (is_low_surrogate(unit))
        return LONE_SURROGATE;
    *p += 6;
    if (!is_high_surrogate(unit))
        return unit;
    int32_t low = (*p)[0] == '\\' && (*p)[1] == 'u' ? hex4(*p + 2) : -1;
    if (!is_low_surrogate(low)) {
        *p -= 6;
        return LONE_SURROGATE;
    }
    *p += 6;
    return 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00);
}

// What the one-letter escape stands for, or 0.
static char short_escape(char letter) {
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

// Steps over one escape, and over further \u escapes while they follow each other closely, as
// they do in texts that were written without any letter beyond ASCII.
static const char *skip_escape(struct qg_json *json, const char *p) {
    if (p[1] != 'u')
        return short_escape(p[1]) != 0 ? p + 2 : qg_json_wrong(json, QG_DATA_ESCAPE, p, NULL);
    do {
        int32_t codepoint = unicode_escape(&p);
        if (codepoint < 0)
            return qg_json_wrong(json, codepoint == BAD_ESCAPE ? QG_DATA_ESCAPE : QG_DATA_SURROGATE,
                                 p, NULL);
    } while (p[0] == '\\' && p[1] == 'u');
    return p;
}

// What a string that breaks off at `p` breaks off with.
static const char *broken_string(struct qg_json *json, const char *p) {
    if (p >= json->end)
        return qg_json_wrong(json, QG_DATA_SYNTAX, json->end, "`\"`");
    return qg_json_wrong(json, QG_DATA_CONTROL, p, NULL);
}

// Checks the bytes between `from` and `to`, where they are doubtful.
static bool check_utf8(struct qg_json *json, const char *from, const char *to) {
    size_t bad;
    if (qg_utf8_valid(from, (size_t)(to - from), &bad))
        return true;
    qg_json_wrong(json, QG_DATA_UTF8, from + bad, NULL);
    return false;
}

const char *qg_json_string(struct qg_json *json, const char *p, bool *escaped) {
    const char *from = p;
    bool doubtful = false, escapes = false;
    for (p = qg_json_plain(p, &doubtful); *p != '"'; p = qg_json_plain(p, &doubtful)) {
        const char *stop = p;
        p = *p == '\\' ? skip_escape(json, p) : broken_string(json, p);
        if (p == NULL) {
            if (doubtful) // bytes that come earlier are reported first
                check_utf8(json, from, stop);
            return NULL;
        }
        escapes = true;
    }
    if (escaped != NULL)
        *escaped = escapes;
    if (doubtful && !check_utf8(json, from, p))
        return NULL;
    return p + 1;
}

static const char *digits(const char *p) {
    while (*p >= '0' && *p <= '9')
        p++;
    return p;
}

// Digits of which there must be one; a number is wrong as a whole, from `start`.
static const char *some_digits(struct qg_json *json, const char *start, const char *p) {
    const char *after = digits(p);
    return after > p ? after : qg_json_wrong(json, QG_DATA_NUMBER, start, NULL);
}

const char *qg_json_number(struct qg_json *json, const char *p) {
    const char *start = p;
    if (*p == '-')
        p++;
    p = *p == '0' ? p + 1 : some_digits(json, start, p);
    if (p != NULL && *p == '.')
        p = some_digits(json, start, p + 1);
    if (p != NULL && (*p == 'e' || *p == 'E')) {
        p += p[1] == '+' || p[1] == '-' ? 2 : 1;
        p = some_digits(json, start, p);
    }
    if (p != NULL && *p >= '0' && *p <= '9') // a zero in front
        return qg_json_wrong(json, QG_DATA_NUMBER, start, NULL);
    return p;
}

static const char *word(struct qg_json *json, const char *p, const char *spelling, size_t len) {
    if ((size_t)(json->end - p) >= len && memcmp(p, spelling, len) == 0)
        return p + len;
    return qg_json_wrong(json, QG_DATA_NO_VALUE, p, NULL);
}

static const char *skip_array(struct qg_json *json, const char *p, uint32_t depth) {
    p = qg_json_space(p);
    if (*p == ']')
        return p + 1;
    for (;;) {
        p = qg_json_value(json, p, depth);
        if (p == NULL)
            return NULL;
        p = qg_json_space(p);
        if (*p == ']')
            return p + 1;
        if (*p != ',')
            return qg_json_wrong(json, QG_DATA_SYNTAX, p, "`,` `]`");
        p = qg_json_space(p + 1);
    }
}

static const char *skip_member(struct qg_json *json, const char *p, uint32_t depth) {
    if (*p != '"')
        return qg_json_wrong(json, QG_DATA_SYNTAX, p, "`\"`");
    p = qg_json_string(json, p + 1, NULL);
    if (p == NULL)
        return NULL;
    p = qg_json_space(p);
    if (*p != ':')
        return qg_json_wrong(json, QG_DATA_SYNTAX, p, "`:`");
    return qg_json_value(json, qg_json_space(p + 1), depth);
}

static const char *skip_object(struct qg_json *json, const char *p, uint32_t depth) {
    p = qg_json_space(p);
    if (*p == '}')
        return p + 1;
    for (;;) {
        p = skip_member(json, p, depth);
        if (p == NULL)
            return NULL;
        p = qg_json_space(p);
        if (*p == '}')
            return p + 1;
        if (*p != ',')
            return qg_json_wrong(json, QG_DATA_SYNTAX, p, "`,` `}`");
        p = qg_json_space(p + 1);
    }
}

const char *qg_json_value(struct qg_json *json, const char *p, uint32_t depth) {
    switch (*p) {
    case '"':
        return qg_json_string(json, p + 1, NULL);
    case '{':
    case '[':
        if (depth >= QG_JSON_DEPTH_LIMIT)
            return qg_json_wrong(json, QG_DATA_DEPTH, p, NULL);
        return *p == '{' ? skip_object(json, p + 1, depth + 1) : skip_array(json, p + 1, depth + 1);
    case 't':
        return word(json, p, "true", 4);
    case 'f':
        return word(json, p, "false", 5);
    case 'n':
        return word(json, p, "null", 4);
    default:
        if (*p == '-' || (*p >= '0' && *p <= '9'))
            return qg_json_number(json, p);
        return qg_json_wrong(json, QG_DATA_NO_VALUE, p, NULL);
    }
}

bool qg_json_check(struct qg_json *json, const char *text, size_t len) {
    json->end = text + len;
    const char *p = qg_json_value(json, qg_json_space(text), 0);
    if (p == NULL)
        return false;
    p = qg_json_space(p);
    return p == json->end || qg_json_wrong(json, QG_DATA_TRAILING, p, NULL) != NULL;
}

void qg_json_unescape(struct qg_str escaped, struct qg_text *out) {
    if (!qg_text_reserve(out, escaped.len)) // escapes only ever get shorter
        return;
    char *to = out->at + out->len;
    for (const char *p = escaped.at, *end = p + escaped.len; p < end;) {
        if (*p != '\\') {
            *to++ = *p++;
        } else if (p[1] != 'u') {
            *to++ = short_escape(p[1]);
            p += 2;
        } else {
            to += qg_utf8_encode(to, (uint32_t)unicode_escape(&p));
        }
    }
    out->len = (size_t)(to - out->at);
    *to = '\0';
}

struct qg_str qg_json_excerpt(const struct qg_json *json, const char *p) {
    struct qg_json scratch = {.end = json->end};
    const char *end = *p == '{' || *p == '[' ? p + 1 : qg_json_value(&scratch, p, 0);
    if (end == NULL) {
        for (end = p; end < json->end && !qg_json_is_space(*end) && end - p < 12; end++)
            ;
    }
    return qg_data_excerpt(p, (size_t)(end - p));
}
