// SPDX-License-Identifier: Apache-2.0
//
// Calendar days for the generator: a day is the number of days since 1899-12-31, so that every day
// of the record format is positive and zero can mean "missing". Kept apart from base/ on purpose:
// what is generated must not inherit a mistake of what it is checked with.
#ifndef QG_GENERATE_DATE_H
#define QG_GENERATE_DATE_H

#include <stdbool.h>
#include <stdint.h>

// The day of a calendar date; the date must exist.
int32_t qg_gendate_make(int year, int month, int day);

// Takes a day apart into year, month (1-12) and day of the month.
void qg_gendate_split(int32_t date, int *year, int *month, int *day);

// The same day number some months on (or back), clamped to the end of the month.
int32_t qg_gendate_add_months(int32_t date, int months);

// Full calendar months that lie between two days, the first not after the second.
int32_t qg_gendate_months_between(int32_t from, int32_t to);

// The day itself if it is worked in a five-day week, else the nearest working day after it.
int32_t qg_gendate_working_on(int32_t date);

// The day itself if it is worked, else the nearest working day before it.
int32_t qg_gendate_working_back(int32_t date);

// Writes YYYY-MM-DD into ten bytes of `out`, without a terminator.
void qg_gendate_print(char *out, int32_t date);

// Reads YYYY-MM-DD into `out`; false when the text is not a date between 1900 and 2199.
bool qg_gendate_parse(int32_t *out, const char *text);

#endif
