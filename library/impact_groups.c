// SPDX-License-Identifier: Apache-2.0
#include "impact_groups.h"

#include "facts.h"

// ---- paths ----

static int32_t field_named(const struct qg_schema *schema, uint16_t type, struct qg_str name) {
    const struct qg_type *t = &schema->types[type];
    for (uint32_t i = 0; i < t->field_count; i++)
        if (qg_str_equal(schema->fields[t->first_field + i].name, name))
            return (int32_t)(t->first_field + i);
    return QG_NONE;
}

// The next part of a dotted path; `*path` moves behind it.
static struct qg_str next_step(struct qg_str *path) {
    size_t end = 0;
    while (end < path->len && path->at[end] != '.')
        end++;
    struct qg_str step = qg_str_slice(*path, 0, end);
    *path = qg_str_slice(*path, end < path->len ? end + 1 : end, path->len);
    return step;
}

static uint32_t find_path(const struct qg_schema *schema, uint16_t type, struct qg_str path,
                          int32_t *fields) {
    uint32_t length = 0;
    while (path.len > 0 && length < QG_GROUP_STEPS) {
        int32_t field = field_named(schema, type, next_step(&path));
        if (field == QG_NONE)
            return 0;
        fields[length++] = field;
        enum qg_kind kind = schema->fields[field].kind;
        if (kind == QG_KIND_LIST || (kind == QG_KIND_OBJECT) != (path.len > 0))
            return 0;
        type = schema->fields[field].type;
    }
    return path.len == 0 ? length : 0;
}

bool qg_impact_groups_has(const struct qg_schema *schema, struct qg_str path) {
    int32_t fields[QG_GROUP_STEPS];
    for (uint32_t i = 0; i < schema->type_count; i++)
        if (schema->types[i].is_record && find_path(schema, (uint16_t)i, path, fields) > 0)
            return true;
    return false;
}

static const struct qg_group_path *resolve(struct qg_arena *arena, const struct qg_schema *schema,
                                           struct qg_str name) {
    struct qg_group_path *paths = qg_arena_array(arena, schema->type_count, sizeof *paths);
    for (uint32_t t = 0; paths != NULL && t < schema->type_count; t++)
        paths[t].length = find_path(schema, (uint16_t)t, name, paths[t].fields);
    return paths;
}

bool qg_impact_groups_init(struct qg_impact_groups *groups, struct qg_arena *arena,
                           const struct qg_schema *schema, const struct qg_str *paths,
                           uint32_t count) {
    groups->count = count;
    groups->paths = qg_arena_array(arena, count, sizeof *groups->paths);
    bool made = groups->paths != NULL;
    for (uint32_t i = 0; i < count && made; i++) {
        groups->paths[i] = resolve(arena, schema, paths[i]);
        made = groups->paths[i] != NULL;
    }
    return made;
}

// ---- values ----

// The value at the end of a path, without the quotes of JSON; empty where it is not recorded.
static bool read_value(const struct qg_record *record, const struct qg_group_path *path,
                       struct qg_text *out) {
    uint32_t ref = QG_RECORD_ROOT;
    if (path->length == 0)
        return true;
    for (uint32_t i = 0; i + 1 < path->length; i++)
        ref += record->schema->fields[path->fields[i]].slot;
    qg_fact_json(record, ref, path->fields[path->length - 1], out);
    struct qg_str text = qg_text_str(out);
    if (qg_str_equal(text, QG_STR("null")))
        qg_text_clear(out);
    return !out->failed;
}

static struct qg_str unquoted(struct qg_str text) {
    bool quoted = text.len >= 2 && text.at[0] == '"';
    return quoted ? qg_str_slice(text, 1, text.len - 1) : text;
}

static bool keep_value(struct qg_arena *arena, const struct qg_record *record,
                       const struct qg_group_path *path, struct qg_str *out) {
    struct qg_text text = {0};
    bool read = read_value(record, path, &text);
    struct qg_str value = unquoted(qg_text_str(&text));
    *out =
        (struct qg_str){qg_arena_copy(arena, value.len > 0 ? value.at : "", value.len), value.len};
    qg_text_free(&text);
    return read && out->at != NULL;
}

const struct qg_str *qg_impact_groups_values(const struct qg_impact_groups *groups,
                                             struct qg_arena *arena,
                                             const struct qg_record *record) {
    struct qg_str *values = qg_arena_array(arena, groups->count, sizeof *values);
    for (uint32_t i = 0; values != NULL && i < groups->count; i++)
        if (!keep_value(arena, record, &groups->paths[i][record->type], &values[i]))
            return NULL;
    return values;
}
