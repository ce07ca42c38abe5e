// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "explain.h"
#include "policy_args.h"
#include "policy_test.h"
#include "watch_loop.h"

enum { POLICY, FILTER, FORMAT, OUTPUT, WATCH, OPTIMISE, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy that the tests are about; repeatable"},
    [FILTER] = {"filter", 0, "PATTERN", "only tests of this title or rule (`P46*`); repeatable"},
    [FORMAT] = {"format", 'f', "NAME", "text, tap or junit"},
    [OUTPUT] = {"output", 'o', "FILE", "write the report to a file"},
    [WATCH] = {"watch", 'w', NULL, "run again when a file changes, until Ctrl-C"},
    [OPTIMISE] = {"optimise", 'O', "LEVEL", "0: run the program as it was lowered, for comparison"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_policy_args policy;
    struct qg_words filters;
    const char *format; // NULL: text
    const char *output; // NULL: the standard output
    int watch;
    int colour; // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [FILTER] = QG_ADDS(args, filters),
    [FORMAT] = QG_TAKES_OF(args, format, qg_test_formats),
    [OUTPUT] = QG_TAKES(args, output),
    [WATCH] = QG_SETS(args, watch, true),
    [OPTIMISE] = QG_CHOOSES(args, policy.unoptimised, qg_optimise_levels),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, policy.paths),
                                                 sizeof(struct args), NULL};

// One command: the same things again and again under --watch.
struct test {
    struct qg_console *console;
    const struct args *args;
    enum qg_test_format format;
};

static bool settle(struct test *test, struct args *args, struct qg_text *problem) {
    if (args->format != NULL) {
        int which = qg_options_choice("--format", args->format, qg_test_formats(), problem);
        if (which < 0)
            return false;
        test->format = (enum qg_test_format)which;
    }
    if (args->watch && args->output == NULL && test->format != QG_TEST_TEXT) {
        qg_text_printf(problem, "--watch writes %s again and again: give it --output=FILE",
                       args->format);
        return false;
    }
    return args->policy.paths.len > 0 || qg_words_add(&args->policy.paths, ".");
}

// ---- the report ----

static int no_test(const struct test *test, const struct qg_policy *policy, uint32_t known) {
    const struct qg_words *filters = &test->args->filters;
    struct qg_text problem = {0};
    if (known == 0) {
        qg_text_addz(&problem, "there is no test to run: write `test` blocks into the policy's "
                               "files or into its folder `tests`");
    } else {
        qg_text_printf(&problem,
                       "there is no test to run: none of %u fits `%s`, which is no part of a title "
                       "and no rule",
                       (unsigned)known, filters->at[0]);
        qg_explain_suggest(policy, qg_str_of(filters->at[0]), &problem);
    }
    int status = qg_console_complain(qg_text_str(&problem));
    qg_text_free(&problem);
    return status;
}

// The report in one format, to a file (NULL: the standard output).
static int report(const struct test *test, struct qg_test_cases cases, enum qg_test_format format,
                  const char *path) {
    bool colour = path == NULL &&
                  qg_console_colours(test->console, (enum qg_colour_wish)test->args->colour, false);
    struct qg_text out = {0};
    qg_test_report(format, cases, colour, &out);
    int status = path != NULL ? qg_console_write(path, &out, QG_EXIT_OK)
                              : qg_console_print(test->console, &out, QG_EXIT_OK);
    qg_text_free(&out);
    return status;
}

// A file gets what was asked for; people who wait for it are told all the same.
static int report_all(const struct test *test, struct qg_test_cases cases) {
    int status = report(test, cases, test->format, test->args->output);
    if (test->args->output != NULL && test->format != QG_TEST_TEXT && status == QG_EXIT_OK)
        status = report(test, cases, QG_TEST_TEXT, NULL);
    if (status == QG_EXIT_OK && qg_test_cases_failed(cases) > 0)
        return QG_EXIT_FINDINGS;
    return status;
}

static int run_tests(const struct test *test, struct qg_policy *policy) {
    struct qg_test_filter filter = {test->args->filters.at, test->args->filters.len};
    struct qg_policy_tests tests;
    enum qg_fault fault = qg_policy_test(policy, filter, &tests);
    int status = fault != QG_OK         ? qg_console_fault(fault)
                 : tests.cases.len == 0 ? no_test(test, policy, tests.known)
                                        : report_all(test, qg_policy_tests_cases(&tests));
    qg_policy_tests_free(&tests);
    return status;
}

// ---- once, or again and again ----

// `watch` (may be NULL) is told of every file that has a part in it.
static int run_once(const struct test *test, struct qg_watch *watch) {
    struct qg_policy policy;
    int status = qg_policy_args_begin_tested(&policy, &test->args->policy);
    if (status == QG_EXIT_OK)
        status = qg_policy_args_compile(test->console, &policy,
                                        (enum qg_colour_wish)test->args->colour, true);
    if (watch != NULL && qg_watch_policy(watch, &policy) != QG_OK)
        status = qg_console_fault(QG_FAULT_MEMORY);
    if (status == QG_EXIT_OK)
        status = run_tests(test, &policy);
    qg_policy_free(&policy);
    return status;
}

static int run_again(void *user, struct qg_watch *watch, uint32_t number, struct qg_str changed) {
    static const char *const words[] = {
        [QG_EXIT_OK] = "passed", [QG_EXIT_FINDINGS] = "failed", [QG_EXIT_FAILED] = "not run"};
    const struct test *test = user;
    struct qg_text line = {0};
    int status = run_once(test, watch);
    qg_text_printf(&line, "run %u: %s", (unsigned)number, words[status]);
    if (changed.len > 0)
        qg_text_printf(&line, " (%.*s changed)", QG_STR_ARG(changed));
    qg_text_char(&line, '\n');
    status = qg_console_print(test->console, &line, status);
    qg_text_free(&line);
    return status;
}

// What was named is watched before it is first read, so that no change falls in between.
static enum qg_fault watch_paths(struct qg_watch *watch, const struct qg_words *paths) {
    struct qg_text folder = {0};
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < paths->len && fault == QG_OK; i++) {
        fault = qg_watch_add(watch, qg_str_of(paths->at[i]));
        qg_text_clear(&folder);
        qg_text_printf(&folder, "%s/tests", paths->at[i]);
        if (fault == QG_OK)
            fault = folder.failed ? QG_FAULT_MEMORY : qg_watch_add(watch, qg_text_str(&folder));
    }
    qg_text_free(&folder);
    return fault;
}

static int run_watching(struct test *test) {
    struct qg_watch watch = {0};
    enum qg_fault fault = watch_paths(&watch, &test->args->policy.paths);
    int status = fault == QG_OK ? qg_watch_loop(test->console, &watch, run_again, test)
                                : qg_console_fault(fault);
    qg_watch_free(&watch);
    return status;
}

static int run(struct qg_command_call *call) {
    struct test test = {.console = call->console, .args = call->args};
    if (!settle(&test, call->args, &call->problem))
        return qg_command_call_usage(call);
    return test.args->watch ? run_watching(&test) : run_once(&test, NULL);
}

// An editor replaces the file that it saves.
static unsigned reach(const void *own, uint32_t at) {
    const struct args *args = own;
    (void)at;
    return args->watch ? QG_REACH_READ | QG_REACH_FOLLOW : QG_REACH_READ;
}

const struct qg_command qg_cmd_test = {
    .name = "test",
    .summary = "run the tests that a policy is written with",
    .usage = "  qagida test [OPTIONS] [PATH]...\n",
    .examples = "Runs the tests of a policy: those in its files and in its folder `tests`.\n\n"
                "  qagida test policies/order-300\n"
                "  qagida test policies/order-300 --filter quorum --filter 'P46*'\n"
                "  qagida test policies/order-300 --watch\n"
                "  qagida test policies/order-300 --format junit --output report.xml",
    .line = &arguments,
    .operand = "PATH",
    .no_operand = ".",
    .reach = reach,
    .notes =
        "PATH is a policy's folder or a file; without one, the current folder. A filter is a\n"
        "part of a title or the id of a rule; with `*` or `?`, the whole of either. What fails\n"
        "is shown as a difference: `-` was expected, `+` came out. A report in a file does\n"
        "not keep the text from the terminal. --watch ends with the status of its last run.\n"
        "Exit status: 0 all passed, 1 some failed, 2 none was run.\n",
    .run = run,
};
