// SPDX-License-Identifier: Apache-2.0

#include "import.h"

#include "assembly.h"
#include "readfile.h"

#include <errno.h>
#include <string.h>

// ---- as an origin ----

// Puts the next line together; false when there is none.
static bool next_line(struct qg_import *import) {
    qg_text_clear(&import->line);
    import->given = 0;
    if (!import->header_given && import->map.header.len > 0) {
        import->header_given = true;
        qg_text_add(&import->line, import->map.header);
        qg_text_char(&import->line, '\n');
        return true;
    }
    if (import->next == import->gathered.records.len)
        return false;
    import->fault = qg_assembly_record(&import->gathered,
                                       import->gathered.records.at[import->next++], &import->line);
    return import->fault == QG_OK;
}

static ssize_t give(void *user, char *to, size_t room) {
    struct qg_import *import = user;
    size_t given = 0;
    while (given < room) {
        if (import->given == import->line.len && !next_line(import))
            break;
        struct qg_str part =
            qg_str_slice(qg_text_str(&import->line), import->given, import->given + room - given);
        memcpy(to + given, part.at, part.len);
        import->given += part.len;
        given += part.len;
    }
    if (import->fault == QG_OK)
        return (ssize_t)given;
    errno = ENOMEM;
    return -1;
}

// The row of the record in a line; NOWHERE for the header and what is no record.
static uint32_t row_of(const struct qg_import *import, uint64_t line) {
    uint64_t before = import->map.header.len > 0 ? 1 : 0;
    return line > before && line - before <= import->gathered.records.len
               ? import->gathered.records.at[line - before - 1]
               : QG_GRID_NOWHERE;
}

static bool find_place(void *user, struct qg_location *at) {
    struct qg_import *import = user;
    uint32_t row = row_of(import, at->line);
    struct qg_trail trail;
    if (row == QG_GRID_NOWHERE)
        return true;
    if (!qg_trail_follow(&trail, &import->gathered, row, at->pointer))
        return false;
    qg_grid_place(&import->gathered.tables[trail.source], trail.row, trail.column, at);
    return true;
}

// ---- findings in words of tables ----

static void keep(struct qg_data_list *data, struct qg_str *text) {
    text->at = qg_arena_copy(&data->arena, text->at != NULL ? text->at : "", text->len);
    if (text->at == NULL) {
        data->failed = true;
        text->len = 0;
    }
}

static void reword(struct qg_data_finding *finding, enum qg_data_code code,
                   struct qg_str expected) {
    finding->code = code;
    finding->expected = expected;
}

// What a value that is not of its kind would have been right as.
static void reword_value(const struct qg_map *map, const struct qg_spec *spec,
                         struct qg_data_finding *finding) {
    switch (finding->code) {
    case QG_DATA_DATE:
        reword(finding, QG_DATA_CELL_DATE, map->formats.dates_shown);
        break;
    case QG_DATA_TIME:
        reword(finding, QG_DATA_CELL_TIME, map->formats.times_shown);
        break;
    case QG_DATA_BOOL:
        reword(finding, QG_DATA_CELL_TRUTH, map->formats.truths_shown);
        break;
    case QG_DATA_ENUM:
        if (spec->meanings != NULL)
            reword(finding, QG_DATA_CELL_WORD, spec->meanings->shown);
        break;
    default:
        break;
    }
}

static bool is_about_value(enum qg_data_code code) {
    return code >= QG_DATA_OBJECT && code <= QG_DATA_SECTION;
}

// What is wrong with the cell before anybody asks what it means.
static void reword_cell(const struct qg_grid *table, const struct qg_trail *trail,
                        struct qg_data_finding *finding, struct qg_data_list *data) {
    const struct qg_row *row = &table->rows.at[trail->row];
    const struct qg_cell *cell = &row->cells[trail->column];
    if (!qg_grid_has(table, trail->row, trail->column)) {
        reword(finding, QG_DATA_CELL_ABSENT, (struct qg_str){0});
        finding->found = table->columns[trail->column];
    } else if (cell->kind == QG_CELL_BYTES || cell->kind == QG_CELL_ERROR) {
        bool bytes = cell->kind == QG_CELL_BYTES;
        reword(finding, bytes ? QG_DATA_CELL_BYTES : QG_DATA_CELL_ERROR,
               table->parts.at[row->part].encoding);
        finding->found = qg_data_excerpt(cell->at, cell->len);
        keep(data, &finding->found);
    }
}

static void amend_one(struct qg_import *import, uint32_t row, struct qg_data_list *data,
                      struct qg_data_finding *finding) {
    struct qg_trail trail;
    struct qg_text name = {0};
    if (!qg_trail_follow(&trail, &import->gathered, row, finding->pointer)) {
        data->failed = true;
        return;
    }
    const struct qg_grid *table = &import->gathered.tables[trail.source];
    if (trail.column == QG_GRID_NOWHERE || finding->pointer.len == 0)
        return;
    qg_grid_cell_name(table, trail.row, trail.column, &name);
    data->failed |= name.failed;
    finding->cell = qg_text_str(&name);
    keep(data, &finding->cell);
    qg_text_free(&name);
    if (!is_about_value(finding->code))
        return;
    reword_value(&import->map, trail.spec, finding);
    reword_cell(table, &trail, finding, data);
}

static void amend(void *user, uint64_t line, struct qg_data_list *data) {
    struct qg_import *import = user;
    uint32_t row = row_of(import, line);
    for (uint32_t i = 0; i < data->items.len && row != QG_GRID_NOWHERE; i++)
        amend_one(import, row, data, &data->items.at[i]);
}

// ---- opening ----

static enum qg_fault read_map(struct qg_import *import, const struct qg_schema *schema,
                              const char *path) {
    enum qg_fault fault = qg_readfile(path, QG_NOTATION_BYTES, &import->source);
    if (fault == QG_FAULT_READ)
        qg_text_printf(&import->problem, "%s: %s", path, qg_readfile_reason(errno));
    else if (fault == QG_FAULT_LIMIT)
        qg_text_printf(&import->problem, "%s: too long for a map", path);
    if (fault != QG_OK)
        return fault == QG_FAULT_LIMIT ? QG_FAULT_READ : fault;
    import->mapped = true;
    fault = qg_map_read(&import->map, qg_text_str(&import->source), path, schema);
    if (fault != QG_OK || import->map.notation.problems.len == 0)
        return fault;
    struct qg_str problems = qg_text_str(&import->map.notation.problems);
    qg_text_add(&import->problem, qg_str_slice(problems, 0, problems.len - 1));
    return QG_FAULT_READ;
}

enum qg_fault qg_import_open(struct qg_import *out, const struct qg_schema *schema,
                             const char *map_path, const char *const *files, uint32_t count,
                             uint64_t seed) {
    *out = (struct qg_import){.origin = {map_path, give, find_place, amend, NULL}};
    out->origin.user = out;
    struct qg_reading_notes notes = {&out->problem, &out->notes};
    enum qg_fault fault = read_map(out, schema, map_path);
    if (fault != QG_OK)
        return fault;
    out->gathered_up = true;
    fault = qg_gathered_read(&out->gathered, &out->map, files, count, seed, &notes);
    return out->problem.failed || out->notes.failed ? QG_FAULT_MEMORY : fault;
}

void qg_import_free(struct qg_import *import) {
    if (import->gathered_up)
        qg_gathered_free(&import->gathered);
    if (import->mapped)
        qg_map_free(&import->map);
    qg_text_free(&import->problem);
    qg_text_free(&import->notes);
    qg_text_free(&import->source);
    qg_text_free(&import->line);
}

// ---- troubles of tables ----

static enum qg_fault tell_one(const struct qg_grid *table, const struct qg_trouble *trouble,
                              const struct qg_import_listener *listener) {
    const struct qg_location at = {.file = table->parts.at[trouble->part].file,
                                   .line = trouble->line,
                                   .column = trouble->column};
    const struct qg_data_finding finding = {.code = trouble->code,
                                            .found = trouble->found,
                                            .expected = trouble->expected,
                                            .number = trouble->number,
                                            .cell = trouble->cell};
    return listener->trouble(listener->user, &at, &finding);
}

enum qg_fault qg_import_tell(const struct qg_import *import,
                             const struct qg_import_listener *listener) {
    enum qg_fault fault = QG_OK;
    for (uint32_t t = 0; t < import->gathered.table_count && fault == QG_OK; t++) {
        const struct qg_grid *table = &import->gathered.tables[t];
        for (uint32_t i = 0; i < table->troubles.len && fault == QG_OK; i++)
            fault = tell_one(table, &table->troubles.at[i], listener);
    }
    return fault;
}
