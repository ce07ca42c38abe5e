// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "batch.h"
#include "date.h"
#include "fold.h"
#include "hand_program.h"

static const struct qg_value no = {0, 0}, yes = {1, 1}, unknown = {0, 1};

static void assert_same(struct qg_value value, struct qg_value expected) {
    assert_value(value, expected.lo, expected.hi);
}

// ---- Intervals ---------------------------------------------------------------------------------

static void logic_is_that_of_kleene(void **state) {
    (void)state;
    assert_same(qg_min(no, unknown), no);
    assert_same(qg_min(yes, unknown), unknown);
    assert_same(qg_max(yes, unknown), yes);
    assert_same(qg_max(no, unknown), unknown);
    assert_same(qg_not(unknown), unknown);
    assert_same(qg_not(no), yes);
}

static void comparisons_decide_as_soon_as_the_ends_do(void **state) {
    (void)state;
    struct qg_value three_to_five = {3, 5};
    assert_same(qg_less_equal(qg_exactly(3), three_to_five), yes);
    assert_same(qg_less_equal(qg_exactly(4), three_to_five), unknown);
    assert_same(qg_less_equal(qg_exactly(6), three_to_five), no);
    assert_same(qg_less(three_to_five, qg_exactly(6)), yes);
    assert_same(qg_less(three_to_five, qg_exactly(3)), no);
    assert_same(qg_equal(three_to_five, qg_exactly(2)), no);
    assert_same(qg_equal(three_to_five, three_to_five), unknown);
    assert_same(qg_equal(qg_exactly(4), qg_exactly(4)), yes);
}

static void numbers_beyond_32_bits_are_unknown_and_never_wrap(void **state) {
    (void)state;
    assert_value(qg_add(qg_exactly(INT32_MAX), qg_exactly(1)), INT32_MIN, INT32_MAX);
    assert_value(qg_add((struct qg_value){5, INT32_MAX}, qg_exactly(1)), 6, INT32_MAX);
    assert_value(qg_multiply((struct qg_value){1, INT32_MAX}, 3), 3, INT32_MAX);
    assert_value(qg_subtract(qg_exactly(2), (struct qg_value){0, 5}), -3, 2);
}

static void a_mask_knows_enums_that_are_surely_in_or_out(void **state) {
    (void)state;
    assert_same(qg_in_mask(qg_exactly(1), 0x2), yes);
    assert_same(qg_in_mask(qg_exactly(0), 0x2), no);
    assert_same(qg_in_mask((struct qg_value){0, 2}, 0x2), unknown);
    assert_same(qg_in_mask((struct qg_value){0, 2}, 0x7), yes);
    assert_same(qg_in_mask((struct qg_value){0, 2}, 0x8), no);
    assert_same(qg_in_mask((struct qg_value){0, INT32_MAX}, 0x1), unknown);
}

static void two_thirds_of_five_are_four(void **state) {
    (void)state;
    struct qg_ratio two_thirds = {2, 3};
    assert_same(qg_ratio_reached(qg_exactly(3), qg_exactly(5), two_thirds, false), no);
    assert_same(qg_ratio_reached(qg_exactly(4), qg_exactly(5), two_thirds, false), yes);
    assert_same(qg_ratio_reached(qg_exactly(4), qg_exactly(6), two_thirds, false), yes);
    assert_same(qg_ratio_reached(qg_exactly(4), qg_exactly(6), two_thirds, true), no);
    assert_same(qg_ratio_reached((struct qg_value){3, 4}, qg_exactly(5), two_thirds, false),
                unknown);
}

// ---- Folds and picks ---------------------------------------------------------------------------

static void an_uncertain_element_only_widens_a_fold(void **state) {
    (void)state;
    struct qg_value fold = qg_fold_max(QG_FOLD_NOTHING, qg_exactly(9), unknown);
    assert_false(qg_fold_is_sure(fold));
    fold = qg_fold_max(fold, qg_exactly(4), yes);
    assert_value(fold, 4, 9);
    assert_value(qg_fold_max(fold, qg_exactly(20), no), 4, 9);
    fold = qg_fold_min(QG_FOLD_NOTHING, qg_exactly(9), yes);
    assert_value(qg_fold_min(fold, qg_exactly(4), unknown), 4, 9);
    fold = qg_fold_min(QG_FOLD_NOTHING, qg_exactly(3), unknown);
    assert_value(qg_fold_min(fold, qg_exactly(7), yes), 3, 7);
    assert_value(qg_fold_min(QG_FOLD_NOTHING, qg_exactly(INT32_MAX), yes), INT32_MAX, INT32_MAX);
}

static struct qg_value latest_of(const struct qg_candidate *candidates, int count) {
    struct qg_value pick[QG_PICK_REGISTERS] = {{0, 0}, {0, 0}, {0, 0}};
    for (int i = 0; i < count; i++)
        (void)qg_pick_latest(pick, candidates[i]);
    return qg_picked(pick);
}

static struct qg_value earliest_of(const struct qg_candidate *candidates, int count) {
    struct qg_value pick[QG_PICK_REGISTERS] = {{0, 0}, {0, 0}, {0, 0}};
    for (int i = 0; i < count; i++)
        (void)qg_pick_earliest(pick, candidates[i]);
    return qg_picked(pick);
}

static void of_equal_keys_the_later_is_latest_and_the_earlier_earliest(void **state) {
    (void)state;
    struct qg_candidate two[] = {{11, {5, 5}, {1, 1}}, {12, {5, 5}, {1, 1}}};
    assert_value(latest_of(two, 2), 12, 12);
    assert_value(earliest_of(two, 2), 11, 11);
}

static void a_rival_matters_only_while_it_might_win(void **state) {
    (void)state;
    struct qg_candidate beaten[] = {{11, {5, 5}, {1, 1}}, {12, {4, 4}, {0, 1}}};
    struct qg_candidate later_beaten[] = {{12, {4, 4}, {0, 1}}, {11, {5, 5}, {1, 1}}};
    struct qg_candidate might_win[] = {{11, {5, 5}, {1, 1}}, {12, {6, 6}, {0, 1}}};
    struct qg_candidate only_rival[] = {{12, {6, 6}, {0, 1}}};
    assert_value(latest_of(beaten, 2), 11, 11);
    assert_value(latest_of(later_beaten, 2), 11, 11);
    assert_value(latest_of(might_win, 2), -1, -1);
    assert_value(latest_of(only_rival, 1), -1, -1);
    assert_value(earliest_of(might_win, 2), 11, 11);
}

static void an_unknown_key_blocks_only_where_two_could_be_meant(void **state) {
    (void)state;
    struct qg_candidate alone[] = {{11, {0, 100}, {1, 1}}};
    struct qg_candidate two[] = {{11, {0, 100}, {1, 1}}, {12, {5, 5}, {1, 1}}};
    struct qg_candidate three[] = {
        {11, {0, 100}, {1, 1}}, {12, {5, 5}, {1, 1}}, {13, {100, 100}, {1, 1}}};
    assert_value(latest_of(alone, 1), 11, 11);
    assert_value(latest_of(two, 2), -1, -1);
    assert_value(latest_of(three, 3), 13, 13);
    assert_value(latest_of(alone, 0), 0, 0);
}

// ---- Records -----------------------------------------------------------------------------------

static void an_absence_counts_as_one_only_where_it_is_attested(void **state) {
    struct hand *h = *state;
    int32_t recorded = HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(NESTED, 1, 0, 0, F_NOTICE),
                                     I(RECORDED, 1, 1, 0, F_SERVED_ON), I(RETURN, 1, 0, 0, 0));
    hand_run(h);
    uint32_t notice = 1 + h->fields[F_NOTICE].slot;
    assert_same(hand_value(h, recorded), unknown);
    hand_set(h, 1, F_COMPLETE, 1 << S_NOTICE);
    assert_same(hand_value(h, recorded), no);
    hand_set(h, notice, F_SERVED_ON, QG_SLOT_UNREADABLE);
    assert_same(hand_value(h, recorded), unknown);
    hand_set(h, notice, F_SERVED_ON, day("2024-01-01"));
    assert_same(hand_value(h, recorded), yes);
}

static void a_missing_list_is_empty_only_where_it_is_attested(void **state) {
    struct hand *h = *state;
    int32_t hearings = HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(LIST, 1, 0, 0, F_HEARINGS),
                                     I(LENGTH, 1, 1, 0, F_HEARINGS), I(RETURN, 1, 0, 0, 0));
    int32_t periods = HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(LIST, 1, 0, 0, F_PERIODS),
                                    I(LENGTH, 1, 1, 0, F_PERIODS), I(RETURN, 1, 0, 0, 0));
    hand_run(h);
    assert_value(hand_value(h, hearings), 0, INT32_MAX);
    hand_set(h, 1, F_COMPLETE, 1 << S_HEARINGS);
    assert_value(hand_value(h, hearings), 0, 0);
    assert_value(hand_value(h, periods), 0, INT32_MAX);
}

static void a_partial_list_is_whole_only_where_it_is_attested(void **state) {
    struct hand *h = *state;
    int32_t sittings = HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(LIST, 1, 0, 0, F_SITTINGS),
                                     I(LENGTH, 1, 1, 0, F_SITTINGS), I(RETURN, 1, 0, 0, 0));
    hand_element(h, 1, F_SITTINGS);
    hand_run(h);
    assert_value(hand_value(h, sittings), 1, INT32_MAX);
    hand_set(h, 1, F_COMPLETE, 1 << S_SITTINGS);
    assert_value(hand_value(h, sittings), 1, 1);
}

static void a_field_of_none_is_unknown_and_not_recorded(void **state) {
    struct hand *h = *state;
    int32_t load = HAND_FUNCTION(h, HAND_DATE_SHAPE, 0, 2, I(CONST, 0, 0, 0, 0),
                                 I(CALL, 1, 0, 0, 1), I(RETURN, 1, 0, 0, 0));
    (void)HAND_FUNCTION(h, HAND_DATE_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_BORN), I(RETURN, 1, 0, 0, 0));
    int32_t recorded = HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(RECORDED, 1, 0, 0, F_BORN),
                                     I(RETURN, 1, 0, 0, 0));
    hand_run(h);
    assert_value(hand_value(h, load), QG_DATE_MIN, QG_DATE_MAX);
    assert_same(qg_machine_value(&h->machine, recorded, &(struct qg_value){0, 0}), no);
    assert_same(qg_machine_value(&h->machine, recorded, &(struct qg_value){-1, -1}), unknown);
}

static void an_end_that_is_absent_lasts_and_one_unreadable_may(void **state) {
    struct hand *h = *state;
    int32_t end = HAND_FUNCTION(
        h, HAND_DATE_SHAPE, 1, 3, I(LIST, 1, 0, 0, F_PERIODS), I(FOLD_START, 2, 0, 0, 0),
        I(EACH, 1, 1, 0, 6), I(CONST, 0, 0, 0, 1), I(LOAD, 1, 1, 0, F_TO), I(FOLD_MAX, 2, 1, 0, 0),
        I(FOLD_END, 2, 0, 0, QG_KIND_DATE), I(RETURN, 2, 0, 0, 0));
    hand_run(h);
    uint32_t period = hand_element(h, 1, F_PERIODS);
    assert_value(hand_value(h, end), QG_DATE_ONGOING, QG_DATE_ONGOING);
    hand_set(h, period, F_TO, QG_SLOT_UNREADABLE);
    assert_value(hand_value(h, end), QG_DATE_MIN, QG_DATE_ONGOING);
}

// How many hearings are decided.
static int32_t decided_function(struct hand *h, enum hand_field list) {
    return HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 5, I(LIST, 1, 0, 0, (int32_t)list),
                         I(CONST, 2, 0, 0, 0), I(EACH, 3, 1, 0, 7), I(LOAD, 4, 3, 0, F_STATUS),
                         I(EQ_I, 4, 4, 0, DECIDED), I(ADD, 2, 2, 4, 0), I(NEXT, 3, 0, 0, 3),
                         I(WIDEN_COUNT, 2, 1, 0, (int32_t)list), I(RETURN, 2, 0, 0, 0));
}

static void a_count_over_unknown_elements_has_bounds(void **state) {
    struct hand *h = *state;
    int32_t decided = decided_function(h, F_HEARINGS);
    hand_hearing(h, day("2024-01-01"), DECIDED);
    hand_hearing(h, day("2024-01-02"), QG_SLOT_MISSING);
    hand_hearing(h, day("2024-01-03"), POSTPONED);
    hand_run(h);
    assert_value(hand_value(h, decided), 1, 2);
}

static void a_loop_over_an_unknown_list_sees_nothing_and_says_so(void **state) {
    struct hand *h = *state;
    int32_t decided = decided_function(h, F_HEARINGS);
    hand_run(h);
    assert_value(hand_value(h, decided), 0, INT32_MAX);
    hand_list(h, 1, F_HEARINGS);
    assert_value(hand_value(h, decided), 0, 0);
}

static void values_of_a_scalar_list_are_taken_one_by_one(void **state) {
    struct hand *h = *state;
    int32_t count =
        HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 6, I(LIST, 1, 0, 0, F_MEMBERS), I(CONST, 2, 0, 0, 0),
                      I(EACH_VALUE, 3, 1, 0, 6), I(EQ_I, 5, 3, 0, 8), I(ADD, 2, 2, 5, 0),
                      I(NEXT_VALUE, 3, 0, 0, 3), I(RETURN, 2, 0, 0, 0));
    hand_scalars(h, 1, F_MEMBERS, 4, (const int32_t[]){8, 9, QG_SLOT_UNREADABLE, 8});
    hand_run(h);
    assert_value(hand_value(h, count), 2, 3);
}

// ---- Sets --------------------------------------------------------------------------------------

// A set operation between the chairs of the hearings (or a scalar list) and the members.
static int32_t chairs_function(struct hand *h, uint8_t op, struct qg_shape result) {
    struct qg_instr code[] = {I(LIST, 1, 0, 0, F_HEARINGS),
                              I(LIST, 2, 0, 0, F_MEMBERS),
                              {op, 3, 1, 2, SET_CHAIRS_MEMBERS},
                              I(RETURN, 3, 0, 0, 0)};
    return hand_function(h, result, 1, 4, code, 4);
}

static void chairs(struct hand *h, int count, const int32_t *ids) {
    for (int i = 0; i < count; i++)
        hand_set(h, hand_element(h, 1, F_HEARINGS), F_CHAIR, ids[i]);
}

struct relations {
    int32_t subset, disjoint, common, distinct;
};

static struct relations relations_of(struct hand *h) {
    struct relations r = {chairs_function(h, QG_OP_SUBSET, HAND_BOOL_SHAPE),
                          chairs_function(h, QG_OP_DISJOINT, HAND_BOOL_SHAPE),
                          chairs_function(h, QG_OP_COMMON, HAND_COUNT_SHAPE),
                          chairs_function(h, QG_OP_DISTINCT, HAND_COUNT_SHAPE)};
    hand_run(h);
    return r;
}

static void known_lists_relate_in_one_way(void **state) {
    struct hand *h = *state;
    struct relations of = relations_of(h);
    chairs(h, 3, (const int32_t[]){7, 8, 8});
    hand_scalars(h, 1, F_MEMBERS, 3, (const int32_t[]){6, 7, 8});
    assert_same(hand_value(h, of.subset), yes);
    assert_same(hand_value(h, of.disjoint), no);
    assert_value(hand_value(h, of.common), 2, 2); // 7 and 8: a repeated name is one person
    assert_value(hand_value(h, of.distinct), 2, 2);
    chairs(h, 1, (const int32_t[]){9});
    assert_same(hand_value(h, of.subset), no);
}

static void an_unknown_element_takes_certainty_away(void **state) {
    struct hand *h = *state;
    struct relations of = relations_of(h);
    chairs(h, 2, (const int32_t[]){7, QG_SLOT_MISSING});
    hand_scalars(h, 1, F_MEMBERS, 2, (const int32_t[]){7, 8});
    assert_same(hand_value(h, of.subset), unknown);
    assert_value(hand_value(h, of.common), 1, 2);
    assert_value(hand_value(h, of.distinct), 1, 2);
    hand_scalars(h, 1, F_MEMBERS, 2, (const int32_t[]){QG_SLOT_MISSING, 8});
    assert_same(hand_value(h, of.disjoint), unknown);
    assert_value(hand_value(h, of.common), 0, 2);
    hand_scalars(h, 1, F_MEMBERS, 0, NULL);
    assert_same(hand_value(h, of.disjoint), yes);
    assert_same(hand_value(h, of.subset), no);
}

static void an_unknown_list_leaves_its_relations_unknown(void **state) {
    struct hand *h = *state;
    struct relations of = relations_of(h);
    chairs(h, 1, (const int32_t[]){7});
    assert_same(hand_value(h, of.subset), unknown);
    assert_same(hand_value(h, of.disjoint), unknown);
    assert_value(hand_value(h, of.common), 0, 1);
}

static void large_sets_stay_within_the_step_budget(void **state) {
    struct hand *h = *state;
    enum { MANY = 20000 };
    static int32_t ids[MANY];
    struct relations of = relations_of(h);
    for (int i = 0; i < MANY; i++) {
        ids[i] = i + 1;
        hand_set(h, hand_element(h, 1, F_HEARINGS), F_CHAIR, MANY - i);
    }
    hand_scalars(h, 1, F_MEMBERS, MANY, ids);
    assert_same(hand_value(h, of.subset), yes);
    assert_false(h->machine.exhausted);
    assert_true(h->machine.steps > QG_STEP_LIMIT - 12 * MANY);
}

static void membership_of_an_unknown_value_is_unknown(void **state) {
    struct hand *h = *state;
    int32_t member =
        HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 4, I(LIST, 1, 0, 0, F_HEARINGS), I(EACH, 2, 1, 0, 5),
                      I(LOAD, 3, 2, 0, F_CHAIR), I(LIST, 1, 0, 0, F_MEMBERS), I(JUMP, 0, 0, 0, 7),
                      I(CONST, 3, 0, 0, 0), I(LIST, 1, 0, 0, F_MEMBERS),
                      I(MEMBER, 3, 3, 1, SET_CHAIRS_MEMBERS), I(RETURN, 3, 0, 0, 0));
    uint32_t hearing = hand_element(h, 1, F_HEARINGS);
    hand_scalars(h, 1, F_MEMBERS, 2, (const int32_t[]){7, 8});
    hand_run(h);
    assert_same(hand_value(h, member), unknown);
    hand_set(h, hearing, F_CHAIR, 8);
    assert_same(hand_value(h, member), yes);
    hand_set(h, hearing, F_CHAIR, 9);
    assert_same(hand_value(h, member), no);
}

// ---- Calls, memos, budget ----------------------------------------------------------------------

static void a_derived_field_is_computed_once_for_each_reading(void **state) {
    struct hand *h = *state;
    int32_t callee =
        HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(READING, 1, 0, 0, 2), I(RETURN, 1, 0, 0, 0));
    h->functions[callee].memo = (int32_t)h->types[T_DOSSIER].slots - 2;
    int32_t caller =
        HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(CALL, 1, 0, 0, callee), I(RETURN, 1, 0, 0, 0));
    hand_run(h);
    assert_value(hand_value(h, caller), 0, 0);
    assert_int_equal(qg_record_slot(&h->record, 1, h->types[T_DOSSIER].slots - 2), 0);
    h->machine.readings[2] = 1;
    h->machine.varied = 1u << 2;
    assert_value(hand_value(h, caller), 1, 1);
    assert_value(hand_value(h, caller), 1, 1);
    h->machine.readings[2] = 0;
    h->machine.varied = 0;
    assert_value(hand_value(h, caller), 0, 0);
}

// Each definition calls the one before twice.
static int32_t tower(struct hand *h, int height) {
    int32_t below =
        HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_NUMBER), I(RETURN, 1, 0, 0, 0));
    for (int i = 0; i < height; i++)
        below = HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 3, I(CALL, 1, 0, 0, below),
                              I(CALL, 2, 0, 0, below), I(ADD, 1, 1, 2, 0), I(RETURN, 1, 0, 0, 0));
    return below;
}

static void out_of_steps_everything_is_unknown_but_nothing_breaks(void **state) {
    struct hand *h = *state;
    int32_t top = tower(h, 20);
    hand_set(h, 1, F_NUMBER, 1);
    hand_run(h);
    h->machine.steps = 100000;
    assert_value(hand_value(h, top), 0, INT32_MAX);
    assert_true(h->machine.exhausted);
    qg_machine_reset(&h->machine);
    assert_value(hand_value(h, top), 1 << 20, 1 << 20);
    assert_false(h->machine.exhausted);
}

static void a_rule_ends_in_whether_it_applies_and_whether_it_holds(void **state) {
    struct hand *h = *state;
    int32_t rule =
        HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 3, I(LOAD, 1, 0, 0, F_FLAG),
                      I(LOAD, 2, 0, 0, F_NUMBER), I(GE_I, 2, 2, 0, 5), I(OUTCOME, 1, 2, 0, 0));
    h->functions[rule].purpose = QG_FN_RULE;
    hand_set(h, 1, F_NUMBER, 4);
    hand_run(h);
    struct qg_chain chain = {.args = {{1, 1}}, .machine = &h->machine};
    struct qg_check check = qg_machine_check(rule, &chain);
    assert_same(check.applies, unknown);
    assert_same(check.holds, no);
}

// The rule writes over the register of its argument, which the second chain must not notice; and
// what the steps do not suffice for is unknown.
static void chains_of_one_batch_have_their_arguments_each(void **state) {
    struct hand *h = *state;
    int32_t rule = HAND_FUNCTION(h, HAND_BOOL_SHAPE, 1, 2, I(LOAD, 0, 0, 0, F_NUMBER),
                                 I(GE_I, 0, 0, 0, 5), I(CONST, 1, 0, 0, 1), I(OUTCOME, 1, 0, 0, 0));
    h->functions[rule].purpose = QG_FN_RULE;
    hand_set(h, 1, F_NUMBER, 4);
    hand_run(h);
    struct qg_chain present = {.args = {{1, 1}}, .machine = &h->machine};
    struct qg_chain absent = {.args = {{0, 0}}, .machine = &h->machine};
    const struct qg_chain *chains[] = {&present, &absent, &present};
    struct qg_finished rest[3];
    struct qg_batch batch = {.check = rule, .count = 3, .chains = chains, .rest = rest};
    qg_machine_judge(&batch);
    assert_int_equal(batch.left, 3);
    assert_same(rest[0].check.holds, no);
    assert_same(rest[1].check.holds, unknown);
    assert_same(rest[2].check.applies, yes);
    assert_same(rest[2].check.holds, no);
    h->machine.steps = 9; // two times the four instructions of the rule, and one
    batch.left = 0;
    qg_machine_judge(&batch);
    assert_same(rest[1].check.applies, yes);
    assert_same(rest[2].check.applies, unknown);
    assert_same(rest[2].check.holds, unknown);
    assert_true(h->machine.exhausted);
}

static void parameters_readings_and_the_audit_date_come_from_the_settings(void **state) {
    struct hand *h = *state;
    int32_t limit =
        HAND_FUNCTION(h, HAND_COUNT_SHAPE, 0, 1, I(PARAMETER, 0, 0, 0, 0), I(RETURN, 0, 0, 0, 0));
    int32_t as_of =
        HAND_FUNCTION(h, HAND_DATE_SHAPE, 0, 1, I(AS_OF, 0, 0, 0, 0), I(RETURN, 0, 0, 0, 0));
    hand_run(h);
    assert_value(hand_value(h, limit), 7, 7);
    assert_value(hand_value(h, as_of), day("2024-01-01"), day("2024-01-01"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, hand_set_up, hand_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(logic_is_that_of_kleene),
        cmocka_unit_test(comparisons_decide_as_soon_as_the_ends_do),
        cmocka_unit_test(numbers_beyond_32_bits_are_unknown_and_never_wrap),
        cmocka_unit_test(a_mask_knows_enums_that_are_surely_in_or_out),
        cmocka_unit_test(two_thirds_of_five_are_four),
        cmocka_unit_test(an_uncertain_element_only_widens_a_fold),
        cmocka_unit_test(of_equal_keys_the_later_is_latest_and_the_earlier_earliest),
        cmocka_unit_test(a_rival_matters_only_while_it_might_win),
        cmocka_unit_test(an_unknown_key_blocks_only_where_two_could_be_meant),
        TEST(an_absence_counts_as_one_only_where_it_is_attested),
        TEST(a_missing_list_is_empty_only_where_it_is_attested),
        TEST(a_partial_list_is_whole_only_where_it_is_attested),
        TEST(a_field_of_none_is_unknown_and_not_recorded),
        TEST(an_end_that_is_absent_lasts_and_one_unreadable_may),
        TEST(a_count_over_unknown_elements_has_bounds),
        TEST(a_loop_over_an_unknown_list_sees_nothing_and_says_so),
        TEST(values_of_a_scalar_list_are_taken_one_by_one),
        TEST(known_lists_relate_in_one_way),
        TEST(an_unknown_element_takes_certainty_away),
        TEST(an_unknown_list_leaves_its_relations_unknown),
        TEST(large_sets_stay_within_the_step_budget),
        TEST(membership_of_an_unknown_value_is_unknown),
        TEST(a_derived_field_is_computed_once_for_each_reading),
        TEST(out_of_steps_everything_is_unknown_but_nothing_breaks),
        TEST(a_rule_ends_in_whether_it_applies_and_whether_it_holds),
        TEST(chains_of_one_batch_have_their_arguments_each),
        TEST(parameters_readings_and_the_audit_date_come_from_the_settings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
