// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "import_args.h"
#include "policy_args.h"

enum { POLICY, MAP, OUTPUT, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [MAP] = {"map", 'm', "FILE", "the map: what each field of a record is taken from"},
    [OUTPUT] = {"output", 'o', "FILE", "write there, whole or not at all"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_policy_args policy;
    struct qg_words files;
    const char *map, *output; // NULL: none; the standard output
    int colour;               // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [MAP] = QG_TAKES(args, map),
    [OUTPUT] = QG_TAKES(args, output),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, files),
                                                 sizeof(struct args), NULL};

static bool is_whole(const struct args *args, struct qg_text *problem) {
    if (args->map == NULL)
        qg_text_addz(problem, "name the map: --map FILE");
    return problem->len == 0 && qg_import_args_check(&args->files, problem);
}

// ---- the records ----

static enum qg_fault read_records(struct qg_import *import, struct qg_text *out) {
    enum { BLOCK = 1 << 16 };
    ssize_t got = 1;
    while (got > 0 && qg_text_reserve(out, BLOCK)) {
        got = import->origin.read(import->origin.user, out->at + out->len, BLOCK);
        out->len += got > 0 ? (size_t)got : 0;
        out->at[out->len] = '\0';
    }
    return out->failed || got < 0 ? QG_FAULT_MEMORY : QG_OK;
}

static enum qg_fault complain_of(void *user, const struct qg_location *at,
                                 const struct qg_data_finding *finding) {
    struct qg_text line = {0};
    bool *any = user;
    *any = true;
    qg_text_printf(&line, "%.*s:%llu:%u: ", QG_STR_ARG(at->file), (unsigned long long)at->line,
                   at->column);
    qg_data_message(finding, QG_LANG_EN, &line);
    qg_text_printf(&line, " [data %.*s]", QG_STR_ARG(qg_data_code(finding->code)));
    enum qg_fault fault = line.failed ? QG_FAULT_MEMORY : QG_OK;
    if (fault == QG_OK)
        (void)qg_console_complain(qg_text_str(&line));
    qg_text_free(&line);
    return fault;
}

// Records on the standard output, what is wrong with the tables on the other.
static int print(struct qg_console *console, const struct args *args, struct qg_import *import) {
    struct qg_text out = {0};
    bool any = false;
    const struct qg_import_listener listener = {complain_of, &any};
    enum qg_fault fault = read_records(import, &out);
    if (fault == QG_OK)
        fault = qg_import_tell(import, &listener);
    int status = fault != QG_OK ? qg_console_fault(fault)
                                : qg_console_deliver(console, &out, args->output,
                                                     any ? QG_EXIT_FINDINGS : QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    struct qg_policy policy;
    struct qg_import import = {0};
    if (!is_whole(args, &call->problem))
        return qg_command_call_usage(call);
    int status = qg_policy_args_program(call->console, &policy, &args->policy,
                                        (enum qg_colour_wish)args->colour);
    if (status == QG_EXIT_OK)
        status = qg_import_args_open(&import, &policy.program->schema, args->map, &args->files);
    if (status == QG_EXIT_OK)
        status = print(call->console, args, &import);
    qg_import_free(&import);
    qg_policy_free(&policy);
    return status;
}

const struct qg_command qg_cmd_map = {
    .name = "map",
    .summary = "print the records that a map makes of tables",
    .usage = "  qagida map --map MAP [OPTIONS] FILE...\n",
    .examples = "Makes records of an HR system's exports: CSV, XLSX, JSON.\n\n"
                "  qagida map --map staff.map.yaml people.csv sittings.csv votes.csv\n"
                "  qagida map --map staff.map.yaml -o records.ndjson staff.xlsx\n"
                "  qagida check --map staff.map.yaml staff.xlsx",
    .line = &arguments,
    .notes = "The map is YAML; docs/exports.md tells how to write one. `qagida check --map` checks "
             "the same\nrecords, and its findings name the cells. Exit status: 0, 1 if rows did "
             "not fit together, 2 if\nit could not be done.\n",
    .run = run,
};
