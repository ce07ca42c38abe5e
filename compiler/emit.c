// SPDX-License-Identifier: Apache-2.0
#include "emit.h"

#include "op_info.h"

void qg_emit_free(struct qg_emit *e) {
    qg_frame_free(&e->frame);
    qg_vec_free(&e->labels);
    qg_vec_free(&e->code);
    qg_vec_free(&e->spans);
}

static uint8_t reg(const struct qg_emit *e, uint32_t virtual_reg) {
    return qg_frame_register(&e->frame, virtual_reg);
}

// Labels, and copies between registers that turned out to be one, take no room.
static bool is_code(const struct qg_emit *e, const struct qg_ir_op *op) {
    if (op->op >= QG_OP_LIMIT)
        return false;
    return op->op != QG_OP_COPY || reg(e, op->a) != reg(e, op->b);
}

static bool find_labels(struct qg_emit *e, const struct qg_ir *ir) {
    uint32_t at = e->code.len;
    e->labels.len = 0;
    if (!qg_vec_reserve(&e->labels, ir->label_count))
        return false;
    e->labels.len = ir->label_count;
    for (uint32_t i = 0; i < ir->ops.len; i++) {
        if (ir->ops.at[i].op == QG_IR_LABEL)
            e->labels.at[ir->ops.at[i].imm] = at;
        else if (is_code(e, &ir->ops.at[i]))
            at++;
    }
    return true;
}

static int32_t immediate_of(const struct qg_emit *e, const struct qg_ir_op *op,
                            enum qg_immediate kind) {
    if (kind == QG_IMMEDIATE_JUMP)
        return (int32_t)e->labels.at[op->imm];
    if (kind == QG_IMMEDIATE_REGISTER)
        return reg(e, (uint32_t)op->imm);
    return op->imm;
}

// A call without arguments names no register; 0 stands there.
static uint8_t first_read(const struct qg_emit *e, const struct qg_ir_op *op) {
    return op->op == QG_OP_CALL && op->c == 0 ? 0 : reg(e, op->b);
}

static struct qg_instr instruction(const struct qg_emit *e, const struct qg_ir_op *op) {
    const struct qg_op_info *info = qg_op_info((uint8_t)op->op);
    struct qg_instr instr = {.op = (uint8_t)op->op};
    if (info->a != QG_OPERAND_NONE)
        instr.a = reg(e, op->a);
    if (info->b != QG_OPERAND_NONE)
        instr.b = first_read(e, op);
    if (info->c != QG_OPERAND_NONE)
        instr.c = reg(e, op->c);
    instr.imm = immediate_of(e, op, info->immediate);
    return instr;
}

enum qg_frame_result qg_emit_function(struct qg_emit *e, struct qg_ir *ir,
                                      struct qg_function *out) {
    enum qg_frame_result result = qg_frame_lay_out(&e->frame, ir);
    if (result != QG_FRAME_FITS)
        return result;
    if (ir->ops.len > INT32_MAX - e->code.len || !find_labels(e, ir) ||
        !qg_vec_reserve(&e->code, ir->ops.len) || !qg_vec_reserve(&e->spans, ir->ops.len))
        return QG_FRAME_MEMORY;
    out->entry = e->code.len;
    for (uint32_t i = 0; i < ir->ops.len; i++) {
        if (!is_code(e, &ir->ops.at[i]))
            continue;
        e->code.at[e->code.len++] = instruction(e, &ir->ops.at[i]);
        e->spans.at[e->spans.len++] = ir->ops.at[i].span;
    }
    out->end = e->code.len;
    out->args = (uint8_t)ir->arg_count;
    out->registers = (uint8_t)e->frame.registers;
    return QG_FRAME_FITS;
}
