// SPDX-License-Identifier: Apache-2.0
#include "plan.h"

#include <string.h>

static bool quote(struct qg_plan_key *key, struct qg_str name, struct qg_arena *arena) {
    char *quoted = qg_arena_alloc(arena, name.len + 2); // zeroed
    if (quoted == NULL)
        return false;
    memcpy(quoted, name.at, name.len);
    quoted[name.len] = '"';
    key->quoted = quoted;
    key->len = (uint32_t)name.len + 1;
    bool fits = key->len < QG_PLAN_HEAD;
    memcpy(key->head, quoted, fits ? key->len : QG_PLAN_HEAD);
    key->wanted = fits ? (UINT32_C(1) << key->len) - 1 : UINT32_MAX;
    return true;
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
        const struct qg_plan_key *key = &table->keys[i];
        uint32_t at = hash_of((struct qg_str){key->quoted, key->len - 1}) & table->mask;
        while (buckets[at] != 0)
            at = (at + 1) & table->mask;
        buckets[at] = i + 1;
    }
    return true;
}

// A table of names that are nothing but names.
static bool build_names(struct qg_plan_table *out, const struct qg_str *names, uint32_t count,
                        struct qg_arena *arena) {
    struct qg_plan_key *keys = qg_arena_array(arena, count, sizeof *keys);
    bool built = keys != NULL;
    for (uint32_t i = 0; built && i < count; i++) {
        keys[i].index = i;
        built = quote(&keys[i], names[i], arena);
    }
    *out = (struct qg_plan_table){.keys = keys};
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

static bool build_key(struct qg_plan_key *key, const struct qg_field *field, uint32_t index,
                      struct qg_arena *arena) {
    enum qg_kind kind = field->kind == QG_KIND_LIST ? field->element : field->kind;
    key->index = index;
    key->slot = field->slot;
    key->refers = kind == QG_KIND_ENUM ? field->enumeration : field->type;
    key->kind = (uint8_t)field->kind;
    key->element = (uint8_t)field->element;
    return quote(key, field->name, arena);
}

// The fields of one type: `keys` are all fields' of the schema.
static bool build_type(struct qg_plan_table *out, int32_t *tag, const struct qg_plan *plan,
                       const struct qg_type *type, struct qg_plan_key *keys,
                       struct qg_arena *arena) {
    *tag = -1;
    for (uint32_t i = 0; i < type->field_count; i++) {
        uint32_t field = type->first_field + i;
        if (!build_key(&keys[field], &plan->fields[field], i, arena))
            return false;
        if (qg_str_equal(plan->fields[field].name, QG_STR("record")))
            *tag = (int32_t)field;
    }
    *out = (struct qg_plan_table){.keys = keys + type->first_field};
    return enter_keys(out, type->field_count, arena);
}

static bool build_types(struct qg_plan *plan, struct qg_arena *arena) {
    const struct qg_schema *schema = plan->schema;
    struct qg_plan_table *tables = qg_arena_array(arena, schema->type_count, sizeof *tables);
    struct qg_plan_key *keys = qg_arena_array(arena, schema->field_count, sizeof *keys);
    int32_t *tags = qg_arena_array(arena, schema->type_count, sizeof *tags);
    bool built = tables != NULL && keys != NULL && tags != NULL;
    for (uint32_t i = 0; built && i < schema->type_count; i++) {
        const struct qg_type *type = &schema->types[i];
        uint32_t words = (type->field_count + 63) / 64;
        if (words > plan->seen_words)
            plan->seen_words = words;
        built = build_type(&tables[i], &tags[i], plan, type, keys, arena);
    }
    plan->tables = tables;
    plan->keys = keys;
    plan->tags = tags;
    return built;
}

bool qg_plan_build(struct qg_plan *out, const struct qg_schema *schema, struct qg_arena *arena) {
    *out = (struct qg_plan){.schema = schema, .fields = schema->fields, .seen_words = 1};
    return build_types(out, arena) && build_choices(out, arena) && build_sections(out, arena);
}

int32_t qg_plan_index(const struct qg_plan_table *table, struct qg_str name) {
    for (uint32_t at = hash_of(name) & table->mask;; at = (at + 1) & table->mask) {
        if (table->buckets[at] == 0)
            return -1;
        const struct qg_plan_key *key = &table->keys[table->buckets[at] - 1];
        if (qg_str_equal((struct qg_str){key->quoted, key->len - 1}, name))
            return (int32_t)key->index;
    }
}

int32_t qg_plan_field(const struct qg_plan *plan, uint16_t type, struct qg_str key) {
    int32_t index = qg_plan_index(&plan->tables[type], key);
    return index < 0 ? -1 : (int32_t)plan->schema->types[type].first_field + index;
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
