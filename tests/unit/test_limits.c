// SPDX-License-Identifier: Apache-2.0
//
// The limits of policies (docs/limits.md): as much as is allowed is fine, and one more is reported
// as what it is. Each policy is spelled out from its number.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "checked.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

typedef void spell(struct qg_text *text, int count);

static char *report_of(spell *policy, int count) {
    struct qg_text text = {0};
    policy(&text, count);
    assert_false(text.failed);
    char *report = checked_report(text.at);
    qg_text_free(&text);
    return report;
}

// `most` are fine; of one more, `complaint` is said, and said once.
static void allows(spell *policy, int most, const char *complaint) {
    char *fine = report_of(policy, most), *wrong = report_of(policy, most + 1);
    if (strstr(fine, "E0") != NULL) // nor is anything else wrong with it
        assert_string_equal(fine, "");
    const char *said = strstr(wrong, complaint);
    if (said == NULL)
        assert_string_equal(wrong, complaint);
    else
        assert_null(strstr(said + 1, complaint));
    free(fine);
    free(wrong);
}

static void begin_rule(struct qg_text *text) {
    qg_text_addz(text, "chapter 1 of rules_1 for each certification {\n paragraph 1 {\n"
                       "  rule P1-a\n");
}

static void end_rule(struct qg_text *text) {
    qg_text_addz(text, "  require certification.level = vote\n }\n}\n");
}

static void conditions(struct qg_text *text, int count) {
    begin_rule(text);
    qg_text_addz(text, "severity RC1\n");
    for (int i = 0; i < count; i++)
        qg_text_addz(text, "when certification.level = ministry\n");
    end_rule(text);
}

static void lets(struct qg_text *text, int count) {
    begin_rule(text);
    qg_text_addz(text, "severity RC1\n");
    for (int i = 0; i < count; i++)
        qg_text_printf(text, "let n%d = %d\n", i, i);
    end_rule(text);
}

static void grades(struct qg_text *text, int count) {
    begin_rule(text);
    qg_text_addz(text, "severity ");
    for (int i = 1; i < count; i++)
        qg_text_addz(text, "RC1 when certification.level = ministry else ");
    qg_text_addz(text, "RC2\n");
    end_rule(text);
}

// Loops around the rule, that over certifications included.
static void loops(struct qg_text *text, int count) {
    begin_rule(text);
    qg_text_addz(text, "severity RC1\n");
    for (int i = 1; i < count; i++)
        qg_text_printf(text, "for each n%d in 1 to 2\n", i);
    end_rule(text);
}

// Sections of a type of its own; the types of all tests have three.
static void sections(struct qg_text *text, int count) {
    qg_text_addz(text, "type many { id: id\n");
    for (int i = 3; i < count; i++)
        qg_text_printf(text, "  s%d: section list of hearing\n", i);
    qg_text_addz(text, "}\n");
}

static void templates(struct qg_text *text, int count) {
    qg_text_addz(text, "template t1(x: count) { rule * severity RC1 for each certification "
                       "require length(certification.hearings) > x }\n");
    for (int i = 2; i <= count; i++)
        qg_text_printf(text, "template t%d(x: count) { apply t%d(x: x) as * }\n", i, i - 1);
    qg_text_printf(text, "chapter 1 of rules_1 {\n paragraph 1 {\n  apply t%d(x: 1) as P1\n }\n}\n",
                   count);
}

static void inputs(struct qg_text *text, int count) {
    qg_text_addz(text, "table t(");
    for (int i = 0; i < count; i++)
        qg_text_printf(text, "%sb%d: bool", i > 0 ? ", " : "", i);
    qg_text_addz(text, "): count {\n when ");
    for (int i = 0; i < count; i++)
        qg_text_addz(text, i > 0 ? ", any" : "any");
    qg_text_addz(text, ": 1\n}\n");
}

static void rows(struct qg_text *text, int count) {
    qg_text_addz(text, "table t(n: count): count {\n");
    for (int i = 0; i < count - 1; i++)
        qg_text_printf(text, " when %d: %d\n", i, i);
    qg_text_printf(text, " when at least %d: 1\n}\n", count - 1);
}

static void exemptions(struct qg_text *text, int count) {
    begin_rule(text);
    qg_text_addz(text, "severity RC1\n");
    end_rule(text);
    qg_text_addz(text, "chapter 2 of rules_1 for each certification {\n paragraph 2 {\n");
    for (int i = 0; i < count; i++)
        qg_text_printf(text,
                       "exemption e%d en \"e\" ru \"e\" kk \"e\" lifts P1-a\n"
                       " when certification.level = vote\n",
                       i);
    qg_text_addz(text, " }\n}\n");
}

static void readings(struct qg_text *text, int count) {
    for (int i = 0; i < count; i++)
        qg_text_printf(text,
                       "reading r%d asks en \"a\" ru \"a\" kk \"a\" {\n"
                       " one default en \"a\" ru \"a\" kk \"a\",\n"
                       " two en \"a\" ru \"a\" kk \"a\"\n}\n",
                       i);
}

static void definitions(struct qg_text *text, int count) {
    qg_text_addz(text, "define d1(n: count) = n\n");
    for (int i = 2; i <= count; i++)
        qg_text_printf(text, "define d%d(n: count) = d%d(n)\n", i, i - 1);
}

static void types(struct qg_text *text, int count) {
    qg_text_addz(text, "type t1 { n: count }\n");
    for (int i = 2; i <= count; i++)
        qg_text_printf(text, "type t%d { inner: t%d }\n", i, i - 1);
}

// A field takes one place, and what every region begins with takes five.
static void places(struct qg_text *text, int count) {
    qg_text_addz(text, "type wide {\n");
    for (int i = 5; i < count; i++)
        qg_text_printf(text, " f%d: count\n", i);
    qg_text_addz(text, "}\n");
}

static void a_rule_has_so_many_conditions_lets_grades_and_loops(void **state) {
    (void)state;
    allows(conditions, 255, "a rule can have fewer than 256 conditions");
    allows(lets, 256, "a rule can have at most 256 lets");
    allows(grades, 32, "a rule can have at most 32 grades of severity");
    allows(loops, 6, "a rule can stand in at most 6 loops");
}

static void records_have_so_many_sections(void **state) {
    (void)state;
    allows(sections, 30, "a schema can have at most 30 sections");
}

static void templates_apply_each_other_so_deep(void **state) {
    (void)state;
    allows(templates, 8, "is applied by more than 8 templates within each other");
}

static void a_table_has_so_many_inputs_and_rows(void **state) {
    (void)state;
    allows(inputs, 8, "a table has at most 8 inputs");
    allows(rows, 1000, "a table has at most 1000 rows");
}

static void a_policy_has_so_many_exemptions(void **state) {
    (void)state;
    allows(exemptions, 4096, "a policy can have at most 4096 exemptions");
}

static void a_policy_has_so_many_readings_and_definitions_that_go_so_deep(void **state) {
    (void)state;
    allows(readings, 62, "a policy can have at most 62 readings");
    allows(definitions, 23, "goes through more than 23 definitions");
}

static void types_are_so_deep_and_so_wide(void **state) {
    (void)state;
    allows(types, 32, "holds types within types too deeply");
    allows(places, 65536, "places for values in one type");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_has_so_many_conditions_lets_grades_and_loops),
        cmocka_unit_test(records_have_so_many_sections),
        cmocka_unit_test(templates_apply_each_other_so_deep),
        cmocka_unit_test(a_table_has_so_many_inputs_and_rows),
        cmocka_unit_test(a_policy_has_so_many_exemptions),
        cmocka_unit_test(a_policy_has_so_many_readings_and_definitions_that_go_so_deep),
        cmocka_unit_test(types_are_so_deep_and_so_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
