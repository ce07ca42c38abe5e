// SPDX-License-Identifier: Apache-2.0
//
// The values of a sweep, as a drafter lists them: `10 days, 20 days, 1 month` or a range,
// `1..12 months`, `1/2..1 step 1/12`, `3..9`, or both. Each becomes the text that would stand in
// the act.

#ifndef QG_SWEEP_VALUES_H
#define QG_SWEEP_VALUES_H

#include "arena.h"
#include "str.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>

enum { QG_SWEEP_VALUES_MAX = 1000 };

// The texts lie in an arena. A zeroed one is empty.
struct qg_sweep_values {
    QG_VEC(struct qg_str) items;
};

// Reads a list. False with the reason in `problem`, as it goes behind the name of the option.
bool qg_sweep_values_read(struct qg_sweep_values *out, struct qg_arena *arena, struct qg_str list,
                          struct qg_text *problem);
void qg_sweep_values_free(struct qg_sweep_values *values);

// Whether two values are the same words, however they are spaced.
bool qg_sweep_value_same(struct qg_str a, struct qg_str b);

// Finds `present` among the values; where it is not one of them, puts it where it belongs by its
// size, or first if sizes cannot be compared. Gives its place; false if memory is out.
bool qg_sweep_values_place(struct qg_sweep_values *values, struct qg_str present, uint32_t *at);

#endif
