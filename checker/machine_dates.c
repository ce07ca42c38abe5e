// SPDX-License-Identifier: Apache-2.0
//
// Moving a date never changes the order of two dates, whatever the rounding; so an interval is
// moved by moving its ends. Counting runs backward in the anchor and forward in the day.
#include "interval.h"
#include "kernels.h"

#include <stdlib.h>

static enum qg_month_end rounding(const struct qg_machine *m) {
    bool next = m->term_mode == QG_TERM_ROUND_UP || m->readings[QG_READING_MONTH_END] == 1;
    return next ? QG_MONTH_END_NEXT : QG_MONTH_END_CLAMP;
}

// `number` times `times`, stopped where no date can be any more.
static int32_t multiple(int32_t number, int32_t times) {
    const int64_t far = 8000000; // days, a little more than from year 1 to year 9999 and back
    int64_t product = (int64_t)number * times;
    return (int32_t)(product > far ? far : product < -far ? -far : product);
}

// The date moved `times` periods of months and days on, rounded once.
static inline int32_t moved(const struct qg_machine *m, int32_t date,
                            const struct qg_period *period, int32_t times) {
    return qg_date_add(date, multiple(period->months, times), multiple(period->days, times),
                       rounding(m));
}

static inline bool move_end(struct qg_machine *m, int32_t *date, const struct qg_period *period) {
    if (*date == QG_DATE_ONGOING)
        return true;
    if (period->workdays == 0) {
        *date = moved(m, *date, period, period->sign);
        return true;
    }
    const struct qg_calendar *calendar = &m->program->calendars[period->calendar];
    return qg_machine_charge(m, (int64_t)period->workdays) &&
           qg_calendar_add(calendar, *date, period->sign * period->workdays, date);
}

struct qg_value qg_dates_move(struct qg_machine *m, struct qg_value date, int32_t period) {
    const struct qg_period *by = &m->program->periods[period];
    struct qg_value result = date;
    bool moved_lo = move_end(m, &result.lo, by);
    if (moved_lo && date.lo == date.hi) // nearly always: a known date moves once
        return qg_exactly(result.lo);
    if (!moved_lo)
        result.lo = by->sign > 0 ? date.lo : QG_DATE_LOWEST;
    if (!move_end(m, &result.hi, by))
        result.hi = by->sign > 0 ? QG_DATE_HIGHEST : date.hi;
    return result;
}

static int32_t shifted(int32_t date, int32_t days) {
    return qg_date_add(date, 0, days, QG_MONTH_END_CLAMP);
}

struct qg_value qg_dates_term(struct qg_machine *m, struct qg_value date, int32_t period) {
    struct qg_value end = qg_dates_move(m, date, period);
    int32_t days = m->term_mode == QG_TERM_LATER ? 1 : m->term_mode == QG_TERM_SOONER ? -1 : 0;
    if (days == 0)
        return end;
    return (struct qg_value){shifted(end.lo, days), shifted(end.hi, days)};
}

struct qg_value qg_dates_add_months(const struct qg_machine *m, struct qg_value date,
                                    struct qg_value months) {
    int32_t lo = qg_date_add(date.lo, months.lo, 0, rounding(m));
    if (date.lo == date.hi && months.lo == months.hi)
        return qg_exactly(lo);
    return (struct qg_value){lo, qg_date_add(date.hi, months.hi, 0, rounding(m))};
}

struct qg_value qg_dates_roll(struct qg_machine *m, struct qg_value date, int32_t calendar) {
    const struct qg_calendar *by = &m->program->calendars[calendar];
    struct qg_value result = date;
    if (m->readings[QG_READING_LAST_DAY] == 1)
        return date;
    if (date.lo != QG_DATE_ONGOING)
        (void)qg_calendar_roll(by, date.lo, &result.lo);
    if (date.hi != QG_DATE_ONGOING && !qg_calendar_roll(by, date.hi, &result.hi))
        result.hi = QG_DATE_HIGHEST;
    return result;
}

struct qg_value qg_dates_day_of(struct qg_value time) {
    return (struct qg_value){qg_time_date(time.lo), qg_time_date(time.hi)};
}

// The given day of the year of `date`; a year outside of what records may name stops at its edge.
static int32_t in_year_of(int32_t date, int8_t month, int8_t day) {
    int32_t result;
    if (date == QG_DATE_ONGOING)
        return date;
    struct qg_ymd ymd = {qg_date_split(date).year, month, day};
    return qg_date_make(ymd, &result) ? result : date;
}

struct qg_value qg_dates_year_end(struct qg_value date) {
    return (struct qg_value){in_year_of(date.lo, 12, 31), in_year_of(date.hi, 12, 31)};
}

static int32_t half_start(int32_t date) {
    return in_year_of(date, date != QG_DATE_ONGOING && qg_date_split(date).month > 6 ? 7 : 1, 1);
}

struct qg_value qg_dates_half_start(struct qg_value date) {
    return (struct qg_value){half_start(date.lo), half_start(date.hi)};
}

// The periods of a list, gathered into m->periods.
enum gathered { GATHERED, NO_PERIODS, UNKNOWN_PERIODS };

static int by_start(const void *left, const void *right) {
    const struct qg_value *a = left, *b = right;
    return a->lo != b->lo ? (a->lo < b->lo ? -1 : 1) : (a->hi > b->hi) - (a->hi < b->hi);
}

static bool in_order(const struct qg_machine *m) {
    for (uint32_t i = 1; i < m->periods.len; i++)
        if (m->periods.at[i].lo < m->periods.at[i - 1].lo)
            return false;
    return true;
}

// Sorts the periods and joins those that overlap or touch.
static void merge(struct qg_machine *m) {
    struct qg_value *at = m->periods.at;
    uint32_t last = 0;
    if (!in_order(m))
        qsort(at, m->periods.len, sizeof *at, by_start);
    for (uint32_t i = 1; i < m->periods.len; i++) {
        if (at[last].hi == QG_DATE_ONGOING || at[i].lo <= at[last].hi + 1)
            at[last].hi = at[i].hi > at[last].hi ? at[i].hi : at[last].hi;
        else
            at[++last] = at[i];
    }
    m->periods.len = last + 1;
}

// A period that ends before it starts, or never starts, holds no day and is passed over.
static bool gather_one(struct qg_machine *m, int32_t from, int32_t to) {
    if (from < 0 || to < 0)
        return false;
    if (to < from || from == QG_DATE_ONGOING ||
        qg_vec_push(&m->periods, (struct qg_value){from, to}))
        return true;
    m->failed = true;
    return false;
}

static enum gathered gather(struct qg_machine *m, struct qg_value list, int32_t accrual) {
    const struct qg_accrual *how = &m->program->accruals[accrual];
    const int32_t *slots = m->record->slots;
    uint32_t from = m->fields[how->from].slot, to = m->fields[how->to].slot;
    m->periods.len = 0;
    if (list.hi < 0)
        return UNKNOWN_PERIODS;
    int32_t at = list.lo > 0 ? slots[list.lo + QG_LIST_FIRST] : 0;
    for (; at > 0; at = slots[at + QG_AT_NEXT])
        if (!qg_machine_charge(m, 4) ||
            !gather_one(m, slots[(uint32_t)at + from], slots[(uint32_t)at + to]))
            return UNKNOWN_PERIODS;
    if (m->periods.len == 0)
        return NO_PERIODS;
    merge(m);
    return GATHERED;
}

// The n-th due day over the gathered periods.
static int32_t due(struct qg_machine *m, const struct qg_period *period, int32_t n) {
    const struct qg_value *at = m->periods.at;
    int32_t date = moved(m, at[0].lo, period, n);
    if (n == 0 || !qg_machine_charge(m, m->periods.len))
        return date;
    for (uint32_t i = 0; at[i].hi != QG_DATE_ONGOING && at[i].hi + 1 < date; i++) {
        if (i + 1 == m->periods.len)
            return QG_DATE_ONGOING;
        date += at[i + 1].lo - (at[i].hi + 1);
    }
    return date;
}

static const struct qg_period *period_of(const struct qg_machine *m, int32_t accrual) {
    return &m->program->periods[m->program->accruals[accrual].period];
}

struct qg_value qg_dates_accrued(struct qg_machine *m, struct qg_value list, struct qg_value times,
                                 int32_t accrual) {
    const struct qg_period *period = period_of(m, accrual);
    enum gathered what = gather(m, list, accrual);
    if (what == NO_PERIODS)
        return (struct qg_value){QG_DATE_ONGOING, QG_DATE_ONGOING};
    struct qg_value result = {QG_DATE_MIN, QG_DATE_ONGOING};
    if (what == UNKNOWN_PERIODS)
        return result;
    int32_t least = due(m, period, times.lo);
    result = (struct qg_value){least, times.lo == times.hi ? least : due(m, period, times.hi)};
    return m->exhausted ? (struct qg_value){QG_DATE_MIN, QG_DATE_ONGOING} : result;
}

// Where counting stopped there may be more.
static struct qg_value counted(int32_t least, int32_t most) {
    return (struct qg_value){least, most >= QG_DUE_LIMIT ? INT32_MAX : most};
}

static bool is_due(struct qg_machine *m, const struct qg_period *period, int32_t n, int32_t day) {
    int32_t date = due(m, period, n);
    return date != QG_DATE_ONGOING && date <= day;
}

// How many periods from `start` may have ended by `day`: a month has at least 28 days. Searching
// below this, and not below QG_DUE_LIMIT, takes three or four steps where it took twelve.
static int32_t most_due(const struct qg_period *period, int32_t start, int32_t day) {
    int64_t shortest = (int64_t)period->months * 28 + period->days;
    if (shortest <= 0 || day >= QG_DATE_HIGHEST) // where dates stop growing
        return QG_DUE_LIMIT;
    int64_t most = day < start ? 0 : ((int64_t)day - start) / shortest;
    return most < QG_DUE_LIMIT ? (int32_t)most : QG_DUE_LIMIT;
}

// The last n that is due on `day`; due days never come in the wrong order.
static int32_t count_due(struct qg_machine *m, const struct qg_period *period, int32_t day) {
    int32_t low = 0, high = most_due(period, m->periods.at[0].lo, day);
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        if (is_due(m, period, middle, day))
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

struct qg_value qg_dates_due_count(struct qg_machine *m, struct qg_value list, struct qg_value day,
                                   int32_t accrual) {
    const struct qg_period *period = period_of(m, accrual);
    enum gathered what = gather(m, list, accrual);
    if (what == NO_PERIODS)
        return (struct qg_value){0, 0};
    struct qg_value unknown = {0, INT32_MAX};
    if (what == UNKNOWN_PERIODS)
        return unknown;
    int32_t least = count_due(m, period, day.lo);
    struct qg_value result =
        counted(least, day.lo == day.hi ? least : count_due(m, period, day.hi));
    return m->exhausted ? unknown : result;
}

struct qg_value qg_dates_grid_nth(const struct qg_machine *m, struct qg_value anchor,
                                  struct qg_value times, int32_t period) {
    const struct qg_period *by = &m->program->periods[period];
    return (struct qg_value){moved(m, anchor.lo, by, times.lo), moved(m, anchor.hi, by, times.hi)};
}

static int32_t count_grid(const struct qg_machine *m, const struct qg_period *period,
                          int32_t anchor, int32_t day) {
    int32_t low = 0, high = anchor == QG_DATE_ONGOING ? 0 : most_due(period, anchor, day);
    while (low < high) {
        int32_t middle = low + (high - low + 1) / 2;
        if (moved(m, anchor, period, middle) <= day)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

struct qg_value qg_dates_grid_count(const struct qg_machine *m, struct qg_value anchor,
                                    struct qg_value day, int32_t period) {
    const struct qg_period *by = &m->program->periods[period];
    return counted(count_grid(m, by, anchor.hi, day.lo), count_grid(m, by, anchor.lo, day.hi));
}
