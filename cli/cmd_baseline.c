// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "audit_inputs.h"
#include "baseline_run.h"
#include "jobs_args.h"
#include "readfile.h"
#include "seed.h"
#include "shown.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

enum {
    POLICY,
    AS_OF,
    PARAM,
    READING,
    STRICT,
    SELECT,
    IGNORE,
    FAIL_ON,
    EXCEPTIONS,
    UNKNOWN,
    REDACT,
    REDACT_KEY,
    JOBS,
    COLOR,
    NO_COLOR,
    HELP
};

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    QG_SESSION_OPTIONS,
    [STRICT] = {"strict-readings", 0, NULL, "violated only if violated under every reading"},
    [FAIL_ON] = {"fail-on", 0, "WHAT", "what new ends with 1: violated, undetermined or never"},
    [EXCEPTIONS] = {"exceptions", 0, "FILE", "what it excuses needs no baseline (YAML)"},
    [UNKNOWN] = {"unknown-properties", 0, NULL, "report properties that no policy knows"},
    [REDACT] = {"redact", 0, NULL, "pseudonyms instead of ids, names and texts"},
    [REDACT_KEY] = {"redact-key-file", 0, "FILE", "their key (or $QAGIDA_REDACT_KEY)"},
    QG_JOBS_OPTION,
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(qg_baseline_args, policy.paths),
    QG_SESSION_SETTERS(qg_baseline_args),
    [STRICT] = QG_SETS(qg_baseline_args, strict_readings, true),
    [FAIL_ON] = QG_CHOOSES(qg_baseline_args, fail_on, qg_fail_on_names),
    [EXCEPTIONS] = QG_TAKES(qg_baseline_args, pardon.exceptions),
    [UNKNOWN] = QG_SETS(qg_baseline_args, unknown_properties, true),
    [REDACT] = QG_SETS(qg_baseline_args, pardon.redact, true),
    [REDACT_KEY] = QG_TAKES(qg_baseline_args, pardon.key_file),
    QG_JOBS_SETTER(qg_baseline_args),
    QG_COLOUR_SETTERS(qg_baseline_args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(qg_baseline_args, words),
                                                 sizeof(struct qg_baseline_args), NULL};

struct command {
    struct qg_command_call *call;
    const struct qg_baseline_args *args;
    struct qg_baseline_run run;
};

// ---- telling what differs ----

struct telling {
    struct qg_text out;
    uint64_t counts[QG_BASELINE_CHANGES];
    bool violated, undetermined;              // something new is that
    const struct qg_baseline_run *run;        // NULL: two files are compared
    const struct qg_baseline *before, *after; // what is gone stands in the first
};

static const char *const change_names[QG_BASELINE_CHANGES] = {
    [QG_BASELINE_NEW] = "new",   [QG_BASELINE_WORSE] = "worse",    [QG_BASELINE_BETTER] = "better",
    [QG_BASELINE_GONE] = "gone", [QG_BASELINE_SAME] = "unchanged",
};

static void add_outcome(const struct qg_baseline_step *step, struct qg_text *out) {
    if (step->change == QG_BASELINE_WORSE)
        qg_text_addz(out, "undetermined -> ");
    else if (step->change == QG_BASELINE_BETTER)
        qg_text_addz(out, "violated -> ");
    qg_text_addz(out, qg_outcome_name(step->in->entries.at[step->entry].outcome));
}

static void add_line(const struct qg_baseline_step *step, struct qg_text *out) {
    struct qg_baseline_parts parts = qg_baseline_parts(step->in, step->entry);
    qg_text_printf(out, "%s: ", change_names[step->change]);
    qg_shown_add(out, parts.act.len > 0 ? parts.act : QG_STR("data"));
    qg_text_char(out, ' ');
    qg_shown_add(out, parts.rule);
    qg_text_addz(out, ": ");
    qg_shown_add(out, parts.subject);
    qg_text_addz(out, ": ");
    add_outcome(step, out);
    qg_text_char(out, '\n');
}

// Of a rule that was not looked at nothing is known to be gone.
static enum qg_fault tell_step(void *user, const struct qg_baseline_step *step) {
    struct telling *t = user;
    struct qg_baseline_step told = *step;
    if (step->change == QG_BASELINE_GONE && t->run != NULL &&
        !qg_baseline_run_looked_at(t->run, step->entry))
        told.change = QG_BASELINE_SAME;
    bool fresh = told.change == QG_BASELINE_NEW || told.change == QG_BASELINE_WORSE;
    bool violated = step->in->entries.at[step->entry].outcome == QG_VIOLATED;
    t->violated |= fresh && violated;
    t->undetermined |= fresh && !violated;
    t->counts[told.change]++;
    if (told.change != QG_BASELINE_SAME)
        add_line(&told, &t->out);
    return t->out.failed ? QG_FAULT_MEMORY : QG_OK;
}

static void add_counts(struct telling *t) {
    for (int i = 0; i < QG_BASELINE_CHANGES; i++)
        qg_text_printf(&t->out, "%s%s: %" PRIu64, i > 0 ? ", " : "", change_names[i], t->counts[i]);
    qg_text_char(&t->out, '\n');
}

static int status_of(const struct command *c, const struct telling *t) {
    bool fails = (t->violated && c->args->fail_on != QG_FAIL_ON_NEVER) ||
                 (t->undetermined && c->args->fail_on == QG_FAIL_ON_UNDETERMINED);
    return fails ? QG_EXIT_FINDINGS : QG_EXIT_OK;
}

// Prints what differs; the status is that of the comparison.
static int tell(struct command *c, struct telling *t) {
    enum qg_fault fault = qg_baseline_compare(t->before, t->after, tell_step, t);
    add_counts(t);
    int status = fault == QG_OK ? qg_console_print(c->call->console, &t->out, status_of(c, t))
                                : qg_console_fault(fault);
    qg_text_free(&t->out);
    return status;
}

// ---- the verbs ----

// What cannot be read cannot be told from an export; a file that is not there is no trouble.
static int cannot_tell(const char *path, int error) {
    struct qg_text problem = {0};
    if (error == ENOENT)
        return QG_EXIT_OK;
    qg_text_printf(&problem, "cannot tell whether %s is a baseline: %s", path,
                   qg_readfile_reason(error));
    int status = qg_console_trouble(QG_FAULT_READ, &problem);
    qg_text_free(&problem);
    return status;
}

// Whether a file may be replaced by a baseline: it is one, or there is none. Whoever forgot to name
// the baseline would lose an export.
static int may_replace(const char *path) {
    struct qg_text text = {0};
    int status = QG_EXIT_OK;
    enum qg_fault fault = qg_readfile(path, QG_BASELINE_BYTES, &text);
    if (fault == QG_FAULT_READ)
        status = cannot_tell(path, errno);
    else if (fault == QG_FAULT_MEMORY)
        status = qg_console_fault(fault);
    else if (fault == QG_FAULT_LIMIT ||
             (text.len > 0 && !qg_str_starts(qg_text_str(&text), QG_STR("{\"qagida_baseline\""))))
        status = qg_console_complain_of(
            qg_str_of(path), QG_STR("is no baseline and would be replaced by one; the baseline is "
                                    "named first: qagida baseline create BASELINE FILE..."));
    qg_text_free(&text);
    return status;
}

static int write_baseline(struct command *c, const struct qg_baseline *baseline, const char *path) {
    struct qg_text out = {0};
    qg_baseline_write(baseline, c->run.policy.program, &out);
    int status = qg_console_deliver(c->call->console, &out, strcmp(path, "-") == 0 ? NULL : path,
                                    QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static int create(struct command *c) {
    const char *path = c->args->words.at[1];
    int status = strcmp(path, "-") == 0 ? QG_EXIT_OK : may_replace(path);
    if (status == QG_EXIT_OK)
        status = qg_baseline_run(&c->run, c->call, NULL);
    return status == QG_EXIT_OK ? write_baseline(c, &c->run.found, path) : status;
}

static int check(struct command *c) {
    int status = qg_baseline_run(&c->run, c->call, c->args->words.at[1]);
    struct telling t = {.run = &c->run, .before = &c->run.known, .after = &c->run.found};
    return status == QG_EXIT_OK ? tell(c, &t) : status;
}

// What of the known baseline was met, as it was met, or could not have been.
static enum qg_fault keep_met(const struct qg_baseline_run *run, struct qg_baseline *out) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < run->known.entries.len && fault == QG_OK; i++) {
        const struct qg_baseline_entry *entry = &run->known.entries.at[i];
        bool better = entry->met == QG_UNDETERMINED;
        if (entry->met != QG_SATISFIED || !qg_baseline_run_looked_at(run, i))
            fault =
                qg_baseline_copy(out, &run->known, i, better ? QG_UNDETERMINED : entry->outcome);
    }
    return fault;
}

static int prune(struct command *c) {
    const char *path = c->args->words.at[1];
    struct qg_baseline kept;
    int status = qg_baseline_run(&c->run, c->call, path);
    if (status != QG_EXIT_OK)
        return status;
    qg_baseline_init(&kept, qg_seed(), qg_pardon_files_redaction(&c->run.pardon));
    struct telling t = {.before = &c->run.known, .after = &kept};
    enum qg_fault fault = keep_met(&c->run, &kept);
    status = fault == QG_OK ? write_baseline(c, &kept, path) : qg_console_fault(fault);
    if (status == QG_EXIT_OK)
        status = tell(c, &t);
    qg_baseline_free(&kept);
    return status;
}

static int read_side(struct qg_baseline *out, const char *path) {
    struct qg_text problem = {0};
    qg_baseline_init(out, qg_seed(), NULL);
    out->any_mark = true;
    enum qg_fault fault = qg_baseline_read(out, path, &problem);
    int status = fault == QG_OK ? QG_EXIT_OK : qg_console_trouble(fault, &problem);
    qg_text_free(&problem);
    return status;
}

static int diff(struct command *c) {
    struct qg_baseline before = {0}, after = {0};
    int status = read_side(&before, c->args->words.at[1]);
    if (status == QG_EXIT_OK)
        status = read_side(&after, c->args->words.at[2]);
    struct telling t = {.before = &before, .after = &after};
    if (status == QG_EXIT_OK && strcmp(before.mark, after.mark) != 0)
        status = qg_console_complain(QG_STR("the two baselines have no names in common: their "
                                            "pseudonyms were made with different keys"));
    else if (status == QG_EXIT_OK)
        status = tell(c, &t);
    qg_baseline_free(&before);
    qg_baseline_free(&after);
    return status;
}

// ---- the command ----

struct verb {
    const char *name;
    int (*run)(struct command *c);
    uint32_t least, most; // words behind it
    const char *wants;
};

static const struct verb verbs[] = {
    {"create", create, 1, UINT32_MAX, "qagida baseline create BASELINE [FILE|-]..."},
    {"check", check, 1, UINT32_MAX, "qagida baseline check BASELINE [FILE|-]..."},
    {"prune", prune, 1, UINT32_MAX, "qagida baseline prune BASELINE [FILE|-]..."},
    {"diff", diff, 2, 2, "qagida baseline diff OLD NEW"},
};

enum { VERBS = sizeof verbs / sizeof verbs[0] };

static int dispatch(struct command *c) {
    const char *names[VERBS + 1] = {0};
    const struct qg_words *words = &c->args->words;
    for (int i = 0; i < VERBS; i++)
        names[i] = verbs[i].name;
    if (words->len == 0) {
        qg_text_addz(&c->call->problem, "say what to do: create, check, prune or diff");
        return qg_command_call_usage(c->call);
    }
    int which = qg_options_choice("baseline", words->at[0], names, &c->call->problem);
    if (which < 0)
        return qg_command_call_usage(c->call);
    const struct verb *verb = &verbs[which];
    if (words->len - 1 >= verb->least && words->len - 1 <= verb->most)
        return verb->run(c);
    qg_text_printf(&c->call->problem, "the files are missing, or too many: %s", verb->wants);
    return qg_command_call_usage(c->call);
}

static int run(struct qg_command_call *call) {
    struct command c = {.call = call, .args = call->args};
    int status = dispatch(&c);
    qg_baseline_run_free(&c.run);
    return status;
}

// Behind the verb stands the baseline, which two of them write.
static unsigned reach(const void *own, uint32_t at) {
    const char *verb = ((const struct qg_baseline_args *)own)->words.at[0];
    bool writes = strcmp(verb, "create") == 0 || strcmp(verb, "prune") == 0;
    return at == 1 && writes ? QG_REACH_READ | QG_REACH_REPLACE : QG_REACH_READ;
}

const struct qg_command qg_cmd_baseline = {
    .name = "baseline",
    .summary = "findings that are known, so that only new ones fail a check",
    .usage = "  qagida baseline create BASELINE [OPTIONS] [FILE|-]...\n"
             "  qagida baseline check BASELINE [OPTIONS] [FILE|-]...\n"
             "  qagida baseline prune BASELINE [OPTIONS] [FILE|-]...\n"
             "  qagida baseline diff OLD NEW\n",
    .examples =
        "Writes down the findings that there are, so that `check --baseline` fails for new ones "
        "alone;\ntells how things stand to that, takes out what is no longer found, and compares "
        "two of them.\n\n"
        "  qagida baseline create baseline.ndjson export.ndjson\n"
        "  qagida check --baseline baseline.ndjson export.ndjson\n"
        "  qagida baseline check baseline.ndjson export.ndjson\n"
        "  qagida baseline prune baseline.ndjson export.ndjson\n"
        "  qagida baseline diff old.ndjson baseline.ndjson",
    .line = &arguments,
    .reach = reach,
    .notes = "A finding is known by act, rule and record, never by its line. One that was "
             "undetermined and\nis violated is new; one that is no longer found is an improvement, "
             "and never fails.\nA baseline called - is written to the standard output.\n"
             "Exit status: 0 nothing new, 1 something new as --fail-on asks, 2 could not do the "
             "job.\n",
    .run = run,
};
