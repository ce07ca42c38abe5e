// SPDX-License-Identifier: Apache-2.0

#include "saved.h"

#include "json_parts.h"
#include "loaded.h"
#include "readfile.h"
#include "saved_events.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

// ---- reading ----------------------------------------------------------------------------------

static enum qg_fault explain_json(const json_error_t *error, const char *path,
                                  struct qg_text *problem) {
    enum json_error_code code = json_error_code(error);
    if (code == json_error_out_of_memory)
        return QG_FAULT_MEMORY;
    if (error->position == 0 && code == json_error_premature_end_of_input) {
        qg_text_printf(problem, "%s: there is nothing in it", path);
        return QG_FAULT_READ;
    }
    qg_text_printf(problem, "%s:%d:%d: ", path, error->line, error->column);
    if (code == json_error_premature_end_of_input)
        qg_text_addz(problem, "the report ends too early; it was cut off, so save it once more");
    else if (code == json_error_end_of_input_expected)
        qg_text_addz(problem, "more than one JSON document: a report is saved with `--format "
                              "json`, not `ndjson`");
    else
        qg_text_printf(problem, "this is not JSON: %s", error->text);
    return QG_FAULT_READ;
}

static enum qg_fault read_bytes(const char *path, struct qg_text *out, struct qg_text *problem) {
    int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : qg_readfile_open(path);
    if (fd < 0) {
        qg_text_printf(problem, "%s: cannot open: %s", path, strerror(errno));
        return QG_FAULT_READ;
    }
    enum qg_fault fault = qg_readfile_from(fd, PTRDIFF_MAX, out);
    if (fault == QG_FAULT_READ)
        qg_text_printf(problem, "%s: cannot read: %s", path, qg_readfile_reason(errno));
    if (fd != STDIN_FILENO)
        (void)close(fd);
    return fault;
}

static enum qg_fault load(struct qg_saved *saved, const char *path, struct qg_text *problem) {
    struct qg_text bytes = {0};
    json_error_t error;
    enum qg_fault fault = read_bytes(path, &bytes, problem);
    if (fault == QG_OK)
        saved->report =
            qg_load_json(bytes.at, bytes.len, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
    if (fault == QG_OK && saved->report == NULL)
        fault = explain_json(&error, path, problem);
    qg_text_free(&bytes);
    return fault;
}

// Whether it is a report that this version can read; else why not.
static bool is_report(const json_t *report, const char *path, struct qg_text *problem) {
    const json_t *made_by = json_object_get(report, "qagida");
    const json_t *version = json_object_get(made_by, "report");
    bool whole = json_is_array(json_object_get(report, "findings")) &&
                 json_is_object(json_object_get(report, "summary"));
    if (!json_is_integer(version) || (json_object_get(report, "finding") == NULL && !whole))
        qg_text_printf(problem, "%s: this is no report of `qagida check --format json`", path);
    else if (json_integer_value(version) != QG_REPORT_VERSION)
        qg_text_printf(problem,
                       "%s: this report has version %" JSON_INTEGER_FORMAT
                       ", and this qagida reads version %d; use the one that made it",
                       path, json_integer_value(version), QG_REPORT_VERSION);
    else if (!json_is_object(json_object_get(report, "catalogue")))
        qg_text_printf(problem,
                       "%s: this report has no catalogue; it was made by an older qagida: check "
                       "the records again",
                       path);
    return problem->len == 0;
}

// Says what is wrong inside the report, where something is.
static enum qg_fault conclude(struct qg_saved_in *in, const char *path, struct qg_text *problem) {
    enum qg_fault fault = in->failed ? QG_FAULT_MEMORY : QG_OK;
    if (fault == QG_OK && in->problem.len > 0) {
        qg_text_printf(problem, "%s: this report is damaged: ", path);
        qg_text_add(problem, qg_text_str(&in->problem));
        fault = QG_FAULT_READ;
    }
    qg_text_free(&in->problem);
    return fault;
}

static enum qg_fault read_names(struct qg_saved *saved, struct qg_text *problem) {
    struct qg_saved_in in = {.arena = &saved->arena};
    const json_t *summary = json_object_get(saved->report, "summary");
    qg_saved_program_read(&in, saved->report, &saved->names);
    if (!qg_saved_is_bad(&in) && qg_tally_init(&saved->tally, &saved->names.program) != QG_OK)
        in.failed = true;
    if (!qg_saved_is_bad(&in))
        qg_saved_tally(&in, &saved->names, summary, &saved->tally);
    return conclude(&in, saved->path, problem);
}

enum qg_fault qg_saved_open(struct qg_saved *saved, const char *path, struct qg_text *problem) {
    *saved = (struct qg_saved){.path = path};
    qg_arena_init(&saved->arena, "names of a saved report");
    qg_arena_init(&saved->events, "a record of a saved report");
    enum qg_fault fault = load(saved, path, problem);
    if (fault == QG_OK && !is_report(saved->report, path, problem))
        fault = QG_FAULT_READ;
    return fault == QG_OK ? read_names(saved, problem) : fault;
}

void qg_saved_free(struct qg_saved *saved) {
    json_decref(saved->report);
    qg_tally_free(&saved->tally);
    qg_arena_free(&saved->arena);
    qg_arena_free(&saved->events);
}

// ---- telling ----------------------------------------------------------------------------------

struct telling {
    struct qg_saved_in in;
    const struct qg_saved_program *names;
    struct qg_outputs *outputs;
    const json_t *findings, *verdicts, *records;
    size_t finding, verdict; // the next ones
    enum qg_fault fault;
};

static bool goes_on(const struct telling *t) {
    return t->fault == QG_OK && !qg_saved_is_bad(&t->in);
}

static void tell_findings(struct telling *t, size_t end) {
    t->in.list = "findings";
    for (; t->finding < end && goes_on(t); t->finding++) {
        struct qg_finding finding;
        t->in.at = t->finding;
        qg_arena_reset(t->in.arena);
        qg_saved_finding(&t->in, t->names,
                         qg_saved_element(&t->in, t->findings, t->finding, "finding"), &finding);
        if (goes_on(t))
            t->fault = qg_outputs_finding(t->outputs, &finding);
    }
}

static void tell_verdicts(struct telling *t, size_t end) {
    t->in.list = "verdicts";
    for (; t->verdict < end && goes_on(t); t->verdict++) {
        struct qg_verdict verdict;
        t->in.at = t->verdict;
        qg_arena_reset(t->in.arena);
        qg_saved_verdict(&t->in, t->names,
                         qg_saved_element(&t->in, t->verdicts, t->verdict, "verdict"), &verdict);
        if (goes_on(t))
            t->fault = qg_outputs_verdict(t->outputs, &verdict);
    }
}

// How many elements of a list follow, from `from` on, that are said to be `count`.
static size_t end_of(struct telling *t, const json_t *list, size_t from, uint64_t count,
                     const char *name) {
    if (count <= json_array_size(list) - from)
        return from + (size_t)count;
    qg_saved_wrong(&t->in, name, "there are fewer in the report");
    return from;
}

static void tell_record(struct telling *t, size_t at) {
    struct qg_heading heading;
    t->in.list = "records";
    t->in.at = at;
    const json_t *record = qg_saved_element(&t->in, t->records, at, "record");
    uint64_t first = qg_saved_count(&t->in, record, "first_finding");
    size_t before =
        first < t->finding ? t->finding : end_of(t, t->findings, 0, first, "first_finding");
    size_t findings =
        end_of(t, t->findings, before, qg_saved_count(&t->in, record, "findings"), "findings");
    size_t verdicts =
        end_of(t, t->verdicts, t->verdict, qg_saved_count(&t->in, record, "verdicts"), "verdicts");
    tell_findings(t, before); // that belong to no record
    t->in.list = "records";
    qg_arena_reset(t->in.arena);
    qg_saved_heading(&t->in, t->names, record, &heading);
    if (goes_on(t))
        t->fault = qg_outputs_heading(t->outputs, &heading);
    tell_findings(t, findings);
    tell_verdicts(t, verdicts);
}

static void tell(struct telling *t, const json_t *report) {
    t->findings = qg_saved_list(&t->in, report, "findings");
    t->verdicts = qg_saved_list(&t->in, report, "verdicts");
    t->records = qg_saved_list(&t->in, report, "records");
    for (size_t i = 0; i < json_array_size(t->records) && goes_on(t); i++)
        tell_record(t, i);
    tell_findings(t, json_array_size(t->findings));
    tell_verdicts(t, json_array_size(t->verdicts));
}

enum qg_fault qg_saved_replay(struct qg_saved *saved, struct qg_outputs *outputs, int lang,
                              bool colour, struct qg_text *problem) {
    struct telling t = {
        .in = {.arena = &saved->events}, .names = &saved->names, .outputs = outputs};
    struct qg_run_facts facts = saved->names.facts;
    facts.colour = colour;
    facts.lang = lang == QG_NONE ? facts.lang : lang;
    t.fault = qg_outputs_begin(outputs, &facts);
    if (t.fault == QG_OK)
        tell(&t, saved->report);
    enum qg_fault wrong = conclude(&t.in, saved->path, problem);
    if (t.fault != QG_OK || wrong != QG_OK)
        return t.fault != QG_OK ? t.fault : wrong;
    return qg_outputs_end(outputs, &saved->tally);
}

enum qg_conclusion qg_saved_conclusion(const struct qg_saved *saved, enum qg_fail_on fail_on) {
    return qg_tally_conclusion(&saved->tally, fail_on);
}
