// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "kinds.h"
#include "policy_args.h"
#include "schema_example.h"
#include "schema_json.h"

enum { POLICY, RECORD, EXAMPLE, CLOSED, OUTPUT, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [RECORD] = {"record", 0, "NAME", "this kind of record only, as does a NAME by itself"},
    [EXAMPLE] = {"example", 0, "[full]", "an example instead: the least there can be, or all"},
    [CLOSED] = {"closed", 0, NULL, "refuse properties that the policy does not know"},
    [OUTPUT] = {"output", 'o', "FILE", "write there, whole or not at all"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_policy_args policy;
    struct qg_words records;
    const char *output; // NULL: the standard output
    int example;        // enum qg_example, or -1: the schema
    int closed;
    int colour; // enum qg_colour_wish
};

static const char *const examples[] = {
    [QG_EXAMPLE_MINIMAL] = "minimal", [QG_EXAMPLE_FULL] = "full", NULL};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [RECORD] = QG_ADDS(args, records),
    [EXAMPLE] = QG_CHOOSES(args, example, examples),
    [CLOSED] = QG_SETS(args, closed, true),
    [OUTPUT] = QG_TAKES(args, output),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct args initial = {.example = -1};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, records),
                                                 sizeof(struct args), &initial};

static bool is_sound(const struct args *args, struct qg_text *problem) {
    if (args->records.len > 1)
        qg_text_printf(problem, "name one record, not both `%s` and `%s`", args->records.at[0],
                       args->records.at[1]);
    else if (args->example >= 0 && args->closed)
        qg_text_addz(problem, "--closed is about the schema, not about an example");
    return problem->len == 0;
}

// The type that is asked for, QG_NONE for all of them.
static int find_record(const struct args *args, const struct qg_program *program, int32_t *out) {
    struct qg_text problem = {0};
    *out = QG_NONE;
    if (args->records.len > 0)
        *out = qg_kinds_find(program, qg_str_of(args->records.at[0]), &problem);
    else if (args->example >= 0 && (*out = qg_kinds_main(program)) == QG_NONE)
        qg_text_addz(&problem, "the policy declares no record");
    int status = problem.len > 0 ? qg_console_trouble(QG_FAULT_MEMORY, &problem) : QG_EXIT_OK;
    qg_text_free(&problem);
    return status;
}

static int print(struct qg_console *console, const struct args *args,
                 const struct qg_program *program, int32_t record) {
    struct qg_schema_wish wish = {.record = record, .closed = args->closed != 0};
    struct qg_text out = {0};
    enum qg_fault fault =
        args->example >= 0
            ? qg_schema_example(program, (uint16_t)record, (enum qg_example)args->example, &out)
            : qg_schema_json(program, wish, &out);
    int status = QG_EXIT_OK;
    if (fault == QG_FAULT_LIMIT)
        status = qg_console_complain(
            QG_STR("a full example would have too many values; ask for `--example` alone"));
    else if (fault != QG_OK)
        status = qg_console_fault(fault);
    else
        status = qg_console_deliver(console, &out, args->output, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    struct qg_policy policy;
    int32_t record = QG_NONE;
    if (!is_sound(args, &call->problem))
        return qg_command_call_usage(call);
    int status = qg_policy_args_program(call->console, &policy, &args->policy,
                                        (enum qg_colour_wish)args->colour);
    if (status == QG_EXIT_OK)
        status = find_record(args, policy.program, &record);
    if (status == QG_EXIT_OK)
        status = print(call->console, args, policy.program, record);
    qg_policy_free(&policy);
    return status;
}

const struct qg_command qg_cmd_schema = {
    .name = "schema",
    .summary = "print the JSON Schema of a policy's records, or an example of one",
    .usage = "  qagida schema [OPTIONS] [RECORD]\n"
             "  qagida schema --example[=full] [OPTIONS] [RECORD]\n",
    .examples = "Tells other programs what a record looks like, as JSON Schema (draft 2020-12).\n\n"
                "  qagida schema -o order-300.schema.json\n"
                "  qagida schema --example dossier\n"
                "  qagida schema --example=full dossier | qagida check -\n"
                "  qagida schema -p my-policy/ --record club --closed",
    .line = &arguments,
    .operand = "NAME",
    .notes = "Without RECORD the schema fits whatever `qagida check` reads: a record of any kind, "
             "a list\nof records, or an export with `records`; and the example is of the first "
             "kind that the\npolicy audits. Exit status: 0, or 2 if it could not be done.\n",
    .run = run,
};
