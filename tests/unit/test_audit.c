// SPDX-License-Identifier: Apache-2.0
//
// The same inputs and policy give the same bytes: the whole export of Order 300 is audited again
// and again, under other seeds of the hash tables and with both engines, and every report is
// compared with the first.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "audit.h"
#include "policy.h"
#include "readfile.h"
#include "scratch.h"

#include <string.h>
#include <unistd.h>

#define EXPORT       "policies/order-300/samples/export.ndjson"
#define REPORT_LIMIT ((size_t)256 << 20)

// What may vary between two runs.
struct way {
    const char *format;
    enum qg_engine engine;
    uint64_t seed;
};

static int set_up(void **state) {
    struct qg_policy *policy = malloc(sizeof *policy);
    if (policy == NULL)
        return -1;
    qg_policy_init(policy);
    *state = policy;
    bool ok = qg_policy_add_builtin(policy) == QG_OK && qg_policy_compile(policy) == QG_OK;
    return ok && policy->program != NULL ? 0 : -1;
}

static int tear_down(void **state) {
    qg_policy_free(*state);
    free(*state);
    return 0;
}

static void ignore_note(void *user, struct qg_str line) {
    (void)user;
    (void)line;
}

static void audit(struct qg_session *session, struct qg_outputs *outputs, const struct way *way) {
    struct qg_audit audit;
    struct qg_audit_options options = {
        .run = {.languages = {true}},
        .reader = {.engine = way->engine, .seed = way->seed},
        .version = "0",
    };
    struct qg_audit_notes notes = {NULL, ignore_note};
    memset(options.run.show, true, sizeof options.run.show);
    options.run.show_silenced = true;
    assert_int_equal(qg_audit_init(&audit, session, outputs, &options, notes), QG_OK);
    assert_int_equal(qg_audit_file(&audit, EXPORT), QG_OK);
    assert_int_equal(qg_audit_end(&audit), QG_OK);
    assert_int_equal(qg_audit_conclusion(&audit, QG_FAIL_ON_VIOLATED), QG_CONCLUSION_FINDINGS);
    qg_audit_free(&audit);
}

// The report of one run, with everything in it that there is to show.
static void report(const struct qg_policy *policy, const struct way *way, struct qg_text *out) {
    struct qg_session session;
    struct qg_outputs outputs;
    struct qg_stream nowhere = {.fd = -1};
    struct qg_text problem = {0};
    char path[SCRATCH_PATH];
    close(scratch_file(path));
    qg_outputs_init(&outputs, &nowhere);
    assert_int_equal(qg_session_init(&session, policy->program, policy->native), QG_OK);
    assert_true(qg_session_settle(&session, &problem));
    assert_int_equal(qg_outputs_add(&outputs, way->format, path, &problem), QG_OK);
    audit(&session, &outputs, way);
    qg_outputs_free(&outputs);
    qg_session_free(&session);
    assert_int_equal(qg_readfile(path, REPORT_LIMIT, out), QG_OK);
    unlink(path);
}

static void expect_same(const struct qg_policy *policy, const struct way *ways, size_t count) {
    struct qg_text first = {0}, other = {0};
    report(policy, &ways[0], &first);
    assert_true(first.len > 1000);
    for (size_t i = 1; i < count; i++) {
        qg_text_clear(&other);
        report(policy, &ways[i], &other);
        assert_int_equal(other.len, first.len);
        assert_memory_equal(other.at, first.at, first.len);
    }
    qg_text_free(&first);
    qg_text_free(&other);
}

#define COUNT(ways) (sizeof(ways) / sizeof *(ways))

static void a_report_is_the_same_under_every_seed(void **state) {
    static const struct way ways[] = {
        {"json", QG_ENGINE_BULK, 0},
        {"json", QG_ENGINE_BULK, 0},
        {"json", QG_ENGINE_BULK, 1},
        {"json", QG_ENGINE_BULK, UINT64_C(0x9e3779b97f4a7c15)},
        {"json", QG_ENGINE_BULK, UINT64_MAX},
    };
    expect_same(*state, ways, COUNT(ways));
}

static void a_report_is_the_same_from_both_engines(void **state) {
    static const struct way ways[] = {
        {"json", QG_ENGINE_BULK, 2},
        {"json", QG_ENGINE_JANSSON, 2},
        {"json", QG_ENGINE_JANSSON, 3},
    };
    expect_same(*state, ways, COUNT(ways));
}

static void people_read_the_same_report_too(void **state) {
    static const struct way ways[] = {
        {"text", QG_ENGINE_BULK, 4},
        {"text", QG_ENGINE_JANSSON, 5},
    };
    expect_same(*state, ways, COUNT(ways));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_is_the_same_under_every_seed),
        cmocka_unit_test(a_report_is_the_same_from_both_engines),
        cmocka_unit_test(people_read_the_same_report_too),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
