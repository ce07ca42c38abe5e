// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "wording.h"

#include "text.h"

// The offsets at which `words` stand in bytes `from` to `to` of `text`.
static void expect_in(const char *text, uint32_t from, uint32_t to, const char *words,
                      const char *expected) {
    struct qg_sources sources = {0};
    struct qg_arena arena;
    struct qg_wordings found = {0};
    struct qg_text said = {0};
    uint32_t where, what;
    struct qg_str w = qg_str_of(words);
    qg_arena_init(&arena, "test");
    assert_int_equal(qg_sources_add(&sources, QG_STR("t"), qg_str_of(text), &where), QG_OK);
    assert_int_equal(qg_sources_add(&sources, QG_STR("w"), w, &what), QG_OK);
    assert_int_equal(qg_wording_find(&found, &arena, &sources, (struct qg_span){where, from, to},
                                     (struct qg_span){what, 0, (uint32_t)w.len}),
                     QG_OK);
    for (uint32_t i = 0; i < found.items.len; i++)
        qg_text_printf(&said, "%u-%u ", found.items.at[i].start, found.items.at[i].end);
    assert_string_equal(said.at != NULL ? said.at : "", expected);
    qg_text_free(&said);
    qg_vec_free(&found.items);
    qg_sources_free(&sources);
    qg_arena_free(&arena);
}

static void expect(const char *text, const char *words, const char *expected) {
    expect_in(text, 0, (uint32_t)strlen(text), words, expected);
}

static void words_are_found_however_they_are_spaced(void **state) {
    (void)state;
    expect("a >= 3 years b 3\n  years", "3 years", "5-12 15-24 ");
    expect("3 # three\nyears", "3 years", "0-15 ");
}

static void a_part_of_a_word_is_no_word(void **state) {
    (void)state;
    expect("33 years 3 yearly", "3 years", "");
    expect("x30 + 30", "30", "6-8 ");
    expect("12/3 2/3", "2/3", "5-8 ");
}

static void the_number_of_a_part_of_the_act_is_not_meant(void **state) {
    (void)state;
    expect("paragraph 3 chapter 3 appendix 3 at least 3", "3", "42-43 ");
}

static void what_is_in_quotes_and_in_comments_is_not_meant(void **state) {
    (void)state;
    expect("\"3 years\" # 3 years\n3 years", "3 years", "20-27 ");
}

static void places_do_not_overlap(void **state) {
    (void)state;
    expect("a + a + a", "a + a", "0-5 ");
}

static void only_the_part_is_searched(void **state) {
    (void)state;
    expect_in("3 3 3", 2, 3, "3", "2-3 ");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_however_they_are_spaced),
        cmocka_unit_test(a_part_of_a_word_is_no_word),
        cmocka_unit_test(the_number_of_a_part_of_the_act_is_not_meant),
        cmocka_unit_test(what_is_in_quotes_and_in_comments_is_not_meant),
        cmocka_unit_test(places_do_not_overlap),
        cmocka_unit_test(only_the_part_is_searched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
