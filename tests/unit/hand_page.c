// SPDX-License-Identifier: Apache-2.0

#include "hand_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct qg_str clamp[] = {QG_STR_INIT("clamp"), QG_STR_INIT("next_day")};
static const struct qg_reading readings[] = {
    {.name = QG_STR_INIT("month_end"), .values = clamp, .count = 2}};
static const struct qg_parameter parameters[] = {
    {.name = QG_STR_INIT("effective_on"), .shape = {.kind = QG_KIND_DATE}}};
static const struct qg_severity severities[] = {
    {.name = QG_STR_INIT("RC1"), .title = {{QG_STR_INIT("grave"), QG_STR_INIT("тяжкое")}}}};
static const struct qg_act acts[] = {
    {.name = QG_STR_INIT("order_300"), .digest = QG_STR_INIT("0123456789abcdef0123456789")}};
static const struct qg_rule rules[] = {
    {.id = QG_STR_INIT("P35-b"), .paragraph = QG_STR_INIT("35"), .amendment = QG_NONE},
    {.id = QG_STR_INIT("P21-a"), .paragraph = QG_STR_INIT("21"), .amendment = QG_NONE},
};
const struct qg_program hand_page_program = {
    .readings = readings,
    .reading_count = 1,
    .parameters = parameters,
    .parameter_count = 1,
    .severities = severities,
    .severity_count = 1,
    .acts = acts,
    .act_count = 1,
    .rules = rules,
    .rule_count = 2,
};

static enum qg_fault keep(void *user, const char *at, size_t len) {
    qg_text_add(user, (struct qg_str){at, len});
    return QG_OK;
}

void hand_page_set_up(struct hand_page *page, const struct qg_program *program, int lang) {
    *page = (struct hand_page){.parameters = {{HAND_EFFECTIVE, HAND_EFFECTIVE}}};
    page->facts = (struct qg_run_facts){.program = program,
                                        .version = "1",
                                        .as_of = HAND_AUDIT,
                                        .parameters = page->parameters,
                                        .readings = page->readings,
                                        .lang = lang};
}

void hand_page_open(struct hand_page *page, const char *format) {
    assert_true(
        qg_writer_open(&page->writer, format, &page->facts, (struct qg_output){&page->text, keep}));
    if (page->writer.ready != NULL)
        assert_int_equal(page->writer.ready(&page->writer, &page->problem), QG_OK);
    assert_int_equal(page->writer.begin(&page->writer), QG_OK);
}

void hand_page_close(struct hand_page *page) {
    qg_writer_close(&page->writer);
    qg_text_free(&page->text);
    qg_text_free(&page->problem);
}

struct qg_finding hand_page_finding(void) {
    return (struct qg_finding){
        .rule = 0,
        .outcome = QG_VIOLATED,
        .subject = {{.noun = QG_STR("dossier"), .id = QG_STR("D-7"), .index = -1},
                    {.noun = QG_STR("certification"), .id = QG_STR("c2"), .index = 1}},
        .subject_count = 2,
        .location = {.file = QG_STR("export.json"), .line = 12, .column = 33},
        .message = {QG_STR("Served late"), QG_STR("Вручено поздно"), QG_STR("Кеш тапсырылды")},
        .silenced_by = QG_NONE,
    };
}
