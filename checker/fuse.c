// SPDX-License-Identifier: Apache-2.0
#include "fuse.h"

#include <assert.h>
#include <stdlib.h>

static_assert(QG_FUSED_LIMIT <= UINT8_MAX, "an opcode is a byte");

// The opcode for both, or that of the first.
static uint8_t fused_op(const struct qg_instr *first, const struct qg_instr *second) {
#define QG_FUSE(one, other, operand)                                                               \
    if (first->op == QG_OP_##one && second->op == QG_OP_##other && second->operand == first->a)    \
        return QG_OP_##one##_##other;
#include "fuse.def"
#undef QG_FUSE
    return first->op;
}

struct qg_instr *qg_fuse(const struct qg_program *program) {
    uint32_t count = program->code_count;
    struct qg_instr *code = calloc((size_t)count + 1, sizeof *code);
    if (code == NULL)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        code[i] = program->code[i];
    // The last instruction of a function ends it, so no pair reaches into the next one.
    for (uint32_t i = 0; i + 1 < count; i++)
        code[i].op = fused_op(&program->code[i], &program->code[i + 1]);
    return code;
}
