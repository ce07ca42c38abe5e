// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "str.h"

static void a_literal_and_a_c_string_give_the_same_view(void **state) {
    (void)state;
    assert_true(qg_str_equal(QG_STR("quorum"), qg_str_of("quorum")));
    assert_int_equal(QG_STR("quorum").len, 6);
    assert_int_equal(qg_str_of(NULL).len, 0);
    assert_true(qg_str_equal(qg_str_of(NULL), QG_STR("")));
}

static void a_nul_inside_is_a_byte_like_any_other(void **state) {
    (void)state;
    assert_int_equal(QG_STR("a\0b").len, 3);
    assert_false(qg_str_equal(QG_STR("a\0b"), QG_STR("a\0c")));
}

static void strings_are_ordered_by_bytes_and_then_by_length(void **state) {
    (void)state;
    assert_true(qg_str_compare(QG_STR("fit"), QG_STR("unfit")) < 0);
    assert_true(qg_str_compare(QG_STR("unfit"), QG_STR("un")) > 0);
    assert_true(qg_str_compare(QG_STR(""), QG_STR("a")) < 0);
    assert_int_equal(qg_str_compare(QG_STR("same"), QG_STR("same")), 0);
    assert_true(qg_str_compare(QG_STR("z"), QG_STR("ә")) < 0);
}

static void a_prefix_may_be_empty_but_not_longer(void **state) {
    (void)state;
    assert_true(qg_str_starts(QG_STR("calendar.kz"), QG_STR("calendar.")));
    assert_true(qg_str_starts(QG_STR(""), QG_STR("")));
    assert_false(qg_str_starts(QG_STR("cal"), QG_STR("calendar")));
}

static void a_slice_never_reaches_outside(void **state) {
    (void)state;
    struct qg_str s = QG_STR("paragraph");
    assert_true(qg_str_equal(qg_str_slice(s, 0, 4), QG_STR("para")));
    assert_true(qg_str_equal(qg_str_slice(s, 4, SIZE_MAX), QG_STR("graph")));
    assert_int_equal(qg_str_slice(s, 9, 9).len, 0);
    assert_int_equal(qg_str_slice(s, 100, 200).len, 0);
    assert_int_equal(qg_str_slice(s, 5, 2).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_literal_and_a_c_string_give_the_same_view),
        cmocka_unit_test(a_nul_inside_is_a_byte_like_any_other),
        cmocka_unit_test(strings_are_ordered_by_bytes_and_then_by_length),
        cmocka_unit_test(a_prefix_may_be_empty_but_not_longer),
        cmocka_unit_test(a_slice_never_reaches_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
