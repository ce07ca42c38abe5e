// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cover_explained.h"

// What is read of `text`, as "key = reason" lines, or what is wrong with it.
static void check(const char *text, const char *expected) {
    struct qg_cover_explained explained = {0};
    struct qg_arena arena;
    struct qg_text out = {0};
    qg_arena_init(&arena, "test");
    if (qg_explained_read(&explained, &arena, qg_str_of(text), &out))
        for (uint32_t i = 0; i < explained.entries.len; i++)
            qg_text_printf(&out, "%.*s = %.*s\n", QG_STR_ARG(explained.entries.at[i].key),
                           QG_STR_ARG(explained.entries.at[i].reason));
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_explained_free(&explained);
    qg_text_free(&out);
    qg_arena_free(&arena);
}

static void an_entry_has_its_reason_on_indented_lines(void **state) {
    (void)state;
    check("# a comment\n\nrule A: 1 -> 2 #1\n    because\n\tof this\r\n", //
          "rule A: 1 -> 2 #1 = because of this\n");
}

static void entries_in_a_row_share_a_reason(void **state) {
    (void)state;
    check("one\ntwo\n  both\nthree\n  alone", "one = both\ntwo = both\nthree = alone\n");
}

static void an_empty_file_explains_nothing(void **state) {
    (void)state;
    check("", "");
    check("# nothing\n\n", "");
}

static void an_entry_needs_a_reason(void **state) {
    (void)state;
    check("one\n  why\ntwo\n", "line 3: the entry above has no reason (an indented line under it)");
}

static void a_reason_needs_an_entry(void **state) {
    (void)state;
    check("  why\n", "line 1: a reason without an entry above it");
}

static void what_was_asked_for_is_marked(void **state) {
    (void)state;
    struct qg_cover_explained explained = {0};
    struct qg_arena arena;
    struct qg_text problem = {0};
    qg_arena_init(&arena, "test");
    assert_true(qg_explained_read(&explained, &arena, QG_STR("a\nb\n  why\n"), &problem));
    assert_int_equal(qg_explained_reason(&explained, QG_STR("b")).len, 3);
    assert_int_equal(qg_explained_reason(&explained, QG_STR("c")).len, 0);
    assert_false(explained.entries.at[0].met);
    assert_true(explained.entries.at[1].met);
    qg_explained_free(&explained);
    qg_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_has_its_reason_on_indented_lines),
        cmocka_unit_test(entries_in_a_row_share_a_reason),
        cmocka_unit_test(an_empty_file_explains_nothing),
        cmocka_unit_test(an_entry_needs_a_reason),
        cmocka_unit_test(a_reason_needs_an_entry),
        cmocka_unit_test(what_was_asked_for_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
