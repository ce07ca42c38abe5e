// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "completion.h"
#include "policy_args.h"

enum { POLICY, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    QG_COLOUR_OPTIONS("colour in diagnostics: always, auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_policy_args policy;
    struct qg_words operands;
    int colour; // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, operands),
                                                 sizeof(struct args), NULL};

static const char *const shells[] = {"bash", "zsh", "fish", "names", NULL};
enum { BASH, ZSH, FISH, NAMES };

// ---- names ----

static void add_name(struct qg_str name, struct qg_text *out) {
    qg_text_add(out, name);
    qg_text_char(out, '\n');
}

// What --select and explain take, a line each: rules, the paragraphs that they stand in,
// severities.
static void add_names(const struct qg_program *program, struct qg_text *out) {
    struct qg_str paragraph = {0};
    for (uint32_t i = 0; i < program->rule_count; i = qg_rule_versions_end(program, i)) {
        const struct qg_rule *rule = &program->rules[i];
        add_name(rule->id, out);
        if (!qg_str_equal(rule->paragraph, paragraph))
            add_name(rule->paragraph, out);
        paragraph = rule->paragraph;
    }
    for (uint32_t i = 0; i < program->severity_count; i++)
        add_name(program->severities[i].name, out);
}

static int print_names(struct qg_console *console, const struct args *args) {
    struct qg_policy policy;
    struct qg_text out = {0};
    int status =
        qg_policy_args_program(console, &policy, &args->policy, (enum qg_colour_wish)args->colour);
    if (status == QG_EXIT_OK) {
        add_names(policy.program, &out);
        status = qg_console_print(console, &out, QG_EXIT_OK);
    }
    qg_policy_free(&policy);
    qg_text_free(&out);
    return status;
}

// ---- scripts ----

static int print_script(struct qg_console *console, int shell) {
    struct qg_text out = {0};
    if (shell == BASH)
        qg_completion_bash(qg_commands(), &out);
    else if (shell == ZSH)
        qg_completion_zsh(qg_commands(), &out);
    else
        qg_completion_fish(qg_commands(), &out);
    int status = qg_console_print(console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    int shell = -1;
    if (args->operands.len != 1)
        qg_text_addz(&call->problem, "name one of bash, zsh, fish and names");
    else
        shell = qg_options_choice("the shell", args->operands.at[0], shells, &call->problem);
    if (shell < 0)
        return qg_command_call_usage(call);
    return shell == NAMES ? print_names(call->console, args) : print_script(call->console, shell);
}

const struct qg_command qg_cmd_completion = {
    .name = "completion",
    .summary = "print what a shell needs to complete commands",
    .usage = "  qagida completion [OPTIONS] bash|zsh|fish|names\n",
    .examples = "Prints the script by which a shell completes the commands and options of qagida,\n"
                "or the names of rules, paragraphs and severities, which the scripts ask for.\n\n"
                "  source <(qagida completion bash)\n"
                "  qagida completion fish > ~/.config/fish/completions/qagida.fish\n"
                "  qagida completion names -p my-policy/",
    .line = &arguments,
    .operand = "SHELL",
    .notes = "A package of qagida has put the scripts in their places.\n",
    .run = run,
};
