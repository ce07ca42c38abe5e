// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "version.h"

static const struct qg_option options[] = {
    {"help", 'h', NULL, "print this"},
    {0},
};

struct args {
    struct qg_words operands;
    int help;
};

static const struct qg_setter setters[] = {QG_SETS(args, help, true)};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, operands)};

static int print(struct qg_console *console) {
    struct qg_text out = {0};
    qg_text_printf(&out, "qagida %s\n", qg_version());
    int status = qg_console_print(console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static int run(struct qg_console *console, int argc, char **argv) {
    struct args args = {0};
    struct qg_text problem = {0};
    int status;
    bool read = qg_options_read(&arguments, &args, argc, argv, &problem);
    if (read && args.operands.len > 0)
        qg_text_printf(&problem, "unexpected argument `%s`", args.operands.at[0]);
    if (!read || problem.len > 0)
        status = qg_console_usage("version", &problem);
    else
        status = args.help ? qg_command_help(console, &qg_cmd_version) : print(console);
    qg_words_free(&args.operands);
    qg_text_free(&problem);
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
