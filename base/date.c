// SPDX-License-Identifier: Apache-2.0
//
// Days are converted by counting years from 1 March, so that the leap day is the last one of its
// year. Then everything grows along straight lines that are rounded down: a century has 146 097 / 4
// days on average, a year of a century 1461 / 4, and a month from March on 153 / 5. Working with
// four times (five times) the days keeps these in integers. Splitting a date is what a policy does
// most often, so its two inner divisions are multiplications that give quotient and remainder at
// once, as the high and the low half of a product (Neri and Schneider, "Euclidean affine functions
// and their application to calendar algorithms", 2022).
#include "date.h"

#include <string.h>

#define DAYS_IN_CYCLE 146097 // of 400 years
#define FIRST_DAY     693901 // from 1 March of the year 0 to 1 January 1900

#define MINUTES_IN_DAY 1440

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

// A date as it is counted here: the year begins on 1 March, months and days count from 0.
struct marched {
    uint32_t year, month, day;
};

// The date of a day of the years 1 to 9999; a day beyond the month's end runs on into the next.
static inline int32_t join(struct marched at) {
    uint32_t leap_days = at.year / 4 - at.year / 100 + at.year / 400;
    uint32_t in_year = (153 * at.month + 2) / 5 + at.day;
    return (int32_t)(at.year * 365 + leap_days + in_year) - FIRST_DAY;
}

static int32_t bounded(int64_t date) {
    if (date < QG_DATE_LOWEST)
        return QG_DATE_LOWEST;
    return date > QG_DATE_HIGHEST ? QG_DATE_HIGHEST : (int32_t)date;
}

static bool make(int32_t *out, int year, int month, int day) {
    if (year < 1900 || year > 2199 || month < 1 || month > 12)
        return false;
    if (day < 1 || day > days_in_month(year, month))
        return false;
    uint32_t before_march = month <= 2;
    *out = join((struct marched){.year = (uint32_t)year - before_march,
                                 .month = (uint32_t)month + 12 * before_march - 3,
                                 .day = (uint32_t)day - 1});
    return true;
}

bool qg_date_make(struct qg_ymd ymd, int32_t *out) {
    return make(out, ymd.year, ymd.month, ymd.day);
}

static inline struct marched split(int32_t date) {
    uint32_t quarters = 4 * (uint32_t)(date + FIRST_DAY) + 3;
    uint32_t century = quarters / DAYS_IN_CYCLE;
    quarters = quarters % DAYS_IN_CYCLE | 3;          // whole days of the century, times 4, plus 3
    uint64_t years = UINT64_C(2939745) * quarters;    // 2^32 / 1461 for each quarter
    uint32_t in_year = (uint32_t)years / 2939745 / 4; // days since 1 March
    uint32_t months = 2141 * in_year + 1305;          // 2^16 * 5 / 153 for each day
    return (struct marched){.year = 100 * century + (uint32_t)(years >> 32),
                            .month = months >> 16,
                            .day = (months & 0xFFFF) / 2141};
}

struct qg_ymd qg_date_split(int32_t date) {
    struct marched at = split(bounded(date));
    bool next_year = at.month >= 10; // January and February
    return (struct qg_ymd){
        .year = (int16_t)(at.year + next_year),
        .month = (int8_t)(next_year ? at.month - 9 : at.month + 3),
        .day = (int8_t)(at.day + 1),
    };
}

// The number that two digits spell; if they are not digits, one so low that it stays below zero
// in whatever two such numbers are put together.
static int two_digits(const char *at) {
    unsigned tens = (unsigned char)at[0] - (unsigned)'0',
             ones = (unsigned char)at[1] - (unsigned)'0';
    return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : -10000;
}

static void write_digits(char *at, int count, int number) {
    for (int i = count - 1; i >= 0; i--, number /= 10)
        at[i] = (char)('0' + number % 10);
}

bool qg_date_parse(const char *at, size_t len, int32_t *out) {
    if (len != QG_DATE_TEXT - 1 || at[4] != '-' || at[7] != '-')
        return false;
    int year = two_digits(at) * 100 + two_digits(at + 2);
    return make(out, year, two_digits(at + 5), two_digits(at + 8));
}

void qg_date_format(int32_t date, char out[QG_DATE_TEXT]) {
    if (date == QG_DATE_ONGOING) {
        memcpy(out, "lasts", sizeof "lasts");
        return;
    }
    struct qg_ymd ymd = qg_date_split(date);
    memcpy(out, "0000-00-00", QG_DATE_TEXT);
    write_digits(out, 4, ymd.year);
    write_digits(out + 5, 2, ymd.month);
    write_digits(out + 8, 2, ymd.day);
}

// Day 0 was a Monday.
int qg_date_weekday(int32_t date) {
    int day = date % 7;
    return day < 0 ? day + 7 : day;
}

// The last day, from 0, of a month counted from March.
static uint32_t last_day(uint32_t year, uint32_t month) {
    static const uint8_t last[] = {30, 29, 30, 29, 30, 30, 29, 30, 29, 30, 30, 27};
    bool long_february = month == 11 && is_leap((int)year + 1);
    return last[month] + (uint32_t)long_february;
}

static inline int32_t add_months(int32_t date, int32_t months, enum qg_month_end rounding) {
    struct marched at = split(bounded(date));
    int64_t count = (int64_t)at.year * 12 + at.month + months; // since March of the year 0
    if (count < 10)
        return QG_DATE_LOWEST; // before January of the year 1
    if (count >= 10000 * 12 - 2)
        return QG_DATE_HIGHEST;
    at.year = (uint32_t)count / 12;
    at.month = (uint32_t)count % 12;
    uint32_t last = at.day < 28 ? at.day : last_day(at.year, at.month); // most days need no look
    if (at.day > last)
        at.day = rounding == QG_MONTH_END_CLAMP ? last : last + 1;
    return join(at);
}

int32_t qg_date_add(int32_t date, int32_t months, int32_t days, enum qg_month_end rounding) {
    if (date == QG_DATE_ONGOING)
        return date;
    if (months != 0)
        date = add_months(date, months, rounding);
    return bounded((int64_t)date + days);
}

bool qg_time_parse(const char *at, size_t len, int32_t *out) {
    int32_t date;
    if (len != QG_TIME_TEXT - 1 || at[10] != 'T' || at[13] != ':')
        return false;
    int hour = two_digits(at + 11), minute = two_digits(at + 14);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return false;
    if (!qg_date_parse(at, QG_DATE_TEXT - 1, &date))
        return false;
    *out = date * MINUTES_IN_DAY + hour * 60 + minute;
    return true;
}

int32_t qg_time_date(int32_t minutes) {
    int32_t days = minutes / MINUTES_IN_DAY;
    return minutes % MINUTES_IN_DAY < 0 ? days - 1 : days;
}

void qg_time_format(int32_t minutes, char out[QG_TIME_TEXT]) {
    int32_t date = qg_time_date(minutes);
    int minute = (int)(minutes - (int64_t)date * MINUTES_IN_DAY);
    qg_date_format(date, out);
    memcpy(out + 10, "T00:00", sizeof "T00:00");
    write_digits(out + 11, 2, minute / 60);
    write_digits(out + 14, 2, minute % 60);
}
