// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "progress.h"

#include <string.h>

enum { MB = 1000 * 1000 };

static void assert_line(const struct qg_progress_moment *moment, size_t width,
                        const char *expected) {
    struct qg_text out = {0};
    qg_progress_line(moment, width, &out);
    assert_string_equal(out.at, expected);
    qg_text_free(&out);
}

// 36 MB of 100 in 0.3 seconds are 120 MB/s; the 64 that are left take 0.53 seconds.
static void files_tell_how_much_is_left(void **state) {
    (void)state;
    const struct qg_progress_moment moment = {
        .name = QG_STR("a.ndjson"), .count = 1, .done = 36 * MB, .total = 100 * MB, .seconds = 0.3};
    assert_line(&moment, 79,
                "checking a.ndjson  [#######             ]   36%  120 MB/s  0:01 left");
}

static void several_files_are_counted(void **state) {
    (void)state;
    const struct qg_progress_moment moment = {.name = QG_STR("b.ndjson"),
                                              .at = 1,
                                              .count = 3,
                                              .done = 50 * MB,
                                              .total = 100 * MB,
                                              .seconds = 4000};
    assert_line(&moment, 79,
                "checking b.ndjson (2 of 3)  [##########          ]   50%  12 kB/s  1:06:40 left");
}

static void a_pipe_tells_how_much_came(void **state) {
    (void)state;
    const struct qg_progress_moment moment = {
        .name = QG_STR("-"), .count = 1, .done = 3 * MB, .seconds = 2};
    assert_line(&moment, 79, "checking -  3.0 MB  1.5 MB/s  0:02");
}

static void a_file_that_grew_is_done_at_most(void **state) {
    (void)state;
    const struct qg_progress_moment moment = {
        .name = QG_STR("a"), .count = 1, .done = 2 * MB, .total = MB, .seconds = 1};
    assert_line(&moment, 79, "checking a  [####################]  100%  2.0 MB/s  0:00 left");
}

static void a_long_name_makes_way(void **state) {
    (void)state;
    const struct qg_progress_moment moment = {
        .name = QG_STR("выгрузка-всех-дел.ndjson"), .count = 1, .done = 3 * MB, .seconds = 2};
    assert_line(&moment, 40, "checking выгрузк  3.0 MB  1.5 MB/s  0:02");
}

static void a_strangers_name_cannot_move_the_cursor(void **state) {
    (void)state;
    const struct qg_progress_moment moment = {
        .name = QG_STR("a\x1b[2Jb"), .count = 1, .done = 10, .seconds = 2};
    struct qg_text out = {0};
    qg_progress_line(&moment, 79, &out);
    assert_null(strchr(out.at, '\x1b'));
    qg_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_tell_how_much_is_left),
        cmocka_unit_test(several_files_are_counted),
        cmocka_unit_test(a_pipe_tells_how_much_came),
        cmocka_unit_test(a_file_that_grew_is_done_at_most),
        cmocka_unit_test(a_long_name_makes_way),
        cmocka_unit_test(a_strangers_name_cannot_move_the_cursor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
