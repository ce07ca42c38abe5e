// SPDX-License-Identifier: Apache-2.0

#include "inquiry.h"

#include "compile.h"
#include "locate.h"
#include "subject.h"
#include "suggest.h"

#include <stdlib.h>
#include <string.h>

// ---- What the run says -------------------------------------------------------------------------

static bool is_selected(const struct qg_inquiry *q, int32_t rule) {
    return !q->session->any_selected || q->session->selected[rule];
}

// Whoever names a rule wants to know of it, whatever came out.
static bool is_wanted(const struct qg_inquiry *q, const struct qg_finding *f) {
    return is_selected(q, f->rule) && (q->session->any_selected || q->options.show[f->outcome]);
}

static bool better(struct qg_str wanted, struct qg_str than, struct qg_str id) {
    struct qg_str both[] = {than, id}, close;
    return qg_suggest(wanted, both, 2, &close) && !qg_str_equal(close, than);
}

static void note_closest(struct qg_closest *closest, struct qg_str wanted, struct qg_str id) {
    struct qg_str close;
    bool nearer = closest->any ? better(wanted, qg_text_str(&closest->id), id)
                               : qg_suggest(wanted, &id, 1, &close);
    if (!nearer)
        return;
    qg_text_clear(&closest->id);
    qg_text_add(&closest->id, id);
    closest->any = true;
}

// Whether one of the elements below the record is the one that was asked for, if one was.
static bool concerns(struct qg_inquiry *q, const struct qg_subject *elements, int count) {
    struct qg_str wanted = q->options.certification;
    if (wanted.len == 0)
        return true;
    for (int i = 0; i < count; i++) {
        if (qg_str_equal(elements[i].id, wanted)) {
            q->certifications++;
            return true;
        }
        if (elements[i].id.len > 0)
            note_closest(&q->certification, wanted, elements[i].id);
    }
    return false;
}

// Whether an element of an instance is what a finding says it is about.
static bool is_element(struct qg_value element, const struct qg_subject *subject) {
    return element.lo == (subject->ref > 0 ? (int32_t)subject->ref : subject->index);
}

// Nothing waits for a further record here, so it is always the first.
static const struct qg_case *the_case(const struct qg_inquiry *q) {
    return &q->run.waiting[0].of;
}

// What the walk kept of a finding; there always is such an instance.
static const struct qg_instance *instance_of(const struct qg_inquiry *q,
                                             const struct qg_finding *f) {
    for (uint32_t i = 0; i < the_case(q)->found.len; i++) {
        const struct qg_instance *instance = &the_case(q)->found.at[i];
        bool same = instance->rule == (uint32_t)f->rule && instance->depth == f->subject_count;
        for (uint8_t k = 0; k < instance->depth && same; k++)
            same = is_element(instance->args[k], &f->subject[k]);
        if (same)
            return instance;
    }
    return NULL;
}

static enum qg_fault hear_finding(void *user, const struct qg_finding *finding) {
    struct qg_inquiry *q = user;
    struct qg_pristine pristine = {q->pristine.at, q->pristine.len};
    struct qg_explained explained;
    if (finding->rule == QG_NONE || !concerns(q, finding->subject + 1, finding->subject_count - 1))
        return QG_OK;
    q->explained[finding->rule] = true;
    const struct qg_instance *instance = instance_of(q, finding);
    if (!is_wanted(q, finding) || instance == NULL)
        return QG_OK;
    qg_arena_reset(&q->arena);
    if (!qg_explain_finding(&q->replay, &pristine, finding, instance, &explained))
        return QG_FAULT_MEMORY;
    q->options.format->finding(&q->writer, &explained);
    return q->writer.out->failed ? QG_FAULT_MEMORY : QG_OK;
}

// ---- What the run does not say -----------------------------------------------------------------

// How many of the rules asked for a scope rule governs.
static uint32_t governed(struct qg_inquiry *q, const struct qg_rule *rule) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < rule->governed_count; i++) {
        uint32_t at = q->session->program->rule_refs[rule->first_governed + i];
        q->explained[at] = true; // for this reason not judged
        count += is_selected(q, (int32_t)at);
    }
    return count;
}

// A scope rule that cannot be decided is a finding of its own.
static bool was_told(const struct qg_inquiry *q, const struct qg_block *block) {
    return is_selected(q, (int32_t)block->rule) &&
           (q->session->any_selected || q->options.show[block->outcome]);
}

// A scope rule that came out otherwise than satisfied.
static bool tell_block(struct qg_inquiry *q, const struct qg_block *block) {
    const struct qg_program *program = q->session->program;
    const struct qg_rule *rule = &program->rules[block->rule];
    const struct qg_value *innermost = &block->args[block->depth - 1];
    struct qg_shut shut = {.rule = rule, .outcome = block->outcome};
    if (block->outcome == QG_NOT_IN_FORCE)
        return true;
    shut.subject = qg_subject_of(&the_case(q)->record, &program->scopes[rule->scope], *innermost);
    if (block->depth > 1 && !concerns(q, &shut.subject, 1))
        return true;
    shut.shown = governed(q, rule);
    if (shut.shown == 0)
        return true;
    qg_arena_reset(&q->arena);
    if (!was_told(q, block))
        shut.steps = qg_explain_scope_rule(&q->replay, block->rule, block->args);
    if (q->replay.failed)
        return false;
    q->options.format->shut(&q->writer, &shut);
    return true;
}

// Rules that were asked for by name and of which nothing was said so far.
static bool tell_absent(struct qg_inquiry *q) {
    const struct qg_program *program = q->session->program;
    for (uint32_t i = 0; q->session->any_selected && i < program->rule_count; i++) {
        if (!q->session->selected[i] || q->explained[i])
            continue;
        qg_arena_reset(&q->arena);
        const struct qg_why_step *steps = qg_explain_absence(&q->replay, i);
        if (steps == NULL)
            return false;
        q->options.format->absent(&q->writer, &program->rules[i], steps);
    }
    return true;
}

static enum qg_fault tell_rest(struct qg_inquiry *q) {
    if (q->writer.out->failed)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < the_case(q)->blocks.all.len; i++)
        if (!tell_block(q, &the_case(q)->blocks.all.at[i]))
            return QG_FAULT_MEMORY;
    return tell_absent(q) ? QG_OK : QG_FAULT_MEMORY;
}

static enum qg_fault hear_verdict(void *user, const struct qg_verdict *verdict) {
    struct qg_inquiry *q = user;
    if (concerns(q, &verdict->certification, 1) && !q->session->any_selected)
        q->options.format->verdict(&q->writer, verdict);
    return QG_OK;
}

// ---- One record --------------------------------------------------------------------------------

static bool keep_pristine(struct qg_inquiry *q) {
    const struct qg_record *record = &the_case(q)->record;
    q->pristine.len = 0;
    if (!qg_vec_reserve(&q->pristine, record->used))
        return false;
    memcpy(q->pristine.at, record->slots, record->used * sizeof *record->slots);
    q->pristine.len = record->used;
    return true;
}

static struct qg_str id_of(const struct qg_record *record) {
    return qg_region_id(record, record->type, QG_RECORD_ROOT);
}

static enum qg_fault explain(struct qg_inquiry *q, const struct qg_event *event,
                             struct qg_str file) {
    const struct qg_record *record = &the_case(q)->record;
    struct qg_location at = {
        .file = file, .line = event->raw.place.line, .column = event->raw.place.column};
    if (!keep_pristine(q))
        return QG_FAULT_MEMORY;
    q->records++;
    q->replay.raw = &event->raw;
    q->replay.file = file;
    q->facts.as_of = q->session->as_of;
    memset(q->explained, 0, q->session->program->rule_count * sizeof *q->explained);
    q->options.format->begin(&q->writer, record->schema->types[record->type].name, id_of(record),
                             &at);
    enum qg_fault fault = qg_run_event(&q->run, event, file);
    if (fault == QG_OK)
        fault = qg_run_flush(&q->run);
    if (fault == QG_OK)
        fault = tell_rest(q);
    q->options.format->end(&q->writer);
    return fault == QG_OK && q->writer.out->failed ? QG_FAULT_MEMORY : fault;
}

static void meet_export(struct qg_inquiry *q, int32_t exported_on) {
    if (exported_on >= 0 && !q->options.as_of_given && q->session->as_of == QG_NONE)
        qg_session_date(q->session, exported_on);
}

static enum qg_fault take(struct qg_inquiry *q, const struct qg_reader *reader,
                          const struct qg_event *event, struct qg_str file) {
    q->unreadable += event->kind == QG_EVENT_UNREADABLE;
    if (event->kind == QG_EVENT_EXPORT)
        meet_export(q, reader->export.exported_on);
    if (event->kind != QG_EVENT_RECORD ||
        !qg_is_audited(q->session->program, the_case(q)->record.type))
        return QG_OK;
    struct qg_str id = id_of(&the_case(q)->record);
    if (qg_str_equal(id, q->options.record))
        return explain(q, event, file);
    note_closest(&q->record, q->options.record, id);
    return QG_OK;
}

// ---- The inquiry -------------------------------------------------------------------------------

static void set_writer(struct qg_inquiry *q, const struct qg_policy *policy, struct qg_text *out) {
    q->facts = qg_session_facts(q->session, q->options.version, q->options.lang);
    q->facts.colour = q->options.colour;
    q->writer = (struct qg_why_writer){.facts = &q->facts,
                                       .sources = &policy->compilation->sources,
                                       .ascii = q->options.ascii,
                                       .out = out};
    q->replay = (struct qg_replay){.machine = &q->run.waiting[0].of.machine,
                                   .outline = policy->compilation->outline,
                                   .arena = &q->arena};
}

enum qg_fault qg_inquiry_init(struct qg_inquiry *q, const struct qg_policy *policy,
                              struct qg_session *session, const struct qg_inquiry_options *options,
                              struct qg_text *out) {
    struct qg_run_options run = {.show_silenced = true};
    struct qg_sink sink = {.user = q, .finding = hear_finding, .verdict = hear_verdict};
    *q = (struct qg_inquiry){.session = session, .options = *options};
    qg_arena_init(&q->arena, "explanation of one finding");
    set_writer(q, policy, out);
    run.languages[options->lang] = true;
    for (int i = 0; i < QG_OUTCOMES; i++)
        run.show[i] = true;
    q->explained = calloc((size_t)session->program->rule_count + 1, sizeof *q->explained);
    if (q->explained == NULL)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = qg_reader_plan_init(&q->plan, &session->program->schema);
    q->planned = true;
    if (fault != QG_OK)
        return fault;
    q->running = true;
    return qg_run_init(&q->run, session->program, &session->settings, &run, sink, options->seed);
}

void qg_inquiry_free(struct qg_inquiry *q) {
    if (q->running)
        qg_run_free(&q->run);
    if (q->planned)
        qg_reader_plan_free(&q->plan);
    qg_replay_free(&q->replay);
    qg_arena_free(&q->arena);
    qg_text_free(&q->writer.prefix);
    qg_text_free(&q->record.id);
    qg_text_free(&q->certification.id);
    qg_vec_free(&q->pristine);
    free(q->explained);
}

static struct qg_reader_options reader_options(const struct qg_inquiry *q) {
    return (struct qg_reader_options){.engine = QG_ENGINE_BULK, .seed = q->options.seed};
}

// Goes through an input that was opened with `fault`, and closes it.
static enum qg_fault go_through(struct qg_inquiry *q, struct qg_reader *reader, const char *name,
                                enum qg_fault fault, struct qg_text *problem) {
    struct qg_event event = {0};
    enum qg_fault heard = QG_OK;
    while (fault == QG_OK && heard == QG_OK) {
        struct qg_record *record;
        heard = qg_run_record(&record, &q->run);
        if (heard == QG_OK)
            fault = qg_reader_next(reader, record, &event);
        if (heard != QG_OK || fault != QG_OK || event.kind == QG_EVENT_END)
            break;
        heard = take(q, reader, &event, qg_str_of(name));
    }
    if (fault == QG_FAULT_READ || fault == QG_FAULT_LIMIT)
        qg_reader_explain(reader, problem);
    qg_reader_close(reader);
    return fault == QG_OK ? heard : fault;
}

enum qg_fault qg_inquiry_file(struct qg_inquiry *q, const char *path, struct qg_text *problem) {
    struct qg_reader_options options = reader_options(q);
    struct qg_reader reader;
    enum qg_fault fault = qg_reader_open(&reader, &q->plan, &options, path);
    return go_through(q, &reader, path, fault, problem);
}

enum qg_fault qg_inquiry_memory(struct qg_inquiry *q, struct qg_str bytes, const char *name,
                                struct qg_text *problem) {
    struct qg_reader_options options = reader_options(q);
    struct qg_reader reader;
    enum qg_fault fault = qg_reader_open_memory(&reader, &q->plan, &options, bytes);
    return go_through(q, &reader, name, fault, problem);
}

static void not_found(const char *what, struct qg_str id, const struct qg_closest *closest,
                      struct qg_text *problem) {
    qg_text_printf(problem, "no %s `%.*s` was found", what, QG_STR_ARG(id));
    if (closest->any)
        qg_text_printf(problem, "; did you mean `%.*s`?", QG_STR_ARG(qg_text_str(&closest->id)));
}

static void no_record(const struct qg_inquiry *q, struct qg_text *problem) {
    not_found("record", q->options.record, &q->record, problem);
    if (q->unreadable > 0)
        qg_text_printf(problem, " (what could not be read: %u; `qagida check` tells where)",
                       (unsigned)q->unreadable);
}

bool qg_inquiry_conclude(struct qg_inquiry *q, struct qg_text *problem) {
    if (q->records == 0)
        no_record(q, problem);
    else if (q->options.certification.len > 0 && q->certifications == 0)
        not_found("certification", q->options.certification, &q->certification, problem);
    return problem->len == 0;
}
