// SPDX-License-Identifier: Apache-2.0
//
// The instructions that are too large to stand in the interpreter's loop: dates, accrual and
// calendars (machine_dates.c), relations between lists (machine_sets.c). Each takes intervals and
// gives an interval that holds every value the operands allow; each pays for its own steps.
#ifndef QG_KERNELS_H
#define QG_KERNELS_H

#include "date.h"
#include "likely.h"
#include "machine.h"

#define QG_TRUTH_NO      ((struct qg_value){0, 0})
#define QG_TRUTH_YES     ((struct qg_value){1, 1})
#define QG_TRUTH_UNKNOWN ((struct qg_value){0, 1})

// Takes `cost` from the steps that are left; false, and the machine is exhausted, if it cannot.
static inline bool qg_machine_charge(struct qg_machine *m, int64_t cost) {
    m->steps -= cost;
    if (QG_RARELY(m->steps < 0)) {
        m->steps = -1; // for good
        m->exhausted = true;
        return false;
    }
    return true;
}

// A date moved by a period; as the end of a term, where the boundary modes move it further.
struct qg_value qg_dates_move(struct qg_machine *m, struct qg_value date, int32_t period);
struct qg_value qg_dates_term(struct qg_machine *m, struct qg_value date, int32_t period);

struct qg_value qg_dates_add_months(const struct qg_machine *m, struct qg_value date,
                                    struct qg_value months);

// The day itself or the next working day. A roll only moves later, so that much is known even
// of days that the calendar does not cover.
struct qg_value qg_dates_roll(struct qg_machine *m, struct qg_value date, int32_t calendar);

struct qg_value qg_dates_day_of(struct qg_value time);
struct qg_value qg_dates_year_end(struct qg_value date);
struct qg_value qg_dates_half_start(struct qg_value date);

// The day on which the periods of `list` add up to the accrual's period `times` over: the first
// period's start, moved by that much, and then later by the length of every gap that begins
// before it. QG_DATE_ONGOING if the last period ended too early for that ever to come.
struct qg_value qg_dates_accrued(struct qg_machine *m, struct qg_value list, struct qg_value times,
                                 int32_t accrual);

// How many n >= 1 have accrued(n) <= day. Counting stops at QG_DUE_LIMIT, above which there is
// only a lower bound.
enum { QG_DUE_LIMIT = 3600 }; // once a month for three hundred years
struct qg_value qg_dates_due_count(struct qg_machine *m, struct qg_value list, struct qg_value day,
                                   int32_t accrual);

// The same from one date, without gaps.
struct qg_value qg_dates_grid_nth(const struct qg_machine *m, struct qg_value anchor,
                                  struct qg_value times, int32_t period);
struct qg_value qg_dates_grid_count(const struct qg_machine *m, struct qg_value anchor,
                                    struct qg_value day, int32_t period);

// Relations of lists, as opcodes.def says; `set` is an index into program->sets.
struct qg_value qg_sets_member(struct qg_machine *m, struct qg_value value, struct qg_value list,
                               int32_t set);
struct qg_value qg_sets_subset(struct qg_machine *m, struct qg_value left, struct qg_value right,
                               int32_t set);
struct qg_value qg_sets_disjoint(struct qg_machine *m, struct qg_value left, struct qg_value right,
                                 int32_t set);
struct qg_value qg_sets_common(struct qg_machine *m, struct qg_value left, struct qg_value right,
                               int32_t set);
struct qg_value qg_sets_distinct(struct qg_machine *m, struct qg_value list, int32_t set);
struct qg_value qg_sets_length(const struct qg_machine *m, struct qg_value list);

void qg_marks_free(struct qg_marks *marks);

#endif
