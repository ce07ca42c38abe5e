// SPDX-License-Identifier: Apache-2.0
//
// What each version of Landlock is asked, by the kernel's own list of them
// (Documentation/userspace-api/landlock.rst): no kernel has more than one.

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sandbox.h"
#include "sandbox_files.h"

static void each_version_is_asked_for_all_that_it_knows_and_no_more(void **state) {
    (void)state;
    static const struct {
        int abi;
        uint64_t files, network, scopes;
        size_t shown;
    } versions[] = {
        {1, 0x1fff, 0, 0, 8},  {2, 0x3fff, 0, 0, 8},  {3, 0x7fff, 0, 0, 8},  {4, 0x7fff, 3, 0, 16},
        {5, 0xffff, 3, 0, 16}, {6, 0xffff, 3, 3, 24}, {7, 0xffff, 3, 3, 24}, {99, 0xffff, 3, 3, 24},
    };
    for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
        struct qg_landlock_given_up all;
        assert_int_equal(qg_landlock_give_up(&all, versions[i].abi), versions[i].shown);
        assert_int_equal(all.files, versions[i].files);
        assert_int_equal(all.network, versions[i].network);
        assert_int_equal(all.scopes, versions[i].scopes);
    }
}

// The kernel refuses a rule that keeps what was not given up.
static void what_is_kept_is_known_to_the_first_version(void **state) {
    struct qg_landlock_given_up all;
    (void)state;
    (void)qg_landlock_give_up(&all, 1);
    for (unsigned use = 0; use < 8; use++) {
        assert_int_equal(qg_landlock_keep(true, use) & ~all.files, 0);
        assert_int_equal(qg_landlock_keep(false, use) & ~all.files, 0);
    }
}

static void of_a_file_only_reading_or_writing_is_kept(void **state) {
    (void)state;
    assert_int_equal(qg_landlock_keep(false, 0), 0);
    assert_int_equal(qg_landlock_keep(false, QG_SANDBOX_READ), 1 << 2);
    assert_int_equal(qg_landlock_keep(false, QG_SANDBOX_WRITE), 1 << 1);
    assert_int_equal(qg_landlock_keep(false, QG_SANDBOX_GROW), 0);
}

// Of 13 rights of version 1 those to run programs, to take folders away and to make devices,
// sockets, pipes and links are never kept.
static void of_a_folder_files_are_listed_made_and_taken_away(void **state) {
    (void)state;
    assert_int_equal(qg_landlock_keep(true, QG_SANDBOX_READ), 1 << 2 | 1 << 3);
    assert_int_equal(qg_landlock_keep(true, QG_SANDBOX_WRITE), 1 << 1 | 1 << 2 | 1 << 5 | 1 << 8);
    assert_int_equal(qg_landlock_keep(true, QG_SANDBOX_GROW), 1 << 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_version_is_asked_for_all_that_it_knows_and_no_more),
        cmocka_unit_test(what_is_kept_is_known_to_the_first_version),
        cmocka_unit_test(of_a_file_only_reading_or_writing_is_kept),
        cmocka_unit_test(of_a_folder_files_are_listed_made_and_taken_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
