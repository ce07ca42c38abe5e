// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "parse.h"
#include "parser.h"
#include "scan.h"

// Scans `text` and compares the listing of its tokens and the codes of its diagnostics, in order.
static void check_bytes(struct qg_str text, const char *tokens, const char *codes) {
    struct qg_sources sources = {0};
    struct qg_diag_list diags;
    struct qg_text out = {0}, found = {0};
    uint32_t source;
    qg_diag_init(&diags);
    assert_int_equal(qg_sources_add(&sources, QG_STR("t"), text, &source), QG_OK);
    assert_int_equal(qg_tokens_print(&sources, source, &diags, &out), QG_OK);
    qg_diag_sort(&diags);
    for (uint32_t i = 0; i < diags.items.len; i++)
        qg_text_printf(&found, "%s%s", i == 0 ? "" : " ", diags.items.at[i]->code);
    if (tokens != NULL)
        assert_string_equal(out.at, tokens);
    assert_string_equal(found.at != NULL ? found.at : "", codes);
    qg_text_free(&out);
    qg_text_free(&found);
    qg_diag_free(&diags);
    qg_sources_free(&sources);
}

static void check(const char *text, const char *tokens, const char *codes) {
    check_bytes(qg_str_of(text), tokens, codes);
}

static void an_empty_text_is_only_its_end(void **state) {
    (void)state;
    check("", "0-0 END\n", "");
    check(" # nothing but a comment", "24-24 END\n", "");
}

static void words_are_keywords_or_names_and_offsets_count_bytes(void **state) {
    (void)state;
    check("rule жоқ rules\n", "0-4 RULE rule\n5-11 NAME жоқ\n12-17 NAME rules\n18-18 END\n", "");
}

static void a_byte_order_mark_is_skipped_and_counted(void **state) {
    (void)state;
    check("\xEF\xBB\xBFuse x", "3-6 USE use\n7-8 NAME x\n8-8 END\n", "");
}

static void rule_ids_hold_a_dash_or_a_number_after_a_dot(void **state) {
    (void)state;
    check(
        "P46-a P48.3-b F1-9.sum F1-sig.chair ORD-c *-a *.1-b P48.3 P46",
        "0-5 RULEID P46-a\n6-13 RULEID P48.3-b\n14-22 RULEID F1-9.sum\n23-35 RULEID F1-sig.chair\n"
        "36-41 RULEID ORD-c\n42-45 RULEID *-a\n46-51 RULEID *.1-b\n52-57 RULEID P48.3\n"
        "58-61 NAME P46\n61-61 END\n",
        "");
}

static void a_minus_between_names_in_lower_case_is_a_minus(void **state) {
    (void)state;
    check("a-b A.b",
          "0-1 A a\n1-2 MINUS -\n2-3 NAME b\n4-5 NAME A\n5-6 DOT .\n6-7 NAME b\n7-7 END\n", "");
}

static void dates_month_days_and_numbers_are_told_apart(void **state) {
    (void)state;
    check("2019-08-26 05-04 48-1 7",
          "0-10 DATE 2019-08-26\n11-16 MONTHDAY 05-04\n17-19 INT 48\n19-20 MINUS -\n20-21 INT 1\n"
          "22-23 INT 7\n23-23 END\n",
          "");
}

static void some_words_belong_together(void **state) {
    (void)state;
    check("in force from x in forced as\n of as often",
          "0-8 IN_FORCE in force\n9-13 FROM from\n14-15 NAME x\n16-18 IN in\n19-25 NAME forced\n"
          "26-32 AS_OF as  of\n33-35 AS as\n36-41 NAME often\n41-41 END\n",
          "");
}

static void and_before_a_number_and_a_unit_is_part_of_a_duration(void **state) {
    (void)state;
    check("1 year and 6 months and x",
          "0-1 INT 1\n2-6 YEAR year\n7-10 AND_DURATION and\n11-12 INT 6\n13-19 MONTHS months\n"
          "20-23 AND and\n24-25 NAME x\n25-25 END\n",
          "");
}

static void a_text_with_holes_is_cut_at_its_braces(void **state) {
    (void)state;
    check("\"a {x} b {y} c\"",
          "0-4 STRING_HEAD \"a {\n4-5 NAME x\n5-10 STRING_MIDDLE } b {\n10-11 NAME y\n"
          "11-15 STRING_TAIL } c\"\n15-15 END\n",
          "");
}

static void braces_inside_a_hole_are_counted(void **state) {
    (void)state;
    check("\"{under r { a: 1 }}\"",
          "0-2 STRING_HEAD \"{\n2-7 UNDER under\n8-9 NAME r\n10-11 LBRACE {\n12-13 A a\n13-14 "
          "COLON :\n"
          "15-16 INT 1\n17-18 RBRACE }\n18-20 STRING_TAIL }\"\n20-20 END\n",
          "");
}

static void escapes_are_decoded(void **state) {
    (void)state;
    struct qg_sources sources = {0};
    struct qg_diag_list diags;
    struct qg_arena arena;
    struct qg_scan scan;
    union qg_scan_value value;
    struct qg_span span;
    uint32_t source;
    qg_diag_init(&diags);
    qg_arena_init(&arena, "test");
    struct qg_str text = QG_STR("\"\\\"\\\\\\n\\t\\{\\}\"");
    assert_int_equal(qg_sources_add(&sources, QG_STR("t"), text, &source), QG_OK);
    qg_scan_open(&scan, &arena, &sources, source, &diags);
    assert_int_equal(qg_scan_next(&scan, &value, &span), QG_T_STRING);
    assert_true(qg_str_equal(value.text, QG_STR("\"\\\n\t{}")));
    assert_int_equal(qg_diag_errors(&diags), 0);
    qg_arena_free(&arena);
    qg_diag_free(&diags);
    qg_sources_free(&sources);
}

static void a_text_ends_with_its_line_at_the_latest(void **state) {
    (void)state;
    check("\"abc\nrule", "0-4 STRING \"abc\n5-9 RULE rule\n9-9 END\n", "E0001");
    check("\"abc\r\nrule", "0-4 STRING \"abc\n6-10 RULE rule\n10-10 END\n", "E0001");
    check("\"a{x} b\nrule", NULL, "E0001");
    check("\"abc\\", NULL, "E0001 E0002");
}

static void an_open_hole_ends_with_its_text(void **state) {
    (void)state;
    check("\"a {x\" rule",
          "0-4 STRING_HEAD \"a {\n4-5 NAME x\n5-6 STRING_TAIL \"\n7-11 RULE rule\n11-11 END\n",
          "E0009");
    check("\"a {x\nrule", NULL, "E0009");
    check("\"a {x", NULL, "E0009");
    check("\"a {x { y\nrule", NULL, "E0009");
}

static void each_slip_of_spelling_has_its_code(void **state) {
    (void)state;
    check("a @ b", NULL, "E0002");
    check("\"\\x\"", NULL, "E0003");
    check_bytes(QG_STR("a \0 b"), NULL, "E0004");
    check("\xff", NULL, "E0005");
    check("\"a } b\"", NULL, "E0006");
    check("2023-02-30 2023-13-01 1899-12-31 2200-01-01", NULL, "E0007 E0007 E0007 E0007");
    check("2147483647", NULL, "");
    check("2147483648 99999999999999999999", NULL, "E0008 E0008");
    check("a == b <> c && d || e", NULL, "E0010 E0010 E0010 E0010");
    check("“text” a\xC2\xA0"
          "b x–y",
          NULL, "E0011 E0011 E0011");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_text_is_only_its_end),
        cmocka_unit_test(words_are_keywords_or_names_and_offsets_count_bytes),
        cmocka_unit_test(a_byte_order_mark_is_skipped_and_counted),
        cmocka_unit_test(rule_ids_hold_a_dash_or_a_number_after_a_dot),
        cmocka_unit_test(a_minus_between_names_in_lower_case_is_a_minus),
        cmocka_unit_test(dates_month_days_and_numbers_are_told_apart),
        cmocka_unit_test(some_words_belong_together),
        cmocka_unit_test(and_before_a_number_and_a_unit_is_part_of_a_duration),
        cmocka_unit_test(a_text_with_holes_is_cut_at_its_braces),
        cmocka_unit_test(braces_inside_a_hole_are_counted),
        cmocka_unit_test(escapes_are_decoded),
        cmocka_unit_test(a_text_ends_with_its_line_at_the_latest),
        cmocka_unit_test(an_open_hole_ends_with_its_text),
        cmocka_unit_test(each_slip_of_spelling_has_its_code),
    };
    return cmocka_run_group_tests_name("scanner", tests, NULL, NULL);
}
