// SPDX-License-Identifier: Apache-2.0
//
// zsh is told of each command's options in the words of its own _arguments.

#include "completion.h"

#include "common_args.h"
#include "option_kind.h"

static const char head[] =
    "#compdef qagida\n"
    "# zsh completion for qagida, made by `qagida completion zsh`\n"
    "\n"
    "_qagida_rule() {\n"
    "    local -a rules\n"
    "    rules=(${(f)\"$(_call_program rules qagida completion names 2>/dev/null)\"})\n"
    "    compadd \"$@\" -a rules\n"
    "}\n"
    "\n"
    "_qagida_report() {\n"
    "    local -a formats=(\"$@\")\n"
    "    if compset -P '*='; then _files; else compadd -S '' -- $formats; fi\n"
    "}\n"
    "\n";

// Behind which a description or a message of _arguments goes on.
#define SPECIAL "[]:\\"
#define QUOTE   "'\\''"

static void commands_of(const struct qg_command *const *commands, struct qg_text *out) {
    for (size_t i = 0; commands[i] != NULL; i++)
        qg_text_printf(out, "%s%s", i > 0 ? " " : "", commands[i]->name);
}

static void files(const char *pattern, struct qg_text *out) {
    qg_text_printf(out, "_files -g \"%s\"", pattern);
}

static void action(struct qg_completion what, const struct qg_command *const *commands,
                   struct qg_text *out) {
    switch (what.how) {
    case QG_COMPLETE_NOTHING:
        qg_text_char(out, ' ');
        return;
    case QG_COMPLETE_WORDS:
        qg_text_char(out, '(');
        qg_completion_words(what.words, out);
        qg_text_char(out, ')');
        return;
    case QG_COMPLETE_REPORT:
        qg_text_addz(out, "{_qagida_report ");
        qg_completion_words(what.words, out);
        qg_text_char(out, '}');
        return;
    case QG_COMPLETE_FILE:
        qg_text_addz(out, "_files");
        return;
    case QG_COMPLETE_POLICY:
        files("*.qagida(-.)", out);
        return;
    case QG_COMPLETE_RECORDS:
        files("*.(json|ndjson|jsonl|csv|xlsx)(-.)", out);
        return;
    case QG_COMPLETE_RULES:
        qg_text_addz(out, "_sequence _qagida_rule");
        return;
    case QG_COMPLETE_COMMAND:
        qg_text_char(out, '(');
        commands_of(commands, out);
        qg_text_char(out, ')');
        return;
    }
}

// "'*--policy=[a policy]:PATH:_files'", for the long name and the letter.
static void spelling(const struct qg_command_line *line, int which, bool letter,
                     struct qg_text *out) {
    const struct qg_option *o = &line->options[which];
    qg_text_printf(out, "            '%s", qg_option_is_list(&line->setters[which]) ? "*" : "");
    if (letter)
        qg_text_printf(out, "-%c%s[", o->letter, o->value != NULL ? "+" : "");
    else if (o->value == NULL)
        qg_text_printf(out, "--%s[", o->name);
    else
        qg_text_printf(out, "--%s=%s[", o->name, o->value[0] == '[' ? "-" : "");
    qg_completion_quote(o->help, SPECIAL, QUOTE, out);
    qg_text_char(out, ']');
}

static void option(const struct qg_command_line *line, int which, bool letter,
                   const struct qg_command *const *commands, struct qg_text *out) {
    const char *value = line->options[which].value;
    spelling(line, which, letter, out);
    if (value != NULL) {
        qg_text_addz(out, value[0] == '[' ? "::" : ":");
        qg_completion_quote(value, SPECIAL, QUOTE, out);
        qg_text_char(out, ':');
        action(qg_completion_of_option(line, which), commands, out);
    }
    qg_text_addz(out, "' \\\n");
}

static void table(const struct qg_command_line *line, const struct qg_command *const *commands,
                  struct qg_text *out) {
    for (int i = 0; line->options[i].name != NULL; i++) {
        option(line, i, false, commands, out);
        if (line->options[i].letter != 0)
            option(line, i, true, commands, out);
    }
}

static void one(const struct qg_command *command, const struct qg_command *const *commands,
                struct qg_text *out) {
    qg_text_printf(out, "    (%s)\n        _arguments -s -S : \\\n", command->name);
    table(command->line, commands, out);
    table(&qg_common_line, commands, out);
    qg_text_printf(out, "            '*:%s:", command->operand != NULL ? command->operand : "FILE");
    struct qg_completion operand = qg_completion_of_operand(command);
    if (operand.how == QG_COMPLETE_RULES) // one by one, unlike the value of an option
        qg_text_addz(out, "_qagida_rule");
    else
        action(operand, commands, out);
    qg_text_addz(out, "'\n        ;;\n");
}

static void summaries(const struct qg_command *const *commands, struct qg_text *out) {
    qg_text_addz(out, "    local -a commands=(\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        qg_text_printf(out, "        '%s:", commands[i]->name);
        qg_completion_quote(commands[i]->summary, ":\\", QUOTE, out);
        qg_text_addz(out, "'\n");
    }
    qg_text_addz(out, "    )\n");
}

void qg_completion_zsh(const struct qg_command *const *commands, struct qg_text *out) {
    qg_text_addz(out, head);
    qg_text_addz(out, "_qagida() {\n");
    summaries(commands, out);
    qg_text_addz(out, "    if ((CURRENT == 2)); then\n"
                      "        _describe command commands\n"
                      "        return\n"
                      "    fi\n"
                      "    shift words\n"
                      "    ((CURRENT--))\n"
                      "    case $words[1] in\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        one(commands[i], commands, out);
    qg_text_addz(out, "    esac\n}\n\n"
                      "if [[ $funcstack[1] == _qagida ]]; then\n"
                      "    _qagida \"$@\"\n"
                      "else\n"
                      "    compdef _qagida qagida\n"
                      "fi\n");
}
