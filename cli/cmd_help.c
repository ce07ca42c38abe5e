// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "common_args.h"
#include "suggest.h"

enum { COMMANDS = 32 };

enum { HELP };

static const struct qg_option options[] = {
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_words names;
};

static const struct qg_setter setters[] = {[HELP] = QG_HELPS};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, names),
                                                 sizeof(struct args), NULL};

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

static int run(struct qg_command_call *call) {
    const struct qg_words *names = &((const struct args *)call->args)->names;
    const struct qg_command *command = NULL;
    if (names->len > 1) {
        qg_text_printf(&call->problem, "name one command, not both `%s` and `%s`", names->at[0],
                       names->at[1]);
        return qg_command_call_usage(call);
    }
    if (names->len > 0 && (command = qg_command_named(names->at[0])) == NULL)
        return qg_command_unknown(names->at[0]);
    return qg_command_help(call->console, command);
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
