// SPDX-License-Identifier: Apache-2.0
//
// What reports say of a record besides its findings: by which fields it names the body that it is
// from and the person whom it is about, and what its days are called.
#include "check.h"

#include "resolve.h"
#include "shape.h"

// ---- Names of bodies and persons --------------------------------------------------------------

// A dotted name on its way through the types.
struct way {
    const struct qg_name *name;
    uint32_t type;
    int32_t *fields; // so far
    uint32_t count;
};

static void report_not_named(struct qg_checker *ck, const struct qg_name *name, int32_t field) {
    const struct qg_field *f = &ck->fields.at[field];
    struct qg_diag *d = qg_check_error(ck, NOT_NAMED, name->span,
                                       "`%.*s` is neither an id nor a text", QG_STR_ARG(f->name));
    if (f->kind == QG_KIND_OBJECT)
        qg_diag_hint(d, "Say which of its fields is meant: `%.*s.…`.", QG_STR_ARG(name->text));
    else if (f->kind == QG_KIND_LIST)
        qg_diag_hint(d, "A record has one body and is about one person; a list may hold several.");
}

static void report_no_field(struct qg_checker *ck, const struct way *way, struct qg_str step) {
    struct qg_diag *d =
        qg_check_error(ck, UNKNOWN_FIELD, way->name->span, "`%.*s` has no field `%.*s`",
                       QG_STR_ARG(ck->types.at[way->type].name), QG_STR_ARG(step));
    qg_resolve_suggest_field(ck, d, (uint16_t)way->type, step);
}

// Goes one step on. False after a report.
static bool go(struct qg_checker *ck, struct way *way, struct qg_str step, bool last) {
    uint32_t symbol = qg_check_symbol(ck, step);
    uint32_t at = qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, way->type), symbol);
    if (at == QG_TABLE_NOTHING) {
        report_no_field(ck, way, step);
        return false;
    }
    const struct qg_field *field = &ck->fields.at[at];
    bool named = field->kind == QG_KIND_ID || field->kind == QG_KIND_TEXT;
    if (last ? !named : field->kind != QG_KIND_OBJECT) {
        report_not_named(ck, way->name, (int32_t)at);
        return false;
    }
    way->fields[way->count++] = (int32_t)at;
    way->type = field->type;
    return true;
}

static struct qg_path path_of(struct qg_checker *ck, uint32_t type, const struct qg_name *name) {
    struct way way = {.name = name, .type = type};
    way.fields = qg_check_alloc(ck, name->text.len + 1, sizeof *way.fields);
    if (!qg_name_given(name) || way.fields == NULL)
        return (struct qg_path){0};
    for (size_t from = 0, to = 0; from <= name->text.len; from = to + 1) {
        to = from;
        while (to < name->text.len && name->text.at[to] != '.')
            to++;
        if (!go(ck, &way, qg_str_slice(name->text, from, to), to == name->text.len))
            return (struct qg_path){0};
    }
    return (struct qg_path){way.fields, way.count};
}

static void add_paths(struct qg_checker *ck, const struct qg_declared *d) {
    const struct qg_record_decl *record = &d->decl->as.record;
    struct qg_path body = path_of(ck, d->index, &record->body);
    struct qg_path body_name = path_of(ck, d->index, &record->body_name);
    struct qg_path person = path_of(ck, d->index, &record->person);
    struct qg_type *type = &ck->types.at[d->index];
    type->body = body;
    type->body_name = body_name;
    type->person = person;
}

// ---- Titles of days ---------------------------------------------------------------------------

static void add_title(struct qg_checker *ck, uint32_t type, const struct qg_field_syntax *syntax) {
    uint32_t symbol = qg_check_symbol(ck, syntax->name.text);
    uint32_t at = qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, type), symbol);
    if (syntax->title.span.source == QG_SOURCE_NONE || at == QG_TABLE_NOTHING)
        return;
    struct qg_phrase title = qg_check_phrase(ck, &syntax->title);
    if (ck->fields.at[at].kind == QG_KIND_DATE)
        ck->fields.at[at].title = title;
    else
        qg_diag_hint(qg_check_error(ck, NOT_NAMED, syntax->title.span,
                                    "`%.*s` is no date, and only a day has a title",
                                    QG_STR_ARG(syntax->name.text)),
                     "Titles are what the days of a record are called on a time-line.");
}

static void add_titles(struct qg_checker *ck, const struct qg_decl *decl, uint32_t type) {
    for (const struct qg_field_syntax *f = decl->as.record.fields.first; f != NULL; f = f->next)
        add_title(ck, type, f);
}

static void add_extended_titles(struct qg_checker *ck, const struct qg_decl *decl) {
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        const struct qg_declared *d = &ck->declared.at[i];
        bool type = d->decl->kind == QG_DECL_TYPE || d->decl->kind == QG_DECL_RECORD;
        if (type && qg_str_equal(d->decl->name.text, decl->name.text))
            add_titles(ck, decl, d->index);
    }
}

void qg_headings_check(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len && !ck->failed; i++) {
        const struct qg_declared *d = &ck->declared.at[i];
        if (d->decl->kind == QG_DECL_RECORD)
            add_paths(ck, d);
        if (d->decl->kind == QG_DECL_RECORD || d->decl->kind == QG_DECL_TYPE)
            add_titles(ck, d->decl, d->index);
        if (d->decl->kind == QG_DECL_EXTEND)
            add_extended_titles(ck, d->decl);
    }
}
