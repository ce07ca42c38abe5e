// SPDX-License-Identifier: Apache-2.0
//
// Declared types become the schema: enums with their values, types with their fields, sections,
// and the slot of every field. An object is embedded in its owner, so sizes follow from the
// inside out.
#include "layout.h"

#include "check.h"
#include "shape.h"
#include "symbols.h"

// ---- Slots ------------------------------------------------------------------------------------

struct placing {
    struct qg_type *types;
    struct qg_field *fields;
    const uint32_t *memos;
    uint32_t limit;
};

// Recursion is as deep as objects are embedded: QG_OBJECT_DEPTH, or the types were refused.
static bool place_type(const struct placing *p, uint32_t index, uint32_t *out) {
    struct qg_type *type = &p->types[index];
    if (type->slots != 0)
        return true;
    uint32_t slots = QG_HEADER_SLOTS;
    for (uint32_t i = 0; i < type->field_count && slots <= p->limit; i++) {
        struct qg_field *f = &p->fields[type->first_field + i];
        f->slot = slots;
        if (f->kind == QG_KIND_OBJECT && !place_type(p, f->type, out))
            return false;
        slots += f->kind == QG_KIND_OBJECT ? p->types[f->type].slots : 1;
    }
    slots += p->memos != NULL ? p->memos[index] : 0;
    type->slots = slots;
    *out = index;
    return slots <= p->limit;
}

bool qg_layout_place(struct qg_type *types, uint32_t type_count, struct qg_field *fields,
                     const uint32_t *memos, uint32_t limit, uint32_t *out) {
    struct placing p = {types, fields, memos, limit};
    for (uint32_t i = 0; i < type_count; i++)
        types[i].slots = 0;
    for (uint32_t i = 0; i < type_count; i++)
        if (!place_type(&p, i, out))
            return false;
    return true;
}

// ---- Enums ------------------------------------------------------------------------------------

// Gives a name a place in a list that belongs to `owner`; false, after a report, if it has one.
static bool claim(struct qg_checker *ck, uint32_t owner, const struct qg_name *name, uint32_t value,
                  const char *what) {
    uint32_t symbol = qg_check_symbol(ck, name->text);
    if (symbol == 0)
        return false;
    if (qg_check_find(ck, owner, symbol) != QG_TABLE_NOTHING) {
        qg_check_error(ck, TAKEN, name->span, "the %s `%.*s` is given twice", what,
                       QG_STR_ARG(name->text));
        return false;
    }
    return qg_check_put(ck, owner, symbol, value);
}

static void report_limit(struct qg_checker *ck, struct qg_span span, const char *what,
                         uint32_t limit) {
    qg_check_error(ck, SCHEMA_LIMIT, span, "a schema can have at most %u %s", limit, what);
}

static void add_enum(struct qg_checker *ck, struct qg_declared *d) {
    const struct qg_enum_values *values = &d->decl->as.enumeration.values;
    uint32_t owner = qg_owner_of(QG_OWN_ENUM_VALUE, ck->enums.len);
    struct qg_str *kept = qg_check_alloc(ck, values->count, sizeof *kept);
    struct qg_phrase *titles = qg_check_alloc(ck, values->count, sizeof *titles);
    uint16_t count = 0;
    if (kept == NULL || titles == NULL)
        return;
    if (ck->enums.len >= UINT16_MAX || values->count >= UINT16_MAX) {
        report_limit(ck, d->decl->name.span, "enums, and as many values in one", UINT16_MAX);
        return;
    }
    for (const struct qg_enum_value *v = values->first; v != NULL; v = v->next) {
        if (!claim(ck, owner, &v->name, count, "value"))
            continue;
        titles[count] = qg_check_phrase(ck, &v->text);
        kept[count++] = qg_check_keep(ck, v->name.text);
    }
    d->index = ck->enums.len;
    struct qg_enum e = {qg_check_keep(ck, d->decl->name.text), kept, count, titles};
    qg_check_push(ck, enums, e);
}

// ---- Fields -----------------------------------------------------------------------------------

static int16_t section_of(struct qg_checker *ck, const struct qg_name *name) {
    uint32_t symbol = qg_check_symbol(ck, name->text);
    uint32_t known = symbol != 0 ? qg_check_find(ck, QG_OWN_SECTION, symbol) : 0;
    if (known != QG_TABLE_NOTHING)
        return (int16_t)known;
    if (ck->sections.len == QG_SECTION_LIMIT) {
        if (!ck->sections_full)
            report_limit(ck, name->span, "sections", QG_SECTION_LIMIT - 1);
        ck->sections_full = true;
        return QG_NONE;
    }
    if (!qg_check_put(ck, QG_OWN_SECTION, symbol, ck->sections.len) ||
        !qg_check_push(ck, sections, qg_check_keep(ck, name->text)))
        return QG_NONE;
    return (int16_t)(ck->sections.len - 1);
}

static bool set_element(struct qg_checker *ck, const struct qg_type_syntax *type,
                        struct qg_field *field) {
    struct qg_shape shape;
    if (!qg_shape_resolve(ck, type, &shape))
        return false;
    field->element = shape.kind;
    field->type = shape.type;
    field->enumeration = shape.enumeration;
    return true;
}

// What a field holds. False after a report.
static bool set_kind(struct qg_checker *ck, const struct qg_field_syntax *syntax,
                     struct qg_field *field) {
    const struct qg_type_syntax *type = syntax->type;
    if (type == NULL)
        return false;
    if (type->form == QG_FORM_SECTIONS) {
        field->kind = QG_KIND_SECTIONS;
        return true;
    }
    bool list = type->form == QG_FORM_LIST;
    bool known = set_element(ck, list ? type->element : type, field);
    field->kind = list ? QG_KIND_LIST : field->element;
    field->ongoing = type->or_ongoing;
    field->partial = syntax->partial;
    if (syntax->partial && !list)
        qg_check_error(ck, WRONG_TYPE, syntax->span, "only a list can be partial");
    return known;
}

static void add_field(struct qg_checker *ck, const struct qg_field_syntax *syntax, uint32_t owner) {
    struct qg_field field = {.owner = (uint16_t)owner, .section = QG_NONE};
    if (!claim(ck, qg_owner_of(QG_OWN_FIELD, owner), &syntax->name, ck->fields.len, "field"))
        return;
    field.name = qg_check_keep(ck, syntax->name.text);
    set_kind(ck, syntax, &field);
    if (syntax->section)
        field.section = section_of(ck, &syntax->name);
    if (syntax->optional)
        field.section = QG_SECTION_ALWAYS;
    if (qg_check_push(ck, fields, field))
        qg_check_push(ck, field_spans, syntax->name.span);
}

// The first field of that kind, and of that name where one is given.
static int32_t field_of_kind(const struct qg_checker *ck, const struct qg_type *type,
                             enum qg_kind kind, struct qg_str name) {
    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct qg_field *f = &ck->fields.at[type->first_field + i];
        if (f->kind == kind && (name.len == 0 || qg_str_equal(f->name, name)))
            return (int32_t)(type->first_field + i);
    }
    return QG_NONE;
}

static void add_declared_fields(struct qg_checker *ck, const struct qg_decl *decl, uint32_t owner) {
    for (const struct qg_field_syntax *f = decl->as.record.fields.first; f != NULL; f = f->next)
        add_field(ck, f, owner);
}

// The fields of a type, and those by which `extend` adds to it.
static void add_fields(struct qg_checker *ck, const struct qg_declared *d) {
    struct qg_type *type = &ck->types.at[d->index];
    type->first_field = ck->fields.len;
    add_declared_fields(ck, d->decl, d->index);
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        const struct qg_decl *decl = ck->declared.at[i].decl;
        if (decl->kind == QG_DECL_EXTEND && qg_str_equal(decl->name.text, d->decl->name.text))
            add_declared_fields(ck, decl, d->index);
    }
    type->field_count = ck->fields.len - type->first_field;
    type->id_field = field_of_kind(ck, type, QG_KIND_ID, QG_STR("id"));
    type->sections_field = field_of_kind(ck, type, QG_KIND_SECTIONS, QG_STR(""));
}

static void add_type(struct qg_checker *ck, struct qg_declared *d) {
    if (ck->types.len >= UINT16_MAX) {
        report_limit(ck, d->decl->name.span, "types", UINT16_MAX);
        return;
    }
    d->index = ck->types.len;
    struct qg_type type = {.name = qg_check_keep(ck, d->decl->name.text),
                           .title = qg_check_phrase(ck, &d->decl->as.record.text),
                           .id_field = QG_NONE,
                           .sections_field = QG_NONE,
                           .is_record = d->decl->kind == QG_DECL_RECORD};
    qg_check_push(ck, types, type);
    qg_check_push(ck, reach_known, false);
}

// ---- Circles ----------------------------------------------------------------------------------

enum { UNSEEN = 0, OPEN = UINT16_MAX }; // else: how many types deep it is

// The declaration of a type, for a place to point to.
static struct qg_span type_span(const struct qg_checker *ck, uint32_t type) {
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        const struct qg_declared *d = &ck->declared.at[i];
        bool is_type = d->decl->kind == QG_DECL_TYPE || d->decl->kind == QG_DECL_RECORD;
        if (is_type && d->index == type)
            return d->decl->name.span;
    }
    return QG_SPAN_NONE;
}

static uint32_t report_circle(struct qg_checker *ck, uint32_t index, bool open) {
    qg_check_error(ck, TYPE_CIRCLE, type_span(ck, index),
                   open ? "`%.*s` contains itself" : "`%.*s` holds types within types too deeply",
                   QG_STR_ARG(ck->types.at[index].name));
    return 0;
}

// How many types deep a type is, itself included; 0 after a report. Lists count as well as
// embedded objects: a record is no deeper than its types are.
static uint32_t depth_of(struct qg_checker *ck, uint32_t index, uint16_t *known, uint32_t above) {
    const struct qg_type *type = &ck->types.at[index];
    if (known[index] == OPEN || above >= QG_OBJECT_DEPTH)
        return report_circle(ck, index, known[index] == OPEN);
    if (known[index] != UNSEEN)
        return known[index];
    known[index] = OPEN;
    uint32_t depth = 1;
    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct qg_field *f = &ck->fields.at[type->first_field + i];
        bool list = f->kind == QG_KIND_LIST && f->element == QG_KIND_OBJECT;
        if (f->kind != QG_KIND_OBJECT && !list)
            continue;
        uint32_t inner = depth_of(ck, f->type, known, above + 1);
        if (inner == 0)
            return 0;
        depth = inner + 1 > depth ? inner + 1 : depth;
    }
    known[index] = (uint16_t)depth;
    return depth <= QG_OBJECT_DEPTH ? depth : report_circle(ck, index, false);
}

static bool any_deep(struct qg_checker *ck) {
    uint16_t *known = qg_check_alloc(ck, ck->types.len, sizeof *known);
    if (known == NULL)
        return true;
    for (uint32_t i = 0; i < ck->types.len; i++)
        if (depth_of(ck, i, known, 0) == 0)
            return true;
    return false;
}

static void note_holders(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->types.len; i++)
        qg_check_push(ck, holders, QG_NONE);
    for (uint32_t i = 0; i < ck->fields.len && !ck->failed; i++) {
        const struct qg_field *f = &ck->fields.at[i];
        bool list = f->kind == QG_KIND_LIST && f->element == QG_KIND_OBJECT;
        if (f->kind == QG_KIND_OBJECT || list)
            ck->holders.at[f->type] =
                ck->holders.at[f->type] == QG_NONE ? (int32_t)i : QG_HELD_TWICE;
    }
}

static void check_extensions(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        const struct qg_decl *decl = ck->declared.at[i].decl;
        if (decl->kind != QG_DECL_EXTEND)
            continue;
        const struct qg_declared *d =
            qg_symbols_find(ck, QG_OWN_TYPE, &decl->name, QG_E_UNKNOWN_TYPE, "type");
        if (d != NULL && d->decl->kind == QG_DECL_ENUM)
            qg_check_error(ck, WRONG_TYPE, decl->name.span, "an enum has no fields");
    }
}

bool qg_layout_types(struct qg_checker *ck) {
    check_extensions(ck);
    qg_check_push(ck, sections, QG_STR("")); // QG_SECTION_ALWAYS
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        struct qg_declared *d = &ck->declared.at[i];
        if (d->decl->kind == QG_DECL_ENUM)
            add_enum(ck, d);
        else if (d->decl->kind == QG_DECL_TYPE || d->decl->kind == QG_DECL_RECORD)
            add_type(ck, d);
    }
    for (uint32_t i = 0; i < ck->declared.len && !ck->failed; i++) {
        const struct qg_declared *d = &ck->declared.at[i];
        if (d->decl->kind == QG_DECL_TYPE || d->decl->kind == QG_DECL_RECORD)
            add_fields(ck, d);
    }
    note_holders(ck);
    uint32_t large;
    if (ck->failed || any_deep(ck))
        return false;
    if (qg_layout_place(ck->types.at, ck->types.len, ck->fields.at, NULL, QG_REGION_LIMIT, &large))
        return true;
    report_limit(ck, type_span(ck, large), "places for values in one type", QG_REGION_LIMIT);
    return false;
}
