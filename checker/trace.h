// SPDX-License-Identifier: Apache-2.0
//
// The whys of single instructions, for those where the rules of why.h do not say it all. A
// frame's registers are as they were before the instruction wrote, but for those of a pick.
#ifndef QG_TRACE_H
#define QG_TRACE_H

#include "fold.h"
#include "why.h"

struct qg_frame {
    const struct qg_value *r;
    struct qg_why **w;
};

struct qg_why *qg_trace_select(struct qg_machine *m, struct qg_frame frame,
                               const struct qg_instr *ip);

// MIN and MAX of a known result take both operands; else both, known parts bound it too.
struct qg_why *qg_trace_extreme(struct qg_machine *m, struct qg_value result, struct qg_given b,
                                struct qg_given c);

// A value of a scalar list, whose why is the list's.
struct qg_why *qg_trace_value(struct qg_machine *m, struct qg_why *list, int32_t slot);

struct qg_why *qg_trace_widen_some(struct qg_machine *m, struct qg_frame frame,
                                   const struct qg_instr *ip);
struct qg_why *qg_trace_widen_value(struct qg_machine *m, struct qg_frame frame,
                                    const struct qg_instr *ip);

struct qg_why *qg_trace_fold(struct qg_machine *m, struct qg_frame frame,
                             const struct qg_instr *ip);
struct qg_why *qg_trace_fold_end(struct qg_machine *m, struct qg_given fold);

// Changes the whys of a pick's registers as `change` says its registers were changed.
void qg_trace_pick(struct qg_machine *m, struct qg_frame frame, const struct qg_instr *ip,
                   enum qg_pick_change change);
struct qg_why *qg_trace_picked(struct qg_machine *m, struct qg_frame frame,
                               const struct qg_instr *ip);

void qg_trace_the(struct qg_machine *m, struct qg_frame frame, const struct qg_instr *ip,
                  enum qg_pick_change change);
struct qg_why *qg_trace_picked_the(struct qg_machine *m, struct qg_frame frame,
                                   const struct qg_instr *ip);

struct qg_why *qg_trace_accrual(struct qg_machine *m, struct qg_given list, struct qg_given number,
                                int32_t accrual);
struct qg_why *qg_trace_member(struct qg_machine *m, struct qg_given value, struct qg_given list,
                               int32_t set);
struct qg_why *qg_trace_lists(struct qg_machine *m, struct qg_given left, struct qg_given right,
                              int32_t set);

#endif
