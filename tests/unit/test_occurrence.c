// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "occurrence.h"

static uint32_t count(struct qg_prints *seen, char first) {
    char digest[QG_SHA256_HEX + 1] =
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    uint32_t times;
    digest[0] = first;
    assert_int_equal(qg_occurrence_count(seen, digest, &times), QG_OK);
    return times;
}

static void the_second_of_a_kind_is_the_second(void **state) {
    (void)state;
    struct qg_prints seen = {0};
    assert_int_equal(count(&seen, '7'), 1);
    assert_int_equal(count(&seen, '8'), 1);
    assert_int_equal(count(&seen, '7'), 2);
    assert_int_equal(count(&seen, '7'), 3);
    assert_int_equal(count(&seen, '8'), 2);
    qg_prints_free(&seen);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_second_of_a_kind_is_the_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
