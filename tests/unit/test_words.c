// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shown.h"
#include "words.h"

#include "utf8.h"

#include <string.h>

static void assert_shown(const char *bytes, size_t len, const char *shown) {
    struct qg_text out = {0};
    qg_shown_add(&out, (struct qg_str){bytes, len});
    assert_string_equal(out.at != NULL ? out.at : "", shown);
    qg_text_free(&out);
}

static void every_word_is_there_in_every_language(void **state) {
    (void)state;
    for (int word = 0; word < QG_WORDS; word++)
        for (int lang = 0; lang < QG_LANGS; lang++) {
            const char *text = qg_word((enum qg_word)word, lang);
            assert_true(text[0] != '\0');
            assert_true(qg_utf8_valid(text, strlen(text), NULL));
        }
}

static void outcomes_and_verdicts_have_their_own_words(void **state) {
    (void)state;
    assert_string_equal(qg_word_outcome(QG_VIOLATED, QG_LANG_EN), "violated");
    assert_string_equal(qg_word_outcome(QG_NOT_IN_FORCE, QG_LANG_EN), "not in force");
    assert_string_equal(qg_word_outcome(QG_VIOLATED, QG_LANG_RU), "нарушено");
    assert_string_equal(qg_word_outcome(QG_SATISFIED, QG_LANG_KK), "сақталған");
    assert_string_equal(qg_word_verdict(QG_VERDICT_CLEAN, QG_LANG_EN), "clean");
    assert_string_equal(qg_word_verdict(QG_VERDICT_WARRANTED, QG_LANG_EN),
                        "re-certification warranted");
}

static void a_phrase_without_a_language_is_english(void **state) {
    (void)state;
    const struct qg_phrase phrase = {{QG_STR_INIT("quorum"), QG_STR_INIT("кворум"), {NULL, 0}}};
    assert_true(qg_str_equal(qg_phrase_in(&phrase, QG_LANG_RU), QG_STR("кворум")));
    assert_true(qg_str_equal(qg_phrase_in(&phrase, QG_LANG_KK), QG_STR("quorum")));
}

static void languages_are_called_by_their_codes(void **state) {
    (void)state;
    assert_int_equal(qg_lang_named(QG_STR("kk")), QG_LANG_KK);
    assert_int_equal(qg_lang_named(QG_STR("kz")), -1);
}

static void letters_of_any_language_are_shown_as_they_are(void **state) {
    (void)state;
    assert_shown("Әсел «Алау» – 1", strlen("Әсел «Алау» – 1"), "Әсел «Алау» – 1");
    assert_shown("", 0, "");
}

static void what_commands_a_terminal_is_shown_as_an_escape(void **state) {
    (void)state;
    assert_shown("\x1b[2J", 4, "\\u{1b}[2J");
    assert_shown("a\nb\tc", 5, "a\\u{a}b\\u{9}c");
    assert_shown("\x7f", 1, "\\u{7f}");
    assert_shown("\xc2\x9b"
                 "31m",
                 5, "\\u{9b}31m"); // CSI as one character
    assert_shown("a\0b", 3, "a\\u{0}b");
}

static void what_turns_the_writing_direction_is_shown_as_an_escape(void **state) {
    (void)state;
    assert_shown("\xe2\x80\xae", 3, "\\u{202e}");
    assert_shown("\xe2\x81\xa6", 3, "\\u{2066}");
    assert_shown("\xe2\x80\xa8", 3, "\\u{2028}"); // a line separator breaks lines too
}

static void a_byte_that_is_no_utf8_is_shown_by_its_number(void **state) {
    (void)state;
    assert_shown("a\xff"
                 "b",
                 3, "a\\xffb");
    assert_shown("\xd0", 1, "\\xd0"); // cut in the middle of a letter
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_word_is_there_in_every_language),
        cmocka_unit_test(outcomes_and_verdicts_have_their_own_words),
        cmocka_unit_test(a_phrase_without_a_language_is_english),
        cmocka_unit_test(languages_are_called_by_their_codes),
        cmocka_unit_test(letters_of_any_language_are_shown_as_they_are),
        cmocka_unit_test(what_commands_a_terminal_is_shown_as_an_escape),
        cmocka_unit_test(what_turns_the_writing_direction_is_shown_as_an_escape),
        cmocka_unit_test(a_byte_that_is_no_utf8_is_shown_by_its_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
