// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "document.h"

// A document written as letters: `(` and `)` are a group, `+` nests by a step, `^` to the line, `>`
// hangs, `|` aligns, `-` ends that; `_` is a line, `.` a soft one, `~` fills, `/` is hard, `%`
// blank,
// `,` a comma that only a broken group has, `#` a note of 30 columns, `W` a word of 40, and any
// other letter itself.
static void add(struct qg_doc *doc, char c) {
    static const char *const words[128] = {
        ['W'] = "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
        ['a'] = "a",
        ['b'] = "b",
        ['c'] = "c",
        ['d'] = "d",
    };
    static const struct {
        char letter;
        enum qg_doc_kind kind;
    } marks[] = {{'(', QG_DOC_OPEN}, {')', QG_DOC_CLOSE}, {'-', QG_DOC_UNNEST},
                 {'_', QG_DOC_LINE}, {'.', QG_DOC_SOFT},  {'~', QG_DOC_FILL},
                 {'/', QG_DOC_HARD}, {'%', QG_DOC_BLANK}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (marks[i].letter == c)
            qg_doc_add(doc, marks[i].kind);
    if (words[(unsigned char)c] != NULL)
        qg_doc_text(doc, QG_DOC_TEXT, qg_str_of(words[(unsigned char)c]));
    if (c == ',')
        qg_doc_text(doc, QG_DOC_WIDE, QG_STR(","));
    if (c == '#')
        qg_doc_text(doc, QG_DOC_NOTE, QG_STR(" #############################"));
}

static void nest(struct qg_doc *doc, char c) {
    static const char letters[] = {[QG_NEST_SAME] = '=',
                                   [QG_NEST_STEP] = '+',
                                   [QG_NEST_LINE] = '^',
                                   [QG_NEST_HANG] = '>',
                                   [QG_NEST_ALIGN] = '|'};
    for (size_t i = 0; i < sizeof letters; i++)
        if (letters[i] == c)
            qg_doc_nest(doc, (enum qg_nest)i);
}

#define W "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"

static void check(const char *letters, const char *expected) {
    struct qg_doc doc = {0};
    struct qg_text out = {0};
    for (const char *c = letters; *c != '\0'; c++) {
        add(&doc, *c);
        nest(&doc, *c);
    }
    assert_true(qg_doc_print(&doc, &out));
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    assert_int_equal(doc.items.len, 0);
    qg_doc_free(&doc);
    qg_text_free(&out);
}

static void a_group_that_fits_stays_on_its_line(void **state) {
    (void)state;
    check("(a_b.c)", "a bc");
    check("(W_W)", W " " W);
}

static void a_group_that_does_not_fit_breaks_at_each_of_its_breaks(void **state) {
    (void)state;
    check("(W+_a_W_W-)", W "\n  a\n  " W "\n  " W);
}

static void the_groups_in_it_decide_anew(void **state) {
    (void)state;
    check("(W+_(a_b)_W_(W_a)-)", W "\n  a b\n  " W "\n  " W " a");
}

// 40 + 1 + 40 + 18 = 99, and two letters that stick to the group: 101.
static void what_sticks_to_the_end_of_a_group_counts(void **state) {
    (void)state;
    check("(W_Waaaaaaaaaaaaaaaaaa)a", W " " W "aaaaaaaaaaaaaaaaaaa");
    check("(W_Waaaaaaaaaaaaaaaaaa)ab", W "\n" W "aaaaaaaaaaaaaaaaaaab");
    check("(W_Waaaaaaaaaaaaaaaaaa)a(.b)", W " " W "aaaaaaaaaaaaaaaaaaa\nb");
}

static void a_line_that_must_end_breaks_the_groups_around_it(void **state) {
    (void)state;
    check("(a_(b/c)_d)", "a\nb\nc\nd");
    check("(a_b)/c%d", "a b\nc\n\nd");
}

static void a_note_may_pass_the_margin(void **state) {
    (void)state;
    check("(W_Waaaaaaaaa)#/b", W " " W "aaaaaaaaa #############################\nb");
}

static void parts_fill_the_line(void **state) {
    (void)state;
    check("(a.+W~W~b~W-.c)", "a\n" W " " W " b\n  " W "\nc");
}

static void a_part_that_takes_several_lines_shares_none(void **state) {
    (void)state;
    check("(+a~(b/c)~d-)", "a\n  b\n  c\n  d");
    check("(+W~(W_W_W)~(a_b)~c-)", W "\n  " W "\n  " W "\n  " W "\n  a b c");
}

static void only_a_broken_group_has_its_comma(void **state) {
    (void)state;
    check("(a.b,.c)", "abc");
    check("(a/b,.c)", "a\nb,\nc");
}

static void indentation_is_relative_to_what_was_asked_for(void **state) {
    (void)state;
    check("+/a+/b-/c-/d", "\n  a\n    b\n  c\nd");
    check("+/ab++^/c-/d---", "\n  ab\n  c\n      d");
    check("+/a+>/b--/c-", "\n  a\n    b\n  c");
    check("ab|/c-", "ab\n  c");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_that_fits_stays_on_its_line),
        cmocka_unit_test(a_group_that_does_not_fit_breaks_at_each_of_its_breaks),
        cmocka_unit_test(the_groups_in_it_decide_anew),
        cmocka_unit_test(what_sticks_to_the_end_of_a_group_counts),
        cmocka_unit_test(a_line_that_must_end_breaks_the_groups_around_it),
        cmocka_unit_test(a_note_may_pass_the_margin),
        cmocka_unit_test(parts_fill_the_line),
        cmocka_unit_test(a_part_that_takes_several_lines_shares_none),
        cmocka_unit_test(only_a_broken_group_has_its_comma),
        cmocka_unit_test(indentation_is_relative_to_what_was_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
