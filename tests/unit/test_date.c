// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "date.h"

#include <stdio.h>
#include <stdlib.h>

// Where the published month arithmetic cases are, from the root of the tree; the build may say.
#ifndef QG_SHARED_DATA
#define QG_SHARED_DATA "../shared/data"
#endif

static int32_t parse(const char *text) {
    int32_t date = INT32_MIN;
    assert_true(qg_date_parse(text, strlen(text), &date));
    return date;
}

static bool parses(const char *text) {
    int32_t date;
    return qg_date_parse(text, strlen(text), &date);
}

static bool parses_time(const char *text) {
    int32_t minutes;
    return qg_time_parse(text, strlen(text), &minutes);
}

static void assert_date(int32_t date, const char *expected) {
    char text[QG_DATE_TEXT];
    qg_date_format(date, text);
    assert_string_equal(text, expected);
}

// ---- single days ----

static void the_constants_are_the_days_they_say(void **state) {
    (void)state;
    assert_int_equal(parse("1900-01-01"), QG_DATE_MIN);
    assert_int_equal(parse("2199-12-31"), QG_DATE_MAX);
    assert_date(QG_DATE_LOWEST, "0001-01-01");
    assert_date(QG_DATE_HIGHEST, "9999-12-31");
    assert_date(QG_DATE_ONGOING, "lasts");
}

static void days_known_from_history_have_their_weekday(void **state) {
    (void)state;
    assert_int_equal(qg_date_weekday(parse("1900-01-01")), 0); // a Monday
    assert_int_equal(qg_date_weekday(parse("1969-07-20")), 6); // the Moon, a Sunday
    assert_int_equal(qg_date_weekday(parse("2000-01-01")), 5); // a Saturday
    assert_int_equal(qg_date_weekday(parse("2019-08-26")), 0); // order 300, a Monday
    assert_int_equal(qg_date_weekday(parse("1900-01-01") - 1), 6);
    assert_int_equal(qg_date_weekday(parse("1900-01-01") - 7), 0);
}

static void days_that_do_not_exist_are_refused(void **state) {
    (void)state;
    assert_false(parses("2023-02-29"));
    assert_false(parses("1900-02-29"));
    assert_false(parses("2100-02-29"));
    assert_true(parses("2000-02-29"));
    assert_true(parses("2024-02-29"));
    assert_false(parses("2024-04-31"));
    assert_false(parses("2024-00-10"));
    assert_false(parses("2024-13-10"));
    assert_false(parses("2024-01-00"));
    assert_false(parses("2024-01-32"));
    assert_false(parses("1899-12-31"));
    assert_false(parses("2200-01-01"));
}

static void only_the_exact_shape_is_a_date(void **state) {
    (void)state;
    const char *others[] = {"",
                            "2024-1-01",
                            "2024-01-1",
                            "24-01-01",
                            "2024/01/01",
                            "2024-01-01 ",
                            " 2024-01-01",
                            "2024-01-0x",
                            "-024-01-01",
                            "+024-01-01",
                            "2024-01--1",
                            "20240101",
                            "2024-01-01T00:00"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_false(parses(others[i]));
}

static void making_a_date_refuses_what_is_no_day(void **state) {
    (void)state;
    int32_t date = 5;
    assert_false(qg_date_make((struct qg_ymd){2024, 2, 30}, &date));
    assert_false(qg_date_make((struct qg_ymd){2024, -1, 1}, &date));
    assert_false(qg_date_make((struct qg_ymd){-1, 1, 1}, &date));
    assert_int_equal(date, 5);
    assert_true(qg_date_make((struct qg_ymd){1900, 1, 2}, &date));
    assert_int_equal(date, 1);
}

// ---- the calendar, counted on the fingers ----

static int month_length(int year, int month) {
    switch (month) {
    case 2:
        if (year % 400 == 0)
            return 29;
        return year % 100 != 0 && year % 4 == 0 ? 29 : 28;
    case 4:
    case 6:
    case 9:
    case 11:
        return 30;
    default:
        return 31;
    }
}

static void next_day(int *year, int *month, int *day) {
    if (++*day <= month_length(*year, *month))
        return;
    *day = 1;
    if (++*month <= 12)
        return;
    *month = 1;
    ++*year;
}

static void every_day_of_ten_thousand_years_splits_as_counting_says(void **state) {
    (void)state;
    int year = 1, month = 1, day = 1;
    for (int32_t date = QG_DATE_LOWEST; date <= QG_DATE_HIGHEST; date++) {
        struct qg_ymd ymd = qg_date_split(date);
        if (ymd.year != year || ymd.month != month || ymd.day != day)
            fail_msg("%d is %d-%d-%d", (int)date, year, month, day);
        next_day(&year, &month, &day);
    }
    assert_int_equal(year, 10000);
}

static void every_day_a_record_may_name_can_be_written_and_read_again(void **state) {
    (void)state;
    char text[QG_DATE_TEXT], expected[40];
    int year = 1900, month = 1, day = 1;
    for (int32_t date = QG_DATE_MIN; date <= QG_DATE_MAX; date++) {
        qg_date_format(date, text);
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", year, month, day);
        if (strcmp(text, expected) != 0 || parse(text) != date)
            fail_msg("%d is %s, not %s", (int)date, expected, text);
        next_day(&year, &month, &day);
    }
    assert_int_equal(year, 2200);
}

// ---- month arithmetic ----

// The date of the first of each month of 1900 to 2199, by counting the days.
struct month_table {
    int32_t first[301 * 12];
};

static int32_t first_of(const struct month_table *table, int month_count) {
    return table->first[month_count - 1900 * 12];
}

static void count_months(struct month_table *table) {
    int32_t date = 0;
    for (int i = 0; i < 301 * 12; i++) {
        table->first[i] = date;
        date += month_length(1900 + i / 12, i % 12 + 1);
    }
}

// The definition: go month by month; if the month that is reached has no such day, then its last
// day or the day after that is meant.
static int32_t months_on(const struct month_table *table, int month_count, int day,
                         enum qg_month_end rounding) {
    int length = month_length(month_count / 12, month_count % 12 + 1);
    if (day <= length)
        return first_of(table, month_count) + day - 1;
    int32_t last = first_of(table, month_count) + length - 1;
    return rounding == QG_MONTH_END_CLAMP ? last : last + 1;
}

static void check_day(const struct month_table *table, int32_t date, int month_count, int day) {
    static const int steps[] = {-1200, -37, -12, -1, 1, 2, 3, 6, 11, 12, 13, 36, 48, 240, 1199};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        int reached = month_count + steps[i];
        if (reached < 1900 * 12 || reached >= 2200 * 12)
            continue;
        for (int r = QG_MONTH_END_CLAMP; r <= QG_MONTH_END_NEXT; r++) {
            enum qg_month_end rounding = (enum qg_month_end)r;
            if (qg_date_add(date, steps[i], 0, rounding) !=
                months_on(table, reached, day, rounding))
                fail_msg("day %d and %d months, rounding %d", (int)date, steps[i], r);
        }
    }
}

static void adding_months_agrees_with_counting_for_every_day_of_three_centuries(void **state) {
    (void)state;
    struct month_table table;
    int year = 1900, month = 1, day = 1;
    count_months(&table);
    for (int32_t date = QG_DATE_MIN; date <= QG_DATE_MAX; date++) {
        check_day(&table, date, year * 12 + month - 1, day);
        next_day(&year, &month, &day);
    }
}

static void months_are_rounded_once_and_days_come_after(void **state) {
    (void)state;
    // In two steps the first of these would be 28 February and then 28 March.
    assert_date(qg_date_add(parse("2023-01-31"), 2, 0, QG_MONTH_END_CLAMP), "2023-03-31");
    assert_date(qg_date_add(parse("2023-01-31"), 1, 1, QG_MONTH_END_CLAMP), "2023-03-01");
    assert_date(qg_date_add(parse("2023-01-31"), 1, 1, QG_MONTH_END_NEXT), "2023-03-02");
    assert_date(qg_date_add(parse("2023-03-31"), -1, -1, QG_MONTH_END_CLAMP), "2023-02-27");
    assert_date(qg_date_add(parse("2024-02-29"), 36, 0, QG_MONTH_END_CLAMP), "2027-02-28");
    assert_date(qg_date_add(parse("2023-12-31"), 2, 0, QG_MONTH_END_NEXT), "2024-03-01");
}

static void what_lasts_goes_on_lasting(void **state) {
    (void)state;
    assert_int_equal(qg_date_add(QG_DATE_ONGOING, -36, -5, QG_MONTH_END_CLAMP), QG_DATE_ONGOING);
}

static void computed_dates_stop_at_the_ends_of_the_calendar(void **state) {
    (void)state;
    int32_t day = parse("2024-02-29");
    assert_int_equal(qg_date_add(day, INT32_MAX, 0, QG_MONTH_END_CLAMP), QG_DATE_HIGHEST);
    assert_int_equal(qg_date_add(day, INT32_MIN, 0, QG_MONTH_END_CLAMP), QG_DATE_LOWEST);
    assert_int_equal(qg_date_add(day, 0, INT32_MAX, QG_MONTH_END_CLAMP), QG_DATE_HIGHEST);
    assert_int_equal(qg_date_add(day, 0, INT32_MIN, QG_MONTH_END_CLAMP), QG_DATE_LOWEST);
    assert_int_equal(qg_date_add(INT32_MIN, -1, -1, QG_MONTH_END_NEXT), QG_DATE_LOWEST);
    assert_int_equal(qg_date_add(QG_DATE_HIGHEST, 1, 0, QG_MONTH_END_CLAMP), QG_DATE_HIGHEST);
    assert_int_equal(qg_date_add(QG_DATE_LOWEST, -1, 0, QG_MONTH_END_CLAMP), QG_DATE_LOWEST);
    assert_date(qg_date_add(parse("2199-12-31"), 12, 1, QG_MONTH_END_CLAMP), "2201-01-01");
    assert_date(qg_date_add(parse("1900-03-31"), -1 - 12 * 1000, 0, QG_MONTH_END_CLAMP),
                "0900-02-28");
    assert_int_equal(qg_date_split(INT32_MIN).year, 1);
    assert_int_equal(qg_date_split(INT32_MAX).year, 9999);
}

// ---- the published cases ----

// Opens a table of cases behind its heading; skips the test, saying so, when it is not there.
static FILE *open_cases(const char *name) {
    char path[512], heading[256];
    snprintf(path, sizeof path, "%s/dates-calc/%s", QG_SHARED_DATA, name);
    FILE *file = fopen(path, "r");
    if (file == NULL || fgets(heading, sizeof heading, file) == NULL) {
        print_message("skipped: there is no %s\n", path);
        skip();
    }
    return file;
}

struct computation {
    char date[16], up[16], down[16]; // `down` is empty in a table without rounding
    int years, months, days;
};

static bool read_computation(FILE *file, struct computation *out) {
    char line[256];
    if (fgets(line, sizeof line, file) == NULL)
        return false;
    out->down[0] = '\0';
    // NOLINTNEXTLINE(cert-err34-c): the table is ours, and how much of a line was read is checked
    int read = sscanf(line, "%10[0-9-];[%d years, %d months, %d days];%10[0-9-];%10[0-9-]",
                      out->date, &out->years, &out->months, &out->days, out->up, out->down);
    assert_true(read >= 5);
    return true;
}

static int32_t compute(const struct computation *c, enum qg_month_end rounding) {
    return qg_date_add(parse(c->date), c->years * 12 + c->months, c->days, rounding);
}

static void the_published_exact_computations_hold_under_both_roundings(void **state) {
    (void)state;
    FILE *file = open_cases("exact_computations.csv");
    struct computation c;
    int rows = 0;
    for (; read_computation(file, &c); rows++) {
        assert_date(compute(&c, QG_MONTH_END_CLAMP), c.up);
        assert_date(compute(&c, QG_MONTH_END_NEXT), c.up);
    }
    fclose(file);
    assert_true(rows > 0);
}

static void the_published_ambiguous_computations_hold(void **state) {
    (void)state;
    FILE *file = open_cases("ambiguous_computations.csv");
    struct computation c;
    int rows = 0;
    for (; read_computation(file, &c); rows++) {
        assert_date(compute(&c, QG_MONTH_END_NEXT), c.up);
        assert_date(compute(&c, QG_MONTH_END_CLAMP), c.down);
    }
    fclose(file);
    assert_true(rows > 0);
}

static void the_published_first_and_last_days_of_months_hold(void **state) {
    (void)state;
    FILE *file = open_cases("first_last_day_of_month.csv");
    char line[256], day[16], first[16], last[16];
    int rows = 0;
    for (; fgets(line, sizeof line, file) != NULL; rows++) {
        assert_int_equal(sscanf(line, "%10[0-9-];%10[0-9-];%10[0-9-]", day, first, last), 3);
        int32_t begin = parse(day) - qg_date_split(parse(day)).day + 1;
        assert_date(begin, first);
        assert_date(qg_date_add(begin, 1, -1, QG_MONTH_END_CLAMP), last);
    }
    fclose(file);
    assert_true(rows > 0);
}

// ---- times of day ----

static void a_time_counts_minutes(void **state) {
    (void)state;
    int32_t minutes = -1;
    assert_true(qg_time_parse("1900-01-01T00:00", 16, &minutes));
    assert_int_equal(minutes, 0);
    assert_true(qg_time_parse("1900-01-02T01:01", 16, &minutes));
    assert_int_equal(minutes, 1440 + 60 + 1);
    assert_true(qg_time_parse("2199-12-31T23:59", 16, &minutes));
    assert_int_equal(minutes, 109573 * 1440 - 1);
    assert_int_equal(qg_time_date(minutes), QG_DATE_MAX);
}

static void a_time_can_be_written_and_read_again(void **state) {
    (void)state;
    char text[QG_TIME_TEXT];
    int32_t minutes, again;
    assert_true(qg_time_parse("2024-05-17T09:05", 16, &minutes));
    qg_time_format(minutes, text);
    assert_string_equal(text, "2024-05-17T09:05");
    assert_true(qg_time_parse(text, 16, &again));
    assert_int_equal(again, minutes);
    qg_time_format(-1, text);
    assert_string_equal(text, "1899-12-31T23:59");
    assert_int_equal(qg_time_date(-1), -1);
    assert_int_equal(qg_time_date(-1440), -1);
    assert_int_equal(qg_time_date(-1441), -2);
}

static void only_the_exact_shape_is_a_time(void **state) {
    (void)state;
    assert_false(parses_time("2024-05-17T24:00"));
    assert_false(parses_time("2024-05-17T23:60"));
    assert_false(parses_time("2024-05-17 09:05"));
    assert_false(parses_time("2024-05-17T9:05"));
    assert_false(parses_time("2024-05-17T09:05Z"));
    assert_false(parses_time("2024-05-17T09-05"));
    assert_false(parses_time("2024-02-30T09:05"));
    assert_false(parses_time("2024-05-17"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_constants_are_the_days_they_say),
        cmocka_unit_test(days_known_from_history_have_their_weekday),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(only_the_exact_shape_is_a_date),
        cmocka_unit_test(making_a_date_refuses_what_is_no_day),
        cmocka_unit_test(every_day_of_ten_thousand_years_splits_as_counting_says),
        cmocka_unit_test(every_day_a_record_may_name_can_be_written_and_read_again),
        cmocka_unit_test(adding_months_agrees_with_counting_for_every_day_of_three_centuries),
        cmocka_unit_test(months_are_rounded_once_and_days_come_after),
        cmocka_unit_test(what_lasts_goes_on_lasting),
        cmocka_unit_test(computed_dates_stop_at_the_ends_of_the_calendar),
        cmocka_unit_test(the_published_exact_computations_hold_under_both_roundings),
        cmocka_unit_test(the_published_ambiguous_computations_hold),
        cmocka_unit_test(the_published_first_and_last_days_of_months_hold),
        cmocka_unit_test(a_time_counts_minutes),
        cmocka_unit_test(a_time_can_be_written_and_read_again),
        cmocka_unit_test(only_the_exact_shape_is_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
