// SPDX-License-Identifier: Apache-2.0

#include "sample_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct qg_act acts[] = {{.name = QG_STR_INIT("order_300"),
                                      .number = QG_STR_INIT("300"),
                                      .title = {{QG_STR_INIT("Certification")}},
                                      .digest = QG_STR_INIT("0123456789abcdef")}};
static const struct qg_severity severities[] = {
    [SAMPLE_RC1] = {.name = QG_STR_INIT("RC1"),
                    .title = {{QG_STR_INIT("grave")}},
                    .warrants = true},
    [SAMPLE_INST] = {.name = QG_STR_INIT("INST")},
    [SAMPLE_ADV] = {.name = QG_STR_INIT("ADV")},
};

enum { A_FUNCTION = 7 };
static const struct qg_piece pieces[] = {
    {.text = QG_STR_INIT("Notice comes "), .fn = QG_NONE},
    {.fn = A_FUNCTION},
    {.text = QG_STR_INIT(" before."), .fn = QG_NONE},
    {.text = QG_STR_INIT("Two thirds attend."), .fn = QG_NONE},
    {.text = QG_STR_INIT("Присутствуют две трети."), .fn = QG_NONE},
};
static const struct qg_message messages[] = {
    {.first = {0}, .count = {3}},
    {.first = {3, 4}, .count = {1, 1}},
};

#define P46A(of)                                                                                   \
    {                                                                                              \
        .id = QG_STR_INIT("P46-a"), .paragraph = QG_STR_INIT("46"), .severity = SAMPLE_RC1,        \
        .severity_fn = QG_NONE, .duty = 1, .breach = QG_NONE, .remark = QG_NONE, .amendment = (of) \
    }
static const struct qg_rule rules[SAMPLE_RULES] = {
    [SAMPLE_P35B] = {.id = QG_STR_INIT("P35-b"),
                     .paragraph = QG_STR_INIT("35"),
                     .severity = SAMPLE_INST,
                     .severity_fn = QG_NONE,
                     .duty = 0,
                     .breach = QG_NONE,
                     .remark = QG_NONE,
                     .amendment = QG_NONE},
    [SAMPLE_P46A] = P46A(QG_NONE),
    [SAMPLE_P46A_AMENDED] = P46A(0),
};
static const struct qg_amendment amendments[] = {{.name = QG_STR_INIT("draft")}};

const struct qg_program sample_program = {
    .acts = acts,
    .act_count = 1,
    .severities = severities,
    .severity_count = 3,
    .pieces = pieces,
    .piece_count = sizeof pieces / sizeof pieces[0],
    .messages = messages,
    .message_count = 2,
    .rules = rules,
    .rule_count = SAMPLE_RULES,
    .amendments = amendments,
    .amendment_count = 1,
};

static enum qg_fault keep(void *user, const char *at, size_t len) {
    qg_text_add(user, (struct qg_str){at, len});
    return ((struct qg_text *)user)->failed ? QG_FAULT_MEMORY : QG_OK;
}

static void hear(void *user, struct qg_str line) {
    qg_text_add(user, line);
    qg_text_char(user, '\n');
}

void sample_report_open(struct sample_report *report, const char *format, int lang) {
    enum { AUDIT = 45959 }; // 2025-10-31
    *report = (struct sample_report){.facts = {.program = &sample_program,
                                               .version = "1.2.3",
                                               .as_of = AUDIT,
                                               .lang = lang,
                                               .aside = {&report->said, hear}}};
    report->tally.by_rule = report->by_rule;
    struct qg_output output = {&report->text, keep};
    assert_true(qg_writer_open(&report->writer, format, &report->facts, output));
    assert_int_equal(report->writer.begin(&report->writer), QG_OK);
}

void sample_report_take(struct sample_report *report, const struct qg_finding *finding) {
    struct qg_tally *tally = &report->tally;
    if (finding->rule == QG_NONE)
        tally->data_findings++;
    else
        tally->by_rule[finding->rule][finding->outcome]++;
    if (finding->rule != QG_NONE)
        tally->findings[finding->outcome]++;
    if (finding->excused != NULL)
        tally->excused[finding->outcome]++;
    assert_int_equal(report->writer.finding(&report->writer, finding), QG_OK);
}

void sample_report_end(struct sample_report *report) {
    report->tally.records = 3;
    assert_int_equal(report->writer.end(&report->writer, &report->tally), QG_OK);
    qg_text_char(&report->text, '\0');
}

void sample_report_close(struct sample_report *report) {
    qg_writer_close(&report->writer);
    qg_text_free(&report->text);
    qg_text_free(&report->said);
}

struct qg_finding sample_breach(void) {
    return (struct qg_finding){
        .rule = SAMPLE_P46A,
        .outcome = QG_VIOLATED,
        .severity = SAMPLE_RC1,
        .subject = {{.noun = QG_STR("dossier"), .id = QG_STR("d-17"), .index = -1},
                    {.noun = QG_STR("certification"), .id = QG_STR("c1")},
                    {.noun = QG_STR("hearing"), .index = 2}},
        .subject_count = 3,
        .location = {QG_STR("data/an export.json"), 12, 33, QG_STR("/certifications/0/hearings/2")},
        .message = {QG_STR("Three of five attended."), QG_STR("Присутствовали трое из пяти.")},
        .silenced_by = QG_NONE};
}

struct qg_finding sample_question(void) {
    static const struct qg_str missing[] = {QG_STR_INIT("/notice")};
    static const enum qg_gap gaps[] = {QG_GAP_MISSING};
    return (struct qg_finding){
        .rule = SAMPLE_P35B,
        .outcome = QG_UNDETERMINED,
        .severity = SAMPLE_INST,
        .subject = {{.noun = QG_STR("dossier"), .id = QG_STR("d-18"), .index = -1},
                    {.noun = QG_STR("certification"), .id = QG_STR("c1")}},
        .subject_count = 2,
        .location = {QG_STR("data/an export.json"), 13, 1, QG_STR("/certifications/0")},
        .message = {QG_STR("Notice comes a month before."), QG_STR("Уведомление – за месяц.")},
        .missing = missing,
        .gaps = gaps,
        .missing_count = 1,
        .silenced_by = QG_NONE};
}

struct qg_finding sample_data_finding(void) {
    return (struct qg_finding){
        .rule = QG_NONE,
        .outcome = QG_VIOLATED,
        .severity = QG_NONE,
        .subject = {{.noun = QG_STR("dossier"), .id = QG_STR("d-19"), .index = -1}},
        .subject_count = 1,
        .location = {QG_STR("data/an export.json"), 14, 20, QG_STR("/born")},
        .message = {QG_STR("no such day"), QG_STR("нет такого дня")},
        .data_code = QG_STR("D0206"),
        .silenced_by = QG_NONE};
}
