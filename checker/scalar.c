// SPDX-License-Identifier: Apache-2.0
#include "scalar.h"

#include "date.h"

#include <string.h>

const char *qg_scalar_text(struct qg_decoder *decoder, const char *p, struct qg_str *out,
                           bool *stays) {
    bool escaped;
    const char *after = qg_json_string(&decoder->json, p + 1, &escaped);
    if (after == NULL)
        return NULL;
    *out = (struct qg_str){p + 1, (size_t)(after - p) - 2};
    *stays = !escaped;
    if (!escaped)
        return after;
    qg_text_clear(&decoder->scratch);
    qg_json_unescape(*out, &decoder->scratch);
    *out = qg_text_str(&decoder->scratch);
    if (!decoder->scratch.failed)
        return after;
    decoder->fault = QG_FAULT_MEMORY;
    return NULL;
}

// A value that is not what it should be: skipped, but checked.
static const char *mismatch(struct qg_decoder *decoder, const char *p, int32_t *out) {
    *out = QG_SLOT_UNREADABLE;
    return qg_json_value(&decoder->json, p, decoder->depth);
}

static const char *boolean(struct qg_decoder *decoder, const char *p, int32_t *out) {
    if (*p != 't' && *p != 'f')
        return mismatch(decoder, p, out);
    *out = *p == 't';
    return qg_json_value(&decoder->json, p, decoder->depth);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Up to ten digits are a number below 2^34; what goes on after them is too large or no count.
static const char *count(struct qg_decoder *decoder, const char *p, int32_t *out) {
    const char *first = p, *after = p;
    uint64_t value = 0;
    for (; is_digit(*after) && after - first < 10; after++)
        value = value * 10 + (uint64_t)(*after - '0');
    bool ends = !is_digit(*after) && *after != '.' && *after != 'e' && *after != 'E';
    if (after > first && ends && (*first != '0' || after == first + 1) && value <= INT32_MAX) {
        *out = (int32_t)value;
        return after;
    }
    bool minus_zero =
        p[0] == '-' && p[1] == '0' && !is_digit(p[2]) && p[2] != '.' && (p[2] | 0x20) != 'e';
    if (!minus_zero)
        return mismatch(decoder, p, out);
    *out = 0;
    return p + 2;
}

static const char *date(struct qg_decoder *decoder, const char *p, int32_t *out) {
    struct qg_str text;
    bool stays;
    if (*p != '"')
        return mismatch(decoder, p, out);
    p = qg_scalar_text(decoder, p, &text, &stays);
    if (p != NULL && !qg_date_parse(text.at, text.len, out))
        *out = QG_SLOT_UNREADABLE;
    return p;
}

static const char *time_of_day(struct qg_decoder *decoder, const char *p, int32_t *out) {
    struct qg_str text;
    bool stays;
    if (*p != '"')
        return mismatch(decoder, p, out);
    p = qg_scalar_text(decoder, p, &text, &stays);
    if (p != NULL && !qg_time_parse(text.at, text.len, out))
        *out = QG_SLOT_UNREADABLE;
    return p;
}

static const char *choice(struct qg_decoder *decoder, const char *p, uint16_t enumeration,
                          int32_t *out) {
    struct qg_str text;
    bool stays;
    if (*p != '"')
        return mismatch(decoder, p, out);
    p = qg_scalar_text(decoder, p, &text, &stays);
    if (p == NULL)
        return NULL;
    int32_t ordinal = qg_plan_ordinal(decoder->plan, enumeration, text);
    *out = ordinal >= 0 ? ordinal : QG_SLOT_UNREADABLE;
    return p;
}

static const char *symbol(struct qg_decoder *decoder, const char *p, int32_t *out) {
    struct qg_str text;
    bool stays;
    if (*p != '"')
        return mismatch(decoder, p, out);
    const char *after = qg_scalar_text(decoder, p, &text, &stays);
    if (after == NULL)
        return NULL;
    *out = (int32_t)qg_record_symbol(decoder->record, text, stays);
    if (*out != 0)
        return after;
    decoder->fault = QG_FAULT_MEMORY;
    return NULL;
}

const char *qg_scalar_value(struct qg_decoder *decoder, const char *p, enum qg_kind kind,
                            uint16_t enumeration, int32_t *out) {
    switch (kind) {
    case QG_KIND_BOOL:
        return boolean(decoder, p, out);
    case QG_KIND_COUNT:
        return count(decoder, p, out);
    case QG_KIND_DATE:
        return date(decoder, p, out);
    case QG_KIND_TIME:
        return time_of_day(decoder, p, out);
    case QG_KIND_ENUM:
        return choice(decoder, p, enumeration, out);
    default:
        return symbol(decoder, p, out);
    }
}
