// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hand_program.h"
#include "why.h"

static const struct qg_value dossier = {1, 1};

// Runs a function of the dossier, tracing, and gives its facts.
static uint32_t facts_of(struct hand *h, int32_t function, const struct qg_fact_ref **facts) {
    struct qg_why *why;
    struct qg_value value = qg_machine_traced(&h->machine, function, &dossier, &why);
    struct qg_value plain = qg_machine_value(&h->machine, function, &dossier);
    assert_value(value, plain.lo, plain.hi);
    return qg_why_facts(&h->machine, why, facts);
}

static void assert_fact(struct qg_fact_ref fact, uint32_t ref, int32_t field, bool known) {
    assert_int_equal(fact.ref, ref);
    assert_int_equal(fact.field, field);
    assert_int_equal(fact.known, known);
}

// `flag` and/or (`number` >= 5).
static int32_t logic(struct hand *h, uint8_t op) {
    struct qg_instr code[] = {I(LOAD, 1, 0, 0, F_FLAG),
                              I(LOAD, 2, 0, 0, F_NUMBER),
                              I(GE_I, 2, 2, 0, 5),
                              {op, 1, 1, 2, 0},
                              I(RETURN, 1, 0, 0, 0)};
    return hand_function(h, HAND_BOOL_SHAPE, 1, 3, code, 5);
}

static void a_failed_conjunction_rests_on_what_failed_alone(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t both = logic(h, QG_OP_AND);
    hand_set(h, 1, F_FLAG, 1);
    hand_set(h, 1, F_NUMBER, 4);
    hand_run(h);
    assert_int_equal(facts_of(h, both, &facts), 1);
    assert_fact(facts[0], 1, F_NUMBER, true);
    hand_set(h, 1, F_NUMBER, 5);
    assert_int_equal(facts_of(h, both, &facts), 2);
    assert_fact(facts[0], 1, F_NUMBER, true);
    assert_fact(facts[1], 1, F_FLAG, true);
}

static void an_unknown_conjunction_is_blocked_by_what_is_unknown_alone(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t both = logic(h, QG_OP_AND);
    hand_set(h, 1, F_FLAG, 1);
    hand_run(h);
    assert_int_equal(facts_of(h, both, &facts), 1);
    assert_fact(facts[0], 1, F_NUMBER, false);
}

static void a_disjunction_holds_by_one_of_its_parts(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t either = logic(h, QG_OP_OR);
    hand_set(h, 1, F_NUMBER, 9);
    hand_run(h);
    assert_int_equal(facts_of(h, either, &facts), 1); // the flag is missing, and does not matter
    assert_fact(facts[0], 1, F_NUMBER, true);
    hand_set(h, 1, F_FLAG, 0);
    hand_set(h, 1, F_NUMBER, 1);
    assert_int_equal(facts_of(h, either, &facts), 2);
}

static int32_t comparison(struct hand *h) {
    return HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 3, I(NESTED, 1, 0, 0, F_NOTICE),
                         I(LOAD, 1, 1, 0, F_SERVED_ON), I(LOAD, 2, 0, 0, F_BORN),
                         I(DATE_ADD, 2, 2, 0, P_ONE_MONTH), I(LE, 1, 1, 2, 0),
                         I(RETURN, 1, 0, 0, 0));
}

static void a_comparison_rests_on_both_sides(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t less = comparison(h);
    uint32_t notice = 1 + h->fields[F_NOTICE].slot;
    hand_set(h, 1, F_BORN, day("2000-01-01"));
    hand_run(h);
    assert_int_equal(facts_of(h, less, &facts), 1);
    assert_fact(facts[0], notice, F_SERVED_ON, false);
    hand_set(h, notice, F_SERVED_ON, day("2020-01-01"));
    assert_int_equal(facts_of(h, less, &facts), 2);
    assert_fact(facts[0], 1, F_BORN, true);
    assert_fact(facts[1], notice, F_SERVED_ON, true);
}

// Is some hearing decided?
static int32_t some_decided(struct hand *h, enum hand_field list) {
    return HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 5, I(LIST, 1, 0, 0, (int32_t)list),
                         I(CONST, 2, 0, 0, 0), I(EACH, 3, 1, 0, 8), I(LOAD, 4, 3, 0, F_STATUS),
                         I(EQ_I, 4, 4, 0, DECIDED), I(OR, 2, 2, 4, 0), I(JUMP_YES, 2, 0, 0, 8),
                         I(NEXT, 3, 0, 0, 3), I(WIDEN_SOME, 2, 1, 0, (int32_t)list),
                         I(RETURN, 2, 0, 0, 0));
}

static void an_existence_rests_on_its_witness(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t some = some_decided(h, F_HEARINGS);
    uint32_t first = hand_hearing(h, day("2024-01-01"), POSTPONED);
    uint32_t second = hand_hearing(h, day("2024-01-02"), DECIDED);
    hand_run(h);
    assert_int_equal(facts_of(h, some, &facts), 1);
    assert_fact(facts[0], second, F_STATUS, true);
    hand_set(h, second, F_STATUS, QG_SLOT_MISSING);
    assert_int_equal(facts_of(h, some, &facts), 1);
    assert_fact(facts[0], second, F_STATUS, false);
    hand_set(h, second, F_STATUS, POSTPONED);
    assert_int_equal(facts_of(h, some, &facts), 3);
    assert_fact(facts[0], 1, F_HEARINGS, true);
    assert_fact(facts[1], first, F_STATUS, true);
    assert_fact(facts[2], second, F_STATUS, true);
}

static void a_missing_or_partial_list_blocks_by_itself(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t some = some_decided(h, F_HEARINGS), partial = some_decided(h, F_SITTINGS);
    hand_run(h);
    assert_int_equal(facts_of(h, some, &facts), 1);
    assert_fact(facts[0], 1, F_HEARINGS, false);
    hand_set(h, hand_element(h, 1, F_SITTINGS), F_STATUS, POSTPONED);
    assert_int_equal(facts_of(h, partial, &facts), 1);
    assert_fact(facts[0], 1, F_SITTINGS, false);
}

// At least two hearings are decided.
static int32_t two_decided(struct hand *h) {
    return HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 5, I(LIST, 1, 0, 0, F_HEARINGS),
                         I(CONST, 2, 0, 0, 0), I(EACH, 3, 1, 0, 7), I(LOAD, 4, 3, 0, F_STATUS),
                         I(EQ_I, 4, 4, 0, DECIDED), I(ADD, 2, 2, 4, 0), I(NEXT, 3, 0, 0, 3),
                         I(WIDEN_COUNT, 2, 1, 0, F_HEARINGS), I(GE_I, 2, 2, 0, 2),
                         I(RETURN, 2, 0, 0, 0));
}

static void a_count_that_suffices_rests_on_what_is_known(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t two = two_decided(h);
    uint32_t first = hand_hearing(h, 1, DECIDED), second = hand_hearing(h, 2, QG_SLOT_MISSING);
    uint32_t third = hand_hearing(h, 3, DECIDED);
    hand_run(h);
    assert_int_equal(facts_of(h, two, &facts), 3);
    assert_fact(facts[0], 1, F_HEARINGS, true);
    assert_fact(facts[1], first, F_STATUS, true);
    assert_fact(facts[2], third, F_STATUS, true);
    hand_set(h, third, F_STATUS, POSTPONED);
    uint32_t count = facts_of(h, two, &facts), missing = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!facts[i].known) {
            assert_fact(facts[i], second, F_STATUS, false);
            missing++;
        }
    assert_int_equal(missing, 1);
}

// Whether the latest decided hearing took place by 2024-01-10.
static int32_t latest_decided(struct hand *h) {
    return HAND_FUNCTION(
        h, HAND_BOOL_SHAPE, 1, 8, I(LIST, 1, 0, 0, F_HEARINGS), I(PICK_START, 2, 0, 0, 0),
        I(EACH, 5, 1, 0, 8), I(LOAD, 6, 5, 0, F_DATE), I(LOAD, 7, 5, 0, F_STATUS),
        I(EQ_I, 7, 7, 0, DECIDED), I(PICK_MAX, 2, 5, 6, 7), I(NEXT, 5, 0, 0, 3),
        I(WIDEN_VALUE, 2, 1, 0, F_HEARINGS), I(PICK_END, 2, 0, 0, 0), I(LOAD, 6, 2, 0, F_DATE),
        I(LE_I, 6, 6, 0, day("2024-01-10")), I(RETURN, 6, 0, 0, 0));
}

static void a_picked_element_brings_the_facts_that_chose_it(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t by = latest_decided(h);
    (void)hand_hearing(h, day("2024-01-01"), DECIDED);
    uint32_t second = hand_hearing(h, day("2024-01-05"), DECIDED);
    uint32_t third = hand_hearing(h, day("2024-01-12"), POSTPONED);
    hand_run(h);
    assert_int_equal(facts_of(h, by, &facts), 2);
    assert_fact(facts[0], second, F_DATE, true);
    assert_fact(facts[1], second, F_STATUS, true);
    hand_set(h, third, F_STATUS, QG_SLOT_MISSING);
    uint32_t count = facts_of(h, by, &facts), missing = 0;
    for (uint32_t i = 0; i < count; i++)
        missing += !facts[i].known;
    assert_int_equal(missing, 1);
    assert_fact(facts[count - 1], third, F_STATUS, false);
}

static void a_field_of_nothing_is_blocked_by_the_list_that_was_searched(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t by = latest_decided(h);
    (void)hand_hearing(h, day("2024-01-01"), POSTPONED);
    hand_run(h);
    assert_int_equal(facts_of(h, by, &facts), 1);
    assert_fact(facts[0], 1, F_HEARINGS, false);
}

static void accrual_rests_on_the_ends_of_the_periods(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t due =
        HAND_FUNCTION(h, HAND_DATE_SHAPE, 1, 4, I(LIST, 1, 0, 0, F_PERIODS), I(CONST, 2, 0, 0, 1),
                      I(ACCRUED, 3, 1, 2, 0), I(RETURN, 3, 0, 0, 0));
    hand_period(h, day("2015-02-10"), day("2023-01-01"));
    hand_run(h);
    assert_int_equal(facts_of(h, due, &facts), 2);
    assert_true(facts[0].known && facts[1].known);
    hand_period(h, QG_SLOT_MISSING, day("2023-02-01"));
    uint32_t count = facts_of(h, due, &facts), missing = 0;
    for (uint32_t i = 0; i < count; i++)
        missing += !facts[i].known;
    assert_int_equal(missing, 1);
}

static void lists_in_a_relation_are_its_facts(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t subset = HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 4, I(LIST, 1, 0, 0, F_HEARINGS),
                                   I(LIST, 2, 0, 0, F_MEMBERS),
                                   I(SUBSET, 3, 1, 2, SET_CHAIRS_MEMBERS), I(RETURN, 3, 0, 0, 0));
    uint32_t first = hand_element(h, 1, F_HEARINGS), second = hand_element(h, 1, F_HEARINGS);
    hand_set(h, first, F_CHAIR, 7);
    hand_scalars(h, 1, F_MEMBERS, 2, (const int32_t[]){7, 8});
    hand_run(h);
    uint32_t count = facts_of(h, subset, &facts);
    assert_int_equal(count, 3);
    assert_fact(facts[0], 1, F_MEMBERS, true);
    assert_fact(facts[1], first, F_CHAIR, true);
    assert_fact(facts[2], second, F_CHAIR, false);
}

// Definitions that each use the one below twice, with the memo that derived fields have.
static void deep_definitions_are_traced_in_linear_time(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t below =
        HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_FLAG), I(RETURN, 1, 0, 0, 0));
    for (int i = 0; i < 20; i++) {
        below = HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 3, I(CALL, 1, 0, 0, below),
                              I(CALL, 2, 0, 0, below), I(AND, 1, 1, 2, 0), I(RETURN, 1, 0, 0, 0));
        h->functions[below].memo = (int32_t)h->types[T_DOSSIER].slots;
        h->image[T_DOSSIER][h->types[T_DOSSIER].slots++] = QG_SLOT_UNCOMPUTED;
        h->image[T_DOSSIER][h->types[T_DOSSIER].slots++] = QG_SLOT_UNCOMPUTED;
    }
    qg_record_reset(&h->record);
    assert_int_equal(qg_record_region(&h->record, T_DOSSIER, 0, -1, 0), 1);
    hand_set(h, 1, F_FLAG, 1);
    hand_run(h);
    assert_int_equal(facts_of(h, below, &facts), 1);
    assert_fact(facts[0], 1, F_FLAG, true);
    assert_true(h->machine.steps > QG_STEP_LIMIT - 1000);
}

static void ropes_deeper_than_any_stack_are_walked(void **state) {
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t two = two_decided(h);
    for (int i = 0; i < 200000; i++)
        (void)hand_hearing(h, 1, POSTPONED);
    hand_run(h);
    assert_int_equal(facts_of(h, two, &facts), 200001);
}

// The list is a why; a hearing more is two more, for its status and for the two together.
static void a_why_beyond_the_limit_is_left_out_and_nothing_else(void **state) {
    enum { FIT = (QG_WHY_LIMIT - 1) / 2 };
    struct hand *h = *state;
    const struct qg_fact_ref *facts;
    int32_t two = two_decided(h);
    for (int i = 0; i < FIT; i++)
        (void)hand_hearing(h, 1, POSTPONED);
    hand_run(h);
    assert_int_equal(facts_of(h, two, &facts), FIT + 1);
    (void)hand_hearing(h, 1, POSTPONED);
    qg_machine_reset(&h->machine);
    assert_int_equal(facts_of(h, two, &facts), FIT + 1); // and the value is the same
    assert_false(h->machine.failed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, hand_set_up, hand_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_failed_conjunction_rests_on_what_failed_alone),
        TEST(an_unknown_conjunction_is_blocked_by_what_is_unknown_alone),
        TEST(a_disjunction_holds_by_one_of_its_parts),
        TEST(a_comparison_rests_on_both_sides),
        TEST(an_existence_rests_on_its_witness),
        TEST(a_missing_or_partial_list_blocks_by_itself),
        TEST(a_count_that_suffices_rests_on_what_is_known),
        TEST(a_picked_element_brings_the_facts_that_chose_it),
        TEST(a_field_of_nothing_is_blocked_by_the_list_that_was_searched),
        TEST(accrual_rests_on_the_ends_of_the_periods),
        TEST(lists_in_a_relation_are_its_facts),
        TEST(deep_definitions_are_traced_in_linear_time),
        TEST(a_why_beyond_the_limit_is_left_out_and_nothing_else),
        TEST(ropes_deeper_than_any_stack_are_walked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
