// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hand_page.h"

#include <string.h>

static const struct qg_severity severities[] = {{.name = QG_STR_INIT("RC2")}};
static const struct qg_act acts[] = {
    {.name = QG_STR_INIT("order_300"), .adopted = QG_NONE, .digest = QG_STR_INIT("abc")}};
static const struct qg_rule rules[] = {
    {.id = QG_STR_INIT("P35-b"), .paragraph = QG_STR_INIT("35"), .amendment = QG_NONE}};
static const struct qg_flag flags[] = {
    {.id = QG_STR_INIT("P59-x"), .paragraph = QG_STR_INIT("59"), .due = 0}};
static const struct qg_str kept[] = {QG_STR_INIT("dossier.certifications.notice")};
static const struct qg_keeper keepers[] = {{.name = QG_STR_INIT("service"),
                                            .title = {{QG_STR_INIT("personnel service")}},
                                            .kept = kept,
                                            .kept_count = 1}};
static const struct qg_program program = {
    .severities = severities,
    .severity_count = 1,
    .acts = acts,
    .act_count = 1,
    .rules = rules,
    .rule_count = 1,
    .flags = flags,
    .flag_count = 1,
    .keepers = keepers,
    .keeper_count = 1,
};

enum { DUE = 45990 }; // 2025-12-01, in days since 1900-01-01

static void open_page(struct hand_page *page) {
    hand_page_set_up(page, &program, QG_LANG_EN);
    hand_page_open(page, "act");
}

static const char *end_page(struct hand_page *page) {
    assert_int_equal(page->writer.end(&page->writer, &(struct qg_tally){0}), QG_OK);
    return page->text.at;
}

static void tell_heading(struct hand_page *page, const char *record, const char *body,
                         const char *person) {
    const struct qg_heading heading = {
        .record = {.noun = QG_STR("dossier"), .id = qg_str_of(record), .index = -1},
        .body = qg_str_of(body),
        .body_name = QG_STR("Archive"),
        .person = qg_str_of(person)};
    assert_int_equal(page->writer.heading(&page->writer, &heading), QG_OK);
}

static struct qg_finding finding_of(const char *record, enum qg_outcome outcome) {
    return (struct qg_finding){
        .outcome = outcome,
        .subject = {{.noun = QG_STR("dossier"), .id = qg_str_of(record), .index = -1},
                    {.noun = QG_STR("certification"), .id = QG_STR("c2"), .index = 1}},
        .subject_count = 2,
        .message = {QG_STR("Notice <late>")},
        .silenced_by = QG_NONE,
    };
}

static struct qg_verdict verdict_of(const char *record, enum qg_verdict_kind kind) {
    return (struct qg_verdict){
        .record = qg_str_of(record),
        .certification = {.noun = QG_STR("certification"), .id = QG_STR("c2"), .index = 1},
        .kind = kind,
        .strongest = QG_NONE};
}

static void tell_verdict(struct hand_page *page, const char *record, enum qg_verdict_kind kind) {
    struct qg_verdict verdict = verdict_of(record, kind);
    assert_int_equal(page->writer.verdict(&page->writer, &verdict), QG_OK);
}

static void assert_has(const char *text, const char *part) {
    if (strstr(text, part) == NULL)
        fail_msg("no \"%s\" in %s", part, text);
}

static uint32_t count_of(const char *text, const char *part) {
    uint32_t count = 0;
    for (; (text = strstr(text, part)) != NULL; text++)
        count++;
    return count;
}

static void a_breach_is_told_with_its_paragraph_and_its_facts(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = finding_of("D-7", QG_VIOLATED);
    const struct qg_fact evidence[] = {{.pointer = QG_STR("/certifications/1/notice/served_on"),
                                        .value = QG_STR("\"2023-03-01\"")}};
    finding.evidence = evidence;
    finding.evidence_count = 1;
    open_page(&page);
    tell_heading(&page, "D-7", "I-1", "Ann Lee");
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    tell_verdict(&page, "D-7", QG_VERDICT_WARRANTED);
    const char *text = end_page(&page);
    assert_has(text, "1. certification c2 – Ann Lee – dossier D-7");
    assert_has(text, "35<br>P35-b<br>RC2</th><td>Notice &lt;late&gt;</td>");
    assert_has(text, "/certifications/1/notice/served_on: 2023-03-01");
    assert_has(text, "re-certification warranted");
    hand_page_close(&page);
}

static void records_of_one_institution_stand_in_one_act_whatever_their_order(void **state) {
    (void)state;
    static const char *const bodies[] = {"I-2", "I-1", "I-2"};
    static const char *const records[] = {"D-1", "D-2", "D-3"};
    struct hand_page page;
    open_page(&page);
    for (int i = 0; i < 3; i++) {
        struct qg_finding finding = finding_of(records[i], QG_VIOLATED);
        tell_heading(&page, records[i], bodies[i], "");
        assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
        tell_verdict(&page, records[i], QG_VERDICT_WARRANTED);
    }
    const char *text = end_page(&page);
    assert_int_equal(count_of(text, "<article"), 2);
    const char *first = strstr(text, "I-1"), *second = strstr(text, "I-2");
    assert_true(first != NULL && second != NULL && first < second);
    assert_has(second, "1. certification c2 – dossier D-1");
    assert_has(second, "2. certification c2 – dossier D-3");
    hand_page_close(&page);
}

static void what_is_missing_is_asked_of_who_keeps_it(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = finding_of("D-7", QG_UNDETERMINED);
    const struct qg_str missing[] = {QG_STR("/certifications/1/notice/served_on"),
                                     QG_STR("/certifications/1/report/prepared_on")};
    const enum qg_gap gaps[] = {QG_GAP_MISSING, QG_GAP_MISSING};
    finding.missing = missing;
    finding.gaps = gaps;
    finding.missing_count = 2;
    open_page(&page);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    tell_verdict(&page, "D-7", QG_VERDICT_UNDETERMINED);
    const char *text = end_page(&page);
    assert_has(text, "personnel service</th><td>/certifications/1/notice/served_on<br>");
    assert_has(text, "the policy does not say</th><td>/certifications/1/report/prepared_on<br>");
    assert_has(text, "What is undetermined is not a breach");
    assert_int_equal(count_of(text, "<h4>Breaches</h4>"), 0);
    hand_page_close(&page);
}

static void clean_certifications_are_counted_only(void **state) {
    (void)state;
    struct hand_page page;
    open_page(&page);
    tell_heading(&page, "D-7", "I-1", "Ann Lee");
    tell_verdict(&page, "D-7", QG_VERDICT_CLEAN);
    const char *text = end_page(&page);
    assert_has(text, "<dt>– clean</dt><dd>1</dd>");
    assert_has(text, "The records show no breach, and nothing is left open.");
    assert_int_equal(count_of(text, "Ann Lee"), 0);
    hand_page_close(&page);
}

static void a_remedy_says_by_when(void **state) {
    (void)state;
    struct hand_page page;
    const struct qg_raised raised[] = {{.flag = 0, .due = DUE, .remark = {QG_STR("Do it.")}}};
    struct qg_verdict verdict = verdict_of("D-7", QG_VERDICT_WARRANTED);
    verdict.flags = raised;
    verdict.remedy_count = 1;
    open_page(&page);
    assert_int_equal(page.writer.verdict(&page.writer, &verdict), QG_OK);
    const char *text = end_page(&page);
    assert_has(text, "<dd>2025-12-01</dd>");
    assert_has(text, "Do it. [order_300 59 P59-x]");
    hand_page_close(&page);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_breach_is_told_with_its_paragraph_and_its_facts),
        cmocka_unit_test(records_of_one_institution_stand_in_one_act_whatever_their_order),
        cmocka_unit_test(what_is_missing_is_asked_of_who_keeps_it),
        cmocka_unit_test(clean_certifications_are_counted_only),
        cmocka_unit_test(a_remedy_says_by_when),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
