// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "expect.h"

#include <string.h>

static const struct qg_severity severities[] = {{.name = QG_STR_INIT("RC1")},
                                                {.name = QG_STR_INIT("RC2")}};
static const struct qg_rule rules[] = {{.id = QG_STR_INIT("P46-a")}, {.id = QG_STR_INIT("P21-a")}};
static const struct qg_flag flags[] = {{.id = QG_STR_INIT("P54-a")}, {.id = QG_STR_INIT("P54-b")}};
static const struct qg_program program = {.rules = rules,
                                          .rule_count = 2,
                                          .severities = severities,
                                          .severity_count = 2,
                                          .flags = flags,
                                          .flag_count = 2};

static struct qg_finding finding_of(enum qg_outcome outcome, struct qg_str certification) {
    return (struct qg_finding){
        .rule = 0,
        .outcome = outcome,
        .silenced_by = QG_NONE,
        .subject = {{.noun = QG_STR("dossier"), .id = QG_STR("d1"), .index = -1},
                    {.noun = QG_STR("certification"), .id = certification},
                    {.noun = QG_STR("hearing"), .index = 1}},
        .subject_count = 3};
}

static struct qg_expect expect_of(enum qg_outcome_word outcome) {
    return (struct qg_expect){
        .kind = QG_EXPECT_OUTCOME, .outcome = outcome, .rule.text = QG_STR("P46-a")};
}

// Whether the expectation is met by a trial with these findings.
static bool met(struct qg_expect expect, struct qg_finding *findings, uint32_t count) {
    struct qg_trial trial = {.findings = {findings, count, count}};
    struct qg_text found = {0};
    bool result = qg_expect_met(&expect, &program, &trial, &found);
    assert_true(result == (found.len == 0)); // who fails tells what was found
    qg_text_free(&found);
    return result;
}

static void a_finding_is_expected_of_some_instance(void **state) {
    (void)state;
    struct qg_finding two[] = {finding_of(QG_SATISFIED, QG_STR("c1")),
                               finding_of(QG_VIOLATED, QG_STR("c2"))};
    assert_true(met(expect_of(QG_OUTCOME_VIOLATED), two, 2));
    assert_false(met(expect_of(QG_OUTCOME_UNDETERMINED), two, 2));
    assert_false(met(expect_of(QG_OUTCOME_VIOLATED), two, 1));
    assert_false(met(expect_of(QG_OUTCOME_VIOLATED), two, 0));
}

static void a_calm_outcome_is_promised_of_every_instance_that_is_meant(void **state) {
    (void)state;
    struct qg_finding two[] = {finding_of(QG_SATISFIED, QG_STR("c1")),
                               finding_of(QG_VIOLATED, QG_STR("c2"))};
    struct qg_expect expect = expect_of(QG_OUTCOME_SATISFIED);
    assert_false(met(expect, two, 2));
    expect.has_on = true;
    expect.on = QG_STR("c1");
    assert_true(met(expect, two, 2));
    two[1].outcome = QG_NOT_APPLICABLE;
    expect.has_on = false;
    assert_true(met(expect, two, 2));
}

static void on_and_the_place_in_the_list_single_out_an_element(void **state) {
    (void)state;
    struct qg_finding one[] = {finding_of(QG_VIOLATED, QG_STR("c1"))};
    struct qg_expect expect = expect_of(QG_OUTCOME_VIOLATED);
    expect.has_on = true;
    expect.on = QG_STR("c2");
    assert_false(met(expect, one, 1));
    expect.on = QG_STR("c1");
    expect.noun.text = QG_STR("hearing");
    expect.index = 1;
    assert_true(met(expect, one, 1));
    expect.index = 0;
    assert_false(met(expect, one, 1));
}

static void flags_are_tested_only_when_they_are_named(void **state) {
    (void)state;
    struct qg_finding one[] = {finding_of(QG_VIOLATED, QG_STR("c1"))};
    struct qg_expect expect = expect_of(QG_OUTCOME_VIOLATED);
    one[0].boundary = true;
    assert_true(met(expect, one, 1));
    expect.boundary = QG_FLAG_SET;
    assert_true(met(expect, one, 1));
    expect.boundary = QG_FLAG_CLEAR;
    assert_false(met(expect, one, 1));
    expect.boundary = QG_FLAG_ANY;
    expect.reading_dependent = QG_FLAG_SET;
    assert_false(met(expect, one, 1));
}

static void severity_and_category_are_compared_by_name(void **state) {
    (void)state;
    struct qg_finding one[] = {finding_of(QG_EXEMPT, QG_STR("c1"))};
    struct qg_expect expect = expect_of(QG_OUTCOME_EXEMPT);
    one[0].category = QG_STR("pregnant");
    one[0].severity = 1;
    expect.category.text = QG_STR("pregnant");
    expect.severity.text = QG_STR("RC2");
    assert_true(met(expect, one, 1));
    expect.severity.text = QG_STR("RC1");
    assert_false(met(expect, one, 1));
    expect.severity.text = QG_STR("RC2");
    expect.category.text = QG_STR("veteran");
    assert_false(met(expect, one, 1));
}

static void a_silenced_finding_is_met_only_by_saying_so(void **state) {
    (void)state;
    struct qg_finding one[] = {finding_of(QG_VIOLATED, QG_STR("c1"))};
    struct qg_expect expect = expect_of(QG_OUTCOME_VIOLATED);
    one[0].silenced_by = 1;
    assert_false(met(expect, one, 1));
    expect.silenced_by.text = QG_STR("P21-a");
    assert_true(met(expect, one, 1));
    one[0].silenced_by = QG_NONE;
    assert_false(met(expect, one, 1));
}

static void missing_names_exactly_what_blocks_the_answer(void **state) {
    (void)state;
    struct qg_finding one[] = {finding_of(QG_UNDETERMINED, QG_STR("c1"))};
    struct qg_expect expect = expect_of(QG_OUTCOME_UNDETERMINED);
    const struct qg_str missing[] = {QG_STR("/a"), QG_STR("/b")};
    struct qg_name second = {.text = QG_STR("/a")}, first = {.text = QG_STR("/b")};
    first.next = &second;
    one[0].missing = missing;
    one[0].missing_count = 2;
    expect.has_missing = true;
    expect.missing = (struct qg_names){&first, &second, 2};
    assert_true(met(expect, one, 1));
    first.next = NULL;
    expect.missing = (struct qg_names){&first, &first, 1};
    assert_false(met(expect, one, 1));
}

static void no_violated_looks_past_what_is_silenced_and_at_no_data(void **state) {
    (void)state;
    struct qg_finding two[] = {finding_of(QG_VIOLATED, QG_STR("c1")),
                               finding_of(QG_VIOLATED, QG_STR("c1"))};
    struct qg_expect expect = {.kind = QG_EXPECT_NONE, .outcome = QG_OUTCOME_VIOLATED};
    assert_false(met(expect, two, 2));
    two[0].silenced_by = 1;
    two[1].rule = QG_NONE;
    assert_true(met(expect, two, 2));
}

static bool verdict_met(struct qg_expect expect, struct qg_verdict *verdicts, uint32_t count) {
    struct qg_trial trial = {.verdicts = {verdicts, count, count}};
    struct qg_text found = {0};
    bool result = qg_expect_met(&expect, &program, &trial, &found);
    assert_true(result == (found.len == 0));
    qg_text_free(&found);
    return result;
}

static void a_verdict_is_expected_by_its_name_and_its_strongest_ground(void **state) {
    (void)state;
    struct qg_verdict two[] = {
        {.certification.id = QG_STR("c1"), .kind = QG_VERDICT_CLEAN, .strongest = QG_NONE},
        {.certification.id = QG_STR("c2"), .kind = QG_VERDICT_WARRANTED, .strongest = 0}};
    struct qg_expect expect = {.kind = QG_EXPECT_VERDICT};
    expect.verdict.text = QG_STR("recertification_warranted");
    expect.severity.text = QG_STR("RC1");
    assert_true(verdict_met(expect, two, 2));
    expect.severity.text = QG_STR("RC2");
    assert_false(verdict_met(expect, two, 2));
    assert_false(verdict_met(expect, two, 0));
}

static void clean_is_promised_of_every_certification_that_is_meant(void **state) {
    (void)state;
    struct qg_verdict two[] = {
        {.certification.id = QG_STR("c1"), .kind = QG_VERDICT_CLEAN, .strongest = QG_NONE},
        {.certification.id = QG_STR("c2"), .kind = QG_VERDICT_UNDETERMINED, .strongest = 0}};
    struct qg_expect expect = {.kind = QG_EXPECT_VERDICT, .verdict.text = QG_STR("clean")};
    assert_false(verdict_met(expect, two, 2));
    expect.has_on = true;
    expect.on = QG_STR("c1");
    assert_true(verdict_met(expect, two, 2));
}

// Nothing is shown of what the test does not speak of, but what is missing and what is said.
static void the_nearest_instance_is_shown_as_a_difference(void **state) {
    (void)state;
    struct qg_finding three[] = {finding_of(QG_SATISFIED, QG_STR("c1")),
                                 finding_of(QG_UNDETERMINED, QG_STR("c2")),
                                 finding_of(QG_NOT_APPLICABLE, QG_STR("c3"))};
    const struct qg_str missing[] = {QG_STR("/a"), QG_STR("/c")};
    struct qg_name second = {.text = QG_STR("/b")}, first = {.text = QG_STR("/a"), .next = &second};
    struct qg_trial trial = {.findings = {three, 3, 3}};
    struct qg_expect expect = expect_of(QG_OUTCOME_UNDETERMINED);
    struct qg_text found = {0};
    expect.has_missing = true;
    expect.missing = (struct qg_names){&first, &second, 2};
    expect.boundary = QG_FLAG_SET;
    expect.severity.text = QG_STR("RC1");
    three[0].severity = three[1].severity = three[2].severity = 0;
    three[1].missing = missing;
    three[1].missing_count = 2;
    three[1].message[QG_LANG_EN] = QG_STR("Two thirds attend.");
    assert_false(qg_expect_met(&expect, &program, &trial, &found));
    assert_string_equal(found.at,
                        "  P46-a on certification \"c2\", hearing 1\n"
                        "  undetermined\n"
                        "- boundary\n"
                        "+ not boundary\n"
                        "  severity RC1\n"
                        "  missing \"/a\"\n"
                        "- missing \"/b\"\n"
                        "+ missing \"/c\"\n"
                        "  message: Two thirds attend.\n"
                        "  P46-a satisfied severity RC1 on certification \"c1\", hearing 1\n"
                        "  P46-a not_applicable severity RC1 on certification \"c3\", "
                        "hearing 1\n");
    qg_text_free(&found);
}

static void a_silenced_finding_says_by_what(void **state) {
    (void)state;
    struct qg_finding one[] = {finding_of(QG_VIOLATED, QG_STR("c1"))};
    struct qg_trial trial = {.findings = {one, 1, 1}};
    struct qg_expect expect = expect_of(QG_OUTCOME_VIOLATED);
    struct qg_text found = {0};
    one[0].silenced_by = 1;
    assert_false(qg_expect_met(&expect, &program, &trial, &found));
    assert_string_equal(found.at, "  P46-a on certification \"c1\", hearing 1\n"
                                  "  violated\n"
                                  "+ silenced by P21-a\n");
    qg_text_free(&found);
}

static void where_no_instance_is_meant_the_others_are_shown(void **state) {
    (void)state;
    struct qg_finding one[] = {finding_of(QG_SATISFIED, QG_STR("c1"))};
    struct qg_trial trial = {.findings = {one, 1, 1}};
    struct qg_expect expect = expect_of(QG_OUTCOME_SATISFIED);
    struct qg_text found = {0};
    one[0].severity = QG_NONE;
    expect.has_on = true;
    expect.on = QG_STR("c2");
    assert_false(qg_expect_met(&expect, &program, &trial, &found));
    assert_string_equal(found.at, "- P46-a satisfied\n"
                                  "+ no such instance of P46-a\n"
                                  "  P46-a satisfied on certification \"c1\", hearing 1\n");
    qg_text_free(&found);
}

static void a_verdict_is_shown_with_its_grounds(void **state) {
    (void)state;
    const int32_t grounds[] = {0, 1};
    struct qg_verdict one[] = {{.certification.id = QG_STR("c1"),
                                .kind = QG_VERDICT_WARRANTED,
                                .strongest = 1,
                                .grounds = grounds,
                                .ground_count = 2}};
    struct qg_trial trial = {.verdicts = {one, 1, 1}};
    struct qg_expect expect = {.kind = QG_EXPECT_VERDICT,
                               .verdict.text = QG_STR("recertification_warranted"),
                               .severity.text = QG_STR("RC1")};
    struct qg_text found = {0};
    assert_false(qg_expect_met(&expect, &program, &trial, &found));
    assert_string_equal(found.at, "  verdict on \"c1\"\n"
                                  "  recertification_warranted\n"
                                  "- by RC1\n"
                                  "+ by RC2\n"
                                  "  grounds: P46-a, P21-a\n");
    qg_text_free(&found);
}

static void a_flag_is_expected_of_a_verdict_that_is_meant(void **state) {
    (void)state;
    static const struct qg_raised second = {.flag = 1};
    struct qg_verdict two[] = {
        {.certification.id = QG_STR("c1")},
        {.certification.id = QG_STR("c2"), .flags = &second, .flag_count = 1}};
    struct qg_expect raised = {.kind = QG_EXPECT_FLAG, .rule.text = QG_STR("P54-b")};
    struct qg_expect not_raised = {.kind = QG_EXPECT_NO_FLAG, .rule.text = QG_STR("P54-b")};
    assert_true(verdict_met(raised, two, 2));
    assert_false(verdict_met(not_raised, two, 2));
    assert_false(verdict_met(raised, two, 1));
    assert_true(verdict_met(not_raised, two, 1));
    raised.has_on = not_raised.has_on = true;
    raised.on = not_raised.on = QG_STR("c1");
    assert_false(verdict_met(raised, two, 2));
    assert_true(verdict_met(not_raised, two, 2));
    raised.on = QG_STR("c2");
    raised.rule.text = QG_STR("P54-a");
    assert_false(verdict_met(raised, two, 2));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_is_expected_of_some_instance),
        cmocka_unit_test(a_calm_outcome_is_promised_of_every_instance_that_is_meant),
        cmocka_unit_test(on_and_the_place_in_the_list_single_out_an_element),
        cmocka_unit_test(flags_are_tested_only_when_they_are_named),
        cmocka_unit_test(severity_and_category_are_compared_by_name),
        cmocka_unit_test(a_silenced_finding_is_met_only_by_saying_so),
        cmocka_unit_test(missing_names_exactly_what_blocks_the_answer),
        cmocka_unit_test(no_violated_looks_past_what_is_silenced_and_at_no_data),
        cmocka_unit_test(a_verdict_is_expected_by_its_name_and_its_strongest_ground),
        cmocka_unit_test(a_flag_is_expected_of_a_verdict_that_is_meant),
        cmocka_unit_test(clean_is_promised_of_every_certification_that_is_meant),
        cmocka_unit_test(the_nearest_instance_is_shown_as_a_difference),
        cmocka_unit_test(a_silenced_finding_says_by_what),
        cmocka_unit_test(where_no_instance_is_meant_the_others_are_shown),
        cmocka_unit_test(a_verdict_is_shown_with_its_grounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
