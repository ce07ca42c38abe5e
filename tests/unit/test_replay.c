// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// Every third record of the bundled export, every finding of it: what the steps say must come to
// the outcome, for the steps were computed by the probes and the outcome by the rule.
#include "inquiry.h"
#include "readfile.h"

#include <jansson.h>
#include <string.h>

#define EXPORT "policies/order-300/samples/export.ndjson"

enum { EVERY = 3 };

// What the steps of one role come to together.
struct verdicts {
    bool all, none_fails, some_holds, any;
};

static struct verdicts of_role(const struct qg_explained *e, enum qg_why_role a,
                               enum qg_why_role b) {
    struct verdicts v = {.all = true, .none_fails = true};
    for (const struct qg_why_step *s = e->steps->first; s != NULL; s = s->next) {
        if (s->role != a && s->role != b)
            continue;
        v.any = true;
        v.all = v.all && s->value.lo == 1;
        v.none_fails = v.none_fails && s->value.hi == 1;
        v.some_holds = v.some_holds || s->value.lo == 1;
    }
    return v;
}

// The requirement: 1 it holds, 0 it does not, -1 nobody knows, 2 it was not asked.
static int requirement(const struct qg_explained *e) {
    for (const struct qg_why_step *s = e->steps->first; s != NULL; s = s->next) {
        if (s->role != QG_STEP_REQUIRE && s->role != QG_STEP_FORBID)
            continue;
        if (s->value.lo != s->value.hi)
            return -1;
        return s->role == QG_STEP_FORBID ? 1 - s->value.lo : s->value.lo;
    }
    return 2;
}

static uint32_t seen[QG_OUTCOMES];

static void check(struct qg_why_writer *w, const struct qg_explained *e) {
    const struct qg_rule *rule = &w->facts->program->rules[e->finding->rule];
    struct verdicts open = of_role(e, QG_STEP_WHEN, QG_STEP_SCOPE);
    struct verdicts lifted = of_role(e, QG_STEP_EXEMPTION, QG_STEP_EXEMPTION);
    struct verdicts force = of_role(e, QG_STEP_DATED, QG_STEP_DATED);
    int holds = requirement(e);
    seen[e->finding->outcome]++;
    switch (e->finding->outcome) {
    case QG_SATISFIED:
        assert_true(holds == 1 && open.none_fails && !lifted.some_holds);
        break;
    case QG_VIOLATED:
        assert_true(holds == 0 && open.all && force.all && !lifted.some_holds);
        break;
    case QG_UNDETERMINED:
        assert_true(open.none_fails && force.none_fails && !lifted.some_holds);
        assert_true(holds == -1 || (holds == 0 && !(open.all && force.all)));
        break;
    case QG_EXEMPT:
        assert_true(lifted.some_holds && open.none_fails);
        break;
    case QG_NOT_APPLICABLE:
        assert_true(!open.none_fails || (rule->kind == QG_RULE_SCOPE && holds == 0));
        break;
    default:
        assert_true(force.any && !force.none_fails);
    }
}

static void begin(struct qg_why_writer *w, struct qg_str kind, struct qg_str id,
                  const struct qg_location *at) {
    (void)w, (void)kind, (void)id, (void)at;
}

static void shut(struct qg_why_writer *w, const struct qg_shut *s) {
    (void)w, (void)s;
}

static void verdict(struct qg_why_writer *w, const struct qg_verdict *v) {
    (void)w, (void)v;
}

static void end(struct qg_why_writer *w) {
    (void)w;
}

static const struct qg_why_format checking = {
    .begin = begin, .finding = check, .shut = shut, .verdict = verdict, .end = end};

static void inquire(const struct qg_policy *policy, struct qg_session *session, const char *header,
                    const char *line, const char *id) {
    struct qg_inquiry_options options = {
        .record = qg_str_of(id), .version = "0", .format = &checking};
    struct qg_text both = {0}, out = {0}, problem = {0};
    struct qg_inquiry inquiry;
    for (int i = 0; i < QG_OUTCOMES; i++)
        options.show[i] = true;
    qg_text_printf(&both, "%s\n%s\n", header, line);
    assert_int_equal(qg_inquiry_init(&inquiry, policy, session, &options, &out), QG_OK);
    assert_int_equal(qg_inquiry_memory(&inquiry, qg_text_str(&both), "r", &problem), QG_OK);
    assert_true(qg_inquiry_conclude(&inquiry, &problem));
    qg_inquiry_free(&inquiry);
    qg_text_free(&both);
    qg_text_free(&out);
    qg_text_free(&problem);
}

static void inquire_line(const struct qg_policy *policy, const char *header, const char *line) {
    struct qg_session session;
    struct qg_text problem = {0};
    json_t *record = json_loads(line, 0, NULL);
    const char *id = json_string_value(json_object_get(record, "id"));
    assert_non_null(id);
    assert_int_equal(qg_session_init(&session, policy->program, NULL), QG_OK);
    assert_true(qg_session_settle(&session, &problem));
    inquire(policy, &session, header, line, id);
    qg_session_free(&session);
    qg_text_free(&problem);
    json_decref(record);
}

static void the_steps_of_a_finding_come_to_its_outcome(void **state) {
    (void)state;
    struct qg_policy policy;
    struct qg_text text = {0};
    char *rest = NULL;
    int number = 0;
    qg_policy_init(&policy);
    assert_int_equal(qg_policy_add_builtin(&policy), QG_OK);
    assert_int_equal(qg_policy_compile(&policy), QG_OK);
    assert_int_equal(qg_policy_outline(&policy), QG_OK);
    assert_int_equal(qg_readfile(EXPORT, 1U << 26, &text), QG_OK);
    const char *header = strtok_r(text.at, "\n", &rest);
    for (char *line = strtok_r(NULL, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest))
        if (number++ % EVERY == 0)
            inquire_line(&policy, header, line);
    assert_true(seen[QG_SATISFIED] > 1000 && seen[QG_NOT_APPLICABLE] > 100);
    assert_true(seen[QG_VIOLATED] > 0 && seen[QG_UNDETERMINED] > 0);
    qg_policy_free(&policy);
    qg_text_free(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_steps_of_a_finding_come_to_its_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
