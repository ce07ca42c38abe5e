// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

//
// Memory that runs out while a policy is outlined and a record explained (starve.h).
#include "starve.h"
#include "told.h"

static const char rules[] =
    "define seats of meeting: count = length(members)\n"
    "chapter 1 of statute for each meeting { paragraph 1 { rule P1-a severity grave "
    "for each sitting let limit = 1 month after notice.served "
    "require sitting.date not after limit and (some member where member.id = sitting.chair) "
    "and sitting.votes > seats and all of sitting.present in meeting.members.id duty en \"D\" } }";

static const char record[] =
    "{\"record\":\"club\",\"id\":\"k\",\"meetings\":[{\"notice\":{\"served\":\"2024-01-31\"},"
    "\"members\":[{\"id\":\"a\"},{\"id\":\"b\"}],"
    "\"sittings\":[{\"date\":\"2024-02-28\",\"present\":[\"a\",\"c\"],\"votes\":3},"
    "{\"date\":\"2024-02-29\",\"present\":[\"a\"]}]}]}";

static void compile(struct qg_policy *policy) {
    struct qg_text text = {0};
    qg_text_printf(&text, "%s%s", told_types, rules);
    qg_policy_init(policy);
    assert_int_equal(qg_policy_add_text(policy, QG_STR("club"), qg_text_str(&text)), QG_OK);
    assert_int_equal(qg_policy_compile(policy), QG_OK);
    assert_non_null(policy->program);
    qg_text_free(&text);
}

// What is compiled anew for each round gets all the memory it wants.
static bool outline(void) {
    struct qg_policy policy;
    pause_starving();
    compile(&policy);
    go_on_starving();
    bool ok = qg_policy_outline(&policy) == QG_OK;
    qg_policy_free(&policy);
    return ok;
}

static struct qg_policy outlined;
static struct qg_session session;
static const struct qg_why_format *format;

static bool explain(void) {
    struct qg_inquiry_options options = told_options();
    struct qg_inquiry inquiry;
    struct qg_text out = {0}, problem = {0};
    options.format = format;
    enum qg_fault fault = qg_inquiry_init(&inquiry, &outlined, &session, &options, &out);
    if (fault == QG_OK)
        fault = qg_inquiry_memory(&inquiry, qg_str_of(record), "r", &problem);
    bool ok = fault == QG_OK && !out.failed;
    qg_inquiry_free(&inquiry);
    qg_text_free(&out);
    qg_text_free(&problem);
    return ok;
}

static void outlining_reports_memory_that_runs_out(void **state) {
    (void)state;
    starve(outline);
}

static void explaining_reports_memory_that_runs_out(void **state) {
    (void)state;
    struct qg_text problem = {0};
    compile(&outlined);
    assert_int_equal(qg_policy_outline(&outlined), QG_OK);
    assert_int_equal(qg_session_init(&session, outlined.program, NULL), QG_OK);
    assert_true(qg_session_settle(&session, &problem));
    format = &qg_why_text;
    starve(explain);
    format = &qg_why_json;
    starve(explain);
    qg_session_free(&session);
    qg_policy_free(&outlined);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlining_reports_memory_that_runs_out),
        cmocka_unit_test(explaining_reports_memory_that_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
