// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "audit_inputs.h"
#include "policy_args.h"
#include "profile_report.h"
#include "seed.h"
#include "session_args.h"
#include "version.h"

enum {
    POLICY,
    FORMAT,
    OUTPUT,
    TOP,
    SORT,
    TIME,
    OPTIMISE,
    AS_OF,
    PARAM,
    READING,
    SELECT,
    IGNORE,
    COLOR,
    NO_COLOR,
    HELP
};

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [FORMAT] = {"format", 'f', "NAME", "text or json"},
    [OUTPUT] = {"output", 'o', "FILE", "write the profile to a file"},
    [TOP] = {"top", 'n', "N", "rows of each table (default: 20); 0: all"},
    [SORT] = {"sort", 0, "WHAT", "by steps (default), times, each, time or place"},
    [TIME] = {"time", 0, NULL, "sample how long it takes, which no two runs agree on"},
    [OPTIMISE] = {"optimise", 'O', "LEVEL", "0: the program as it was lowered, for comparison"},
    QG_SESSION_OPTIONS,
    QG_COLOUR_OPTIONS("colour in diagnostics: always, auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_policy_args policy;
    struct qg_words files;
    struct qg_session_args session;
    const char *output; // NULL: the standard output
    uint64_t top;
    int format, sort; // enum qg_profile_format, enum qg_profile_order
    int timed;
    int colour; // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [FORMAT] = QG_CHOOSES(args, format, qg_profile_formats),
    [OUTPUT] = QG_TAKES(args, output),
    [TOP] = QG_COUNTS(args, top, 0, 1e9),
    [SORT] = QG_CHOOSES(args, sort, qg_profile_orders),
    [TIME] = QG_SETS(args, timed, true),
    [OPTIMISE] = QG_CHOOSES(args, policy.unoptimised, qg_optimise_levels),
    QG_SESSION_SETTERS(args),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct args initial = {.top = 20};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, files),
                                                 sizeof(struct args), &initial};

// Everything that one `profile` holds, in the order in which it is made.
struct command {
    struct qg_command_call *call;
    const struct args *args;
    struct qg_policy policy;
    struct qg_session session;
    struct qg_profile profile;
    struct qg_stream nowhere; // the outputs want one; nothing is written to it
    struct qg_outputs outputs;
    struct qg_audit audit;
};

// Rules are interpreted: what is compiled to C does not count.
static int set_up(struct command *c) {
    enum qg_fault fault = qg_session_init(&c->session, c->policy.program, NULL);
    if (fault == QG_OK && !qg_profile_init(&c->profile, c->policy.program))
        fault = QG_FAULT_MEMORY;
    if (fault != QG_OK)
        return qg_console_fault(fault);
    c->profile.timed = c->args->timed != 0 || c->args->sort == QG_PROFILE_BY_TIME;
    c->session.settings.profile = &c->profile;
    return qg_session_args_set(&c->session, &c->args->session, &c->call->problem)
               ? QG_EXIT_OK
               : qg_command_call_usage(c->call);
}

static enum qg_fault audit(struct command *c) {
    const struct qg_audit_options wish = {
        .reader = {.seed = qg_seed()},
        .as_of_given = c->args->session.as_of != NULL,
        .version = qg_version(),
    };
    c->nowhere.fd = -1;
    qg_outputs_init(&c->outputs, &c->nowhere);
    enum qg_fault fault =
        qg_audit_init(&c->audit, &c->session, &c->outputs, &wish, qg_audit_inputs_notes());
    if (fault == QG_OK)
        fault = qg_audit_inputs_run(&c->audit, c->call->console,
                                    &(struct qg_inputs){.files = &c->args->files});
    return fault;
}

static int report(struct command *c) {
    struct qg_profile_rows rows = {0};
    struct qg_text out = {0};
    int status = qg_audit_inputs_conclude(&c->audit, QG_FAIL_ON_NEVER);
    enum qg_fault fault = qg_profile_rows_make(&rows, c->policy.program, &c->profile,
                                               (enum qg_profile_order)c->args->sort);
    const struct qg_profile_facts facts = {.rows = &rows,
                                           .records = c->audit.run.tally.records,
                                           .top = (uint32_t)c->args->top,
                                           .timed = c->profile.timed};
    if (fault == QG_OK)
        qg_profile_report((enum qg_profile_format)c->args->format, &facts, &out);
    status = fault == QG_OK ? qg_console_deliver(c->call->console, &out, c->args->output, status)
                            : qg_console_fault(fault);
    qg_text_free(&out);
    qg_profile_rows_free(&rows);
    return status;
}

static int profile_records(struct command *c) {
    struct args *args = c->call->args;
    if (!qg_audit_inputs_find(&args->files, &c->call->problem))
        return qg_command_call_usage(c->call);
    int status = qg_policy_args_program(c->call->console, &c->policy, &c->args->policy,
                                        (enum qg_colour_wish)c->args->colour);
    if (status == QG_EXIT_OK)
        status = set_up(c);
    if (status != QG_EXIT_OK)
        return status;
    enum qg_fault fault = audit(c); // what it came to by then is no profile
    return fault == QG_OK ? report(c) : qg_console_fault(fault);
}

static void release(struct command *c) {
    qg_audit_free(&c->audit);
    qg_outputs_free(&c->outputs);
    qg_profile_free(&c->profile);
    qg_session_free(&c->session);
    qg_policy_free(&c->policy);
}

static int run(struct qg_command_call *call) {
    struct command c = {.call = call, .args = call->args};
    int status = profile_records(&c);
    release(&c);
    return status;
}

const struct qg_command qg_cmd_profile = {
    .name = "profile",
    .summary = "tell what each rule costs over records",
    .usage = "  qagida profile [OPTIONS] [FILE|-]...\n",
    .examples = "Checks records and tells what each rule, scope and definition took.\n\n"
                "  qagida profile export.ndjson\n"
                "  qagida profile -p my-policy/ --top 5 --sort each export.ndjson\n"
                "  qagida profile --format json --top 0 -o profile.json export.ndjson",
    .line = &arguments,
    .operand = "RECORDS",
    .notes =
        "Steps are instructions, and the comparisons within lists that some of them take: the "
        "same\n"
        "in every run over the same records. The steps of a rule are also those of what it is the\n"
        "first to ask for; a definition that another rule asked for before is remembered. Rules,\n"
        "scopes and others add up to the whole; definitions tell the same steps by where they are\n"
        "taken. Rules are interpreted for it. What is reported is judged again, to find its "
        "facts;\n"
        "that does not count.\n"
        "Exit status: 0, or 2 if it could not do its job.\n",
    .run = run,
};
