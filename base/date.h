// SPDX-License-Identifier: Apache-2.0
//
// Dates as a count of days since 1900-01-01, and times of day as a count of minutes since that
// day began: local, without a zone, proleptic Gregorian. What a record may say lies between
// QG_DATE_MIN and QG_DATE_MAX; what is computed from it may leave that range and stays right for
// the years 1 to 9999, where it stops instead of overflowing.
#ifndef QG_DATE_H
#define QG_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define QG_DATE_MIN     0         // 1900-01-01, the first day a record may name
#define QG_DATE_MAX     109572    // 2199-12-31, the last one
#define QG_DATE_LOWEST  (-693595) // 0001-01-01, where computed dates stop
#define QG_DATE_HIGHEST 2958463   // 9999-12-31, likewise
#define QG_DATE_ONGOING INT32_MAX // the end of what lasts: after every day

#define QG_DATE_TEXT 11 // bytes of "YYYY-MM-DD" and its NUL
#define QG_TIME_TEXT 17 // bytes of "YYYY-MM-DDTHH:MM" and its NUL

struct qg_ymd {
    int16_t year;      // 1 … 9999
    int8_t month, day; // from 1
};

// Which day is meant when a month has no such day: the choice is legal, not technical.
enum qg_month_end {
    QG_MONTH_END_CLAMP, // the month's last day: 31 January + 1 month is 28 or 29 February
    QG_MONTH_END_NEXT,  // the first of the month after: … is 1 March
};

// The date of a day; false if there is no such day or it lies outside MIN … MAX.
bool qg_date_make(struct qg_ymd ymd, int32_t *out);

// The day of a date; outside LOWEST … HIGHEST the nearest of these two.
struct qg_ymd qg_date_split(int32_t date);

// Reads exactly "YYYY-MM-DD"; false for anything else, an impossible day, or one out of range.
bool qg_date_parse(const char *at, size_t len, int32_t *out);

// Writes "YYYY-MM-DD" and a NUL; QG_DATE_ONGOING is written as "lasts".
void qg_date_format(int32_t date, char out[QG_DATE_TEXT]);

// 0 for Monday … 6 for Sunday.
int qg_date_weekday(int32_t date);

// `months` on, counted together (a year is 12) and brought to a real day once, then `days` on;
// both may be negative. QG_DATE_ONGOING stays; the result stops at LOWEST and HIGHEST.
int32_t qg_date_add(int32_t date, int32_t months, int32_t days, enum qg_month_end rounding);

// Reads exactly "YYYY-MM-DDTHH:MM", 00:00 to 23:59; false for anything else.
bool qg_time_parse(const char *at, size_t len, int32_t *out);

// Writes "YYYY-MM-DDTHH:MM" and a NUL.
void qg_time_format(int32_t minutes, char out[QG_TIME_TEXT]);

// The date on which a time falls.
int32_t qg_time_date(int32_t minutes);

// The longest periods that a policy may name: computed dates stay within 32 bits, and a walk over
// a calendar of working days stays short.
enum {
    QG_PERIOD_MONTHS_MAX = 120000,
    QG_PERIOD_DAYS_MAX = 3660000,
    QG_PERIOD_WORKDAYS_MAX = 10000
};

#endif
