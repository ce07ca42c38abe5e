// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table.h"

static void an_empty_table_holds_nothing(void **state) {
    (void)state;
    struct qg_table table = {0};
    assert_int_equal(qg_table_find(&table, 0, 0), QG_TABLE_NOTHING);
    qg_table_free(&table);
}

static void both_numbers_of_a_pair_count(void **state) {
    (void)state;
    struct qg_table table = {0};
    assert_true(qg_table_put(&table, 1, 2, 12));
    assert_true(qg_table_put(&table, 2, 1, 21));
    assert_int_equal(qg_table_find(&table, 1, 2), 12);
    assert_int_equal(qg_table_find(&table, 2, 1), 21);
    assert_int_equal(qg_table_find(&table, 1, 1), QG_TABLE_NOTHING);
    qg_table_free(&table);
}

static void what_is_put_again_is_replaced(void **state) {
    (void)state;
    struct qg_table table = {0};
    assert_true(qg_table_put(&table, 7, 7, 1));
    assert_true(qg_table_put(&table, 7, 7, 2));
    assert_int_equal(qg_table_find(&table, 7, 7), 2);
    assert_int_equal(table.len, 1);
    qg_table_free(&table);
}

static void all_pairs_are_found_after_it_has_grown(void **state) {
    (void)state;
    struct qg_table table = {0};
    for (uint32_t owner = 0; owner < 100; owner++)
        for (uint32_t symbol = 0; symbol < 100; symbol++)
            assert_true(qg_table_put(&table, owner, symbol, owner * 1000 + symbol));
    for (uint32_t owner = 0; owner < 100; owner++)
        for (uint32_t symbol = 0; symbol < 100; symbol++)
            assert_int_equal(qg_table_find(&table, owner, symbol), owner * 1000 + symbol);
    assert_int_equal(qg_table_find(&table, 100, 0), QG_TABLE_NOTHING);
    qg_table_free(&table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_table_holds_nothing),
        cmocka_unit_test(both_numbers_of_a_pair_count),
        cmocka_unit_test(what_is_put_again_is_replaced),
        cmocka_unit_test(all_pairs_are_found_after_it_has_grown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
