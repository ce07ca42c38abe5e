// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "impact_sample.h"

static const struct qg_act acts[] = {
    {.name = QG_STR_INIT("order_300"), .digest = QG_STR_INIT("0123456789abcdef0123456789")}};
static const struct qg_amendment amendments[] = {{.name = QG_STR_INIT("d1_notice"), .worlds = 2}};
static const struct qg_severity severities[] = {{.name = QG_STR_INIT("RC1")}};
static const struct qg_rule rules[] = {
    {.id = QG_STR_INIT("P35-b"), .paragraph = QG_STR_INIT("35"), .amendment = QG_NONE},
    {.id = QG_STR_INIT("P35-b"), .paragraph = QG_STR_INIT("35"), .amendment = 0},
    {.id = QG_STR_INIT("P48"), .paragraph = QG_STR_INIT("48"), .amendment = QG_NONE},
};
static const struct qg_program program = {.acts = acts,
                                          .act_count = 1,
                                          .amendments = amendments,
                                          .amendment_count = 1,
                                          .severities = severities,
                                          .severity_count = 1,
                                          .rules = rules,
                                          .rule_count = 3};

static const struct qg_str drafts[] = {QG_STR_INIT("d1"), QG_STR_INIT("d2")};
static const struct qg_str groups[] = {QG_STR_INIT("institution.id")};
static const struct qg_str group_values[] = {QG_STR_INIT("inst-3")};
static const struct qg_fact served = {.pointer = QG_STR_INIT("/certifications/1/notice/served_on"),
                                      .value = QG_STR_INIT("\"2023-03-01\"")};

static enum qg_fault append(void *user, const char *at, size_t len) {
    qg_text_add(user, (struct qg_str){at, len});
    return QG_OK;
}

static struct qg_subject certification(void) {
    return (struct qg_subject){
        .noun = QG_STR("certification"), .id = QG_STR("c2"), .index = 1, .ref = 40};
}

static struct qg_finding late(void) {
    return (struct qg_finding){
        .rule = 1,
        .outcome = QG_VIOLATED,
        .subject = {{.noun = QG_STR("dossier"), .id = QG_STR("D-7"), .index = -1}, certification()},
        .subject_count = 2,
        .location = {QG_STR("export.json"), 12, 33, QG_STR("/certifications/1/notice/served_on")},
        .message = {QG_STR("Served late"), QG_STR("Вручено поздно"), QG_STR("Кеш тапсырылды")},
        .evidence = &served,
        .evidence_count = 1,
        .silenced_by = QG_NONE,
    };
}

void impact_sample_open(struct impact_sample *s, void (*format)(struct qg_impact_writer *w),
                        int lang) {
    *s = (struct impact_sample){.run = {.program = &program, .version = "1", .lang = lang}};
    s->run.as_of = 45959; // 2025-10-31
    s->facts = (struct qg_impact_facts){
        .run = &s->run, .drafts = drafts, .draft_count = 2, .groups = groups, .group_count = 1};
    s->late = late();
    s->differs = (struct qg_impact_finding){.rules = {0, 1},
                                            .states = {QG_SATISFIED, QG_VIOLATED},
                                            .silencers = {QG_NONE, QG_NONE},
                                            .finding = &s->late};
    s->changed =
        (struct qg_impact_certification){.draft = 1,
                                         .place = {QG_STR("export.json"), 10, 1, QG_STR("")},
                                         .record = QG_STR("D-7"),
                                         .certification = certification(),
                                         .verdicts = {QG_VERDICT_CLEAN, QG_VERDICT_WARRANTED},
                                         .findings = &s->differs,
                                         .finding_count = 1,
                                         .groups = group_values};
    s->writer =
        (struct qg_impact_writer){.facts = &s->facts, .output = {.user = &s->out, .write = append}};
    format(&s->writer);
    assert_int_equal(s->writer.begin(&s->writer), QG_OK);
}

void impact_sample_tell(struct impact_sample *s) {
    assert_int_equal(s->writer.certification(&s->writer, &s->changed), QG_OK);
}

// The three worlds: three certifications, all clean; with d1 one is not; d2 changes nothing.
static const struct qg_impact_world worlds[] = {
    {.certifications = 3, .verdicts = {[QG_VERDICT_CLEAN] = 3}},
    {.certifications = 3,
     .verdicts = {[QG_VERDICT_CLEAN] = 2, [QG_VERDICT_WARRANTED] = 1},
     .findings = {[QG_VIOLATED] = 1},
     .moved = {[QG_VERDICT_CLEAN] = {[QG_VERDICT_CLEAN] = 2, [QG_VERDICT_WARRANTED] = 1}},
     .turns = {[QG_IMPACT_UNLAWFUL] = 1}},
    {.certifications = 3,
     .verdicts = {[QG_VERDICT_CLEAN] = 3},
     .moved = {[QG_VERDICT_CLEAN] = {[QG_VERDICT_CLEAN] = 3}}},
};

const char *impact_sample_end(struct impact_sample *s) {
    uint64_t found[3][2] = {{0}, {1}, {0}}, changed[3] = {0, 1, 0};
    uint64_t turns[3][QG_IMPACT_TURNS] = {{0}, {[QG_IMPACT_UNLAWFUL] = 1}, {0}};
    const struct qg_impact_rule rule = {.first = 0, .findings = found, .changed = changed};
    const struct qg_impact_group group = {.value = group_values[0], .turns = turns};
    const struct qg_impact_totals totals = {.records = 3,
                                            .worlds = worlds,
                                            .rules = &rule,
                                            .rule_count = 1,
                                            .groups = &group,
                                            .group_count = 1};
    assert_int_equal(s->writer.end(&s->writer, &totals), QG_OK);
    return s->out.at;
}

void impact_sample_close(struct impact_sample *s) {
    qg_impact_writer_close(&s->writer);
    qg_text_free(&s->out);
}
