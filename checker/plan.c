// SPDX-License-Identifier: Apache-2.0
#include "plan.h"

#include "hash.h"

#include <string.h>

// Keys of a plan come from the policy, not from records, so the hash needs no secret seed; keys of
// records are only looked up.
static uint32_t hash_of(struct qg_str key) {
    return (uint32_t)qg_hash(key.at, key.len, 0);
}

static bool quote(struct qg_plan_key *out, struct qg_str name, struct qg_arena *arena) {
    char *quoted = qg_arena_alloc(arena, name.len + 1 + QG_PLAN_PADDING); // zeroed
    if (quoted == NULL)
        return false;
    memcpy(quoted, name.at, name.len);
    quoted[name.len] = '"';
    struct qg_plan_key key = {.quoted = quoted, .len = (uint32_t)name.len + 1};
    memset(&key.head_mask, 0xFF, key.len < 8 ? key.len : 8);
    memset(&key.next_mask, 0xFF, key.len < 8 ? 0 : key.len < 16 ? key.len - 8 : 8);
    memcpy(&key.head, quoted, 8);
    memcpy(&key.next, quoted + 8, 8);
    *out = key;
    return true;
}

static bool build_keys(struct qg_plan *plan, struct qg_arena *arena) {
    const struct qg_schema *schema = plan->schema;
    struct qg_plan_key *keys = qg_arena_array(arena, schema->field_count, sizeof *keys);
    bool built = keys != NULL;
    for (uint32_t i = 0; built && i < schema->field_count; i++)
        built = quote(&keys[i], schema->fields[i].name, arena);
    plan->keys = keys;
    return built;
}

static struct qg_plan_key *build_choice(const struct qg_enum *values, struct qg_arena *arena) {
    struct qg_plan_key *keys = qg_arena_array(arena, values->count, sizeof *keys);
    for (uint16_t i = 0; keys != NULL && i < values->count; i++) {
        if (!quote(&keys[i], values->values[i], arena))
            return NULL;
    }
    return keys;
}

static bool build_choices(struct qg_plan *plan, struct qg_arena *arena) {
    const struct qg_schema *schema = plan->schema;
    plan->choices = qg_arena_array(arena, schema->enum_count, sizeof *plan->choices);
    bool built = plan->choices != NULL;
    for (uint32_t i = 0; built && i < schema->enum_count; i++) {
        plan->choices[i] = build_choice(&schema->enums[i], arena);
        built = plan->choices[i] != NULL;
    }
    return built;
}

static void enter_fields(const struct qg_schema *schema, const struct qg_type *type,
                         struct qg_plan_table *table, uint32_t *buckets) {
    for (uint32_t i = type->first_field; i < type->first_field + type->field_count; i++) {
        struct qg_str name = schema->fields[i].name;
        uint32_t at = hash_of(name) & table->mask;
        while (buckets[at] != 0)
            at = (at + 1) & table->mask;
        buckets[at] = i + 1;
        if (schema->fields[i].kind == QG_KIND_SECTIONS)
            table->sections = (int32_t)i;
        if (qg_str_equal(name, QG_STR("record")))
            table->tag = (int32_t)i;
    }
}

static bool build_table(struct qg_plan_table *out, const struct qg_schema *schema,
                        const struct qg_type *type, struct qg_arena *arena) {
    uint32_t count = 2;
    while (count < type->field_count * 2)
        count *= 2;
    uint32_t *buckets = qg_arena_array(arena, count, sizeof *buckets);
    if (buckets == NULL)
        return false;
    *out = (struct qg_plan_table){.buckets = buckets, .mask = count - 1, .sections = -1, .tag = -1};
    enter_fields(schema, type, out, buckets);
    return true;
}

bool qg_plan_build(struct qg_plan *out, const struct qg_schema *schema, struct qg_arena *arena) {
    *out = (struct qg_plan){.schema = schema, .fields = schema->fields, .seen_words = 1};
    struct qg_plan_table *tables = qg_arena_array(arena, schema->type_count, sizeof *tables);
    if (tables == NULL || !build_keys(out, arena) || !build_choices(out, arena))
        return false;
    for (uint32_t i = 0; i < schema->type_count; i++) {
        const struct qg_type *type = &schema->types[i];
        uint32_t words = (type->field_count + 63) / 64;
        if (words > out->seen_words)
            out->seen_words = words;
        if (!build_table(&tables[i], schema, type, arena))
            return false;
    }
    out->tables = tables;
    return true;
}

int32_t qg_plan_field(const struct qg_plan *plan, uint16_t type, struct qg_str key) {
    const struct qg_plan_table *table = &plan->tables[type];
    for (uint32_t at = hash_of(key) & table->mask;; at = (at + 1) & table->mask) {
        uint32_t field = table->buckets[at];
        if (field == 0)
            return -1;
        if (qg_str_equal(plan->schema->fields[field - 1].name, key))
            return (int32_t)field - 1;
    }
}

int32_t qg_plan_record_type(const struct qg_plan *plan, struct qg_str tag) {
    for (uint32_t i = 0; i < plan->schema->type_count; i++) {
        const struct qg_type *type = &plan->schema->types[i];
        if (type->is_record && qg_str_equal(type->name, tag))
            return (int32_t)i;
    }
    return -1;
}

static int32_t index_of(const struct qg_str *names, uint32_t count, struct qg_str name) {
    for (uint32_t i = 0; i < count; i++) {
        if (qg_str_equal(names[i], name))
            return (int32_t)i;
    }
    return -1;
}

int32_t qg_plan_ordinal(const struct qg_plan *plan, uint16_t enumeration, struct qg_str value) {
    const struct qg_enum *values = &plan->schema->enums[enumeration];
    return index_of(values->values, values->count, value);
}

int32_t qg_plan_section(const struct qg_plan *plan, struct qg_str name) {
    uint32_t count = plan->schema->section_count;
    return index_of(plan->schema->sections, count < QG_SECTION_LIMIT ? count : QG_SECTION_LIMIT,
                    name);
}
