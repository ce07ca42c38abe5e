// SPDX-License-Identifier: Apache-2.0

#include "trial.h"

#include "run.h"
#include "seed.h"
#include "session.h"

void qg_trial_init(struct qg_trial *trial) {
    *trial = (struct qg_trial){0};
    qg_arena_init(&trial->arena, "one trial");
}

void qg_trial_free(struct qg_trial *trial) {
    qg_vec_free(&trial->findings);
    qg_vec_free(&trial->verdicts);
    qg_arena_free(&trial->arena);
}

// ---- copies: what a run says is good only until it goes on ----

// A copy of `s`; `failed` becomes true when there is no memory for it.
static struct qg_str keep(struct qg_trial *trial, struct qg_str s, bool *failed) {
    struct qg_str copy = {qg_arena_copy(&trial->arena, s.at != NULL ? s.at : "", s.len), s.len};
    *failed = *failed || copy.at == NULL;
    return copy;
}

static void keep_lists(struct qg_trial *trial, const struct qg_finding *from, struct qg_finding *to,
                       bool *failed) {
    struct qg_str *missing = qg_arena_array(&trial->arena, from->missing_count, sizeof *missing);
    *failed = *failed || missing == NULL;
    for (uint32_t i = 0; i < from->missing_count && !*failed; i++)
        missing[i] = keep(trial, from->missing[i], failed);
    to->missing = missing;
    to->gaps = NULL;
    to->evidence = NULL;
    to->evidence_count = 0;
    to->readings = NULL;
    to->reading_count = 0;
}

// Of a population only its group.
static void keep_together(struct qg_trial *trial, struct qg_finding *to, bool *failed) {
    struct qg_together *together = qg_arena_array(&trial->arena, 1, sizeof *together);
    *failed = *failed || together == NULL;
    if (*failed || to->together == NULL)
        return;
    *together = (struct qg_together){.group = keep(trial, to->together->group, failed),
                                     .agreement = to->together->agreement};
    to->together = together;
}

static enum qg_fault hear_finding(void *user, const struct qg_finding *finding) {
    struct qg_trial *trial = user;
    struct qg_finding copy = *finding;
    bool failed = false;
    for (uint8_t i = 0; i < copy.subject_count; i++)
        copy.subject[i].id = keep(trial, finding->subject[i].id, &failed);
    copy.message[QG_LANG_EN] = keep(trial, finding->message[QG_LANG_EN], &failed);
    copy.location.pointer = keep(trial, finding->location.pointer, &failed);
    keep_lists(trial, finding, &copy, &failed);
    keep_together(trial, &copy, &failed);
    return !failed && qg_vec_push(&trial->findings, copy) ? QG_OK : QG_FAULT_MEMORY;
}

static const int32_t *keep_grounds(struct qg_trial *trial, const struct qg_verdict *verdict,
                                   bool *failed) {
    int32_t *grounds = qg_arena_array(&trial->arena, verdict->ground_count, sizeof *grounds);
    *failed = *failed || grounds == NULL;
    for (uint32_t i = 0; i < verdict->ground_count && grounds != NULL; i++)
        grounds[i] = verdict->grounds[i];
    return grounds;
}

// The flags and remedies with their English remarks.
static void keep_flags(struct qg_trial *trial, struct qg_verdict *verdict, bool *failed) {
    const struct qg_raised *from = verdict->flags;
    uint32_t count = verdict->flag_count + verdict->remedy_count;
    struct qg_raised *flags = qg_arena_array(&trial->arena, count, sizeof *flags);
    *failed = *failed || flags == NULL;
    for (uint32_t i = 0; i < count && !*failed; i++) {
        flags[i].flag = from[i].flag;
        flags[i].due = from[i].due;
        flags[i].remark[QG_LANG_EN] = keep(trial, from[i].remark[QG_LANG_EN], failed);
    }
    verdict->flags = flags;
}

static enum qg_fault hear_verdict(void *user, const struct qg_verdict *verdict) {
    struct qg_trial *trial = user;
    struct qg_verdict copy = *verdict;
    bool failed = false;
    copy.record = keep(trial, verdict->record, &failed);
    copy.certification.id = keep(trial, verdict->certification.id, &failed);
    copy.grounds = keep_grounds(trial, verdict, &failed);
    keep_flags(trial, &copy, &failed);
    return !failed && qg_vec_push(&trial->verdicts, copy) ? QG_OK : QG_FAULT_MEMORY;
}

// ---- the run ----

static enum qg_fault read_all(struct qg_run *run, struct qg_reader *reader) {
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    struct qg_record *record;
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && event.kind != QG_EVENT_END) {
        fault = qg_run_record(&record, run);
        if (fault == QG_OK)
            fault = qg_reader_next(reader, record, &event);
        if (fault == QG_OK && event.kind != QG_EVENT_END)
            fault = qg_run_event(run, &event, QG_STR("fixture"));
        if (fault == QG_OK)
            fault = qg_run_flush(run);
    }
    return fault == QG_OK ? qg_run_finish(run) : fault;
}

static enum qg_fault read_json(struct qg_run *run, struct qg_str json) {
    struct qg_reader_options options = {
        .engine = QG_ENGINE_BULK, .report_unknown = true, .seed = qg_seed()};
    struct qg_reader_plan plan;
    struct qg_reader reader;
    enum qg_fault fault = qg_reader_plan_init(&plan, &run->program->schema);
    if (fault == QG_OK) {
        fault = qg_reader_open_memory(&reader, &plan, &options, json);
        if (fault == QG_OK)
            fault = read_all(run, &reader);
        qg_reader_close(&reader);
    }
    qg_reader_plan_free(&plan);
    return fault;
}

enum qg_fault qg_trial_run(struct qg_trial *trial, struct qg_session *session, struct qg_str json) {
    return qg_trial_run_part(trial, session, json, NULL, true);
}

enum qg_fault qg_trial_run_part(struct qg_trial *trial, struct qg_session *session,
                                struct qg_str json, const bool *enabled, bool calm) {
    struct qg_run_options options = {
        .languages[QG_LANG_EN] = true, .show_silenced = true, .remedies = true, .enabled = enabled};
    struct qg_sink sink = {.user = trial, .finding = hear_finding, .verdict = hear_verdict};
    struct qg_run run;
    for (int i = 0; i < QG_OUTCOMES; i++)
        options.show[i] = calm;
    enum qg_fault fault =
        qg_run_init(&run, session->program, &session->settings, &options, sink, qg_seed());
    if (fault == QG_OK)
        fault = read_json(&run, json);
    trial->tally = run.tally;
    trial->tally.by_rule = NULL;
    qg_run_free(&run);
    return fault;
}
