// SPDX-License-Identifier: Apache-2.0

#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// Runs a line of shell with `input` (may be NULL) as its standard input.
static enum qg_fault shell(int *status, const char *line, const char *input, struct qg_text *said) {
    const char *const words[] = {"sh", "-c", line, NULL};
    FILE *file = tmpfile();
    assert_non_null(file);
    if (input != NULL)
        assert_true(fputs(input, file) >= 0);
    rewind(file);
    enum qg_fault fault = qg_launch(status, words, fileno(file), said);
    assert_int_equal(fclose(file), 0);
    return fault;
}

static void both_outputs_are_heard(void **state) {
    (void)state;
    struct qg_text said = {0};
    int status = -1;
    assert_int_equal(shell(&status, "echo one; echo two >&2; exit 3", NULL, &said), QG_OK);
    assert_int_equal(status, 3);
    assert_string_equal(said.at, "one\ntwo\n");
    qg_text_free(&said);
}

static void the_input_is_read_from_its_beginning(void **state) {
    (void)state;
    struct qg_text said = {0};
    int status = -1;
    assert_int_equal(shell(&status, "cat", "int x;\n", &said), QG_OK);
    assert_int_equal(status, 0);
    assert_string_equal(said.at, "int x;\n");
    qg_text_free(&said);
}

static void a_word_is_a_word_whatever_is_in_it(void **state) {
    (void)state;
    const char *const words[] = {"printf", "%s", "; exit 9; $(echo x) *", NULL};
    struct qg_text said = {0};
    int status = -1, input = open("/dev/null", O_RDONLY);
    assert_int_equal(qg_launch(&status, words, input, &said), QG_OK);
    assert_int_equal(status, 0);
    assert_string_equal(said.at, "; exit 9; $(echo x) *");
    qg_text_free(&said);
    (void)close(input);
}

static void what_is_not_there_cannot_be_started(void **state) {
    (void)state;
    const char *const words[] = {"/no/such/program", NULL};
    struct qg_text said = {0};
    int status = -1, input = open("/dev/null", O_RDONLY);
    errno = 0;
    assert_int_equal(qg_launch(&status, words, input, &said), QG_FAULT_READ);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(status, -1);
    qg_text_free(&said);
    (void)close(input);
}

static void a_signal_is_told_from_a_status(void **state) {
    (void)state;
    struct qg_text said = {0};
    int status = -1;
    assert_int_equal(shell(&status, "kill -TERM $$", NULL, &said), QG_OK);
    assert_int_equal(status, QG_LAUNCH_SIGNAL + SIGTERM);
    qg_text_free(&said);
}

// 200,000 bytes: more than are kept, and more than a pipe holds.
static void who_talks_on_is_heard_to_the_end_and_kept_in_part(void **state) {
    (void)state;
    struct qg_text said = {0};
    int status = -1;
    assert_int_equal(shell(&status, "head -c 200000 /dev/zero | tr '\\0' x; exit 4", NULL, &said),
                     QG_OK);
    assert_int_equal(status, 4);
    assert_int_equal(said.len, QG_LAUNCH_SAID);
    qg_text_free(&said);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_outputs_are_heard),
        cmocka_unit_test(the_input_is_read_from_its_beginning),
        cmocka_unit_test(a_word_is_a_word_whatever_is_in_it),
        cmocka_unit_test(what_is_not_there_cannot_be_started),
        cmocka_unit_test(a_signal_is_told_from_a_status),
        cmocka_unit_test(who_talks_on_is_heard_to_the_end_and_kept_in_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
