// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include "consolidate.h"
#include "consolidate_outline.h"
#include "date.h"
#include "policy_args.h"
#include "words.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { POLICY, WITH, AS_OF, ACT, FORMAT, LANG, OUTPUT, COLOR, NO_COLOR, HELP };

static const struct qg_option options[] = {
    QG_POLICY_OPTION,
    [WITH] = {"with", 'w', "PATH", "a draft: the text as it would be with its amendments"},
    [AS_OF] = {"as-of", 0, "DATE", "the text of that day (default: the last that there is)"},
    [ACT] = {"act", 0, "NAME", "of several acts, only this one"},
    [FORMAT] = {"format", 0, "FORMAT", "policy: the code; outline: for reading, in Markdown"},
    [LANG] = {"lang", 0, "LANG", "language of the outline: en, ru, kk"},
    [OUTPUT] = {"output", 'o', "PATH", "write there; file by file if it is a folder"},
    QG_COLOUR_OPTIONS("colour: always (if not said), auto or never"),
    [HELP] = QG_HELP_OPTION,
    {0},
};

enum format { FORMAT_POLICY, FORMAT_OUTLINE };
static const char *const formats[] = {
    [FORMAT_POLICY] = "policy", [FORMAT_OUTLINE] = "outline", NULL};

struct args {
    struct qg_policy_args policy;
    struct qg_words drafts, acts;
    const char *as_of, *output; // NULL: not given
    int format;                 // enum format
    int lang;                   // enum qg_lang
    int colour;                 // enum qg_colour_wish
};

static const struct qg_setter setters[] = {
    [POLICY] = QG_ADDS(args, policy.paths),
    [WITH] = QG_ADDS(args, drafts),
    [AS_OF] = QG_TAKES_FLAG(args, as_of),
    [ACT] = QG_ADDS(args, acts),
    [FORMAT] = QG_CHOOSES(args, format, formats),
    [LANG] = QG_CHOOSES(args, lang, qg_lang_names),
    [OUTPUT] = QG_TAKES(args, output),
    QG_COLOUR_SETTERS(args),
    [HELP] = QG_HELPS,
};

static const struct qg_command_line arguments = {options, setters, QG_ADDS(args, acts),
                                                 sizeof(struct args), NULL};

static bool find_wish(const struct args *args, struct qg_consolidate_wish *wish,
                      struct qg_text *problem) {
    *wish = (struct qg_consolidate_wish){.day = QG_NONE};
    if (args->as_of != NULL && !qg_date_parse(args->as_of, strlen(args->as_of), &wish->day))
        qg_text_printf(problem, "--as-of: `%s` is no date (YYYY-MM-DD)", args->as_of);
    else if (args->drafts.len > 1)
        qg_text_addz(problem, "a text is that of one draft; put what belongs together into a "
                              "folder and name that");
    else if (args->acts.len > 1)
        qg_text_printf(problem, "name one act, not both `%s` and `%s`", args->acts.at[0],
                       args->acts.at[1]);
    wish->world = args->drafts.len;
    if (args->acts.len > 0)
        wish->act = qg_str_of(args->acts.at[0]);
    return problem->len == 0;
}

// ---- into a folder ----

static bool is_folder(const char *path) {
    struct stat about;
    size_t len = strlen(path);
    return (len > 0 && path[len - 1] == '/') || (stat(path, &about) == 0 && S_ISDIR(about.st_mode));
}

static struct qg_str base_name(struct qg_str name) {
    size_t start = name.len;
    while (start > 0 && name.at[start - 1] != '/')
        start--;
    return qg_str_slice(name, start, name.len);
}

// Two files of one name cannot both be written.
static bool all_apart(const struct qg_consolidated *text, struct qg_text *problem) {
    for (uint32_t i = 0; i < text->files.len; i++)
        for (uint32_t k = 0; k < i; k++) {
            struct qg_str name = base_name(text->files.at[i].name);
            if (!qg_str_equal(name, base_name(text->files.at[k].name)))
                continue;
            qg_text_printf(problem, "two files are called %.*s; write them into one file",
                           QG_STR_ARG(name));
            return false;
        }
    return true;
}

static int write_file(const char *folder, const struct qg_consolidated_file *file) {
    struct qg_text path = {0};
    size_t len = strlen(folder);
    qg_text_printf(&path, "%s%s%.*s", folder, len > 0 && folder[len - 1] == '/' ? "" : "/",
                   QG_STR_ARG(base_name(file->name)));
    int status = path.failed ? qg_console_fault(QG_FAULT_MEMORY)
                             : qg_console_write(path.at, &file->text, QG_EXIT_OK);
    qg_text_free(&path);
    return status;
}

static int write_files(const char *folder, const struct qg_consolidated *text) {
    struct qg_text problem = {0};
    int status = QG_EXIT_OK;
    if (!all_apart(text, &problem))
        status = qg_console_trouble(QG_FAULT_WRITE, &problem);
    else if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        status = qg_console_complain_of(qg_str_of(folder), qg_str_of(strerror(errno)));
    for (uint32_t i = 0; i < text->files.len && status == QG_EXIT_OK; i++)
        status = write_file(folder, &text->files.at[i]);
    qg_text_free(&problem);
    return status;
}

// ---- the command ----

static int print_folder(const struct qg_policy *policy, const struct qg_consolidate_wish *wish,
                        const char *folder) {
    struct qg_consolidated text = {0};
    enum qg_fault fault = qg_consolidate(policy, wish, &text);
    int status = fault == QG_OK ? write_files(folder, &text) : qg_console_fault(fault);
    qg_consolidated_free(&text);
    return status;
}

static int print_whole(struct qg_console *console, const struct args *args,
                       const struct qg_policy *policy, const struct qg_consolidate_wish *wish) {
    struct qg_text out = {0};
    enum qg_fault fault = QG_OK;
    if (args->format == FORMAT_OUTLINE)
        fault = qg_consolidate_outline(policy, wish, args->lang, &out);
    else
        fault = qg_consolidate_whole(policy, wish, &out);
    int status = fault == QG_OK ? qg_console_deliver(console, &out, args->output, QG_EXIT_OK)
                                : qg_console_fault(fault);
    qg_text_free(&out);
    return status;
}

static int print(struct qg_console *console, const struct args *args,
                 const struct qg_policy *policy, const struct qg_consolidate_wish *wish) {
    struct qg_text problem = {0};
    int status = QG_EXIT_OK;
    if (wish->act.len > 0 && !qg_consolidate_knows(policy, wish->act, &problem))
        status = qg_console_trouble(QG_FAULT_MEMORY, &problem);
    else if (args->format == FORMAT_POLICY && args->output != NULL && is_folder(args->output))
        status = print_folder(policy, wish, args->output);
    else
        status = print_whole(console, args, policy, wish);
    qg_text_free(&problem);
    return status;
}

static int run(struct qg_command_call *call) {
    const struct args *args = call->args;
    struct qg_policy policy = {0};
    struct qg_consolidate_wish wish;
    if (!find_wish(args, &wish, &call->problem))
        return qg_command_call_usage(call);
    int status = qg_policy_args_load_drafts(call->console, &policy, &args->policy, &args->drafts,
                                            false, (enum qg_colour_wish)args->colour);
    if (status == QG_EXIT_OK)
        status = print(call->console, args, &policy, &wish);
    qg_policy_free(&policy);
    return status;
}

const struct qg_command qg_cmd_consolidate = {
    .name = "consolidate",
    .summary = "print an act as it reads on a day, amendments included",
    .usage = "  qagida consolidate [OPTIONS] [ACT]\n",
    .examples =
        "Prints the consolidated text: the policy with its amendments carried out and marked.\n\n"
        "  qagida consolidate -p my-policy/ --as-of 2027-01-01\n"
        "  qagida consolidate --with draft.qagida -o order-300-as-amended/\n"
        "  qagida consolidate --with draft.qagida --format outline --lang ru",
    .line = &arguments,
    .operand = "NAME",
    .notes =
        "What is printed compiles by itself, without the amendments, to the same rules. A draft\n"
        "may be a folder. `--format outline` prints chapters, paragraphs and their duties, each\n"
        "paragraph with what amended it since when.\n"
        "Exit status: 0, or 2 if it could not be done.\n",
    .run = run,
};
