// SPDX-License-Identifier: Apache-2.0
//
// Days are converted by counting years from 1 March, so that the leap day is the last one of its
// year. Then everything grows along straight lines that are rounded down: a century has 146 097 / 4
// days on average, a year of a century 1461 / 4, and a month from March on 153 / 5. Working with
// four times (five times) the days keeps these in integers.
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

// The date of a day of the years 1 to 9999; a day beyond the month's end runs on into the next.
static int32_t join(int year, int month, int day) {
    int march_year = year - (month <= 2), march_month = (month + 9) % 12;
    int leap_days = march_year / 4 - march_year / 100 + march_year / 400;
    int in_year = (153 * march_month + 2) / 5 + day - 1;
    return march_year * 365 + leap_days + in_year - FIRST_DAY;
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
    *out = join(year, month, day);
    return true;
}

bool qg_date_make(struct qg_ymd ymd, int32_t *out) {
    return make(out, ymd.year, ymd.month, ymd.day);
}

struct qg_ymd qg_date_split(int32_t date) {
    unsigned quarters = 4 * (unsigned)(bounded(date) + FIRST_DAY) + 3;
    unsigned century = quarters / DAYS_IN_CYCLE;
    quarters = quarters % DAYS_IN_CYCLE | 3; // whole days of the century, times 4, plus 3
    unsigned year = century * 100 + quarters / 1461;
    unsigned fifths = 5 * (quarters % 1461 / 4) + 461;
    unsigned month = fifths / 153; // 3 for March to 14 for the next year's February
    return (struct qg_ymd){
        .year = (int16_t)(year + (month > 12)),
        .month = (int8_t)(month > 12 ? month - 12 : month),
        .day = (int8_t)(fifths % 153 / 5 + 1),
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

// The given day of the month that is `month` months after January of the year 0.
static int32_t day_of_month(int month_count, int day, enum qg_month_end rounding) {
    int year = month_count / 12, month = month_count % 12 + 1;
    int last = days_in_month(year, month);
    if (day > last)
        day = rounding == QG_MONTH_END_CLAMP ? last : last + 1;
    return join(year, month, day);
}

static int32_t add_months(int32_t date, int32_t months, enum qg_month_end rounding) {
    struct qg_ymd ymd = qg_date_split(date);
    int64_t month_count = (int64_t)ymd.year * 12 + ymd.month - 1 + months;
    if (month_count < 1 * 12)
        return QG_DATE_LOWEST;
    if (month_count >= 10000 * 12)
        return QG_DATE_HIGHEST;
    return day_of_month((int)month_count, ymd.day, rounding);
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
