// SPDX-License-Identifier: Apache-2.0
//
// fish takes a line for each option, with the condition under which it is offered.

#include "completion.h"

#include "common_args.h"

static const char head[] =
    "# fish completion for qagida, made by `qagida completion fish`\n"
    "\n"
    "function __qagida_command\n"
    "    set -l words (commandline -opc)\n"
    "    test (count $words) -gt 1; and contains -- $words[2] $argv\n"
    "end\n"
    "\n"
    "function __qagida_no_command\n"
    "    test (count (commandline -opc)) -eq 1\n"
    "end\n"
    "\n"
    "# Names of rules, of which a list may hold several.\n"
    "function __qagida_rules\n"
    "    set -l before (string match -r '^(?:--[^=]*=)?(.*,)?' -- (commandline -ct))[2]\n"
    "    for name in (qagida completion names 2>/dev/null)\n"
    "        echo \"$before$name\"\n"
    "    end\n"
    "end\n"
    "\n"
    "complete -c qagida -f\n";

#define SPECIAL "\\"
#define QUOTE   "\\'"

static void suffixes(struct qg_text *out) {
    qg_text_addz(out, "-k -a '(");
    for (size_t i = 0; qg_completion_records[i] != NULL; i++)
        qg_text_printf(out, "%s__fish_complete_suffix .%s", i > 0 ? "; " : "",
                       qg_completion_records[i]);
    qg_text_addz(out, ")'");
}

static void commands_of(const struct qg_command *const *commands, struct qg_text *out) {
    for (size_t i = 0; commands[i] != NULL; i++)
        qg_text_printf(out, "%s%s", i > 0 ? " " : "", commands[i]->name);
}

static void words(const char *const *list, struct qg_text *out) {
    qg_text_addz(out, "-a '");
    qg_completion_words(list, out);
    qg_text_char(out, '\'');
}

static void action(struct qg_completion what, const struct qg_command *const *commands,
                   struct qg_text *out) {
    switch (what.how) {
    case QG_COMPLETE_NOTHING:
        return;
    case QG_COMPLETE_WORDS:
    case QG_COMPLETE_REPORT:
        words(what.words, out);
        return;
    case QG_COMPLETE_FILE:
        qg_text_addz(out, "-F");
        return;
    case QG_COMPLETE_POLICY:
        qg_text_addz(out, "-k -a '(__fish_complete_suffix .qagida)'");
        return;
    case QG_COMPLETE_RECORDS:
        suffixes(out);
        return;
    case QG_COMPLETE_RULES:
        qg_text_addz(out, "-a '(__qagida_rules)'");
        return;
    case QG_COMPLETE_COMMAND:
        qg_text_addz(out, "-a '");
        commands_of(commands, out);
        qg_text_char(out, '\'');
        return;
    }
}

static void description(const char *text, struct qg_text *out) {
    qg_text_addz(out, " -d '");
    qg_completion_quote(text, SPECIAL, QUOTE, out);
    qg_text_addz(out, "'\n");
}

// `-x`: the next word is the value, and no other file is offered for it.
static void option(const struct qg_command_line *line, int which, const char *condition,
                   const struct qg_command *const *commands, struct qg_text *out) {
    const struct qg_option *o = &line->options[which];
    struct qg_completion what = qg_completion_of_option(line, which);
    qg_text_printf(out, "complete -c qagida -n '%s' -l %s", condition, o->name);
    if (o->letter != 0)
        qg_text_printf(out, " -s %c", o->letter);
    if (o->value != NULL && o->value[0] != '[')
        qg_text_addz(out, what.how == QG_COMPLETE_FILE ? " -r " : " -x ");
    else
        qg_text_char(out, ' ');
    action(what, commands, out);
    description(o->help, out);
}

static void table(const struct qg_command_line *line, const char *condition,
                  const struct qg_command *const *commands, struct qg_text *out) {
    for (int i = 0; line->options[i].name != NULL; i++)
        option(line, i, condition, commands, out);
}

static void one(const struct qg_command *command, const struct qg_command *const *commands,
                struct qg_text *out) {
    struct qg_completion operand = qg_completion_of_operand(command);
    struct qg_text condition = {0};
    qg_text_printf(&condition, "__qagida_command %s", command->name);
    out->failed = out->failed || condition.failed;
    qg_text_printf(out, "\ncomplete -c qagida -n __qagida_no_command -a %s", command->name);
    description(command->summary, out);
    if (!condition.failed)
        table(command->line, condition.at, commands, out);
    if (operand.how != QG_COMPLETE_NOTHING && !condition.failed) {
        qg_text_printf(out, "complete -c qagida -n '%s' ", condition.at);
        action(operand, commands, out);
        qg_text_char(out, '\n');
    }
    qg_text_free(&condition);
}

void qg_completion_fish(const struct qg_command *const *commands, struct qg_text *out) {
    qg_text_addz(out, head);
    for (size_t i = 0; commands[i] != NULL; i++)
        one(commands[i], commands, out);
    qg_text_char(out, '\n');
    table(&qg_common_line, "not __qagida_no_command", commands, out);
}
