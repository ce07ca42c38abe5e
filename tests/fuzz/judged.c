// SPDX-License-Identifier: Apache-2.0

#include "judged.h"

#include "run.h"

#include <stdlib.h>

bool qg_judge_open(struct qg_judge *judge, const struct qg_program *program,
                   const struct qg_native *native) {
    struct qg_text problem = {0};
    *judge = (struct qg_judge){0};
    if (qg_session_init(&judge->session, program, native) != QG_OK ||
        !qg_session_as_of(&judge->session, QG_STR("2025-10-31"), &problem) ||
        qg_reader_plan_init(&judge->plan, &program->schema) != QG_OK)
        abort();
    bool settled = qg_session_settle(&judge->session, &problem);
    qg_text_free(&problem);
    return settled;
}

void qg_judge_close(struct qg_judge *judge) {
    qg_reader_plan_free(&judge->plan);
    qg_session_free(&judge->session);
}

struct hearing {
    struct qg_text *out;
    bool exhausted;
};

static void add_line(struct qg_text *out, struct qg_str s) {
    qg_text_add(out, s);
    qg_text_char(out, '\n');
}

// Beyond the cap on data findings the engines keep different ones (data.h); rules always agree.
static enum qg_fault on_finding(void *user, const struct qg_finding *f) {
    struct hearing *hearing = user;
    struct qg_text *out = hearing->out;
    if (f->rule == QG_NONE) {
        hearing->exhausted |= qg_str_equal(f->data_code, QG_STR("D0303"));
        return QG_OK;
    }
    qg_text_printf(out, "%d %d %d %d\n", f->rule, (int)f->outcome, f->boundary, f->severity);
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        add_line(out, f->evidence[i].pointer);
        add_line(out, f->evidence[i].value);
    }
    for (uint32_t i = 0; i < f->missing_count; i++)
        add_line(out, f->missing[i]);
    for (uint32_t i = 0; i < f->reading_count; i++)
        qg_text_printf(out, "%.*s %d\n", QG_STR_ARG(f->readings[i].value),
                       (int)f->readings[i].outcome);
    add_line(out, f->message[QG_LANG_EN]);
    return QG_OK;
}

static enum qg_fault on_verdict(void *user, const struct qg_verdict *v) {
    struct hearing *hearing = user;
    qg_text_printf(hearing->out, "verdict %d %u %u\n", (int)v->kind, v->ground_count,
                   v->flag_count);
    return QG_OK;
}

static enum qg_fault on_piece(void *user, const struct qg_event *event) {
    struct hearing *hearing = user;
    qg_text_printf(hearing->out, "event %d\n", (int)event->kind);
    return QG_OK;
}

// Records wait in the run for others, with their texts in the reader's window.
static enum qg_fault flush(void *user) {
    return qg_run_flush(user);
}

// The next piece; the record it goes into is asked for after what may judge those that wait.
static enum qg_fault read_one(struct qg_run *run, struct qg_reader *reader,
                              struct qg_event *event) {
    struct qg_record *record;
    struct qg_raw raw;
    enum qg_fault fault = qg_reader_slice(reader, &raw);
    if (fault == QG_OK)
        fault = qg_run_record(&record, run);
    if (fault == QG_OK)
        fault = qg_reader_decode(reader, &raw, record, event);
    if (fault == QG_OK && event->kind != QG_EVENT_END)
        fault = qg_run_event(run, event, QG_STR("fuzz"));
    return fault;
}

static enum qg_fault read_all(struct qg_run *run, struct qg_reader *reader, bool alone) {
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && event.kind != QG_EVENT_END) {
        fault = read_one(run, reader, &event);
        if (fault == QG_OK && alone)
            fault = qg_run_flush(run);
    }
    return fault == QG_OK ? qg_run_finish(run) : fault;
}

bool qg_judge_records(const struct qg_judge *judge, enum qg_engine engine, struct qg_str bytes,
                      struct qg_text *out) {
    struct qg_run run;
    struct qg_reader reader;
    struct qg_run_options options = {.languages = {true}};
    struct qg_reader_options reading = {.engine = engine, .before_move = {flush, &run}};
    struct hearing hearing = {.out = out};
    struct qg_sink sink = {
        .user = &hearing, .piece = on_piece, .finding = on_finding, .verdict = on_verdict};
    if (qg_run_init(&run, judge->session.program, &judge->session.settings, &options, sink, 1) !=
        QG_OK)
        abort();
    enum qg_fault fault = qg_reader_open_memory(&reader, &judge->plan, &reading, bytes);
    if (fault == QG_OK)
        fault = read_all(&run, &reader, judge->alone);
    qg_reader_close(&reader);
    qg_run_free(&run);
    if (fault != QG_OK)
        abort();
    return !hearing.exhausted;
}
