// SPDX-License-Identifier: Apache-2.0
//
// How many threads can run at the same time.

// sched_setaffinity is Linux's own.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): the C library asks for this one

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cores.h"

#include <sched.h>

// "100000 50000" is 100 ms of processor time in every 50 ms: two processors.
static void a_quota_is_so_many_processors_rounded_up(void **state) {
    (void)state;
    assert_int_equal(qg_cores_of_quota("100000 50000\n"), 2);
    assert_int_equal(qg_cores_of_quota("150000 100000\n"), 2);
    assert_int_equal(qg_cores_of_quota("1000 100000\n"), 1);
}

static void what_sets_no_limit_or_cannot_be_read_limits_nothing(void **state) {
    (void)state;
    assert_int_equal(qg_cores_of_quota("max 100000\n"), 0);
    assert_int_equal(qg_cores_of_quota(""), 0);
    assert_int_equal(qg_cores_of_quota("100000"), 0);
    assert_int_equal(qg_cores_of_quota("100000 0"), 0);
}

static void a_process_that_may_run_on_one_processor_has_one(void **state) {
    cpu_set_t before, one;
    (void)state;
    assert_int_equal(sched_getaffinity(0, sizeof before, &before), 0);
    CPU_ZERO(&one);
    for (size_t i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &before))
            CPU_SET(i, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(qg_cores(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof before, &before), 0);
    assert_in_range(qg_cores(), 1, (uint32_t)CPU_COUNT(&before));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quota_is_so_many_processors_rounded_up),
        cmocka_unit_test(what_sets_no_limit_or_cannot_be_read_limits_nothing),
        cmocka_unit_test(a_process_that_may_run_on_one_processor_has_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
