// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "outfile.h"
#include "scratch.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_closed_file_holds_what_was_written(void **state) {
    struct scratch *place = *state;
    struct qg_outfile file;
    assert_int_equal(qg_outfile_open(&file, place->target), QG_OK);
    qg_outfile_write(&file, QG_STR("{\"a\""));
    qg_outfile_write(&file, QG_STR(": 1}\n"));
    assert_int_equal(qg_outfile_close(&file), QG_OK);
    qg_outfile_free(&file);
    assert_file_holds(place->target, "{\"a\": 1}\n");
    assert_int_equal(scratch_count(place), 1);
}

static void more_than_the_buffer_is_written_in_order(void **state) {
    struct scratch *place = *state;
    struct qg_outfile file;
    struct qg_text expected = {0}, large = {0};
    qg_text_fill(&large, 'L', 150000);
    qg_outfile_open(&file, place->target);
    for (int i = 0; i < 20000; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d ", i);
        struct qg_str piece = i % 5000 == 0 ? qg_text_str(&large) : qg_str_of(number);
        qg_outfile_write(&file, piece);
        qg_text_add(&expected, piece);
    }
    assert_int_equal(qg_outfile_close(&file), QG_OK);
    qg_outfile_free(&file);
    assert_file_holds(place->target, expected.at);
    qg_text_free(&expected);
    qg_text_free(&large);
}

static void until_the_close_the_old_file_is_untouched(void **state) {
    struct scratch *place = *state;
    struct qg_outfile file;
    assert_int_equal(scratch_put(place->target, "old"), QG_OK);
    qg_outfile_open(&file, place->target);
    qg_outfile_write(&file, QG_STR("new"));
    assert_file_holds(place->target, "old");
    assert_int_equal(qg_outfile_close(&file), QG_OK);
    assert_file_holds(place->target, "new");
    qg_outfile_free(&file);
}

static void an_abandoned_file_leaves_no_trace(void **state) {
    struct scratch *place = *state;
    struct qg_outfile file;
    qg_outfile_open(&file, place->target);
    qg_outfile_write(&file, QG_STR("half"));
    assert_int_equal(scratch_count(place), 0);
    qg_outfile_free(&file);
    assert_int_equal(scratch_count(place), 0);
}

static void a_replaced_file_keeps_its_permissions(void **state) {
    struct scratch *place = *state;
    struct stat status;
    assert_int_equal(scratch_put(place->target, "old"), QG_OK);
    assert_int_equal(chmod(place->target, 0640), 0);
    assert_int_equal(scratch_put(place->target, "new"), QG_OK);
    assert_int_equal(stat(place->target, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void a_link_stays_and_what_it_points_at_is_replaced(void **state) {
    struct scratch *place = *state;
    struct stat status;
    assert_int_equal(scratch_put(place->target, "old"), QG_OK);
    assert_int_equal(symlink("report.json", place->link), 0);
    assert_int_equal(scratch_put(place->link, "new"), QG_OK);
    assert_int_equal(lstat(place->link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_file_holds(place->target, "new");
}

static void a_device_is_written_directly_and_not_replaced(void **state) {
    (void)state;
    struct stat status;
    assert_int_equal(scratch_put("/dev/null", "gone"), QG_OK);
    assert_int_equal(stat("/dev/null", &status), 0);
    assert_true(S_ISCHR(status.st_mode));
}

static void assert_explains(const char *path, const char *reason) {
    struct qg_outfile file;
    struct qg_text text = {0}, expected = {0};
    assert_int_equal(qg_outfile_open(&file, path), QG_FAULT_WRITE);
    assert_int_equal(qg_outfile_write(&file, QG_STR("x")), QG_FAULT_WRITE);
    assert_int_equal(qg_outfile_close(&file), QG_FAULT_WRITE);
    qg_outfile_explain(&file, &text);
    qg_text_printf(&expected, "cannot write %s: %s", path, reason);
    assert_string_equal(text.at, expected.at);
    qg_text_free(&text);
    qg_text_free(&expected);
    qg_outfile_free(&file);
}

static void a_failure_is_explained_with_path_and_reason(void **state) {
    struct scratch *place = *state;
    assert_explains("/nowhere/at/all/report.json", "No such file or directory");
    assert_explains(place->folder, "Is a directory");
    assert_explains("", "No such file or directory");
    assert_explains("/tmp/no-such-folder-of-ours/", "No such file or directory");
}

// The system refuses files longer than the limit set here, as it would on a full disk.
static void a_disk_that_is_full_leaves_the_old_file(void **state) {
    struct scratch *place = *state;
    struct rlimit before;
    struct qg_text large = {0};
    assert_int_equal(scratch_put(place->target, "old"), QG_OK);
    qg_text_fill(&large, 'x', 200000);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = {100000, before.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    enum qg_fault fault = scratch_put(place->target, large.at);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(fault, QG_FAULT_WRITE);
    assert_file_holds(place->target, "old");
    assert_int_equal(scratch_count(place), 1);
    qg_text_free(&large);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_closed_file_holds_what_was_written, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(more_than_the_buffer_is_written_in_order, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(until_the_close_the_old_file_is_untouched, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(an_abandoned_file_leaves_no_trace, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_replaced_file_keeps_its_permissions, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_link_stays_and_what_it_points_at_is_replaced,
                                        scratch_set_up, scratch_tear_down),
        cmocka_unit_test(a_device_is_written_directly_and_not_replaced),
        cmocka_unit_test_setup_teardown(a_failure_is_explained_with_path_and_reason, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_disk_that_is_full_leaves_the_old_file, scratch_set_up,
                                        scratch_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
