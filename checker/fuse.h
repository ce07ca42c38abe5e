// SPDX-License-Identifier: Apache-2.0
//
// The code as the plain machine runs it: the program's, but where two instructions often follow
// each other, the first has an opcode that stands for both. Both stay where they are, operands
// and all, so that nothing moves and a jump to the second finds it unchanged. A program knows
// nothing of this: it is written, verified, listed and traced as it was compiled.
#ifndef QG_FUSE_H
#define QG_FUSE_H

#include "program.h"

enum qg_fused_op {
    QG_FUSED_FIRST = QG_OP_LIMIT - 1,
#define QG_FUSE(first, second, operand) QG_OP_##first##_##second,
#include "fuse.def"
#undef QG_FUSE
    QG_FUSED_LIMIT
};

// A copy of the program's code, fused; owned by the caller. NULL if memory is out.
struct qg_instr *qg_fuse(const struct qg_program *program);

#endif
