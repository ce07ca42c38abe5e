// SPDX-License-Identifier: Apache-2.0
#include "fuse.h"
#include "recent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { CODE = 3 };

// Fuses three instructions and tells the opcodes; everything else must stay as it was.
static void fuse(const struct qg_instr code[CODE], uint8_t ops[CODE]) {
    struct qg_program program = {.code = code, .code_count = CODE};
    struct qg_instr *fused = qg_fuse(&program);
    assert_non_null(fused);
    for (int i = 0; i < CODE; i++) {
        ops[i] = fused[i].op;
        assert_int_equal(fused[i].a, code[i].a);
        assert_int_equal(fused[i].b, code[i].b);
        assert_int_equal(fused[i].c, code[i].c);
        assert_int_equal(fused[i].imm, code[i].imm);
    }
    free(fused);
}

static void two_instructions_become_one_where_the_value_goes_from_one_to_the_other(void **state) {
    (void)state;
    uint8_t ops[CODE];
    const struct qg_instr code[CODE] = {
        {QG_OP_AND, 2, 0, 1, 0}, {QG_OP_JUMP_NO, 2, 0, 0, 2}, {QG_OP_RETURN, 2, 0, 0, 0}};
    fuse(code, ops);
    assert_int_equal(ops[0], QG_OP_AND_JUMP_NO);
    assert_int_equal(ops[1], QG_OP_JUMP_NO); // still there for whoever jumps to it
    assert_int_equal(ops[2], QG_OP_RETURN);
}

static void a_jump_on_another_register_stays_by_itself(void **state) {
    (void)state;
    uint8_t ops[CODE];
    const struct qg_instr code[CODE] = {
        {QG_OP_AND, 2, 0, 1, 0}, {QG_OP_JUMP_NO, 1, 0, 0, 2}, {QG_OP_RETURN, 2, 0, 0, 0}};
    fuse(code, ops);
    assert_int_equal(ops[0], QG_OP_AND);
}

static void pairs_may_overlap_because_the_first_of_them_wins(void **state) {
    (void)state;
    uint8_t ops[CODE];
    const struct qg_instr code[CODE] = {
        {QG_OP_NESTED, 1, 0, 0, 0}, {QG_OP_LOAD, 1, 1, 0, 1}, {QG_OP_EQ_I, 1, 1, 0, 4}};
    fuse(code, ops);
    assert_int_equal(ops[0], QG_OP_NESTED_LOAD);
    assert_int_equal(ops[1], QG_OP_LOAD_EQ_I);
    assert_int_equal(ops[2], QG_OP_EQ_I);
}

static uint64_t word(int32_t number) {
    return qg_pack((struct qg_value){number, number});
}

// Remembers 42 for function 5 of (1, 7) and tells whether a call is answered by it.
static bool answered(struct qg_recent *recent, uint32_t function, int32_t second) {
    const uint64_t args[] = {word(1), word(second)};
    struct qg_recent_entry *place = qg_recent_place(recent, function, args, 2);
    return qg_recent_holds(recent, place, function, args, 2) && place->value == word(42);
}

static void remember(struct qg_recent *recent) {
    const uint64_t args[] = {word(1), word(7)};
    struct qg_recent_entry *place = qg_recent_place(recent, 5, args, 2);
    uint64_t ticket = qg_recent_take(recent, place, 5, args, 2);
    assert_false(answered(recent, 5, 7)); // the call is under way
    qg_recent_keep(recent, place, ticket, word(42));
}

static void a_result_answers_the_same_call_and_no_other(void **state) {
    (void)state;
    struct qg_recent *recent = calloc(1, sizeof *recent);
    assert_non_null(recent);
    qg_recent_forget(recent);
    remember(recent);
    assert_true(answered(recent, 5, 7));
    assert_false(answered(recent, 5, 8));
    assert_false(answered(recent, 6, 7));
    free(recent);
}

static void a_result_is_forgotten_with_its_record_even_when_the_stamps_run_out(void **state) {
    (void)state;
    struct qg_recent *recent = calloc(1, sizeof *recent);
    assert_non_null(recent);
    qg_recent_forget(recent);
    remember(recent);
    qg_recent_forget(recent);
    assert_false(answered(recent, 5, 7));
    recent->stamp = UINT32_MAX;
    remember(recent);
    qg_recent_forget(recent);
    assert_false(answered(recent, 5, 7));
    free(recent);
}

static void a_result_whose_place_was_taken_meanwhile_is_not_kept(void **state) {
    (void)state;
    struct qg_recent *recent = calloc(1, sizeof *recent);
    assert_non_null(recent);
    qg_recent_forget(recent);
    const uint64_t args[] = {word(1), word(7)}, other[] = {word(1), word(8)};
    struct qg_recent_entry *place = qg_recent_place(recent, 5, args, 2);
    uint64_t outer = qg_recent_take(recent, place, 5, args, 2);
    uint64_t inner =
        qg_recent_take(recent, place, 5, other, 2); // were it to fall to the same place
    qg_recent_keep(recent, place, inner, word(42));
    qg_recent_keep(recent, place, outer, word(1));
    assert_true(qg_recent_holds(recent, place, 5, other, 2));
    assert_int_equal(place->value, word(42));
    free(recent);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_instructions_become_one_where_the_value_goes_from_one_to_the_other),
        cmocka_unit_test(a_jump_on_another_register_stays_by_itself),
        cmocka_unit_test(pairs_may_overlap_because_the_first_of_them_wins),
        cmocka_unit_test(a_result_answers_the_same_call_and_no_other),
        cmocka_unit_test(a_result_is_forgotten_with_its_record_even_when_the_stamps_run_out),
        cmocka_unit_test(a_result_whose_place_was_taken_meanwhile_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
