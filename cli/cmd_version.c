// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "version.h"

static const struct qg_option options[] = {
    {"help", 'h', NULL, "print this"},
    {0},
};

static int run(struct qg_console *console, int argc, char **argv) {
    struct qg_text out = {0}, problem = {0};
    struct qg_options args = {.argc = argc, .argv = argv, .table = options};
    int status = QG_EXIT_OK, option = qg_options_next(&args, &problem);
    if (option == 0) {
        status = qg_command_help(console, &qg_cmd_version);
    } else if (option != QG_OPTION_END) {
        if (option == QG_OPTION_OPERAND)
            qg_text_printf(&problem, "unexpected argument `%s`", args.value);
        status = qg_console_usage("version", &problem);
    } else {
        qg_text_printf(&out, "qagida %s\n", qg_version());
        status = qg_console_print(console, &out, QG_EXIT_OK);
    }
    qg_text_free(&out);
    qg_text_free(&problem);
    return status;
}

const struct qg_command qg_cmd_version = {
    .name = "version",
    .summary = "print the version",
    .usage = "  qagida version\n",
    .examples = "Prints the version.\n\n  qagida version",
    .options = options,
    .run = run,
};
