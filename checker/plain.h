// SPDX-License-Identifier: Apache-2.0
//
// Scalars as they are nearly always written: without escapes, without leading zeros, of the right
// type. Each is recognised by a few operations on words, inline and with hardly a branch that
// depends on the data, for a wrong guess of the processor costs more than the value. Each returns
// where the value ends, or NULL for whatever is written otherwise, right or wrong: that is for
// qg_scalar_value to judge. The text is padded, so words may be read at any place in it.
#ifndef QG_PLAIN_H
#define QG_PLAIN_H

#include "date.h"
#include "json.h"
#include "plan.h"
#include "record.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// For what must not become a call, however many use it.
#if defined(__GNUC__)
#define QG_ALWAYS_INLINE static inline __attribute__((always_inline))
#else
#define QG_ALWAYS_INLINE static inline
#endif

static inline uint32_t qg_plain_word32(const char *p) {
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return word;
}

// Eight bytes, the first of them lowest, whatever the byte order of the machine.
static inline uint64_t qg_plain_word64(const char *p) {
    uint64_t word;
    memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline const char *qg_plain_bool(const char *p, int32_t *out) {
    bool is_true = qg_plain_word32(p) == qg_plain_word32("true");
    bool is_false = (qg_plain_word32(p) == qg_plain_word32("fals")) & (p[4] == 'e');
    *out = is_true;
    return (is_true | is_false) ? p + 5 - is_true : NULL;
}

#define QG_PLAIN_TOPS UINT64_C(0x8080808080808080)

// A count of at most seven digits: they are moved to the upper end of a word, as if zeros stood
// before them, and summed in pairs, pairs of pairs and so on.
static inline const char *qg_plain_count(const char *p, int32_t *out) {
    uint64_t digits = qg_plain_word64(p) ^ UINT64_C(0x3030303030303030);
    uint64_t others = (digits | (digits + UINT64_C(0x7676767676767676))) & QG_PLAIN_TOPS;
    if (others == 0)
        return NULL;
    unsigned len = (unsigned)__builtin_ctzll(others) / 8;
    char after = p[len];
    if (len == 0 || (*p == '0' && len > 1) || after == '.' || (after | 0x20) == 'e')
        return NULL;
    digits <<= 64 - 8 * len;
    digits = digits * 10 + (digits >> 8);
    uint64_t low = (digits & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064);
    uint64_t high = (digits >> 16 & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001);
    *out = (int32_t)((low + high) >> 32);
    return p + len;
}

// The day of a date of the years 1900 to 2199, counted from 1900-01-01; -1 if there is no such.
static inline int32_t qg_plain_day(uint32_t year, uint32_t month, uint32_t day) {
    static const uint16_t before[2][13] = {
        {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365},
        {0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366},
    };
    uint32_t age = year - 1900; // so that too early years are too late
    if (age >= 300 || month - 1 >= 12)
        return -1;
    bool is_leap = age % 4 == 0 && age != 0 && age != 200;
    const uint16_t *start = &before[is_leap][month - 1];
    uint32_t leap_days = age == 0 ? 0 : (age - 1) / 4 - (age > 200);
    return day - 1 < (uint32_t)(start[1] - start[0])
               ? (int32_t)(age * 365 + leap_days + start[0] + day - 1)
               : -1;
}

// A date; the quote behind it shows that nothing follows. "YYYY-MM-" becomes a word of digits and
// zeros, in which each digit is put together with its neighbour at once.
static inline const char *qg_plain_date(const char *p, int32_t *out) {
    uint64_t head = qg_plain_word64(p + 1) ^ UINT64_C(0x2D30302D30303030);
    uint64_t tens = (unsigned char)p[9] - (uint64_t)'0',
             ones = (unsigned char)p[10] - (uint64_t)'0';
    uint64_t others = (head | (head + UINT64_C(0x7F76767F76767676))) & QG_PLAIN_TOPS;
    if (others != 0 || tens > 9 || ones > 9 || *p != '"' || p[11] != '"')
        return NULL;
    head = head * 10 + (head >> 8);
    uint32_t year = (uint32_t)(head & 0xFF) * 100 + (uint32_t)(head >> 16 & 0xFF);
    *out = qg_plain_day(year, (uint32_t)(head >> 40 & 0xFF), (uint32_t)(tens * 10 + ones));
    return *out >= 0 ? p + QG_DATE_TEXT + 1 : NULL;
}

// A string without escapes and with nothing doubtful in it. Most end within their first 16 bytes
// and are ASCII.
static inline const char *qg_plain_text(const char *p, struct qg_str *out) {
    if (*p != '"')
        return NULL;
    bool doubtful = false;
    const char *end = qg_json_short(p + 1);
    if (end == NULL)
        end = qg_json_plain(p + 1, &doubtful);
    *out = (struct qg_str){p + 1, (size_t)(end - p) - 1};
    return *end == '"' && !doubtful ? end + 1 : NULL;
}

// One of a table's names.
static inline const struct qg_plan_key *qg_plain_key(const struct qg_plan_table *table,
                                                     const char *p) {
    struct qg_str text;
    return qg_plain_text(p, &text) != NULL ? qg_plan_find(table, p, text.len) : NULL;
}

// The same, and where it ends, which does not wait until it is known which one it is.
static inline const char *qg_plain_name(const struct qg_plan_table *table, const char *p,
                                        int32_t *out) {
    struct qg_str text;
    const char *after = qg_plain_text(p, &text);
    const struct qg_plan_key *key = after != NULL ? qg_plan_find(table, p, text.len) : NULL;
    *out = key != NULL ? (int32_t)key->index : -1;
    return key != NULL ? after : NULL;
}

// An id or a text; `unread` says that it is never compared. If memory is out, the slow way will
// find that too.
static inline const char *qg_plain_symbol(struct qg_symtab *symbols, const char *p, bool unread,
                                          int32_t *out) {
    struct qg_str text;
    const char *after = qg_plain_text(p, &text);
    if (after == NULL)
        return NULL;
    *out = (int32_t)(unread ? qg_symtab_add_unread(symbols, text)
                            : qg_symtab_add_padded(symbols, text));
    return *out != 0 ? after : NULL;
}

#endif
