// SPDX-License-Identifier: Apache-2.0

#include "meaning.h"

#include "date.h"
#include "facts.h"
#include "trim.h"

#include <string.h>

// ---- formats of dates ----

enum part { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };

// What stands next in a format: a part in so many letters, or (letters 0) a character.
struct piece {
    enum part part;
    size_t letters;
    bool wrong;
};

static struct piece next_piece(struct qg_str format, size_t at, bool behind_hour) {
    static const char letters[] = "yMdHms";
    char c = format.at[at];
    struct piece p = {.letters = 0};
    if (c == 'Y' || c == 'D' || c == 'S')
        c = (char)(c + 32);
    if (c == 'h')
        c = 'H';
    if (c == 'm' && !behind_hour)
        c = 'M';
    const char *found = strchr(letters, c);
    if (c == '\0' || found == NULL)
        return p;
    p.part = (enum part)(found - letters);
    while (at + p.letters < format.len && format.at[at + p.letters] == format.at[at])
        p.letters++;
    p.wrong = p.part == YEAR ? p.letters != 4 : p.letters > 2;
    return p;
}

bool qg_meaning_is_format(struct qg_str format, bool time, const char **why) {
    uint32_t seen[PARTS] = {0};
    for (size_t i = 0; i < format.len;) {
        struct piece p = next_piece(format, i, seen[HOUR] > 0);
        if (p.wrong) {
            *why = p.part == YEAR ? "a year has four digits: yyyy"
                                  : "a part has one letter or two: d, dd, m, mm, hh";
            return false;
        }
        seen[p.part] += p.letters > 0;
        i += p.letters > 0 ? p.letters : 1;
    }
    *why = time ? "a time names day, month, year, hour and minute once: dd.mm.yyyy hh:mm"
                : "a date names day, month and year once: dd.mm.yyyy";
    return seen[YEAR] == 1 && seen[MONTH] == 1 && seen[DAY] == 1 && seen[HOUR] <= 1 &&
           seen[MINUTE] == seen[HOUR] && seen[SECOND] <= seen[HOUR] && (!time || seen[HOUR] == 1);
}

// Reads digits: exactly as many as letters, or one or two for a single letter.
static size_t read_digits(struct qg_str text, size_t at, size_t letters, int *out) {
    size_t most = letters == 1 ? 2 : letters, n = 0;
    *out = 0;
    while (n < most && at + n < text.len && text.at[at + n] >= '0' && text.at[at + n] <= '9')
        *out = *out * 10 + (text.at[at + n++] - '0');
    return letters == 1 || n == letters ? n : 0;
}

static bool combine(const int parts[PARTS], bool timed, int32_t *day, int32_t *minutes) {
    struct qg_ymd ymd = {(int16_t)parts[YEAR], (int8_t)parts[MONTH], (int8_t)parts[DAY]};
    *minutes = timed ? parts[HOUR] * 60 + parts[MINUTE] : -1;
    return parts[HOUR] < 24 && parts[MINUTE] < 60 && parts[SECOND] < 60 && qg_date_make(ymd, day);
}

bool qg_meaning_day(struct qg_str format, struct qg_str text, int32_t *day, int32_t *minutes) {
    int parts[PARTS] = {0};
    size_t at = 0;
    bool timed = false;
    for (size_t i = 0; i < format.len;) {
        struct piece p = next_piece(format, i, timed);
        size_t taken = p.letters > 0 ? read_digits(text, at, p.letters, &parts[p.part])
                                     : at < text.len && text.at[at] == format.at[i];
        if (taken == 0)
            return false;
        timed |= p.letters > 0 && p.part == HOUR;
        at += taken;
        i += p.letters > 0 ? p.letters : 1;
    }
    return at == text.len && combine(parts, timed, day, minutes);
}

// ---- values ----

static bool by_formats(const struct qg_word_list *formats, struct qg_str text, int32_t *day,
                       int32_t *minutes) {
    static const struct qg_str always[] = {QG_STR_INIT("yyyy-mm-dd"),
                                           QG_STR_INIT("yyyy-mm-ddThh:mm"),
                                           QG_STR_INIT("yyyy-mm-dd hh:mm")};
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (qg_meaning_day(always[i], text, day, minutes))
            return true;
    for (uint32_t i = 0; i < formats->len; i++)
        if (qg_meaning_day(formats->at[i], text, day, minutes))
            return true;
    return false;
}

static bool add_day(struct qg_text *out, const struct qg_formats *formats, struct qg_str text) {
    char day_text[QG_DATE_TEXT];
    int32_t day, minutes;
    if (!by_formats(&formats->dates, text, &day, &minutes) &&
        !by_formats(&formats->times, text, &day, &minutes))
        return false;
    qg_date_format(day, day_text);
    qg_text_printf(out, "\"%s\"", day_text);
    return true;
}

static bool add_time(struct qg_text *out, const struct qg_formats *formats, struct qg_str text) {
    char day_text[QG_DATE_TEXT];
    int32_t day, minutes;
    if (!by_formats(&formats->times, text, &day, &minutes) || minutes < 0)
        return false;
    qg_date_format(day, day_text);
    qg_text_printf(out, "\"%sT%02d:%02d\"", day_text, minutes / 60, minutes % 60);
    return true;
}

// A whole number: digits, in groups that spaces part, and behind a comma or point nothing but
// zeros.
static bool add_count(struct qg_text *out, struct qg_str text) {
    char digits[16];
    size_t count = 0, i = 0;
    for (; i < text.len && text.at[i] != ',' && text.at[i] != '.'; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= '0' && c <= '9' && count < sizeof digits)
            digits[count++] = (char)c;
        else if (c != ' ' && c != 0xC2 && c != 0xA0) // a no-break space is C2 A0
            return false;
    }
    for (size_t j = i + 1; j < text.len; j++)
        if (text.at[j] != '0')
            return false;
    size_t zeros = 0;
    while (zeros + 1 < count && digits[zeros] == '0')
        zeros++;
    if (count == 0 || count == sizeof digits || i + 1 == text.len)
        return false;
    qg_text_add(out, (struct qg_str){digits + zeros, count - zeros});
    return true;
}

bool qg_meaning_has(const struct qg_word_list *words, struct qg_str folded) {
    for (uint32_t i = 0; i < words->len; i++)
        if (qg_str_equal(words->at[i], folded))
            return true;
    return false;
}

static bool add_truth(struct qg_text *out, const struct qg_formats *formats, struct qg_str folded) {
    bool yes = qg_meaning_has(&formats->trues, folded);
    if (!yes && !qg_meaning_has(&formats->falses, folded))
        return false;
    qg_text_addz(out, yes ? "true" : "false");
    return true;
}

static bool add_word(struct qg_text *out, const struct qg_enum *of,
                     const struct qg_meanings *meanings, struct qg_str folded) {
    for (uint32_t i = 0; i < meanings->len; i++)
        if (qg_str_equal(meanings->at[i].word, folded)) {
            qg_json_quote(out, of->values[meanings->at[i].value]);
            return true;
        }
    return false;
}

bool qg_meaning_value(struct qg_text *out, enum qg_kind kind, const struct qg_formats *formats,
                      const struct qg_enum *of, const struct qg_meanings *meanings,
                      struct qg_str text) {
    struct qg_text folded = {0};
    bool ok = false;
    switch (kind) {
    case QG_KIND_DATE:
        return add_day(out, formats, text);
    case QG_KIND_TIME:
        return add_time(out, formats, text);
    case QG_KIND_COUNT:
        return add_count(out, text);
    case QG_KIND_BOOL:
    case QG_KIND_ENUM:
        qg_fold(text, &folded);
        ok = kind == QG_KIND_BOOL ? add_truth(out, formats, qg_text_str(&folded))
                                  : add_word(out, of, meanings, qg_text_str(&folded));
        out->failed |= folded.failed;
        qg_text_free(&folded);
        return ok;
    default:
        qg_json_quote(out, text);
        return true;
    }
}
