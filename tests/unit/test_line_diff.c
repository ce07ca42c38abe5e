// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "line_diff.h"

static void check(const char *before, const char *after, const char *expected) {
    struct qg_text out = {0};
    assert_true(qg_line_diff(QG_STR("f"), qg_str_of(before), qg_str_of(after), &out));
    assert_string_equal(out.at != NULL ? out.at : "", expected);
    qg_text_free(&out);
}

static void equal_texts_have_no_difference(void **state) {
    (void)state;
    check("", "", "");
    check("a\nb\n", "a\nb\n", "");
}

static void a_changed_line_is_taken_out_and_put_in(void **state) {
    (void)state;
    check("a\nb\nc\n", "a\nx\nc\n", "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
}

static void lines_are_added_and_removed_at_the_ends(void **state) {
    (void)state;
    check("", "a\n", "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n");
    check("a\n", "", "--- f\n+++ f\n@@ -1,1 +0,0 @@\n-a\n");
    check("a\nb\n", "b\nc\n", "--- f\n+++ f\n@@ -1,2 +1,2 @@\n-a\n b\n+c\n");
}

static void a_last_line_without_an_end_is_told(void **state) {
    (void)state;
    check("a", "a\n", "--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

static void three_lines_around_a_change_are_shown(void **state) {
    (void)state;
    check("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\n6\n7\n8\n9\n",
          "--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
}

// Six lines between two changes are the three behind one and the three before the other.
static void changes_share_a_hunk_while_their_context_meets(void **state) {
    (void)state;
    check("a\n1\n2\n3\n4\n5\n6\nb\n", "1\n2\n3\n4\n5\n6\n",
          "--- f\n+++ f\n@@ -1,8 +1,6 @@\n-a\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n");
    check("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\n",
          "--- f\n+++ f\n@@ -1,4 +1,3 @@\n-a\n 1\n 2\n 3\n"
          "@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-b\n");
}

static void the_edit_is_the_shortest(void **state) {
    (void)state;
    check("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n",
          "--- f\n+++ f\n@@ -1,7 +1,6 @@\n-a\n-b\n c\n+b\n a\n b\n-b\n a\n+c\n");
}

static void texts_that_share_nothing_are_replaced_whole(void **state) {
    (void)state;
    struct qg_text before = {0}, after = {0}, out = {0};
    for (int i = 0; i < QG_LINE_DIFF_EDITS; i++) {
        qg_text_printf(&before, "a%d\n", i);
        qg_text_printf(&after, "b%d\n", i);
    }
    assert_true(qg_line_diff(QG_STR("f"), qg_text_str(&before), qg_text_str(&after), &out));
    size_t lines = 0;
    for (size_t i = 0; i < out.len; i++)
        lines += out.at[i] == '\n';
    assert_int_equal(lines, 3 + 2 * QG_LINE_DIFF_EDITS);
    qg_text_free(&before);
    qg_text_free(&after);
    qg_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_have_no_difference),
        cmocka_unit_test(a_changed_line_is_taken_out_and_put_in),
        cmocka_unit_test(lines_are_added_and_removed_at_the_ends),
        cmocka_unit_test(a_last_line_without_an_end_is_told),
        cmocka_unit_test(three_lines_around_a_change_are_shown),
        cmocka_unit_test(changes_share_a_hunk_while_their_context_meets),
        cmocka_unit_test(the_edit_is_the_shortest),
        cmocka_unit_test(texts_that_share_nothing_are_replaced_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
