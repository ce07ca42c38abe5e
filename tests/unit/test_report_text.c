// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hand_page.h"

#include "date.h"

#include <string.h>

static void open_page(struct hand_page *page, int lang, bool colour) {
    hand_page_set_up(page, &hand_page_program, lang);
    page->facts.colour = colour;
    hand_page_open(page, "text");
}

static void assert_page(struct hand_page *page, const char *text) {
    assert_int_equal(qg_writer_flush(&page->writer, true), QG_OK);
    assert_string_equal(page->text.at != NULL ? page->text.at : "", text);
    hand_page_close(page);
}

// Of the first hearing of the certification.
static struct qg_finding late_notice(void) {
    struct qg_finding finding = hand_page_finding();
    finding.subject[finding.subject_count++] =
        (struct qg_subject){.noun = QG_STR("hearing"), .index = 0};
    return finding;
}

static void a_finding_names_its_place_its_outcome_and_its_citation(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = late_notice();
    const struct qg_fact evidence[] = {{.pointer = QG_STR("/certifications/1/notice/served_on"),
                                        .value = QG_STR("\"2023-03-01\"")}};
    finding.evidence = evidence;
    finding.evidence_count = 1;
    open_page(&page, QG_LANG_EN, false);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "export.json:12:33: violated: Served late [order_300 35 P35-b]\n"
                       "    RC1; dossier D-7, certification c2, hearing 0\n"
                       "    /certifications/1/notice/served_on: \"2023-03-01\"\n");
}

static void a_finding_speaks_the_language_that_was_asked_for(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = late_notice();
    finding.subject_count = 1;
    finding.voids_meeting = true;
    open_page(&page, QG_LANG_RU, false);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "export.json:12:33: нарушено: Вручено поздно [order_300 35 P35-b]\n"
                       "    RC1, заседание неправомочно; dossier D-7\n");
}

static void elements_and_words_of_enums_go_by_their_titles(void **state) {
    (void)state;
    static const struct qg_phrase sitting = {{QG_STR_INIT("sitting"), QG_STR_INIT("заседание")}};
    static const struct qg_phrase fit = {{QG_STR_INIT("fit"), QG_STR_INIT("соответствует")}};
    const struct qg_fact evidence[] = {
        {.pointer = QG_STR("/hearings/0/decision"), .value = QG_STR("\"fit\""), .title = &fit}};
    struct hand_page page;
    struct qg_finding finding = late_notice();
    finding.subject[1].title = &sitting;
    finding.subject[2].is_number = true;
    finding.evidence = evidence;
    finding.evidence_count = 1;
    open_page(&page, QG_LANG_RU, false);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "export.json:12:33: нарушено: Вручено поздно [order_300 35 P35-b]\n"
                       "    RC1; dossier D-7, заседание c2, № 0\n"
                       "    /hearings/0/decision: \"fit\" (соответствует)\n");
}

static void an_id_that_its_list_has_told_is_not_told_again(void **state) {
    (void)state;
    const struct qg_fact evidence[] = {
        {.pointer = QG_STR("/members"), .value = QG_STR("[\"m1\", \"m2\"]")},
        {.pointer = QG_STR("/members/1/id"), .value = QG_STR("\"m2\"")},
        {.pointer = QG_STR("/guests/10/id"), .value = QG_STR("\"g\"")},
        {.pointer = QG_STR("/guests"), .value = QG_STR("11")},
        {.pointer = QG_STR("/id"), .value = QG_STR("\"d\"")},
        {.pointer = QG_STR("/secretary/id"), .value = QG_STR("\"s\"")}};
    struct hand_page page;
    struct qg_finding finding = late_notice();
    finding.evidence = evidence;
    finding.evidence_count = 6;
    open_page(&page, QG_LANG_EN, false);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "export.json:12:33: violated: Served late [order_300 35 P35-b]\n"
                       "    RC1; dossier D-7, certification c2, hearing 0\n"
                       "    /members: [\"m1\", \"m2\"]\n"
                       "    /guests/10/id: \"g\"\n"
                       "    /guests: 11\n"
                       "    /id: \"d\"\n"
                       "    /secretary/id: \"s\"\n");
}

static void what_blocks_an_answer_and_every_flag_are_told(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = late_notice();
    const struct qg_str missing[] = {QG_STR("/certifications/0/notice/served_on"),
                                     QG_STR("/person/birth_date"), QG_STR("/certifications")};
    const enum qg_gap gaps[] = {QG_GAP_MISSING, QG_GAP_UNREADABLE, QG_GAP_OPEN};
    const struct qg_reading_outcome other[] = {
        {QG_STR("month_end"), QG_STR("next_day"), QG_SATISFIED}};
    finding.outcome = QG_UNDETERMINED;
    finding.subject_count = 1;
    finding.missing = missing;
    finding.gaps = gaps;
    finding.missing_count = 3;
    finding.boundary = finding.reading_dependent = true;
    finding.readings = other;
    finding.reading_count = 1;
    finding.silenced_by = 1;
    open_page(&page, QG_LANG_EN, false);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "export.json:12:33: undetermined: Served late [order_300 35 P35-b]\n"
                       "    RC1; dossier D-7\n"
                       "    not recorded: /certifications/0/notice/served_on\n"
                       "    recorded, but unreadable: /person/birth_date\n"
                       "    recorded, but leaves it open: /certifications\n"
                       "    boundary: one day more or less would change the outcome\n"
                       "    depends on the reading: month_end = next_day: satisfied\n"
                       "    silenced by: P21-a\n");
}

static void a_data_finding_is_cited_by_its_code(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = {.rule = QG_NONE,
                                 .outcome = QG_VIOLATED,
                                 .severity = QG_NONE,
                                 .silenced_by = QG_NONE,
                                 .location = {.file = QG_STR("x"), .line = 1, .column = 2},
                                 .message = {QG_STR("expected a date")},
                                 .data_code = QG_STR("D0206")};
    open_page(&page, QG_LANG_EN, false);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "x:1:2: violated: expected a date [data D0206]\n");
}

static void what_a_record_says_cannot_command_the_terminal(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = late_notice();
    finding.subject_count = 1;
    finding.subject[0].id = QG_STR("\x1b[2J");
    finding.message[QG_LANG_EN] = QG_STR("a\nb \xe2\x80\xae");
    open_page(&page, QG_LANG_EN, false);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "export.json:12:33: violated: a\\u{a}b \\u{202e} [order_300 35 P35-b]\n"
                       "    RC1; dossier \\u{1b}[2J\n");
}

static void colour_is_there_only_when_it_is_asked_for(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_finding finding = late_notice();
    finding.subject_count = 1;
    open_page(&page, QG_LANG_EN, true);
    assert_int_equal(page.writer.finding(&page.writer, &finding), QG_OK);
    assert_page(&page, "export.json:12:33: \x1b[1;31mviolated\x1b[0m: Served late "
                       "[order_300 35 P35-b]\n    RC1; dossier D-7\n");
}

static void a_verdict_is_told_unless_it_is_clean(void **state) {
    (void)state;
    struct hand_page page;
    const int32_t grounds[] = {0, 1};
    struct qg_verdict verdict = {
        .record = QG_STR("D-7"),
        .certification = {.noun = QG_STR("certification"), .id = QG_STR("c2"), .index = 1},
        .kind = QG_VERDICT_WARRANTED,
        .strongest = 0,
        .grounds = grounds,
        .ground_count = 2};
    struct qg_verdict clean = {.kind = QG_VERDICT_CLEAN, .strongest = QG_NONE};
    open_page(&page, QG_LANG_EN, false);
    assert_int_equal(page.writer.verdict(&page.writer, &clean), QG_OK);
    assert_int_equal(page.writer.verdict(&page.writer, &verdict), QG_OK);
    assert_page(&page, "verdict: D-7, certification c2: re-certification warranted, RC1: "
                       "P35-b, P21-a\n");
}

static void the_end_counts_and_names_what_the_run_rests_on(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_tally tally = {
        .records = 3, .not_audited = 1, .unreadable = 2, .certifications = 4, .data_findings = 5};
    tally.findings[QG_VIOLATED] = 6;
    tally.findings[QG_UNDETERMINED] = 7;
    tally.verdicts[QG_VERDICT_WARRANTED] = 1;
    tally.verdicts[QG_VERDICT_CLEAN] = 3;
    open_page(&page, QG_LANG_EN, false);
    assert_int_equal(page.writer.end(&page.writer, &tally), QG_OK);
    assert_page(&page, "\n"
                       "records: 3 (not audited: 1, unreadable: 2)\n"
                       "certifications: 4 (re-certification warranted: 1, undetermined: 0, "
                       "clean: 3)\n"
                       "findings: violated: 6, undetermined: 7, data: 5\n"
                       "audit date: 2025-10-31\n"
                       "policy: order_300, sha256 0123456789ab\n"
                       "parameters: effective_on = 2019-09-08\n"
                       "readings: month_end = clamp\n");
}

static void without_an_audit_date_there_is_none(void **state) {
    (void)state;
    struct hand_page page;
    struct qg_tally tally = {.records = 1};
    open_page(&page, QG_LANG_KK, false);
    page.facts.as_of = QG_NONE;
    page.facts.strict_readings = true;
    assert_int_equal(page.writer.end(&page.writer, &tally), QG_OK);
    assert_int_equal(qg_writer_flush(&page.writer, true), QG_OK);
    assert_non_null(strstr(page.text.at, "тексеру күні: жоқ\n"));
    assert_non_null(strstr(page.text.at, "month_end = clamp; кез келген"));
    qg_writer_close(&page.writer);
    qg_text_free(&page.text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_names_its_place_its_outcome_and_its_citation),
        cmocka_unit_test(a_finding_speaks_the_language_that_was_asked_for),
        cmocka_unit_test(elements_and_words_of_enums_go_by_their_titles),
        cmocka_unit_test(an_id_that_its_list_has_told_is_not_told_again),
        cmocka_unit_test(what_blocks_an_answer_and_every_flag_are_told),
        cmocka_unit_test(a_data_finding_is_cited_by_its_code),
        cmocka_unit_test(what_a_record_says_cannot_command_the_terminal),
        cmocka_unit_test(colour_is_there_only_when_it_is_asked_for),
        cmocka_unit_test(a_verdict_is_told_unless_it_is_clean),
        cmocka_unit_test(the_end_counts_and_names_what_the_run_rests_on),
        cmocka_unit_test(without_an_audit_date_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
