// SPDX-License-Identifier: Apache-2.0
//
// What there is to tell of provisions, readings, exemptions and paragraphs.

#include "explain_parts.h"

#include "compile.h"

// ---- provisions ----

static void add_refs(struct qg_teller *t, struct qg_note *parent,
                     const struct qg_provision *provision) {
    struct qg_note *row = qg_note_add(&t->notes, parent, QG_NOTE_ROW, "see", QG_WORD_SEE);
    for (uint32_t i = 0; i < provision->ref_count; i++)
        qg_note_cell(&t->notes, row,
                     t->program->rules[t->program->rule_refs[provision->first_ref + i]].id);
}

static void tell_body(struct qg_teller *t, struct qg_note *parent,
                      const struct qg_provision *provision) {
    if (provision->ref_count == 0)
        qg_note_text(&t->notes, parent, "not_checkable", QG_WORD_NOT_CHECKABLE,
                     qg_tell_phrase(t, &provision->reason));
    add_refs(t, parent, provision);
}

void qg_tell_provision(struct qg_teller *t, uint32_t index) {
    const struct qg_provision *provision = &t->program->provisions[index];
    qg_tell_head(t, "provision", provision->id, provision->act, provision->paragraph);
    tell_body(t, t->root, provision);
    qg_tell_source(t, provision->span);
}

// ---- what tests say ----

struct mentions {
    struct qg_teller *t;
    struct qg_note *list;
    struct qg_str name;
};

static void look_for_category(void *user, const struct qg_decl *test,
                              const struct qg_expect *expect) {
    struct mentions *m = user;
    if (qg_str_equal(expect->category.text, m->name))
        qg_tell_test_item(m->t, m->list, test, expect);
}

// The tests that set a reading; each is met at its first expectation.
static void look_for_setting(void *user, const struct qg_decl *test,
                             const struct qg_expect *expect) {
    struct mentions *m = user;
    if (expect != test->as.test.expects.first)
        return;
    for (const struct qg_setting *s = test->as.test.settings.first; s != NULL; s = s->next)
        if (s->reading && qg_str_equal(s->name.text, m->name))
            qg_tell_test_item(m->t, m->list, test, NULL);
}

static void tell_tests(struct qg_teller *t, struct qg_str name, qg_expect_visitor *look) {
    struct mentions mentions = {
        t, qg_note_add(&t->notes, t->root, QG_NOTE_LIST, "tests", QG_WORD_TESTS), name};
    qg_written_expects(t->c, look, &mentions);
}

// ---- flags ----

static void look_for_flag(void *user, const struct qg_decl *test, const struct qg_expect *expect) {
    struct mentions *m = user;
    bool about_flag = expect->kind == QG_EXPECT_FLAG || expect->kind == QG_EXPECT_NO_FLAG;
    if (about_flag && qg_str_equal(expect->rule.text, m->name))
        qg_tell_test_item(m->t, m->list, test, expect);
}

// In JSON by the names that the report uses.
static void tell_remark(struct qg_teller *t, struct qg_note *note, const struct qg_flag *flag) {
    if (flag->priority)
        qg_note_flag(&t->notes, note, "priority", QG_WORDS);
    qg_note_text(&t->notes, note, "remark", flag->priority ? QG_WORD_PRIORITY : QG_WORD_FLAG,
                 qg_tell_message(t, flag->remark));
}

void qg_tell_flag(struct qg_teller *t, uint32_t index) {
    const struct qg_flag *flag = &t->program->flags[index];
    qg_tell_head(t, "flag", flag->id, flag->act, flag->paragraph);
    tell_remark(t, t->root, flag);
    tell_tests(t, flag->id, look_for_flag);
    qg_tell_source(t, flag->span);
}

// ---- readings ----

void qg_tell_reading(struct qg_teller *t, uint32_t index) {
    const struct qg_reading *reading = &t->program->readings[index];
    t->root = qg_tell_reading_item(t, NULL, index);
    qg_note_text(&t->notes, t->root, "kind", QG_WORDS, QG_STR("reading"));
    struct qg_note *row = qg_note_add(&t->notes, t->root, QG_NOTE_ROW, "rules", QG_WORD_RULES);
    for (uint32_t i = 0; i < t->program->rule_count; i++)
        if (t->program->rules[i].readings >> index & 1)
            qg_note_cell(&t->notes, row, t->program->rules[i].id);
    tell_tests(t, reading->name, look_for_setting);
}

// ---- exemptions ----

static bool is_lifted_by(const struct qg_program *program, const struct qg_rule *rule,
                         struct qg_str name) {
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = program->rule_exemptions[rule->first_exemption + i];
        if (qg_str_equal(program->exemptions[at].name, name))
            return true;
    }
    return false;
}

bool qg_tell_exemption(struct qg_teller *t, struct qg_str name) {
    const struct qg_program *program = t->program;
    uint32_t at = 0;
    while (at < program->exemption_count && !qg_str_equal(program->exemptions[at].name, name))
        at++;
    if (at == program->exemption_count)
        return false;
    t->root = qg_tell_exemption_item(t, NULL, at);
    qg_note_text(&t->notes, t->root, "kind", QG_WORDS, QG_STR("exemption"));
    struct qg_note *row = qg_note_add(&t->notes, t->root, QG_NOTE_ROW, "lifts", QG_WORD_LIFTS);
    for (uint32_t i = 0; i < program->rule_count; i++)
        if (is_lifted_by(program, &program->rules[i], name))
            qg_note_cell(&t->notes, row, program->rules[i].id);
    struct qg_note *list =
        qg_note_add(&t->notes, t->root, QG_NOTE_LIST, "readings", QG_WORD_READING);
    for (uint32_t i = 0; i < program->reading_count; i++)
        if (program->exemptions[at].readings >> i & 1)
            qg_tell_reading_item(t, list, i);
    tell_tests(t, name, look_for_category);
    qg_tell_source(t, program->exemptions[at].span);
    return true;
}

// ---- paragraphs ----

// The paragraph that `name` means: "46", "Appendix 1", or as rules are named after it, "P46".
static bool is_meant(struct qg_str name, struct qg_str paragraph) {
    return qg_str_equal(name, paragraph) ||
           (qg_str_starts(name, QG_STR("P")) &&
            qg_str_equal(qg_str_slice(name, 1, name.len), paragraph));
}

static bool begin_paragraph(struct qg_teller *t, struct qg_str name, int32_t act,
                            struct qg_str paragraph) {
    if (t->root == NULL && is_meant(name, paragraph)) {
        qg_tell_head(t, "paragraph", paragraph, act, paragraph);
        return true;
    }
    return false;
}

static void tell_rules_of(struct qg_teller *t, struct qg_str paragraph) {
    struct qg_note *list = qg_note_add(&t->notes, t->root, QG_NOTE_LIST, "rules", QG_WORD_RULES);
    for (uint32_t i = 0; i < t->program->rule_count; i++) {
        const struct qg_rule *rule = &t->program->rules[i];
        if (!qg_str_equal(rule->paragraph, paragraph))
            continue;
        struct qg_note *item = qg_note_item(&t->notes, list, rule->id, qg_tell_gist(t, rule));
        qg_note_place(&t->notes, item, rule->span);
    }
}

static void tell_provisions_of(struct qg_teller *t, struct qg_str paragraph) {
    struct qg_note *list =
        qg_note_add(&t->notes, t->root, QG_NOTE_LIST, "provisions", QG_WORD_PROVISIONS);
    for (uint32_t i = 0; i < t->program->provision_count; i++) {
        const struct qg_provision *provision = &t->program->provisions[i];
        if (!qg_str_equal(provision->paragraph, paragraph))
            continue;
        struct qg_note *item = qg_note_item(&t->notes, list, provision->id, (struct qg_str){0});
        qg_note_place(&t->notes, item, provision->span);
        tell_body(t, item, provision);
    }
}

static void tell_flags_of(struct qg_teller *t, struct qg_str paragraph) {
    struct qg_note *list = qg_note_add(&t->notes, t->root, QG_NOTE_LIST, "flags", QG_WORD_FLAGS);
    for (uint32_t i = 0; i < t->program->flag_count; i++) {
        const struct qg_flag *flag = &t->program->flags[i];
        if (!qg_str_equal(flag->paragraph, paragraph))
            continue;
        struct qg_note *item = qg_note_item(&t->notes, list, flag->id, (struct qg_str){0});
        qg_note_place(&t->notes, item, flag->span);
        tell_remark(t, item, flag);
    }
}

// What is declared in a paragraph beside its rules.
struct contents {
    struct qg_teller *t;
    struct qg_str paragraph;
    struct qg_note *exemptions, *readings;
};

static bool same_place(struct qg_span a, struct qg_span b) {
    return a.source == b.source && a.start == b.start;
}

static void look_for_contents(void *user, const struct qg_written *at) {
    struct contents *contents = user;
    const struct qg_program *program = contents->t->program;
    if (!qg_written_is_in(at, contents->paragraph))
        return;
    for (uint32_t i = 0; i < program->exemption_count; i++)
        if (same_place(program->exemptions[i].span, at->decl->span))
            qg_tell_exemption_item(contents->t, contents->exemptions, i);
    for (uint32_t i = 0; i < program->reading_count; i++)
        if (same_place(program->readings[i].span, at->decl->span))
            qg_tell_reading_item(contents->t, contents->readings, i);
}

static void tell_contents(struct qg_teller *t, struct qg_str paragraph) {
    struct contents contents = {.t = t, .paragraph = paragraph};
    contents.exemptions =
        qg_note_add(&t->notes, t->root, QG_NOTE_LIST, "exemptions", QG_WORD_EXEMPTIONS);
    contents.readings = qg_note_add(&t->notes, t->root, QG_NOTE_LIST, "readings", QG_WORD_READINGS);
    qg_written_visit(t->c, look_for_contents, &contents);
}

bool qg_tell_paragraph(struct qg_teller *t, struct qg_str name) {
    const struct qg_program *program = t->program;
    struct qg_str paragraph = {0};
    for (uint32_t i = 0; i < program->rule_count; i++)
        if (begin_paragraph(t, name, program->rules[i].act, program->rules[i].paragraph))
            paragraph = program->rules[i].paragraph;
    for (uint32_t i = 0; i < program->provision_count; i++)
        if (begin_paragraph(t, name, program->provisions[i].act, program->provisions[i].paragraph))
            paragraph = program->provisions[i].paragraph;
    for (uint32_t i = 0; i < program->flag_count; i++)
        if (begin_paragraph(t, name, program->flags[i].act, program->flags[i].paragraph))
            paragraph = program->flags[i].paragraph;
    if (paragraph.len == 0)
        return false;
    tell_rules_of(t, paragraph);
    tell_provisions_of(t, paragraph);
    tell_flags_of(t, paragraph);
    tell_contents(t, paragraph);
    return true;
}
