// SPDX-License-Identifier: Apache-2.0

#include "policy_test.h"

#include "compile.h"
#include "excerpt.h"
#include "expect.h"
#include "fixture.h"
#include "glob.h"
#include "session.h"
#include "test_setting.h"
#include "trial.h"

#include <time.h>

// One test on its way: it failed if anything is said of it.
struct attempt {
    const struct qg_compilation *c;
    const struct qg_decl *decl;
    struct qg_session session;
    struct qg_trial trial;
    struct qg_text json;
    struct qg_arena *arena;                  // of the results
    QG_VEC(struct qg_test_failure) failures; // while they grow
    bool failed;                             // memory ran out
};

// ---- saying ----

static struct qg_str keep(struct attempt *a, const struct qg_text *text) {
    struct qg_str copy = {qg_arena_copy(a->arena, text->at != NULL ? text->at : "", text->len),
                          text->len};
    a->failed = a->failed || text->failed || copy.at == NULL;
    return copy;
}

static struct qg_place place_of(const struct attempt *a, struct qg_span span) {
    const struct qg_source *source = qg_sources_at(&a->c->sources, span.source);
    return source != NULL ? qg_source_place(source, span.start) : (struct qg_place){0};
}

static void fail(struct attempt *a, struct qg_span at, const struct qg_text *what,
                 const struct qg_text *diff) {
    struct qg_test_failure failure = {place_of(a, at), keep(a, what), keep(a, diff)};
    a->failed = !qg_vec_push(&a->failures, failure) || a->failed;
}

// The test itself cannot be meant as it stands.
static void complain(struct attempt *a, const char *why) {
    struct qg_text what = {0};
    qg_text_addz(&what, why);
    fail(a, a->decl->name.span, &what, &(struct qg_text){0});
    qg_text_free(&what);
}

// ---- settings ----

static bool set_up(struct attempt *a) {
    const struct qg_test_decl *test = &a->decl->as.test;
    struct qg_text problem = {0};
    bool ok = qg_test_settings_make(&a->session, a->c, test, &problem) &&
              qg_fixture_json(&test->given, a->c->files, a->c->file_count, &a->json, &problem);
    if (problem.len > 0)
        fail(a, a->decl->name.span, &problem, &(struct qg_text){0});
    a->failed = a->failed || (!ok && problem.len == 0) || problem.failed;
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
        struct qg_text what = {0};
        qg_text_printf(&what, "fixture: %.*s: %.*s [data %.*s]", QG_STR_ARG(f->location.pointer),
                       QG_STR_ARG(f->message[QG_LANG_EN]), QG_STR_ARG(f->data_code));
        fail(a, a->decl->as.test.given.span, &what, &(struct qg_text){0});
        qg_text_free(&what);
    }
    if (a->trial.tally.records == 0)
        complain(a, "fixture: no record that the policy audits");
}

static void check_one(struct attempt *a, const struct qg_expect *expect) {
    struct qg_text what = {0}, diff = {0};
    if (!qg_expect_met(expect, a->session.program, &a->trial, &diff)) {
        qg_excerpt_add(&what, qg_sources_slice(&a->c->sources, expect->span));
        fail(a, expect->span, &what, &diff);
    }
    qg_text_free(&what);
    qg_text_free(&diff);
}

static void check_all(struct attempt *a) {
    const struct qg_test_decl *test = &a->decl->as.test;
    check_fixture(a);
    for (const struct qg_expect *e = test->expects.first; e != NULL; e = e->next)
        check_one(a, e);
    if (test->expects.first == NULL)
        complain(a, "the test expects nothing: add `expect RULE OUTCOME`");
}

// ---- running ----

static enum qg_fault try_test(struct attempt *a) {
    enum qg_fault fault = qg_session_init(&a->session, a->c->program, NULL);
    if (fault != QG_OK || !set_up(a))
        return fault;
    fault = qg_trial_run(&a->trial, &a->session, qg_text_str(&a->json));
    if (fault == QG_OK)
        check_all(a);
    return fault;
}

static uint64_t microseconds(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

// What came of the attempt, in the arena of the results.
static struct qg_test_case result_of(struct attempt *a, uint64_t took) {
    const struct qg_source *source = qg_sources_at(&a->c->sources, a->decl->name.span.source);
    uint32_t count = a->failures.len;
    struct qg_test_failure *failures = qg_arena_array(a->arena, count, sizeof *failures);
    a->failed = a->failed || failures == NULL;
    for (uint32_t i = 0; i < count && failures != NULL; i++)
        failures[i] = a->failures.at[i];
    return (struct qg_test_case){.file = source != NULL ? source->name : (struct qg_str){0},
                                 .title = a->decl->name.text,
                                 .place = place_of(a, a->decl->name.span),
                                 .because = a->decl->as.test.because,
                                 .failures = failures,
                                 .failure_count = count,
                                 .microseconds = took};
}

static enum qg_fault run_one(const struct qg_compilation *c, const struct qg_decl *decl,
                             struct qg_policy_tests *out) {
    struct attempt a = {.c = c, .decl = decl, .arena = &out->arena};
    uint64_t begun = microseconds();
    qg_trial_init(&a.trial);
    enum qg_fault fault = try_test(&a);
    struct qg_test_case result = result_of(&a, microseconds() - begun);
    if (fault == QG_OK && (a.failed || !qg_vec_push(&out->cases, result)))
        fault = QG_FAULT_MEMORY;
    qg_trial_free(&a.trial);
    qg_session_free(&a.session);
    qg_vec_free(&a.failures);
    qg_text_free(&a.json);
    return fault;
}

// ---- which tests ----

static bool fits(struct qg_str pattern, const struct qg_decl *decl) {
    struct qg_str title = decl->name.text;
    if (qg_glob_is_pattern(pattern) ? qg_glob_matches(pattern, title)
                                    : qg_str_contains(title, pattern))
        return true;
    for (const struct qg_expect *e = decl->as.test.expects.first; e != NULL; e = e->next)
        if (qg_glob_matches(pattern, e->rule.text))
            return true;
    return false;
}

static bool is_meant(struct qg_test_filter filter, const struct qg_decl *decl) {
    for (uint32_t i = 0; i < filter.count; i++)
        if (fits(qg_str_of(filter.patterns[i]), decl))
            return true;
    return filter.count == 0;
}

static enum qg_fault run_file(const struct qg_compilation *c, const struct qg_file *file,
                              struct qg_test_filter filter, struct qg_policy_tests *out) {
    enum qg_fault fault = QG_OK;
    for (const struct qg_decl *d = file->decls.first; d != NULL && fault == QG_OK; d = d->next) {
        if (d->kind != QG_DECL_TEST)
            continue;
        out->known++;
        if (is_meant(filter, d))
            fault = run_one(c, d, out);
    }
    return fault;
}

enum qg_fault qg_policy_test(struct qg_policy *policy, struct qg_test_filter filter,
                             struct qg_policy_tests *out) {
    const struct qg_compilation *c = policy->compilation;
    enum qg_fault fault = QG_OK;
    *out = (struct qg_policy_tests){0};
    qg_arena_init(&out->arena, "test results");
    for (uint32_t i = 0; i < c->file_count && fault == QG_OK; i++)
        fault = run_file(c, c->files[i], filter, out);
    return fault;
}

void qg_policy_tests_free(struct qg_policy_tests *tests) {
    qg_vec_free(&tests->cases);
    qg_arena_free(&tests->arena);
}
