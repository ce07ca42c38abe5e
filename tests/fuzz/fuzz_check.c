// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as records under the policy for Order 300, read by both engines: they agree on what is
// a record, on every finding of a rule with its facts, and on every verdict.

#include "fuzz.h"

#include "policy.h"
#include "reader.h"
#include "run.h"
#include "session.h"

#include <stdlib.h>

enum { LONGEST = 1 << 16 };

// The policy, compiled once; a fuzz target has nowhere else to keep it.
static struct qg_policy policy;
static struct qg_session session;
static struct qg_reader_plan plan;

static void prepare(void) {
    struct qg_text problem = {0};
    qg_policy_init(&policy);
    if (qg_policy_add_builtin(&policy) != QG_OK || qg_policy_compile(&policy) != QG_OK ||
        policy.program == NULL ||
        qg_session_init(&session, policy.program, policy.native) != QG_OK ||
        !qg_session_as_of(&session, QG_STR("2025-10-31"), &problem) ||
        !qg_session_settle(&session, &problem) ||
        qg_reader_plan_init(&plan, &policy.program->schema) != QG_OK)
        abort();
    qg_text_free(&problem);
}

static void add_line(struct qg_text *out, struct qg_str s) {
    qg_text_add(out, s);
    qg_text_char(out, '\n');
}

// Beyond the cap on data findings the engines keep different ones (data.h); rules always agree.
static enum qg_fault on_finding(void *user, const struct qg_finding *f) {
    struct qg_text *out = user;
    if (f->rule == QG_NONE)
        return QG_OK;
    qg_text_printf(out, "%d %d %d %d\n", f->rule, (int)f->outcome, f->boundary, f->severity);
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        add_line(out, f->evidence[i].pointer);
        add_line(out, f->evidence[i].value);
    }
    for (uint32_t i = 0; i < f->missing_count; i++)
        add_line(out, f->missing[i]);
    add_line(out, f->message[QG_LANG_EN]);
    return QG_OK;
}

static enum qg_fault on_verdict(void *user, const struct qg_verdict *v) {
    struct qg_text *out = user;
    qg_text_printf(out, "verdict %d %u\n", (int)v->kind, v->ground_count);
    return QG_OK;
}

static void check(enum qg_engine engine, struct qg_str bytes, struct qg_text *out) {
    struct qg_run run;
    struct qg_reader reader;
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    struct qg_run_options options = {.languages = {true}};
    struct qg_reader_options reading = {.engine = engine};
    struct qg_sink sink = {.user = out, .finding = on_finding, .verdict = on_verdict};
    if (qg_run_init(&run, policy.program, &session.settings, &options, sink, 1) != QG_OK)
        abort();
    enum qg_fault fault = qg_reader_open_memory(&reader, &plan, &reading, bytes);
    while (fault == QG_OK && event.kind != QG_EVENT_END) {
        struct qg_record *record;
        fault = qg_run_record(&record, &run);
        if (fault == QG_OK)
            fault = qg_reader_next(&reader, record, &event);
        qg_text_printf(out, "event %d\n", (int)event.kind);
        if (fault == QG_OK && event.kind != QG_EVENT_END)
            fault = qg_run_event(&run, &event, QG_STR("fuzz"));
        if (fault == QG_OK)
            fault = qg_run_flush(&run);
    }
    qg_reader_close(&reader);
    qg_run_free(&run);
    if (fault != QG_OK)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_text bulk = {0}, reference = {0};
    if (size > LONGEST)
        return 0;
    if (policy.program == NULL)
        prepare();
    check(QG_ENGINE_BULK, (struct qg_str){(const char *)data, size}, &bulk);
    check(QG_ENGINE_JANSSON, (struct qg_str){(const char *)data, size}, &reference);
    if (!qg_str_equal(qg_text_str(&bulk), qg_text_str(&reference)))
        abort();
    qg_text_free(&bulk);
    qg_text_free(&reference);
    return 0;
}
