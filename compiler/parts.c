// SPDX-License-Identifier: Apache-2.0
#include "parts.h"

#include "text.h"

static const char *kind_word(const struct qg_part *part) {
    static const char *const divisions[] = {
        [QG_DIVISION_PREAMBLE] = "the preamble",
        [QG_DIVISION_CHAPTER] = "chapter",
        [QG_DIVISION_PARAGRAPH] = "paragraph",
        [QG_DIVISION_APPENDIX] = "appendix",
    };
    switch (part->kind) {
    case QG_DECL_DIVISION:
    case QG_DECL_PARAGRAPH:
        return divisions[part->division];
    case QG_DECL_RULE:
        return "rule";
    case QG_DECL_APPLY:
        return "apply";
    case QG_DECL_EXEMPTION:
        return "exemption";
    case QG_DECL_PROVISION:
        return "provision";
    case QG_DECL_FLAG:
        return "flag";
    case QG_DECL_DEFINE:
        return "define";
    case QG_DECL_SCHEDULE:
        return "schedule";
    case QG_DECL_PARAMETER:
        return "parameter";
    default:
        return "reading";
    }
}

struct qg_str qg_part_print(struct qg_arena *arena, const struct qg_part *part) {
    struct qg_text text = {0};
    qg_text_addz(&text, kind_word(part));
    if (part->name.text.len > 0)
        qg_text_char(&text, ' ');
    qg_text_add(&text, part->name.text);
    char *copy = text.failed ? NULL : qg_arena_copy(arena, text.at, text.len);
    struct qg_str printed = {copy, copy != NULL ? text.len : 0};
    qg_text_free(&text);
    return printed;
}

struct qg_part qg_part_of(const struct qg_decl *decl) {
    bool division = decl->kind == QG_DECL_DIVISION || decl->kind == QG_DECL_PARAGRAPH;
    return (struct qg_part){.kind = decl->kind,
                            .division = division ? decl->as.division.kind : QG_DIVISION_PREAMBLE,
                            .name = decl->name,
                            .span = decl->name.span};
}

bool qg_part_same(const struct qg_part *a, const struct qg_part *b) {
    return a->kind == b->kind && a->division == b->division &&
           qg_str_equal(a->name.text, b->name.text);
}

// ---- going through an act ----

// Called with each part; false ends it.
typedef bool visitor(void *user, const struct qg_found_part *found);

struct walk {
    const struct qg_edition *edition;
    struct qg_str act;
    visitor *visit;
    void *user;
};

static bool visit_all(const struct walk *w, struct qg_found_part *at, const struct qg_decls *decls);

static bool visit_decl(const struct walk *w, struct qg_found_part *at, const struct qg_decl *decl) {
    at->path[at->depth++] = decl;
    bool on = w->visit(w->user, at);
    if (on && (decl->kind == QG_DECL_DIVISION || decl->kind == QG_DECL_PARAGRAPH))
        on = visit_all(w, at, &decl->as.division.items);
    at->depth--;
    return on;
}

// As deep as divisions nest: chapters hold paragraphs, and these hold no further ones.
static bool visit_all(const struct walk *w, struct qg_found_part *at,
                      const struct qg_decls *decls) {
    for (const struct qg_decl *d = decls->first; d != NULL; d = d->next)
        if (at->depth < QG_PART_DEPTH && !visit_decl(w, at, d))
            return false;
    return true;
}

static bool concerns(const struct walk *w, const struct qg_decl *decl) {
    switch (decl->kind) {
    case QG_DECL_DIVISION:
        return qg_str_equal(decl->as.division.act.text, w->act);
    case QG_DECL_DEFINE:
    case QG_DECL_SCHEDULE:
    case QG_DECL_PARAMETER:
    case QG_DECL_READING:
        return true;
    default:
        return false;
    }
}

static bool walk(const struct walk *w, const struct qg_compilation *c) {
    for (uint32_t i = 0; i < c->file_count; i++) {
        if (!c->modules[i].policy)
            continue;
        struct qg_found_part at = {.file = i};
        for (const struct qg_decl *d = w->edition->files[i]->decls.first; d != NULL; d = d->next)
            if (concerns(w, d) && !visit_decl(w, &at, d))
                return false;
    }
    return true;
}

// ---- finding ----

struct finder {
    struct qg_found_parts *out;
    const struct qg_part *part, *in;
};

static bool lies_in(const struct qg_found_part *found, const struct qg_part *in) {
    for (uint32_t i = 0; i + 1 < found->depth; i++) {
        struct qg_part around = qg_part_of(found->path[i]);
        if (qg_part_same(&around, in))
            return true;
    }
    return false;
}

static bool note(void *user, const struct qg_found_part *found) {
    struct finder *f = user;
    struct qg_part part = qg_part_of(qg_found_decl(found));
    if (!qg_part_same(&part, f->part) || (f->in != NULL && !lies_in(found, f->in)))
        return true;
    return qg_vec_push(&f->out->items, *found);
}

bool qg_parts_find(struct qg_found_parts *out, const struct qg_compilation *c,
                   const struct qg_edition *edition, struct qg_str act, const struct qg_part *part,
                   const struct qg_part *in) {
    struct finder finder = {out, part, in};
    struct walk w = {edition, act, note, &finder};
    return walk(&w, c);
}

struct namer {
    struct qg_part_names *out;
    const struct qg_part *like;
};

static bool note_name(void *user, const struct qg_found_part *found) {
    struct namer *n = user;
    struct qg_part part = qg_part_of(qg_found_decl(found));
    if (part.kind != n->like->kind || part.division != n->like->division)
        return true;
    return qg_vec_push(&n->out->items, part.name.text);
}

bool qg_parts_names(struct qg_part_names *out, const struct qg_compilation *c,
                    const struct qg_edition *edition, struct qg_str act,
                    const struct qg_part *like) {
    struct namer namer = {out, like};
    struct walk w = {edition, act, note_name, &namer};
    return walk(&w, c);
}
