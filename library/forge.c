// SPDX-License-Identifier: Apache-2.0

#include "forge.h"

#include "compile.h"
#include "launch.h"
#include "outfile.h"
#include "readfile.h"
#include "unnamed.h"

#include "qagida/qagida.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FLAGS_MAX = 4096,        // bytes of the runtime's flags
    CHECKER_MAX = 256 << 20, // of what the compiler makes
    SHOWN_LINES = 12         // of what it says
};

#define ARCHIVE  "libqagida-checker.a"
#define HEADER   "native_ops.h"
#define COMPILER "cc", "gcc", "clang"

// ---- the source ----

static void add_head(const struct qg_policy *policy, struct qg_text *out) {
    const struct qg_program *program = policy->program;
    qg_text_addz(
        out,
        "// The checker of a policy, written by `qagida build`: edit the policy, not this.\n//\n");
    for (uint32_t i = 0; i < program->act_count; i++)
        qg_text_printf(out, "//     %.*s, sha256 %.*s\n", QG_STR_ARG(program->acts[i].name),
                       QG_STR_ARG(program->acts[i].digest));
    qg_text_addz(out,
                 "//\n// With the folder RUNTIME that libqagida-dev brings, a command is made of "
                 "it by\n//\n//     cc -std=c17 -O2 -w -I RUNTIME/include THIS.c "
                 "RUNTIME/" ARCHIVE " $(cat RUNTIME/flags)\n//\n"
                 "// and an object for libqagida with -shared -fPIC -fvisibility=hidden.\n");
    qg_text_printf(out,
                   "#include \"compiled.h\"\n\n"
                   "_Static_assert(QAGIDA_VERSION_NUMBER == %d, \"made for the runtime of Qagida "
                   "%d.%d.%d\");\n\n",
                   QAGIDA_VERSION_NUMBER, QAGIDA_VERSION_MAJOR, QAGIDA_VERSION_MINOR,
                   QAGIDA_VERSION_PATCH);
}

enum qg_fault qg_forge_source(const struct qg_policy *policy, struct qg_text *out) {
    const struct qg_program *program = policy->program;
    struct qg_text name = {0};
    add_head(policy, out);
    qg_text_add(&name, program->act_count > 0 ? program->acts[0].name : QG_STR("policy"));
    if (!name.failed) {
        qg_program_c(program, &policy->compilation->sources, name.at, out);
        qg_text_printf(out, "\nQG_COMPILED(%s)\n", name.at);
    }
    bool failed = name.failed || out->failed;
    qg_text_free(&name);
    return failed ? QG_FAULT_MEMORY : QG_OK;
}

// ---- the command line ----

// Words under way to a compiler. What they point into lives in the arena.
struct line {
    struct qg_arena arena;
    QG_VEC(const char *) words;
    bool failed;
};

static void add(struct line *line, const char *word) {
    line->failed = line->failed || word == NULL || !qg_vec_push(&line->words, word);
}

// The words of a text that are parted by blanks.
static void add_words(struct line *line, const char *text) {
    static const char blanks[] = " \t\n";
    for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
        size_t length = strcspn(text, blanks);
        add(line, qg_arena_copy(&line->arena, text, length));
        text += length;
    }
}

static const char *in_runtime(struct line *line, const struct qg_forge *forge, const char *name) {
    struct qg_text path = {0};
    qg_text_printf(&path, "%s/%s", forge->runtime, name);
    const char *kept = path.failed ? NULL : qg_arena_copy(&line->arena, path.at, path.len);
    qg_text_free(&path);
    return kept;
}

// Modules (pdf) are looked for where the command that builds has them.
static void add_link(struct line *line, const struct qg_forge *forge, const char *flags) {
    add(line, in_runtime(line, forge, ARCHIVE));
    add(line, "-Wl,--as-needed");
    add_words(line, flags);
    if (forge->shared) {
        add(line, "-Wl,-z,defs");
        return;
    }
    add_words(line, "-Xlinker -rpath -Xlinker");
    add(line, in_runtime(line, forge, ".."));
}

static void compose(struct line *line, const struct qg_forge *forge, const char *compiler,
                    const char *flags, const char *output) {
    add_words(line, compiler);
    add(line, "-std=c17");
    add_words(line, forge->flags);
    if (forge->shared)
        add_words(line, "-shared -fPIC -fvisibility=hidden");
    add_words(line, "-w -I");
    add(line, in_runtime(line, forge, "include"));
    add_words(line, "-x c - -x none"); // C from the standard input; what follows is not C
    add_link(line, forge, flags);
    add(line, "-o");
    add(line, output);
    line->failed = line->failed || !qg_vec_push(&line->words, NULL);
}

static void tell(const struct qg_forge *forge, const struct line *line) {
    if (forge->told == NULL)
        return;
    for (uint32_t i = 0; i + 1 < line->words.len; i++)
        qg_text_printf(forge->told, "%s%s", i > 0 ? " " : "", line->words.at[i]);
    qg_text_char(forge->told, '\n');
}

static void drop(struct line *line) {
    qg_vec_free(&line->words);
    qg_arena_free(&line->arena);
}

// ---- the compiler ----

// How it ended, and the first lines of what it said.
static void explain(const char *compiler, int status, const struct qg_text *said,
                    struct qg_text *problem) {
    struct qg_str rest = qg_text_str(said);
    if (status > QG_LAUNCH_SIGNAL)
        qg_text_printf(problem, "`%s` was ended by signal %d", compiler, status - QG_LAUNCH_SIGNAL);
    else
        qg_text_printf(problem, "`%s` could not build it and ended with %d", compiler, status);
    for (int i = 0; i < SHOWN_LINES && rest.len > 0; i++) {
        const char *end = memchr(rest.at, '\n', rest.len);
        size_t length = end != NULL ? (size_t)(end - rest.at) : rest.len;
        qg_text_addz(problem, "\n  ");
        qg_text_add(problem, qg_str_slice(rest, 0, length));
        rest = qg_str_slice(rest, length + 1, rest.len);
    }
}

// Runs one compiler. QG_FAULT_READ with errno ENOENT and nothing in `problem` if there is none.
static enum qg_fault run(const struct qg_forge *forge, const char *compiler, const char *flags,
                         const char *output, int source, struct qg_text *problem) {
    struct line line = {0};
    struct qg_text said = {0};
    int status = 0;
    qg_arena_init(&line.arena, "command line");
    compose(&line, forge, compiler, flags, output);
    enum qg_fault fault = line.failed ? QG_FAULT_MEMORY : QG_OK;
    if (fault == QG_OK)
        fault = qg_launch(&status, line.words.at, source, &said);
    int error = errno;
    if (fault == QG_OK) {
        tell(forge, &line);
        if (status != 0)
            explain(compiler, status, &said, problem);
    } else if (fault == QG_FAULT_READ && error != ENOENT) {
        qg_text_printf(problem, "%s: %s", compiler, strerror(error));
    }
    qg_text_free(&said);
    drop(&line);
    errno = error;
    return status != 0 ? QG_FAULT_WRITE : fault;
}

static void no_compiler(const struct qg_forge *forge, struct qg_text *problem) {
    if (forge->compiler != NULL)
        qg_text_printf(problem, "there is no compiler `%s`", forge->compiler);
    else
        qg_text_addz(problem, "this machine has no C compiler");
    qg_text_addz(problem,
                 ": install gcc and libc6-dev, name another with --cc, or give the output a "
                 "name that ends in .c and build it elsewhere");
}

static enum qg_fault compile(const struct qg_forge *forge, const char *flags, const char *output,
                             int source, struct qg_text *problem) {
    const char *const usual[] = {COMPILER, NULL}, *const wished[] = {forge->compiler, NULL};
    for (const char *const *c = forge->compiler != NULL ? wished : usual; *c != NULL; c++) {
        enum qg_fault fault = run(forge, *c, flags, output, source, problem);
        if (fault != QG_FAULT_READ || problem->len > 0)
            return fault;
    }
    no_compiler(forge, problem);
    return QG_FAULT_READ;
}

// ---- the target ----

static enum qg_fault reason(const char *path, enum qg_fault fault, struct qg_text *problem) {
    qg_text_printf(problem, "%s: %s", path, qg_readfile_reason(errno));
    return fault;
}

// A descriptor from which the source can be read; -1 with errno.
static int hand_over(struct qg_str source, const char *target) {
    int fd = qg_unnamed_open(target);
    if (fd < 0)
        return -1;
    for (size_t done = 0; done < source.len;) {
        ssize_t put = write(fd, source.at + done, source.len - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0) {
            int error = errno;
            (void)close(fd);
            errno = error;
            return -1;
        }
        done += (size_t)put;
    }
    (void)lseek(fd, 0, SEEK_SET);
    return fd;
}

// Whether there is something that must not be replaced: a folder, a device, a pipe.
static bool is_special(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

// What is read can be run.
static void make_executable(int fd) {
    struct stat about;
    if (fstat(fd, &about) == 0)
        (void)fchmod(fd, (about.st_mode & 0777) | (about.st_mode & 0444) >> 2);
}

static enum qg_fault put(const char *target, const struct qg_text *bytes, struct qg_text *problem) {
    struct qg_outfile file = {0};
    if (qg_outfile_open(&file, target) == QG_OK)
        make_executable(file.fd);
    (void)qg_outfile_write(&file, qg_text_str(bytes));
    enum qg_fault fault = qg_outfile_close(&file);
    if (fault != QG_OK)
        qg_outfile_explain(&file, problem);
    qg_outfile_free(&file);
    return fault;
}

// Puts what the compiler made into the target's place.
static enum qg_fault deliver(const char *made, const char *target, struct qg_text *problem) {
    struct qg_text bytes = {0};
    enum qg_fault fault = qg_readfile(made, CHECKER_MAX, &bytes);
    if (fault == QG_OK)
        fault = put(target, &bytes, problem);
    else if (fault != QG_FAULT_MEMORY)
        reason(made, fault, problem);
    qg_text_free(&bytes);
    return fault;
}

static enum qg_fault compile_to(const struct qg_forge *forge, const char *flags, const char *made,
                                struct qg_str source, struct qg_text *problem) {
    int fd = hand_over(source, made);
    if (fd < 0)
        return reason(made, QG_FAULT_WRITE, problem);
    enum qg_fault fault = compile(forge, flags, made, fd, problem);
    (void)close(fd);
    return fault == QG_OK ? deliver(made, forge->output, problem) : fault;
}

static enum qg_fault build_in(const struct qg_forge *forge, const char *flags, const char *folder,
                              struct qg_str source, struct qg_text *problem) {
    struct qg_text made = {0};
    qg_text_printf(&made, "%s/checker", folder);
    enum qg_fault fault =
        made.failed ? QG_FAULT_MEMORY : compile_to(forge, flags, made.at, source, problem);
    if (!made.failed)
        (void)unlink(made.at);
    qg_text_free(&made);
    return fault;
}

// Makes a folder that is ours alone, and its path.
static enum qg_fault make_folder(const struct qg_forge *forge, struct qg_text *path,
                                 struct qg_text *problem) {
    const char *passing = forge->passing != NULL ? forge->passing : "/tmp";
    qg_text_printf(path, "%s/qagida-XXXXXX", passing);
    if (path->failed)
        return QG_FAULT_MEMORY;
    if (mkdtemp(path->at) != NULL)
        return QG_OK;
    qg_text_printf(problem, "%s: no folder can be made there: %s", passing, strerror(errno));
    return QG_FAULT_WRITE;
}

static enum qg_fault build(const struct qg_forge *forge, const char *flags, struct qg_str source,
                           struct qg_text *problem) {
    struct qg_text folder = {0};
    if (is_special(forge->output)) {
        qg_text_printf(problem, "%s: this is no file that can be replaced", forge->output);
        return QG_FAULT_WRITE;
    }
    enum qg_fault fault = make_folder(forge, &folder, problem);
    if (fault == QG_OK) {
        fault = build_in(forge, flags, folder.at, source, problem);
        (void)rmdir(folder.at);
    }
    qg_text_free(&folder);
    return fault;
}

// ---- the runtime ----

static bool is_there(const struct qg_forge *forge, const char *name) {
    struct qg_text path = {0};
    qg_text_printf(&path, "%s/%s", forge->runtime, name);
    bool there = !path.failed && access(path.at, R_OK) == 0;
    qg_text_free(&path);
    return there;
}

static enum qg_fault read_flags(const struct qg_forge *forge, struct qg_text *flags,
                                struct qg_text *problem) {
    struct qg_text path = {0};
    qg_text_printf(&path, "%s/flags", forge->runtime);
    enum qg_fault fault = path.failed ? QG_FAULT_MEMORY : qg_readfile(path.at, FLAGS_MAX, flags);
    if (fault == QG_FAULT_READ && errno != ENOENT && errno != ENOTDIR)
        reason(path.at, fault, problem);
    qg_text_free(&path);
    return fault;
}

enum qg_fault qg_forge_build(const struct qg_forge *forge, struct qg_str source,
                             struct qg_text *problem) {
    struct qg_text flags = {0};
    enum qg_fault fault = read_flags(forge, &flags, problem);
    if (fault == QG_OK && (!is_there(forge, "include/" HEADER) || !is_there(forge, ARCHIVE)))
        fault = QG_FAULT_READ;
    if (fault == QG_OK)
        fault = build(forge, flags.at != NULL ? flags.at : "", source, problem);
    else if (fault != QG_FAULT_MEMORY && problem->len == 0)
        qg_text_printf(problem,
                       "%s: there is no runtime for checkers: install libqagida-dev, or name its "
                       "folder with --runtime",
                       forge->runtime);
    qg_text_free(&flags);
    return fault;
}
