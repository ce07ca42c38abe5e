// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "policy_args.h"

enum { POLICY, EMIT, OPTIMISE, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder; repeatable"},
    [EMIT] = {"emit", 0, "STAGE", "print tokens, tree, acts, types, ir, program or c"},
    [OPTIMISE] = {"optimise", 'O', "LEVEL", "0: as it was lowered; 1 (default): made faster"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

static const char *const stages[] = {"tokens", "tree", "acts", "types", "ir", "program", "c", NULL};

struct args {
    struct qg_policy_args policy;
    int stage;  // enum qg_policy_stage, or -1: none
    int colour; // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [EMIT] = QG_CHOOSES_FLAG(args, stage, stages),
    [OPTIMISE] = QG_CHOOSES(args, policy.unoptimised, qg_optimise_levels),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct args initial = {.stage = -1};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, policy.paths),
                                                 sizeof(struct args), &initial};

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

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    struct qg_policy policy;
    int status = qg_policy_args_load(call->console, &policy, &args->policy,
                                     (enum qg_colour_wish)args->colour, false);
    status = emit(call->console, &policy, args->stage, status);
    qg_policy_free(&policy);
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
