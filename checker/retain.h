// SPDX-License-Identifier: Apache-2.0
//
// Copies of what is said of a record, for whoever tells it when the record and the run's arena are
// long in use for another. What belongs to the program, and the name of the input, is pointed at
// and not copied.
#ifndef QG_RETAIN_H
#define QG_RETAIN_H

#include "arena.h"
#include "heading.h"

// Each a copy in `arena`; NULL when memory is out.
const struct qg_finding *qg_retain_finding(struct qg_arena *arena, const struct qg_finding *from);
const struct qg_verdict *qg_retain_verdict(struct qg_arena *arena, const struct qg_verdict *from);
const struct qg_heading *qg_retain_heading(struct qg_arena *arena, const struct qg_heading *from);

#endif
