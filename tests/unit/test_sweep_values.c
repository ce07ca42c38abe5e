// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sweep_values.h"

#include <string.h>

// The values of a list with "; " between them, or what is wrong with it; to be freed.
static struct qg_text values_of(const char *list, const char *present) {
    struct qg_sweep_values values = {0};
    struct qg_arena arena;
    struct qg_text out = {0};
    uint32_t at = UINT32_MAX;
    qg_arena_init(&arena, "test");
    if (qg_sweep_values_read(&values, &arena, qg_str_of(list), &out)) {
        if (present != NULL)
            assert_true(qg_sweep_values_place(&values, qg_str_of(present), &at));
        for (uint32_t i = 0; i < values.items.len; i++) {
            qg_text_addz(&out, i > 0 ? "; " : "");
            qg_text_addz(&out, i == at ? "*" : "");
            qg_text_add(&out, values.items.at[i]);
        }
    }
    qg_sweep_values_free(&values);
    qg_arena_free(&arena);
    return out;
}

static void assert_values(const char *list, const char *expected) {
    struct qg_text out = values_of(list, NULL);
    assert_string_equal(out.at, expected);
    qg_text_free(&out);
}

static void assert_placed(const char *list, const char *present, const char *expected) {
    struct qg_text out = values_of(list, present);
    assert_string_equal(out.at, expected);
    qg_text_free(&out);
}

static void a_list_is_taken_as_it_is_written(void **state) {
    (void)state;
    assert_values("10 days,20 days , 1 month", "10 days; 20 days; 1 month");
    assert_values("manager", "manager");
}

static void a_range_is_spelled_out_with_its_unit(void **state) {
    (void)state;
    assert_values("1..3 months", "1 month; 2 months; 3 months");
    assert_values("3 .. 5", "3; 4; 5");
    assert_values("1..5 working days step 2", "1 working day; 3 working days; 5 working days");
    assert_values("2..6 step 2 weeks", "2 weeks; 4 weeks; 6 weeks");
    assert_values("1..4 step 2", "1; 3");
    assert_values("7..7 days", "7 days");
}

static void fractions_stay_fractions(void **state) {
    (void)state;
    assert_values("1/2..1 step 1/6", "1/2; 2/3; 5/6; 1/1");
    assert_values("0..1 step 1/2", "0/1; 1/2; 1/1");
}

static void lists_and_ranges_mix(void **state) {
    (void)state;
    assert_values("10 days, 1..2 months", "10 days; 1 month; 2 months");
}

static void what_is_no_list_is_refused(void **state) {
    (void)state;
    static const char wrong[] = "is not a range: as in `1..12 months` or `1/2..1 step 1/12`";
    assert_values("", "a value is missing");
    assert_values("1 day,,2 days", "a value is missing");
    struct qg_text out = values_of("a..b", NULL);
    assert_non_null(strstr(out.at, wrong));
    qg_text_free(&out);
    out = values_of("1..2 days step 1 week", NULL);
    assert_non_null(strstr(out.at, wrong));
    qg_text_free(&out);
    assert_values("3..1", "a range goes up, in 1 to 1000 steps");
    assert_values("1..2 step 0", "a range goes up, in 1 to 1000 steps");
    assert_values("1..1001", "a range goes up, in 1 to 1000 steps");
    assert_values("0..1 step 1/999999999", "the denominators of the range have too large a common "
                                           "one");
}

// QG_SWEEP_VALUES_MAX
static void a_thousand_values_are_enough(void **state) {
    (void)state;
    struct qg_text out = values_of("1..1000", NULL);
    assert_non_null(strstr(out.at, "; 999; 1000"));
    qg_text_free(&out);
    assert_values("1..1000, 7", "more than 1000 values");
}

static void the_value_that_stands_is_found_however_it_is_spaced(void **state) {
    (void)state;
    assert_placed("10 days, 1  month, 6 weeks", "1 month", "10 days; *1  month; 6 weeks");
}

static void the_value_that_stands_is_put_where_it_belongs(void **state) {
    (void)state;
    assert_placed("10 days, 20 days, 6 weeks", "1 month", "10 days; 20 days; *1 month; 6 weeks");
    assert_placed("1/2, 3/4, 1/1", "2/3", "1/2; *2/3; 3/4; 1/1");
    assert_placed("2..3", "7", "2; 3; *7");
    assert_placed("2020-01-01, 2022-01-01", "2021-01-01", "2020-01-01; *2021-01-01; 2022-01-01");
    assert_placed("head, manager", "nobody", "*nobody; head; manager");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_taken_as_it_is_written),
        cmocka_unit_test(a_range_is_spelled_out_with_its_unit),
        cmocka_unit_test(fractions_stay_fractions),
        cmocka_unit_test(lists_and_ranges_mix),
        cmocka_unit_test(what_is_no_list_is_refused),
        cmocka_unit_test(a_thousand_values_are_enough),
        cmocka_unit_test(the_value_that_stands_is_found_however_it_is_spaced),
        cmocka_unit_test(the_value_that_stands_is_put_where_it_belongs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
