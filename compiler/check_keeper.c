// SPDX-License-Identifier: Apache-2.0
//
// Keepers: who keeps which parts of the records. A part is a record and the fields that lead to it;
// each has to be there, since nobody would notice later that a part is called something else.
#include "check.h"

#include "resolve.h"
#include "symbols.h"

// The field of a type with this name, or NULL.
static const struct qg_field *field_named(const struct qg_checker *ck, uint16_t type,
                                          struct qg_str name) {
    const struct qg_type *of = &ck->types.at[type];
    for (uint32_t i = 0; i < of->field_count; i++)
        if (qg_str_equal(ck->fields.at[of->first_field + i].name, name))
            return &ck->fields.at[of->first_field + i];
    return NULL;
}

static void report_field(struct qg_checker *ck, uint16_t type, const struct qg_name *step) {
    struct qg_diag *d = qg_check_error(ck, UNKNOWN_FIELD, step->span, "%.*s has no field `%.*s`",
                                       QG_STR_ARG(ck->types.at[type].name), QG_STR_ARG(step->text));
    qg_resolve_suggest_field(ck, d, type, step->text);
}

// Cuts the first step off a dotted name: "dossier" off "dossier.certifications".
static struct qg_name next_step(struct qg_name *rest) {
    struct qg_name step = *rest;
    size_t len = 0;
    while (len < rest->text.len && rest->text.at[len] != '.')
        len++;
    step.text.len = len;
    rest->text = qg_str_slice(rest->text, len + 1, rest->text.len);
    return step;
}

// The record that a part belongs to; false after a report.
static bool find_record(struct qg_checker *ck, const struct qg_name *name, uint16_t *out) {
    const struct qg_declared *d =
        qg_symbols_find(ck, QG_OWN_TYPE, name, QG_E_UNKNOWN_TYPE, "record");
    if (d == NULL)
        return false;
    *out = (uint16_t)d->index;
    if (d->decl->kind == QG_DECL_RECORD)
        return true;
    qg_check_error(ck, WRONG_TYPE, name->span, "`%.*s` is no record; a part begins with one",
                   QG_STR_ARG(name->text));
    return false;
}

static bool check_part(struct qg_checker *ck, const struct qg_name *kept) {
    struct qg_name rest = *kept, step = next_step(&rest);
    uint16_t type;
    if (!find_record(ck, &step, &type))
        return false;
    while (rest.text.len > 0) {
        step = next_step(&rest);
        const struct qg_field *field = field_named(ck, type, step.text);
        if (field == NULL) {
            report_field(ck, type, &step);
            return false;
        }
        bool holds = field->kind == QG_KIND_OBJECT ||
                     (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT);
        if (!holds && rest.text.len > 0) {
            qg_check_error(ck, UNKNOWN_FIELD, kept->span, "`%.*s` has no fields",
                           QG_STR_ARG(step.text));
            return false;
        }
        type = field->type;
    }
    return true;
}

static void add_keeper(struct qg_checker *ck, const struct qg_decl *decl) {
    const struct qg_names *kept = &decl->as.keeper.kept;
    struct qg_str *parts = qg_check_alloc(ck, kept->count, sizeof *parts);
    struct qg_keeper keeper = {.name = qg_check_keep(ck, decl->name.text),
                               .title = qg_check_phrase(ck, &decl->as.keeper.title),
                               .kept = parts};
    for (const struct qg_name *n = kept->first; n != NULL && parts != NULL; n = n->next)
        if (check_part(ck, n))
            parts[keeper.kept_count++] = qg_check_keep(ck, n->text);
    qg_check_push(ck, keepers, keeper);
}

void qg_keepers_declare(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        struct qg_declared *d = &ck->declared.at[i];
        if (d->decl->kind != QG_DECL_KEEPER)
            continue;
        d->index = ck->keepers.len;
        add_keeper(ck, d->decl);
    }
}
