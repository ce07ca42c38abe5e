// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spares.h"

static void expect_written_and_read(FILE *file) {
    char back[8] = "";
    assert_non_null(file);
    assert_true(fputs("word", file) >= 0);
    rewind(file);
    assert_non_null(fgets(back, sizeof back, file));
    assert_string_equal(back, "word");
    assert_int_equal(fclose(file), 0);
}

static void what_was_opened_is_taken_one_by_one(void **state) {
    (void)state;
    struct qg_spares spares = {0};
    qg_spares_open(&spares, 1);
    qg_spares_open(&spares, 2);
    assert_int_equal(spares.files.len, 3);
    expect_written_and_read(qg_spares_take(&spares));
    assert_int_equal(spares.files.len, 2);
    qg_spares_free(&spares);
    assert_int_equal(spares.files.len, 0);
}

static void without_one_that_is_left_one_is_opened(void **state) {
    (void)state;
    struct qg_spares none = {0};
    expect_written_and_read(qg_spares_take(NULL));
    expect_written_and_read(qg_spares_take(&none));
    qg_spares_free(&none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_opened_is_taken_one_by_one),
        cmocka_unit_test(without_one_that_is_left_one_is_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
