// SPDX-License-Identifier: Apache-2.0
//
// `sources` of a map: which files there are and how they are read.

#include "map.h"

#include "charset.h"
#include "glob.h"

#include <stdlib.h>
#include <string.h>

int32_t qg_map_source(struct qg_map *map, const struct qg_notation_node *at, struct qg_str name) {
    struct qg_str names[QG_MAP_SOURCES];
    size_t count = 0;
    for (uint32_t i = 0; i < map->sources.len; i++) {
        if (qg_str_equal(map->sources.at[i].name, name)) {
            map->sources.at[i].used = true;
            return (int32_t)i;
        }
        if (count < QG_MAP_SOURCES)
            names[count++] = map->sources.at[i].name;
    }
    qg_notation_complain(&map->notation, at, "no source is called `%.*s`%s", QG_STR_ARG(name),
                         qg_map_meant(map, name, names, count));
    return QG_NONE;
}

uint32_t qg_map_column(struct qg_map *map, uint32_t source, struct qg_str name) {
    struct qg_resource *s = &map->sources.at[source];
    for (uint32_t i = 0; i < s->columns.len; i++)
        if (qg_str_equal(s->columns.at[i], name))
            return i;
    return qg_vec_push(&s->columns, name) ? s->columns.len - 1 : QG_GRID_NOWHERE;
}

// A number of a row, from 1.
static uint64_t row_number(struct qg_map *map, const struct qg_notation_node *entry,
                           const char *key, uint64_t preset) {
    const struct qg_notation_node *at = qg_notation_entry(entry, key);
    struct qg_str text = qg_notation_text(&map->notation, entry, key, false);
    if (at == NULL || at->kind != QG_NOTATION_SCALAR)
        return preset;
    char *end;
    unsigned long long number = strtoull(text.at, &end, 10);
    if (*end == '\0' && text.len > 0 && text.at[0] != '-' && number > 0)
        return number;
    qg_notation_complain(&map->notation, at, "`%s` must be the number of a row, from 1", key);
    return preset;
}

// One character, or a word for it.
static char one_sign(struct qg_map *map, const struct qg_notation_node *entry, const char *key,
                     char preset) {
    static const struct {
        const char *word;
        char sign;
    } words[] = {{"tab", '\t'}, {"semicolon", ';'}, {"comma", ','}, {"\\t", '\t'}};
    const struct qg_notation_node *at = qg_notation_entry(entry, key);
    struct qg_str text = qg_notation_text(&map->notation, entry, key, false);
    if (at == NULL || at->kind != QG_NOTATION_SCALAR)
        return preset;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qg_str_equal(text, qg_str_of(words[i].word)))
            return words[i].sign;
    if (text.len == 1 && text.at[0] != '\n' && text.at[0] != '\r')
        return text.at[0];
    qg_notation_complain(&map->notation, at, "`%s` must be one character (or tab)", key);
    return preset;
}

static void read_encoding(struct qg_map *map, struct qg_resource *source,
                          const struct qg_notation_node *entry) {
    struct qg_str name = qg_notation_text(&map->notation, entry, "encoding", false);
    source->file.encoding = name.len > 0 ? name : QG_STR("");
    if (name.len > 0 && !qg_charset_is_known(name.at))
        qg_notation_complain(&map->notation, qg_notation_entry(entry, "encoding"),
                             "`%.*s` is no encoding that is known here; windows-1251 is one",
                             QG_STR_ARG(name));
}

static enum qg_fault add_key(struct qg_map *map, uint32_t source,
                             const struct qg_notation_node *column) {
    struct qg_resource *s = &map->sources.at[source];
    if (!qg_notation_expect(&map->notation, column, QG_NOTATION_SCALAR, "a column of a key"))
        return QG_OK;
    uint32_t number = qg_map_column(map, source, column->text);
    return number != QG_GRID_NOWHERE && qg_vec_push(&s->key, number) ? QG_OK : QG_FAULT_MEMORY;
}

static enum qg_fault read_key(struct qg_map *map, uint32_t source,
                              const struct qg_notation_node *key) {
    enum qg_fault fault = QG_OK;
    if (key == NULL)
        return QG_OK;
    if (key->kind != QG_NOTATION_LIST)
        return add_key(map, source, key);
    for (const struct qg_notation_node *c = key->first; c != NULL && fault == QG_OK; c = c->next)
        fault = add_key(map, source, c);
    return fault;
}

static void read_optional(struct qg_map *map, struct qg_resource *source,
                          const struct qg_notation_node *entry) {
    struct qg_str word = qg_notation_text(&map->notation, entry, "optional", false);
    source->optional = qg_str_equal(word, QG_STR("yes")) || qg_str_equal(word, QG_STR("true"));
    if (!source->optional && word.len > 0 && !qg_str_equal(word, QG_STR("no")) &&
        !qg_str_equal(word, QG_STR("false")))
        qg_notation_complain(&map->notation, qg_notation_entry(entry, "optional"),
                             "`optional` must be yes or no");
}

static void read_places(struct qg_map *map, struct qg_resource *source,
                        const struct qg_notation_node *entry) {
    struct qg_source_file *file = &source->file;
    file->sheet = qg_notation_text(&map->notation, entry, "sheet", false);
    file->path = qg_notation_text(&map->notation, entry, "path", false);
    file->header_row = row_number(map, entry, "header_row", 1);
    file->first_row = row_number(map, entry, "first_row", file->header_row + 1);
    file->delimiter = one_sign(map, entry, "delimiter", 0);
    file->quote = one_sign(map, entry, "quote", '"');
    if (file->first_row <= file->header_row)
        qg_notation_complain(&map->notation, entry, "`first_row` must come after `header_row`");
    if (qg_str_contains(file->path, QG_STR("[")))
        qg_notation_complain(&map->notation, qg_notation_entry(entry, "path"),
                             "a path is names with points between them; for lists within rows "
                             "there is `each`");
}

static enum qg_fault read_source(struct qg_map *map, const struct qg_notation_node *entry) {
    static const char *const known[] = {"file",  "sheet",     "path",     "encoding",
                                        "quote", "delimiter", "optional", "header_row",
                                        "key",   "first_row", NULL};
    struct qg_resource source = {.name = entry->key, .above = QG_NONE, .at = entry};
    if (!qg_notation_expect(&map->notation, entry, QG_NOTATION_MAP, "a source"))
        return QG_OK;
    if (map->sources.len == QG_MAP_SOURCES) {
        qg_notation_complain(&map->notation, entry, "more than %d sources", QG_MAP_SOURCES);
        return QG_OK;
    }
    qg_notation_keys(&map->notation, entry, known);
    source.pattern = qg_notation_text(&map->notation, entry, "file", false);
    if (source.pattern.len == 0)
        source.pattern = QG_STR("*");
    read_places(map, &source, entry);
    read_encoding(map, &source, entry);
    read_optional(map, &source, entry);
    if (!qg_vec_push(&map->sources, source))
        return QG_FAULT_MEMORY;
    return read_key(map, map->sources.len - 1, qg_notation_entry(entry, "key"));
}

enum qg_fault qg_map_read_sources(struct qg_map *map, const struct qg_notation_node *sources) {
    enum qg_fault fault = QG_OK;
    if (sources == NULL) {
        qg_notation_complain(&map->notation, map->notation.root, "`sources` is missing");
        return QG_OK;
    }
    if (!qg_notation_expect(&map->notation, sources, QG_NOTATION_MAP, "`sources`"))
        return QG_OK;
    for (const struct qg_notation_node *s = sources->first; s != NULL && fault == QG_OK;
         s = s->next)
        fault = read_source(map, s);
    return fault;
}
