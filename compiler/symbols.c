// SPDX-License-Identifier: Apache-2.0
//
// All files share one namespace for each kind of thing, so that a name means the same everywhere;
// `use` only decides what a file may name. Declarations that stand in a paragraph are as global as
// those at the top: the paragraph is where they are cited, not where they are hidden.
#include "symbols.h"

#include "suggest.h"
#include "timeline.h"

#include <string.h>

// The space that a declaration's name goes to; false for what has no such name.
static bool space_of(const struct qg_decl *decl, enum qg_owner *out) {
    switch (decl->kind) {
    case QG_DECL_ENUM:
    case QG_DECL_TYPE:
    case QG_DECL_RECORD:
        return *out = QG_OWN_TYPE, true;
    case QG_DECL_PARAMETER:
    case QG_DECL_SCHEDULE:
        return *out = QG_OWN_VALUE, true;
    case QG_DECL_DEFINE:
        return *out = QG_OWN_VALUE, !qg_name_given(&decl->as.define.of);
    case QG_DECL_READING:
        return *out = QG_OWN_READING, true;
    case QG_DECL_CALENDAR:
        return *out = QG_OWN_CALENDAR, true;
    case QG_DECL_SEVERITY:
        return *out = QG_OWN_SEVERITY, true;
    case QG_DECL_KEEPER:
        return *out = QG_OWN_KEEPER, true;
    case QG_DECL_TEMPLATE:
        return *out = QG_OWN_TEMPLATE, true;
    case QG_DECL_ACT:
        return *out = QG_OWN_ACT, true;
    case QG_DECL_AMENDMENT:
        return *out = QG_OWN_AMENDMENT, true;
    case QG_DECL_FIXTURE:
        return *out = QG_OWN_FIXTURE, true;
    case QG_DECL_EXEMPTION:
        return *out = QG_OWN_EXEMPTION, true;
    default:
        return false;
    }
}

static void report_taken(struct qg_checker *ck, const struct qg_decl *decl,
                         const struct qg_decl *first) {
    struct qg_diag *d = qg_check_error(ck, TAKEN, decl->name.span, "`%.*s` is declared twice",
                                       QG_STR_ARG(decl->name.text));
    qg_diag_label(d, first->name.span, "first declared here");
}

static void declare(struct qg_checker *ck, const struct qg_decl *decl, uint32_t file,
                    const struct qg_name *act) {
    enum qg_owner space;
    uint32_t symbol = qg_name_given(&decl->name) ? qg_check_symbol(ck, decl->name.text) : 0;
    if (!space_of(decl, &space) || symbol == 0) {
        space = QG_OWN_LIMIT; // nameless or owned by a type: listed for the passes, found by nobody
    } else {
        uint32_t known = qg_check_find(ck, space, symbol);
        if (known != QG_TABLE_NOTHING) {
            report_taken(ck, decl, ck->declared.at[known].decl);
            return;
        }
    }
    struct qg_declared declared = {.decl = decl, .file = file, .act = act};
    if (qg_check_push(ck, declared, declared) && space != QG_OWN_LIMIT)
        qg_check_put(ck, space, symbol, ck->declared.len - 1);
}

// Declarations of a list and of the divisions in it. Divisions nest at most twice.
static void declare_all(struct qg_checker *ck, const struct qg_decls *decls, uint32_t file,
                        const struct qg_name *act) {
    for (const struct qg_decl *d = decls->first; d != NULL; d = d->next) {
        if (d->kind == QG_DECL_DIVISION)
            declare_all(ck, &d->as.division.items, file, &d->as.division.act);
        else if (d->kind == QG_DECL_PARAGRAPH)
            declare_all(ck, &d->as.division.items, file, act);
        else if (d->kind != QG_DECL_USE && d->kind != QG_DECL_RULE && d->kind != QG_DECL_APPLY &&
                 d->kind != QG_DECL_PROVISION)
            declare(ck, d, file, act);
    }
}

static void declare_module(struct qg_checker *ck, uint32_t file) {
    uint32_t symbol = qg_check_symbol(ck, ck->c->modules[file].name);
    if (symbol != 0)
        qg_check_put(ck, QG_OWN_MODULE, symbol, file);
}

void qg_symbols_declare(struct qg_checker *ck) {
    for (uint32_t file = 0; file < ck->c->file_count; file++) {
        declare_module(ck, file);
        declare_all(ck, &ck->c->files[file]->decls, file, NULL);
    }
}

bool qg_symbols_is_policy(const struct qg_checker *ck, uint32_t file) {
    return ck->c->modules[file].policy;
}

// Whether text in the file `from` may name what the file `to` declares.
static bool sees(const struct qg_checker *ck, uint32_t from, uint32_t to) {
    const struct qg_module *module = &ck->c->modules[from];
    if (from == to || (module->policy && ck->c->modules[to].policy))
        return true;
    for (uint32_t i = 0; i < module->use_count; i++)
        if (module->uses[i] == to)
            return true;
    return false;
}

uint32_t qg_symbols_module(struct qg_checker *ck, const struct qg_name *name) {
    uint32_t symbol = qg_intern_find(&ck->names, name->text);
    uint32_t file = symbol != 0 ? qg_check_find(ck, QG_OWN_MODULE, symbol) : QG_TABLE_NOTHING;
    if (file == QG_TABLE_NOTHING || !sees(ck, qg_check_file(ck, name->span), file))
        return QG_TABLE_NOTHING;
    return file;
}

static void report_not_used(struct qg_checker *ck, const struct qg_name *name,
                            const struct qg_declared *d) {
    struct qg_str module = ck->c->modules[d->file].name;
    struct qg_diag *diag =
        qg_check_error(ck, NOT_USED, name->span, "`%.*s` is declared in `%.*s`, not used here",
                       QG_STR_ARG(name->text), QG_STR_ARG(module));
    qg_diag_label(diag, d->decl->name.span, "declared here");
    qg_diag_hint(diag, "Write `use %.*s` at the top of the file.", QG_STR_ARG(module));
}

// Splits "module.name" at the last dot for which the front part is a module in view.
static struct qg_str bare(struct qg_checker *ck, const struct qg_name *name, uint32_t *module) {
    *module = QG_TABLE_NOTHING;
    size_t dot = name->text.len;
    while (dot > 0 && name->text.at[dot - 1] != '.')
        dot--;
    if (dot == 0)
        return name->text;
    struct qg_name front = {.text = qg_str_slice(name->text, 0, dot - 1), .span = name->span};
    *module = qg_symbols_module(ck, &front);
    return *module != QG_TABLE_NOTHING ? qg_str_slice(name->text, dot, name->text.len) : name->text;
}

struct qg_declared *qg_symbols_look(struct qg_checker *ck, enum qg_owner space,
                                    const struct qg_name *name) {
    uint32_t module;
    struct qg_str text = bare(ck, name, &module);
    uint32_t symbol = qg_intern_find(&ck->names, text);
    uint32_t index = symbol != 0 ? qg_check_find(ck, space, symbol) : QG_TABLE_NOTHING;
    if (index == QG_TABLE_NOTHING)
        return NULL;
    struct qg_declared *d = &ck->declared.at[index];
    if (module != QG_TABLE_NOTHING && d->file != module)
        return NULL;
    if (!sees(ck, qg_check_file(ck, name->span), d->file))
        report_not_used(ck, name, d);
    d->used = true;
    return d;
}

void qg_symbols_suggest(struct qg_checker *ck, struct qg_diag *diag, enum qg_owner space,
                        struct qg_str wanted) {
    enum { MOST = 4096 }; // beyond this many names nobody waits for a suggestion
    struct qg_str *names = diag != NULL ? qg_check_alloc(ck, MOST, sizeof *names) : NULL;
    size_t count = 0;
    if (names == NULL)
        return;
    for (uint32_t i = 0; i < ck->declared.len && count < MOST; i++) {
        enum qg_owner other;
        if (space_of(ck->declared.at[i].decl, &other) && other == space)
            names[count++] = ck->declared.at[i].decl->name.text;
    }
    qg_check_suggest(diag, wanted, names, count);
}

struct qg_declared *qg_symbols_find(struct qg_checker *ck, enum qg_owner space,
                                    const struct qg_name *name, enum qg_code code,
                                    const char *what) {
    struct qg_declared *d = qg_symbols_look(ck, space, name);
    if (d == NULL) {
        struct qg_diag *diag = qg_report(ck->diags, code, name->span, "there is no %s `%.*s`", what,
                                         QG_STR_ARG(name->text));
        qg_symbols_suggest(ck, diag, space, name->text);
    }
    return d;
}

// A module of a library offers more than one policy needs; only a policy's own names are expected
// to be used.
static void warn(struct qg_checker *ck, const struct qg_decl *decl, const char *what,
                 enum qg_code code) {
    qg_report(ck->diags, code, decl->name.span, "%s `%.*s` is never used", what,
              QG_STR_ARG(decl->name.text));
}

// Of several texts of the acts one may use what another does not.
static void note_used(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len; i++)
        if (ck->declared.at[i].used &&
            qg_intern_add(&ck->c->timeline->used, ck->declared.at[i].decl->name.text) == 0)
            ck->failed = true;
}

static bool is_used_elsewhere(const struct qg_checker *ck, const struct qg_declared *d) {
    return ck->c->timeline != NULL &&
           qg_intern_find(&ck->c->timeline->used, d->decl->name.text) != 0;
}

// After an error a name may only seem to be unused: what uses it was not understood.
void qg_unused_warn(struct qg_checker *ck) {
    if (qg_diag_errors(ck->diags) > 0)
        return;
    if (ck->c->more_to_come)
        note_used(ck);
    for (uint32_t i = 0; !ck->c->more_to_come && i < ck->declared.len; i++) {
        const struct qg_declared *d = &ck->declared.at[i];
        if (d->used || !qg_symbols_is_policy(ck, d->file) || is_used_elsewhere(ck, d))
            continue;
        if (d->decl->kind == QG_DECL_READING)
            warn(ck, d->decl, "the reading", QG_E_UNUSED_READING);
        else if (d->decl->kind == QG_DECL_DEFINE && !qg_name_given(&d->decl->as.define.of))
            warn(ck, d->decl, "the definition", QG_E_UNUSED_DEFINITION);
    }
}
