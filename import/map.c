// SPDX-License-Identifier: Apache-2.0

#include "map.h"

#include "suggest.h"

struct qg_str qg_map_keep(struct qg_map *map, const struct qg_text *text) {
    const char *at = text->failed ? NULL
                                  : qg_arena_copy(&map->notation.arena,
                                                  text->len > 0 ? text->at : "", text->len);
    return (struct qg_str){at, at != NULL ? text->len : 0};
}

const char *qg_map_meant(struct qg_map *map, struct qg_str wanted, const struct qg_str *names,
                         size_t count) {
    struct qg_str meant;
    struct qg_text text = {0};
    if (!qg_suggest(wanted, names, count, &meant))
        return "";
    qg_text_printf(&text, "; did you mean `%.*s`?", QG_STR_ARG(meant));
    const char *kept = qg_map_keep(map, &text).at;
    qg_text_free(&text);
    return kept != NULL ? kept : "";
}

struct qg_spec *qg_map_spec(struct qg_map *map, struct qg_spec *parent, enum qg_spec_kind kind,
                            const struct qg_field *field) {
    struct qg_spec *spec = NULL;
    if (map->spec_count < QG_MAP_SPECS)
        spec = qg_arena_alloc(&map->notation.arena, sizeof *spec);
    if (spec == NULL)
        return NULL;
    map->spec_count++;
    *spec = (struct qg_spec){.kind = kind, .field = field};
    if (parent == NULL)
        return spec;
    if (parent->last != NULL)
        parent->last->next = spec;
    else
        parent->first = spec;
    parent->last = spec;
    return spec;
}

// ---- the record ----

// Its name as a type of the schema; the only kind of record where the map does not say which.
static const struct qg_type *find_record(struct qg_map *map, const struct qg_notation_node *root) {
    struct qg_str wanted = qg_notation_text(&map->notation, root, "record", true), names[64];
    const struct qg_notation_node *at = qg_notation_entry(root, "record");
    size_t count = 0;
    for (uint32_t i = 0; i < map->schema->type_count; i++) {
        const struct qg_type *type = &map->schema->types[i];
        if (!type->is_record)
            continue;
        if (qg_str_equal(type->name, wanted))
            return type;
        if (count < sizeof names / sizeof *names)
            names[count++] = type->name;
    }
    if (at != NULL)
        qg_notation_complain(&map->notation, at, "the policy has no record `%.*s`%s",
                             QG_STR_ARG(wanted), qg_map_meant(map, wanted, names, count));
    return NULL;
}

static void complain_of_unused(struct qg_map *map) {
    for (uint32_t i = 0; i < map->sources.len; i++)
        if (!map->sources.at[i].used)
            qg_notation_complain(&map->notation, map->sources.at[i].at,
                                 "nothing is taken from source `%.*s`",
                                 QG_STR_ARG(map->sources.at[i].name));
}

static bool has_id(const struct qg_map *map) {
    for (const struct qg_spec *s = map->record->first; s != NULL; s = s->next)
        if (s->field == &map->schema->fields[map->type->id_field])
            return true;
    return map->type->id_field < 0;
}

static enum qg_fault read_record(struct qg_map *map, const struct qg_notation_node *root) {
    const struct qg_notation_node *fields = qg_notation_entry(root, "fields");
    const struct qg_notation_node *from = qg_notation_entry(root, "from");
    map->type = find_record(map, root);
    map->record = qg_map_spec(map, NULL, QG_SPEC_GROUP, NULL);
    if (map->record == NULL)
        return QG_FAULT_MEMORY;
    struct qg_str name = qg_notation_text(&map->notation, root, "from", true);
    int32_t source = from != NULL ? qg_map_source(map, from, name) : QG_NONE;
    if (fields == NULL)
        qg_notation_complain(&map->notation, root, "`fields` is missing");
    if (map->type == NULL || source == QG_NONE || fields == NULL)
        return QG_OK;
    map->from = (uint32_t)source;
    enum qg_fault fault = qg_map_read_fields(map, map->record, map->type, map->from, fields, 0);
    if (fault == QG_OK && !has_id(map))
        qg_notation_complain(&map->notation, fields,
                             "`id` is missing: without it no report can name a record");
    if (fault == QG_OK && map->notation.problems.len == 0)
        complain_of_unused(map);
    return fault;
}

static enum qg_fault read_root(struct qg_map *map) {
    static const char *const known[] = {"record", "from",    "fields", "sources",
                                        "export", "formats", "words",  NULL};
    const struct qg_notation_node *root = map->notation.root;
    if (!qg_notation_expect(&map->notation, root, QG_NOTATION_MAP, "a map"))
        return QG_OK;
    qg_notation_keys(&map->notation, root, known);
    enum qg_fault fault = qg_map_read_formats(map, qg_notation_entry(root, "formats"));
    if (fault == QG_OK)
        fault = qg_map_read_words(map, qg_notation_entry(root, "words"));
    if (fault == QG_OK)
        fault = qg_map_read_export(map, qg_notation_entry(root, "export"));
    if (fault == QG_OK)
        fault = qg_map_read_sources(map, qg_notation_entry(root, "sources"));
    return fault == QG_OK ? read_record(map, root) : fault;
}

enum qg_fault qg_map_read(struct qg_map *out, struct qg_str text, const char *name,
                          const struct qg_schema *schema) {
    *out = (struct qg_map){.schema = schema};
    enum qg_fault fault = qg_notation_read(&out->notation, text, name);
    if (fault == QG_OK && out->notation.problems.len == 0)
        fault = read_root(out);
    return fault == QG_OK && out->notation.problems.failed ? QG_FAULT_MEMORY : fault;
}

void qg_map_free(struct qg_map *map) {
    for (uint32_t i = 0; i < map->sources.len; i++) {
        qg_vec_free(&map->sources.at[i].columns);
        qg_vec_free(&map->sources.at[i].key);
    }
    qg_vec_free(&map->sources);
    qg_vec_free(&map->joins);
    qg_notation_free(&map->notation);
}
