// SPDX-License-Identifier: Apache-2.0

#include "policy.h"

#include "compile.h"
#include "embedded.h"
#include "natives.h"
#include "parse.h"
#include "policy_files.h"
#include "readfile.h"
#include "timeline.h"
#include "tree_print.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define BUILTIN     "builtin:"
#define SUFFIX      QG_POLICY_SUFFIX
#define DEFAULT_ACT "policies/order-300/"
#define STDLIB      "stdlib/"

void qg_policy_init(struct qg_policy *policy) {
    *policy = (struct qg_policy){0};
    qg_arena_init(&policy->arena, "policy texts");
}

void qg_policy_free(struct qg_policy *policy) {
    if (policy->compilation != NULL)
        qg_compilation_free(policy->compilation);
    free(policy->compilation);
    qg_vec_free(&policy->texts);
    qg_arena_free(&policy->arena);
    *policy = (struct qg_policy){0};
}

// ---- texts ----

// A copy of `name` (NUL-terminated) in the policy's arena; `at` is NULL when memory is out.
static struct qg_str keep(struct qg_policy *policy, struct qg_str s) {
    return (struct qg_str){qg_arena_copy(&policy->arena, s.at != NULL ? s.at : "", s.len), s.len};
}

static enum qg_fault add(struct qg_policy *policy, struct qg_policy_source source) {
    if (source.name.at == NULL || source.text.at == NULL)
        return QG_FAULT_MEMORY;
    source.draft = policy->draft;
    return qg_vec_push(&policy->texts, source) ? QG_OK : QG_FAULT_MEMORY;
}

enum qg_fault qg_policy_add_text(struct qg_policy *policy, struct qg_str name, struct qg_str text) {
    struct qg_policy_source source = {keep(policy, name), keep(policy, text), 0};
    return add(policy, source);
}

void qg_policy_begin_draft(struct qg_policy *policy) {
    policy->draft++;
}

// ---- the built-in texts ----

static bool embedded_source(struct qg_policy *policy, const struct qg_embedded *file,
                            struct qg_policy_source *out) {
    struct qg_text name = {0};
    qg_text_addz(&name, BUILTIN);
    qg_text_addz(&name, file->path);
    out->name = !name.failed ? keep(policy, qg_text_str(&name)) : (struct qg_str){0};
    out->text = (struct qg_str){file->text, file->len};
    qg_text_free(&name);
    return out->name.at != NULL;
}

// Whether a file lies in this folder, not in one of it.
static bool lies_in(struct qg_str path, struct qg_str folder) {
    return qg_str_starts(path, folder) &&
           memchr(path.at + folder.len, '/', path.len - folder.len) == NULL;
}

static enum qg_fault add_embedded(struct qg_policy *policy, struct qg_str folder) {
    enum qg_fault fault = QG_OK;
    for (size_t i = 0; i < qg_embedded_count && fault == QG_OK; i++) {
        struct qg_policy_source source = {0};
        if (!lies_in(qg_str_of(qg_embedded_files[i].path), folder))
            continue;
        (void)embedded_source(policy, &qg_embedded_files[i], &source); // add sees a failure
        fault = add(policy, source);
    }
    return fault;
}

enum qg_fault qg_policy_add_builtin(struct qg_policy *policy) {
    uint32_t before = policy->texts.len;
    if (qg_built_in.alone)
        return QG_OK;
    enum qg_fault fault = add_embedded(policy, QG_STR(DEFAULT_ACT));
    policy->builtin = policy->texts.len - before;
    return fault;
}

void qg_policy_name_builtin(struct qg_text *out) {
    const struct qg_program *program = qg_built_in.program;
    for (uint32_t i = 0; program != NULL && i < program->act_count; i++)
        qg_text_printf(out, "policy: %.*s, sha256 %.*s\n", QG_STR_ARG(program->acts[i].name),
                       QG_STR_ARG(program->acts[i].digest));
}

enum qg_fault qg_policy_add_builtin_tests(struct qg_policy *policy) {
    return add_embedded(policy, QG_STR(DEFAULT_ACT "tests/"));
}

static const struct qg_embedded *embedded_named(struct qg_str path) {
    for (size_t i = 0; i < qg_embedded_count; i++)
        if (qg_str_equal(qg_str_of(qg_embedded_files[i].path), path))
            return &qg_embedded_files[i];
    return NULL;
}

// ---- files and folders ----

static void explain(struct qg_text *problem, const char *path, const char *reason) {
    qg_text_addz(problem, path);
    qg_text_addz(problem, ": ");
    qg_text_addz(problem, reason);
}

static enum qg_fault read_text(struct qg_policy *policy, const char *path,
                               struct qg_policy_source *out, struct qg_text *problem) {
    struct qg_text text = {0};
    errno = 0;
    enum qg_fault fault = qg_readfile(path, QG_SOURCE_BYTES_MAX, &text);
    if (fault == QG_FAULT_READ)
        explain(problem, path, qg_readfile_reason(errno));
    else if (fault == QG_FAULT_LIMIT)
        explain(problem, path, "longer than a policy may be (64 MiB)");
    if (fault == QG_OK) {
        out->name = keep(policy, qg_str_of(path));
        out->text = keep(policy, qg_text_str(&text));
    }
    qg_text_free(&text);
    return fault;
}

static enum qg_fault add_file(struct qg_policy *policy, const char *path, struct qg_text *problem) {
    struct qg_policy_source source = {0};
    enum qg_fault fault = read_text(policy, path, &source, problem);
    return fault == QG_OK ? add(policy, source) : fault;
}

static int is_policy_file(const struct dirent *entry) {
    return qg_policy_is_file_name(entry->d_name);
}

// By bytes, so that the order does not hang on anybody's locale.
static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

static enum qg_fault add_entry(struct qg_policy *policy, const char *folder, const char *name,
                               struct qg_text *problem) {
    struct qg_text path = {0};
    size_t len = strlen(folder);
    qg_text_addz(&path, folder);
    if (len > 0 && folder[len - 1] != '/')
        qg_text_char(&path, '/');
    qg_text_addz(&path, name);
    enum qg_fault fault = path.failed ? QG_FAULT_MEMORY : add_file(policy, path.at, problem);
    qg_text_free(&path);
    return fault;
}

int qg_policy_list_folder(const char *path, struct dirent ***out) {
    return scandir(path, out, is_policy_file, by_name);
}

static enum qg_fault add_folder(struct qg_policy *policy, const char *path,
                                struct qg_text *problem) {
    struct dirent **entries = NULL;
    enum qg_fault fault = QG_OK;
    int count = qg_policy_list_folder(path, &entries);
    if (count < 0) {
        explain(problem, path, strerror(errno));
        return errno == ENOMEM ? QG_FAULT_MEMORY : QG_FAULT_READ;
    }
    for (int i = 0; i < count; i++) {
        if (fault == QG_OK)
            fault = add_entry(policy, path, entries[i]->d_name, problem);
        free(entries[i]);
    }
    free(entries);
    if (count == 0) {
        explain(problem, path, "no policy in this folder (*" SUFFIX ")");
        fault = QG_FAULT_READ;
    }
    return fault;
}

static bool is_folder(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

enum qg_fault qg_policy_add_path(struct qg_policy *policy, const char *path,
                                 struct qg_text *problem) {
    return is_folder(path) ? add_folder(policy, path, problem) : add_file(policy, path, problem);
}

enum qg_fault qg_policy_add_folder_if_there(struct qg_policy *policy, const char *path,
                                            struct qg_text *problem) {
    return is_folder(path) ? add_folder(policy, path, problem) : QG_OK;
}

// ---- `use` ----

// "a/b/x.qagida" and "calendar.kz" make "a/b/calendar.kz.qagida".
static void sibling(struct qg_str from, struct qg_str module, struct qg_text *out) {
    size_t folder = from.len;
    while (folder > 0 && from.at[folder - 1] != '/')
        folder--;
    qg_text_add(out, qg_str_slice(from, 0, folder));
    qg_text_add(out, module);
    qg_text_addz(out, SUFFIX);
}

static bool in_library(struct qg_policy *policy, struct qg_str module,
                       struct qg_policy_source *out) {
    struct qg_text path = {0};
    sibling(QG_STR(STDLIB), module, &path);
    const struct qg_embedded *file = path.failed ? NULL : embedded_named(qg_text_str(&path));
    qg_text_free(&path);
    return file != NULL && embedded_source(policy, file, out);
}

// A module beside the file `from`, which is on the disk or embedded.
static bool beside(struct qg_policy *policy, struct qg_str from, struct qg_str module,
                   struct qg_policy_source *out) {
    struct qg_text path = {0}, problem = {0};
    struct qg_str builtin = QG_STR(BUILTIN);
    bool found = false;
    sibling(from, module, &path);
    if (path.failed) {
        policy->finder_fault = QG_FAULT_MEMORY;
    } else if (qg_str_starts(from, builtin)) {
        const struct qg_embedded *file =
            embedded_named(qg_str_slice(qg_text_str(&path), builtin.len, path.len));
        found = file != NULL && embedded_source(policy, file, out);
    } else {
        found = read_text(policy, path.at, out, &problem) == QG_OK && out->text.at != NULL;
    }
    qg_text_free(&path);
    qg_text_free(&problem);
    return found;
}

static bool find_module(void *user, struct qg_str module, struct qg_str from,
                        struct qg_policy_text *out) {
    struct qg_policy *policy = user;
    struct qg_policy_source source = {0};
    bool found = policy->finder != NULL && !qg_str_starts(from, QG_STR(BUILTIN))
                     ? policy->finder(policy->finder_user, module, from, &source)
                     : beside(policy, from, module, &source);
    if (!found && !in_library(policy, module, &source))
        return false;
    *out = (struct qg_policy_text){source.name, source.text, 0};
    return true;
}

// ---- compiling ----

static enum qg_fault compile(struct qg_policy *policy, const struct qg_policy_text *texts) {
    policy->compilation = calloc(1, sizeof *policy->compilation);
    if (policy->compilation == NULL)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = qg_compilation_init(policy->compilation);
    policy->compilation->options = (struct qg_compile_options){.backdate = policy->backdate,
                                                               .unoptimised = policy->unoptimised};
    if (fault == QG_OK)
        fault = qg_compile(policy->compilation, texts, policy->texts.len, find_module, policy);
    policy->program = policy->compilation->program;
    if (policy->program != NULL)
        policy->native = qg_native_of(policy->program, qg_natives);
    return fault == QG_OK ? policy->finder_fault : fault;
}

enum qg_fault qg_policy_compile(struct qg_policy *policy) {
    struct qg_policy_text *texts = qg_arena_array(&policy->arena, policy->texts.len, sizeof *texts);
    if (texts == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < policy->texts.len; i++)
        texts[i] = (struct qg_policy_text){policy->texts.at[i].name, policy->texts.at[i].text,
                                           policy->texts.at[i].draft};
    return compile(policy, texts);
}

enum qg_fault qg_policy_make_program(struct qg_policy *policy) {
    bool other = policy->texts.len != policy->builtin;
    if (other || (policy->texts.len == 0 && !qg_built_in.alone) || policy->unoptimised ||
        qg_built_in.program == NULL)
        return qg_policy_compile(policy);
    policy->program = qg_built_in.program;
    policy->native = qg_built_in.native;
    return QG_OK;
}

enum qg_fault qg_policy_outline(struct qg_policy *policy) {
    enum qg_fault fault = qg_compile_outline(policy->compilation);
    policy->program = policy->compilation->program;
    return fault;
}

uint32_t qg_policy_errors(const struct qg_policy *policy) {
    return policy->compilation == NULL ? 0 : qg_diag_errors(&policy->compilation->diags);
}

uint32_t qg_policy_warnings(const struct qg_policy *policy) {
    return policy->compilation == NULL ? 0 : policy->compilation->diags.warnings;
}

void qg_policy_render(const struct qg_policy *policy, struct qg_text *out, bool colour) {
    struct qg_compilation *c = policy->compilation;
    if (c != NULL)
        qg_diag_render(&c->diags, &c->sources, out, colour);
}

bool qg_policy_is_builtin(struct qg_str source_name) {
    return qg_str_starts(source_name, QG_STR(BUILTIN));
}

// ---- the stages as text ----

static bool print_tokens(struct qg_compilation *c, struct qg_text *out) {
    for (uint32_t i = 0; i < c->file_count; i++) {
        struct qg_diag_list again; // errors were reported when the file was parsed
        qg_diag_init(&again);
        enum qg_fault fault = qg_tokens_print(&c->sources, c->files[i]->source, &again, out);
        qg_diag_free(&again);
        if (fault != QG_OK)
            return false;
    }
    return true;
}

static bool print_trees(const struct qg_compilation *c, struct qg_text *out) {
    for (uint32_t i = 0; i < c->file_count; i++)
        qg_tree_print(c->files[i], out);
    return true;
}

static bool print_types(const struct qg_compilation *c, struct qg_text *out) {
    if (c->typed != NULL)
        qg_typed_print(c->typed, out);
    return c->typed != NULL;
}

static bool print_program(const struct qg_compilation *c, struct qg_text *out) {
    if (c->program != NULL)
        qg_program_list(c->program, out);
    return c->program != NULL;
}

// The policy as C is named after its first act.
static bool print_c(const struct qg_compilation *c, struct qg_text *out) {
    struct qg_text name = {0};
    if (c->program == NULL)
        return false;
    if (c->program->act_count > 0)
        qg_text_add(&name, c->program->acts[0].name);
    else
        qg_text_addz(&name, "policy");
    if (!name.failed)
        qg_program_c(c->program, &c->sources, name.at, out);
    bool ok = !name.failed;
    qg_text_free(&name);
    return ok;
}

bool qg_policy_print(struct qg_policy *policy, enum qg_policy_stage stage, struct qg_text *out) {
    struct qg_compilation *c = policy->compilation;
    switch (stage) {
    case QG_STAGE_TOKENS:
        return print_tokens(c, out);
    case QG_STAGE_TREE:
        return print_trees(c, out);
    case QG_STAGE_ACTS:
        qg_timeline_print(c, out);
        return true;
    case QG_STAGE_TYPES:
        return print_types(c, out);
    case QG_STAGE_IR:
        return c->typed != NULL && qg_ir_print(c, out) == QG_OK;
    case QG_STAGE_PROGRAM:
        return print_program(c, out);
    case QG_STAGE_C:
        return print_c(c, out);
    }
    return false;
}
