// SPDX-License-Identifier: Apache-2.0
//
// The one command that runs another program: the machine's C compiler.

#include "command.h"

#include "forge.h"
#include "policy_args.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POLICY, OUTPUT, SHARED, COMPILER, FLAGS, RUNTIME, OPTIMISE, VERBOSE, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [POLICY] = {"policy", 'p', "PATH", "a policy: a file or a folder; repeatable"},
    [OUTPUT] = {"output", 'o', "FILE", "what to write (default: checker); NAME.c: only the C"},
    [SHARED] = {"shared", 0, NULL, "an object that libqagida loads instead of a command"},
    [COMPILER] = {"cc", 0, "WORDS", "the compiler (default: $CC, or cc, gcc or clang)"},
    [FLAGS] = {"cflags", 0, "WORDS", "its options instead of -O2"},
    [RUNTIME] = {"runtime", 0, "PATH",
                 "what the C is linked with (default: that of libqagida-dev)"},
    [OPTIMISE] = {"optimise", 'O', "LEVEL", "0: the program as it was lowered, for comparison"},
    [VERBOSE] = {"verbose", 'v', NULL, "print the compiler's command line"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_policy_args policy;
    const char *output, *compiler, *flags, *runtime; // NULL: not given
    int shared, verbose;
    int colour; // enum qg_colour_wish
};

// What is run is not for a file of settings to say, which may lie in somebody else's folder.
#define TAKES_FROM_VARIABLE(field)                                                                 \
    { .how = QG_SET_WORD, .at = offsetof(struct args, field), .from = QG_FROM_VARIABLE }

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [OUTPUT] = QG_TAKES_FLAG(args, output),
    [SHARED] = QG_SETS_FLAG(args, shared, true),
    [COMPILER] = TAKES_FROM_VARIABLE(compiler),
    [FLAGS] = TAKES_FROM_VARIABLE(flags),
    [RUNTIME] = TAKES_FROM_VARIABLE(runtime),
    [OPTIMISE] = QG_CHOOSES(args, policy.unoptimised, qg_optimise_levels),
    [VERBOSE] = QG_SETS(args, verbose, true),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, policy.paths),
                                                 sizeof(struct args), NULL};

// ---- the runtime ----

// The folder of this very program.
static bool own_folder(struct qg_text *out) {
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    if (length <= 0 || (size_t)length == sizeof path)
        return false;
    while (length > 0 && path[length - 1] != '/')
        length--;
    qg_text_add(out, (struct qg_str){path, (size_t)length});
    return !out->failed;
}

// Beside the modules: as the command was built, else as it was installed.
static void find_runtime(struct qg_text *out) {
    static const char *const places[] = {"modules/runtime", QG_MODULES "/runtime"};
    bool found = false;
    for (size_t i = 0; i < sizeof places / sizeof places[0] && !found; i++) {
        qg_text_clear(out);
        if (!own_folder(out))
            qg_text_addz(out, "./");
        qg_text_addz(out, places[i]);
        found = !out->failed && access(out->at, R_OK) == 0;
    }
}

// ---- the work ----

static bool ends_in_c(const char *path) {
    size_t length = strlen(path);
    return length > 2 && strcmp(path + length - 2, ".c") == 0;
}

// The value of a variable that is set and not empty.
static const char *variable(const char *name) {
    const char *value = getenv(name); // nothing of the command changes the environment
    return value != NULL && value[0] != '\0' ? value : NULL;
}

// A problem in lines: the first is the complaint, the others show what the compiler said.
static int complain(enum qg_fault fault, struct qg_text *problem) {
    char *rest = problem->at != NULL ? strchr(problem->at, '\n') : NULL;
    struct qg_text shown = {0};
    if (rest == NULL)
        return qg_console_trouble(fault, problem);
    qg_text_addz(&shown, rest + 1);
    qg_text_char(&shown, '\n');
    problem->len = (size_t)(rest - problem->at);
    int status = qg_console_complain(qg_text_str(problem));
    qg_console_show(&shown);
    qg_text_free(&shown);
    return status;
}

static int build(struct qg_command_call *call, struct qg_str source, const char *output) {
    const struct args *args = call->args;
    struct qg_text runtime = {0}, problem = {0}, told = {0};
    if (args->runtime == NULL)
        find_runtime(&runtime);
    const struct qg_forge forge = {
        .compiler = args->compiler != NULL ? args->compiler : variable("CC"),
        .flags = args->flags != NULL ? args->flags : "-O2",
        .runtime = args->runtime != NULL ? args->runtime : runtime.at,
        .output = output,
        .passing = variable("TMPDIR"),
        .shared = args->shared != 0,
        .told = args->verbose ? &told : NULL,
    };
    enum qg_fault fault =
        runtime.failed ? QG_FAULT_MEMORY : qg_forge_build(&forge, source, &problem);
    qg_console_show(&told);
    int status = fault == QG_OK ? QG_EXIT_OK : complain(fault, &problem);
    qg_text_free(&runtime);
    qg_text_free(&problem);
    qg_text_free(&told);
    return status;
}

static int make(struct qg_command_call *call, const struct qg_policy *policy) {
    const struct args *args = call->args;
    const char *output = args->output != NULL ? args->output : "checker";
    struct qg_text source = {0};
    enum qg_fault fault = qg_forge_source(policy, &source);
    int status = fault != QG_OK      ? qg_console_fault(fault)
                 : ends_in_c(output) ? qg_console_write(output, &source, QG_EXIT_OK)
                                     : build(call, qg_text_str(&source), output);
    qg_text_free(&source);
    return status;
}

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    struct qg_policy policy;
    int status = qg_policy_args_load(call->console, &policy, &args->policy,
                                     (enum qg_colour_wish)args->colour, true);
    if (status == QG_EXIT_OK)
        status = make(call, &policy);
    qg_policy_free(&policy);
    return status;
}

const struct qg_command qg_cmd_build = {
    .name = "build",
    .summary = "compile a policy to a checker of its own, or to C",
    .usage = "  qagida build [OPTIONS] [PATH]...\n",
    .examples = "Compiles a policy to C, and that to a command that checks records by it.\n\n"
                "  qagida build my-policy/ -o checker && ./checker export.ndjson --format json\n"
                "  qagida build my-policy/ -o my-policy.c\n"
                "  qagida build my-policy/ --shared -o my-policy.so\n"
                "  qagida build my-policy/ --cc clang --cflags '-O3 -march=native'",
    .line = &arguments,
    .operand = "PATH",
    .unconfined = true, // the compiler is another program
    .notes = "The checker takes the options of `qagida check`, and finds the same; `./checker "
             "--version`\n"
             "tells its policy. This is the only command that runs another program: the C "
             "compiler, which\n"
             "has to be installed, with libqagida-dev. Without a policy it is the built-in one.\n"
             "Exit status: 0, or 2 if there is an error.\n",
    .run = run,
};
