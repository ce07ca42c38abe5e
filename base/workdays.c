// SPDX-License-Identifier: Apache-2.0
#include "workdays.h"

#include "date.h"

// Halves what is left of the list without a branch on the days, which no processor could guess.
static bool contains(const int32_t *days, uint32_t count, int32_t day) {
    for (; count > 1; count -= count / 2)
        days += days[count / 2] <= day ? count / 2 : 0;
    return count == 1 && *days == day;
}

bool qg_calendar_covers(const struct qg_calendar *calendar, int32_t date) {
    return date >= calendar->first && date <= calendar->last;
}

bool qg_calendar_works(const struct qg_calendar *calendar, int32_t date) {
    if (qg_date_weekday(date) >= 5)
        return contains(calendar->working, calendar->working_count, date);
    return !contains(calendar->off, calendar->off_count, date);
}

bool qg_calendar_roll(const struct qg_calendar *calendar, int32_t date, int32_t *out) {
    for (; qg_calendar_covers(calendar, date); date++) {
        if (qg_calendar_works(calendar, date)) {
            *out = date;
            return true;
        }
    }
    return false;
}

bool qg_calendar_add(const struct qg_calendar *calendar, int32_t date, int32_t n, int32_t *out) {
    int32_t step = n < 0 ? -1 : 1;
    while (n != 0 && qg_calendar_covers(calendar, date)) {
        date += step;
        if (qg_calendar_works(calendar, date))
            n -= step;
    }
    if (!qg_calendar_covers(calendar, date))
        return false;
    *out = date;
    return true;
}
