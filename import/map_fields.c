// SPDX-License-Identifier: Apache-2.0
//
// `fields` of a map: each is found in the schema by its name, or by its path "person.full_name",
// and what it is taken from is held against what it is.

#include "map.h"

#include <string.h>

// ---- finding fields ----

static const struct qg_field *field_named(const struct qg_map *map, const struct qg_type *type,
                                          struct qg_str name) {
    for (uint32_t i = 0; i < type->field_count; i++)
        if (qg_str_equal(map->schema->fields[type->first_field + i].name, name))
            return &map->schema->fields[type->first_field + i];
    return NULL;
}

static void complain_at_key(struct qg_map *map, const struct qg_notation_node *entry,
                            const char *what, struct qg_str name, const char *rest) {
    const struct qg_notation_node key = {.line = entry->key_line, .column = entry->key_column};
    qg_notation_complain(&map->notation, &key, "%s `%.*s`%s", what, QG_STR_ARG(name), rest);
}

static void complain_of_field(struct qg_map *map, const struct qg_type *type,
                              const struct qg_notation_node *entry, struct qg_str name) {
    struct qg_str names[256];
    size_t count = 0;
    for (uint32_t i = 0; i < type->field_count && count < sizeof names / sizeof *names; i++)
        names[count++] = map->schema->fields[type->first_field + i].name;
    struct qg_text what = {0};
    qg_text_printf(&what, "%.*s has no field", QG_STR_ARG(type->name));
    complain_at_key(map, entry, what.at != NULL ? what.at : "no field", name,
                    qg_map_meant(map, name, names, count));
    qg_text_free(&what);
}

static struct qg_spec *member(const struct qg_spec *group, const struct qg_field *field) {
    for (struct qg_spec *s = group->first; s != NULL; s = s->next)
        if (s->field == field)
            return s;
    return NULL;
}

// ---- one field ----

// A field on its way to its spec.
struct mapping {
    struct qg_map *map;
    uint32_t source, depth;
};

static enum qg_fault too_many(struct qg_map *map, const struct qg_notation_node *at) {
    if (map->spec_count < QG_MAP_SPECS)
        return QG_FAULT_MEMORY;
    if (map->notation.problems.len == 0)
        qg_notation_complain(&map->notation, at, "more than %d fields", QG_MAP_SPECS);
    return QG_OK;
}

static enum qg_fault read_items(const struct mapping *m, struct qg_spec *group,
                                const struct qg_field *field, const struct qg_notation_node *at) {
    struct qg_spec *items = qg_map_spec(m->map, group, QG_SPEC_ITEMS, field);
    enum qg_fault fault = QG_OK;
    bool objects = field->element == QG_KIND_OBJECT;
    if (items == NULL)
        return too_many(m->map, at);
    for (const struct qg_notation_node *e = at->first; e != NULL && fault == QG_OK; e = e->next) {
        struct qg_spec *item =
            qg_map_spec(m->map, items, objects ? QG_SPEC_GROUP : QG_SPEC_CELL, NULL);
        if (item == NULL)
            return too_many(m->map, e);
        item->as = field->element;
        if (field->element == QG_KIND_ENUM)
            item->of = &m->map->schema->enums[field->enumeration];
        fault = objects ? qg_map_read_fields(m->map, item, &m->map->schema->types[field->type],
                                             m->source, e, m->depth + 1)
                        : qg_map_read_leaf(m->map, item, m->source, e);
    }
    return fault;
}

static enum qg_fault read_group(const struct mapping *m, struct qg_spec *group,
                                const struct qg_field *field,
                                const struct qg_notation_node *fields) {
    struct qg_spec *spec = member(group, field);
    if (spec == NULL)
        spec = qg_map_spec(m->map, group, QG_SPEC_GROUP, field);
    if (spec == NULL)
        return too_many(m->map, fields);
    return qg_map_read_fields(m->map, spec, &m->map->schema->types[field->type], m->source, fields,
                              m->depth + 1);
}

static enum qg_fault read_scalar(const struct mapping *m, struct qg_spec *group,
                                 const struct qg_field *field, const struct qg_notation_node *at) {
    struct qg_spec *spec = qg_map_spec(m->map, group, QG_SPEC_CELL, field);
    if (spec == NULL)
        return too_many(m->map, at);
    spec->as = field->kind == QG_KIND_LIST ? field->element : field->kind;
    if (spec->as == QG_KIND_ENUM)
        spec->of = &m->map->schema->enums[field->enumeration];
    return qg_map_read_leaf(m->map, spec, m->source, at);
}

static enum qg_fault read_section_names(const struct mapping *m, struct qg_spec *group,
                                        const struct qg_field *field,
                                        const struct qg_notation_node *at) {
    struct qg_spec *spec = qg_map_spec(m->map, group, QG_SPEC_VALUE, field);
    return spec != NULL ? qg_map_read_sections(m->map, &spec->json, at) : too_many(m->map, at);
}

static enum qg_fault refuse_kind(const struct mapping *m, const struct qg_field *field,
                                 const struct qg_notation_node *at) {
    const char *how = field->kind == QG_KIND_LIST
                          ? "a list: say `from: SOURCE` with `where` and `fields`, or spell its "
                            "elements out"
                          : "an object: say `fields`, or name its own fields with a point, as in "
                            "`person.full_name`";
    qg_notation_complain(&m->map->notation, at, "`%.*s` is %s", QG_STR_ARG(field->name), how);
    return QG_OK;
}

static enum qg_fault read_value(const struct mapping *m, struct qg_spec *group,
                                const struct qg_field *field, const struct qg_notation_node *at) {
    bool rows = qg_notation_entry(at, "from") != NULL || qg_notation_entry(at, "each") != NULL;
    bool list = field->kind == QG_KIND_LIST;
    bool objects = field->kind == QG_KIND_OBJECT || (list && field->element == QG_KIND_OBJECT);
    if (field->kind == QG_KIND_SECTIONS)
        return read_section_names(m, group, field, at);
    if (rows && (list || objects)) {
        struct qg_spec *spec = qg_map_spec(m->map, group, QG_SPEC_ROWS, field);
        return spec != NULL ? qg_map_read_rows(m->map, spec, m->source, at, m->depth)
                            : too_many(m->map, at);
    }
    if (list && at->kind == QG_NOTATION_LIST)
        return read_items(m, group, field, at);
    if (field->kind == QG_KIND_OBJECT && qg_notation_entry(at, "fields") != NULL) {
        static const char *const known[] = {"fields", NULL};
        qg_notation_keys(&m->map->notation, at, known);
        return read_group(m, group, field, qg_notation_entry(at, "fields"));
    }
    return objects ? refuse_kind(m, field, at) : read_scalar(m, group, field, at);
}

// ---- an entry: a path and what its field is taken from ----

// One step of a path that leads through an object. NULL with a complaint, or without memory.
static struct qg_spec *step(const struct mapping *m, struct qg_spec *group,
                            const struct qg_type **type, const struct qg_notation_node *entry,
                            struct qg_str name) {
    const struct qg_field *field = field_named(m->map, *type, name);
    if (field == NULL) {
        complain_of_field(m->map, *type, entry, name);
        return NULL;
    }
    if (field->kind != QG_KIND_OBJECT) {
        complain_at_key(m->map, entry, "a path leads through objects only, not through", name, "");
        return NULL;
    }
    struct qg_spec *next = member(group, field);
    if (next == NULL)
        next = qg_map_spec(m->map, group, QG_SPEC_GROUP, field);
    if (next == NULL)
        m->map->notation.problems.failed |= m->map->spec_count < QG_MAP_SPECS;
    *type = &m->map->schema->types[field->type];
    return next;
}

static enum qg_fault read_entry(const struct mapping *m, struct qg_spec *group,
                                const struct qg_type *type, const struct qg_notation_node *entry) {
    struct qg_str path = entry->key;
    size_t from = 0;
    for (size_t i = 0; i < path.len; i++) {
        if (path.at[i] != '.')
            continue;
        group = step(m, group, &type, entry, qg_str_slice(path, from, i));
        if (group == NULL)
            return QG_OK;
        if (group->kind != QG_SPEC_GROUP) {
            complain_at_key(m->map, entry, "it is mapped as a whole already, so not", path, "");
            return QG_OK;
        }
        from = i + 1;
    }
    struct qg_str name = qg_str_slice(path, from, path.len);
    const struct qg_field *field = field_named(m->map, type, name);
    const struct qg_spec *there = field != NULL ? member(group, field) : NULL;
    if (field == NULL)
        complain_of_field(m->map, type, entry, name);
    else if (there != NULL && (there->kind != QG_SPEC_GROUP || entry->kind != QG_NOTATION_MAP))
        complain_at_key(m->map, entry, "mapped twice:", path, "");
    else
        return read_value(m, group, field, entry);
    return QG_OK;
}

// An end that is not recorded is a statement, that the state lasts; it is not to be made by leaving
// a field out.
static void demand_ends(struct qg_map *map, const struct qg_spec *group, const struct qg_type *type,
                        const struct qg_notation_node *fields) {
    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct qg_field *field = &map->schema->fields[type->first_field + i];
        if (field->ongoing && member(group, field) == NULL)
            qg_notation_complain(&map->notation, fields,
                                 "`%.*s` is not mapped, so each %.*s would count as lasting; map "
                                 "it, or say so: `%.*s: {value: lasts}`",
                                 QG_STR_ARG(field->name), QG_STR_ARG(type->name),
                                 QG_STR_ARG(field->name));
    }
}

// Each field that holds others comes back here; QG_MAP_DEPTH bounds that.
enum qg_fault qg_map_read_fields(struct qg_map *map, struct qg_spec *group,
                                 const struct qg_type *type, uint32_t source,
                                 const struct qg_notation_node *fields, uint32_t depth) {
    const struct mapping m = {map, source, depth};
    enum qg_fault fault = QG_OK;
    if (!qg_notation_expect(&map->notation, fields, QG_NOTATION_MAP, "`fields`"))
        return QG_OK;
    if (depth == QG_MAP_DEPTH) {
        qg_notation_complain(&map->notation, fields, "fields within fields, more than %d of them",
                             QG_MAP_DEPTH);
        return QG_OK;
    }
    for (const struct qg_notation_node *f = fields->first; f != NULL && fault == QG_OK; f = f->next)
        fault = read_entry(&m, group, type, f);
    if (fault == QG_OK)
        demand_ends(map, group, type, fields);
    return fault;
}
