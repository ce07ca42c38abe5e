// SPDX-License-Identifier: Apache-2.0
//
// From the intermediate representation to code: labels become addresses, virtual registers those
// of the frame, and copies that lead nowhere vanish. Appends one function after the other to the
// code of the whole program.
#ifndef QG_EMIT_H
#define QG_EMIT_H

#include "frame.h"

struct qg_emit {
    struct qg_frame_plan frame;
    QG_VEC(uint32_t) labels;      // of the function at hand: their addresses
    QG_VEC(struct qg_instr) code; // of the whole program
    QG_VEC(struct qg_span) spans; // one for each instruction
};

// A zeroed one is ready.
void qg_emit_free(struct qg_emit *emit);

// Appends `ir` and sets entry, end and registers of `out`.
enum qg_frame_result qg_emit_function(struct qg_emit *emit, struct qg_ir *ir,
                                      struct qg_function *out);

#endif
