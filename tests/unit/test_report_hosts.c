// SPDX-License-Identifier: Apache-2.0
//
// What code hosts read: `github` and `gitlab`.
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

static uint32_t occurrences(const struct sample_report *report, const char *part) {
    uint32_t count = 0;
    for (const char *at = report->text.at; (at = strstr(at, part)) != NULL; at++)
        count++;
    return count;
}

static void write_one(struct sample_report *report, const char *format, int lang,
                      const struct qg_finding *finding) {
    sample_report_open(report, format, lang);
    sample_report_take(report, finding);
    sample_report_end(report);
}

// ---- GitHub ----

static void a_breach_is_an_error_beside_its_line(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    write_one(&report, "github", QG_LANG_EN, &finding);
    assert_string_equal(
        report.text.at,
        "::error file=data/an export.json,line=12,col=33,title=violated%3A order_300 46 P46-a::"
        "Three of five attended.\n"
        "::notice title=qagida::records: 3; violated: 1, undetermined: 0, data: 0; "
        "re-certification warranted: 0\n");
    sample_report_close(&report);
}

static void a_question_is_a_notice_and_a_bad_value_a_warning(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding question = sample_question(), data = sample_data_finding();
    write_one(&report, "github", QG_LANG_RU, &question);
    assert_has(&report, "::notice file=data/an export.json,line=13,col=1,title=не определено%3A "
                        "order_300 35 P35-b::Уведомление – за месяц. – не указано: /notice\n");
    sample_report_close(&report);
    write_one(&report, "github", QG_LANG_EN, &data);
    assert_has(&report, "::warning file=data/an export.json,line=14,col=20,"
                        "title=violated%3A data D0206::no such day\n");
    sample_report_close(&report);
}

// A line break in a message would end the command and begin another one.
static void a_record_writes_no_command_of_its_own(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.location.file = QG_STR("./a,b:c%.json");
    finding.message[QG_LANG_EN] = QG_STR("50%\r\n::set-env name=x::y");
    write_one(&report, "github", QG_LANG_EN, &finding);
    assert_has(&report, "::error file=a%2Cb%3Ac%25.json,line=12,");
    assert_has(&report, "::50%25%0D%0A::set-env name=x::y\n");
    sample_report_close(&report);
}

// Nine notices, since the tenth is the summary.
static void what_github_would_drop_goes_to_the_log(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding breach = sample_breach(), question = sample_question();
    breach.message[QG_LANG_EN] = QG_STR("a\n##[command]b");
    sample_report_open(&report, "github", QG_LANG_EN);
    for (int i = 0; i < 12; i++) {
        sample_report_take(&report, &breach);
        sample_report_take(&report, &question);
    }
    sample_report_end(&report);
    assert_int_equal(occurrences(&report, "::error "), 10);
    assert_int_equal(occurrences(&report, "::notice "), 10);
    assert_int_equal(occurrences(&report, "\nviolated: order_300 46 P46-a: data/an export.json:"
                                          "12:33: a ## [command]b\n"),
                     2);
    assert_int_equal(occurrences(&report, "\nundetermined: order_300 35 P35-b: "), 3);
    assert_has(&report, "; further ones in the log: 5\n");
    sample_report_close(&report);
}

static void what_is_excused_is_only_counted(void **state) {
    (void)state;
    const struct qg_excuse known = {.kind = QG_EXCUSE_BASELINE};
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.excused = &known;
    write_one(&report, "github", QG_LANG_EN, &finding);
    assert_int_equal(occurrences(&report, "::error"), 0);
    assert_has(&report, ", excused: 1; ");
    sample_report_close(&report);
}

// ---- GitLab ----

static void an_issue_has_the_five_members_that_gitlab_asks_for(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.location.file = QG_STR("./data/x.json");
    write_one(&report, "gitlab", QG_LANG_EN, &finding);
    assert_has(&report, "[\n {\"description\": \"violated: Three of five attended. "
                        "[order_300 46 P46-a]\", \"check_name\": \"order_300 P46-a\", "
                        "\"fingerprint\": \"");
    assert_has(&report, "\", \"severity\": \"blocker\", \"location\": {\"path\": "
                        "\"data/x.json\", \"lines\": {\"begin\": 12}}}]\n");
    sample_report_close(&report);
}

static void assert_severity(const struct qg_finding *finding, const char *word) {
    struct sample_report report;
    write_one(&report, "gitlab", QG_LANG_EN, finding);
    assert_has(&report, word);
    sample_report_close(&report);
}

static void the_five_severities_follow_the_order_of_the_policy(void **state) {
    (void)state;
    const struct qg_excuse known = {.kind = QG_EXCUSE_BASELINE};
    struct qg_finding finding = sample_breach();
    assert_severity(&finding, "\"severity\": \"blocker\"");
    finding.severity = SAMPLE_INST;
    assert_severity(&finding, "\"severity\": \"major\"");
    finding.severity = SAMPLE_ADV;
    assert_severity(&finding, "\"severity\": \"minor\"");
    finding.excused = &known;
    assert_severity(&finding, "\"severity\": \"info\"");
    finding = sample_question();
    assert_severity(&finding, "\"severity\": \"info\"");
}

static void fingerprints_differ_for_findings_of_one_identity(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    sample_report_open(&report, "gitlab", QG_LANG_EN);
    sample_report_take(&report, &finding);
    sample_report_take(&report, &finding);
    sample_report_end(&report);
    assert_int_equal(occurrences(&report, "-2\", \"severity\""), 1);
    sample_report_close(&report);
}

static void what_has_no_place_is_on_the_first_line_of_nothing(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.location = (struct qg_location){0};
    write_one(&report, "gitlab", QG_LANG_EN, &finding);
    assert_has(&report, "\"location\": {\"path\": \"-\", \"lines\": {\"begin\": 1}}");
    sample_report_close(&report);
}

static void nothing_found_is_an_empty_list(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.outcome = QG_SATISFIED;
    write_one(&report, "gitlab", QG_LANG_EN, &finding);
    assert_string_equal(report.text.at, "[]\n");
    sample_report_close(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_breach_is_an_error_beside_its_line),
        cmocka_unit_test(a_question_is_a_notice_and_a_bad_value_a_warning),
        cmocka_unit_test(a_record_writes_no_command_of_its_own),
        cmocka_unit_test(what_github_would_drop_goes_to_the_log),
        cmocka_unit_test(what_is_excused_is_only_counted),
        cmocka_unit_test(an_issue_has_the_five_members_that_gitlab_asks_for),
        cmocka_unit_test(the_five_severities_follow_the_order_of_the_policy),
        cmocka_unit_test(fingerprints_differ_for_findings_of_one_identity),
        cmocka_unit_test(what_has_no_place_is_on_the_first_line_of_nothing),
        cmocka_unit_test(nothing_found_is_an_empty_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
