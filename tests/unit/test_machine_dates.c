// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "date.h"
#include "hand_program.h"

// The n-th due day of the dossier's periods, and how many are due by day `by`.
static int32_t due_function(struct hand *h, int32_t n) {
    return HAND_FUNCTION(h, HAND_DATE_SHAPE, 1, 4, I(LIST, 1, 0, 0, F_PERIODS),
                         I(CONST, 2, 0, 0, n), I(ACCRUED, 3, 1, 2, 0), I(RETURN, 3, 0, 0, 0));
}

static int32_t count_function(struct hand *h, int32_t by) {
    return HAND_FUNCTION(h, HAND_COUNT_SHAPE, 1, 4, I(LIST, 1, 0, 0, F_PERIODS),
                         I(CONST, 2, 0, 0, by), I(DUE_COUNT, 3, 1, 2, 0), I(RETURN, 3, 0, 0, 0));
}

// The date `from` through one instruction with an immediate.
static int32_t date_function(struct hand *h, uint8_t op, int32_t from, int32_t imm) {
    struct qg_instr code[] = {I(CONST, 0, 0, 0, from), {op, 1, 0, 0, imm}, I(RETURN, 1, 0, 0, 0)};
    return hand_function(h, HAND_DATE_SHAPE, 0, 2, code, 3);
}

static void assert_day(struct qg_value value, const char *expected) {
    assert_value(value, day(expected), day(expected));
}

static void due_days_come_every_three_years_from_entry(void **state) {
    struct hand *h = *state;
    hand_period(h, day("2015-02-10"), QG_DATE_ONGOING);
    int32_t due[4] = {due_function(h, 0), due_function(h, 1), due_function(h, 2),
                      due_function(h, 3)};
    int32_t before = count_function(h, day("2024-02-09")),
            on = count_function(h, day("2024-02-10"));
    hand_run(h);
    assert_day(hand_value(h, due[0]), "2015-02-10");
    assert_day(hand_value(h, due[1]), "2018-02-10");
    assert_day(hand_value(h, due[2]), "2021-02-10");
    assert_day(hand_value(h, due[3]), "2024-02-10");
    assert_value(hand_value(h, before), 2, 2);
    assert_value(hand_value(h, on), 3, 3);
}

static void a_gap_moves_later_due_days_by_its_length(void **state) {
    struct hand *h = *state;
    // Away from 2019-01-01 to 2019-01-10: ten days. The periods are not in order.
    hand_period(h, day("2019-01-11"), QG_DATE_ONGOING);
    hand_period(h, day("2015-02-10"), day("2018-12-31"));
    int32_t first = due_function(h, 1), second = due_function(h, 2);
    hand_run(h);
    assert_day(hand_value(h, first), "2018-02-10");
    assert_day(hand_value(h, second), "2021-02-20");
}

static void a_period_that_never_begins_holds_no_day(void **state) {
    struct hand *h = *state;
    hand_period(h, QG_DATE_ONGOING, QG_DATE_ONGOING);
    hand_period(h, day("2015-02-10"), day("2016-02-10"));
    int32_t first = due_function(h, 1);
    hand_run(h);
    // A year of the three is over when the periods end: the day is never reached.
    assert_value(hand_value(h, first), QG_DATE_ONGOING, QG_DATE_ONGOING);
}

static void periods_that_touch_or_overlap_leave_no_gap(void **state) {
    struct hand *h = *state;
    hand_period(h, day("2015-02-10"), day("2016-12-31"));
    hand_period(h, day("2017-01-01"), day("2018-06-30"));
    hand_period(h, day("2018-01-01"), QG_DATE_ONGOING);
    int32_t second = due_function(h, 2);
    hand_run(h);
    assert_day(hand_value(h, second), "2021-02-10");
}

static void a_gap_that_begins_on_the_due_day_does_not_move_it(void **state) {
    struct hand *h = *state;
    // Three years are full when 2018-02-09 ends.
    hand_period(h, day("2015-02-10"), day("2018-02-09"));
    hand_period(h, day("2018-03-01"), QG_DATE_ONGOING);
    int32_t first = due_function(h, 1);
    hand_run(h);
    assert_day(hand_value(h, first), "2018-02-10");
}

static void a_due_day_that_service_did_not_reach_never_comes(void **state) {
    struct hand *h = *state;
    hand_period(h, day("2015-02-10"), day("2018-02-08"));
    int32_t first = due_function(h, 1), count = count_function(h, day("2199-12-31"));
    hand_run(h);
    assert_value(hand_value(h, first), QG_DATE_ONGOING, QG_DATE_ONGOING);
    assert_value(hand_value(h, count), 0, 0);
}

// QG_DUE_LIMIT
static void from_3600_due_days_on_there_may_be_more(void **state) {
    struct hand *h = *state;
    int32_t start = day("2000-01-01");
    h->periods[P_THREE_YEARS] = (struct qg_period){0, 1, 0, QG_NONE, 1}; // every day
    hand_period(h, start, QG_DATE_ONGOING);
    int32_t within = count_function(h, start + 3599), beyond = count_function(h, start + 3600);
    hand_run(h);
    assert_value(hand_value(h, within), 3599, 3599);
    assert_value(hand_value(h, beyond), 3600, INT32_MAX);
}

static void no_periods_mean_never_and_unknown_ones_unknown(void **state) {
    struct hand *h = *state;
    int32_t first = due_function(h, 1), count = count_function(h, day("2024-01-01"));
    hand_run(h);
    assert_value(hand_value(h, first), QG_DATE_MIN, QG_DATE_ONGOING);
    assert_value(hand_value(h, count), 0, INT32_MAX);
    hand_list(h, 1, F_PERIODS);
    assert_value(hand_value(h, first), QG_DATE_ONGOING, QG_DATE_ONGOING);
    assert_value(hand_value(h, count), 0, 0);
    hand_period(h, QG_SLOT_MISSING, QG_DATE_ONGOING);
    assert_value(hand_value(h, first), QG_DATE_MIN, QG_DATE_ONGOING);
}

static void a_month_from_its_last_day_ends_as_the_reading_says(void **state) {
    struct hand *h = *state;
    int32_t end = date_function(h, QG_OP_DATE_ADD, day("2023-01-31"), P_ONE_MONTH);
    hand_run(h);
    assert_day(hand_value(h, end), "2023-02-28");
    h->machine.readings[QG_READING_MONTH_END] = 1;
    h->machine.varied = 1u << QG_READING_MONTH_END;
    assert_day(hand_value(h, end), "2023-03-01");
}

static void boundary_modes_move_terms_and_nothing_else(void **state) {
    struct hand *h = *state;
    int32_t plain = date_function(h, QG_OP_DATE_ADD, day("2023-01-31"), P_TEN_DAYS);
    int32_t term = date_function(h, QG_OP_TERM, day("2023-01-31"), P_TEN_DAYS);
    int32_t month = date_function(h, QG_OP_TERM, day("2023-01-31"), P_ONE_MONTH);
    hand_run(h);
    h->machine.term_mode = QG_TERM_LATER;
    assert_day(hand_value(h, plain), "2023-02-10");
    assert_day(hand_value(h, term), "2023-02-11");
    h->machine.term_mode = QG_TERM_SOONER;
    assert_day(hand_value(h, term), "2023-02-09");
    h->machine.term_mode = QG_TERM_ROUND_UP;
    assert_day(hand_value(h, term), "2023-02-10");
    assert_day(hand_value(h, month), "2023-03-01");
}

static void a_month_before_goes_back(void **state) {
    struct hand *h = *state;
    int32_t before = date_function(h, QG_OP_TERM, day("2024-03-31"), P_MONTH_BEFORE);
    hand_run(h);
    assert_day(hand_value(h, before), "2024-02-29");
}

static void a_day_off_rolls_to_the_next_working_day(void **state) {
    struct hand *h = *state;
    int32_t roll = date_function(h, QG_OP_ROLL, day("2023-07-07"), 0);
    int32_t stay = date_function(h, QG_OP_ROLL, day("2023-07-05"), 0);
    hand_run(h);
    assert_day(hand_value(h, roll), "2023-07-10");
    assert_day(hand_value(h, stay), "2023-07-05");
    h->machine.readings[QG_READING_LAST_DAY] = 1;
    h->machine.varied = 1u << QG_READING_LAST_DAY;
    assert_day(hand_value(h, roll), "2023-07-07");
}

static void outside_the_calendar_only_the_direction_is_known(void **state) {
    struct hand *h = *state;
    int32_t roll = date_function(h, QG_OP_ROLL, day("2025-07-05"), 0);
    int32_t add = date_function(h, QG_OP_DATE_ADD, day("2023-12-29"), P_FIVE_WORKDAYS);
    hand_run(h);
    assert_value(hand_value(h, roll), day("2025-07-05"), QG_DATE_HIGHEST);
    assert_value(hand_value(h, add), day("2023-12-29"), QG_DATE_HIGHEST);
}

static void working_days_pass_over_weekends_and_days_off(void **state) {
    struct hand *h = *state;
    // From Tuesday the 4th: 5, 10, 11, 12, 13.
    int32_t add = date_function(h, QG_OP_DATE_ADD, day("2023-07-04"), P_FIVE_WORKDAYS);
    hand_run(h);
    assert_day(hand_value(h, add), "2023-07-13");
}

static void years_and_halves_have_their_ends(void **state) {
    struct hand *h = *state;
    int32_t end = date_function(h, QG_OP_YEAR_END, day("2023-07-07"), 0);
    int32_t june = date_function(h, QG_OP_HALF_START, day("2023-06-30"), 0);
    int32_t july = date_function(h, QG_OP_HALF_START, day("2023-07-01"), 0);
    hand_run(h);
    assert_day(hand_value(h, end), "2023-12-31");
    assert_day(hand_value(h, june), "2023-01-01");
    assert_day(hand_value(h, july), "2023-07-01");
}

static void a_grid_rounds_each_time_anew(void **state) {
    struct hand *h = *state;
    int32_t third = HAND_FUNCTION(h, HAND_DATE_SHAPE, 0, 3, I(CONST, 0, 0, 0, day("2023-01-31")),
                                  I(CONST, 1, 0, 0, 2), I(GRID_NTH, 2, 0, 1, P_ONE_MONTH),
                                  I(RETURN, 2, 0, 0, 0));
    int32_t count = HAND_FUNCTION(h, HAND_COUNT_SHAPE, 0, 3, I(CONST, 0, 0, 0, day("2023-01-31")),
                                  I(CONST, 1, 0, 0, day("2023-04-29")),
                                  I(GRID_COUNT, 2, 0, 1, P_ONE_MONTH), I(RETURN, 2, 0, 0, 0));
    hand_run(h);
    assert_day(hand_value(h, third), "2023-03-31");
    assert_value(hand_value(h, count), 2, 2); // 28 February, 31 March; not yet 30 April
}

static void an_unknown_date_moves_by_its_ends(void **state) {
    struct hand *h = *state;
    int32_t moved = HAND_FUNCTION(h, HAND_DATE_SHAPE, 1, 2, I(LOAD, 1, 0, 0, F_BORN),
                                  I(DATE_ADD, 1, 1, 0, P_TEN_DAYS), I(RETURN, 1, 0, 0, 0));
    hand_run(h);
    assert_value(hand_value(h, moved), QG_DATE_MIN + 10, QG_DATE_MAX + 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, hand_set_up, hand_tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(due_days_come_every_three_years_from_entry),
        TEST(a_gap_moves_later_due_days_by_its_length),
        TEST(a_period_that_never_begins_holds_no_day),
        TEST(periods_that_touch_or_overlap_leave_no_gap),
        TEST(a_gap_that_begins_on_the_due_day_does_not_move_it),
        TEST(a_due_day_that_service_did_not_reach_never_comes),
        TEST(from_3600_due_days_on_there_may_be_more),
        TEST(no_periods_mean_never_and_unknown_ones_unknown),
        TEST(a_month_from_its_last_day_ends_as_the_reading_says),
        TEST(boundary_modes_move_terms_and_nothing_else),
        TEST(a_month_before_goes_back),
        TEST(a_day_off_rolls_to_the_next_working_day),
        TEST(outside_the_calendar_only_the_direction_is_known),
        TEST(working_days_pass_over_weekends_and_days_off),
        TEST(years_and_halves_have_their_ends),
        TEST(a_grid_rounds_each_time_anew),
        TEST(an_unknown_date_moves_by_its_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
