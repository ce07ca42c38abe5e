// SPDX-License-Identifier: Apache-2.0
#include "plan.h"

#include <assert.h>
#include <string.h>

// Keys that begin where cache lines do, so that each takes but one.
static struct qg_plan_key *new_keys(struct qg_arena *arena, uint32_t count) {
    static_assert(sizeof(struct qg_plan_key) <= QG_PLAN_LINE, "no larger than a line");
    char *room = qg_arena_array(arena, (size_t)count + 1, sizeof(struct qg_plan_key));
    if (room == NULL)
        return NULL;
    return (void *)(room + (QG_PLAN_LINE - (uintptr_t)room % QG_PLAN_LINE) % QG_PLAN_LINE);
}

// Writes the name in quotes and what else is to be found behind it.
static bool spell(struct qg_plan_key *key, struct qg_str name, struct qg_str behind,
                  struct qg_arena *arena) {
    char *spelling = qg_arena_alloc(arena, name.len + behind.len + 2); // zeroed
    if (spelling == NULL)
        return false;
    spelling[0] = '"';
    memcpy(spelling + 1, name.at, name.len);
    memcpy(spelling + 1 + name.len, behind.at, behind.len);
    key->spelling = spelling;
    key->len = (uint32_t)(1 + name.len + behind.len);
    bool fits = key->len <= QG_PLAN_HEAD;
    memcpy(key->head, spelling, fits ? key->len : QG_PLAN_HEAD);
    key->wanted = fits ? (UINT64_C(1) << key->len) - 1 : (QG_PLAN_LONGER - 1) | QG_PLAN_LONGER;
    return true;
}

static struct qg_str name_of(const struct qg_plan_table *table, const struct qg_plan_key *key) {
    return (struct qg_str){key->spelling + 1, key->len - table->signs};
}

static uint32_t hash_of(struct qg_str name) {
    return qg_plan_hash(qg_pair_copy(name.at, name.len < QG_PAIR ? name.len : QG_PAIR));
}

// Enters the keys of the table, which are in place, into fresh buckets.
static bool enter_keys(struct qg_plan_table *table, uint32_t count, struct qg_arena *arena) {
    uint32_t size = 4;
    while (size < count * 4)
        size *= 2;
    uint32_t *buckets = qg_arena_array(arena, size, sizeof *buckets);
    if (buckets == NULL)
        return false;
    table->buckets = buckets;
    table->mask = size - 1;
    for (uint32_t i = 0; i < count; i++) {
        struct qg_str name = name_of(table, &table->keys[i]);
        if (name.len == 0) // the section that nobody can name: QG_SECTION_ALWAYS
            continue;
        uint32_t at = hash_of(name) & table->mask;
        while (buckets[at] != 0)
            at = (at + 1) & table->mask;
        buckets[at] = i + 1;
    }
    return true;
}

// A table of names that are nothing but names.
static bool build_names(struct qg_plan_table *out, const struct qg_str *names, uint32_t count,
                        struct qg_arena *arena) {
    struct qg_plan_key *keys = new_keys(arena, count);
    bool built = keys != NULL;
    for (uint32_t i = 0; built && i < count; i++) {
        keys[i].index = i;
        built = spell(&keys[i], names[i], QG_STR("\""), arena);
    }
    *out = (struct qg_plan_table){.keys = keys, .signs = 2};
    return built && enter_keys(out, count, arena);
}

static bool build_choices(struct qg_plan *plan, struct qg_arena *arena) {
    const struct qg_schema *schema = plan->schema;
    struct qg_plan_table *choices = qg_arena_array(arena, schema->enum_count, sizeof *choices);
    bool built = choices != NULL;
    for (uint32_t i = 0; built && i < schema->enum_count; i++)
        built = build_names(&choices[i], schema->enums[i].values, schema->enums[i].count, arena);
    plan->choices = choices;
    return built;
}

static bool build_sections(struct qg_plan *plan, struct qg_arena *arena) {
    uint32_t count = plan->schema->section_count;
    return build_names(&plan->sections, plan->schema->sections,
                       count < QG_SECTION_LIMIT ? count : QG_SECTION_LIMIT, arena);
}

static uint16_t refers_to(const struct qg_field *field, enum qg_kind kind) {
    if (kind == QG_KIND_ID || kind == QG_KIND_TEXT)
        return field->unread ? QG_PLAN_UNREAD : 0;
    return kind == QG_KIND_ENUM ? field->enumeration : field->type;
}

static bool build_key(struct qg_plan_key *key, const struct qg_field *field, uint32_t index,
                      struct qg_arena *arena) {
    enum qg_kind kind = field->kind == QG_KIND_LIST ? field->element : field->kind;
    key->index = index;
    key->slot = field->slot;
    key->refers = refers_to(field, kind);
    key->kind = (uint8_t)field->kind;
    key->element = (uint8_t)field->element;
    return spell(key, field->name, QG_STR("\":"), arena);
}

// The fields of one type: `keys` are all fields' of the schema.
static bool build_type(struct qg_plan_table *out, int32_t *tag, const struct qg_plan *plan,
                       const struct qg_type *type, struct qg_plan_key *keys,
                       struct qg_arena *arena) {
    *tag = -1;
    for (uint32_t i = 0; i < type->field_count; i++) {
        uint32_t field = type->first_field + i;
        if (!build_key(&keys[field], &plan->fields[field], field, arena))
            return false;
        if (qg_str_equal(plan->fields[field].name, QG_STR("record")))
            *tag = (int32_t)field;
    }
    *out = (struct qg_plan_table){.keys = keys + type->first_field, .signs = 3};
    return enter_keys(out, type->field_count, arena);
}

static bool build_types(struct qg_plan *plan, struct qg_arena *arena) {
    const struct qg_schema *schema = plan->schema;
    struct qg_plan_table *tables = qg_arena_array(arena, schema->type_count, sizeof *tables);
    struct qg_plan_key *keys = new_keys(arena, schema->field_count + 1);
    int32_t *tags = qg_arena_array(arena, schema->type_count, sizeof *tags);
    bool built = tables != NULL && keys != NULL && tags != NULL;
    for (uint32_t i = 0; built && i < schema->type_count; i++) {
        const struct qg_type *type = &schema->types[i];
        built = build_type(&tables[i], &tags[i], plan, type, keys, arena);
    }
    if (built)
        keys[schema->field_count] = (struct qg_plan_key){
            .wanted = QG_PLAN_NONE,
            .index = schema->field_count,
        };
    plan->tables = tables;
    plan->keys = keys;
    plan->tags = tags;
    return built;
}

bool qg_plan_build(struct qg_plan *out, const struct qg_schema *schema, struct qg_arena *arena) {
    *out = (struct qg_plan){.schema = schema, .fields = schema->fields};
    return build_types(out, arena) && build_choices(out, arena) && build_sections(out, arena);
}

int32_t qg_plan_index(const struct qg_plan_table *table, struct qg_str name) {
    for (uint32_t at = hash_of(name) & table->mask;; at = (at + 1) & table->mask) {
        if (table->buckets[at] == 0)
            return -1;
        const struct qg_plan_key *key = &table->keys[table->buckets[at] - 1];
        if (qg_str_equal(name_of(table, key), name))
            return (int32_t)key->index;
    }
}

int32_t qg_plan_field(const struct qg_plan *plan, uint16_t type, struct qg_str key) {
    return qg_plan_index(&plan->tables[type], key);
}

int32_t qg_plan_record_type(const struct qg_plan *plan, struct qg_str tag) {
    for (uint32_t i = 0; i < plan->schema->type_count; i++) {
        const struct qg_type *type = &plan->schema->types[i];
        if (type->is_record && qg_str_equal(type->name, tag))
            return (int32_t)i;
    }
    return -1;
}

int32_t qg_plan_ordinal(const struct qg_plan *plan, uint16_t enumeration, struct qg_str value) {
    return qg_plan_index(&plan->choices[enumeration], value);
}

int32_t qg_plan_section(const struct qg_plan *plan, struct qg_str name) {
    return qg_plan_index(&plan->sections, name);
}
