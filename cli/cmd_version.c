// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "version.h"

static const struct qg_option options[] = {
    {"help", 'h', NULL, "print this"},
    {0},
};

struct args {
    struct qg_words operands;
};

static const struct qg_setter setters[] = {QG_HELPS};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, operands),
                                                 sizeof(struct args), NULL};

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    struct qg_text out = {0};
    if (args->operands.len > 0) {
        qg_text_printf(&call->problem, "unexpected argument `%s`", args->operands.at[0]);
        return qg_command_call_usage(call);
    }
    qg_text_printf(&out, "qagida %s\n", qg_version());
    int status = qg_console_print(call->console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

const struct qg_command qg_cmd_version = {
    .name = "version",
    .summary = "print the version",
    .usage = "  qagida version\n",
    .examples = "Prints the version.\n\n  qagida version",
    .line = &arguments,
    .operand = "NAME",
    .run = run,
};
