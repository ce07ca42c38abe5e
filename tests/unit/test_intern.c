// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "intern.h"

#include <stdio.h>

static void symbols_count_from_one_in_order_of_appearance_whatever_the_seed(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct qg_intern table;
        qg_intern_init(&table, seed * UINT64_C(0x123456789));
        assert_int_equal(qg_intern_add(&table, QG_STR("chair")), 1);
        assert_int_equal(qg_intern_add(&table, QG_STR("member")), 2);
        assert_int_equal(qg_intern_add(&table, QG_STR("chair")), 1);
        assert_int_equal(qg_intern_add(&table, QG_STR("")), 3);
        assert_int_equal(qg_intern_count(&table), 3);
        qg_intern_free(&table);
    }
}

static void a_text_that_was_never_added_is_not_found(void **state) {
    (void)state;
    struct qg_intern table;
    qg_intern_init(&table, 1);
    assert_int_equal(qg_intern_find(&table, QG_STR("chair")), 0);
    assert_int_equal(qg_intern_add(&table, QG_STR("chair")), 1);
    assert_int_equal(qg_intern_find(&table, QG_STR("chair")), 1);
    assert_int_equal(qg_intern_find(&table, QG_STR("chai")), 0);
    assert_int_equal(qg_intern_find(&table, QG_STR("chair\0")), 0);
    qg_intern_free(&table);
}

static void the_table_owns_its_texts(void **state) {
    (void)state;
    struct qg_intern table;
    char name[] = "secretary";
    qg_intern_init(&table, 1);
    uint32_t symbol = qg_intern_add(&table, qg_str_of(name));
    memset(name, 'x', sizeof name);
    assert_string_equal(qg_intern_text(&table, symbol).at, "secretary");
    assert_int_equal(qg_intern_text(&table, symbol).len, 9);
    assert_int_equal(qg_intern_text(&table, 0).len, 0);
    assert_int_equal(qg_intern_text(&table, symbol + 1).len, 0);
    qg_intern_free(&table);
}

static void fill(struct qg_intern *table, uint32_t count) {
    char name[32];
    for (uint32_t i = 1; i <= count; i++) {
        snprintf(name, sizeof name, "m%u", (unsigned)i * 7);
        assert_int_equal(qg_intern_add(table, qg_str_of(name)), i);
    }
}

static void symbols_stay_the_same_while_the_table_grows(void **state) {
    (void)state;
    struct qg_intern table;
    char name[32];
    qg_intern_init(&table, 3);
    fill(&table, 20000);
    for (uint32_t i = 1; i <= 20000; i++) {
        snprintf(name, sizeof name, "m%u", (unsigned)i * 7);
        assert_int_equal(qg_intern_find(&table, qg_str_of(name)), i);
        assert_string_equal(qg_intern_text(&table, i).at, name);
    }
    qg_intern_free(&table);
}

static void a_cleared_table_begins_again_at_one(void **state) {
    (void)state;
    struct qg_intern table;
    qg_intern_init(&table, 3);
    for (uint32_t round = 0; round < 5; round++) {
        fill(&table, 1000 >> round);
        qg_intern_clear(&table);
        assert_int_equal(qg_intern_count(&table), 0);
        assert_int_equal(qg_intern_find(&table, QG_STR("m7")), 0);
    }
    qg_intern_free(&table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(symbols_count_from_one_in_order_of_appearance_whatever_the_seed),
        cmocka_unit_test(a_text_that_was_never_added_is_not_found),
        cmocka_unit_test(the_table_owns_its_texts),
        cmocka_unit_test(symbols_stay_the_same_while_the_table_grows),
        cmocka_unit_test(a_cleared_table_begins_again_at_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
