// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "policy_args.h"

enum { POLICY, EMIT, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder; repeatable"},
    [EMIT] = {"emit", 0, "STAGE", "print tokens, tree, acts, types, ir, program or c"},
    [COLOR] = {"color", 0, "[WHEN]", "colour: always (if not said), auto or never"},
    [NO_COLOR] = {"no-color", 0, NULL, "no colour"},
    [HELP] = {"help", 'h', NULL, "print this"},
    {0},
};

static const char *const stages[] = {"tokens", "tree", "acts", "types", "ir", "program", "c", NULL};

struct args {
    struct qg_words paths;
    int stage;  // enum qg_policy_stage, or -1: none
    int colour; // enum qg_colour_wish
    int help;
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, paths),    [EMIT] = QG_CHOOSES_FLAG(args, stage, stages),
    [COLOR] = QG_COLOURS(args, colour), [NO_COLOR] = QG_SETS(args, colour, QG_COLOUR_NEVER),
    [HELP] = QG_SETS(args, help, true),
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, paths)};

// A stage is printed even if a later one failed: that is when somebody wants to see it.
static int emit(struct qg_console *console, struct qg_policy *policy, int stage, int status) {
    struct qg_text out = {0};
    if (stage < 0 || policy->compilation == NULL)
        return status;
    if (qg_policy_print(policy, (enum qg_policy_stage)stage, &out))
        status = qg_console_print(console, &out, status);
    else if (status == QG_EXIT_OK)
        status = qg_console_fault(QG_FAULT_BUG);
    qg_text_free(&out);
    return status;
}

static int run(struct qg_console *console, int argc, char **argv) {
    struct args args = {.stage = -1};
    struct qg_text problem = {0};
    struct qg_policy policy = {0};
    int status;
    if (!qg_options_read(&arguments, &args, argc, argv, &problem)) {
        status = qg_console_usage("compile", &problem);
    } else if (args.help) {
        status = qg_command_help(console, &qg_cmd_compile);
    } else {
        status = qg_policy_args_load(console, &policy, &args.paths,
                                     (enum qg_colour_wish)args.colour, false);
        status = emit(console, &policy, args.stage, status);
    }
    qg_policy_free(&policy);
    qg_words_free(&args.paths);
    qg_text_free(&problem);
    return status;
}

const struct qg_command qg_cmd_compile = {
    .name = "compile",
    .summary = "compile a policy: tell what is wrong with it, or print a stage",
    .usage = "  qagida compile [OPTIONS] [PATH]...\n",
    .examples = "Compiles a policy and tells what is wrong with it.\n\n"
                "  qagida compile my-policy/\n"
                "  qagida compile --emit=tree rules.qagida",
    .line = &arguments,
    .operand = "PATH",
    .notes =
        "Without a policy it is the built-in one. Exit status: 0, or 2 if there is an error.\n",
    .run = run,
};
