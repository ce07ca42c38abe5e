// SPDX-License-Identifier: Apache-2.0
#include "compare_judge.h"

#include "seed.h"

#include <stdlib.h>

// ---- disagreement ----

static struct qg_compare_view view_of(const struct qg_compare_judge *judge,
                                      const struct qg_case_worlds *of, int side) {
    return (struct qg_compare_view){.of = of,
                                    .weights = of->worlds[judge->worlds[side]].weights,
                                    .watched = judge->watched,
                                    .first = judge->first};
}

// A decided disagreement is worth more than one that hangs on what is missing.
static void take(struct qg_compare_ruling *out, const struct qg_compare_ruling *found) {
    bool doubtful = out->doubtful || found->doubtful;
    if (!out->disagree || (!qg_compare_is_decided(out) && qg_compare_is_decided(found)))
        *out = *found;
    out->doubtful = doubtful;
}

// Everything that one side finds, held against the other.
static void hold_against(const struct qg_compare_judge *judge, struct qg_compare_ruling *out,
                         const struct qg_compare_view views[2], int side) {
    const struct qg_compare_view *mine = &views[side];
    for (uint32_t i = 0; i < mine->of->of->found.len; i++) {
        struct qg_compare_ruling r = {.judged = true, .disagree = true};
        if (!qg_compare_stands(mine, i))
            continue;
        r.rule = mine->first[mine->of->of->found.at[i].rule];
        r.states[side] = qg_compare_state_of(mine, i);
        r.states[1 - side] = qg_compare_answer(&views[1 - side], i, r.states[side]);
        r.doubtful = r.rule == judge->target && !qg_compare_is_decided(&r);
        if (!qg_compare_same_state(r.states[0], r.states[1]))
            take(out, &r);
    }
}

bool qg_compare_same_ruling(const struct qg_compare_ruling *a, const struct qg_compare_ruling *b) {
    return a->judged && b->judged && (!a->doubtful || b->doubtful) && a->disagree == b->disagree &&
           a->rule == b->rule && qg_compare_same_state(a->states[0], b->states[0]) &&
           qg_compare_same_state(a->states[1], b->states[1]);
}

static enum qg_fault hear(void *user, const struct qg_case_worlds *record) {
    struct qg_compare_judge *judge = user;
    const struct qg_data_list *data = record->event->data;
    uint64_t line = record->event->raw.place.line;
    if (line == 0 || line > judge->count)
        return QG_FAULT_BUG;
    struct qg_compare_ruling *out = &judge->rulings[line - 1];
    *out = (struct qg_compare_ruling){.judged = data == NULL || data->items.len == 0};
    if (!out->judged || record->common)
        return QG_OK;
    struct qg_compare_view views[2] = {view_of(judge, record, 0), view_of(judge, record, 1)};
    hold_against(judge, out, views, 0);
    hold_against(judge, out, views, 1);
    return QG_OK;
}

// ---- which rules ----

static void watch(struct qg_compare_judge *judge, uint32_t first) {
    const struct qg_program *p = judge->program;
    uint32_t end = qg_rule_versions_end(p, first);
    for (uint32_t r = first; r < end; r++) {
        const struct qg_rule *rule = &p->rules[r];
        judge->watched[r] = true;
        for (uint32_t i = 0; i < rule->silenced_count; i++)
            judge->watched[p->rule_refs[rule->first_silenced + i]] = true;
        for (uint32_t i = 0; i < rule->governed_count; i++)
            judge->watched[p->rule_refs[rule->first_governed + i]] = true;
    }
}

static bool refers_to_enabled(const struct qg_compare_judge *judge, uint32_t from, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (judge->enabled[judge->program->rule_refs[from + i]])
            return true;
    return false;
}

// What is watched, and all that silences or governs what is enabled.
static void enable(struct qg_compare_judge *judge) {
    const struct qg_program *p = judge->program;
    bool more = true;
    for (uint32_t r = 0; r < p->rule_count; r++)
        judge->enabled[r] = judge->watched[r];
    while (more) {
        more = false;
        for (uint32_t r = 0; r < p->rule_count; r++) {
            const struct qg_rule *rule = &p->rules[r];
            if (judge->enabled[r] ||
                (!refers_to_enabled(judge, rule->first_silenced, rule->silenced_count) &&
                 !refers_to_enabled(judge, rule->first_governed, rule->governed_count)))
                continue;
            judge->enabled[r] = more = true;
        }
    }
}

// ---- running ----

static enum qg_fault begin_run(struct qg_compare_judge *judge) {
    struct qg_run_options options = {.enabled = judge->enabled, .worlds = 0};
    struct qg_sink sink = {.user = judge, .worlds = hear};
    options.worlds =
        (judge->worlds[0] > judge->worlds[1] ? judge->worlds[0] : judge->worlds[1]) + 1;
    judge->running = true;
    return qg_run_init(&judge->run, judge->program, &judge->session->settings, &options, sink,
                       qg_seed());
}

enum qg_fault qg_compare_judge_init(struct qg_compare_judge *judge, struct qg_session *session,
                                    uint32_t first, const uint32_t worlds[2]) {
    uint32_t count = session->program->rule_count;
    *judge = (struct qg_compare_judge){.program = session->program, .session = session};
    judge->target = first;
    judge->worlds[0] = worlds[0];
    judge->worlds[1] = worlds[1];
    judge->enabled = calloc((size_t)count + 1, sizeof *judge->enabled);
    judge->watched = calloc((size_t)count + 1, sizeof *judge->watched);
    judge->first = calloc((size_t)count + 1, sizeof *judge->first);
    enum qg_fault fault = qg_reader_plan_init(&judge->plan, &judge->program->schema);
    if (judge->enabled == NULL || judge->watched == NULL || judge->first == NULL)
        return QG_FAULT_MEMORY;
    qg_compare_firsts(judge->first, judge->program);
    watch(judge, first);
    enable(judge);
    return fault == QG_OK ? begin_run(judge) : fault;
}

void qg_compare_judge_free(struct qg_compare_judge *judge) {
    if (judge->running)
        qg_run_free(&judge->run);
    qg_reader_plan_free(&judge->plan);
    qg_text_free(&judge->batch);
    free(judge->enabled);
    free(judge->watched);
    free(judge->first);
}

void qg_compare_judge_begin(struct qg_compare_judge *judge) {
    qg_text_clear(&judge->batch);
    judge->count = 0;
}

static int append(const char *at, size_t len, void *user) {
    struct qg_text *out = user;
    qg_text_add(out, (struct qg_str){at, len});
    return out->failed ? -1 : 0;
}

enum qg_fault qg_compare_judge_add(struct qg_compare_judge *judge, const json_t *record) {
    bool written = json_dump_callback(record, append, &judge->batch, JSON_COMPACT) == 0;
    qg_text_char(&judge->batch, '\n');
    judge->rulings[judge->count++] = (struct qg_compare_ruling){0};
    return written && !judge->batch.failed ? QG_OK : QG_FAULT_MEMORY;
}

enum qg_fault qg_compare_feed(struct qg_run *run, const struct qg_reader_plan *plan,
                              struct qg_str lines) {
    struct qg_reader_options options = {.engine = QG_ENGINE_BULK, .seed = qg_seed()};
    struct qg_reader reader;
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    struct qg_record *record;
    enum qg_fault fault = qg_reader_open_memory(&reader, plan, &options, lines);
    while (fault == QG_OK && event.kind != QG_EVENT_END) {
        fault = qg_run_record(&record, run);
        if (fault == QG_OK)
            fault = qg_reader_next(&reader, record, &event);
        if (fault == QG_OK && event.kind != QG_EVENT_END)
            fault = qg_run_event(run, &event, QG_STR("dossier"));
    }
    if (fault == QG_OK)
        fault = qg_run_flush(run);
    qg_reader_close(&reader);
    return fault;
}

enum qg_fault qg_compare_judge_batch(struct qg_compare_judge *judge) {
    judge->judged += judge->count;
    return judge->count == 0
               ? QG_OK
               : qg_compare_feed(&judge->run, &judge->plan, qg_text_str(&judge->batch));
}

enum qg_fault qg_compare_judge_one(struct qg_compare_ruling *out, struct qg_compare_judge *judge,
                                   const json_t *record) {
    qg_compare_judge_begin(judge);
    enum qg_fault fault = qg_compare_judge_add(judge, record);
    if (fault == QG_OK)
        fault = qg_compare_judge_batch(judge);
    *out = judge->rulings[0];
    return fault;
}
