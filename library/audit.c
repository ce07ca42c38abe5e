// SPDX-License-Identifier: Apache-2.0

#include "audit.h"

#include "audit_crew.h"
#include "date.h"

#include <inttypes.h>

static enum qg_fault begin(struct qg_audit *audit) {
    const struct qg_audit_options *options = &audit->options;
    struct qg_run_facts facts = qg_session_facts(audit->session, options->version, options->lang);
    facts.colour = options->colour;
    facts.links = options->links;
    facts.statistics = options->statistics;
    facts.strict_readings = options->run.strict_readings;
    facts.aside = (struct qg_aside){audit->notes.user, audit->notes.note};
    facts.show_excused = options->show_excused;
    return qg_outputs_begin(audit->outputs, &facts);
}

// The reports begin with the first thing there is to say: by then the audit date is known, since
// an export names it before its records.
static enum qg_fault begin_once(struct qg_audit *audit) {
    return audit->outputs == NULL || audit->outputs->begun ? QG_OK : begin(audit);
}

// Whether reporting has ended: more was found than was asked for. What is counted goes on.
static bool has_ended(const struct qg_audit *audit) {
    return audit->withheld > 0;
}

// Whether a finding is one too many. What is excused takes nobody's place.
static bool is_withheld(struct qg_audit *audit, const struct qg_finding *finding) {
    uint64_t most = audit->options.max_findings;
    if (most > 0 && audit->reported == most)
        audit->withheld++;
    else if (finding->excused == NULL)
        audit->reported++;
    return has_ended(audit);
}

// What a finding has become by now goes to the reports.
static enum qg_fault pass_on(struct qg_audit *audit, const struct qg_finding *finding) {
    return is_withheld(audit, finding) ? QG_OK : qg_outputs_finding(audit->outputs, finding);
}

static enum qg_fault hear_heading(void *user, const struct qg_heading *heading) {
    struct qg_audit *audit = user;
    enum qg_fault fault = begin_once(audit);
    if (fault != QG_OK || has_ended(audit))
        return fault;
    return qg_outputs_heading(audit->outputs, heading);
}

// What is excused is reported as such.
static enum qg_fault hear_weighed(struct qg_audit *audit, const struct qg_finding *finding) {
    struct qg_excuse excuse;
    struct qg_finding marked = *finding;
    bool excused;
    enum qg_fault fault =
        qg_pardon_weigh(audit->options.pardon, audit->session, finding, &excuse, &excused);
    if (excused) {
        marked.excused = &excuse;
        qg_pardon_count(&audit->run.tally, finding);
    }
    return fault == QG_OK ? pass_on(audit, &marked) : fault;
}

static enum qg_fault hear_finding(void *user, const struct qg_finding *finding) {
    struct qg_audit *audit = user;
    enum qg_fault fault = begin_once(audit);
    if (fault != QG_OK || audit->outputs == NULL)
        return fault;
    return audit->options.pardon != NULL ? hear_weighed(audit, finding) : pass_on(audit, finding);
}

static enum qg_fault hear_verdict(void *user, const struct qg_verdict *verdict) {
    struct qg_audit *audit = user;
    enum qg_fault fault = begin_once(audit);
    if (fault != QG_OK || has_ended(audit))
        return fault;
    return qg_outputs_verdict(audit->outputs, verdict);
}

static enum qg_fault hear_extract(void *user, const void *extract) {
    const struct qg_audit *audit = user;
    return audit->options.listener.hear(audit->options.listener.user, extract);
}

static enum qg_fault hear_worlds(void *user, const struct qg_case_worlds *record) {
    const struct qg_audit *audit = user;
    const struct qg_worlds_listener *listener = &audit->options.listener;
    const void *extract = listener->extract(listener->user, record, record->arena);
    return extract != NULL ? hear_extract(user, extract) : QG_FAULT_MEMORY;
}

static enum qg_fault flush(void *user) {
    struct qg_audit *audit = user;
    return qg_run_flush(&audit->run);
}

enum qg_fault qg_audit_init(struct qg_audit *audit, struct qg_session *session,
                            struct qg_outputs *outputs, const struct qg_audit_options *options,
                            struct qg_audit_notes notes) {
    *audit = (struct qg_audit){
        .session = session, .outputs = outputs, .options = *options, .notes = notes};
    audit->options.run.enabled = session->enabled;
    audit->options.reader.before_move = (struct qg_input_hook){flush, audit};
    qg_run_ids_init(&audit->ids, options->reader.seed);
    enum qg_fault fault = qg_reader_plan_init(&audit->plan, &session->program->schema);
    audit->planned = true;
    if (fault != QG_OK)
        return fault;
    struct qg_sink sink = {
        .user = audit, .finding = hear_finding, .verdict = hear_verdict, .extract = hear_extract};
    if (options->listener.extract != NULL)
        sink.worlds = hear_worlds;
    else if ((qg_outputs_wants(outputs) & QG_WANTS_HEADINGS) != 0)
        sink.heading = hear_heading;
    audit->running = true;
    return qg_run_init(&audit->run, session->program, &session->settings, &audit->options.run, sink,
                       options->reader.seed);
}

void qg_audit_free(struct qg_audit *audit) {
    qg_audit_crew_free(audit);
    if (audit->running)
        qg_run_free(&audit->run);
    if (audit->planned)
        qg_reader_plan_free(&audit->plan);
    qg_run_ids_free(&audit->ids);
}

// ---- the audit date ----

static void note_other_date(struct qg_audit *audit, int32_t date, struct qg_str file) {
    char text[QG_DATE_TEXT];
    struct qg_text line = {0};
    qg_date_format(date, text);
    qg_text_printf(&line, "%.*s: exported on %s, but the audit date is already ", QG_STR_ARG(file),
                   text);
    if (audit->session->as_of == QG_NONE) {
        qg_text_addz(&line, "settled as none");
    } else {
        qg_date_format(audit->session->as_of, text);
        qg_text_addz(&line, text);
    }
    if (!line.failed)
        audit->notes.note(audit->notes.user, qg_text_str(&line));
    qg_text_free(&line);
}

// The date of the first export is that of the run, unless one was given; a run has only one.
static void meet_export(struct qg_audit *audit, int32_t exported_on, struct qg_str file) {
    if (exported_on < 0 || audit->options.as_of_given || exported_on == audit->session->as_of)
        return;
    if (audit->session->as_of == QG_NONE && !audit->settled)
        qg_session_date(audit->session, exported_on);
    else
        note_other_date(audit, exported_on, file);
}

// ---- one input ----

struct input {
    struct qg_audit *audit;
    struct qg_reader reader;
    struct qg_str name;
};

static enum qg_fault take(struct input *in, struct qg_event *event,
                          const struct qg_record *record) {
    struct qg_audit *audit = in->audit;
    enum qg_fault fault = QG_OK;
    if (event->kind == QG_EVENT_EXPORT)
        meet_export(audit, in->reader.export.exported_on, in->name);
    if (event->kind == QG_EVENT_RECORD) {
        audit->settled = true;
        fault = qg_run_ids_note(&audit->ids, record, &in->reader.data);
    }
    return fault == QG_OK ? qg_run_event(&audit->run, event, in->name) : fault;
}

static void note_unreadable(struct input *in) {
    struct qg_text line = {0};
    in->audit->unopened++;
    qg_reader_explain(&in->reader, &line);
    if (!line.failed)
        in->audit->notes.note(in->audit->notes.user, qg_text_str(&line));
    qg_text_free(&line);
}

static bool is_about_input(enum qg_fault fault) {
    return fault == QG_FAULT_READ || fault == QG_FAULT_LIMIT;
}

static void tell_read(const struct qg_audit *audit, const struct qg_raw *raw) {
    if (audit->options.read != NULL)
        audit->options.read(audit->options.read_user, raw->offset + raw->text.len);
}

// Takes a piece on this thread, once all before it was told.
static enum qg_fault take_here(struct input *in, const struct qg_raw *raw, struct qg_event *event,
                               enum qg_fault *heard) {
    struct qg_record *record = NULL;
    *heard = qg_audit_crew_settle(in->audit);
    if (*heard == QG_OK)
        *heard = qg_run_record(&record, &in->audit->run);
    if (*heard != QG_OK)
        return QG_OK;
    enum qg_fault fault = qg_reader_decode(&in->reader, raw, record, event);
    if (fault == QG_OK && event->kind != QG_EVENT_END)
        *heard = take(in, event, record);
    if (fault == QG_OK)
        tell_read(in->audit, raw);
    return fault;
}

// Takes pieces until there are no more; `*heard` is the fault of whoever heard of them.
static enum qg_fault take_all(struct input *in, enum qg_fault *heard) {
    struct qg_event event = {.kind = QG_EVENT_NOTE};
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && *heard == QG_OK && event.kind != QG_EVENT_END) {
        struct qg_raw raw;
        fault = qg_reader_slice(&in->reader, &raw); // which may flush, so a record comes after it
        if (fault != QG_OK)
            break;
        if (qg_audit_crew_wants(in->audit, &in->reader, &raw))
            *heard = qg_audit_crew_take(in->audit, &in->reader, in->name, &raw);
        else
            fault = take_here(in, &raw, &event, heard);
    }
    return fault;
}

// What was read is judged, whatever came then.
static enum qg_fault settle(struct qg_audit *audit) {
    enum qg_fault fault = qg_audit_crew_settle(audit);
    return fault == QG_OK ? qg_run_flush(&audit->run) : fault;
}

// Goes through an input that was opened with `fault`, and closes it.
static enum qg_fault go_through(struct input *in, enum qg_fault fault) {
    enum qg_fault heard = QG_OK;
    if (fault == QG_OK)
        fault = take_all(in, &heard);
    if (heard == QG_OK)
        heard = settle(in->audit);
    if (heard != QG_OK) {
        qg_audit_crew_abandon(in->audit);
    } else if (is_about_input(fault)) {
        note_unreadable(in);
        fault = QG_OK;
    }
    qg_reader_close(&in->reader);
    return heard != QG_OK ? heard : fault;
}

enum qg_fault qg_audit_file(struct qg_audit *audit, const char *path) {
    struct input in = {.audit = audit, .name = qg_str_of(path)};
    return go_through(&in, qg_reader_open(&in.reader, &audit->plan, &audit->options.reader, path));
}

enum qg_fault qg_audit_memory(struct qg_audit *audit, struct qg_str bytes, const char *name) {
    struct input in = {.audit = audit, .name = qg_str_of(name)};
    return go_through(
        &in, qg_reader_open_memory(&in.reader, &audit->plan, &audit->options.reader, bytes));
}

enum qg_fault qg_audit_fd(struct qg_audit *audit, int fd, const char *name) {
    struct input in = {.audit = audit, .name = qg_str_of(name)};
    return go_through(
        &in, qg_reader_open_fd(&in.reader, &audit->plan, &audit->options.reader, fd, name));
}

enum qg_fault qg_audit_origin(struct qg_audit *audit, const struct qg_origin *origin) {
    struct input in = {.audit = audit, .name = qg_str_of(origin->name)};
    struct qg_reader_options options = audit->options.reader;
    options.origin = origin;
    return go_through(&in, qg_reader_open_origin(&in.reader, &audit->plan, &options));
}

enum qg_fault qg_audit_remark(struct qg_audit *audit, const struct qg_location *at,
                              const struct qg_data_finding *finding) {
    struct qg_data_list data;
    qg_data_init(&data);
    qg_data_add(&data, *finding);
    const struct qg_event event = {
        .kind = QG_EVENT_NOTE, .raw.place = {at->line, at->column}, .data = &data};
    enum qg_fault fault =
        data.failed ? QG_FAULT_MEMORY : qg_run_event(&audit->run, &event, at->file);
    qg_data_free(&data);
    return fault;
}

static void note_withheld(struct qg_audit *audit) {
    struct qg_text line = {0};
    if (!has_ended(audit))
        return;
    qg_text_printf(&line, "findings beyond the first %" PRIu64 ", which are not reported: %" PRIu64,
                   audit->options.max_findings, audit->withheld);
    if (!line.failed)
        audit->notes.note(audit->notes.user, qg_text_str(&line));
    qg_text_free(&line);
}

static void tell_pardon(const struct qg_audit *audit) {
    struct qg_pardon_end end = {
        .session = audit->session,
        .whole = audit->unopened == 0 && audit->run.tally.unreadable == 0,
        .unknown_properties = audit->options.reader.report_unknown,
        .user = audit->notes.user,
        .note = audit->notes.note,
    };
    if (audit->options.pardon != NULL)
        qg_pardon_tell(audit->options.pardon, &end);
}

enum qg_fault qg_audit_end(struct qg_audit *audit) {
    enum qg_fault fault = qg_run_finish(&audit->run);
    if (fault == QG_OK)
        fault = begin_once(audit);
    if (fault == QG_OK && audit->outputs != NULL)
        fault = qg_outputs_end(audit->outputs, &audit->run.tally);
    if (fault == QG_OK)
        note_withheld(audit);
    if (fault == QG_OK)
        tell_pardon(audit);
    return fault;
}

// Findings that nothing excuses.
static uint64_t standing(const struct qg_tally *tally, enum qg_outcome outcome) {
    return tally->findings[outcome] - tally->excused[outcome];
}

enum qg_conclusion qg_audit_conclusion(const struct qg_audit *audit, enum qg_fail_on fail_on) {
    return audit->unopened > 0 ? QG_CONCLUSION_INCOMPLETE
                               : qg_tally_conclusion(&audit->run.tally, fail_on);
}

enum qg_conclusion qg_tally_conclusion(const struct qg_tally *tally, enum qg_fail_on fail_on) {
    uint64_t findings = 0;
    if (tally->unreadable > 0)
        return QG_CONCLUSION_INCOMPLETE;
    if (tally->records == 0)
        return QG_CONCLUSION_NOTHING;
    if (fail_on != QG_FAIL_ON_NEVER)
        findings += standing(tally, QG_VIOLATED) + tally->data_findings - tally->excused_data;
    if (fail_on == QG_FAIL_ON_UNDETERMINED)
        findings += standing(tally, QG_UNDETERMINED);
    return findings > 0 ? QG_CONCLUSION_FINDINGS : QG_CONCLUSION_CLEAN;
}
