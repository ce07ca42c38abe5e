// SPDX-License-Identifier: Apache-2.0
//
// A checker that `qagida build` makes: `qagida check` with the one policy that is linked in, which
// no option can replace.
#include "invocation.h"
#include "policy.h"
#include "version.h"

#include <string.h>

enum { OPTIONS = 64 };

// The command line of `check` without what is about choosing and compiling a policy.
struct line {
    struct qg_option options[OPTIONS];
    struct qg_setter setters[OPTIONS];
    struct qg_command_line all;
};

static bool is_settled(const struct qg_option *option) {
    return strcmp(option->name, "policy") == 0 || strcmp(option->name, "optimise") == 0;
}

static void take_line(struct line *line) {
    const struct qg_command_line *from = qg_cmd_check.line;
    size_t count = 0;
    *line = (struct line){.all = *from};
    for (size_t i = 0; from->options[i].name != NULL && count + 1 < OPTIONS; i++) {
        if (is_settled(&from->options[i]))
            continue;
        line->options[count] = from->options[i];
        line->setters[count++] = from->setters[i];
    }
    line->all.options = line->options;
    line->all.setters = line->setters;
}

static int print_version(struct qg_console *console) {
    struct qg_text out = {0};
    qg_text_printf(&out, "qagida %s\n", qg_version());
    qg_policy_name_builtin(&out);
    int status = qg_console_print(console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static bool asks_for_version(int argc, char **argv) {
    return argc == 2 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0);
}

int main(int argc, char **argv) {
    struct qg_console console;
    struct line line;
    if (!qg_console_hold_descriptors())
        return QG_EXIT_FAILED;
    qg_console_init(&console);
    if (asks_for_version(argc, argv))
        return print_version(&console);
    take_line(&line);
    struct qg_command command = qg_cmd_check;
    command.program = argc > 0 ? argv[0] : "checker";
    command.usage = "  CHECKER [OPTIONS] [FILE|-]...\n  CHECKER --version\n";
    command.examples =
        "Checks records against the policy that it was built of, and reports what is "
        "wrong with them.\n\n"
        "  ./checker export.ndjson\n"
        "  ./checker --lang ru --format text --format json=report.json export.ndjson\n"
        "  ./checker --as-of 2024-01-01 --select 46 -";
    command.line = &line.all;
    return qg_invocation_call(&command, qg_commands(), &console, argc - 1, argv + 1);
}
