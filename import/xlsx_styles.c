// SPDX-License-Identifier: Apache-2.0
//
// In a workbook a date is a number like any other; only the format in which it is shown tells.

#include "xlsx.h"

#include "date.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct format {
    uint32_t number;
    uint8_t style;
};

struct styles_reading {
    struct qg_xlsx_book *book;
    QG_VEC(struct format) formats;
    bool in_cells; // within `cellXfs`
    enum qg_fault fault;
};

// ---- formats ----

struct seen {
    bool days, hours, digits, zeros_only;
};

static void look(struct seen *seen, char c) {
    switch (c) {
    case 'y':
    case 'Y':
    case 'd':
    case 'D':
        seen->days = true;
        break;
    case 'h':
    case 'H':
    case 's':
    case 'S':
        seen->hours = true;
        break;
    default:
        break;
    }
    seen->digits |= c == '#' || c == '0' || c == '?';
    seen->zeros_only &= c == '0';
}

// Behind what stands at `p` literally: "text", \c, _c, [Red]. `[h]` counts hours, not a time of
// day.
static const char *skip_literal(const char *p) {
    char close = *p == '"' ? '"' : *p == '[' ? ']' : 0;
    if (close == 0)
        return *p == '\\' || *p == '_' || *p == '*' ? p + (p[1] != '\0' ? 2 : 1) : p;
    const char *end = strchr(p + 1, close);
    return end != NULL ? end + 1 : p + strlen(p);
}

static uint8_t style_of_code(const char *code) {
    struct seen seen = {.zeros_only = *code != '\0'};
    if (strcmp(code, "General") == 0)
        return QG_XLSX_PLAIN;
    for (const char *p = code; *p != '\0' && *p != ';';) {
        const char *behind = skip_literal(p);
        seen.zeros_only &= behind == p;
        if (behind == p)
            look(&seen, *p++);
        else
            p = behind;
    }
    size_t width = strcspn(code, ";");
    if (seen.zeros_only && width > 1 && width < UINT8_MAX - QG_XLSX_PAD)
        return (uint8_t)(QG_XLSX_PAD + width);
    if (seen.days)
        return seen.hours ? QG_XLSX_DATE_TIME : QG_XLSX_DATE;
    return seen.hours && !seen.digits ? QG_XLSX_TIME : QG_XLSX_PLAIN;
}

// Formats that every program knows by number, those of East Asian locales included.
static uint8_t style_of_number(uint32_t number) {
    if ((number >= 14 && number <= 17) || (number >= 27 && number <= 31) ||
        (number >= 50 && number <= 54) || number == 36 || number == 57 || number == 58)
        return QG_XLSX_DATE;
    if (number == 22)
        return QG_XLSX_DATE_TIME;
    if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35) || number == 45 ||
        number == 47)
        return QG_XLSX_TIME;
    return QG_XLSX_PLAIN;
}

uint8_t qg_xlsx_style_of(uint32_t number, const char *code) {
    return code != NULL ? style_of_code(code) : style_of_number(number);
}

// ---- the part ----

static uint32_t number_of(const char **attributes, const char *name) {
    const char *value = qg_xlsx_attribute(attributes, name);
    return value != NULL ? (uint32_t)strtoul(value, NULL, 10) : 0;
}

static void take_style(struct styles_reading *r, uint32_t number) {
    uint8_t style = qg_xlsx_style_of(number, NULL);
    for (uint32_t i = 0; i < r->formats.len; i++)
        if (r->formats.at[i].number == number)
            style = r->formats.at[i].style;
    if (!qg_vec_push(&r->book->styles, style))
        r->fault = QG_FAULT_MEMORY;
}

static void hear_start(void *user, const char *name, const char **attributes) {
    struct styles_reading *r = user;
    enum { FORMATS = 4096 }; // a workbook has at most some 250 of its own
    if (strcmp(name, "numFmt") == 0 && r->formats.len < FORMATS) {
        const char *code = qg_xlsx_attribute(attributes, "formatCode");
        uint32_t number = number_of(attributes, "numFmtId");
        if (!qg_vec_push(&r->formats, (struct format){number, qg_xlsx_style_of(number, code)}))
            r->fault = QG_FAULT_MEMORY;
    } else if (strcmp(name, "cellXfs") == 0) {
        r->in_cells = true;
    } else if (r->in_cells && strcmp(name, "xf") == 0) {
        take_style(r, number_of(attributes, "numFmtId"));
    }
}

static void hear_end(void *user, const char *name) {
    struct styles_reading *r = user;
    if (strcmp(name, "cellXfs") == 0)
        r->in_cells = false;
}

static void ignore_text(void *user, struct qg_str text) {
    (void)user, (void)text;
}

enum qg_fault qg_xlsx_read_styles(struct qg_xlsx_book *out, struct qg_xlsx *zip, const char *part) {
    struct styles_reading r = {.book = out};
    const struct qg_xlsx_hearer hearer = {hear_start, hear_end, ignore_text, &r.fault, &r};
    enum qg_fault fault = qg_xlsx_parse(zip, part, &hearer);
    qg_vec_free(&r.formats);
    return fault;
}

// ---- numbers ----

enum { MINUTES_A_DAY = 24 * 60 };

// 10:10 is stored as 0.423611111111111, which is a little less; a minute is never rounded up beyond
// that, so that no day becomes the next.
static const double A_MOMENT = 0.01;

// The day that a whole number means. The count from 1900 has a 29 February of that year, which
// there never was: behind it days are one less than they seem.
static int32_t day_of(int32_t serial, bool from_1904) {
    enum { FROM_1904 = 1460, LEAP_DAY = 60 };
    if (from_1904)
        return serial + FROM_1904;
    return serial < LEAP_DAY ? serial - 1 : serial - 2;
}

static void add_day_and_time(struct qg_text *out, int64_t minutes, uint8_t style, bool from_1904) {
    char text[QG_DATE_TEXT];
    int32_t day = day_of((int32_t)(minutes / MINUTES_A_DAY), from_1904);
    int clock = (int)(minutes % MINUTES_A_DAY);
    qg_date_format(day, text);
    if (style != QG_XLSX_TIME)
        qg_text_addz(out, text);
    if (style == QG_XLSX_DATE_TIME)
        qg_text_char(out, 'T');
    if (style != QG_XLSX_DATE)
        qg_text_printf(out, "%02d:%02d", clock / 60, clock % 60);
}

// A whole number without a point or exponent, anything else as it is written.
static void add_plain(struct qg_text *out, const char *number, double value, int width) {
    bool exact = value > -1e15 && value < 1e15; // a whole number fits
    if (exact && value == (double)(int64_t)value)
        qg_text_printf(out, "%0*" PRId64, width, (int64_t)value);
    else
        qg_text_addz(out, number);
}

void qg_xlsx_number(struct qg_text *out, const char *number, uint8_t style, bool from_1904) {
    enum { LAST_SERIAL = 2958465 }; // 9999-12-31
    char *end;
    double value = strtod(number, &end);
    bool is_number = end != number && *end == '\0' && isfinite(value);
    bool plain = style >= QG_XLSX_PAD || style == QG_XLSX_PLAIN;
    if (!is_number || (!plain && (value < 0 || value > LAST_SERIAL)))
        qg_text_addz(out, number);
    else if (plain)
        add_plain(out, number, value, style >= QG_XLSX_PAD ? style - QG_XLSX_PAD : 1);
    else
        add_day_and_time(out, (int64_t)(value * MINUTES_A_DAY + A_MOMENT), style, from_1904);
}
