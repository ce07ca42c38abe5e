// SPDX-License-Identifier: Apache-2.0
//
// Memory that runs out while an input is audited by a crew (starve.h). No thread can be started, so
// that requests come in an order; the crew is none the worse for it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "audit.h"
#include "policy_text.h"
#include "starve.h"

#include <errno.h>
#include <pthread.h>

int pthread_create(pthread_t *restrict newthread, const pthread_attr_t *restrict attr,
                   void *(*start)(void *), void *restrict arg) {
    (void)newthread, (void)attr, (void)start, (void)arg;
    return EAGAIN;
}

// Breaches, an id that occurs again, and an export that comes too late.
static const char records[] = "{\"record\":\"dossier\",\"id\":\"A\",\"signed\":false}\n"
                              "{\"record\":\"dossier\",\"id\":\"B\",\"signed\":true}\n"
                              "{\"record\":\"dossier\",\"id\":\"A\",\"signed\":false}\n"
                              "{\"record\":\"export\",\"exported_on\":\"2025-10-31\"}\n"
                              "{\"record\":\"dossier\",\"id\":\"C\",\"signed\":false}\n";

// Work that is starved takes no argument.
static const struct qg_policy *policy;
static uint32_t jobs;

static void note(void *user, struct qg_str line) {
    (void)user, (void)line;
}

static enum qg_fault go_through(struct qg_audit *audit) {
    enum qg_fault fault = qg_audit_memory(audit, qg_str_of(records), "input");
    if (fault == QG_OK)
        fault = qg_audit_end(audit);
    if (fault == QG_OK) { // then nothing is missing
        assert_int_equal(audit->run.tally.records, 4);
        assert_int_equal(audit->run.tally.findings[QG_VIOLATED], 3);
        assert_int_equal(audit->run.tally.data_findings, 2);
    }
    return fault;
}

static enum qg_fault audit(struct qg_session *session, struct qg_outputs *outputs) {
    struct qg_audit audit;
    const struct qg_audit_options options = {.run = {.languages = {true}},
                                             .reader = {.seed = 11},
                                             .version = "0",
                                             .jobs = jobs,
                                             .chunk_bytes = 60};
    enum qg_fault fault =
        qg_audit_init(&audit, session, outputs, &options, (struct qg_audit_notes){NULL, note});
    if (fault == QG_OK)
        fault = go_through(&audit);
    qg_audit_free(&audit);
    return fault;
}

static bool audit_all(void) {
    struct qg_session session;
    struct qg_outputs outputs;
    struct qg_stream nowhere = {.fd = -1};
    struct qg_text problem = {0};
    qg_outputs_init(&outputs, &nowhere);
    enum qg_fault fault = qg_session_init(&session, policy->program, NULL);
    if (fault == QG_OK && !qg_session_settle(&session, &problem))
        fault = QG_FAULT_MEMORY;
    if (fault == QG_OK)
        fault = audit(&session, &outputs);
    qg_outputs_free(&outputs);
    qg_session_free(&session);
    qg_text_free(&problem);
    assert_true(fault == QG_OK || fault == QG_FAULT_MEMORY);
    return fault == QG_OK;
}

static void an_audit_says_that_memory_ran_out(void **state) {
    policy = *state;
    for (jobs = 1; jobs <= 2; jobs++)
        starve(audit_all);
}

static void one_request_that_fails_is_no_silent_loss(void **state) {
    policy = *state;
    for (jobs = 1; jobs <= 2; jobs++)
        starve_once(audit_all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_audit_says_that_memory_ran_out),
        cmocka_unit_test(one_request_that_fails_is_no_silent_loss),
    };
    return cmocka_run_group_tests(tests, policy_of_signatures_set_up,
                                  policy_of_signatures_tear_down);
}
