// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "common_args.h"
#include "suggest.h"

#include <string.h>

enum { COMMANDS = 32 };

enum { HELP };

static const struct qg_option options[] = {
    [HELP] = {"help", 'h', NULL, "print this"},
    {0},
};

struct args {
    struct qg_words names;
    int help;
};

static const struct qg_setter setters[] = {[HELP] = QG_SETS(args, help, true)};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, names)};

int qg_command_unknown(const char *name) {
    struct qg_str names[COMMANDS], close;
    struct qg_text problem = {0};
    size_t count = 0;
    for (const struct qg_command *const *c = qg_commands(); *c != NULL && count < COMMANDS; c++)
        names[count++] = qg_str_of((*c)->name);
    qg_text_printf(&problem, "unknown command `%s`", name);
    if (qg_suggest(qg_str_of(name), names, count, &close))
        qg_text_printf(&problem, "; did you mean `%.*s`?", QG_STR_ARG(close));
    qg_console_complain(qg_text_str(&problem));
    qg_text_free(&problem);
    return qg_console_complain(QG_STR("see `qagida help`"));
}

static void all_commands(struct qg_text *out) {
    qg_text_addz(out, "Checks records against the procedural rules of a legal act.\n\n"
                      "usage: qagida COMMAND [ARGUMENTS]\n\n");
    for (const struct qg_command *const *c = qg_commands(); *c != NULL; c++)
        qg_text_printf(out, "  %-11s %s\n", (*c)->name, (*c)->summary);
    qg_text_addz(out, "\nEach command tells its options: qagida COMMAND --help\n\n"
                      "exit status:\n"
                      "  0  done, and nothing found\n"
                      "  1  done, with findings\n"
                      "  2  could not do its job: bad usage, a policy that does not compile, input "
                      "that\n     cannot be read, or nothing to check\n");
}

static void one_command(const struct qg_command *command, struct qg_text *out) {
    qg_text_printf(out, "%s\n\nusage:\n%s\n", command->examples, command->usage);
    qg_text_addz(out, "options:\n");
    qg_options_help(command->line->options, out);
    qg_text_addz(out, "\noptions of every command:\n");
    qg_options_help(qg_common_line.options, out);
    if (command->notes != NULL)
        qg_text_printf(out, "\n%s", command->notes);
}

int qg_command_help(struct qg_console *console, const struct qg_command *command) {
    struct qg_text out = {0};
    if (command == NULL)
        all_commands(&out);
    else
        one_command(command, &out);
    int status = qg_console_print(console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static int tell(struct qg_console *console, const char *name) {
    const struct qg_command *command = qg_command_named(name);
    return command == NULL ? qg_command_unknown(name) : qg_command_help(console, command);
}

static int run(struct qg_console *console, int argc, char **argv) {
    struct args args = {0};
    struct qg_text problem = {0};
    int status;
    bool read = qg_options_read(&arguments, &args, argc, argv, &problem);
    if (read && args.names.len > 1)
        qg_text_printf(&problem, "name one command, not both `%s` and `%s`", args.names.at[0],
                       args.names.at[1]);
    if (!read || problem.len > 0)
        status = qg_console_usage("help", &problem);
    else if (args.help)
        status = qg_command_help(console, &qg_cmd_help);
    else
        status =
            args.names.len > 0 ? tell(console, args.names.at[0]) : qg_command_help(console, NULL);
    qg_words_free(&args.names);
    qg_text_free(&problem);
    return status;
}

const struct qg_command qg_cmd_help = {
    .name = "help",
    .summary = "tell what a command does",
    .usage = "  qagida help [COMMAND]\n",
    .examples = "Tells what a command does.\n\n  qagida help check",
    .line = &arguments,
    .operand = "COMMAND",
    .run = run,
};
