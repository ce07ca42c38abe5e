// SPDX-License-Identifier: Apache-2.0
//
// A file of the consolidated text is that of the edition without what is no part of it, brought
// into its layout. What an amendment's file uses, the text that it amended has to use itself.
#include "consolidate.h"

#include "compile.h"
#include "formatting.h"
#include "suggest.h"

struct consolidator {
    struct qg_law law;
    const struct qg_consolidate_wish *wish;
};

// ---- what stays ----

static bool is_foreign(const struct consolidator *c, struct qg_str act) {
    return c->wish->act.len > 0 && !qg_str_equal(act, c->wish->act);
}

static bool stays(const struct consolidator *c, const struct qg_decl *decl) {
    switch (decl->kind) {
    case QG_DECL_AMENDMENT:
    case QG_DECL_FIXTURE:
    case QG_DECL_TEST: // they are about the texts of other days, and name what is no more
        return false;
    case QG_DECL_ACT:
        return !is_foreign(c, decl->name.text);
    case QG_DECL_DIVISION:
        return !is_foreign(c, decl->as.division.act.text);
    default:
        return true;
    }
}

// Of a file that is left with what it uses nothing stays; one that never had more is as it was.
static bool anything_stays(const struct consolidator *c, const struct qg_file *file) {
    bool left_out = false;
    for (const struct qg_decl *d = file->decls.first; d != NULL; d = d->next) {
        if (d->kind != QG_DECL_USE && stays(c, d))
            return true;
        left_out = left_out || d->kind != QG_DECL_USE;
    }
    return file->decls.first != NULL && !left_out;
}

// Where the line before the one at `at` begins, if it is a comment that begins with its line and
// not before `from`; else `at`.
static size_t comment_above(struct qg_str text, size_t from, size_t at) {
    size_t start = at;
    if (start <= from || text.at[start - 1] != '\n')
        return at;
    for (start--; start > from && text.at[start - 1] != '\n';)
        start--;
    size_t first = start;
    while (text.at[first] == ' ' || text.at[first] == '\t')
        first++;
    return text.at[first] == '#' ? start : at;
}

// What goes with a declaration: the comment right above it.
static size_t start_with_comment(struct qg_str text, size_t from, size_t start) {
    size_t at = start;
    while (at > from && (text.at[at - 1] == ' ' || text.at[at - 1] == '\t'))
        at--;
    for (size_t above; (above = comment_above(text, from, at)) < at;)
        at = above;
    return at;
}

// ---- what the file uses ----

static bool is_used(const struct qg_file *file, struct qg_str module) {
    for (const struct qg_decl *d = file->decls.first; d != NULL; d = d->next)
        if (d->kind == QG_DECL_USE)
            for (const struct qg_name *n = d->as.use.modules.first; n != NULL; n = n->next)
                if (qg_str_equal(n->text, module))
                    return true;
    return false;
}

static void add_uses(const struct consolidator *c, uint32_t file, struct qg_text *out) {
    const struct qg_module *module = &c->law.modules[file];
    for (uint32_t i = 0; i < module->use_count; i++) {
        struct qg_str name = c->law.modules[module->uses[i]].name;
        bool twice = false;
        for (uint32_t k = 0; k < i; k++)
            twice = twice || module->uses[k] == module->uses[i];
        if (!twice && !is_used(c->law.files[file], name))
            qg_text_printf(out, "use %.*s\n\n", QG_STR_ARG(name));
    }
}

// ---- files ----

static void add_raw(const struct consolidator *c, uint32_t index, struct qg_text *out) {
    const struct qg_file *file = c->law.files[index];
    struct qg_str text = qg_sources_at(&c->law.c->sources, file->source)->text;
    size_t at = 0;
    for (const struct qg_decl *d = file->decls.first; d != NULL; d = d->next) {
        if (d == file->decls.first) {
            qg_text_add(out, qg_str_slice(text, at, d->span.start));
            at = d->span.start;
            add_uses(c, index, out);
        }
        if (stays(c, d))
            continue;
        size_t start = start_with_comment(text, at, d->span.start);
        qg_text_add(out, qg_str_slice(text, at, start));
        at = d->span.end;
    }
    qg_text_add(out, qg_str_slice(text, at, text.len));
    qg_text_char(out, '\n');
}

static bool is_wanted(const struct consolidator *c, uint32_t file) {
    return qg_law_holds(&c->law, c->wish->world, file) && anything_stays(c, c->law.files[file]);
}

static struct qg_str name_of(const struct consolidator *c, uint32_t file) {
    return qg_sources_at(&c->law.c->sources, c->law.files[file]->source)->name;
}

// What was parsed before is laid out without a word to anybody.
static enum qg_fault lay_out(struct qg_str name, const struct qg_text *raw, struct qg_text *out) {
    struct qg_text said = {0};
    bool ok = false;
    enum qg_fault fault = raw->failed
                              ? QG_FAULT_MEMORY
                              : qg_formatting(name, qg_text_str(raw), false, &ok, out, &said);
    qg_text_free(&said);
    return fault == QG_OK && !ok ? QG_FAULT_BUG : fault;
}

static struct consolidator begin(const struct qg_policy *policy,
                                 const struct qg_consolidate_wish *wish) {
    struct consolidator c = {.wish = wish};
    qg_law_on(policy->compilation, wish->world, wish->day, &c.law);
    return c;
}

static enum qg_fault add_file(const struct consolidator *c, uint32_t file,
                              struct qg_consolidated *out) {
    struct qg_consolidated_file made = {.name = name_of(c, file)};
    struct qg_text raw = {0};
    qg_consolidate_head(&c->law, c->wish, &raw);
    add_raw(c, file, &raw);
    enum qg_fault fault = lay_out(made.name, &raw, &made.text);
    qg_text_free(&raw);
    if (fault == QG_OK && qg_vec_push(&out->files, made))
        return QG_OK;
    qg_text_free(&made.text);
    return fault == QG_OK ? QG_FAULT_MEMORY : fault;
}

enum qg_fault qg_consolidate(const struct qg_policy *policy, const struct qg_consolidate_wish *wish,
                             struct qg_consolidated *out) {
    struct consolidator c = begin(policy, wish);
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < c.law.c->file_count && fault == QG_OK; i++)
        if (is_wanted(&c, i))
            fault = add_file(&c, i, out);
    return fault;
}

enum qg_fault qg_consolidate_whole(const struct qg_policy *policy,
                                   const struct qg_consolidate_wish *wish, struct qg_text *out) {
    struct consolidator c = begin(policy, wish);
    struct qg_text raw = {0};
    qg_consolidate_head(&c.law, wish, &raw);
    for (uint32_t i = 0; i < c.law.c->file_count; i++) {
        if (!is_wanted(&c, i))
            continue;
        qg_text_printf(&raw, "# ---- %.*s ----\n\n", QG_STR_ARG(name_of(&c, i)));
        add_raw(&c, i, &raw);
        qg_text_char(&raw, '\n');
    }
    enum qg_fault fault = lay_out(QG_STR("consolidated"), &raw, out);
    qg_text_free(&raw);
    return fault;
}

void qg_consolidated_free(struct qg_consolidated *consolidated) {
    for (uint32_t i = 0; i < consolidated->files.len; i++)
        qg_text_free(&consolidated->files.at[i].text);
    qg_vec_free(&consolidated->files);
}

// ---- acts ----

struct names {
    QG_VEC(struct qg_str) items;
};

static bool find_act(const struct qg_compilation *c, struct qg_str act, struct names *others) {
    for (uint32_t i = 0; i < c->file_count; i++)
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL; d = d->next) {
            if (d->kind != QG_DECL_ACT)
                continue;
            if (qg_str_equal(d->name.text, act))
                return true;
            (void)qg_vec_push(&others->items, d->name.text); // a suggestion less
        }
    return false;
}

bool qg_consolidate_knows(const struct qg_policy *policy, struct qg_str act,
                          struct qg_text *problem) {
    struct names others = {0};
    struct qg_str nearest;
    bool known = find_act(policy->compilation, act, &others);
    if (!known)
        qg_text_printf(problem, "the policy has no act `%.*s`", QG_STR_ARG(act));
    if (!known && qg_suggest(act, others.items.at, others.items.len, &nearest))
        qg_text_printf(problem, "; did you mean `%.*s`?", QG_STR_ARG(nearest));
    qg_vec_free(&others.items);
    return known;
}
