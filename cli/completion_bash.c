// SPDX-License-Identifier: Apache-2.0
//
// bash gives `--lang=ru` as three words, and leaves it to the script to tell what they mean. The
// script needs nothing but bash itself.

#include "completion.h"

#include "common_args.h"

#include <string.h>

static const char head[] =
    "# bash completion for qagida, made by `qagida completion bash`\n"
    "\n"
    "# Files that match the pattern in $1, and folders; any file where there is none.\n"
    "_qagida_files() {\n"
    "    local pattern=$1 found\n"
    "    compopt -o filenames 2>/dev/null\n"
    "    mapfile -t found < <(compgen -f -- \"$cur\")\n"
    "    COMPREPLY=()\n"
    "    local file\n"
    "    for file in \"${found[@]}\"; do\n"
    "        if [[ -d $file || $file =~ $pattern ]]; then COMPREPLY+=(\"$file\"); fi\n"
    "    done\n"
    "    ((${#COMPREPLY[@]})) || COMPREPLY=(\"${found[@]}\")\n"
    "}\n"
    "\n"
    "# Names of rules, of which a list may hold several.\n"
    "_qagida_rules() {\n"
    "    local before=\n"
    "    [[ $cur == *,* ]] && before=${cur%,*},\n"
    "    mapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$(qagida completion names "
    "2>/dev/null)\" -- \"${cur##*,}\")\n"
    "}\n"
    "\n"
    "_qagida_words() {\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\")\n"
    "    [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null\n"
    "}\n"
    "\n"
    "_qagida() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} option='' command=${COMP_WORDS[1]}\n"
    "    if ((COMP_CWORD > 1)); then option=${COMP_WORDS[COMP_CWORD - 1]}; fi\n"
    "    if [[ $cur == = ]]; then cur=; fi\n"
    "    if [[ $option == = ]]; then option=${COMP_WORDS[COMP_CWORD - 2]}; fi\n";

static void commands_of(const struct qg_command *const *commands, struct qg_text *out) {
    for (size_t i = 0; commands[i] != NULL; i++)
        qg_text_printf(out, "%s%s", i > 0 ? " " : "", commands[i]->name);
}

// "_qagida_files '\.qagida$'"
static void action(struct qg_completion what, const struct qg_command *const *commands,
                   struct qg_text *out) {
    switch (what.how) {
    case QG_COMPLETE_NOTHING:
        qg_text_addz(out, "COMPREPLY=()");
        return;
    case QG_COMPLETE_WORDS:
    case QG_COMPLETE_REPORT:
        qg_text_addz(out, "_qagida_words '");
        qg_completion_words(what.words, out);
        qg_text_addz(out, "'");
        return;
    case QG_COMPLETE_FILE:
        qg_text_addz(out, "_qagida_files ''");
        return;
    case QG_COMPLETE_POLICY:
        qg_text_addz(out, "_qagida_files '\\.qagida$'");
        return;
    case QG_COMPLETE_RECORDS:
        qg_text_addz(out, "_qagida_files '\\.(");
        for (size_t i = 0; qg_completion_records[i] != NULL; i++)
            qg_text_printf(out, "%s%s", i > 0 ? "|" : "", qg_completion_records[i]);
        qg_text_addz(out, ")$'");
        return;
    case QG_COMPLETE_RULES:
        qg_text_addz(out, "_qagida_rules");
        return;
    case QG_COMPLETE_COMMAND:
        qg_text_addz(out, "_qagida_words '");
        commands_of(commands, out);
        qg_text_addz(out, "'");
        return;
    }
}

// The branch of an option: the next word is its value, unless it has to be attached.
static void option(const struct qg_command *command, const struct qg_command_line *line, int which,
                   const struct qg_command *const *commands, struct qg_text *out) {
    const struct qg_option *o = &line->options[which];
    if (o->value == NULL || o->value[0] == '[')
        return;
    qg_text_printf(out, "    '%s --%s'", command->name, o->name);
    if (o->letter != 0)
        qg_text_printf(out, " | '%s -%c'", command->name, o->letter);
    qg_text_addz(out, ") ");
    action(qg_completion_of_option(line, which), commands, out);
    qg_text_addz(out, "; return ;;\n");
}

static void values(const struct qg_command *const *commands, struct qg_text *out) {
    qg_text_addz(out, "    case \"$command $option\" in\n");
    for (size_t i = 0; commands[i] != NULL; i++) {
        for (int o = 0; commands[i]->line->options[o].name != NULL; o++)
            option(commands[i], commands[i]->line, o, commands, out);
        for (int o = 0; qg_common_line.options[o].name != NULL; o++)
            option(commands[i], &qg_common_line, o, commands, out);
    }
    qg_text_addz(out, "    esac\n");
}

// One that needs a value ends in `=`, where it goes on.
static void names(const struct qg_option *options, struct qg_text *out) {
    for (; options->name != NULL; options++)
        qg_text_printf(out, " --%s%s", options->name,
                       options->value != NULL && options->value[0] != '[' ? "=" : "");
}

static void one(const struct qg_command *command, const struct qg_command *const *commands,
                struct qg_text *out) {
    qg_text_printf(out, "    %s)\n        if [[ $cur == -* ]]; then\n            _qagida_words '",
                   command->name);
    names(command->line->options, out);
    names(qg_common_line.options, out);
    qg_text_addz(out, "'\n        else\n            ");
    action(qg_completion_of_operand(command), commands, out);
    qg_text_addz(out, "\n        fi\n        ;;\n");
}

void qg_completion_bash(const struct qg_command *const *commands, struct qg_text *out) {
    qg_text_addz(out, head);
    qg_text_addz(out, "    if ((COMP_CWORD == 1)); then\n        _qagida_words '");
    commands_of(commands, out);
    qg_text_addz(out, "'\n        return\n    fi\n");
    values(commands, out);
    qg_text_addz(out, "    case $command in\n");
    for (size_t i = 0; commands[i] != NULL; i++)
        one(commands[i], commands, out);
    qg_text_addz(out, "    esac\n}\n\ncomplete -F _qagida qagida\n");
}
