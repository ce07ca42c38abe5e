// SPDX-License-Identifier: Apache-2.0

#include "run.h"

#include "announce.h"
#include "describe.h"
#include "flags.h"
#include "locate.h"
#include "message.h"
#include "origin.h"
#include "together.h"

#include <stdlib.h>
#include <string.h>

enum qg_fault qg_run_init(struct qg_run *run, const struct qg_program *program,
                          const struct qg_settings *settings, const struct qg_run_options *options,
                          struct qg_sink sink, uint64_t seed) {
    *run = (struct qg_run){.program = program, .options = *options, .sink = sink};
    run->settings = settings;
    run->seed = seed;
    qg_arena_init(&run->arena, "report of one record");
    qg_muster_init(&run->muster, program, settings->readings, seed);
    enum qg_fault fault = qg_views_init(&run->views, program, settings->native);
    if (fault == QG_OK)
        fault = qg_tally_init(&run->tally, program);
    if (fault == QG_OK)
        fault = qg_walk_init(&run->walk, program, options->enabled);
    if (fault != QG_OK)
        return fault;
    run->walk.counts = run->tally.by_rule;
    run->walk.muster = &run->muster;
    for (int i = 0; i < QG_OUTCOMES; i++)
        run->walk.keep[i] |= options->show[i];
    run->silencers = qg_silencers_new(program);
    return run->silencers == NULL ? QG_FAULT_MEMORY : QG_OK;
}

void qg_run_free(struct qg_run *run) {
    for (uint32_t i = 0; i < run->made; i++) {
        qg_case_free(&run->waiting[i].of);
        qg_data_free(&run->waiting[i].data);
    }
    qg_silencers_free(run->silencers);
    qg_muster_free(&run->muster);
    if (run->walk.program != NULL)
        qg_walk_free(&run->walk);
    qg_views_free(&run->views);
    qg_tally_free(&run->tally);
    qg_arena_free(&run->arena);
}

enum qg_fault qg_run_record(struct qg_record **out, struct qg_run *run) {
    struct qg_waiting *next = &run->waiting[run->count];
    enum qg_fault fault = QG_OK;
    if (run->count == run->made) {
        const struct qg_case *first = run->made > 0 ? &run->waiting[0].of : NULL;
        run->made++; // to be freed, whatever comes of it
        qg_data_init(&next->data);
        fault = qg_case_init(&next->of, run->program, &run->views, run->settings, run->seed, first);
        next->of.machine.tells_terms = run->sink.heading != NULL;
    }
    *out = &next->of.record;
    return fault;
}

enum qg_fault qg_tally_init(struct qg_tally *tally, const struct qg_program *program) {
    *tally = (struct qg_tally){0};
    tally->by_rule = calloc((size_t)program->rule_count + 1, sizeof *tally->by_rule);
    return tally->by_rule == NULL ? QG_FAULT_MEMORY : QG_OK;
}

void qg_tally_free(struct qg_tally *tally) {
    free(tally->by_rule);
    tally->by_rule = NULL;
}

void qg_tally_add(struct qg_tally *into, const struct qg_tally *part,
                  const struct qg_program *program) {
    into->records += part->records;
    into->not_audited += part->not_audited;
    into->unreadable += part->unreadable;
    into->certifications += part->certifications;
    into->data_findings += part->data_findings;
    into->priorities += part->priorities;
    into->excused_data += part->excused_data;
    for (int i = 0; i < QG_VERDICTS; i++)
        into->verdicts[i] += part->verdicts[i];
    for (int i = 0; i < QG_OUTCOMES; i++) {
        into->findings[i] += part->findings[i];
        into->excused[i] += part->excused[i];
    }
    for (uint32_t r = 0; r < program->rule_count; r++)
        for (int i = 0; i < QG_OUTCOMES; i++)
            into->by_rule[r][i] += part->by_rule[r][i];
}

// ---- One record ----

// A finding with its offset in the record's text, for the order of the report.
struct placed {
    struct qg_finding finding;
    struct qg_terms terms; // where a heading is asked for
    size_t offset;
    uint32_t rank; // order of equals: as found
};

struct report {
    struct qg_run *run;
    struct qg_case *of;
    const struct qg_event *event;
    struct qg_str file;
    struct qg_description *drafts; // [of->found.len]
    struct qg_weight *weights;     // likewise
    struct placed *placed;
    uint32_t count;
    uint32_t untold;              // findings of rules beyond QG_TOLD_LIMIT
    struct qg_verdict **verdicts; // [act_count]
    uint32_t *verdict_counts;     // likewise
};

static bool sure_under_every_reading(const struct qg_description *draft) {
    for (uint32_t i = 0; i < draft->reading_count; i++)
        if (draft->readings[i].outcome != QG_VIOLATED)
            return false;
    return true;
}

static void weigh(struct report *r, uint32_t at) {
    struct qg_run *run = r->run;
    struct qg_instance *instance = &r->of->found.at[at];
    struct qg_description *draft = &r->drafts[at];
    *draft = (struct qg_description){.instance = instance, .silenced_by = QG_NONE};
    draft->reading_count =
        qg_other_readings(&r->of->machine, &run->arena, instance, &draft->readings);
    draft->weight.outcome = instance->outcome;
    draft->weight.severity = qg_severity_of(&r->of->machine, instance);
    if (run->options.strict_readings && instance->outcome == QG_VIOLATED &&
        !sure_under_every_reading(draft)) {
        run->tally.by_rule[instance->rule][QG_VIOLATED]--;
        run->tally.by_rule[instance->rule][QG_UNDETERMINED]++;
        draft->weight.outcome = QG_UNDETERMINED;
    }
}

static enum qg_fault weigh_all(struct report *r) {
    struct qg_run *run = r->run;
    uint32_t count = r->of->found.len;
    r->drafts = qg_arena_array(&run->arena, (size_t)count + 1, sizeof *r->drafts);
    r->weights = qg_arena_array(&run->arena, (size_t)count + 1, sizeof *r->weights);
    if (r->drafts == NULL || r->weights == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < count; i++)
        weigh(r, i);
    return QG_OK;
}

// A violation that other readings undo is no cause any more when readings are strict, so causes
// are taken as weighed.
static enum qg_fault silence(struct report *r) {
    struct qg_run *run = r->run;
    struct qg_instance *found = r->of->found.at;
    uint32_t count = r->of->found.len;
    struct qg_instance *causes = qg_arena_array(&run->arena, (size_t)count + 1, sizeof *causes);
    if (causes == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        causes[i] = found[i];
        causes[i].outcome = r->drafts[i].weight.outcome;
    }
    enum qg_fault fault = qg_silencers_load(run->silencers, causes, count);
    for (uint32_t i = 0; i < count && fault == QG_OK; i++) {
        r->drafts[i].silenced_by = qg_silenced_by(run->silencers, &causes[i]);
        r->drafts[i].weight.silenced = r->drafts[i].silenced_by != QG_NONE;
        r->weights[i] = r->drafts[i].weight;
        enum qg_outcome outcome = r->weights[i].outcome;
        if (r->weights[i].silenced)
            run->tally.by_rule[found[i].rule][outcome]--;
        else
            run->tally.findings[outcome]++;
    }
    return fault;
}

static bool reported(const struct qg_run *run, const struct qg_description *draft) {
    if (draft->weight.silenced)
        return run->options.show_silenced;
    enum qg_outcome outcome = draft->weight.outcome;
    return outcome == QG_VIOLATED || outcome == QG_UNDETERMINED || run->options.show[outcome];
}

// Takes the next finding, which shows at this byte of the record's text.
static void keep(struct report *r, size_t offset) {
    struct placed *p = &r->placed[r->count];
    p->offset = offset;
    p->rank = r->count;
    p->finding.location.file = r->file;
    r->count++;
}

// Finds the bytes at which the findings of rules show, all in one walk over the text.
static enum qg_fault locate_rules(struct report *r) {
    struct qg_sought *sought = qg_arena_array(&r->run->arena, (size_t)r->count + 1, sizeof *sought);
    if (sought == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < r->count; i++)
        sought[i] =
            (struct qg_sought){.pointer = r->placed[i].finding.location.pointer, .order = i};
    if (r->count > 0)
        qg_locate_all(r->event->raw.text, sought, r->count);
    for (uint32_t i = 0; i < r->count; i++)
        r->placed[sought[i].order].offset = sought[i].value;
    return QG_OK;
}

static enum qg_fault describe_rules(struct report *r) {
    struct qg_run *run = r->run;
    for (uint32_t i = 0; i < r->of->found.len; i++) {
        if (!reported(run, &r->drafts[i]))
            continue;
        if (r->count == QG_TOLD_LIMIT) {
            r->untold++;
            continue;
        }
        struct placed *p = &r->placed[r->count];
        if (!qg_describe(&r->of->machine, &run->arena, &r->drafts[i], run->options.languages,
                         &p->finding, run->sink.heading != NULL ? &p->terms : NULL))
            return QG_FAULT_MEMORY;
        keep(r, 0);
        qg_machine_forget(&r->of->machine);
    }
    return locate_rules(r);
}

static enum qg_fault describe_limit(struct report *r, enum qg_data_code code, uint64_t number) {
    const struct qg_data_finding data = {.code = code, .number = number};
    struct placed *p = &r->placed[r->count];
    if (!qg_describe_data(&r->of->record, &r->run->arena, &data, r->run->options.languages,
                          &p->finding))
        return QG_FAULT_MEMORY;
    r->run->tally.data_findings++;
    keep(r, 0);
    return QG_OK;
}

// Says that the steps ran out, where they did: what was not reached is undetermined, not hidden.
// Likewise that there is more to tell than is told.
static enum qg_fault describe_limits(struct report *r) {
    enum qg_fault fault = QG_OK;
    if (r->of->machine.exhausted)
        fault = describe_limit(r, QG_DATA_STEPS, (uint64_t)qg_settings_steps(r->run->settings));
    if (r->untold > 0 && fault == QG_OK)
        fault = describe_limit(r, QG_DATA_UNTOLD, r->untold);
    return fault;
}

static enum qg_fault describe_data(struct report *r, const struct qg_record *record) {
    const struct qg_data_list *data = r->event->data;
    struct qg_run *run = r->run;
    if (data == NULL)
        return QG_OK;
    for (uint32_t i = 0; i < data->items.len; i++) {
        struct placed *p = &r->placed[r->count];
        struct qg_data_finding one = data->items.at[i];
        if (run->options.redaction != NULL &&
            !qg_redact_data(run->options.redaction, &run->program->schema, &run->arena, &one))
            return QG_FAULT_MEMORY;
        if (!qg_describe_data(record, &run->arena, &one, run->options.languages, &p->finding))
            return QG_FAULT_MEMORY;
        run->tally.data_findings++;
        keep(r, data->items.at[i].offset);
    }
    return QG_OK;
}

static int by_place(const void *a, const void *b) {
    const struct placed *x = a, *y = b;
    if (x->offset != y->offset)
        return x->offset < y->offset ? -1 : 1;
    if (x->finding.rule != y->finding.rule)
        return x->finding.rule < y->finding.rule ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

// In the order of the text, so that lines and columns are counted once from its beginning on.
static enum qg_fault report_findings(struct report *r) {
    struct qg_place place = r->event->raw.place;
    size_t from = 0;
    if (r->run->sink.finding == NULL)
        return QG_OK;
    if (r->count > 1)
        qsort(r->placed, r->count, sizeof *r->placed, by_place);
    for (uint32_t i = 0; i < r->count; i++) {
        struct placed *p = &r->placed[i];
        place = qg_locate_place(r->event->raw.text, place, from, p->offset);
        from = p->offset;
        p->finding.location.line = place.line;
        p->finding.location.column = place.column;
        if (!qg_origin_place(r->event->raw.origin, &p->finding.location))
            return QG_FAULT_MEMORY;
        enum qg_fault fault = r->run->sink.finding(r->run->sink.user, &p->finding);
        if (fault != QG_OK)
            return fault;
    }
    return QG_OK;
}

static enum qg_fault give_verdicts(struct report *r) {
    struct qg_run *run = r->run;
    uint32_t acts = run->program->act_count;
    r->verdicts = qg_arena_array(&run->arena, (size_t)acts + 1, sizeof *r->verdicts);
    r->verdict_counts = qg_arena_array(&run->arena, (size_t)acts + 1, sizeof *r->verdict_counts);
    if (r->verdicts == NULL || r->verdict_counts == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t act = 0; act < acts; act++) {
        struct qg_verdicts_of what = {r->of, r->weights, act, 0};
        if (!qg_verdicts(&what, &run->arena, &r->verdicts[act], &r->verdict_counts[act]) ||
            !qg_flags_raise(&r->of->machine, &run->arena,
                            (struct qg_flags_wanted){run->options.languages, run->options.remedies},
                            r->verdicts[act], r->verdict_counts[act]))
            return QG_FAULT_MEMORY;
    }
    return QG_OK;
}

static enum qg_fault report_verdicts(struct report *r) {
    struct qg_run *run = r->run;
    enum qg_fault fault = QG_OK;
    for (uint32_t act = 0; act < run->program->act_count; act++) {
        for (uint32_t i = 0; i < r->verdict_counts[act] && fault == QG_OK; i++) {
            const struct qg_verdict *verdict = &r->verdicts[act][i];
            run->tally.verdicts[verdict->kind]++;
            run->tally.priorities += verdict->priority;
            fault = run->sink.verdict(run->sink.user, verdict);
        }
        if (fault != QG_OK)
            return fault;
        run->tally.certifications += r->verdict_counts[act];
    }
    return QG_OK;
}

// The findings may stand in any order.
static enum qg_fault report_heading(struct report *r) {
    struct qg_run *run = r->run;
    struct qg_heading heading;
    if (run->sink.heading == NULL)
        return QG_OK;
    struct qg_told *told = qg_arena_array(&run->arena, (size_t)r->count + 1, sizeof *told);
    if (told == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < r->count; i++)
        told[i] = (struct qg_told){&r->placed[i].finding, r->placed[i].terms};
    struct qg_announced what = {r->of, told, r->count, r->verdicts, r->verdict_counts};
    return qg_announce(&what, &run->arena, &heading) ? run->sink.heading(run->sink.user, &heading)
                                                     : QG_FAULT_MEMORY;
}

// Of all that describe_rules, describe_data and describe_limits may take.
static enum qg_fault make_room(struct report *r, uint32_t rules) {
    enum { LIMITS = 2 };
    uint32_t told = rules < QG_TOLD_LIMIT ? rules : QG_TOLD_LIMIT;
    uint32_t room = told + (r->event->data != NULL ? r->event->data->items.len : 0);
    r->placed = qg_arena_array(&r->run->arena, (size_t)room + LIMITS, sizeof *r->placed);
    return r->placed == NULL ? QG_FAULT_MEMORY : QG_OK;
}

// What the walk found of a record.
static enum qg_fault report_record(struct report *r) {
    enum qg_fault fault = weigh_all(r);
    if (fault == QG_OK)
        fault = silence(r);
    if (fault == QG_OK)
        fault = make_room(r, r->of->found.len);
    if (fault == QG_OK)
        fault = describe_rules(r);
    if (fault == QG_OK)
        fault = describe_data(r, &r->of->record);
    if (fault == QG_OK)
        fault = describe_limits(r);
    if (fault == QG_OK)
        fault = give_verdicts(r);
    if (fault == QG_OK)
        fault = r->of->machine.failed ? QG_FAULT_MEMORY : report_heading(r);
    if (fault == QG_OK)
        fault = report_findings(r);
    return fault == QG_OK ? report_verdicts(r) : fault;
}

static enum qg_fault report_data(struct report *r) {
    enum qg_fault fault = make_room(r, 0);
    if (fault == QG_OK)
        fault = describe_data(r, NULL);
    return fault == QG_OK ? report_findings(r) : fault;
}

// In each world, what stands and what comes of it; who hears of it says what to tell. What is wrong
// with the data is the same in all of them.
static enum qg_fault report_worlds(struct report *r) {
    struct qg_run *run = r->run;
    struct qg_case_worlds told = {.of = r->of, .event = r->event, .file = r->file};
    enum qg_fault fault = make_room(r, 0);
    if (fault == QG_OK)
        fault = describe_data(r, &r->of->record);
    if (fault == QG_OK)
        fault = describe_limits(r);
    if (fault == QG_OK)
        fault = report_findings(r);
    if (fault == QG_OK)
        fault = qg_worlds_weigh(&told, run->silencers, run->options.worlds, &run->arena);
    return fault == QG_OK ? run->sink.worlds(run->sink.user, &told) : fault;
}

static enum qg_fault begin_piece(const struct report *r) {
    const struct qg_sink *sink = &r->run->sink;
    qg_arena_reset(&r->run->arena);
    return sink->piece != NULL ? sink->piece(sink->user, r->event) : QG_OK;
}

static enum qg_fault report_waiting(struct qg_run *run, struct qg_waiting *waiting) {
    struct report r = {
        .run = run, .of = &waiting->of, .event = &waiting->event, .file = waiting->file};
    enum qg_fault fault = begin_piece(&r);
    if (fault == QG_OK)
        fault = run->sink.worlds != NULL ? report_worlds(&r) : report_record(&r);
    return fault == QG_OK && r.of->machine.failed ? QG_FAULT_MEMORY : fault;
}

enum qg_fault qg_run_flush(struct qg_run *run) {
    struct qg_case *cases[QG_RUN_CASES];
    uint32_t count = run->count;
    run->count = 0;
    for (uint32_t i = 0; i < count; i++) {
        cases[i] = &run->waiting[i].of;
        cases[i]->raw = &run->waiting[i].event.raw;
        cases[i]->file = run->waiting[i].file;
        qg_machine_reset(&cases[i]->machine);
    }
    enum qg_fault fault = count > 0 ? qg_walk_cases(&run->walk, cases, count) : QG_OK;
    for (uint32_t i = 0; i < count && fault == QG_OK; i++)
        fault = report_waiting(run, &run->waiting[i]);
    return fault;
}

void qg_run_hand_over(struct qg_run *run, struct qg_tally *tally, struct qg_muster *muster) {
    struct qg_tally counted = run->tally;
    struct qg_muster gathered = run->muster;
    run->tally = *tally;
    run->muster = *muster;
    run->walk.counts = run->tally.by_rule;
    *tally = counted;
    *muster = gathered;
}

enum qg_fault qg_run_finish(struct qg_run *run) {
    struct qg_together_listener listener = {.languages = run->options.languages,
                                            .show = run->options.show,
                                            .enabled = run->options.enabled,
                                            .strict = run->options.strict_readings,
                                            .tally = &run->tally,
                                            .user = run->sink.user,
                                            .finding = run->sink.finding};
    enum qg_fault fault = qg_run_flush(run);
    return fault == QG_OK ? qg_together_tell(&run->muster, &listener) : fault;
}

// A record that is to be judged waits for others, and takes its data findings along.
static enum qg_fault wait_or_judge(struct qg_run *run, const struct qg_event *event,
                                   struct qg_str file) {
    struct qg_waiting *waiting = &run->waiting[run->count++];
    bool has_data = event->data != NULL && event->data->items.len > 0;
    waiting->event = *event;
    waiting->event.data = has_data ? &waiting->data : NULL;
    waiting->file = file;
    if (has_data)
        qg_data_swap(&waiting->data, event->data);
    run->tally.records++;
    return run->count == QG_RUN_CASES ? qg_run_flush(run) : QG_OK;
}

static bool redact(const struct qg_run *run, struct qg_record *record) {
    return run->options.redaction == NULL || qg_redact_record(run->options.redaction, record);
}

enum qg_fault qg_run_event(struct qg_run *run, const struct qg_event *event, struct qg_str file) {
    struct report r = {
        .run = run, .of = &run->waiting[run->count].of, .event = event, .file = file};
    if (event->kind == QG_EVENT_RECORD && qg_is_audited(run->program, r.of->record.type))
        return redact(run, &r.of->record) ? wait_or_judge(run, event, file) : QG_FAULT_MEMORY;
    if (event->kind == QG_EVENT_NOT_AUDITED || event->kind == QG_EVENT_RECORD)
        run->tally.not_audited++;
    if (event->kind == QG_EVENT_UNREADABLE)
        run->tally.unreadable++;
    enum qg_fault fault = qg_run_flush(run); // in the order of the input
    if (fault == QG_OK)
        fault = begin_piece(&r);
    return fault == QG_OK ? report_data(&r) : fault;
}
