// SPDX-License-Identifier: Apache-2.0
//
// Working-day calendars. Monday to Friday are working days and Saturday and Sunday are not,
// except for the days that the calendar lists, as published year by year. A calendar speaks only
// of the days it covers: asked about another one, the functions say that they do not know, and
// the rule that asked stays undetermined. The lists belong to whoever made the calendar.
#ifndef QG_WORKDAYS_H
#define QG_WORKDAYS_H

#include "str.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_calendar {
    struct qg_str name;
    int32_t first, last; // the days covered, both included
    const int32_t *off;  // weekdays on which nobody works, ascending
    uint32_t off_count;
    const int32_t *working; // Saturdays and Sundays on which people do work, ascending
    uint32_t working_count;
};

// Whether the calendar knows what kind of day this is.
bool qg_calendar_covers(const struct qg_calendar *calendar, int32_t date);

// Whether a covered day is a working day.
bool qg_calendar_works(const struct qg_calendar *calendar, int32_t date);

// The date itself if it is a working day, else the next one that is. False if the answer lies
// outside of what is covered.
bool qg_calendar_roll(const struct qg_calendar *calendar, int32_t date, int32_t *out);

// The n-th working day after the date, which itself does not count; for a negative n, before it;
// for 0 the date itself, whatever kind of day it is. False if the way leaves what is covered.
bool qg_calendar_add(const struct qg_calendar *calendar, int32_t date, int32_t n, int32_t *out);

#endif
