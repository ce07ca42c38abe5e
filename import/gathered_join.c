// SPDX-License-Identifier: Apache-2.0
//
// Joining: each row finds its place below a row of another table, or is told of.

#include "gathered.h"

#include <inttypes.h>
#include <stdlib.h>

// How far a row came in any of the joins that ask for its table; the furthest counts.
enum standing { NOT_ASKED, KEPT_OUT, KEYLESS, STRANGER, BELONGS };

struct joining {
    struct qg_gathered *g;
    uint64_t seed;
    uint8_t **standing;   // by source and row: enum standing
    uint32_t **by;        // … and the join that it comes from
    struct qg_text key;   // scratch
    struct qg_text words; // scratch
};

// ---- troubles ----

// How a key reads: "12, 2024-06-01".
static bool show_key(struct joining *j, const struct qg_grid *table, uint32_t row,
                     const uint32_t *columns, uint32_t count) {
    qg_text_clear(&j->words);
    for (uint32_t i = 0; i < count; i++) {
        qg_text_addz(&j->words, i > 0 ? ", " : "");
        qg_text_add(&j->words, qg_cell_text(&table->rows.at[row].cells[columns[i]]));
    }
    return !j->words.failed;
}

static bool keep(struct qg_grid *table, struct qg_str *text) {
    text->at = qg_arena_copy(&table->arena, text->at, text->len);
    return text->at != NULL;
}

static bool add_trouble(struct qg_grid *table, uint32_t row, uint32_t column,
                        struct qg_trouble trouble) {
    struct qg_location at = {0};
    struct qg_text name = {0};
    qg_grid_place(table, row, column, &at);
    qg_grid_cell_name(table, row, column, &name);
    trouble.part = table->rows.at[row].part;
    trouble.line = at.line;
    trouble.column = at.column;
    trouble.cell = qg_text_str(&name);
    bool ok = !name.failed && keep(table, &trouble.cell) && keep(table, &trouble.found) &&
              keep(table, &trouble.expected) && qg_vec_push(&table->troubles, trouble);
    qg_text_free(&name);
    return ok;
}

// ---- keys that come twice ----

static uint64_t line_of(const struct qg_grid *table, uint32_t row) {
    struct qg_location at = {0};
    qg_grid_place(table, row, QG_GRID_NOWHERE, &at);
    return at.line;
}

static bool note_key(struct joining *j, uint32_t source, struct qg_index *seen, uint32_t row) {
    const struct qg_resource *s = &j->g->map->sources.at[source];
    struct qg_grid *table = &j->g->tables[source];
    uint32_t before;
    if (qg_index_own_key(&j->key, s->key.at, s->key.len, table, row) != QG_KEYED)
        return !qg_grid_has(table, row, s->key.at[0]) ||
               add_trouble(table, row, s->key.at[0],
                           (struct qg_trouble){.code = QG_DATA_ROW_KEYLESS,
                                               .found = s->columns.at[s->key.at[0]]});
    if (j->key.failed || qg_index_add(seen, qg_text_str(&j->key), row, &before) != QG_OK)
        return false;
    if (before == QG_GRID_NOWHERE)
        return true;
    j->g->twice[source][row] = true;
    return show_key(j, table, row, s->key.at, s->key.len) &&
           add_trouble(table, row, s->key.at[0],
                       (struct qg_trouble){.code = QG_DATA_ROW_TWICE,
                                           .found = qg_text_str(&j->words),
                                           .number = line_of(table, before)});
}

static enum qg_fault find_twice(struct joining *j, uint32_t source) {
    const struct qg_grid *table = &j->g->tables[source];
    struct qg_index seen;
    j->g->twice[source] = calloc((size_t)table->rows.len + 1, sizeof **j->g->twice);
    if (j->g->twice[source] == NULL)
        return QG_FAULT_MEMORY;
    if (j->g->map->sources.at[source].key.len == 0)
        return QG_OK;
    enum qg_fault fault = qg_index_init(&seen, table->rows.len, j->seed);
    for (uint32_t row = 0; row < table->rows.len && fault == QG_OK; row++)
        if (!note_key(j, source, &seen, row))
            fault = QG_FAULT_MEMORY;
    qg_index_free(&seen);
    return fault;
}

// ---- joins ----

static void stand(struct joining *j, uint32_t join, uint32_t row, enum standing standing) {
    uint32_t source = j->g->map->joins.at[join].source;
    if (standing <= j->standing[source][row])
        return;
    j->standing[source][row] = (uint8_t)standing;
    j->by[source][row] = join;
}

static enum qg_fault index_row(struct joining *j, uint32_t join, uint32_t row) {
    const struct qg_join *of = &j->g->map->joins.at[join];
    uint32_t before;
    enum qg_keyed keyed = qg_index_key(&j->key, of, &j->g->tables[of->source], row);
    if (j->key.failed)
        return QG_FAULT_MEMORY;
    stand(j, join, row, keyed == QG_KEYED ? STRANGER : keyed == QG_KEYED_LESS ? KEYLESS : KEPT_OUT);
    return keyed == QG_KEYED
               ? qg_index_add(&j->g->indexes[join], qg_text_str(&j->key), row, &before)
               : QG_OK;
}

// The columns of the join's own table that make the key.
static uint32_t key_columns(const struct qg_join *of, uint32_t columns[QG_MAP_MATCHES]) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < of->match_count; i++)
        if (!of->matches[i].within && of->matches[i].as != QG_GRID_NOWHERE)
            columns[count++] = of->matches[i].column;
    return count;
}

static bool tell_several(struct joining *j, const struct qg_join *of, uint32_t row) {
    uint32_t columns[QG_MAP_MATCHES], count = key_columns(of, columns);
    struct qg_grid *table = &j->g->tables[of->source];
    return count == 0 || (show_key(j, table, row, columns, count) &&
                          add_trouble(table, row, columns[0],
                                      (struct qg_trouble){.code = QG_DATA_ROW_SEVERAL,
                                                          .found = qg_text_str(&j->words)}));
}

// Marks the rows that belong to this one. Where there is to be one, the others are told of, once
// however many rows they belong to.
static bool claim(struct joining *j, uint32_t join, uint32_t owner) {
    const struct qg_join *of = &j->g->map->joins.at[join];
    uint32_t first = qg_gathered_first(j->g, join, owner), count = 0;
    for (uint32_t row = first; row != QG_GRID_NOWHERE;
         row = qg_gathered_next(j->g, join, row), count++) {
        bool told = j->standing[of->source][row] == BELONGS;
        stand(j, join, row, BELONGS);
        if (count > 0 && of->single && !told && !tell_several(j, of, row))
            return false;
    }
    return true;
}

static enum qg_fault index_join(struct joining *j, uint32_t join) {
    const struct qg_join *of = &j->g->map->joins.at[join];
    const struct qg_grid *table = &j->g->tables[of->source], *to = &j->g->tables[of->to];
    enum qg_fault fault = qg_index_init(&j->g->indexes[join], table->rows.len, j->seed);
    j->g->index_count = join + 1;
    for (uint32_t row = 0; row < table->rows.len && fault == QG_OK; row++)
        if (!j->g->twice[of->source][row])
            fault = index_row(j, join, row);
    for (uint32_t row = 0; row < to->rows.len && fault == QG_OK; row++)
        if (!claim(j, join, row))
            fault = QG_FAULT_MEMORY;
    return fault;
}

// ---- rows that belong nowhere ----

static bool tell_stranger(struct joining *j, uint32_t source, uint32_t row) {
    const struct qg_join *of = &j->g->map->joins.at[j->by[source][row]];
    struct qg_grid *table = &j->g->tables[source];
    uint32_t columns[QG_MAP_MATCHES], count = key_columns(of, columns);
    bool keyless = j->standing[source][row] == KEYLESS;
    uint32_t at = 0;
    while (keyless && at + 1 < count && table->rows.at[row].cells[columns[at]].kind == QG_CELL_TEXT)
        at++;
    if (count == 0 || !qg_grid_has(table, row, columns[at]))
        return true; // that the column is not there was told
    struct qg_trouble trouble = {.code = keyless ? QG_DATA_ROW_KEYLESS : QG_DATA_ROW_UNMATCHED,
                                 .expected = j->g->tables[of->to].name};
    if (!show_key(j, table, row, columns, count))
        return false;
    trouble.found = keyless ? table->columns[columns[at]] : qg_text_str(&j->words);
    return add_trouble(table, row, columns[at], trouble);
}

static enum qg_fault tell_strangers(struct joining *j, uint32_t source,
                                    struct qg_reading_notes *notes) {
    const struct qg_grid *table = &j->g->tables[source];
    const uint8_t *standings = j->standing[source];
    uint64_t kept_out = 0;
    if (standings == NULL)
        return QG_FAULT_BUG;
    for (uint32_t row = 0; row < table->rows.len; row++) {
        enum standing standing = (enum standing)standings[row];
        kept_out += standing == KEPT_OUT;
        if ((standing == KEYLESS || standing == STRANGER) && !tell_stranger(j, source, row))
            return QG_FAULT_MEMORY;
    }
    if (kept_out > 0)
        qg_text_printf(notes->notes, "source `%.*s`: rows that no `where` takes: %" PRIu64 "\n",
                       QG_STR_ARG(table->name), kept_out);
    return QG_OK;
}

static enum qg_fault list_records(struct qg_gathered *g) {
    const struct qg_grid *table = &g->tables[g->map->from];
    for (uint32_t row = 0; row < table->rows.len; row++)
        if (!g->twice[g->map->from][row] && !qg_vec_push(&g->records, row))
            return QG_FAULT_MEMORY;
    return QG_OK;
}

static enum qg_fault allocate(struct joining *j) {
    uint32_t count = j->g->table_count;
    j->standing = calloc((size_t)count + 1, sizeof *j->standing);
    j->by = calloc((size_t)count + 1, sizeof *j->by);
    for (uint32_t i = 0; i < count && j->standing != NULL && j->by != NULL; i++) {
        j->standing[i] = calloc((size_t)j->g->tables[i].rows.len + 1, sizeof **j->standing);
        j->by[i] = calloc((size_t)j->g->tables[i].rows.len + 1, sizeof **j->by);
        if (j->standing[i] == NULL || j->by[i] == NULL)
            return QG_FAULT_MEMORY;
    }
    return j->standing != NULL && j->by != NULL ? QG_OK : QG_FAULT_MEMORY;
}

static void release(struct joining *j) {
    for (uint32_t i = 0; i < j->g->table_count && j->standing != NULL && j->by != NULL; i++) {
        free(j->standing[i]);
        free(j->by[i]);
    }
    free(j->standing);
    free(j->by);
    qg_text_free(&j->key);
    qg_text_free(&j->words);
}

enum qg_fault qg_gathered_join(struct qg_gathered *g, uint64_t seed,
                               struct qg_reading_notes *notes) {
    struct joining j = {.g = g, .seed = seed};
    enum qg_fault fault = allocate(&j);
    for (uint32_t i = 0; i < g->table_count && fault == QG_OK; i++)
        fault = find_twice(&j, i);
    for (uint32_t i = 0; i < g->map->joins.len && fault == QG_OK; i++)
        fault = index_join(&j, i);
    for (uint32_t i = 0; i < g->table_count && fault == QG_OK; i++)
        fault = tell_strangers(&j, i, notes);
    release(&j);
    return fault == QG_OK ? list_records(g) : fault;
}
