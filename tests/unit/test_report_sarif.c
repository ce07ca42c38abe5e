// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang.h"
#include "sample_report.h"

#include <string.h>

static void assert_has(const struct sample_report *report, const char *part) {
    if (strstr(report->text.at, part) == NULL)
        fail_msg("no %s in\n%s", part, report->text.at);
}

static void write_one(struct sample_report *report, const struct qg_finding *finding) {
    sample_report_open(report, "sarif", QG_LANG_EN);
    sample_report_take(report, finding);
    sample_report_end(report);
}

static void assert_result(const struct qg_finding *finding, const char *part) {
    struct sample_report report;
    write_one(&report, finding);
    assert_has(&report, part);
    sample_report_close(&report);
}

// The versions of P46-a share a descriptor: of two rules it is the second.
static void a_breach_fails_at_its_place(void **state) {
    (void)state;
    struct qg_finding finding = sample_breach();
    finding.rule = SAMPLE_P46A_AMENDED;
    assert_result(
        &finding,
        "{\"ruleId\": \"P46-a\", \"ruleIndex\": 1, \"kind\": \"fail\", \"level\": \"error\", "
        "\"message\": {\"text\": \"Three of five attended.\"}, \"locations\": "
        "[{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"data/an%20export.json\"}, "
        "\"region\": {\"startLine\": 12, \"startColumn\": 33}}, \"logicalLocations\": "
        "[{\"fullyQualifiedName\": \"record d-17 / certification c1 / hearing #2\", "
        "\"kind\": \"hearing\"}, {\"name\": \"2\", "
        "\"fullyQualifiedName\": \"/certifications/0/hearings/2\", \"kind\": \"value\"}]}]");
    assert_result(&finding, "\"properties\": {\"outcome\": \"violated\", \"severity\": \"RC1\", "
                            "\"amended_by\": \"draft\", ");
}

static void the_act_is_a_taxonomy_of_paragraphs(void **state) {
    (void)state;
    struct qg_finding finding = sample_breach();
    assert_result(&finding,
                  "\"taxonomies\": [\n  {\"name\": \"order_300\", \"shortDescription\": {\"text\": "
                  "\"Certification\"}, \"isComprehensive\": false, \"taxa\": [{\"id\": \"35\", "
                  "\"shortDescription\": {\"text\": \"paragraph 35\"}}, {\"id\": \"46\", "
                  "\"shortDescription\": {\"text\": \"paragraph 46\"}}], ");
    assert_result(&finding, "\"relationships\": [{\"target\": {\"id\": \"46\", \"index\": 1, "
                            "\"toolComponent\": {\"name\": \"order_300\", \"index\": 0}}, "
                            "\"kinds\": [\"relevant\"]}]");
    assert_result(&finding, "\"fullDescription\": {\"text\": \"Two thirds attend. (order_300, "
                            "paragraph 46; RC1: grave)\"}");
}

static void what_is_not_known_is_open(void **state) {
    (void)state;
    struct qg_finding finding = sample_question();
    assert_result(&finding, "\"ruleIndex\": 0, \"kind\": \"open\", \"level\": \"none\"");
    assert_result(&finding, "\"missing\": [\"/notice\"]");
}

static void what_depends_on_the_reading_alone_is_for_review(void **state) {
    (void)state;
    struct qg_finding finding = sample_question();
    finding.reading_dependent = true;
    assert_result(&finding, "\"kind\": \"open\"");
    finding.missing_count = 0;
    assert_result(&finding, "\"kind\": \"review\", \"level\": \"none\"");
}

static void what_is_in_order_passes_and_the_rest_does_not_apply(void **state) {
    (void)state;
    struct qg_finding finding = sample_breach();
    finding.outcome = QG_SATISFIED;
    assert_result(&finding, "\"kind\": \"pass\", \"level\": \"none\"");
    finding.outcome = QG_EXEMPT;
    finding.category = QG_STR("pregnant");
    assert_result(&finding, "\"kind\": \"notApplicable\", \"level\": \"none\"");
    assert_result(&finding, "\"category\": \"pregnant\"");
}

// Codes of data findings come behind the rules.
static void a_data_finding_has_a_rule_of_its_own(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_data_finding();
    write_one(&report, &finding);
    assert_has(&report, "{\"ruleId\": \"D0206\", \"ruleIndex\": ");
    assert_has(&report, "\"kind\": \"fail\", \"level\": \"warning\"");
    assert_has(&report, "{\"id\": \"D0206\", \"name\": \"DataD0206\"");
    sample_report_close(&report);
}

static void every_result_says_whether_it_is_suppressed(void **state) {
    (void)state;
    const struct qg_excuse known = {.kind = QG_EXCUSE_BASELINE};
    const struct qg_excuse moved = {QG_EXCUSE_EXCEPTION, QG_STR("moved"), QG_STR("HR"), 0};
    struct qg_finding finding = sample_breach();
    assert_result(&finding, "\"suppressions\": [], ");
    finding.excused = &moved;
    assert_result(&finding, "\"suppressions\": [{\"kind\": \"external\", \"status\": \"accepted\", "
                            "\"justification\": \"exception: moved; owner: HR; "
                            "expires: 1900-01-01\"}], \"properties\"");
    finding.excused = &known;
    assert_result(&finding, "\"justification\": \"baseline\"}], \"baselineState\": \"unchanged\"");
    finding.excused = NULL;
    finding.silenced_by = SAMPLE_P35B;
    assert_result(&finding, "\"justification\": \"silenced by: P35-b\"");
}

static void facts_are_related_locations(void **state) {
    (void)state;
    const struct qg_elsewhere there = {QG_STR("d-9"), {QG_STR("b.json"), 3, 4, {0}}};
    const struct qg_fact facts[] = {
        {.pointer = QG_STR("/votes"), .value = QG_STR("3")},
        {.pointer = QG_STR("/votes"), .value = QG_STR("4"), .elsewhere = &there}};
    struct qg_finding finding = sample_breach();
    finding.evidence = facts;
    finding.evidence_count = 2;
    assert_result(
        &finding,
        "\"relatedLocations\": [{\"id\": 1, \"physicalLocation\": {\"artifactLocation\": "
        "{\"uri\": \"data/an%20export.json\"}}, \"logicalLocations\": [{\"name\": \"votes\", "
        "\"fullyQualifiedName\": \"/votes\", \"kind\": \"value\"}], \"message\": "
        "{\"text\": \"/votes: 3\"}}, {\"id\": 2, \"physicalLocation\": {\"artifactLocation\": "
        "{\"uri\": \"b.json\"}, \"region\": {\"startLine\": 3, \"startColumn\": 4}}, ");
}

// A viewer fills in "{0}" and makes a link of "[text](target)".
static void what_a_record_says_is_no_placeholder_and_no_link(void **state) {
    (void)state;
    struct qg_finding finding = sample_breach();
    finding.message[QG_LANG_EN] = QG_STR("{0} [here](http://x)");
    assert_result(&finding, "{\"text\": \"{{0}} [here] (http://x)\"}");
}

static void the_second_finding_of_an_identity_is_told_apart(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    sample_report_open(&report, "sarif", QG_LANG_EN);
    sample_report_take(&report, &finding);
    sample_report_take(&report, &finding);
    sample_report_end(&report);
    const char *first = strstr(report.text.at, "\"primaryLocationLineHash\": ");
    assert_non_null(first);
    const char *second = strstr(first + 1, "\"primaryLocationLineHash\": ");
    assert_non_null(second);
    enum { UP_TO_NUMBER = sizeof "\"primaryLocationLineHash\": \"0123456789abcdef:" - 1 };
    assert_memory_equal(first, second, UP_TO_NUMBER);
    assert_int_equal(first[UP_TO_NUMBER], '1');
    assert_int_equal(second[UP_TO_NUMBER], '2');
    sample_report_close(&report);
}

static void a_run_that_could_not_read_all_was_no_success(void **state) {
    (void)state;
    struct sample_report report;
    sample_report_open(&report, "sarif", QG_LANG_EN);
    report.tally.unreadable = 2;
    sample_report_end(&report);
    assert_has(&report, "\"executionSuccessful\": false");
    assert_has(&report, "{\"level\": \"error\", \"descriptor\": {\"id\": \"unreadable\", "
                        "\"index\": 2}, \"message\": {\"text\": \"unreadable: 2\"}}");
    sample_report_close(&report);
    sample_report_open(&report, "sarif", QG_LANG_EN);
    sample_report_end(&report);
    assert_has(&report, "\"executionSuccessful\": true");
    sample_report_close(&report);
}

static void write_many(uint32_t count, const char *said) {
    struct sample_report report;
    struct qg_finding finding = sample_question();
    sample_report_open(&report, "sarif", QG_LANG_EN);
    for (uint32_t i = 0; i < count; i++) {
        sample_report_take(&report, &finding);
        qg_text_clear(&report.text);
    }
    sample_report_end(&report);
    assert_string_equal(report.said.at != NULL ? report.said.at : "", said);
    sample_report_close(&report);
}

static void more_results_than_github_takes_are_warned_of(void **state) {
    (void)state;
    write_many(5000, "");
    write_many(5001, "sarif: 5001 results; GitHub code scanning keeps 5000 of them: report fewer "
                     "with --baseline, --select or --max-findings\n");
    write_many(25000, "sarif: 25000 results; GitHub code scanning keeps 5000 of them: report fewer "
                      "with --baseline, --select or --max-findings\n");
    write_many(25001, "sarif: 25001 results; GitHub code scanning refuses a run with more than "
                      "25000: report fewer with --baseline, --select or --max-findings\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_breach_fails_at_its_place),
        cmocka_unit_test(the_act_is_a_taxonomy_of_paragraphs),
        cmocka_unit_test(what_is_not_known_is_open),
        cmocka_unit_test(what_depends_on_the_reading_alone_is_for_review),
        cmocka_unit_test(what_is_in_order_passes_and_the_rest_does_not_apply),
        cmocka_unit_test(a_data_finding_has_a_rule_of_its_own),
        cmocka_unit_test(every_result_says_whether_it_is_suppressed),
        cmocka_unit_test(facts_are_related_locations),
        cmocka_unit_test(what_a_record_says_is_no_placeholder_and_no_link),
        cmocka_unit_test(the_second_finding_of_an_identity_is_told_apart),
        cmocka_unit_test(a_run_that_could_not_read_all_was_no_success),
        cmocka_unit_test(more_results_than_github_takes_are_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
