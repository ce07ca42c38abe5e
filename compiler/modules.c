// SPDX-License-Identifier: Apache-2.0
//
// Loads the texts of a policy: parses what was given, follows `use` from file to file, and parses
// what the caller's callback finds. Each text is read once, whatever it is called by.
#include "compile.h"

#include "check_codes.h"
#include "intern.h"
#include "parse.h"
#include "seed.h"
#include "table.h"
#include "vec.h"

// What a symbol of the loader's table stands for.
enum { BY_MODULE, BY_FILE };

struct loader {
    struct qg_compilation *c;
    qg_find_module *find;
    void *user;
    struct qg_intern names;
    struct qg_table known; // (BY_MODULE or BY_FILE, name) -> file
    QG_VEC(struct qg_file *) files;
    QG_VEC(struct qg_module) modules;
};

// "policies/calendar.kz.qagida" is the module `calendar.kz`.
static struct qg_str stem(struct qg_str file) {
    size_t start = file.len;
    while (start > 0 && file.at[start - 1] != '/')
        start--;
    struct qg_str name = qg_str_slice(file, start, file.len), suffix = QG_STR(".qagida");
    bool has_suffix = name.len > suffix.len &&
                      qg_str_equal(qg_str_slice(name, name.len - suffix.len, name.len), suffix);
    return has_suffix ? qg_str_slice(name, 0, name.len - suffix.len) : name;
}

static bool remember(struct loader *l, uint32_t kind, struct qg_str name, uint32_t file) {
    uint32_t symbol = qg_intern_add(&l->names, name);
    return symbol != 0 && qg_table_put(&l->known, kind, symbol, file);
}

static uint32_t recall(const struct loader *l, uint32_t kind, struct qg_str name) {
    uint32_t symbol = qg_intern_find(&l->names, name);
    return symbol != 0 ? qg_table_find(&l->known, kind, symbol) : QG_TABLE_NOTHING;
}

static struct qg_str keep(struct loader *l, struct qg_str text) {
    return (struct qg_str){qg_arena_copy(&l->c->arena, text.at, text.len), text.len};
}

// Parses a text as the next file. `name` is what `use` calls it.
static enum qg_fault load(struct loader *l, const struct qg_policy_text *text, struct qg_str name,
                          bool policy) {
    uint32_t source, index = l->files.len;
    enum qg_fault fault = qg_sources_add(&l->c->sources, text->name, text->text, &source);
    struct qg_file *file = NULL;
    if (fault == QG_OK)
        fault = qg_parse_file(&l->c->arena, &l->c->sources, source, &l->c->diags, &file);
    if (fault != QG_OK)
        return fault;
    struct qg_module module = {.name = keep(l, name), .policy = policy, .draft = text->draft};
    bool kept = module.name.at != NULL && qg_vec_push(&l->files, file) &&
                qg_vec_push(&l->modules, module) && remember(l, BY_MODULE, name, index) &&
                remember(l, BY_FILE, text->name, index);
    return kept ? QG_OK : QG_FAULT_MEMORY;
}

static struct qg_str file_name(const struct loader *l, uint32_t file) {
    return qg_sources_at(&l->c->sources, l->files.at[file]->source)->name;
}

// What a module that is not there declares, the file that uses it lacks.
static void report_unknown(struct loader *l, const struct qg_name *name, uint32_t from) {
    l->files.at[from]->broken = true;
    struct qg_diag *d = qg_report(&l->c->diags, QG_E_UNKNOWN_MODULE, name->span,
                                  "there is no module `%.*s`", QG_STR_ARG(name->text));
    qg_diag_hint(d, "A module is a file `%.*s.qagida` beside this one or in the library.",
                 QG_STR_ARG(name->text));
}

// The file that `use NAME` in `from` means, loaded if it is not yet; QG_TABLE_NOTHING if none.
static enum qg_fault follow(struct loader *l, const struct qg_name *name, uint32_t from,
                            uint32_t *out) {
    *out = recall(l, BY_MODULE, name->text);
    if (*out != QG_TABLE_NOTHING)
        return QG_OK;
    struct qg_policy_text text = {0};
    if (l->find == NULL || !l->find(l->user, name->text, file_name(l, from), &text)) {
        report_unknown(l, name, from);
        return QG_OK;
    }
    *out = recall(l, BY_FILE, text.name);
    if (*out != QG_TABLE_NOTHING)
        return remember(l, BY_MODULE, name->text, *out) ? QG_OK : QG_FAULT_MEMORY;
    *out = l->files.len;
    return load(l, &text, name->text, false);
}

static uint32_t count_uses(const struct qg_file *file) {
    uint32_t count = 0;
    for (const struct qg_decl *d = file->decls.first; d != NULL; d = d->next)
        if (d->kind == QG_DECL_USE)
            count += d->as.use.modules.count;
    return count;
}

// Loads what one file uses and notes it in the file's module.
static enum qg_fault follow_all(struct loader *l, uint32_t from) {
    const struct qg_file *file = l->files.at[from];
    uint32_t *uses = qg_arena_array(&l->c->arena, count_uses(file), sizeof *uses), count = 0;
    if (uses == NULL)
        return QG_FAULT_MEMORY;
    for (const struct qg_decl *d = file->decls.first; d != NULL; d = d->next) {
        if (d->kind != QG_DECL_USE)
            continue;
        for (const struct qg_name *n = d->as.use.modules.first; n != NULL; n = n->next) {
            enum qg_fault fault = follow(l, n, from, &uses[count]);
            if (fault != QG_OK)
                return fault;
            count += uses[count] != QG_TABLE_NOTHING;
        }
    }
    l->modules.at[from].uses = uses;
    l->modules.at[from].use_count = count;
    return QG_OK;
}

// Files are appended while they are gone through, so each one's own `use` is followed in turn.
// Drafts come behind all that the policy needs without them, so that what is made of it begins as
// it would without them.
static enum qg_fault load_all(struct loader *l, const struct qg_policy_text *texts,
                              uint32_t count) {
    enum qg_fault fault = QG_OK;
    uint32_t followed = 0;
    for (uint32_t drafts = 0; drafts < 2 && fault == QG_OK; drafts++) {
        for (uint32_t i = 0; i < count && fault == QG_OK; i++)
            if ((texts[i].draft != 0) == (drafts == 1))
                fault = load(l, &texts[i], stem(texts[i].name), true);
        for (; followed < l->files.len && fault == QG_OK; followed++)
            fault = follow_all(l, followed);
    }
    return fault;
}

// Moves what was loaded into the compilation's arena.
static enum qg_fault hand_over(struct loader *l) {
    struct qg_compilation *c = l->c;
    c->file_count = l->files.len;
    c->files = qg_arena_array(&c->arena, c->file_count, sizeof(struct qg_file *));
    c->modules = qg_arena_array(&c->arena, c->file_count, sizeof *c->modules);
    if (c->files == NULL || c->modules == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < c->file_count; i++) {
        c->files[i] = l->files.at[i];
        c->modules[i] = l->modules.at[i];
    }
    c->given = c->files;
    return QG_OK;
}

enum qg_fault qg_modules_load(struct qg_compilation *c, const struct qg_policy_text *texts,
                              uint32_t count, qg_find_module *find, void *user) {
    struct loader l = {.c = c, .find = find, .user = user};
    qg_intern_init(&l.names, qg_seed());
    enum qg_fault fault = load_all(&l, texts, count);
    if (fault == QG_OK)
        fault = hand_over(&l);
    qg_vec_free(&l.files);
    qg_vec_free(&l.modules);
    qg_table_free(&l.known);
    qg_intern_free(&l.names);
    return fault;
}
