// SPDX-License-Identifier: Apache-2.0
#include "audit_crew.h"

#include <stdlib.h>

static size_t chunk_bytes(const struct qg_audit *audit) {
    return audit->options.chunk_bytes > 0 ? audit->options.chunk_bytes : QG_CHUNK_BYTES;
}

bool qg_audit_crew_wants(const struct qg_audit *audit, const struct qg_reader *reader,
                         const struct qg_raw *raw) {
    bool possible = audit->options.jobs > 1 && raw->origin == NULL;
    return possible && !reader->header_possible && raw->kind != QG_RAW_END &&
           raw->offset >= chunk_bytes(audit) && raw->text.len <= QG_AUDIT_CREW_PIECE;
}

void qg_audit_crew_free(struct qg_audit *audit) {
    if (audit->crew != NULL)
        qg_crew_free(audit->crew);
    free(audit->crew);
    audit->crew = NULL;
}

static enum qg_fault make_crew(struct qg_audit *audit) {
    const struct qg_worlds_listener *listener = &audit->options.listener;
    const struct qg_crew_plan plan = {
        .setting = {.program = audit->session->program,
                    .settings = &audit->session->settings,
                    .run = &audit->options.run,
                    .plan = &audit->plan,
                    .reader = &audit->options.reader,
                    .wish = {.headings = audit->run.sink.heading != NULL,
                             .listener = listener->extract != NULL ? listener : NULL}},
        .run = &audit->run,
        .jobs = audit->options.jobs,
        .chunk_bytes = audit->options.chunk_bytes,
    };
    audit->crew = malloc(sizeof *audit->crew);
    enum qg_fault fault = audit->crew == NULL ? QG_FAULT_MEMORY : qg_crew_init(audit->crew, &plan);
    if (fault != QG_OK)
        qg_audit_crew_free(audit); // half a crew can do nothing
    return fault;
}

void qg_audit_crew_abandon(struct qg_audit *audit) {
    if (audit->crew != NULL)
        qg_crew_abandon(audit->crew);
}

// ---- telling ----

// What is to be said of a record changes when its id has occurred before. The counts of what was
// said already stand, but for the finding that comes to it.
static enum qg_fault tell_again(struct qg_audit *audit, const struct qg_task *task, uint32_t *at) {
    struct qg_worker *worker = &audit->crew->reader;
    const struct qg_said *again = &worker->again;
    uint32_t first = 0, counted = qg_said_skip(&task->said, at);
    enum qg_fault fault = qg_worker_judge_again(worker, task, task->told);
    if (fault != QG_OK)
        return fault;
    audit->run.tally.data_findings += again->tally.data_findings - counted;
    return qg_said_tell(again, &first, &audit->run.sink);
}

static enum qg_fault tell_piece(struct qg_audit *audit, const struct qg_task *task, uint32_t *at) {
    const struct qg_chunk_piece *piece = &task->chunk.pieces.at[task->told];
    bool fresh = true;
    audit->settled = audit->settled || piece->is_record;
    enum qg_fault fault = piece->has_id ? qg_run_ids_add(&audit->ids, piece->id, &fresh) : QG_OK;
    if (fault != QG_OK)
        return fault;
    return fresh ? qg_said_tell(&task->said, at, &audit->run.sink) : tell_again(audit, task, at);
}

static void tell_read(const struct qg_audit *audit, const struct qg_task *task) {
    const struct qg_chunk_piece *last = &task->chunk.pieces.at[task->told - 1];
    if (audit->options.read != NULL)
        audit->options.read(audit->options.read_user, last->offset + last->len);
}

// Tells what was judged of the oldest task.
static enum qg_fault tell(struct qg_audit *audit, struct qg_task *task) {
    enum qg_fault fault = QG_OK;
    for (uint32_t at = 0; at < task->said.sayings.len && fault == QG_OK; task->told++)
        fault = tell_piece(audit, task, &at);
    if (fault == QG_OK)
        fault = qg_said_add_up(&task->said, &audit->run);
    if (fault == QG_OK)
        fault = task->fault;
    if (fault != QG_OK)
        return fault;
    tell_read(audit, task);
    qg_crew_told(audit->crew);
    return QG_OK;
}

// ---- taking ----

// An empty chunk, or the one that is being filled; what is done with makes room for it.
static enum qg_fault find_task(struct qg_audit *audit, struct qg_task **out) {
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && (*out = qg_crew_task(audit->crew)) == NULL)
        fault = tell(audit, qg_crew_await(audit->crew));
    return fault;
}

enum qg_fault qg_audit_crew_take(struct qg_audit *audit, const struct qg_reader *reader,
                                 struct qg_str file, const struct qg_raw *raw) {
    struct qg_task *task;
    enum qg_fault fault = qg_run_flush(&audit->run); // what the audit judges itself came before
    if (fault == QG_OK && audit->crew == NULL)
        fault = make_crew(audit);
    if (fault == QG_OK)
        fault = find_task(audit, &task);
    if (fault == QG_OK)
        fault = qg_chunk_add(&task->chunk, raw);
    if (fault != QG_OK)
        return fault;
    task->file = file;
    task->export = &reader->export;
    if (qg_chunk_is_full(&task->chunk, chunk_bytes(audit)))
        qg_crew_give(audit->crew);
    return QG_OK;
}

enum qg_fault qg_audit_crew_settle(struct qg_audit *audit) {
    struct qg_task *task;
    enum qg_fault fault = QG_OK;
    if (audit->crew == NULL)
        return QG_OK;
    task = qg_crew_task(audit->crew);
    if (task != NULL && task->chunk.pieces.len > 0)
        qg_crew_give(audit->crew);
    while (fault == QG_OK && (task = qg_crew_await(audit->crew)) != NULL)
        fault = tell(audit, task);
    return fault;
}
