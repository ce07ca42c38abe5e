// SPDX-License-Identifier: Apache-2.0

#include "written.h"

#include "compile.h"
#include "timeline.h"

// ---- going through ----

static void visit_items(const struct qg_decl *chapter, qg_written_visitor *visit, void *user) {
    struct qg_written at = {.chapter = chapter};
    for (const struct qg_decl *d = chapter->as.division.items.first; d != NULL; d = d->next) {
        if (d->kind != QG_DECL_PARAGRAPH) {
            at.decl = d;
            at.paragraph = NULL;
            visit(user, &at);
            continue;
        }
        at.paragraph = d;
        for (at.decl = d->as.division.items.first; at.decl != NULL; at.decl = at.decl->next)
            visit(user, &at);
    }
}

static void visit_file(const struct qg_file *file, qg_written_visitor *visit, void *user) {
    for (const struct qg_decl *d = file->decls.first; d != NULL; d = d->next)
        if (d->kind == QG_DECL_DIVISION)
            visit_items(d, visit, user);
}

void qg_written_visit(const struct qg_compilation *c, qg_written_visitor *visit, void *user) {
    for (uint32_t i = 0; i < c->file_count; i++)
        visit_file(c->files[i], visit, user);
}

// The files that amendments made anew.
static void visit_amended(const struct qg_compilation *c, qg_written_visitor *visit, void *user) {
    uint32_t editions = c->timeline != NULL ? c->timeline->edition_count : 0;
    for (uint32_t e = 1; e < editions; e++)
        for (uint32_t i = 0; i < c->file_count; i++)
            if (c->timeline->editions[e]->files[i] != c->timeline->editions[e]->before->files[i])
                visit_file(c->timeline->editions[e]->files[i], visit, user);
}

void qg_written_expects(const struct qg_compilation *c, qg_expect_visitor *visit, void *user) {
    for (uint32_t i = 0; i < c->file_count; i++)
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL; d = d->next)
            for (const struct qg_expect *e = d->kind == QG_DECL_TEST ? d->as.test.expects.first
                                                                     : NULL;
                 e != NULL; e = e->next)
                visit(user, d, e);
}

// ---- finding ----

struct search {
    struct qg_span span;
    struct qg_str id;
    struct qg_written found, applied;
};

static bool same_span(struct qg_span a, struct qg_span b) {
    return a.source == b.source && a.start == b.start && a.end == b.end;
}

// Ids are unique, so the application whose prefix takes most of one is the one that made it.
static void look(void *user, const struct qg_written *at) {
    struct search *s = user;
    const struct qg_decl *best = s->applied.apply;
    if (same_span(at->decl->span, s->span))
        s->found = *at;
    if (at->decl->kind != QG_DECL_APPLY || !qg_str_starts(s->id, at->decl->name.text))
        return;
    if (best != NULL && best->name.text.len >= at->decl->name.text.len)
        return;
    s->applied = *at;
    s->applied.apply = at->decl;
}

// The part of a template at a span.
static const struct qg_decl *in_template(const struct qg_decl *tmpl, struct qg_span span) {
    for (const struct qg_decl *d = tmpl->as.tmpl.items.first; d != NULL; d = d->next)
        if (same_span(d->span, span))
            return d;
    return NULL;
}

static const struct qg_decl *in_templates(const struct qg_compilation *c, struct qg_span span) {
    const struct qg_decl *found = NULL;
    for (uint32_t i = 0; i < c->file_count && found == NULL; i++)
        for (const struct qg_decl *d = c->files[i]->decls.first; d != NULL && found == NULL;
             d = d->next)
            if (d->kind == QG_DECL_TEMPLATE)
                found = in_template(d, span);
    return found;
}

struct qg_written qg_written_find(const struct qg_compilation *c, struct qg_span span,
                                  struct qg_str id) {
    struct search s = {.span = span, .id = id};
    qg_written_visit(c, look, &s);
    if (s.found.decl == NULL)
        visit_amended(c, look, &s);
    if (s.found.decl != NULL)
        return s.found;
    s.applied.decl = in_templates(c, span);
    return s.applied;
}

// A paragraph is cited by its number, everything else by its kind, too.
bool qg_written_is_in(const struct qg_written *at, struct qg_str cited) {
    static const struct qg_str kinds[] = {
        [QG_DIVISION_PREAMBLE] = QG_STR_INIT("Preamble"),
        [QG_DIVISION_CHAPTER] = QG_STR_INIT("Chapter "),
        [QG_DIVISION_PARAGRAPH] = QG_STR_INIT(""),
        [QG_DIVISION_APPENDIX] = QG_STR_INIT("Appendix "),
    };
    const struct qg_decl *division = at->paragraph != NULL ? at->paragraph : at->chapter;
    struct qg_str kind = kinds[division->as.division.kind];
    return qg_str_starts(cited, kind) &&
           qg_str_equal(qg_str_slice(cited, kind.len, cited.len), division->name.text);
}
