// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "audit_inputs.h"
#include "format_args.h"
#include "jobs_args.h"
#include "policy_args.h"
#include "sweep_pass.h"
#include "sweep_values.h"
#include "version.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>

enum {
    POLICY,
    CHANGE,
    PARAMETER,
    VALUES,
    ACT,
    FORMAT,
    LANGUAGE,
    AS_OF,
    PARAM,
    READING,
    SELECT,
    IGNORE,
    JOBS,
    COLOR,
    NO_COLOR,
    HELP
};

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [CHANGE] = {"change", 0, "WORDS", "what is replaced: 'in paragraph 35 replace 1 month with'"},
    [PARAMETER] = {"parameter", 0, "NAME", "replaces the default of this parameter instead"},
    [VALUES] = {"values", 0, "LIST",
                "by what: '10 days, 6 weeks', '1..12 months', '1/2..1 step "
                "1/12'"},
    [ACT] = {"act", 0, "NAME", "the act that is changed, where the policy has several"},
    [FORMAT] = {"format", 'f', "NAME[=FILE]", "text, csv, json or svg; to a file; repeatable"},
    [LANGUAGE] = {"lang", 0, "LANG", "language of the report: en, ru or kk"},
    QG_SESSION_OPTIONS,
    QG_JOBS_OPTION,
    QG_COLOUR_OPTIONS("colour in diagnostics: always, auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_policy_args policy;
    struct qg_words formats, files;
    struct qg_session_args session;
    const char *change, *parameter, *values, *act;
    uint64_t jobs; // 0: not given
    int lang, colour;
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [CHANGE] = QG_TAKES(args, change),
    [PARAMETER] = QG_TAKES(args, parameter),
    [VALUES] = QG_TAKES(args, values),
    [ACT] = QG_TAKES(args, act),
    [FORMAT] = QG_ADDS_OF(args, formats, qg_sweep_formats),
    [LANGUAGE] = QG_CHOOSES(args, lang, qg_lang_names),
    QG_SESSION_SETTERS(args),
    QG_JOBS_SETTER(args),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, files),
                                                 sizeof(struct args), NULL};

// Everything that one `sweep` holds, in the order in which it is made.
struct command {
    struct qg_command_call *call;
    struct args *args;
    struct qg_arena arena;     // texts of the change and of the values
    struct qg_policy law;      // as it stands: what is changed, and the head of the report
    struct qg_session session; // of that
    struct qg_sweep_change change;
    struct qg_sweep_values values;
    struct qg_sweep_point *points; // owned
    struct qg_sweep_tally tally;
    struct qg_run_facts run;
    struct qg_sweep_report report;
};

// ---- what is asked ----

// Whether a --param gives the parameter a value, which leaves its default without effect.
static bool is_given(const struct args *args) {
    size_t len = args->parameter != NULL ? strlen(args->parameter) : 0;
    for (uint32_t i = 0; i < args->session.parameters.len && len > 0; i++)
        if (strncmp(args->session.parameters.at[i], args->parameter, len) == 0 &&
            args->session.parameters.at[i][len] == '=')
            return true;
    return false;
}

static bool is_asked(struct command *c) {
    const struct args *args = c->args;
    if ((args->change == NULL) == (args->parameter == NULL))
        qg_text_addz(&c->call->problem,
                     "name what is replaced: --change WORDS, or --parameter NAME");
    else if (args->values == NULL)
        qg_text_addz(&c->call->problem, "name the values: --values '10 days, 20 days, 1 month'");
    else if (is_given(args))
        qg_text_printf(&c->call->problem,
                       "--param gives `%s` a value, so that its default decides "
                       "nothing",
                       args->parameter);
    return c->call->problem.len == 0 &&
           qg_format_args_check(&args->formats, qg_sweep_formats(), &c->call->problem) &&
           qg_audit_inputs_find(&c->args->files, &c->call->problem);
}

static bool find_change(struct command *c) {
    const struct args *args = c->args;
    struct qg_sweep_wish wish = {qg_str_of(args->act), qg_str_of(args->change)};
    if (args->change != NULL)
        return qg_sweep_change_read(&c->change, c->law.program, wish, &c->call->problem);
    wish.what = qg_str_of(args->parameter);
    return qg_sweep_change_parameter(&c->change, &c->arena, c->law.program, wish,
                                     &c->call->problem);
}

static bool find_values(struct command *c, uint32_t *stands) {
    struct qg_text why = {0};
    bool ok = qg_sweep_values_read(&c->values, &c->arena, qg_str_of(c->args->values), &why);
    if (!ok)
        qg_text_printf(&c->call->problem, "--values: %.*s", QG_STR_ARG(qg_text_str(&why)));
    else if (!qg_sweep_values_place(&c->values, c->change.present, stands))
        qg_text_addz(&c->call->problem, "out of memory");
    else if (c->values.items.len == 1)
        qg_text_addz(&c->call->problem, "--values: there is none but the one that stands");
    qg_text_free(&why);
    return c->call->problem.len == 0;
}

static int find_points(struct command *c) {
    uint32_t stands = 0;
    if (!find_change(c) || !find_values(c, &stands))
        return qg_command_call_usage(c->call);
    c->points = calloc(c->values.items.len, sizeof *c->points);
    if (c->points == NULL)
        return qg_console_fault(QG_FAULT_MEMORY);
    for (uint32_t i = 0; i < c->values.items.len; i++)
        c->points[i] =
            (struct qg_sweep_point){.value = c->values.items.at[i], .stands = i == stands};
    return QG_EXIT_OK;
}

static int set_up(struct command *c) {
    enum qg_fault fault = qg_session_init(&c->session, c->law.program, NULL);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    return qg_session_args_set(&c->session, &c->args->session, &c->call->problem)
               ? QG_EXIT_OK
               : qg_command_call_usage(c->call);
}

// ---- the passes ----

// As many points as have room for their drafts in one pass.
static uint32_t end_of_pass(const struct command *c, uint32_t from) {
    uint32_t drafts = 0, at = from;
    for (; at < c->values.items.len; at++) {
        drafts += !c->points[at].stands;
        if (drafts == QG_WORLD_LIMIT)
            break;
    }
    return at;
}

static bool reads_stream(const struct qg_words *files) {
    for (uint32_t i = 0; i < files->len; i++)
        if (strcmp(files->at[i], "-") == 0)
            return true;
    return false;
}

static int sweep(struct command *c) {
    const struct qg_sweep_setting setting = {.console = c->call->console,
                                             .policy = &c->args->policy,
                                             .files = &c->args->files,
                                             .session = &c->args->session,
                                             .change = &c->change,
                                             .jobs = qg_jobs_args(c->args->jobs),
                                             .colour = (enum qg_colour_wish)c->args->colour};
    uint32_t count = c->values.items.len;
    int status = QG_EXIT_OK;
    if (end_of_pass(c, 0) < count && reads_stream(&c->args->files))
        return qg_console_complain(QG_STR("the standard input can be read only once: name a file, "
                                          "or at most 31 values"));
    for (uint32_t from = 0, to; from < count && status == QG_EXIT_OK; from = to) {
        to = end_of_pass(c, from);
        const struct qg_sweep_slice slice = {c->points, from, to, from == 0};
        status = qg_sweep_pass(&setting, &slice, &c->tally);
    }
    for (uint32_t i = 0; i < count; i++)
        if (c->points[i].stands)
            c->points[i].world = c->tally.standing;
    return status;
}

// ---- the report ----

static int deliver(struct command *c, const char *word) {
    struct qg_text out = {0};
    int format = qg_format_args_format(word, qg_sweep_formats(), &c->call->problem);
    if (format < 0) // which can only be for want of memory, as they were checked before
        return qg_console_fault(QG_FAULT_MEMORY);
    qg_sweep_write(&c->report, format, &out);
    int status = out.failed ? qg_console_fault(QG_FAULT_MEMORY)
                            : qg_console_deliver(c->call->console, &out, qg_format_args_file(word),
                                                 QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static void make_report(struct command *c) {
    c->run = qg_session_facts(&c->session, qg_version(), c->args->lang);
    c->run.as_of = c->tally.as_of;
    c->report = (struct qg_sweep_report){.run = &c->run,
                                         .act = c->change.act,
                                         .change = c->change.text,
                                         .points = c->points,
                                         .point_count = c->values.items.len,
                                         .records = c->tally.records,
                                         .not_audited = c->tally.not_audited,
                                         .unreadable = c->tally.unreadable};
}

// All of the reports; then, as ever, 2 where they do not speak of all records.
static int tell(struct command *c) {
    int status = c->args->formats.len == 0 ? deliver(c, "text") : QG_EXIT_OK;
    for (uint32_t i = 0; i < c->args->formats.len && status == QG_EXIT_OK; i++)
        status = deliver(c, c->args->formats.at[i]);
    return status == QG_EXIT_OK ? c->tally.status : status;
}

// ---- the command ----

static int find_sweep(struct command *c) {
    int status = is_asked(c) ? QG_EXIT_OK : qg_command_call_usage(c->call);
    if (status == QG_EXIT_OK)
        status = qg_policy_args_program(c->call->console, &c->law, &c->args->policy,
                                        (enum qg_colour_wish)c->args->colour);
    if (status == QG_EXIT_OK)
        status = set_up(c);
    if (status == QG_EXIT_OK)
        status = find_points(c);
    if (status != QG_EXIT_OK)
        return status;
    status = sweep(c);
    if (status != QG_EXIT_OK)
        return status;
    make_report(c);
    return tell(c);
}

static void release(struct command *c) {
    free(c->points);
    qg_sweep_values_free(&c->values);
    qg_session_free(&c->session);
    qg_policy_free(&c->law);
    qg_arena_free(&c->arena);
}

static int run(struct qg_command_call *call) {
    struct command c = {.call = call, .args = call->args};
    qg_arena_init(&c.arena, "sweep");
    int status = find_sweep(&c);
    release(&c);
    return status;
}

const struct qg_command qg_cmd_sweep = {
    .name = "sweep",
    .summary = "put values into an act one by one, and tell whom each affects",
    .usage = "  qagida sweep --change WORDS --values LIST [OPTIONS] [FILE|-]...\n"
             "  qagida sweep --parameter NAME --values LIST [OPTIONS] [FILE|-]...\n",
    .examples =
        "Puts one value after the other into the act, as if it had always stood there, and counts\n"
        "the certifications of the records that come out otherwise.\n\n"
        "  qagida sweep --change 'in paragraph 35 replace 1 month with' \\\n"
        "    --values '10 days, 20 days, 6 weeks' export.ndjson\n"
        "  qagida sweep --change 'in paragraph 46 replace 2/3 with' \\\n"
        "    --values '1/2..1 step 1/12' --format text --format svg=quorum.svg export.ndjson\n"
        "  qagida sweep --parameter effective_on --values '2020-01-01, 2021-01-01' export.ndjson",
    .line = &arguments,
    .operand = "RECORDS",
    .notes = "The value that stands is one of the points, marked, whether it is listed or not.\n"
             "More than 31 values take several passes over the records.\n"
             "Exit status: 0 done, 2 could not do the job.\n",
    .run = run,
};
