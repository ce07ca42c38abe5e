// SPDX-License-Identifier: Apache-2.0
//
// The limits of a policy (docs/limits.md), on both sides. (Loops of a rule and depth of definitions
// are in test_check_policy.c, those of tables in test_check_table.c.)
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "checked.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

// Builds `before`, then `each` for every number of [0, count) in it, then `after`; gives the
// report.
static char *report(const char *before, const char *each, int count, const char *after) {
    struct qg_text text = {0};
    qg_text_addz(&text, before);
    for (int i = 0; i < count; i++)
        for (const char *at = each; *at != '\0'; at++) {
            if (*at == '#')
                qg_text_number(&text, i);
            else
                qg_text_char(&text, *at);
        }
    qg_text_addz(&text, after);
    char *out = checked_report(text.at);
    qg_text_free(&text);
    return out;
}

// With `count` all is well, with one more the report begins with `expected`, and says it once.
static void holds(const char *before, const char *each, int count, const char *after,
                  const char *expected) {
    char *within = report(before, each, count, after);
    char *beyond = report(before, each, count + 1, after);
    assert_int_not_equal(within[0], 'E');
    if (strncmp(beyond, expected, strlen(expected)) != 0)
        assert_string_equal(beyond, expected);
    assert_null(strstr(beyond + 1, expected));
    free(within);
    free(beyond);
}

// QG_SECTION_LIMIT
static void thirty_sections_fit_the_mask_of_a_record(void **state) {
    (void)state;
    // Three are taken: notice, hearings and certifications.
    holds("type many { ", "s#: section date ", 27, "}\n",
          "E0219 a schema can have at most 30 sections\n");
}

// QG_READING_LIMIT
static void sixty_two_readings_fit_beside_the_two_built_in(void **state) {
    (void)state;
    holds("", "reading r# asks en \"?\" ru \"?\" kk \"?\" { a default, b }\n", 62, "",
          "E0415 a policy can have at most 62 readings\n");
}

// QG_OBJECT_DEPTH
static void types_stand_thirty_two_deep_in_each_other(void **state) {
    (void)state;
    // t0 holds nothing, t1 holds it, and so on: the last of n types is n deep.
    struct qg_text text = {0};
    qg_text_addz(&text, "type t0 { a: count }\n");
    for (int i = 1; i <= 31; i++)
        qg_text_printf(&text, "type t%d { in: t%d }\n", i, i - 1);
    char *good = checked_report(text.at);
    assert_string_equal(good, "");
    free(good);
    qg_text_addz(&text, "type t32 { in: t31 }\n");
    char *deep = checked_report(text.at);
    assert_string_equal(deep, "E0211 `t32` holds types within types too deeply\n");
    free(deep);
    qg_text_free(&text);
}

#define CHAPTER "chapter 1 of rules_1 for each certification { paragraph 1 {\n"

// QG_TEMPLATE_DEPTH
static void templates_apply_templates_eight_deep(void **state) {
    (void)state;
    const char *base = "template t0() { rule *-a severity RC1 require id = id }\n"
                       "template t1() { apply t0() as P1 }\ntemplate t2() { apply t1() as P1 }\n"
                       "template t3() { apply t2() as P1 }\ntemplate t4() { apply t3() as P1 }\n"
                       "template t5() { apply t4() as P1 }\ntemplate t6() { apply t5() as P1 }\n"
                       "template t7() { apply t6() as P1 }\ntemplate t8() { apply t7() as P1 }\n";
    char *eight = report(base, CHAPTER "apply t7() as P9 }}\n", 1, "");
    char *nine = report(base, CHAPTER "apply t8() as P9 }}\n", 1, "");
    assert_string_equal(eight, "");
    assert_string_equal(nine, "E0406 `t0` is applied by more than 8 templates within each other\n");
    free(eight);
    free(nine);
}

// QG_GRADE_LIMIT
static void a_rule_has_thirty_two_grades(void **state) {
    (void)state;
    // The last grade stands after them, without a condition.
    holds(CHAPTER "rule P1-a severity ", "RC1 when id = \"#\" else ", 31,
          "RC2 require id = id }}\n", "E0415 a rule can have at most 32 grades of severity\n");
}

// QG_GRADED_LIMIT
static void a_flag_names_the_first_sixty_four_severities(void **state) {
    (void)state;
    // Two are declared already.
    holds("",
          "severity S# en \"a\" ru \"a\" kk \"a\"\n"
          "chapter 1 of rules_1 for each certification { paragraph 1 {\n"
          "  flag f# when id = \"x\" with breach S# remark en \"a\" ru \"a\" kk \"a\" } }\n",
          62, "", "E0415 a flag can name the first 64 severities only\n");
}

// QG_CONDITION_LIMIT
static void a_rule_has_fewer_than_two_hundred_and_fifty_six_conditions(void **state) {
    (void)state;
    holds(CHAPTER "rule P1-a severity RC1 require id = id ", "when id = \"#\" ", 255, "}}\n",
          "E0415 a rule can have fewer than 256 conditions\n");
}

static void a_rule_has_two_hundred_and_fifty_six_lets(void **state) {
    (void)state;
    holds(CHAPTER "rule P1-a severity RC1 ", "let n# = # ", 256, "require id = id }}\n",
          "E0415 a rule can have at most 256 lets\n");
}

// QG_EXEMPTION_LIMIT
static void a_policy_has_4096_exemptions(void **state) {
    (void)state;
    holds(CHAPTER "rule P1-a severity RC1 require id = id\n",
          "exemption e# en \"e\" ru \"e\" kk \"e\" lifts P1-a when id = \"x\"\n", 4096, "}}\n",
          "E0415 a policy can have at most 4096 exemptions\n");
}

// QG_REGION_LIMIT
static void a_type_has_places_for_65536_values(void **state) {
    (void)state;
    // A field takes one, and what every region begins with takes five.
    holds("type wide {\n", "f#: count\n", 65531, "}\n",
          "E0219 a schema can have at most 65536 places for values in one type\n");
}

static void what_is_written_out_takes_65536_steps_at_most(void **state) {
    (void)state;
    // `between` says its subject twice, so each of these doubles what it holds.
    char *nested = strdup("date");
    for (int i = 0; i < 16; i++) {
        struct qg_text text = {0};
        qg_text_printf(&text, "(if %s between date and date then date else date)", nested);
        free(nested);
        nested = text.at;
        if (i < 9)
            continue;
        struct qg_text whole = {0};
        qg_text_printf(&whole, "%s after date", nested);
        char *out = checked_report_value(whole.at);
        if (i == 9)
            assert_string_equal(out, "");
        if (i == 15)
            assert_string_equal(out,
                                "E0310 written out in full this takes more than 65536 steps\n");
        free(out);
        qg_text_free(&whole);
    }
    free(nested);
}

// Adds a sum of so many numbers, no deeper than it has to be. It has a node for each of them and
// for each of the signs between.
static void add_sum(struct qg_text *text, int count) {
    if (count == 1) {
        qg_text_addz(text, "1");
        return;
    }
    qg_text_char(text, '(');
    add_sum(text, count / 2);
    qg_text_addz(text, " + ");
    add_sum(text, count - count / 2);
    qg_text_char(text, ')');
}

static void expect_of_sum(const char *before, int count, const char *after, const char *expected) {
    struct qg_text text = {0};
    qg_text_addz(&text, before);
    add_sum(&text, count);
    qg_text_addz(&text, after);
    checked_fails(text.at, expected);
    qg_text_free(&text);
}

// QG_NODE_LIMIT
static void a_function_has_65536_nodes(void **state) {
    (void)state;
    // The sum has 65533, the comparison and what it is compared with one each, as has every `not`.
    const char *too_large = "E0310 written out in full this takes more than 65536 steps\n";
    expect_of_sum("not (", 32767, " >= 0)", "");
    expect_of_sum("not (not (", 32767, " >= 0))", too_large);
    expect_of_sum("", 32768, " >= 0", too_large);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(thirty_sections_fit_the_mask_of_a_record),
        cmocka_unit_test(sixty_two_readings_fit_beside_the_two_built_in),
        cmocka_unit_test(types_stand_thirty_two_deep_in_each_other),
        cmocka_unit_test(templates_apply_templates_eight_deep),
        cmocka_unit_test(a_rule_has_thirty_two_grades),
        cmocka_unit_test(a_flag_names_the_first_sixty_four_severities),
        cmocka_unit_test(a_rule_has_fewer_than_two_hundred_and_fifty_six_conditions),
        cmocka_unit_test(a_rule_has_two_hundred_and_fifty_six_lets),
        cmocka_unit_test(a_policy_has_4096_exemptions),
        cmocka_unit_test(a_type_has_places_for_65536_values),
        cmocka_unit_test(a_function_has_65536_nodes),
        cmocka_unit_test(what_is_written_out_takes_65536_steps_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
