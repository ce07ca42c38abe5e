// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// Frames. The one thing a frame must never do is to give a register away while its value is still
// wanted. That is tried out on functions made at random, of nested loops and branches: they are
// walked along random ways, keeping track of whose value each register holds, and every read must
// find the value that was written for it.
#include "frame.h"

enum { SCOPE = 64, ROUNDS = 400, WAYS = 20, STEPS = 4000, NOBODY = -1 };

struct maker {
    struct qg_ir ir;
    uint64_t seed;
    uint32_t scope[SCOPE]; // registers that hold a value here
    uint32_t known;
};

static uint32_t below(uint64_t *seed, uint32_t limit) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*seed >> 33) % limit;
}

static uint32_t any_known(struct maker *m) {
    return m->scope[below(&m->seed, m->known)];
}

static void know(struct maker *m, uint32_t reg) {
    if (m->known < SCOPE)
        m->scope[m->known++] = reg;
}

static void add(struct maker *m, enum qg_op op, uint32_t a, uint32_t b, uint32_t c, int32_t imm) {
    qg_ir_add(&m->ir, (struct qg_ir_op){(uint16_t)op, a, b, c, imm, QG_SPAN_NONE});
}

static void make_block(struct maker *m, uint32_t depth);

// One value from two others, or one that goes on from itself.
static void make_value(struct maker *m) {
    uint32_t b = any_known(m), c = any_known(m);
    uint32_t a = below(&m->seed, 4) == 0 ? any_known(m) : qg_ir_reg(&m->ir, 1);
    add(m, QG_OP_AND, a, b, c, 0);
    know(m, a);
}

static void make_branch(struct maker *m, uint32_t depth) {
    uint32_t over = qg_ir_label(&m->ir), known = m->known;
    add(m, QG_OP_JUMP_NO, any_known(m), 0, 0, (int32_t)over);
    make_block(m, depth + 1);
    qg_ir_bind(&m->ir, over);
    m->known = known;
}

static void make_loop(struct maker *m, uint32_t depth) {
    uint32_t top = qg_ir_label(&m->ir), out = qg_ir_label(&m->ir), known = m->known;
    bool values = below(&m->seed, 2) == 0;
    uint32_t variable = qg_ir_reg(&m->ir, values ? 2 : 1);
    add(m, values ? QG_OP_EACH_VALUE : QG_OP_EACH, variable, any_known(m), 0, (int32_t)out);
    qg_ir_bind(&m->ir, top);
    know(m, variable);
    make_block(m, depth + 1);
    add(m, values ? QG_OP_NEXT_VALUE : QG_OP_NEXT, variable, 0, 0, (int32_t)top);
    qg_ir_bind(&m->ir, out);
    m->known = known;
}

static void make_pick(struct maker *m) {
    uint32_t pick = qg_ir_reg(&m->ir, 3);
    add(m, QG_OP_PICK_START, pick, 0, 0, 0);
    add(m, QG_OP_PICK_MAX, pick, any_known(m), any_known(m), (int32_t)any_known(m));
    add(m, QG_OP_PICK_END, pick, 0, 0, 0);
    know(m, pick);
}

static void make_call(struct maker *m) {
    uint32_t width = 2 + below(&m->seed, 3), first = qg_ir_reg(&m->ir, (uint8_t)width);
    for (uint32_t i = 0; i < width; i++)
        add(m, QG_OP_COPY, first + i, any_known(m), 0, 0);
    uint32_t result = qg_ir_reg(&m->ir, 1);
    add(m, QG_OP_CALL, result, first, width, 0);
    know(m, result);
}

static void make_block(struct maker *m, uint32_t depth) {
    for (uint32_t i = 2 + below(&m->seed, 5); i > 0; i--) {
        uint32_t what = below(&m->seed, depth < 4 ? 8 : 5);
        if (what < 3)
            make_value(m);
        else if (what == 3)
            make_pick(m);
        else if (what == 4)
            make_call(m);
        else if (what == 5)
            make_branch(m, depth);
        else
            make_loop(m, depth);
    }
}

static void make_function(struct maker *m, uint64_t seed) {
    m->seed = seed;
    m->known = 0;
    qg_ir_start(&m->ir, 2);
    know(m, 0);
    know(m, 1);
    make_block(m, 0);
    add(m, QG_OP_RETURN, any_known(m), 0, 0, 0);
    assert_false(m->ir.failed);
}

// ---- Walking -----------------------------------------------------------------------------------

struct walker {
    struct qg_ir *ir;
    const struct qg_frame_plan *plan;
    int64_t holds[QG_REGISTERS]; // whose value is in each register
    uint64_t seed;
};

static void touch(struct walker *w, const struct qg_ir_touch *touch, uint32_t access) {
    for (uint32_t i = 0; i < touch->width; i++) {
        uint32_t wanted = *touch->reg + i, reg = qg_frame_register(w->plan, wanted);
        assert_true(reg < w->plan->registers);
        if (access & touch->access & QG_IR_READS)
            assert_int_equal(w->holds[reg], wanted);
        if (access & touch->access & QG_IR_WRITES)
            w->holds[reg] = wanted;
    }
}

static void run(struct walker *w, uint32_t at) {
    struct qg_ir_touch touches[QG_IR_TOUCHES];
    uint32_t count = qg_ir_touches(&w->ir->ops.at[at], touches);
    for (uint32_t i = 0; i < count; i++)
        touch(w, &touches[i], QG_IR_READS);
    for (uint32_t i = 0; i < count; i++)
        touch(w, &touches[i], QG_IR_WRITES);
}

static uint32_t place_of(const struct qg_ir *ir, int32_t label) {
    uint32_t at = 0;
    while (ir->ops.at[at].op != QG_IR_LABEL || ir->ops.at[at].imm != label)
        at++;
    return at;
}

static void walk(struct walker *w) {
    for (uint32_t i = 0; i < QG_REGISTERS; i++)
        w->holds[i] = i < w->ir->arg_count ? (int64_t)i : NOBODY;
    uint32_t at = 0;
    for (uint32_t steps = 0; steps < STEPS && w->ir->ops.at[at].op != QG_OP_RETURN; steps++) {
        const struct qg_ir_op *op = &w->ir->ops.at[at];
        bool jumps = qg_ir_jumps(op) && below(&w->seed, 2) == 0;
        bool empty = jumps && (op->op == QG_OP_EACH || op->op == QG_OP_EACH_VALUE);
        if (!empty) // a loop without a round leaves its variable as it was
            run(w, at);
        at = jumps ? place_of(w->ir, op->imm) : at + 1;
    }
    if (w->ir->ops.at[at].op == QG_OP_RETURN)
        run(w, at);
}

static void a_register_keeps_its_value_as_long_as_it_is_wanted(void **state) {
    (void)state;
    struct maker m = {0};
    struct qg_frame_plan plan = {0};
    for (uint64_t round = 0; round < ROUNDS; round++) {
        make_function(&m, round);
        enum qg_frame_result result = qg_frame_lay_out(&plan, &m.ir);
        assert_int_not_equal(result, QG_FRAME_MEMORY);
        struct walker w = {.ir = &m.ir, .plan = &plan, .seed = round};
        for (uint32_t way = 0; result == QG_FRAME_FITS && way < WAYS; way++)
            walk(&w);
    }
    qg_frame_free(&plan);
    qg_ir_free(&m.ir);
}

// ---- Small ones --------------------------------------------------------------------------------

static void values_that_are_done_make_room(void **state) {
    (void)state;
    struct maker m = {0};
    struct qg_frame_plan plan = {0};
    qg_ir_start(&m.ir, 1);
    uint32_t last = 0;
    for (int i = 0; i < 1000; i++) {
        uint32_t next = qg_ir_reg(&m.ir, 1);
        add(&m, QG_OP_NOT, next, last, 0, 0);
        last = next;
    }
    add(&m, QG_OP_RETURN, last, 0, 0, 0);
    assert_int_equal(qg_frame_lay_out(&plan, &m.ir), QG_FRAME_FITS);
    assert_int_equal(plan.registers, 1);
    qg_frame_free(&plan);
    qg_ir_free(&m.ir);
}

static enum qg_frame_result with_arguments(uint32_t count) {
    struct maker m = {0};
    struct qg_frame_plan plan = {0};
    qg_ir_start(&m.ir, count);
    add(&m, QG_OP_RETURN, count - 1, 0, 0, 0);
    enum qg_frame_result result = qg_frame_lay_out(&plan, &m.ir);
    qg_frame_free(&plan);
    qg_ir_free(&m.ir);
    return result;
}

static void arguments_fill_a_frame_and_no_more(void **state) {
    (void)state;
    assert_int_equal(with_arguments(QG_REGISTERS), QG_FRAME_FITS);
    assert_int_equal(with_arguments(QG_REGISTERS + 1), QG_FRAME_TOO_LARGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_register_keeps_its_value_as_long_as_it_is_wanted),
        cmocka_unit_test(values_that_are_done_make_room),
        cmocka_unit_test(arguments_fill_a_frame_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
