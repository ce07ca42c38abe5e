// SPDX-License-Identifier: Apache-2.0

#include "gathered.h"

#include "glob.h"

#include <stdlib.h>
#include <string.h>

// ---- files ----

static struct qg_str base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return qg_str_of(slash != NULL ? slash + 1 : path);
}

static bool is_meant(const struct qg_resource *source, const char *path) {
    return qg_glob_matches(source->pattern, base_name(path));
}

static enum qg_fault refuse_stranger(const struct qg_map *map, const char *path,
                                     struct qg_reading_notes *notes) {
    qg_text_printf(notes->problem, "%s: no source of the map means this file; its sources read",
                   path);
    for (uint32_t i = 0; i < map->sources.len; i++)
        if (map->sources.at[i].above == QG_NONE)
            qg_text_printf(notes->problem, " `%.*s`", QG_STR_ARG(map->sources.at[i].pattern));
    return QG_FAULT_READ;
}

static enum qg_fault read_file(struct qg_gathered *g, const char *path,
                               struct qg_reading_notes *notes) {
    struct qg_opened file;
    uint32_t meant = 0;
    enum qg_fault fault = qg_opened_read(&file, path, notes);
    for (uint32_t i = 0; i < g->table_count && fault == QG_OK; i++) {
        if (!is_meant(&g->map->sources.at[i], path))
            continue;
        meant++;
        fault = qg_grid_read(&g->tables[i], &file, &g->map->sources.at[i].file, notes);
    }
    qg_opened_free(&file);
    return fault == QG_OK && meant == 0 ? refuse_stranger(g->map, path, notes) : fault;
}

static enum qg_fault look_for_absent(const struct qg_gathered *g, struct qg_reading_notes *notes) {
    for (uint32_t i = 0; i < g->table_count; i++) {
        const struct qg_resource *source = &g->map->sources.at[i];
        if (g->tables[i].parts.len > 0 || source->optional)
            continue;
        qg_text_printf(notes->problem,
                       "no file is named for source `%.*s` of the map, which reads `%.*s`; name "
                       "one, or say `optional: yes` in the source",
                       QG_STR_ARG(source->name), QG_STR_ARG(source->pattern));
        return QG_FAULT_READ;
    }
    return QG_OK;
}

static enum qg_fault allocate(struct qg_gathered *g) {
    const struct qg_map *map = g->map;
    g->tables = calloc((size_t)map->sources.len + 1, sizeof *g->tables);
    g->indexes = calloc((size_t)map->joins.len + 1, sizeof *g->indexes);
    g->twice = calloc((size_t)map->sources.len + 1, sizeof *g->twice);
    if (g->tables == NULL || g->indexes == NULL || g->twice == NULL)
        return QG_FAULT_MEMORY;
    for (; g->table_count < map->sources.len; g->table_count++) {
        const struct qg_resource *source = &map->sources.at[g->table_count];
        qg_grid_init(&g->tables[g->table_count], source->name, source->columns.at,
                     source->columns.len);
    }
    return QG_OK;
}

enum qg_fault qg_gathered_read(struct qg_gathered *out, const struct qg_map *map,
                               const char *const *files, uint32_t count, uint64_t seed,
                               struct qg_reading_notes *notes) {
    *out = (struct qg_gathered){.map = map};
    enum qg_fault fault = allocate(out);
    for (uint32_t i = 0; i < count && fault == QG_OK; i++)
        fault = read_file(out, files[i], notes);
    if (fault == QG_OK)
        fault = look_for_absent(out, notes);
    return fault == QG_OK ? qg_gathered_join(out, seed, notes) : fault;
}

void qg_gathered_free(struct qg_gathered *g) {
    for (uint32_t i = 0; i < g->table_count; i++) {
        qg_grid_free(&g->tables[i]);
        free(g->twice[i]);
    }
    for (uint32_t i = 0; i < g->index_count; i++)
        qg_index_free(&g->indexes[i]);
    free(g->tables);
    free(g->indexes);
    free(g->twice);
    qg_vec_free(&g->records);
    qg_text_free(&g->key);
}

// ---- which rows belong ----

uint32_t qg_gathered_first(struct qg_gathered *g, uint32_t join, uint32_t row) {
    const struct qg_join *j = &g->map->joins.at[join];
    if (qg_index_key_of_owner(&g->key, j, &g->tables[j->to], row) != QG_KEYED || g->key.failed)
        return QG_GRID_NOWHERE;
    return qg_index_find(&g->indexes[join], qg_text_str(&g->key));
}

uint32_t qg_gathered_next(const struct qg_gathered *g, uint32_t join, uint32_t row) {
    return g->indexes[join].next[row];
}

bool qg_gathered_can_join(const struct qg_gathered *g, uint32_t join, uint32_t row) {
    const struct qg_join *j = &g->map->joins.at[join];
    const struct qg_grid *table = &g->tables[j->source];
    for (uint32_t i = 0; i < j->match_count; i++) {
        const struct qg_match *m = &j->matches[i];
        if (m->within)
            continue;
        if (m->as != QG_GRID_NOWHERE && !qg_grid_has(&g->tables[j->to], row, m->as))
            return false;
        for (uint32_t p = 0; p < table->parts.len; p++)
            if (table->parts.at[p].json.at == NULL && table->parts.at[p].stand_at[m->column] == 0)
                return false;
    }
    return true;
}
