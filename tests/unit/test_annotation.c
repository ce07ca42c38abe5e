// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "annotation.h"
#include "identity.h"
#include "sample_report.h"

#include "date.h"
#include "lang.h"

static void assert_text(struct qg_text *text, const char *expected) {
    assert_false(text->failed);
    assert_string_equal(text->at != NULL ? text->at : "", expected);
    qg_text_free(text);
}

static void what_warrants_is_an_error_and_the_order_grades_the_rest(void **state) {
    (void)state;
    assert_int_equal(qg_level_of_severity(&sample_program, SAMPLE_RC1), QG_LEVEL_ERROR);
    assert_int_equal(qg_level_of_severity(&sample_program, SAMPLE_INST), QG_LEVEL_WARNING);
    assert_int_equal(qg_level_of_severity(&sample_program, SAMPLE_ADV), QG_LEVEL_NOTE);
    assert_int_equal(qg_level_of_severity(&sample_program, QG_NONE), QG_LEVEL_WARNING);
}

static void a_severity_that_depends_on_the_case_is_none(void **state) {
    (void)state;
    const struct qg_rule plain = {.severity = SAMPLE_RC1, .severity_fn = QG_NONE};
    const struct qg_rule by_case = {.severity = SAMPLE_RC1, .severity_fn = 3};
    assert_int_equal(qg_own_severity(&plain), SAMPLE_RC1);
    assert_int_equal(qg_own_severity(&by_case), QG_NONE);
}

// Of three severities that do not warrant, two belong to the upper half.
static void an_odd_one_out_counts_with_the_graver(void **state) {
    (void)state;
    static const struct qg_severity three[3] = {{.warrants = false}};
    const struct qg_program program = {.severities = three, .severity_count = 3};
    assert_int_equal(qg_level_of_severity(&program, 0), QG_LEVEL_WARNING);
    assert_int_equal(qg_level_of_severity(&program, 1), QG_LEVEL_WARNING);
    assert_int_equal(qg_level_of_severity(&program, 2), QG_LEVEL_NOTE);
}

static void a_record_that_cannot_be_read_is_an_error_a_value_is_a_warning(void **state) {
    (void)state;
    struct qg_finding finding = sample_data_finding();
    assert_int_equal(qg_level_of(&sample_program, &finding), QG_LEVEL_WARNING);
    finding.data_code = QG_STR("D0102");
    assert_int_equal(qg_level_of(&sample_program, &finding), QG_LEVEL_ERROR);
}

static void what_is_silenced_excused_or_satisfied_is_not_due(void **state) {
    (void)state;
    const struct qg_excuse excuse = {.kind = QG_EXCUSE_BASELINE};
    struct qg_finding finding = sample_breach();
    assert_true(qg_is_due(&finding));
    finding.silenced_by = SAMPLE_P35B;
    assert_false(qg_is_due(&finding));
    finding.silenced_by = QG_NONE;
    finding.excused = &excuse;
    assert_false(qg_is_due(&finding));
    finding.excused = NULL;
    finding.outcome = QG_SATISFIED;
    assert_false(qg_is_due(&finding));
}

static void what_is_about_all_records_is_shown_at_one_of_them(void **state) {
    (void)state;
    const struct qg_elsewhere examples[] = {{QG_STR("d-1"), {QG_STR("a.json"), 4, 5, {0}}}};
    const struct qg_together together = {.examples = examples, .example_count = 1};
    struct qg_finding finding = {.rule = SAMPLE_P35B, .together = &together};
    assert_int_equal(qg_shown_place(&finding)->line, 4);
    finding = sample_breach();
    assert_int_equal(qg_shown_place(&finding)->line, 12);
}

static void a_citation_names_act_paragraph_and_rule(void **state) {
    (void)state;
    struct qg_text text = {0};
    struct qg_finding finding = sample_breach();
    qg_identity_citation(&sample_program, &finding, &text);
    assert_text(&text, "order_300 46 P46-a");
    finding = sample_data_finding();
    qg_identity_citation(&sample_program, &finding, &text);
    assert_text(&text, "data D0206");
    qg_paragraph_add(QG_STR("46"), QG_LANG_RU, &text);
    assert_text(&text, "пункт 46");
    qg_paragraph_add(QG_STR("Appendix 1"), QG_LANG_RU, &text);
    assert_text(&text, "Appendix 1");
}

static void what_a_record_would_fill_in_is_left_open_in_a_duty(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_duty_add(&sample_program, &sample_program.rules[SAMPLE_P35B], QG_LANG_EN, &text);
    assert_text(&text, "Notice comes … before.");
    qg_duty_add(&sample_program, &sample_program.rules[SAMPLE_P35B], QG_LANG_KK, &text);
    assert_text(&text, "Notice comes … before.");
    qg_duty_add(&sample_program, &sample_program.rules[SAMPLE_P46A], QG_LANG_RU, &text);
    assert_text(&text, "Присутствуют две трети.");
}

static void an_excuse_names_who_answers_for_it_and_until_when(void **state) {
    (void)state;
    struct qg_text text = {0};
    struct qg_excuse excuse = {.kind = QG_EXCUSE_BASELINE};
    qg_excuse_add(&excuse, QG_LANG_EN, &text);
    assert_text(&text, "baseline");
    excuse = (struct qg_excuse){QG_EXCUSE_EXCEPTION, QG_STR("moved"), QG_STR("HR"), 0};
    assert_true(qg_date_parse("2026-03-01", QG_DATE_TEXT - 1, &excuse.expires));
    qg_excuse_add(&excuse, QG_LANG_EN, &text);
    assert_text(&text, "exception: moved; owner: HR; expires: 2026-03-01");
}

static void a_message_names_the_first_few_facts_that_are_missing(void **state) {
    (void)state;
    const struct qg_str missing[] = {QG_STR("/a"), QG_STR("/b"), QG_STR("/c"), QG_STR("/d")};
    const enum qg_gap gaps[] = {QG_GAP_MISSING, QG_GAP_OPEN, QG_GAP_UNREADABLE, QG_GAP_MISSING};
    struct qg_text text = {0};
    struct qg_finding finding = sample_question();
    qg_says_add(&finding, QG_LANG_EN, SIZE_MAX, &text);
    assert_text(&text, "Notice comes a month before. – not recorded: /notice");
    finding.missing = missing;
    finding.gaps = gaps;
    finding.missing_count = 4;
    qg_says_add(&finding, QG_LANG_EN, 6, &text);
    assert_text(&text, "Notice… – not recorded: /a – recorded, but leaves it open: /b – recorded, "
                       "but unreadable: /c …");
}

static void text_is_cut_between_characters(void **state) {
    (void)state;
    struct qg_text text = {0};
    qg_clipped_add(&text, QG_STR("Кворум"), 3);
    assert_text(&text, "Кв…");
    qg_clipped_add(&text, QG_STR("Кв"), 4);
    assert_text(&text, "Кв");
    qg_clipped_add(&text, QG_STR("a\xff"), 9);
    assert_text(&text, "a\xef\xbf\xbd");
    qg_clipped_add(&text, (struct qg_str){0}, 9);
    assert_text(&text, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_warrants_is_an_error_and_the_order_grades_the_rest),
        cmocka_unit_test(a_severity_that_depends_on_the_case_is_none),
        cmocka_unit_test(an_odd_one_out_counts_with_the_graver),
        cmocka_unit_test(a_record_that_cannot_be_read_is_an_error_a_value_is_a_warning),
        cmocka_unit_test(what_is_silenced_excused_or_satisfied_is_not_due),
        cmocka_unit_test(what_is_about_all_records_is_shown_at_one_of_them),
        cmocka_unit_test(a_citation_names_act_paragraph_and_rule),
        cmocka_unit_test(what_a_record_would_fill_in_is_left_open_in_a_duty),
        cmocka_unit_test(an_excuse_names_who_answers_for_it_and_until_when),
        cmocka_unit_test(a_message_names_the_first_few_facts_that_are_missing),
        cmocka_unit_test(text_is_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
