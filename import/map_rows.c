// SPDX-License-Identifier: Apache-2.0
//
// What the rows of another source make of a field: `from` one with `where`, the conditions on which
// a row of it belongs to the row at hand; or `each` element of a list within the row, as JSON has
// them.

#include "map.h"

// ---- the source ----

// The source of the lists `each` of another one's rows: one of its own, made here unless there is
// one already.
static enum qg_fault source_within(struct qg_map *map, uint32_t above,
                                   const struct qg_notation_node *each, uint32_t *out) {
    const struct qg_resource *over = &map->sources.at[above];
    struct qg_resource source = *over;
    struct qg_text path = {0}, name = {0};
    qg_text_printf(&path, "%.*s[]%.*s", QG_STR_ARG(over->file.path), QG_STR_ARG(each->text));
    qg_text_printf(&name, "%.*s.%.*s", QG_STR_ARG(over->name), QG_STR_ARG(each->text));
    source.file.path = qg_map_keep(map, &path);
    source.name = qg_map_keep(map, &name);
    source.above = (int32_t)above;
    source.used = true;
    source.columns = (__typeof__(source.columns)){0};
    source.key = (__typeof__(source.key)){0};
    qg_text_free(&path);
    qg_text_free(&name);
    if (source.file.path.at == NULL || source.name.at == NULL)
        return QG_FAULT_MEMORY;
    if (map->sources.len >= QG_MAP_SOURCES) {
        qg_notation_complain(&map->notation, each, "more than %d sources", QG_MAP_SOURCES);
        *out = above;
        return QG_OK;
    }
    *out = map->sources.len;
    return qg_vec_push(&map->sources, source) ? QG_OK : QG_FAULT_MEMORY;
}

// ---- the conditions ----

static enum qg_fault read_match(struct qg_map *map, struct qg_join *join,
                                const struct qg_notation_node *entry) {
    struct qg_match match = {.as = QG_GRID_NOWHERE};
    if (join->match_count == QG_MAP_MATCHES) {
        qg_notation_complain(&map->notation, entry, "more than %d conditions", QG_MAP_MATCHES);
        return QG_OK;
    }
    match.column = qg_map_column(map, join->source, entry->key);
    if (entry->kind == QG_NOTATION_SCALAR) {
        match.as = qg_map_column(map, join->to, entry->text);
        if (match.as == QG_GRID_NOWHERE)
            return QG_FAULT_MEMORY;
    } else if (qg_notation_expect(&map->notation, entry, QG_NOTATION_MAP, "a condition")) {
        static const char *const known[] = {"value", NULL};
        qg_notation_keys(&map->notation, entry, known);
        match.value = qg_notation_text(&map->notation, entry, "value", true);
    }
    join->matches[join->match_count++] = match;
    return match.column != QG_GRID_NOWHERE ? QG_OK : QG_FAULT_MEMORY;
}

static enum qg_fault read_where(struct qg_map *map, struct qg_join *join,
                                const struct qg_notation_node *at) {
    const struct qg_notation_node *where = qg_notation_entry(at, "where");
    enum qg_fault fault = QG_OK;
    bool tied = false;
    if (where == NULL) {
        qg_notation_complain(&map->notation, at,
                             "`where` is missing: which rows belong to this one?");
        return QG_OK;
    }
    if (!qg_notation_expect(&map->notation, where, QG_NOTATION_MAP, "`where`"))
        return QG_OK;
    for (const struct qg_notation_node *e = where->first; e != NULL && fault == QG_OK;
         e = e->next) {
        fault = read_match(map, join, e);
        tied |= e->kind == QG_NOTATION_SCALAR;
    }
    if (fault == QG_OK && !tied)
        qg_notation_complain(&map->notation, where,
                             "`where` ties no column to one of this row, so every row would "
                             "belong to each");
    return fault;
}

// ---- what a row makes ----

static enum qg_fault read_element(struct qg_map *map, struct qg_spec *spec,
                                  const struct qg_join *join, const struct qg_notation_node *at,
                                  uint32_t depth) {
    const struct qg_field *field = spec->field;
    bool objects = field->kind == QG_KIND_OBJECT || field->element == QG_KIND_OBJECT;
    const char *key = objects ? "fields" : "item", *other = objects ? "item" : "fields";
    const struct qg_notation_node *entry = qg_notation_entry(at, key),
                                  *wrong = qg_notation_entry(at, other);
    struct qg_spec *element = qg_map_spec(map, spec, objects ? QG_SPEC_GROUP : QG_SPEC_CELL, NULL);
    if (element == NULL)
        return QG_FAULT_MEMORY;
    if (wrong != NULL)
        qg_notation_complain(&map->notation, wrong, "`%.*s` holds %s: say `%s`",
                             QG_STR_ARG(field->name), objects ? "objects" : "single values", key);
    else if (entry == NULL)
        qg_notation_complain(&map->notation, at, "`%s` is missing: what does each row make?", key);
    if (entry == NULL)
        return QG_OK;
    if (objects)
        return qg_map_read_fields(map, element, &map->schema->types[field->type], join->source,
                                  entry, depth + 1);
    element->as = field->element;
    if (element->as == QG_KIND_ENUM)
        element->of = &map->schema->enums[field->enumeration];
    return qg_map_read_leaf(map, element, join->source, entry);
}

static enum qg_fault find_rows(struct qg_map *map, struct qg_join *join,
                               const struct qg_notation_node *at, bool *found) {
    const struct qg_notation_node *from = qg_notation_entry(at, "from"),
                                  *each = qg_notation_entry(at, "each");
    const struct qg_notation_node *name = from != NULL ? from : each;
    *found = false;
    if (from != NULL && each != NULL)
        qg_notation_complain(&map->notation, each, "say `from` or `each`, not both");
    else if (qg_notation_expect(&map->notation, name, QG_NOTATION_SCALAR, "a source"))
        *found = true;
    if (!*found)
        return QG_OK;
    if (each != NULL) {
        join->matches[join->match_count++] = (struct qg_match){.within = true};
        if (qg_notation_entry(at, "where") != NULL)
            qg_notation_complain(&map->notation, qg_notation_entry(at, "where"),
                                 "what lies within a row needs no `where`");
        return source_within(map, join->to, each, &join->source);
    }
    // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): what was expected is there
    int32_t source = qg_map_source(map, name, name->text);
    *found = source != QG_NONE;
    join->source = *found ? (uint32_t)source : 0;
    return *found ? read_where(map, join, at) : QG_OK;
}

enum qg_fault qg_map_read_rows(struct qg_map *map, struct qg_spec *spec, uint32_t source,
                               const struct qg_notation_node *at, uint32_t depth) {
    static const char *const known[] = {"from", "each", "where", "fields", "item", NULL};
    struct qg_join join = {.to = source, .single = spec->field->kind == QG_KIND_OBJECT};
    bool found = false;
    qg_notation_keys(&map->notation, at, known);
    enum qg_fault fault = find_rows(map, &join, at, &found);
    if (fault != QG_OK || !found)
        return fault;
    spec->join = map->joins.len;
    if (!qg_vec_push(&map->joins, join))
        return QG_FAULT_MEMORY;
    return read_element(map, spec, &join, at, depth);
}
