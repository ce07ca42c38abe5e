// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "occurrence.h"

#include <stdio.h>

static uint64_t count(struct qg_occurrences *seen, unsigned number) {
    char digest[QG_SHA256_HEX + 1];
    uint64_t times;
    (void)snprintf(digest, sizeof digest, "%016x%048d", number, 0);
    assert_int_equal(qg_occurrences_count(seen, digest, &times), QG_OK);
    return times;
}

static void the_second_of_a_kind_is_the_second(void **state) {
    (void)state;
    struct qg_occurrences seen = {0};
    assert_int_equal(count(&seen, 7), 1);
    assert_int_equal(count(&seen, 8), 1);
    assert_int_equal(count(&seen, 7), 2);
    assert_int_equal(count(&seen, 7), 3);
    assert_int_equal(count(&seen, 8), 2);
    qg_occurrences_free(&seen);
}

// Free slots hold zero, so that a digest that begins with zeros alone is taken for the next one.
static void nothing_is_forgotten_while_the_table_grows(void **state) {
    (void)state;
    enum { MANY = 5000 };
    struct qg_occurrences seen = {0};
    for (unsigned i = 0; i < MANY; i++)
        assert_int_equal(count(&seen, i), i == 1 ? 2 : 1);
    for (unsigned i = 2; i < MANY; i++)
        assert_int_equal(count(&seen, i), 2);
    qg_occurrences_free(&seen);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_of_a_kind_is_the_second),
        cmocka_unit_test(nothing_is_forgotten_while_the_table_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
