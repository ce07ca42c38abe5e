// SPDX-License-Identifier: Apache-2.0
#include "region.h"

#include <string.h>

#include "date.h"
#include "layout.h"
#include "lower.h"

struct layout {
    struct qg_arena *arena;
    const struct qg_schema *schema; // for the counts; types and fields below are its own
    struct qg_type *types;
    struct qg_field *fields;
    uint32_t *memos; // by type: slots of its memos
};

// Counts the memos of each type; until its place is known, a memo is its distance from the first.
static void count_memos(const struct layout *l, const struct qg_typed *typed,
                        struct qg_function *functions) {
    for (uint32_t i = 0; i < typed->function_count; i++) {
        const struct qg_typed_function *f = &typed->functions[i];
        bool remembers =
            qg_lower_remembers(f) && f->arg_count == 1 && f->args[0]->shape.kind == QG_KIND_OBJECT;
        functions[i].memo = QG_NONE;
        if (!remembers)
            continue;
        uint32_t *slots = &l->memos[f->args[0]->shape.type];
        functions[i].memo = (int32_t)*slots;
        *slots += QG_MEMO_SLOTS;
    }
}

// ---- Distances ---------------------------------------------------------------------------------

static void place_memos(const struct layout *l, const struct qg_typed *typed,
                        struct qg_function *functions) {
    for (uint32_t i = 0; i < typed->function_count; i++) {
        if (functions[i].memo == QG_NONE)
            continue;
        uint32_t type = typed->functions[i].args[0]->shape.type;
        functions[i].memo += (int32_t)(l->types[type].slots - l->memos[type]);
    }
}

// Whether all images together are of a reasonable size.
static bool images_fit(const struct layout *l) {
    uint64_t total = 0;
    for (uint32_t i = 0; i < l->schema->type_count; i++)
        total += l->types[i].slots;
    return total <= QG_IMAGE_SLOTS;
}

// ---- Images ------------------------------------------------------------------------------------

static enum qg_fault draw(struct layout *l, uint32_t index);

// An embedded object is its type's own image under a header of its own: missing until read.
static enum qg_fault draw_embedded(struct layout *l, uint32_t field, int32_t *image) {
    const struct qg_field *at = &l->fields[field];
    enum qg_fault fault = draw(l, at->type);
    if (fault != QG_OK)
        return fault;
    int32_t *region = image + at->slot;
    memcpy(region, l->types[at->type].image, l->types[at->type].slots * sizeof *region);
    region[QG_AT_STATE] = QG_SLOT_MISSING;
    region[QG_AT_BACK] = (int32_t)at->slot;
    region[QG_AT_FIELD] = (int32_t)field;
    return QG_OK;
}

static enum qg_fault draw_field(struct layout *l, uint32_t field, int32_t *image) {
    const struct qg_field *at = &l->fields[field];
    if (at->kind == QG_KIND_OBJECT)
        return draw_embedded(l, field, image);
    image[at->slot] = at->ongoing ? QG_DATE_ONGOING : QG_SLOT_MISSING;
    return QG_OK;
}

// As deep as types are embedded, which the checker bounds.
static enum qg_fault draw(struct layout *l, uint32_t index) {
    struct qg_type *type = &l->types[index];
    if (type->image != NULL)
        return QG_OK;
    int32_t *image = qg_arena_array(l->arena, type->slots, sizeof *image);
    if (image == NULL)
        return QG_FAULT_MEMORY;
    image[QG_AT_STATE] = 1;
    image[QG_AT_FIELD] = -1;
    for (uint32_t i = type->slots - l->memos[index]; i < type->slots; i++)
        image[i] = QG_SLOT_UNCOMPUTED;
    for (uint32_t i = 0; i < type->field_count; i++) {
        enum qg_fault fault = draw_field(l, type->first_field + i, image);
        if (fault != QG_OK)
            return fault;
    }
    type->image = image;
    return QG_OK;
}

// ---- All types ---------------------------------------------------------------------------------

static enum qg_fault draw_all(struct layout *l) {
    for (uint32_t i = 0; i < l->schema->type_count; i++)
        l->types[i].image = NULL;
    for (uint32_t i = 0; i < l->schema->type_count; i++) {
        enum qg_fault fault = draw(l, i);
        if (fault != QG_OK)
            return fault;
    }
    return QG_OK;
}

enum qg_fault qg_regions_lay_out(struct qg_arena *arena, const struct qg_typed *typed,
                                 struct qg_type *types, struct qg_field *fields,
                                 struct qg_function *functions) {
    const struct qg_schema *schema = &typed->tables.schema;
    struct layout l = {.arena = arena, .schema = schema, .types = types, .fields = fields};
    uint32_t too_large;
    l.memos = qg_arena_array(arena, schema->type_count, sizeof *l.memos);
    if (l.memos == NULL)
        return QG_FAULT_MEMORY;
    count_memos(&l, typed, functions);
    if (!qg_layout_place(types, schema->type_count, fields, l.memos, QG_REGION_SLOTS, &too_large) ||
        !images_fit(&l))
        return QG_FAULT_LIMIT;
    place_memos(&l, typed, functions);
    return draw_all(&l);
}
