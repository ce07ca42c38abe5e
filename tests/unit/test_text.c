// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text.h"

static void pieces_of_every_kind_follow_each_other(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_text_add(&text, QG_STR("of "));
    qg_text_number(&text, -5);
    qg_text_char(&text, ' ');
    qg_text_addz(&text, "members");
    qg_text_fill(&text, '.', 3);
    qg_text_codepoint(&text, 0x49B);
    qg_text_printf(&text, " %d/%s", 3, "x");
    assert_string_equal(text.at, "of -5 members...қ 3/x");
    assert_int_equal(text.len, strlen(text.at));
    assert_false(text.failed);
    qg_text_free(&text);
}

static void the_extreme_numbers_are_written_whole(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_text_number(&text, INT64_MIN);
    qg_text_char(&text, ' ');
    qg_text_number(&text, INT64_MAX);
    assert_string_equal(text.at, "-9223372036854775808 9223372036854775807");
    qg_text_free(&text);
}

static void a_long_print_grows_the_text(void **state) {
    (void)state;
    struct qg_text text = {0};
    for (int width = 1; width < 300; width++) {
        size_t before = text.len;
        qg_text_printf(&text, "%*d", width, 7);
        assert_int_equal(text.len, before + (size_t)width);
        assert_int_equal(text.at[text.len - 1], '7');
        assert_int_equal(text.at[text.len], '\0');
    }
    qg_text_free(&text);
}

static void adding_nothing_gives_an_empty_c_string(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_text_add(&text, QG_STR(""));
    assert_string_equal(text.at, "");
    assert_int_equal(qg_text_str(&text).len, 0);
    qg_text_free(&text);
}

static void after_a_failure_nothing_more_is_added(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_text_addz(&text, "kept");
    assert_false(qg_text_reserve(&text, SIZE_MAX - 2));
    assert_true(text.failed);
    qg_text_addz(&text, "lost");
    qg_text_printf(&text, "%d", 1);
    assert_string_equal(text.at, "kept");
    // Whoever asks at the end hears of it, even if the text was emptied for something else since.
    qg_text_clear(&text);
    qg_text_addz(&text, "again");
    assert_string_equal(text.at, "");
    assert_true(text.failed);
    qg_text_free(&text);
    qg_text_addz(&text, "anew");
    assert_string_equal(text.at, "anew");
    qg_text_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_of_every_kind_follow_each_other),
        cmocka_unit_test(the_extreme_numbers_are_written_whole),
        cmocka_unit_test(a_long_print_grows_the_text),
        cmocka_unit_test(adding_nothing_gives_an_empty_c_string),
        cmocka_unit_test(after_a_failure_nothing_more_is_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
