// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "date.h"
#include "workdays.h"

// Spring of 2024 in Kazakhstan: 8 March, Nauryz on 21 to 23 March with a Monday off for its
// Saturday, 1, 7 and 9 May; Saturday 4 May was worked so that 8 May could be free.
static const char *const off_days[] = {"2024-03-08", "2024-03-21", "2024-03-22", "2024-03-25",
                                       "2024-05-01", "2024-05-07", "2024-05-08", "2024-05-09"};

struct spring {
    int32_t off[8], working[1];
    struct qg_calendar calendar;
};

static int32_t day(const char *text) {
    int32_t date = 0;
    assert_true(qg_date_parse(text, strlen(text), &date));
    return date;
}

static const struct qg_calendar *make(struct spring *spring) {
    for (int i = 0; i < 8; i++)
        spring->off[i] = day(off_days[i]);
    spring->working[0] = day("2024-05-04");
    spring->calendar = (struct qg_calendar){
        .name = QG_STR("kz"),
        .first = day("2024-03-01"),
        .last = day("2024-05-31"),
        .off = spring->off,
        .off_count = 8,
        .working = spring->working,
        .working_count = 1,
    };
    return &spring->calendar;
}

static void assert_rolls(const struct qg_calendar *calendar, const char *from, const char *to) {
    int32_t out = -1;
    assert_true(qg_calendar_roll(calendar, day(from), &out));
    assert_int_equal(out, day(to));
}

static void assert_adds(const struct qg_calendar *calendar, const char *from, int32_t n,
                        const char *to) {
    int32_t out = -1;
    assert_true(qg_calendar_add(calendar, day(from), n, &out));
    assert_int_equal(out, day(to));
}

static void a_calendar_covers_its_first_and_last_day_and_nothing_beyond(void **state) {
    (void)state;
    struct spring spring;
    const struct qg_calendar *kz = make(&spring);
    assert_true(qg_calendar_covers(kz, day("2024-03-01")));
    assert_true(qg_calendar_covers(kz, day("2024-05-31")));
    assert_false(qg_calendar_covers(kz, day("2024-02-29")));
    assert_false(qg_calendar_covers(kz, day("2024-06-01")));
    assert_false(qg_calendar_covers(kz, QG_DATE_ONGOING));
}

static void weekdays_work_and_weekends_do_not_except_as_listed(void **state) {
    (void)state;
    struct spring spring;
    const struct qg_calendar *kz = make(&spring);
    assert_true(qg_calendar_works(kz, day("2024-03-07")));
    assert_false(qg_calendar_works(kz, day("2024-03-08")));
    assert_false(qg_calendar_works(kz, day("2024-03-09")));
    assert_false(qg_calendar_works(kz, day("2024-03-10")));
    assert_true(qg_calendar_works(kz, day("2024-03-11")));
    assert_true(qg_calendar_works(kz, day("2024-05-04")));
    assert_false(qg_calendar_works(kz, day("2024-05-09")));
}

static void a_calendar_without_lists_knows_the_week(void **state) {
    (void)state;
    struct qg_calendar plain = {.first = day("2024-01-01"), .last = day("2024-12-31")};
    assert_true(qg_calendar_works(&plain, day("2024-05-03")));
    assert_false(qg_calendar_works(&plain, day("2024-05-04")));
}

static void a_day_off_rolls_to_the_next_working_day(void **state) {
    (void)state;
    struct spring spring;
    const struct qg_calendar *kz = make(&spring);
    assert_rolls(kz, "2024-03-07", "2024-03-07");
    assert_rolls(kz, "2024-03-08", "2024-03-11");
    assert_rolls(kz, "2024-03-21", "2024-03-26");
    assert_rolls(kz, "2024-05-04", "2024-05-04");
    assert_rolls(kz, "2024-05-07", "2024-05-10");
}

static void rolling_out_of_the_covered_days_has_no_answer(void **state) {
    (void)state;
    struct spring spring;
    make(&spring);
    int32_t out = -1;
    spring.calendar.last = day("2024-05-26"); // a Sunday
    assert_false(qg_calendar_roll(&spring.calendar, day("2024-05-25"), &out));
    assert_false(qg_calendar_roll(&spring.calendar, day("2024-05-27"), &out));
    assert_false(qg_calendar_roll(&spring.calendar, day("2024-02-29"), &out));
    assert_int_equal(out, -1);
}

static void working_days_are_counted_from_the_day_after(void **state) {
    (void)state;
    struct spring spring;
    const struct qg_calendar *kz = make(&spring);
    assert_adds(kz, "2024-04-30", 1, "2024-05-02");
    assert_adds(kz, "2024-04-30", 3, "2024-05-04");
    assert_adds(kz, "2024-04-30", 4, "2024-05-06");
    assert_adds(kz, "2024-04-30", 5, "2024-05-10");
    assert_adds(kz, "2024-05-05", 1, "2024-05-06");
    assert_adds(kz, "2024-05-05", 0, "2024-05-05");
}

static void working_days_are_counted_backwards_too(void **state) {
    (void)state;
    struct spring spring;
    const struct qg_calendar *kz = make(&spring);
    assert_adds(kz, "2024-05-10", -1, "2024-05-06");
    assert_adds(kz, "2024-05-10", -5, "2024-04-30");
}

static void counting_out_of_the_covered_days_has_no_answer(void **state) {
    (void)state;
    struct spring spring;
    const struct qg_calendar *kz = make(&spring);
    int32_t out = -1;
    assert_adds(kz, "2024-05-30", 1, "2024-05-31");
    assert_false(qg_calendar_add(kz, day("2024-05-31"), 1, &out));
    assert_false(qg_calendar_add(kz, day("2024-03-01"), -1, &out));
    assert_false(qg_calendar_add(kz, day("2024-06-03"), 0, &out));
    assert_false(qg_calendar_add(kz, day("2024-04-01"), INT32_MAX, &out));
    assert_false(qg_calendar_add(kz, day("2024-04-01"), INT32_MIN, &out));
    assert_false(qg_calendar_add(kz, QG_DATE_ONGOING, 1, &out));
    assert_int_equal(out, -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_calendar_covers_its_first_and_last_day_and_nothing_beyond),
        cmocka_unit_test(weekdays_work_and_weekends_do_not_except_as_listed),
        cmocka_unit_test(a_calendar_without_lists_knows_the_week),
        cmocka_unit_test(a_day_off_rolls_to_the_next_working_day),
        cmocka_unit_test(rolling_out_of_the_covered_days_has_no_answer),
        cmocka_unit_test(working_days_are_counted_from_the_day_after),
        cmocka_unit_test(working_days_are_counted_backwards_too),
        cmocka_unit_test(counting_out_of_the_covered_days_has_no_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
