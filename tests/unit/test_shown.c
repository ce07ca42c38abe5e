// SPDX-License-Identifier: Apache-2.0

#include "shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void shows(struct qg_str given, const char *expected) {
    struct qg_text out = {0};
    qg_shown_add(&out, given);
    qg_text_char(&out, '\0');
    assert_string_equal(out.at, expected);
    qg_text_free(&out);
}

static void letters_of_every_script_are_shown_as_they_are(void **state) {
    (void)state;
    shows(QG_STR("Қағида, правила, rule"), "Қағида, правила, rule");
}

static void what_moves_the_cursor_or_turns_the_writing_is_spelled_out(void **state) {
    (void)state;
    shows(QG_STR("a\x1b[2Jb\n"), "a\\u{1b}[2Jb\\u{a}");
    shows(QG_STR("\xe2\x80\xae gpj.exe"), "\\u{202e} gpj.exe"); // right-to-left override
    shows(QG_STR("\xc2\x9b"), "\\u{9b}");                       // a C1 control
}

static void a_byte_that_is_no_utf8_is_shown_in_hex(void **state) {
    (void)state;
    shows(QG_STR("caf\xe9!"), "caf\\xe9!");
}

static void nothing_is_shown_as_nothing(void **state) {
    (void)state;
    shows((struct qg_str){0}, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_every_script_are_shown_as_they_are),
        cmocka_unit_test(what_moves_the_cursor_or_turns_the_writing_is_spelled_out),
        cmocka_unit_test(a_byte_that_is_no_utf8_is_shown_in_hex),
        cmocka_unit_test(nothing_is_shown_as_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
