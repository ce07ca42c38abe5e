// SPDX-License-Identifier: Apache-2.0
//
// Regions: that no two fields, embedded regions or memos of a type share a slot, and that the
// image a region starts from holds no reference. A list slot is then either negative or what the
// reader put there, which is all that the machine's trust in it rests on.
#include "verify.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_LIMIT = 1 << 20 }; // of one region; no declared type comes near it

struct layout {
    const struct qg_program *program;
    struct qg_flaw *out;
    bool *taken; // by slot of the type at hand
    uint32_t type;
};

static bool refuse(struct layout *l, const char *what) {
    return qg_flaw_set(l->out, l->type, what);
}

static bool take(struct layout *l, uint32_t slot, uint32_t count) {
    const struct qg_type *type = &l->program->schema.types[l->type];
    if (slot < QG_HEADER_SLOTS || !qg_is_range(slot, count, type->slots))
        return refuse(l, "types: a field lies outside its region");
    for (uint32_t i = slot; i < slot + count; i++) {
        if (l->taken[i])
            return refuse(l, "types: two fields share a slot");
        l->taken[i] = true;
    }
    return true;
}

static bool has_embedded_image(const struct qg_type *type, const struct qg_type *inner,
                               uint32_t slot, uint32_t field) {
    const int32_t *at = type->image + slot;
    size_t body = inner->slots - QG_HEADER_SLOTS;
    return at[QG_AT_STATE] < 0 && at[QG_AT_NEXT] == 0 && at[QG_AT_BACK] == (int32_t)slot &&
           at[QG_AT_FIELD] == (int32_t)field &&
           memcmp(at + QG_HEADER_SLOTS, inner->image + QG_HEADER_SLOTS, body * sizeof *at) == 0;
}

static bool check_object(struct layout *l, uint32_t at) {
    const struct qg_schema *schema = &l->program->schema;
    const struct qg_field *field = &schema->fields[at];
    if (!qg_is_index(field->type, schema->type_count))
        return refuse(l, "types: an embedded type does not exist");
    const struct qg_type *inner = &schema->types[field->type];
    if (!take(l, field->slot, inner->slots))
        return false;
    if (!has_embedded_image(&schema->types[l->type], inner, field->slot, at))
        return refuse(l, "types: the image of an embedded region is wrong");
    return true;
}

static bool check_element(struct layout *l, const struct qg_field *field, enum qg_kind kind) {
    const struct qg_schema *schema = &l->program->schema;
    if (kind == QG_KIND_ENUM && !(qg_is_index(field->enumeration, schema->enum_count) &&
                                  schema->enums[field->enumeration].count > 0))
        return refuse(l, "types: an enum does not exist or is empty");
    if (kind == QG_KIND_OBJECT && !qg_is_index(field->type, schema->type_count))
        return refuse(l, "types: an element type does not exist");
    if (!qg_is_scalar_kind(kind) && kind != QG_KIND_OBJECT)
        return refuse(l, "types: elements of no such kind");
    return true;
}

static bool check_field(struct layout *l, uint32_t at) {
    const struct qg_schema *schema = &l->program->schema;
    const struct qg_field *field = &schema->fields[at];
    int32_t section_limit = schema->section_count > 0 ? (int32_t)schema->section_count : 1;
    if (field->owner != l->type || field->section < -1 || field->section >= section_limit)
        return refuse(l, "types: a field's owner or section is wrong");
    if (field->ongoing && field->kind != QG_KIND_DATE)
        return refuse(l, "types: only a date can be ongoing");
    if (qg_phrase_given(&field->title) && field->kind != QG_KIND_DATE)
        return refuse(l, "types: only a date has a title");
    if (field->kind == QG_KIND_OBJECT)
        return check_object(l, at);
    if (!take(l, field->slot, 1))
        return false;
    int32_t start = schema->types[l->type].image[field->slot];
    if (start >= 0 && !(field->ongoing && start == INT32_MAX))
        return refuse(l, "types: the image holds a value");
    if (field->kind == QG_KIND_SECTIONS) {
        int32_t first = schema->types[l->type].sections_field;
        return (first >= 0 && (uint32_t)first <= at) ||
               refuse(l, "types: what a region attests would be overlooked");
    }
    return check_element(l, field, field->kind == QG_KIND_LIST ? field->element : field->kind);
}

static bool check_memos(struct layout *l) {
    const struct qg_type *type = &l->program->schema.types[l->type];
    for (uint32_t i = 0; i < l->program->function_count; i++) {
        const struct qg_function *function = &l->program->functions[i];
        if (function->memo == QG_NONE || function->args != 1 ||
            function->arg_shapes[0].kind != QG_KIND_OBJECT ||
            function->arg_shapes[0].type != l->type)
            continue;
        if (function->memo < 0 || !take(l, (uint32_t)function->memo, 2))
            return refuse(l, "types: a memo has no slots of its own");
        if (type->image[function->memo] != QG_SLOT_UNCOMPUTED)
            return refuse(l, "types: the image holds a computed memo");
    }
    return true;
}

static bool check_slots(struct layout *l) {
    const struct qg_type *type = &l->program->schema.types[l->type];
    for (uint32_t i = 0; i < type->field_count; i++)
        if (!check_field(l, type->first_field + i))
            return false;
    return check_memos(l);
}

// Whether what the record is called by can be found without asking on the way.
static bool check_path(struct layout *l, const struct qg_path *path) {
    const struct qg_schema *schema = &l->program->schema;
    uint32_t type = l->type;
    for (uint32_t i = 0; i < path->count; i++) {
        if (!qg_is_index(path->fields[i], schema->field_count))
            return refuse(l, "types: a path leads through no field");
        const struct qg_field *field = &schema->fields[path->fields[i]];
        bool last = i + 1 == path->count;
        bool named = field->kind == QG_KIND_ID || field->kind == QG_KIND_TEXT;
        if (field->owner != type || (last ? !named : field->kind != QG_KIND_OBJECT))
            return refuse(l, "types: a path does not lead to a name");
        type = field->type;
    }
    return path->count == 0 || schema->types[l->type].is_record ||
           refuse(l, "types: a path from what is no record");
}

static bool check_paths(struct layout *l) {
    const struct qg_type *type = &l->program->schema.types[l->type];
    return check_path(l, &type->body) && check_path(l, &type->body_name) &&
           check_path(l, &type->person);
}

static bool check_type(struct layout *l) {
    const struct qg_schema *schema = &l->program->schema;
    const struct qg_type *type = &schema->types[l->type];
    if (!qg_is_range(type->first_field, type->field_count, schema->field_count))
        return refuse(l, "types: fields out of range");
    if (type->slots < QG_HEADER_SLOTS || type->slots > SLOTS_LIMIT || type->image == NULL)
        return refuse(l, "types: a region of impossible size");
    if (type->id_field >= 0 && !(qg_is_index(type->id_field, schema->field_count) &&
                                 schema->fields[type->id_field].owner == l->type &&
                                 schema->fields[type->id_field].kind == QG_KIND_ID))
        return refuse(l, "types: the id field is none");
    if (type->sections_field >= 0 && (uint32_t)type->sections_field < type->first_field)
        return refuse(l, "types: the sections are of another type");
    l->taken = calloc(type->slots, sizeof *l->taken);
    if (l->taken == NULL)
        return qg_flaw_starve(l->out);
    bool ok = check_slots(l);
    free(l->taken);
    return ok && check_paths(l);
}

bool qg_verify_schema(const struct qg_program *program, struct qg_flaw *out) {
    struct layout l = {.program = program, .out = out};
    if (program->schema.section_count > QG_SECTION_LIMIT)
        return qg_flaw_set(out, 0, "sections: more than fit a mask");
    for (l.type = 0; l.type < program->schema.type_count; l.type++)
        if (!check_type(&l))
            return false;
    return true;
}
