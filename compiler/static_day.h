// SPDX-License-Identifier: Apache-2.0
//
// What can be said of an act's dates before anything is checked: for the order of amendments and
// for dates that cannot be. A date may be written out, be a parameter with a default, be unknown,
// the later or earlier of several, or differ by reading, where the text itself is in two minds.
#ifndef QG_STATIC_DAY_H
#define QG_STATIC_DAY_H

#include "compile.h"

// Days between which a date lies; all of them if nothing is known.
struct qg_day_range {
    int32_t lo, hi;
};

// `e` may be NULL: nothing is known. Of a reading, the default.
struct qg_day_range qg_static_day(const struct qg_compilation *c, const struct qg_expr *e);

// The day of adoption, if there is one; QG_NONE.
int32_t qg_static_adopted(const struct qg_compilation *c, const struct qg_act_decl *act);

// Reports dates of acts and amendments that contradict each other.
void qg_static_dates_check(struct qg_compilation *c);

#endif
