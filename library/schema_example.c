// SPDX-License-Identifier: Apache-2.0
//
// The recursion is as deep as types are nested, which the compiler bounds (QG_OBJECT_DEPTH).
#include "schema_example.h"

#include "built_json.h"

#define A_DAY  "2024-01-15"
#define A_TIME A_DAY "T10:00"

struct example {
    const struct qg_schema *schema;
    uint32_t visits; // of fields, so far
    bool too_large;
    bool failed;
};

static json_t *object(struct example *e, const struct qg_type *type);

// Counts a visit to a field; false if that was one too many.
static bool may_visit(struct example *e) {
    e->too_large = e->too_large || ++e->visits > QG_EXAMPLE_VISITS;
    return !e->too_large && !e->failed;
}

// "certification-1", "manager-1"
static json_t *identifier(struct example *e, struct qg_str name) {
    struct qg_text text = {0};
    if (name.len > 3 && qg_str_equal(qg_str_slice(name, name.len - 3, name.len), QG_STR("_id")))
        name.len -= 3;
    qg_text_printf(&text, "%.*s-1", QG_STR_ARG(name));
    e->failed = e->failed || text.failed;
    json_t *result = text.failed ? NULL : qg_built_string(qg_text_str(&text));
    qg_text_free(&text);
    return result;
}

static json_t *value(struct example *e, const struct qg_field *field, enum qg_kind kind) {
    const struct qg_type *owner = &e->schema->types[field->owner];
    bool names_owner = owner->id_field == field - e->schema->fields;
    switch (kind) {
    case QG_KIND_BOOL:
        return json_true();
    case QG_KIND_COUNT:
        return json_integer(1);
    case QG_KIND_DATE:
        return json_string(A_DAY);
    case QG_KIND_TIME:
        return json_string(A_TIME);
    case QG_KIND_ENUM:
        return qg_built_string(e->schema->enums[field->enumeration].values[0]);
    case QG_KIND_ID:
        return identifier(e, names_owner ? owner->name : field->name);
    case QG_KIND_OBJECT:
        return object(e, &e->schema->types[field->type]);
    default:
        return qg_built_string(field->name);
    }
}

// ---- what is attested ----

static bool has_sections(const struct qg_schema *schema, const struct qg_type *type) {
    for (uint32_t i = 0; i < type->field_count; i++)
        if (schema->fields[type->first_field + i].kind == QG_KIND_SECTIONS)
            return true;
    return false;
}

static bool holds_objects(const struct qg_field *field) {
    return field->kind == QG_KIND_OBJECT ||
           (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT);
}

// The sections that lie in a type, down to those types that attest for themselves.
static uint32_t sections_in(struct example *e, const struct qg_type *type) {
    uint32_t mask = 0;
    for (uint32_t i = 0; i < type->field_count && may_visit(e); i++) {
        const struct qg_field *field = &e->schema->fields[type->first_field + i];
        if (field->section > QG_SECTION_ALWAYS)
            mask |= UINT32_C(1) << field->section;
        if (holds_objects(field) && !has_sections(e->schema, &e->schema->types[field->type]))
            mask |= sections_in(e, &e->schema->types[field->type]);
    }
    return mask;
}

static json_t *sections(struct example *e, const struct qg_type *type) {
    json_t *list = json_array();
    uint32_t mask = sections_in(e, type);
    for (uint32_t i = 0; i < e->schema->section_count; i++)
        if ((mask >> i & 1) != 0)
            qg_built_push(&e->failed, list, qg_built_string(e->schema->sections[i]));
    return list;
}

// ---- records ----

static json_t *member(struct example *e, const struct qg_field *field) {
    if (field->kind == QG_KIND_SECTIONS)
        return sections(e, &e->schema->types[field->owner]);
    if (field->kind != QG_KIND_LIST)
        return value(e, field, field->kind);
    json_t *list = json_array();
    qg_built_push(&e->failed, list, value(e, field, field->element));
    return list;
}

// Adds all fields but one that holds the tag.
static void add_members(struct example *e, const struct qg_type *type, json_t *out) {
    for (uint32_t i = 0; i < type->field_count && may_visit(e); i++) {
        const struct qg_field *field = &e->schema->fields[type->first_field + i];
        if (json_object_getn(out, field->name.at, field->name.len) == NULL)
            qg_built_put(&e->failed, out, field->name, member(e, field));
    }
}

static json_t *object(struct example *e, const struct qg_type *type) {
    json_t *out = json_object();
    add_members(e, type, out);
    return out;
}

static json_t *record(struct example *e, const struct qg_type *type, enum qg_example which) {
    json_t *out = json_object();
    qg_built_put(&e->failed, out, QG_STR("record"), qg_built_string(type->name));
    if (which == QG_EXAMPLE_FULL)
        add_members(e, type, out);
    else if (type->id_field >= 0)
        qg_built_put(&e->failed, out, QG_STR("id"), identifier(e, type->name));
    return out;
}

enum qg_fault qg_schema_example(const struct qg_program *program, uint16_t type,
                                enum qg_example which, struct qg_text *out) {
    struct example e = {.schema = &program->schema};
    json_t *root = record(&e, &program->schema.types[type], which);
    bool printed = !e.failed && !e.too_large && qg_built_print(root, out);
    json_decref(root);
    if (e.too_large)
        return QG_FAULT_LIMIT;
    return printed ? QG_OK : QG_FAULT_MEMORY;
}
