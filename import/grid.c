// SPDX-License-Identifier: Apache-2.0

#include "grid.h"

#include "locate.h"
#include "suggest.h"
#include "trim.h"

void qg_grid_init(struct qg_grid *table, struct qg_str name, const struct qg_str *columns,
                  uint32_t count) {
    *table = (struct qg_grid){.name = name, .columns = columns, .column_count = count};
    qg_arena_init(&table->arena, "table");
}

void qg_grid_free(struct qg_grid *table) {
    qg_vec_free(&table->parts);
    qg_vec_free(&table->rows);
    qg_vec_free(&table->troubles);
    qg_arena_free(&table->arena);
}

static bool copy(struct qg_grid *table, struct qg_str *text) {
    text->at = qg_arena_copy(&table->arena, text->at, text->len);
    return text->at != NULL;
}

enum qg_fault qg_grid_part(struct qg_grid *table, const struct qg_grid_part *part) {
    struct qg_grid_part kept = *part;
    uint32_t *stand_at =
        qg_arena_array(&table->arena, (size_t)table->column_count + 1, sizeof *stand_at);
    bool ok = stand_at != NULL && copy(table, &kept.file) && copy(table, &kept.sheet) &&
              copy(table, &kept.encoding);
    kept.stand_at = stand_at;
    return ok && qg_vec_push(&table->parts, kept) ? QG_OK : QG_FAULT_MEMORY;
}

// ---- the header ----

struct header {
    struct qg_grid *table;
    const struct qg_cell *cells;
    uint32_t count;
    uint64_t line;
};

static bool trouble(const struct header *h, enum qg_data_code code, uint32_t column,
                    struct qg_str found, struct qg_str expected) {
    struct qg_trouble t = {.code = code,
                           .part = h->table->parts.len - 1,
                           .line = h->line,
                           .column = column,
                           .found = found,
                           .expected = expected,
                           .cell = h->table->parts.at[h->table->parts.len - 1].sheet};
    return copy(h->table, &t.expected) && qg_vec_push(&h->table->troubles, t);
}

// A name that is close, told as a trouble.
static bool tell_missing(const struct header *h, struct qg_str wanted) {
    struct qg_str *names = qg_arena_array(&h->table->arena, (size_t)h->count + 1, sizeof *names);
    struct qg_str close;
    if (names == NULL)
        return false;
    for (uint32_t i = 0; i < h->count; i++)
        names[i] = qg_trimmed(qg_cell_text(&h->cells[i]));
    return qg_suggest(wanted, names, h->count, &close)
               ? trouble(h, QG_DATA_COLUMN_MISSPELT, 1, wanted, close)
               : trouble(h, QG_DATA_COLUMN_NONE, 1, wanted, (struct qg_str){0});
}

// Where a column of that name stands, from 1; 0: nowhere.
static bool find(const struct header *h, struct qg_str wanted, uint32_t *out) {
    uint32_t again = 0;
    *out = 0;
    for (uint32_t i = 0; i < h->count; i++) {
        if (!qg_same_words(qg_cell_text(&h->cells[i]), wanted))
            continue;
        if (*out == 0)
            *out = i + 1;
        else if (again == 0)
            again = i + 1;
    }
    if (*out == 0)
        return tell_missing(h, wanted);
    return again == 0 || trouble(h, QG_DATA_COLUMN_TWICE, again, wanted, (struct qg_str){0});
}

enum qg_fault qg_grid_header(struct qg_grid *table, const struct qg_cell *cells, uint32_t count,
                             uint64_t line) {
    const struct header h = {table, cells, count, line};
    uint32_t *stand_at =
        qg_arena_array(&table->arena, (size_t)table->column_count + 1, sizeof *stand_at);
    if (stand_at == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < table->column_count; i++)
        if (!find(&h, table->columns[i], &stand_at[i]))
            return QG_FAULT_MEMORY;
    table->parts.at[table->parts.len - 1].stand_at = stand_at;
    return QG_OK;
}

// ---- rows ----

static bool is_blank(const struct qg_cell *cells, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (cells[i].kind != QG_CELL_EMPTY)
            return false;
    return true;
}

static enum qg_fault look_beyond(struct qg_grid *table, const struct qg_cell *cells, uint32_t count,
                                 uint64_t line, uint32_t named) {
    for (uint32_t i = named; i < count; i++) {
        if (cells[i].kind == QG_CELL_EMPTY)
            continue;
        struct qg_trouble t = {.code = QG_DATA_ROW_WIDE,
                               .part = table->parts.len - 1,
                               .line = line,
                               .column = i + 1,
                               .found = qg_data_excerpt(cells[i].at, cells[i].len),
                               .number = named,
                               .cell = table->parts.at[table->parts.len - 1].sheet};
        return copy(table, &t.found) && qg_vec_push(&table->troubles, t) ? QG_OK : QG_FAULT_MEMORY;
    }
    return QG_OK;
}

enum qg_fault qg_grid_row(struct qg_grid *table, const struct qg_cell *cells, uint32_t count,
                          uint64_t line, uint32_t named) {
    const uint32_t *stand_at = table->parts.at[table->parts.len - 1].stand_at;
    if (is_blank(cells, count))
        return QG_OK;
    struct qg_cell *kept =
        qg_arena_array(&table->arena, (size_t)table->column_count + 1, sizeof *kept);
    if (kept == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (stand_at[i] == 0 || stand_at[i] > count || cells[stand_at[i] - 1].len == 0)
            continue;
        kept[i] = cells[stand_at[i] - 1];
        kept[i].at = qg_arena_copy(&table->arena, kept[i].at, kept[i].len);
        if (kept[i].at == NULL)
            return QG_FAULT_MEMORY;
    }
    const struct qg_row row = {
        .line = line, .part = table->parts.len - 1, .above = QG_GRID_NOWHERE, .cells = kept};
    enum qg_fault fault = qg_grid_put(table, &row);
    return fault == QG_OK ? look_beyond(table, cells, count, line, named) : fault;
}

enum qg_fault qg_grid_put(struct qg_grid *table, const struct qg_row *row) {
    return qg_vec_push(&table->rows, *row) ? QG_OK : QG_FAULT_MEMORY;
}

// ---- places ----

// Within JSON, where the row begins or its property stands.
static void place_in_json(const struct qg_grid *table, const struct qg_row *row, uint32_t column,
                          struct qg_location *out) {
    struct qg_str text = table->parts.at[row->part].json;
    struct qg_place place = {row->line, row->column};
    text = qg_str_slice(text, row->offset, text.len);
    if (column != QG_GRID_NOWHERE)
        place = qg_place_after(place, text.at,
                               qg_locate(text, table->parts.at[row->part].pointers[column]));
    out->line = place.line;
    out->column = place.column;
}

void qg_grid_place(const struct qg_grid *table, uint32_t row, uint32_t column,
                   struct qg_location *out) {
    const struct qg_row *at = &table->rows.at[row];
    const struct qg_grid_part *part = &table->parts.at[at->part];
    out->file = part->file;
    if (part->json.at != NULL) {
        place_in_json(table, at, column, out);
        return;
    }
    out->line = at->line;
    out->column =
        column != QG_GRID_NOWHERE && part->stand_at[column] > 0 ? part->stand_at[column] : 1;
}

bool qg_grid_has(const struct qg_grid *table, uint32_t row, uint32_t column) {
    const struct qg_grid_part *part = &table->parts.at[table->rows.at[row].part];
    return part->json.at != NULL || part->stand_at[column] > 0;
}

void qg_column_letters(uint32_t number, struct qg_text *out) {
    char letters[8];
    size_t at = sizeof letters;
    for (; number > 0 && at > 0; number = (number - 1) / 26)
        letters[--at] = (char)('A' + (number - 1) % 26);
    qg_text_add(out, (struct qg_str){letters + at, sizeof letters - at});
}

void qg_grid_cell_name(const struct qg_grid *table, uint32_t row, uint32_t column,
                       struct qg_text *out) {
    const struct qg_row *at = &table->rows.at[row];
    const struct qg_grid_part *part = &table->parts.at[at->part];
    if (part->sheet.len > 0) {
        qg_text_add(out, part->sheet);
        qg_text_char(out, '!');
        qg_column_letters(part->stand_at[column], out);
        qg_text_printf(out, "%llu ", (unsigned long long)at->line);
    }
    qg_text_printf(out, "«%.*s»", QG_STR_ARG(table->columns[column]));
}
