// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "audit_inputs.h"
#include "format_args.h"
#include "saved.h"
#include "words.h"

enum { FORMAT, LANGUAGE, ONLY, FAIL_ON, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [FORMAT] = {"format", 'f', "NAME[=FILE]", "the format to make, and its file; repeatable"},
    [LANGUAGE] = {"lang", 0, "LANG", "en, ru or kk (default: that of the saved report)"},
    [ONLY] = {"only", 0, "WHAT=ID", "tell only of an institution, a record or a certification"},
    [FAIL_ON] = {"fail-on", 0, "WHAT", "what ends with 1: violated, undetermined or never"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_words formats, files;
    const char *only; // NULL: not given
    int lang, fail_on, colour;
};

static const struct qg_setter setters[] = {
    [FORMAT] = QG_ADDS_OF(args, formats, qg_writer_formats),
    [LANGUAGE] = QG_CHOOSES(args, lang, qg_lang_names),
    [ONLY] = QG_TAKES(args, only),
    [FAIL_ON] = QG_CHOOSES(args, fail_on, qg_fail_on_names),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct args initial = {.lang = QG_NONE};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, files),
                                                 sizeof(struct args), &initial};

// Everything that one `report` holds, in the order in which it is made.
struct command {
    struct qg_command_call *call;
    const struct args *args;
    struct qg_saved saved;
    struct qg_outputs outputs;
};

static int broken_off(struct command *c, enum qg_fault fault) {
    if (fault == QG_FAULT_WRITE && c->call->problem.len == 0)
        qg_outputs_explain(&c->outputs, &c->call->problem);
    return qg_command_call_broken_off(c->call, fault, &c->call->problem);
}

static int conclude(const struct command *c) {
    switch (qg_saved_conclusion(&c->saved, (enum qg_fail_on)c->args->fail_on)) {
    case QG_CONCLUSION_CLEAN:
        return QG_EXIT_OK;
    case QG_CONCLUSION_FINDINGS:
        return QG_EXIT_FINDINGS;
    case QG_CONCLUSION_INCOMPLETE:
        return qg_console_complain(QG_STR("the check that was saved could not read everything"));
    case QG_CONCLUSION_NOTHING:
        break;
    }
    return qg_console_complain(QG_STR("the check that was saved judged no record"));
}

static int tell(struct command *c) {
    bool colour = qg_console_colours(c->call->console, (enum qg_colour_wish)c->args->colour, false);
    struct qg_audit_notes notes = qg_audit_inputs_notes();
    enum qg_fault fault = qg_saved_open(&c->saved, c->args->files.at[0], &c->call->problem);
    if (fault == QG_OK)
        fault = qg_format_args_open(&c->outputs, &c->args->formats, &c->call->problem);
    c->saved.names.facts.aside = (struct qg_aside){notes.user, notes.note};
    if (fault == QG_OK)
        fault = qg_saved_replay(&c->saved, &c->outputs, c->args->lang, colour, &c->call->problem);
    return fault == QG_OK ? conclude(c) : broken_off(c, fault);
}

static int report(struct command *c) {
    if (c->args->files.len != 1) {
        qg_text_addz(&c->call->problem, "name the report that `check --format json` saved, or `-`");
        return qg_command_call_usage(c->call);
    }
    if (c->args->only != NULL && !qg_only_parse(&c->outputs.only, c->args->only, &c->call->problem))
        return qg_command_call_usage(c->call);
    return qg_format_args_check(&c->args->formats, qg_writer_formats(), &c->call->problem)
               ? tell(c)
               : qg_command_call_usage(c->call);
}

static void release(struct command *c) {
    qg_outputs_free(&c->outputs);
    qg_saved_free(&c->saved);
}

static int run(struct qg_command_call *call) {
    struct command c = {.call = call, .args = call->args};
    qg_outputs_init(&c.outputs, &call->console->out);
    c.outputs.spares = &call->spares;
    int status = report(&c);
    release(&c);
    return status;
}

const struct qg_command qg_cmd_report = {
    .name = "report",
    .summary = "make any report of one that was saved as JSON",
    .usage = "  qagida report [OPTIONS] FILE.json|-\n",
    .examples =
        "Turns a report that `check --format json` saved into any other one, without the records "
        "and\nwithout the policy. What it writes is what `check` would have written.\n\n"
        "  qagida check --format json=report.json export.ndjson\n"
        "  qagida report --lang kk report.json\n"
        "  qagida report --format text=report.txt --format ndjson=report.ndjson report.json\n"
        "  qagida check --format json export.ndjson | qagida report -\n",
    .line = &arguments,
    .notes = "Exit status: as of the check that was saved; 2 also where the file is no report.\n",
    .run = run,
};
