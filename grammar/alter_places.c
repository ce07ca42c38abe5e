// SPDX-License-Identifier: Apache-2.0

#include "alter.h"

#include "text.h"

struct lister {
    struct qg_alter_places *out;
    struct qg_arena *arena;
    struct qg_str template; // in which the declaration stands; empty outside
    enum qg_fault fault;    // sticks
};

// ---- names ----

static struct qg_str keep(struct lister *l, struct qg_text *text) {
    struct qg_str s = qg_text_str(text);
    struct qg_str copy = {qg_arena_copy(l->arena, s.at != NULL ? s.at : "", s.len), s.len};
    if (copy.at == NULL || text->failed)
        l->fault = QG_FAULT_MEMORY;
    qg_text_free(text);
    return copy;
}

// `rule P46-a`, `rule *-a of readiness`, `define excused of hearing`.
static struct qg_str name_of(struct lister *l, const char *what, struct qg_str name,
                             struct qg_str of) {
    struct qg_text text = {0};
    qg_text_printf(&text, "%s %.*s", what, QG_STR_ARG(name));
    if (of.len > 0)
        qg_text_printf(&text, " of %.*s", QG_STR_ARG(of));
    if (l->template.len > 0)
        qg_text_printf(&text, " of %.*s", QG_STR_ARG(l->template));
    return keep(l, &text);
}

// ---- places ----

static void add(struct lister *l, struct qg_span span, struct qg_str name) {
    if (!qg_vec_push(&l->out->items, (struct qg_alter_place){span, name}))
        l->fault = QG_FAULT_MEMORY;
}

static void add_expr(struct lister *l, const struct qg_expr *expr, struct qg_str name) {
    if (expr != NULL)
        add(l, expr->span, name);
}

static void add_whole(struct lister *l, const char *what, const struct qg_decl *d) {
    static const struct qg_str none = {"", 0};
    struct qg_str of = d->kind == QG_DECL_DEFINE     ? d->as.define.of.text
                       : d->kind == QG_DECL_SCHEDULE ? d->as.schedule.of.text
                                                     : none;
    struct qg_span body = {d->span.source, d->name.span.end, d->span.end};
    if (d->kind == QG_DECL_DEFINE)
        body = d->as.define.value->span;
    else if (d->kind == QG_DECL_APPLY)
        body = (struct qg_span){d->span.source, d->span.start, d->name.span.start};
    add(l, body, name_of(l, what, d->name.text, of));
}

static void add_act(struct lister *l, const struct qg_decl *d, const char *what) {
    struct qg_str name = name_of(l, what, d->name.text, QG_STR(""));
    add_expr(l, d->as.act.force_from, name);
    add_expr(l, d->as.act.force_until, name);
    for (const struct qg_dated *dated = d->as.act.dated.first; dated != NULL; dated = dated->next)
        add_expr(l, dated->by, name);
}

static const char *division_word(enum qg_division_kind kind) {
    static const char *const words[] = {
        [QG_DIVISION_PREAMBLE] = "preamble",
        [QG_DIVISION_CHAPTER] = "chapter",
        [QG_DIVISION_PARAGRAPH] = "paragraph",
        [QG_DIVISION_APPENDIX] = "appendix",
    };
    return words[kind];
}

static void add_division_head(struct lister *l, const struct qg_decl *d) {
    const struct qg_division_decl *division = &d->as.division;
    struct qg_str name = name_of(l, division_word(division->kind), d->name.text, QG_STR(""));
    for (const struct qg_scope_syntax *s = division->scopes.first; s != NULL; s = s->next)
        add(l, s->span, name);
    for (const struct qg_expr *when = division->when.first; when != NULL; when = when->next)
        add_expr(l, when, name);
}

static void add_decl(struct lister *l, const struct qg_decl *d);
static void add_all(struct lister *l, const struct qg_decls *decls);

static void add_template(struct lister *l, const struct qg_decl *d) {
    l->template = d->name.text;
    add_all(l, &d->as.tmpl.items);
    l->template = QG_STR("");
}

// What an amendment puts into the act is altered as if it stood there.
static void add_amendment(struct lister *l, const struct qg_decl *d) {
    struct qg_str name = name_of(l, "amendment", d->name.text, QG_STR(""));
    add_act(l, d, "amendment");
    for (const struct qg_change *c = d->as.act.changes.first; c != NULL; c = c->next) {
        if (c->kind == QG_CHANGE_REWORD)
            add_expr(l, c->to, name);
        else if (c->item != NULL)
            add_decl(l, c->item);
    }
}

static void add_decl(struct lister *l, const struct qg_decl *d) {
    switch (d->kind) {
    case QG_DECL_PARAMETER:
        add_whole(l, "parameter", d);
        break;
    case QG_DECL_READING:
        add_whole(l, "reading", d);
        break;
    case QG_DECL_DEFINE:
        add_whole(l, d->as.define.value->kind == QG_EXPR_TABLE ? "table" : "define", d);
        break;
    case QG_DECL_SCHEDULE:
        add_whole(l, "schedule", d);
        break;
    case QG_DECL_RULE:
        add_whole(l, "rule", d);
        break;
    case QG_DECL_FLAG:
        add_whole(l, "flag", d);
        break;
    case QG_DECL_APPLY:
        add_whole(l, "apply", d);
        break;
    case QG_DECL_EXEMPTION:
        add_whole(l, "exemption", d);
        break;
    case QG_DECL_ACT:
        add_act(l, d, "act");
        break;
    case QG_DECL_AMENDMENT:
        add_amendment(l, d);
        break;
    case QG_DECL_TEMPLATE:
        add_template(l, d);
        break;
    case QG_DECL_DIVISION:
    case QG_DECL_PARAGRAPH:
        add_division_head(l, d);
        add_all(l, &d->as.division.items);
        break;
    default:
        break;
    }
}

// As deep as divisions nest: chapters hold paragraphs, and these hold no further ones.
static void add_all(struct lister *l, const struct qg_decls *decls) {
    for (const struct qg_decl *d = decls->first; d != NULL && l->fault == QG_OK; d = d->next)
        add_decl(l, d);
}

enum qg_fault qg_alter_places_list(struct qg_alter_places *out, struct qg_arena *arena,
                                   const struct qg_file *file) {
    struct lister l = {.out = out, .arena = arena, .template = QG_STR("")};
    *out = (struct qg_alter_places){0};
    add_all(&l, &file->decls);
    return l.fault;
}
