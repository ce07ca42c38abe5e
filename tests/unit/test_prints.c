// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "prints.h"

#include <stdio.h>

enum { MANY = 50000 };

static struct qg_print print_of(unsigned number) {
    char key[16];
    int len = snprintf(key, sizeof key, "R-%u", number);
    return qg_print_of(1, (struct qg_str){key, (size_t)len});
}

static bool add(struct qg_prints *prints, struct qg_print print) {
    bool fresh;
    assert_true(qg_prints_add(prints, print, &fresh));
    return fresh;
}

static uint32_t put(struct qg_prints *prints, struct qg_print print, uint32_t number) {
    bool fresh;
    const uint32_t *at = qg_prints_put(prints, print, number, &fresh);
    assert_non_null(at);
    return *at;
}

static void each_is_new_once(void **state) {
    (void)state;
    struct qg_prints prints = {0};
    for (unsigned i = 0; i < MANY; i++) {
        assert_true(add(&prints, print_of(i)));
        assert_false(add(&prints, print_of(i / 2)));
    }
    for (unsigned i = 0; i < MANY; i++)
        assert_false(add(&prints, print_of(i)));
    assert_int_equal(prints.count, MANY);
    qg_prints_free(&prints);
}

static void a_number_stays_with_its_print(void **state) {
    (void)state;
    struct qg_prints prints = {0};
    for (unsigned i = 0; i < MANY; i++)
        assert_int_equal(put(&prints, print_of(i), i), i);
    for (unsigned i = 0; i < MANY; i++)
        assert_int_equal(put(&prints, print_of(i), MANY), i);
    qg_prints_free(&prints);
}

// Prints that differ in no more than their last bits want the same place; those with the highest
// first word want the last one, and stand behind it.
static void neighbours_are_told_apart(void **state) {
    (void)state;
    const uint32_t firsts[] = {0, 1, UINT32_MAX / 2, UINT32_MAX - 1, UINT32_MAX};
    struct qg_prints prints = {0};
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < 5; i++)
            for (uint32_t j = 0; j < 12; j++) {
                struct qg_print last = {{firsts[i], 0, j + 1}}, middle = {{firsts[i], j + 1, 0}};
                assert_int_equal(add(&prints, middle), round == 0);
                assert_int_equal(add(&prints, last), round == 0);
            }
    for (unsigned i = 0; i < 1000; i++)
        assert_true(add(&prints, print_of(i)));
    for (uint32_t i = 0; i < 5; i++)
        for (uint32_t j = 0; j < 12; j++)
            assert_false(add(&prints, (struct qg_print){{firsts[i], 0, j + 1}}));
    qg_prints_free(&prints);
}

// 200 prints within the last twentieth of all (200 of 4096 parts) have, in a table of 228 homes,
// which would be enough for as many that are spread, 11 homes and the 64 places behind them: they
// need one of 2800.
static void the_last_places_run_out(void **state) {
    (void)state;
    enum { CROWD = 200 };
    struct qg_prints prints = {0};
    for (uint32_t i = 0; i < CROWD; i++)
        assert_true(add(&prints, (struct qg_print){{UINT32_MAX - (i << 20), 1, 1}}));
    for (uint32_t i = 0; i < CROWD; i++)
        assert_false(add(&prints, (struct qg_print){{UINT32_MAX - (i << 20), 1, 1}}));
    assert_int_equal(prints.count, CROWD);
    assert_true(prints.homes > 2000);
    qg_prints_free(&prints);
}

// What prints.h says a member takes; a table that has just grown is at its emptiest.
static void a_member_takes_few_bytes(void **state) {
    (void)state;
    struct qg_prints prints = {0};
    for (unsigned i = 0; i < MANY; i++) {
        assert_true(add(&prints, print_of(i)));
        if (prints.count > 10000)
            assert_true(prints.homes * prints.stride * sizeof *prints.places < prints.count * 16);
    }
    qg_prints_free(&prints);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_new_once),
        cmocka_unit_test(a_number_stays_with_its_print),
        cmocka_unit_test(neighbours_are_told_apart),
        cmocka_unit_test(the_last_places_run_out),
        cmocka_unit_test(a_member_takes_few_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
