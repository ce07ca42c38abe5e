// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "glob.h"

static bool fits(const char *pattern, const char *s) {
    return qg_glob_matches(qg_str_of(pattern), qg_str_of(s));
}

static void a_word_means_itself_alone(void **state) {
    (void)state;
    assert_true(fits("P46-a", "P46-a"));
    assert_false(fits("P46-a", "P46-ab"));
    assert_false(fits("P46", "P46-a"));
    assert_true(fits("", ""));
    assert_false(fits("", "a"));
}

static void a_star_is_any_run_and_gives_back_what_follows_needs(void **state) {
    (void)state;
    assert_true(fits("P46*", "P46"));
    assert_true(fits("P46*", "P46-a"));
    assert_true(fits("*day*late*", "a day, two days late"));
    assert_true(fits("*ab", "aab"));
    assert_true(fits("a*b*c", "abbbcbc"));
    assert_false(fits("a*b*c", "acb"));
    assert_true(fits("**", ""));
}

static void a_question_mark_is_one_character_not_one_byte(void **state) {
    (void)state;
    assert_true(fits("P?-a", "P4-a"));
    assert_false(fits("P?-a", "P46-a"));
    assert_true(fits("т?н", "түн"));
    assert_false(fits("т??н", "түн"));
    assert_true(fits("*?н", "түн"));
}

// Tried with every split, this would take longer than the age of anything.
static void many_stars_take_no_time(void **state) {
    (void)state;
    assert_false(fits("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
                      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

static void only_star_and_question_mark_make_a_pattern(void **state) {
    (void)state;
    assert_true(qg_glob_is_pattern(QG_STR("a*")));
    assert_true(qg_glob_is_pattern(QG_STR("?")));
    assert_false(qg_glob_is_pattern(QG_STR("[a-z].+")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_means_itself_alone),
        cmocka_unit_test(a_star_is_any_run_and_gives_back_what_follows_needs),
        cmocka_unit_test(a_question_mark_is_one_character_not_one_byte),
        cmocka_unit_test(many_stars_take_no_time),
        cmocka_unit_test(only_star_and_question_mark_make_a_pattern),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
