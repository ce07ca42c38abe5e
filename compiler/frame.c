// SPDX-License-Identifier: Apache-2.0
#include "frame.h"

#include "op_info.h"

void qg_frame_free(struct qg_frame_plan *plan) {
    qg_vec_free(&plan->lives);
    qg_vec_free(&plan->heads);
    qg_vec_free(&plan->loop_ends);
    qg_vec_free(&plan->loops);
}

static bool start(struct qg_frame_plan *p, const struct qg_ir *ir) {
    p->lives.len = p->heads.len = p->loop_ends.len = p->loops.len = 0;
    p->registers = ir->arg_count;
    if (!qg_vec_reserve(&p->lives, ir->widths.len) || !qg_vec_reserve(&p->heads, ir->widths.len) ||
        !qg_vec_reserve(&p->loop_ends, ir->label_count))
        return false;
    uint32_t head = 0;
    for (uint32_t i = 0; i < ir->widths.len; i++) {
        if (ir->widths.at[i] != 0)
            head = i;
        p->heads.at[p->heads.len++] = head;
        p->lives.at[p->lives.len++] = (struct qg_frame_life){.first = UINT32_MAX};
    }
    for (uint32_t i = 0; i < ir->label_count; i++)
        p->loop_ends.at[p->loop_ends.len++] = 0;
    return true;
}

// ---- How long each register is needed ----------------------------------------------------------

static void find_loops(struct qg_frame_plan *p, const struct qg_ir *ir) {
    for (uint32_t i = 0; i < ir->ops.len; i++)
        if (ir->ops.at[i].op == QG_OP_NEXT || ir->ops.at[i].op == QG_OP_NEXT_VALUE)
            p->loop_ends.at[ir->ops.at[i].imm] = i;
}

// The end of the outermost loop that a register alive since `first` was carried into.
static uint32_t carried_to(const struct qg_frame_plan *p, const struct qg_ir *ir, uint32_t first,
                           uint32_t at) {
    for (uint32_t i = 0; i < p->loops.len; i++)
        if (p->loops.at[i] > first)
            return p->loop_ends.at[ir->ops.at[p->loops.at[i]].imm];
    return at;
}

static void live_at(struct qg_frame_plan *p, const struct qg_ir *ir, uint32_t reg, uint32_t at) {
    struct qg_frame_life *life = &p->lives.at[p->heads.at[reg]];
    if (life->first == UINT32_MAX)
        life->first = reg < ir->arg_count ? 0 : at;
    uint32_t last = carried_to(p, ir, life->first, at);
    if (life->last < last)
        life->last = last;
}

static bool enter_and_leave(struct qg_frame_plan *p, const struct qg_ir *ir, uint32_t at) {
    const struct qg_ir_op *op = &ir->ops.at[at];
    if (op->op == QG_IR_LABEL && p->loop_ends.at[op->imm] != 0)
        return qg_vec_push(&p->loops, at);
    if (op->op == QG_OP_NEXT || op->op == QG_OP_NEXT_VALUE)
        p->loops.len--;
    return true;
}

static bool measure(struct qg_frame_plan *p, struct qg_ir *ir) {
    find_loops(p, ir);
    for (uint32_t i = 0; i < ir->ops.len; i++) {
        struct qg_ir_touch touches[QG_IR_TOUCHES];
        uint32_t count = qg_ir_touches(&ir->ops.at[i], touches);
        for (uint32_t t = 0; t < count; t++)
            for (uint32_t w = 0; w < touches[t].width; w++)
                live_at(p, ir, *touches[t].reg + w, i);
        if (!enter_and_leave(p, ir, i))
            return false;
    }
    return true;
}

// ---- Where each register stands ----------------------------------------------------------------

// From which instruction on each register of the frame is free. An instruction reads before it
// writes, so what it reads last may make room for what it writes.
struct frame {
    uint32_t free_from[QG_REGISTERS];
};

static bool fits(const struct frame *frame, uint32_t from, uint32_t width, uint32_t at) {
    for (uint32_t i = 0; i < width; i++)
        if (frame->free_from[from + i] > at)
            return false;
    return true;
}

static void take(struct qg_frame_plan *p, struct frame *frame, uint32_t from, uint32_t width,
                 struct qg_frame_life *life) {
    life->reg = from;
    for (uint32_t i = 0; i < width; i++)
        frame->free_from[from + i] = life->last;
    if (p->registers < from + width)
        p->registers = from + width;
}

static bool place(struct qg_frame_plan *p, struct frame *frame, uint32_t width,
                  struct qg_frame_life *life) {
    for (uint32_t from = 0; from + width <= QG_REGISTERS; from++)
        if (fits(frame, from, width, life->first)) {
            take(p, frame, from, width, life);
            return true;
        }
    return false;
}

static bool place_arguments(struct qg_frame_plan *p, struct frame *frame, const struct qg_ir *ir) {
    if (ir->arg_count > QG_REGISTERS)
        return false;
    for (uint32_t i = 0; i < ir->arg_count; i++)
        take(p, frame, i, 1, &p->lives.at[i]);
    return true;
}

static bool place_all(struct qg_frame_plan *p, struct qg_ir *ir) {
    struct frame frame = {{0}};
    if (!place_arguments(p, &frame, ir))
        return false;
    for (uint32_t i = 0; i < ir->ops.len; i++) {
        struct qg_ir_touch touches[QG_IR_TOUCHES];
        uint32_t count = qg_ir_touches(&ir->ops.at[i], touches);
        for (uint32_t t = 0; t < count; t++) {
            uint32_t head = p->heads.at[*touches[t].reg];
            bool begins = (touches[t].access & QG_IR_WRITES) && head >= ir->arg_count &&
                          p->lives.at[head].first == i;
            if (begins && !place(p, &frame, ir->widths.at[head], &p->lives.at[head]))
                return false;
        }
    }
    return true;
}

enum qg_frame_result qg_frame_lay_out(struct qg_frame_plan *p, struct qg_ir *ir) {
    if (!start(p, ir) || !measure(p, ir))
        return QG_FRAME_MEMORY;
    return place_all(p, ir) ? QG_FRAME_FITS : QG_FRAME_TOO_LARGE;
}

uint8_t qg_frame_register(const struct qg_frame_plan *p, uint32_t reg) {
    uint32_t head = p->heads.at[reg];
    return (uint8_t)(p->lives.at[head].reg + (reg - head));
}
