// SPDX-License-Identifier: Apache-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ran.h"

static enum qg_fault no_finding(void *user, const struct qg_finding *finding) {
    (void)user;
    (void)finding;
    return QG_OK;
}

static enum qg_fault no_verdict(void *user, const struct qg_verdict *verdict) {
    (void)user;
    (void)verdict;
    return QG_OK;
}

static void read_all(struct qg_run *run, struct qg_reader *reader) {
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    while (event.kind != QG_EVENT_END) {
        struct qg_record *record;
        assert_int_equal(qg_run_record(&record, run), QG_OK);
        assert_int_equal(qg_reader_next(reader, record, &event), QG_OK);
        if (event.kind != QG_EVENT_END)
            assert_int_equal(qg_run_event(run, &event, QG_STR("input")), QG_OK);
        assert_int_equal(qg_run_flush(run), QG_OK);
    }
}

void ran(struct qg_run *run, const struct qg_program *program, const struct qg_settings *settings,
         struct qg_str text, uint64_t seed) {
    struct qg_reader_plan plan;
    struct qg_reader reader;
    struct qg_reader_options reading = {.seed = seed};
    struct qg_run_options options = {.languages[QG_LANG_EN] = true};
    struct qg_sink sink = {.finding = no_finding, .verdict = no_verdict};
    assert_int_equal(qg_run_init(run, program, settings, &options, sink, seed), QG_OK);
    assert_int_equal(qg_reader_plan_init(&plan, &program->schema), QG_OK);
    assert_int_equal(qg_reader_open_memory(&reader, &plan, &reading, text), QG_OK);
    read_all(run, &reader);
    qg_reader_close(&reader);
    qg_reader_plan_free(&plan);
}
