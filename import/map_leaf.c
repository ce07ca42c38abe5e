// SPDX-License-Identifier: Apache-2.0
//
// What a scalar of a map is taken from: a column, several of them, or a value that is the same
// everywhere.

#include "map.h"

#include "facts.h"
#include "trim.h"

static enum qg_fault take_column(struct qg_map *map, struct qg_spec *spec, uint32_t source,
                                 const struct qg_notation_node *at) {
    if (!qg_notation_expect(&map->notation, at, QG_NOTATION_SCALAR, "a column"))
        return QG_OK;
    if (at->text.len == 0) {
        qg_notation_complain(&map->notation, at, "name a column here");
        return QG_OK;
    }
    if (spec->column_count == QG_MAP_COLUMNS) {
        qg_notation_complain(&map->notation, at, "more than %d columns", QG_MAP_COLUMNS);
        return QG_OK;
    }
    uint32_t column = qg_map_column(map, source, at->text);
    if (column == QG_GRID_NOWHERE)
        return QG_FAULT_MEMORY;
    spec->columns[spec->column_count++] = column;
    return QG_OK;
}

static enum qg_fault take_columns(struct qg_map *map, struct qg_spec *spec, uint32_t source,
                                  const struct qg_notation_node *list) {
    enum qg_fault fault = QG_OK;
    if (!qg_notation_expect(&map->notation, list, QG_NOTATION_LIST, "`columns`"))
        return QG_OK;
    for (const struct qg_notation_node *c = list->first; c != NULL && fault == QG_OK; c = c->next)
        fault = take_column(map, spec, source, c);
    return fault;
}

// ---- a value ----

static const char *name_of(enum qg_kind kind) {
    switch (kind) {
    case QG_KIND_BOOL:
        return "yes or no";
    case QG_KIND_COUNT:
        return "a whole number";
    case QG_KIND_DATE:
        return "a date";
    case QG_KIND_TIME:
        return "a date and time";
    default:
        return "a value";
    }
}

static void complain_of_value(struct qg_map *map, const struct qg_spec *spec,
                              const struct qg_notation_node *value) {
    if (spec->as == QG_KIND_ENUM)
        qg_notation_complain(&map->notation, value, "`%.*s` is no word of `%.*s`%s",
                             QG_STR_ARG(value->text), QG_STR_ARG(spec->of->name),
                             qg_map_meant(map, value->text, spec->of->values, spec->of->count));
    else
        qg_notation_complain(&map->notation, value, "`%.*s` is not %s", QG_STR_ARG(value->text),
                             name_of(spec->as));
}

static bool is_lasting(const struct qg_spec *spec, struct qg_str value) {
    return spec->field != NULL && spec->field->ongoing && qg_str_equal(value, QG_STR("lasts"));
}

static enum qg_fault take_value(struct qg_map *map, struct qg_spec *spec,
                                const struct qg_notation_node *value) {
    struct qg_text json = {0};
    if (!qg_notation_expect(&map->notation, value, QG_NOTATION_SCALAR, "`value`"))
        return QG_OK;
    spec->kind = QG_SPEC_VALUE;
    if (is_lasting(spec, value->text))
        return QG_OK;
    bool list = spec->field != NULL && spec->field->kind == QG_KIND_LIST;
    qg_text_addz(&json, list ? "[" : "");
    if (!qg_meaning_value(&json, spec->as, &map->formats, spec->of, spec->meanings, value->text))
        complain_of_value(map, spec, value);
    qg_text_addz(&json, list ? "]" : "");
    spec->json = qg_map_keep(map, &json);
    qg_text_free(&json);
    return spec->json.at != NULL ? QG_OK : QG_FAULT_MEMORY;
}

// ---- either ----

static void check_extras(struct qg_map *map, const struct qg_spec *spec,
                         const struct qg_notation_node *at) {
    const struct qg_notation_node *words = qg_notation_entry(at, "words"),
                                  *split = qg_notation_entry(at, "split");
    if (words != NULL && spec->as != QG_KIND_ENUM)
        qg_notation_complain(&map->notation, words,
                             "`words` is for fields that hold one word of several");
    if (split != NULL && (spec->field == NULL || spec->field->kind != QG_KIND_LIST))
        qg_notation_complain(&map->notation, split, "`split` is for lists");
}

static enum qg_fault read_details(struct qg_map *map, struct qg_spec *spec, uint32_t source,
                                  const struct qg_notation_node *at) {
    static const char *const known[] = {"column", "columns", "value", "split", "words", NULL};
    const struct qg_notation_node *column = qg_notation_entry(at, "column");
    const struct qg_notation_node *columns = qg_notation_entry(at, "columns");
    const struct qg_notation_node *value = qg_notation_entry(at, "value");
    qg_notation_keys(&map->notation, at, known);
    check_extras(map, spec, at);
    spec->split = qg_notation_text(&map->notation, at, "split", false);
    if ((column != NULL) + (columns != NULL) + (value != NULL) != 1) {
        qg_notation_complain(&map->notation, at, "say one of `column`, `columns` and `value`");
        return QG_OK;
    }
    if (value != NULL)
        return take_value(map, spec, value);
    return column != NULL ? take_column(map, spec, source, column)
                          : take_columns(map, spec, source, columns);
}

enum qg_fault qg_map_read_leaf(struct qg_map *map, struct qg_spec *spec, uint32_t source,
                               const struct qg_notation_node *at) {
    if (spec->as == QG_KIND_ENUM)
        spec->meanings = qg_map_meanings(map, (uint32_t)(spec->of - map->schema->enums),
                                         qg_notation_entry(at, "words"));
    if (spec->as == QG_KIND_ENUM && spec->meanings == NULL)
        return QG_FAULT_MEMORY;
    if (at->kind == QG_NOTATION_SCALAR)
        return take_column(map, spec, source, at);
    if (at->kind == QG_NOTATION_MAP)
        return read_details(map, spec, source, at);
    qg_notation_complain(&map->notation, at, "name one column, or several as `{columns: [A, B]}`");
    return QG_OK;
}
