// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vec.h"

struct point {
    int x, y;
};

static void pushed_values_stay_in_order_while_the_array_grows(void **state) {
    (void)state;
    QG_VEC(int) numbers = {0};
    for (int i = 0; i < 10000; i++)
        assert_true(qg_vec_push(&numbers, i * 3));
    assert_int_equal(numbers.len, 10000);
    assert_true(numbers.cap >= numbers.len);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(numbers.at[i], i * 3);
    qg_vec_free(&numbers);
}

static void a_struct_is_pushed_as_a_compound_literal(void **state) {
    (void)state;
    QG_VEC(struct point) points = {0};
    assert_true(qg_vec_push(&points, (struct point){1, 2}));
    assert_int_equal(points.at[0].x, 1);
    assert_int_equal(points.at[0].y, 2);
    qg_vec_free(&points);
}

static void reserved_room_is_used_without_moving(void **state) {
    (void)state;
    QG_VEC(char) bytes = {0};
    assert_true(qg_vec_reserve(&bytes, 1000));
    const char *before = bytes.at;
    for (int i = 0; i < 1000; i++)
        assert_true(qg_vec_push(&bytes, 'x'));
    assert_ptr_equal(bytes.at, before);
    qg_vec_free(&bytes);
}

static void freeing_leaves_an_empty_array(void **state) {
    (void)state;
    QG_VEC(int) numbers = {0};
    assert_true(qg_vec_push(&numbers, 7));
    qg_vec_free(&numbers);
    assert_null(numbers.at);
    assert_int_equal(numbers.len + numbers.cap, 0);
    qg_vec_free(&numbers);
}

static void more_than_fits_a_count_is_refused(void **state) {
    (void)state;
    QG_VEC(char) bytes = {0};
    assert_true(qg_vec_push(&bytes, 'x'));
    assert_false(qg_vec_reserve(&bytes, UINT32_MAX));
    assert_int_equal(bytes.len, 1);
    assert_int_equal(bytes.at[0], 'x');
    qg_vec_free(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pushed_values_stay_in_order_while_the_array_grows),
        cmocka_unit_test(a_struct_is_pushed_as_a_compound_literal),
        cmocka_unit_test(reserved_room_is_used_without_moving),
        cmocka_unit_test(freeing_leaves_an_empty_array),
        cmocka_unit_test(more_than_fits_a_count_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
