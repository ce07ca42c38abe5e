// SPDX-License-Identifier: Apache-2.0
#include "worker.h"

// ---- tasks ----

enum qg_fault qg_task_init(struct qg_task *task, const struct qg_worker_setting *setting) {
    *task = (struct qg_task){0};
    return qg_said_init(&task->said, setting->program, setting->settings, setting->reader->seed);
}

void qg_task_free(struct qg_task *task) {
    qg_chunk_free(&task->chunk);
    qg_said_free(&task->said);
}

void qg_task_clear(struct qg_task *task) {
    qg_chunk_clear(&task->chunk);
    qg_said_clear(&task->said);
    task->judged = task->told = 0;
    task->fault = QG_OK;
}

// ---- workers ----

static enum qg_fault make_run(struct qg_worker *worker) {
    const struct qg_worker_setting *setting = worker->setting;
    worker->run = &worker->own;
    return qg_run_init(&worker->own, setting->program, setting->settings, setting->run,
                       (struct qg_sink){0}, setting->reader->seed);
}

enum qg_fault qg_worker_init(struct qg_worker *worker, const struct qg_worker_setting *setting,
                             struct qg_run *lent) {
    *worker = (struct qg_worker){.setting = setting, .run = lent};
    uint64_t seed = setting->reader->seed;
    enum qg_fault fault = qg_reader_open_worker(&worker->reader, setting->plan, setting->reader);
    if (fault == QG_OK)
        fault = qg_said_init(&worker->again, setting->program, setting->settings, seed);
    return fault == QG_OK && lent == NULL ? make_run(worker) : fault;
}

void qg_worker_free(struct qg_worker *worker) {
    qg_run_free(&worker->own);
    qg_said_free(&worker->again);
    qg_reader_close(&worker->reader);
}

// Lets the run speak to `said`, and count and gather there, until it is called again with the sink
// that it then gives back.
static struct qg_sink speak_to(struct qg_worker *worker, struct qg_said *said,
                               struct qg_sink sink) {
    struct qg_sink before = worker->run->sink;
    worker->run->sink = sink;
    qg_run_hand_over(worker->run, &said->tally, &said->muster);
    return before;
}

// Decodes a piece into the record that the run has ready for it.
static enum qg_fault decode(struct qg_worker *worker, const struct qg_raw *raw,
                            struct qg_event *event, struct qg_record **record) {
    enum qg_fault fault = qg_run_record(record, worker->run);
    return fault != QG_OK ? fault : qg_reader_decode(&worker->reader, raw, *record, event);
}

static enum qg_fault judge_piece(struct qg_worker *worker, struct qg_task *task, uint32_t at) {
    struct qg_chunk_piece *piece = &task->chunk.pieces.at[at];
    struct qg_raw raw = qg_chunk_raw(&task->chunk, at);
    uint64_t seed = worker->setting->reader->seed;
    struct qg_record *record;
    struct qg_event event;
    enum qg_fault fault = decode(worker, &raw, &event, &record);
    if (fault != QG_OK)
        return fault;
    piece->is_record = event.kind == QG_EVENT_RECORD;
    piece->has_id = piece->is_record && qg_run_id_of_record(&piece->id, seed, record);
    return qg_run_event(worker->run, &event, task->file);
}

// What was judged is told, whatever came then.
static enum qg_fault judge_pieces(struct qg_worker *worker, struct qg_task *task) {
    enum qg_fault fault = QG_OK;
    while (task->judged < task->chunk.pieces.len && fault == QG_OK && !qg_said_is_full(&task->said))
        fault = judge_piece(worker, task, task->judged++);
    enum qg_fault heard = qg_run_flush(worker->run);
    return fault != QG_OK ? fault : heard;
}

void qg_worker_judge(struct qg_worker *worker, struct qg_task *task) {
    struct qg_said *said = &task->said;
    if (worker->fault == QG_OK) {
        struct qg_sink sink = qg_said_sink(said, &worker->setting->wish);
        worker->reader.export = *task->export;
        struct qg_sink before = speak_to(worker, said, sink);
        worker->fault = judge_pieces(worker, task);
        (void)speak_to(worker, said, before);
    }
    task->fault = worker->fault;
}

static enum qg_fault judge_doubled(struct qg_worker *worker, const struct qg_task *task,
                                   uint32_t piece) {
    struct qg_raw raw = qg_chunk_raw(&task->chunk, piece);
    struct qg_record *record;
    struct qg_event event;
    enum qg_fault fault = decode(worker, &raw, &event, &record);
    if (fault == QG_OK)
        fault = qg_run_ids_object(record, &worker->reader.data);
    if (fault == QG_OK)
        fault = qg_run_event(worker->run, &event, task->file);
    return fault == QG_OK ? qg_run_flush(worker->run) : fault;
}

enum qg_fault qg_worker_judge_again(struct qg_worker *worker, const struct qg_task *task,
                                    uint32_t piece) {
    struct qg_said *said = &worker->again;
    if (worker->fault != QG_OK)
        return worker->fault;
    qg_said_clear(said);
    worker->reader.export = *task->export;
    struct qg_sink before = speak_to(worker, said, qg_said_sink(said, &worker->setting->wish));
    worker->fault = judge_doubled(worker, task, piece);
    (void)speak_to(worker, said, before);
    return worker->fault;
}
