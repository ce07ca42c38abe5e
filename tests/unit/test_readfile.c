// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "readfile.h"
#include "scratch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void a_file_is_read_whole_with_its_nul_bytes(void **state) {
    struct scratch *place = *state;
    struct qg_text text = {0};
    scratch_write(place->target, QG_STR("act\0 x\n"));
    assert_int_equal(qg_readfile(place->target, 100, &text), QG_OK);
    assert_int_equal(text.len, 7);
    assert_memory_equal(text.at, "act\0 x\n", 8);
    qg_text_free(&text);
}

static void an_empty_file_is_an_empty_text(void **state) {
    struct scratch *place = *state;
    struct qg_text text = {0};
    scratch_write(place->target, QG_STR(""));
    assert_int_equal(qg_readfile(place->target, 0, &text), QG_OK);
    assert_string_equal(text.at, "");
    qg_text_free(&text);
}

static void what_the_text_held_before_stays_in_front(void **state) {
    struct scratch *place = *state;
    struct qg_text text = {0};
    qg_text_addz(&text, "before ");
    scratch_write(place->target, QG_STR("after"));
    assert_int_equal(qg_readfile(place->target, 5, &text), QG_OK);
    assert_string_equal(text.at, "before after");
    qg_text_free(&text);
}

static void a_file_at_the_limit_is_read_and_a_byte_more_is_too_large(void **state) {
    struct scratch *place = *state;
    struct qg_text text = {0};
    size_t size = 200000;
    char *bytes = calloc(size, 1);
    assert_non_null(bytes);
    scratch_write(place->target, (struct qg_str){bytes, size});
    free(bytes);
    qg_text_addz(&text, "kept");
    assert_int_equal(qg_readfile(place->target, size - 1, &text), QG_FAULT_LIMIT);
    assert_string_equal(text.at, "kept");
    assert_int_equal(qg_readfile(place->target, size, &text), QG_OK);
    assert_int_equal(text.len, size + 4);
    qg_text_free(&text);
}

static void a_device_without_end_meets_the_limit(void **state) {
    (void)state;
    struct qg_text text = {0};
    assert_int_equal(qg_readfile("/dev/zero", 100000, &text), QG_FAULT_LIMIT);
    assert_int_equal(text.len, 0);
    assert_int_equal(qg_readfile("/dev/null", 0, &text), QG_OK);
    qg_text_free(&text);
}

static void a_file_that_is_not_there_says_so(void **state) {
    struct scratch *place = *state;
    struct qg_text text = {0};
    errno = 0;
    assert_int_equal(qg_readfile(place->target, 100, &text), QG_FAULT_READ);
    assert_int_equal(errno, ENOENT);
    qg_text_free(&text);
}

static void a_folder_is_not_a_file(void **state) {
    struct scratch *place = *state;
    struct qg_text text = {0};
    errno = 0;
    assert_int_equal(qg_readfile(place->folder, 100, &text), QG_FAULT_READ);
    assert_int_equal(errno, EISDIR);
    assert_int_equal(text.len, 0);
    qg_text_free(&text);
}

static void a_pipe_that_gives_little_at_a_time_is_read_to_its_end(void **state) {
    struct scratch *place = *state;
    struct qg_text text = {0};
    assert_int_equal(mkfifo(place->target, 0600), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        FILE *pipe = fopen(place->target, "wb");
        for (int i = 0; pipe != NULL && i < 100; i++) {
            fputs("0123456789", pipe);
            fflush(pipe);
        }
        _exit(0);
    }
    assert_int_equal(qg_readfile(place->target, 1000, &text), QG_OK);
    assert_int_equal(text.len, 1000);
    qg_text_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_is_read_whole_with_its_nul_bytes, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(an_empty_file_is_an_empty_text, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(what_the_text_held_before_stays_in_front, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_file_at_the_limit_is_read_and_a_byte_more_is_too_large,
                                        scratch_set_up, scratch_tear_down),
        cmocka_unit_test(a_device_without_end_meets_the_limit),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_says_so, scratch_set_up,
                                        scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_folder_is_not_a_file, scratch_set_up, scratch_tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_that_gives_little_at_a_time_is_read_to_its_end,
                                        scratch_set_up, scratch_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
