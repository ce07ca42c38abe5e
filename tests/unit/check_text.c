// SPDX-License-Identifier: Apache-2.0

#include "check_text.h"

#include "compile.h"
#include "date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct listener {
    const struct qg_program *program;
    struct qg_text *out;
};

static void add_subject(struct qg_text *out, const struct qg_finding *f) {
    for (uint8_t i = 1; i < f->subject_count; i++) {
        qg_text_char(out, i == 1 ? ' ' : '/');
        if (f->subject[i].id.len > 0)
            qg_text_add(out, f->subject[i].id);
        else
            qg_text_number(out, f->subject[i].index);
    }
}

static void add_given(struct qg_text *out, const char *before, struct qg_str given) {
    if (given.len > 0)
        qg_text_printf(out, " %s %.*s", before, QG_STR_ARG(given));
}

static void add_moment(const struct listener *l, const struct qg_moment *m) {
    char day[QG_DATE_TEXT];
    qg_date_format(m->from, day);
    assert_int_equal(m->from, m->to);
    assert_int_equal(m->term, m->rule != QG_NONE);
    qg_text_addz(l->out, m->term ? "limit" : "day");
    if (m->term)
        qg_text_printf(l->out, " %.*s", QG_STR_ARG(l->program->rules[m->rule].id));
    qg_text_printf(l->out, " %s %.*s", day, QG_STR_ARG(m->pointer));
    add_given(l->out, "as", m->title != NULL ? m->title->in[QG_LANG_EN] : QG_STR(""));
    qg_text_char(l->out, '\n');
}

static enum qg_fault on_heading(void *user, const struct qg_heading *h) {
    struct listener *l = user;
    qg_text_addz(l->out, "heading");
    add_given(l->out, "id", h->record.id);
    add_given(l->out, "of", h->body);
    add_given(l->out, "called", h->body_name);
    add_given(l->out, "about", h->person);
    qg_text_char(l->out, '\n');
    for (uint32_t i = 0; i < h->course_count; i++) {
        qg_text_printf(l->out, "course %.*s\n", QG_STR_ARG(h->courses[i].of.id));
        for (uint32_t k = 0; k < h->courses[i].count; k++)
            add_moment(l, &h->courses[i].moments[k]);
    }
    return QG_OK;
}

static enum qg_fault on_finding(void *user, const struct qg_finding *f) {
    struct listener *l = user;
    qg_text_addz(l->out, qg_outcome_name(f->outcome));
    qg_text_char(l->out, ' ');
    qg_text_add(l->out, f->rule == QG_NONE ? f->data_code : l->program->rules[f->rule].id);
    add_subject(l->out, f);
    if (f->severity != QG_NONE) {
        qg_text_char(l->out, ' ');
        qg_text_add(l->out, l->program->severities[f->severity].name);
    }
    if (f->category.len > 0)
        qg_text_printf(l->out, " as %.*s", QG_STR_ARG(f->category));
    qg_text_addz(l->out, f->boundary ? " boundary" : "");
    qg_text_addz(l->out, f->reading_dependent ? " reading-dependent" : "");
    if (f->silenced_by != QG_NONE)
        qg_text_printf(l->out, " silenced-by %.*s",
                       QG_STR_ARG(l->program->rules[f->silenced_by].id));
    for (uint32_t i = 0; i < f->missing_count; i++)
        qg_text_printf(l->out, "%s%.*s", i == 0 ? " missing=" : ",", QG_STR_ARG(f->missing[i]));
    qg_text_char(l->out, '\n');
    return QG_OK;
}

static enum qg_fault on_verdict(void *user, const struct qg_verdict *v) {
    struct listener *l = user;
    qg_text_printf(l->out, "verdict %.*s %s", QG_STR_ARG(v->certification.id),
                   qg_verdict_name(v->kind));
    if (v->strongest != QG_NONE)
        qg_text_printf(l->out, " %.*s", QG_STR_ARG(l->program->severities[v->strongest].name));
    for (uint32_t i = 0; i < v->ground_count; i++)
        qg_text_printf(l->out, "%s %.*s", i == 0 ? ":" : "",
                       QG_STR_ARG(l->program->rules[v->grounds[i]].id));
    qg_text_char(l->out, '\n');
    return QG_OK;
}

static void compile(struct qg_compilation *c, const char *policy) {
    struct qg_policy_text text = {QG_STR("test.qagida"), qg_str_of(policy), 0};
    assert_int_equal(qg_compilation_init(c), QG_OK);
    assert_int_equal(qg_compile(c, &text, 1, NULL, NULL), QG_OK);
    if (c->program == NULL) {
        struct qg_text said = {0};
        qg_diag_render(&c->diags, &c->sources, &said, false);
        fail_msg("the policy does not compile:\n%s", said.at);
    }
}

static void read_all(struct qg_run *run, const struct qg_reader_plan *plan, const char *records) {
    struct qg_reader reader;
    struct qg_reader_options options = {.engine = QG_ENGINE_BULK};
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    assert_int_equal(qg_reader_open_memory(&reader, plan, &options, qg_str_of(records)), QG_OK);
    while (event.kind != QG_EVENT_END) {
        struct qg_record *record;
        assert_int_equal(qg_run_record(&record, run), QG_OK);
        assert_int_equal(qg_reader_next(&reader, record, &event), QG_OK);
        if (event.kind != QG_EVENT_END)
            assert_int_equal(qg_run_event(run, &event, QG_STR("records")), QG_OK);
        assert_int_equal(qg_run_flush(run), QG_OK);
    }
    qg_reader_close(&reader);
}

static void settings_of(const struct qg_program *p, struct qg_value *parameters,
                        uint16_t *readings) {
    for (uint32_t i = 0; i < p->parameter_count; i++)
        parameters[i] = p->parameters[i].preset;
    for (uint32_t i = 0; i < p->reading_count; i++)
        readings[i] = p->readings[i].preset;
}

void qg_check_lines(const struct qg_check_text *check, struct qg_text *out) {
    struct qg_compilation c;
    struct qg_value parameters[32];
    uint16_t readings[QG_READING_LIMIT];
    struct qg_settings settings = {.as_of = {0, QG_DATE_MAX},
                                   .parameters = parameters,
                                   .readings = readings,
                                   .steps = check->steps};
    struct qg_run_options options = {.languages = {true}, .strict_readings = check->strict};
    struct qg_run run;
    struct qg_reader_plan plan;

    compile(&c, check->policy);
    settings_of(c.program, parameters, readings);
    if (check->as_of != NULL) {
        assert_true(qg_date_parse(check->as_of, 10, &settings.as_of.lo));
        settings.as_of.hi = settings.as_of.lo;
    }
    for (int i = 0; i < QG_OUTCOMES; i++)
        options.show[i] = check->show_all;
    options.show_silenced = check->show_all;
    struct listener listener = {c.program, out};
    struct qg_sink sink = {.user = &listener, .finding = on_finding, .verdict = on_verdict};
    if (check->headings)
        sink.heading = on_heading;
    assert_int_equal(qg_run_init(&run, c.program, &settings, &options, sink, 1), QG_OK);
    assert_int_equal(qg_reader_plan_init(&plan, &c.program->schema), QG_OK);
    read_all(&run, &plan, check->records);
    qg_reader_plan_free(&plan);
    qg_run_free(&run);
    qg_compilation_free(&c);
}

void qg_expect_lines(const struct qg_check_text *check, const char *expected) {
    struct qg_text out = {0};
    qg_check_lines(check, &out);
    qg_text_char(&out, '\0');
    assert_string_equal(out.at, expected);
    qg_text_free(&out);
}
