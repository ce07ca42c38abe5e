// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "version.h"

enum { VERBOSE, HELP };

static const struct qg_option options[] = {
    [VERBOSE] = {"verbose", 'v', NULL, "also what confines the process on this machine"},
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_words operands;
    int verbose;
};

static const struct qg_setter setters[] = {
    [VERBOSE] = QG_SETS(args, verbose, true),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, operands),
                                                 sizeof(struct args), NULL};

// This process is confined as that of any command is, so it can tell by itself.
static void add_confinement(const struct qg_command_call *call, struct qg_text *out) {
    const struct qg_confinement *c = &call->confinement;
    if (call->unconfined) {
        qg_text_addz(out, "sandbox: none, as asked for\n");
        return;
    }
    qg_text_addz(out, "files: ");
    if (c->files > 0)
        qg_text_printf(out, "those that the command line names (Landlock %d)\n", c->files);
    else
        qg_text_addz(out, "not confined: there is no Landlock to be had\n");
    qg_text_addz(out, c->calls
                          ? "system calls: no programs, processes or sockets (seccomp)\n"
                          : "system calls: not confined: there is no seccomp filter to be had\n");
}

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    struct qg_text out = {0};
    if (args->operands.len > 0) {
        qg_text_printf(&call->problem, "unexpected argument `%s`", args->operands.at[0]);
        return qg_command_call_usage(call);
    }
    qg_text_printf(&out, "qagida %s\n", qg_version());
    if (args->verbose)
        add_confinement(call, &out);
    int status = qg_console_print(call->console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

const struct qg_command qg_cmd_version = {
    .name = "version",
    .summary = "print the version",
    .usage = "  qagida version [OPTIONS]\n",
    .examples = "Prints the version, and what confines the process on this machine.\n\n"
                "  qagida version\n"
                "  qagida version --verbose",
    .line = &arguments,
    .operand = "NAME",
    .run = run,
};
