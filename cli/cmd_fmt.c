// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "formatting.h"
#include "line_diff.h"
#include "policy_files.h"
#include "readfile.h"
#include "source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { CHECK, DIFF, STDIN_FILENAME, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    [CHECK] = {"check", 0, NULL, "write nothing; name each file that would change"},
    [DIFF] = {"diff", 0, NULL, "write nothing; show what would change"},
    [STDIN_FILENAME] = {"stdin-filename", 0, "NAME", "what to call the standard input"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

struct args {
    struct qg_words paths;
    const char *stdin_name;
    int check, diff;
    int colour; // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [CHECK] = QG_SETS(args, check, true),
    [DIFF] = QG_SETS(args, diff, true),
    [STDIN_FILENAME] = QG_TAKES(args, stdin_name),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct args initial = {.stdin_name = "<stdin>"};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, paths),
                                                 sizeof(struct args), &initial};

// One text on its way.
struct job {
    struct qg_console *console;
    const struct args *args;
    const char *path; // of the file; NULL: the standard input
    struct qg_str name;
    struct qg_text before, after, said;
};

static int read_text(struct job *job) {
    enum qg_fault fault = job->path == NULL
                              ? qg_readfile_from(STDIN_FILENO, QG_SOURCE_BYTES_MAX, &job->before)
                              : qg_readfile(job->path, QG_SOURCE_BYTES_MAX, &job->before);
    if (fault == QG_FAULT_READ)
        return qg_console_complain_of(job->name, qg_str_of(qg_readfile_reason(errno)));
    if (fault == QG_FAULT_LIMIT)
        return qg_console_complain_of(job->name, QG_STR("longer than a policy may be (64 MiB)"));
    return fault == QG_OK ? QG_EXIT_OK : qg_console_fault(fault);
}

static int format(struct job *job) {
    bool ok = false;
    bool colour = qg_console_colours(job->console, (enum qg_colour_wish)job->args->colour, true);
    enum qg_fault fault =
        qg_formatting(job->name, qg_text_str(&job->before), colour, &ok, &job->after, &job->said);
    if (fault != QG_OK)
        return qg_console_fault(fault);
    qg_console_show(&job->said);
    return ok ? QG_EXIT_OK : QG_EXIT_FAILED;
}

// Says what would change.
static int report(struct job *job) {
    struct qg_text out = {0};
    bool done = true;
    if (job->args->diff)
        done = qg_line_diff(job->name, qg_text_str(&job->before), qg_text_str(&job->after), &out);
    else
        qg_text_printf(&out, "%.*s\n", QG_STR_ARG(job->name));
    int status = done ? qg_console_print(job->console, &out, QG_EXIT_FINDINGS)
                      : qg_console_fault(QG_FAULT_MEMORY);
    qg_text_free(&out);
    return status;
}

static int deliver(struct job *job) {
    bool same = qg_str_equal(qg_text_str(&job->before), qg_text_str(&job->after));
    if (job->args->check || job->args->diff)
        return same ? QG_EXIT_OK : report(job);
    if (job->path == NULL)
        return qg_console_print(job->console, &job->after, QG_EXIT_OK);
    return same ? QG_EXIT_OK : qg_console_write(job->path, &job->after, QG_EXIT_OK);
}

static int format_one(struct qg_console *console, const struct args *args, const char *path) {
    struct job job = {.console = console, .args = args, .path = path};
    job.name = qg_str_of(path != NULL ? path : args->stdin_name);
    int status = read_text(&job);
    if (status == QG_EXIT_OK)
        status = format(&job);
    if (status == QG_EXIT_OK)
        status = deliver(&job);
    qg_text_free(&job.before);
    qg_text_free(&job.after);
    qg_text_free(&job.said);
    return status;
}

static int worse(int a, int b) {
    return a > b ? a : b;
}

static int format_path(struct qg_console *console, const struct args *args, const char *path) {
    struct qg_policy_files files = {0};
    struct qg_text problem = {0};
    enum qg_fault fault = qg_policy_files_add(&files, path, &problem);
    int status = QG_EXIT_OK;
    if (fault != QG_OK)
        status = qg_console_trouble(fault, &problem);
    else if (files.paths.len == 0)
        status = qg_console_complain_of(
            qg_str_of(path), QG_STR("no policy below this folder (*" QG_POLICY_SUFFIX ")"));
    for (uint32_t i = 0; i < files.paths.len; i++)
        status = worse(status, format_one(console, args, files.paths.at[i]));
    qg_policy_files_free(&files);
    qg_text_free(&problem);
    return status;
}

// One that cannot be done does not keep the others from being done.
static int run(struct qg_command_call *call) {
    struct args *args = call->args;
    int status = QG_EXIT_OK;
    if (args->paths.len == 0 && !qg_words_add(&args->paths, "."))
        return qg_console_fault(QG_FAULT_MEMORY);
    for (uint32_t i = 0; i < args->paths.len; i++) {
        const char *path = args->paths.at[i];
        bool standard = strcmp(path, "-") == 0;
        status = worse(status, standard ? format_one(call->console, args, NULL)
                                        : format_path(call->console, args, path));
    }
    return status;
}

static unsigned reach(const void *own, uint32_t at) {
    const struct args *args = own;
    (void)at;
    return args->check || args->diff ? QG_REACH_READ : QG_REACH_READ | QG_REACH_REPLACE;
}

const struct qg_command qg_cmd_fmt = {
    .name = "fmt",
    .summary = "lay out policy texts in their one canonical form",
    .usage = "  qagida fmt [OPTIONS] [FILE|FOLDER|-]...\n",
    .examples = "Rewrites policy texts in their canonical form. No word of them is altered.\n\n"
                "  qagida fmt my-policy/\n"
                "  qagida fmt --check my-policy/ || echo \"not formatted\"\n"
                "  qagida fmt - < rules.qagida",
    .line = &arguments,
    .operand = "PATH",
    .no_operand = ".",
    .reach = reach,
    .notes =
        "A folder means every *.qagida below it; without an operand, the current folder; `-` "
        "reads\n"
        "the standard input and writes the standard output. A file is replaced whole or not at\n"
        "all; one with errors is left as it is, and the others are still done.\n"
        "Exit status: 0 done, 1 something would change (--check, --diff), 2 something could not "
        "be\n"
        "done.\n",
    .run = run,
};
