// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "policy_args.h"
#include "policy_test.h"

enum { POLICY, FILTER, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy that the tests are about; repeatable"},
    [FILTER] = {"filter", 0, "TEXT", "only tests whose title contains it"},
    [COLOR] = {"color", 0, NULL, "colour, terminal or not"},
    [NO_COLOR] = {"no-color", 0, NULL, "no colour"},
    [HELP] = {"help", 'h', NULL, "print this"},
    {0},
};

struct args {
    struct qg_words paths;
    const char *filter;
    enum qg_colour_wish colour;
    bool help, failed;
};

static void take(struct args *args, int option, const char *value) {
    if (option == QG_OPTION_OPERAND || option == POLICY)
        args->failed = !qg_words_add(&args->paths, value) || args->failed;
    else if (option == FILTER)
        args->filter = value;
    else if (option == COLOR || option == NO_COLOR)
        args->colour = option == COLOR ? QG_COLOUR_ALWAYS : QG_COLOUR_NEVER;
    else
        args->help = true;
}

static bool read_args(struct args *args, int argc, char **argv, struct qg_text *problem) {
    struct qg_options o = {.argc = argc, .argv = argv, .table = options};
    int option;
    while ((option = qg_options_next(&o, problem)) != QG_OPTION_END) {
        if (option == QG_OPTION_WRONG)
            return false;
        take(args, option, o.value);
    }
    return !args->failed;
}

// A folder's tests lie in its folder `tests`.
static int add_tests(struct qg_policy *policy, const char *path) {
    struct qg_text folder = {0}, problem = {0};
    qg_text_printf(&folder, "%s/tests", path);
    enum qg_fault fault = folder.failed
                              ? QG_FAULT_MEMORY
                              : qg_policy_add_folder_if_there(policy, folder.at, &problem);
    int status = QG_EXIT_OK;
    if (fault != QG_OK)
        status =
            problem.len > 0 ? qg_console_complain(qg_text_str(&problem)) : qg_console_fault(fault);
    qg_text_free(&folder);
    qg_text_free(&problem);
    return status;
}

static int gather(struct qg_policy *policy, const struct qg_words *paths) {
    int status = QG_EXIT_OK;
    for (uint32_t i = 0; i < paths->len && status == QG_EXIT_OK; i++) {
        status = qg_policy_args_add(policy, paths->at[i]);
        if (status == QG_EXIT_OK)
            status = add_tests(policy, paths->at[i]);
    }
    return status;
}

static int run_tests(struct qg_console *console, struct qg_policy *policy, const char *filter) {
    struct qg_policy_test_result result;
    struct qg_text out = {0};
    enum qg_fault fault = qg_policy_test(policy, qg_str_of(filter), &out, &result);
    int status = result.failed > 0 ? QG_EXIT_FINDINGS : QG_EXIT_OK;
    status = fault == QG_OK ? qg_console_print(console, &out, status) : qg_console_fault(fault);
    qg_text_free(&out);
    if (fault == QG_OK && result.ran == 0)
        return qg_console_complain(QG_STR("there was no test to run"));
    return status;
}

static int test(struct qg_console *console, struct args *args) {
    struct qg_policy policy;
    if (args->paths.len == 0 && !qg_words_add(&args->paths, "."))
        return qg_console_fault(QG_FAULT_MEMORY);
    qg_policy_init(&policy);
    int status = gather(&policy, &args->paths);
    if (status == QG_EXIT_OK)
        status = qg_policy_args_compile(console, &policy, args->colour, true);
    if (status == QG_EXIT_OK)
        status = run_tests(console, &policy, args->filter);
    qg_policy_free(&policy);
    return status;
}

static int run(struct qg_console *console, int argc, char **argv) {
    struct args args = {0};
    struct qg_text problem = {0};
    int status;
    if (!read_args(&args, argc, argv, &problem))
        status = qg_console_usage("test", &problem);
    else if (args.help)
        status = qg_command_help(console, &qg_cmd_test);
    else
        status = test(console, &args);
    qg_words_free(&args.paths);
    qg_text_free(&problem);
    return status;
}

const struct qg_command qg_cmd_test = {
    .name = "test",
    .summary = "run the tests that a policy is written with",
    .usage = "  qagida test [OPTIONS] [PATH]...\n",
    .examples = "Runs the tests of a policy: those in its files and in its folder `tests`.\n\n"
                "  qagida test policies/order-300\n"
                "  qagida test policies/order-300 --filter quorum",
    .options = options,
    .notes = "PATH is a policy's folder or a file; without one, the current folder.\n"
             "Exit status: 0 all passed, 1 some failed, 2 none was run.\n",
    .run = run,
};
