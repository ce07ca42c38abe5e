// SPDX-License-Identifier: Apache-2.0
//
// Formats that are arranged by rules: `junit` and `markdown`; and `csv`.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang.h"
#include "sample_report.h"
#include "sheaf.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum qg_fault keep(void *user, const char *at, size_t len) {
    qg_text_add(user, (struct qg_str){at, len});
    return QG_OK;
}

static void assert_has(const struct sample_report *report, const char *part) {
    if (strstr(report->text.at, part) == NULL)
        fail_msg("no %s in\n%s", part, report->text.at);
}

static void assert_lacks(const struct sample_report *report, const char *part) {
    if (strstr(report->text.at, part) != NULL)
        fail_msg("%s in\n%s", part, report->text.at);
}

static void write_one(struct sample_report *report, const char *format, int lang,
                      const struct qg_finding *finding) {
    sample_report_open(report, format, lang);
    sample_report_take(report, finding);
    sample_report_end(report);
}

// ---- JUnit ----

// A rule has one case, whatever its versions: of two rules the one that nothing came out of was
// not asked.
static void a_broken_rule_is_a_failed_case(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.rule = SAMPLE_P46A_AMENDED;
    write_one(&report, "junit", QG_LANG_EN, &finding);
    assert_has(&report, "  <testsuite name=\"order_300\" tests=\"2\" failures=\"1\" errors=\"0\" "
                        "time=\"0.000\" skipped=\"1\">\n"
                        "    <testcase classname=\"order_300.35\" name=\"P35-b Notice comes … "
                        "before.\" time=\"0.000\">\n"
                        "      <skipped message=\"not applicable: 0\"/>\n"
                        "    </testcase>\n"
                        "    <testcase classname=\"order_300.46\" name=\"P46-a Two thirds "
                        "attend.\" time=\"0.000\">\n"
                        "      <failure message=\"violated: 1\">data/an export.json:12:33: Three "
                        "of five attended. (record d-17 / certification c1 / hearing #2)\n"
                        "</failure>\n"
                        "      <system-out>violated: 1\n</system-out>\n"
                        "    </testcase>\n  </testsuite>\n");
    sample_report_close(&report);
}

static void an_open_question_is_a_skipped_case(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_question();
    write_one(&report, "junit", QG_LANG_RU, &finding);
    assert_has(&report, "<skipped message=\"не определено: 1\">data/an export.json:13:1: "
                        "Уведомление – за месяц. – не указано: /notice "
                        "(record d-18 / certification c1)\n</skipped>");
    sample_report_close(&report);
}

// What is satisfied is not among the findings; the tally knows of it.
static void a_rule_that_holds_passes(void **state) {
    (void)state;
    struct sample_report report;
    sample_report_open(&report, "junit", QG_LANG_EN);
    report.by_rule[SAMPLE_P46A][QG_SATISFIED] = 3;
    report.by_rule[SAMPLE_P46A_AMENDED][QG_SATISFIED] = 2;
    report.by_rule[SAMPLE_P35B][QG_EXEMPT] = 1;
    sample_report_end(&report);
    assert_has(&report, "attend.\" time=\"0.000\">\n      <system-out>satisfied: 5\n");
    assert_has(&report, "<skipped message=\"exempt: 1\"/>");
    sample_report_close(&report);
}

static void what_is_excused_fails_nothing(void **state) {
    (void)state;
    const struct qg_excuse known = {.kind = QG_EXCUSE_BASELINE};
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.excused = &known;
    write_one(&report, "junit", QG_LANG_EN, &finding);
    assert_lacks(&report, "<failure");
    assert_has(&report, "<skipped message=\"excused: 1\"/>");
    sample_report_close(&report);
}

static void wrong_data_is_an_error_of_a_suite_of_its_own(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_data_finding();
    write_one(&report, "junit", QG_LANG_EN, &finding);
    assert_has(&report, "<testsuite name=\"data\" ");
    assert_has(&report, "<testcase classname=\"data\" name=\"D0206\" time=\"0.000\">\n"
                        "      <error message=\"data: 1\">data/an export.json:14:20: no such day "
                        "(record d-19 / at \"/born\")\n</error>");
    sample_report_close(&report);
}

static void the_first_few_findings_of_a_rule_are_told(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    sample_report_open(&report, "junit", QG_LANG_EN);
    for (uint64_t line = 1; line <= 8; line++) {
        finding.location.line = line;
        sample_report_take(&report, &finding);
    }
    sample_report_end(&report);
    assert_has(&report, "message=\"violated: 8\">data/an export.json:1:33: ");
    assert_has(&report, "data/an export.json:5:33: ");
    assert_lacks(&report, "data/an export.json:6:33: ");
    assert_has(&report, "\nfurther: 3\n</failure>");
    sample_report_close(&report);
}

static void what_xml_cannot_hold_is_left_out(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.message[QG_LANG_EN] = QG_STR("a\x01<b>\x1b[31m&");
    write_one(&report, "junit", QG_LANG_EN, &finding);
    assert_has(&report, ":33: a&lt;b&gt;[31m&amp; (");
    sample_report_close(&report);
}

// ---- Markdown ----

static void a_page_counts_and_folds(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding breach = sample_breach(), question = sample_question();
    sample_report_open(&report, "markdown", QG_LANG_EN);
    sample_report_take(&report, &question);
    sample_report_take(&report, &breach);
    report.tally.verdicts[QG_VERDICT_WARRANTED] = 1;
    sample_report_end(&report);
    assert_has(&report, "## qagida: violated: 1, undetermined: 1, data: 0\n");
    assert_has(&report, "| re-certification warranted | 1 |\n");
    assert_has(&report, "| order\\_300 35 | 0 | 1 |\n| order\\_300 46 | 1 | 0 |\n");
    assert_has(&report, "<details><summary><b>P46-a</b> Two thirds attend. – violated: 1, "
                        "undetermined: 0</summary>\n\n- data/an export.json:12:33: Three of five "
                        "attended. (record d-17 / certification c1 / hearing "
                        "#<!-- -->2)\n\n</details>\n"
                        "<details><summary><b>P35-b</b> ");
    assert_has(&report, "<sub>checked with: qagida 1.2.3; audit date: 2025-10-31; order_300, "
                        "sha256 0123456789ab</sub>\n");
    sample_report_close(&report);
}

static void what_a_record_says_is_no_markup(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.message[QG_LANG_EN] = QG_STR("</details> @all | `x` *b* [l](http://x)\n# h");
    write_one(&report, "markdown", QG_LANG_EN, &finding);
    assert_has(&report, ": &lt;/details&gt; @<!-- -->all \\| \\`x\\` \\*b\\* "
                        "\\[l\\](http:<!-- -->//x)");
    assert_lacks(&report, "\n# h");
    sample_report_close(&report);
}

enum { MANY_RULES = 400 };

// So many rules, each broken once, by messages as long as are kept.
static void break_many(struct qg_rule *rules, char (*ids)[16], struct qg_text *page) {
    static uint64_t by_rule[MANY_RULES][QG_OUTCOMES];
    char message[QG_SHEAF_MESSAGE];
    memset(message, '*', sizeof message);
    for (int i = 0; i < MANY_RULES; i++) {
        (void)snprintf(ids[i], sizeof ids[i], "R%d", i);
        rules[i] = sample_program.rules[SAMPLE_P46A];
        rules[i].id = qg_str_of(ids[i]);
        by_rule[i][QG_VIOLATED] = 1;
    }
    struct qg_program program = sample_program;
    program.rules = rules;
    program.rule_count = MANY_RULES;
    const struct qg_run_facts facts = {.program = &program, .version = "1", .as_of = QG_NONE};
    const struct qg_tally tally = {.by_rule = by_rule, .findings = {[QG_VIOLATED] = MANY_RULES}};
    struct qg_writer writer;
    assert_true(qg_writer_open(&writer, "markdown", &facts, (struct qg_output){page, keep}));
    assert_int_equal(writer.begin(&writer), QG_OK);
    for (int i = 0; i < MANY_RULES; i++) {
        struct qg_finding finding = sample_breach();
        finding.rule = i;
        finding.message[QG_LANG_EN] = (struct qg_str){message, sizeof message};
        assert_int_equal(writer.finding(&writer, &finding), QG_OK);
    }
    assert_int_equal(writer.end(&writer, &tally), QG_OK);
    qg_writer_close(&writer);
}

static void a_page_stays_within_what_a_comment_holds(void **state) {
    (void)state;
    enum { COMMENT = 65536 };
    static struct qg_rule rules[MANY_RULES];
    static char ids[MANY_RULES][16];
    struct qg_text page = {0};
    break_many(rules, ids, &page);
    qg_text_char(&page, '\0');
    assert_true(qg_utf8_count(page.at, page.len) <= COMMENT);
    assert_true(qg_utf8_count(page.at, page.len) > COMMENT / 2);
    unsigned shown = 0, left_out = 0;
    for (const char *at = page.at; (at = strstr(at, "<details>")) != NULL; at++)
        shown++;
    const char *said = strstr(page.at, "rules left out to keep this page within its limit: ");
    assert_non_null(said);
    left_out = (unsigned)strtoul(strchr(said, ':') + 1, NULL, 10);
    assert_int_equal(shown + left_out, MANY_RULES);
    qg_text_free(&page);
}

// ---- CSV ----

static void a_finding_is_a_row(void **state) {
    (void)state;
    static const char head[] =
        "outcome,act,paragraph,rule,severity,record,certification,subject,message,file,line,"
        "column,pointer,evidence,missing,boundary,readings,voids_meeting,category,silenced_by,"
        "excused,remark,fingerprint\r\n";
    const struct qg_fact facts[] = {{.pointer = QG_STR("/a"), .value = QG_STR("1")},
                                    {.pointer = QG_STR("/b"), .value = QG_STR("\"x\"")}};
    struct sample_report report;
    struct qg_finding finding = sample_breach();
    finding.evidence = facts;
    finding.evidence_count = 2;
    finding.message[QG_LANG_EN] = QG_STR("=HYPERLINK(1)");
    write_one(&report, "csv", QG_LANG_EN, &finding);
    assert_memory_equal(report.text.at, head, sizeof head - 1);
    assert_has(&report,
               "\r\nviolated,order_300,46,P46-a,RC1,d-17,c1,record d-17 / certification c1 / "
               "hearing #2,'=HYPERLINK(1),data/an export.json,12,33,/certifications/0/hearings/2,"
               "\"/a = 1\n/b = \"\"x\"\"\",,false,,false,,,,,");
    sample_report_close(&report);
}

static void a_data_finding_is_a_row_too(void **state) {
    (void)state;
    struct sample_report report;
    struct qg_finding finding = sample_data_finding();
    write_one(&report, "csv", QG_LANG_EN, &finding);
    assert_has(&report, "\r\nviolated,data,,D0206,,d-19,,");
    sample_report_close(&report);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_broken_rule_is_a_failed_case),
        cmocka_unit_test(an_open_question_is_a_skipped_case),
        cmocka_unit_test(a_rule_that_holds_passes),
        cmocka_unit_test(what_is_excused_fails_nothing),
        cmocka_unit_test(wrong_data_is_an_error_of_a_suite_of_its_own),
        cmocka_unit_test(the_first_few_findings_of_a_rule_are_told),
        cmocka_unit_test(what_xml_cannot_hold_is_left_out),
        cmocka_unit_test(a_page_counts_and_folds),
        cmocka_unit_test(what_a_record_says_is_no_markup),
        cmocka_unit_test(a_page_stays_within_what_a_comment_holds),
        cmocka_unit_test(a_finding_is_a_row),
        cmocka_unit_test(a_data_finding_is_a_row_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
