// SPDX-License-Identifier: Apache-2.0
//
// The frame of one function: which of at most QG_REGISTERS registers each virtual register gets.
// A linear scan: a virtual register is alive from the first to the last instruction that touches
// it, and to the end of any loop that it was carried into; those alive at the same time get
// different registers, and a group gets neighbours. Small frames keep the machine's stack in the
// cache, whatever the size of a rule.
#ifndef QG_FRAME_H
#define QG_FRAME_H

#include "ir.h"

struct qg_frame_life {
    uint32_t first, last; // instructions that touch the group; last < first: none does
    uint32_t reg;         // where it stands
};

// Working memory, kept from one function to the next. A zeroed one is ready.
struct qg_frame_plan {
    QG_VEC(struct qg_frame_life) lives; // by virtual register; only the first of a group counts
    QG_VEC(uint32_t) heads;             // by virtual register: the first of its group
    QG_VEC(uint32_t) loop_ends;         // by label: the NEXT that returns to it, 0: none
    QG_VEC(uint32_t) loops;             // labels (as instructions) of the loops open just now
    uint32_t registers;                 // size of the frame
};

enum qg_frame_result { QG_FRAME_FITS, QG_FRAME_TOO_LARGE, QG_FRAME_MEMORY };

void qg_frame_free(struct qg_frame_plan *plan);
enum qg_frame_result qg_frame_lay_out(struct qg_frame_plan *plan, struct qg_ir *ir);

// The register of a virtual register.
uint8_t qg_frame_register(const struct qg_frame_plan *plan, uint32_t reg);

#endif
