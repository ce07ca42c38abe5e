// SPDX-License-Identifier: Apache-2.0

#include "policy_test.h"

#include "compile.h"
#include "expect.h"
#include "fixture.h"
#include "session.h"
#include "trial.h"

// One test on its way: what is said of it grows in `said`, and it failed if anything was.
struct attempt {
    const struct qg_compilation *c;
    const struct qg_decl *decl;
    struct qg_session session;
    struct qg_trial trial;
    struct qg_text json, said;
};

// ---- saying ----

// Source text on one line: what is written over several lines is one thought all the same.
static void add_flat(struct qg_text *out, struct qg_str s) {
    bool space = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank)
            qg_text_char(out, c);
        else if (!space)
            qg_text_char(out, ' ');
        space = blank;
    }
}

static void add_headline(const struct attempt *a, struct qg_text *out) {
    struct qg_span span = a->decl->name.span;
    const struct qg_source *source = qg_sources_at(&a->c->sources, span.source);
    if (source != NULL) {
        struct qg_place place = qg_source_place(source, span.start);
        qg_text_printf(out, "%.*s:%llu:%u: ", QG_STR_ARG(source->name),
                       (unsigned long long)place.line, (unsigned)place.column);
    }
    qg_text_printf(out, "failed: %.*s\n", QG_STR_ARG(a->decl->name.text));
}

static void add_because(const struct attempt *a, struct qg_text *out) {
    struct qg_str because = a->decl->as.test.because;
    if (because.len > 0)
        qg_text_printf(out, "    because: %.*s\n", QG_STR_ARG(because));
}

static void complain(struct attempt *a, const struct qg_text *problem) {
    qg_text_printf(&a->said, "    %.*s\n", QG_STR_ARG(qg_text_str(problem)));
}

// ---- settings ----

static bool set_one(struct attempt *a, const struct qg_setting *setting, struct qg_text *problem) {
    struct qg_str value = qg_sources_slice(&a->c->sources, setting->value->span);
    return setting->reading ? qg_session_reading(&a->session, setting->name.text, value, problem)
                            : qg_session_parameter(&a->session, setting->name.text, value, problem);
}

static bool set_up(struct attempt *a) {
    const struct qg_test_decl *test = &a->decl->as.test;
    struct qg_text problem = {0};
    bool ok = true;
    if (test->as_of != NULL && test->as_of->kind == QG_EXPR_DATE)
        qg_session_date(&a->session, test->as_of->as.date);
    for (const struct qg_setting *s = test->settings.first; s != NULL && ok; s = s->next)
        ok = set_one(a, s, &problem);
    ok = ok && qg_session_settle(&a->session, &problem) &&
         qg_fixture_json(&test->given, a->c->files, a->c->file_count, &a->json, &problem);
    if (!ok)
        complain(a, &problem);
    qg_text_free(&problem);
    return ok;
}

// ---- holding against ----

// A fixture that is no record, or has a property that nobody reads, tests something else than it
// says. Other data findings may be what the test is about.
static void check_fixture(struct attempt *a) {
    for (uint32_t i = 0; i < a->trial.findings.len; i++) {
        const struct qg_finding *f = &a->trial.findings.at[i];
        bool unknown = qg_str_equal(f->data_code, QG_STR("D0212")) ||
                       qg_str_equal(f->data_code, QG_STR("D0213"));
        if (f->rule != QG_NONE || (!unknown && a->trial.tally.unreadable == 0))
            continue;
        qg_text_printf(&a->said, "    fixture: %.*s: %.*s [data %.*s]\n",
                       QG_STR_ARG(f->location.pointer), QG_STR_ARG(f->message[QG_LANG_EN]),
                       QG_STR_ARG(f->data_code));
    }
    if (a->trial.tally.records == 0)
        qg_text_addz(&a->said, "    fixture: no record that the policy audits\n");
}

static void check_one(struct attempt *a, const struct qg_expect *expect) {
    struct qg_text found = {0};
    if (!qg_expect_met(expect, a->session.program, &a->trial, &found)) {
        qg_text_addz(&a->said, "    expected:\n        ");
        add_flat(&a->said, qg_sources_slice(&a->c->sources, expect->span));
        qg_text_addz(&a->said, "\n    found:\n");
        qg_text_add(&a->said, qg_text_str(&found));
    }
    qg_text_free(&found);
}

static void check_all(struct attempt *a) {
    const struct qg_test_decl *test = &a->decl->as.test;
    check_fixture(a);
    for (const struct qg_expect *e = test->expects.first; e != NULL; e = e->next)
        check_one(a, e);
    if (test->expects.first == NULL)
        qg_text_addz(&a->said, "    the test expects nothing\n");
}

// ---- running ----

static enum qg_fault try_test(struct attempt *a, const struct qg_program *program) {
    enum qg_fault fault = qg_session_init(&a->session, program, NULL);
    if (fault != QG_OK || !set_up(a))
        return fault;
    fault = qg_trial_run(&a->trial, &a->session, qg_text_str(&a->json));
    if (fault == QG_OK)
        check_all(a);
    return fault == QG_OK && a->said.failed ? QG_FAULT_MEMORY : fault;
}

static enum qg_fault run_one(const struct qg_compilation *c, const struct qg_decl *decl,
                             struct qg_text *out, struct qg_policy_test_result *result) {
    struct attempt a = {.c = c, .decl = decl};
    qg_trial_init(&a.trial);
    enum qg_fault fault = try_test(&a, c->program);
    result->ran++;
    if (a.said.len > 0) {
        result->failed++;
        add_headline(&a, out);
        qg_text_add(out, qg_text_str(&a.said));
        add_because(&a, out);
    }
    qg_trial_free(&a.trial);
    qg_session_free(&a.session);
    qg_text_free(&a.json);
    qg_text_free(&a.said);
    return fault;
}

static bool contains(struct qg_str s, struct qg_str part) {
    for (size_t i = 0; i + part.len <= s.len; i++)
        if (qg_str_equal(qg_str_slice(s, i, i + part.len), part))
            return true;
    return part.len == 0;
}

enum qg_fault qg_policy_test(struct qg_policy *policy, struct qg_str filter, struct qg_text *out,
                             struct qg_policy_test_result *result) {
    const struct qg_compilation *c = policy->compilation;
    enum qg_fault fault = QG_OK;
    *result = (struct qg_policy_test_result){0};
    for (uint32_t i = 0; i < c->file_count; i++)
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL; d = d->next)
            if (fault == QG_OK && d->kind == QG_DECL_TEST && contains(d->name.text, filter))
                fault = run_one(c, d, out, result);
    qg_text_printf(out, "%u tests, %u failed\n", (unsigned)result->ran, (unsigned)result->failed);
    return fault != QG_OK ? fault : out->failed ? QG_FAULT_MEMORY : QG_OK;
}
