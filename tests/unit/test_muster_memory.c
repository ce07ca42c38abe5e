// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// Memory that runs out while populations are gathered, merged and told of (starve.h).
#include "policy_text.h"
#include "ran.h"
#include "session.h"
#include "starve.h"
#include "together.h"
#include "trial.h"

static const char rules[] =
    "severity advice en \"advice\" type sitting { number: text  present: list of id }\n"
    "record servant { id: id  body: id  trained: date  sittings: list of sitting }\n"
    "act a { title en \"A\" number \"1\" audits servant }\n"
    "chapter 1 of a { paragraph 1 {\n"
    "  rule P1-a severity advice over all servant per body\n"
    "    require at most 1/3 have trained within 1 month before as_of duty en \"{share}\"\n"
    "  rule P1-b severity advice over all sitting per body, sitting.number\n"
    "    agree on sitting.present duty en \"{group}\" } }\n";

static const char records[] =
    "{\"record\":\"servant\",\"id\":\"s\",\"body\":\"X\",\"trained\":\"2024-01-01\","
    "\"sittings\":[{\"number\":\"1\",\"present\":[\"a\"]}]}\n"
    "{\"record\":\"servant\",\"id\":\"t\",\"body\":\"X\","
    "\"sittings\":[{\"number\":\"1\",\"present\":[\"b\",\"c\"]}]}\n";

static struct qg_policy policy;
static struct qg_session session;

static bool try_all(void) {
    struct qg_trial trial;
    qg_trial_init(&trial);
    bool ok = qg_trial_run(&trial, &session, qg_str_of(records)) == QG_OK;
    if (ok)
        assert_int_equal(trial.tally.findings[QG_VIOLATED], 1);
    qg_trial_free(&trial);
    return ok;
}

// A muster that was filled with all the memory it wanted.
static struct qg_run full;

static bool merge(void) {
    struct qg_muster muster;
    qg_muster_init(&muster, policy.program, session.readings, 0);
    bool ok = qg_muster_merge(&muster, &full.muster) == QG_OK;
    if (ok)
        assert_int_equal(muster.variants.len, full.muster.variants.len);
    qg_muster_free(&muster);
    return ok;
}

static int set_up(void **state) {
    (void)state;
    struct qg_text problem = {0};
    const struct qg_program *program = policy_text(&policy, rules);
    assert_int_equal(qg_session_init(&session, program, NULL), QG_OK);
    return qg_session_as_of(&session, QG_STR("2024-05-01"), &problem) ? 0 : 1;
}

static int tear_down(void **state) {
    (void)state;
    qg_session_free(&session);
    qg_policy_free(&policy);
    return 0;
}

static void gathering_and_telling_report_memory_that_runs_out(void **state) {
    (void)state;
    starve(try_all);
}

static void merging_reports_memory_that_runs_out(void **state) {
    (void)state;
    ran(&full, policy.program, &session.settings, qg_str_of(records), 0);
    starve(merge);
    qg_run_free(&full);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gathering_and_telling_report_memory_that_runs_out),
        cmocka_unit_test(merging_reports_memory_that_runs_out),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
