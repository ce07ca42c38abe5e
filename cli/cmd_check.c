// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "audit_inputs.h"
#include "check_args.h"
#include "format_args.h"
#include "import_args.h"
#include "jobs_args.h"
#include "place_links.h"
#include "seed.h"
#include "session_args.h"
#include "version.h"

#include <string.h>

// Everything that one `check` holds, in the order in which it is made.
struct check {
    struct qg_command_call *call;
    struct qg_check_args *args;
    struct qg_policy policy;
    struct qg_session session;
    struct qg_place_links links;
    struct qg_pardon_files pardon;
    struct qg_outputs outputs;
    struct qg_audit audit;
    struct qg_import import; // of --map
};

// ---- settings ----

static int set_up(struct check *check) {
    const struct qg_check_args *args = check->args;
    enum qg_fault fault = qg_session_init(&check->session, check->policy.program,
                                          check->args->interpret ? NULL : check->policy.native);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    check->session.settings.steps = (int64_t)args->max_steps;
    if (!qg_session_args_set(&check->session, &args->session, &check->call->problem))
        return qg_command_call_usage(check->call);
    if (qg_console_links(check->call->console))
        fault = qg_place_links_init(&check->links, &check->policy);
    return fault == QG_OK ? QG_EXIT_OK : qg_console_fault(fault);
}

// ---- outputs ----

// Counts by rule belong to the text; other formats have them anyway.
static bool is_text(const char *format) {
    return strcspn(format, "=") == strlen("text") && strncmp(format, "text", strlen("text")) == 0;
}

static bool statistics_fit(struct check *check) {
    const struct qg_words *formats = &check->args->formats;
    bool text = formats->len == 0 || !check->args->statistics;
    for (uint32_t i = 0; i < formats->len; i++)
        text = text || is_text(formats->at[i]);
    if (!text)
        qg_text_addz(&check->call->problem, "--statistics goes with the format text");
    return text;
}

static int open_outputs(struct check *check) {
    const struct qg_words *formats = &check->args->formats;
    qg_outputs_init(&check->outputs, &check->call->console->out);
    check->outputs.spares = &check->call->spares;
    if (check->args->only != NULL &&
        !qg_only_parse(&check->outputs.only, check->args->only, &check->call->problem))
        return qg_command_call_usage(check->call);
    if (!qg_format_args_check(formats, qg_writer_formats(), &check->call->problem) ||
        !statistics_fit(check))
        return qg_command_call_usage(check->call);
    enum qg_fault fault = qg_format_args_open(&check->outputs, formats, &check->call->problem);
    if (fault == QG_OK)
        return QG_EXIT_OK;
    return fault == QG_FAULT_WRITE ? qg_console_complain(qg_text_str(&check->call->problem))
                                   : qg_console_fault(fault);
}

// ---- the audit ----

static struct qg_audit_options audit_options(struct check *check) {
    const struct qg_check_args *args = check->args;
    struct qg_audit_options options = {
        .run = {.strict_readings = args->strict_readings != 0,
                .redaction = qg_pardon_files_redaction(&check->pardon)},
        .reader = {.engine = (enum qg_engine)args->engine,
                   .report_unknown = args->unknown_properties != 0,
                   .seed = qg_seed()},
        .lang = args->lang,
        .colour =
            qg_console_colours(check->call->console, (enum qg_colour_wish)args->colour, false),
        .links = qg_console_links(check->call->console) ? &check->links.links : NULL,
        .statistics = args->statistics != 0,
        .max_findings = args->max_findings,
        .as_of_given = args->session.as_of != NULL,
        .jobs = qg_jobs_args(args->jobs),
        .version = qg_version(),
        .pardon = qg_pardon_files_pardon(&check->pardon),
        .show_excused = qg_check_args_show_excused(args),
    };
    bool every = (qg_outputs_wants(&check->outputs) & QG_WANTS_LANGUAGES) != 0;
    for (int lang = 0; lang < QG_LANGS; lang++)
        options.run.languages[lang] = every || lang == args->lang;
    options.run.remedies = (qg_outputs_wants(&check->outputs) & QG_WANTS_REMEDIES) != 0;
    options.run.show_silenced = qg_check_args_show(args, options.run.show);
    return options;
}

static int broken_off(struct check *check, enum qg_fault fault) {
    struct qg_text problem = {0};
    if (fault == QG_FAULT_WRITE)
        qg_outputs_explain(&check->outputs, &problem);
    int status = qg_command_call_broken_off(check->call, fault, &problem);
    qg_text_free(&problem);
    return status;
}

static int audit(struct check *check) {
    const struct qg_inputs inputs = {&check->args->files, check->args->stdin_name};
    struct qg_audit_options options = audit_options(check);
    enum qg_fault fault = qg_audit_init(&check->audit, &check->session, &check->outputs, &options,
                                        qg_audit_inputs_notes());
    if (fault == QG_OK && check->args->map != NULL)
        fault = qg_audit_inputs_run_import(&check->audit, &check->import);
    else if (fault == QG_OK)
        fault = qg_audit_inputs_run(&check->audit, check->call->console, &inputs);
    return fault == QG_OK
               ? qg_audit_inputs_conclude(&check->audit, (enum qg_fail_on)check->args->fail_on)
               : broken_off(check, fault);
}

// ---- the command ----

static int open_import(struct check *check) {
    return check->args->map == NULL
               ? QG_EXIT_OK
               : qg_import_args_open(&check->import, &check->policy.program->schema,
                                     check->args->map, &check->args->files);
}

static bool find_inputs(struct check *check) {
    return check->args->map != NULL
               ? qg_import_args_check(&check->args->files, &check->call->problem)
               : qg_audit_inputs_find(&check->args->files, &check->call->problem);
}

static int check_records(struct check *check) {
    int status = find_inputs(check) ? QG_EXIT_OK : qg_command_call_usage(check->call);
    if (status == QG_EXIT_OK)
        status = qg_policy_args_program(check->call->console, &check->policy, &check->args->policy,
                                        (enum qg_colour_wish)check->args->colour);
    if (status == QG_EXIT_OK)
        status = set_up(check);
    if (status == QG_EXIT_OK)
        status = qg_pardon_args_load(&check->pardon, &check->args->pardon, check->policy.program);
    if (status == QG_EXIT_OK)
        status = open_import(check);
    if (status == QG_EXIT_OK)
        status = open_outputs(check);
    return status == QG_EXIT_OK ? audit(check) : status;
}

static void release(struct check *check) {
    qg_audit_free(&check->audit);
    qg_import_free(&check->import);
    qg_outputs_free(&check->outputs);
    qg_place_links_free(&check->links);
    qg_pardon_files_free(&check->pardon);
    qg_session_free(&check->session);
    qg_policy_free(&check->policy);
}

static int run(struct qg_command_call *call) {
    struct check check = {.call = call, .args = call->args};
    int status = check_records(&check);
    release(&check);
    return status;
}

const struct qg_command qg_cmd_check = {
    .name = "check",
    .summary = "check records and report what is wrong with them",
    .usage = "  qagida check [OPTIONS] [FILE|-]...\n",
    .examples =
        "Checks records against a policy and reports what is wrong with them.\n\n"
        "  qagida check export.ndjson\n"
        "  qagida check --lang ru --format text --format json=report.json export.ndjson\n"
        "  qagida check --format github --format sarif=qagida.sarif export.ndjson\n"
        "  qagida check --lang kk --format html=report.html export.ndjson\n"
        "  qagida check --lang kk --format act-pdf=acts.pdf --only institution=I-01 export.ndjson\n"
        "  qagida check --select 46,P48* --show satisfied dossier.json\n"
        "  qagida check --map staff.map.yaml people.csv sittings.csv votes.csv\n"
        "  qagida check -p my-policy/ --as-of 2024-01-01 --reading majority_base=all_members "
        "-",
    .line = &qg_check_line,
    .operand = "RECORDS",
    .notes =
        "Formats: text, html, act, act-pdf; json, ndjson, csv; sarif, junit, github, gitlab,\n"
        "markdown.\n"
        "A file holds one record a line, a JSON array, one record, or an object with `records`.\n"
        "What concerns all records together is reported at the end.\n"
        "Exit status: 0 nothing found, 1 findings, 2 could not do the job.\n",
    .run = run,
};
