// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "notation.h"

// The complaints about a text, which must fit.
static const char *complaints(const char *text) {
    static char said[1024];
    struct qg_notation n;
    assert_int_equal(qg_notation_read(&n, qg_str_of(text), "f.yaml"), QG_OK);
    snprintf(said, sizeof said, "%.*s", QG_STR_ARG(qg_text_str(&n.problems)));
    qg_notation_free(&n);
    return said;
}

static void a_tree_knows_where_its_parts_stand(void **state) {
    (void)state;
    struct qg_notation n;
    const char *text = "lang: kk\nselect:\n  - P46*\n  - 'RC1'\n";
    assert_int_equal(qg_notation_read(&n, qg_str_of(text), "f.yaml"), QG_OK);
    assert_int_equal(n.problems.len, 0);
    assert_int_equal(n.root->count, 2);
    const struct qg_notation_node *select = qg_notation_entry(n.root, "select");
    assert_int_equal(select->kind, QG_NOTATION_LIST);
    assert_int_equal(select->key_line, 2);
    assert_int_equal(select->first->line, 3);
    assert_int_equal(select->first->column, 5);
    assert_string_equal(select->last->text.at, "RC1");
    assert_true(select->first->plain);
    assert_false(select->last->plain);
    assert_null(qg_notation_entry(n.root, "nothing"));
    qg_notation_free(&n);
}

static void nothing_is_guessed_from_the_looks_of_a_scalar(void **state) {
    (void)state;
    struct qg_notation n;
    assert_int_equal(qg_notation_read(&n, QG_STR("country: no\n"), "f.yaml"), QG_OK);
    struct qg_str country = qg_notation_text(&n, n.root, "country", true);
    assert_string_equal(country.at, "no");
    qg_notation_free(&n);
}

static void an_empty_file_has_no_root(void **state) {
    (void)state;
    struct qg_notation n;
    assert_int_equal(qg_notation_read(&n, QG_STR("# nothing\n"), "f.yaml"), QG_OK);
    assert_null(n.root);
    assert_int_equal(n.problems.len, 0);
    qg_notation_free(&n);
}

static void what_hides_or_repeats_is_refused(void **state) {
    (void)state;
    assert_string_equal(complaints("a: 1\na: 2\n"), "f.yaml:2:1: this key is given twice\n");
    assert_non_null(strstr(complaints("a: &x 1\nb: *x\n"), "f.yaml:1:4: anchors"));
    assert_non_null(strstr(complaints("a: !!int 1\n"), "f.yaml:1:4: anchors"));
    assert_non_null(strstr(complaints("---\na\n---\nb\n"), "one document"));
    assert_non_null(strstr(complaints("[a]: 1\n"), "a key must be"));
    assert_non_null(strstr(complaints("a: [1\nb: 2\n"), "f.yaml:2:"));
}

static void nesting_ends_at_its_limit(void **state) {
    (void)state;
    char text[2 * QG_NOTATION_DEPTH + 8];
    for (int over = 0; over < 2; over++) {
        size_t depth = (size_t)(QG_NOTATION_DEPTH + over);
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        text[2 * depth] = '\0';
        assert_int_equal(strlen(complaints(text)) > 0, over);
    }
}

static void a_mapping_ends_at_its_limit(void **state) {
    (void)state;
    for (int over = 0; over < 2; over++) {
        struct qg_text text = {0};
        for (int i = 0; i < QG_NOTATION_KEYS + over; i++)
            qg_text_printf(&text, "k%d: 1\n", i);
        assert_int_equal(strlen(complaints(text.at)) > 0, over);
        qg_text_free(&text);
    }
}

static void a_misspelt_key_is_told_with_the_one_that_was_meant(void **state) {
    (void)state;
    static const char *const known[] = {"format", "lang", NULL};
    struct qg_notation n;
    assert_int_equal(qg_notation_read(&n, QG_STR("lang: en\nformta: json\n"), "f.yaml"), QG_OK);
    qg_notation_keys(&n, n.root, known);
    assert_string_equal(n.problems.at,
                        "f.yaml:2:1: unknown key `formta`; did you mean `format`?\n");
    qg_notation_free(&n);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_knows_where_its_parts_stand),
        cmocka_unit_test(nothing_is_guessed_from_the_looks_of_a_scalar),
        cmocka_unit_test(an_empty_file_has_no_root),
        cmocka_unit_test(what_hides_or_repeats_is_refused),
        cmocka_unit_test(nesting_ends_at_its_limit),
        cmocka_unit_test(a_mapping_ends_at_its_limit),
        cmocka_unit_test(a_misspelt_key_is_told_with_the_one_that_was_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
