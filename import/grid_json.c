// SPDX-License-Identifier: Apache-2.0
//
// JSON as a table: the elements of a list, wherever it is, are rows, and their properties, by paths
// like "person.name", columns. Values are read by jansson; it does not say where they stand, so the
// places of rows are found once by their pointers, and those of cells when somebody asks.

#include "source_file.h"

#include "charset.h"
#include "input.h"
#include "loaded.h"
#include "locate.h"
#include "trim.h"

#include <jansson.h>
#include <string.h>

struct json_reading {
    struct qg_grid *table;
    const struct qg_opened *file;
    const struct qg_source_file *source;
    struct qg_reading_notes *notes;
    struct qg_str text;     // the whole file
    size_t begins;          // where the document under way does
    size_t counted;         // the byte up to which lines were counted,
    struct qg_place place;  // … and its place
    struct qg_text pointer; // to the value under way
    struct qg_text scratch;
    QG_VEC(struct qg_sought) sought;
    enum qg_fault fault;
};

// How much of a path leads to its first list; all of it where no list follows.
static size_t to_list(struct qg_str path) {
    for (size_t i = 0; i + 1 < path.len; i++)
        if (path.at[i] == '[')
            return i;
    return path.len;
}

// ---- cells ----

// The value at a path "a.b" below `value`; NULL without.
static const json_t *below(const json_t *value, struct qg_str path) {
    size_t from = 0;
    for (size_t i = 0; i <= path.len && value != NULL && path.len > 0; i++) {
        if (i < path.len && path.at[i] != '.')
            continue;
        value = json_object_getn(value, path.at + from, i - from);
        from = i + 1;
    }
    return value;
}

static void add_scalar(struct qg_text *out, const json_t *value) {
    switch (json_typeof(value)) {
    case JSON_STRING:
        qg_text_add(
            out, qg_trimmed((struct qg_str){json_string_value(value), json_string_length(value)}));
        break;
    case JSON_INTEGER:
        qg_text_number(out, json_integer_value(value));
        break;
    case JSON_REAL:
        qg_text_printf(out, "%.15g", json_real_value(value));
        break;
    case JSON_TRUE:
        qg_text_addz(out, "true");
        break;
    case JSON_FALSE:
        qg_text_addz(out, "false");
        break;
    default:
        break;
    }
}

static enum qg_cell_kind add_value(struct qg_text *out, const json_t *value) {
    if (value == NULL || json_is_null(value) || json_is_object(value))
        return QG_CELL_EMPTY;
    if (!json_is_array(value)) {
        add_scalar(out, value);
        return out->len > 0 ? QG_CELL_TEXT : QG_CELL_EMPTY;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        add_scalar(out, json_array_get(value, i));
        qg_text_char(out, QG_PART_END);
    }
    return QG_CELL_PARTS;
}

static bool take_cell(struct json_reading *r, struct qg_cell *out, const json_t *value) {
    qg_text_clear(&r->scratch);
    out->kind = add_value(&r->scratch, value);
    out->len = (uint32_t)r->scratch.len;
    out->at =
        qg_arena_copy(&r->table->arena, r->scratch.len > 0 ? r->scratch.at : "", r->scratch.len);
    return !r->scratch.failed && out->at != NULL;
}

// ---- rows ----

static bool take_cells(struct json_reading *r, struct qg_cell *cells, const json_t *value) {
    for (uint32_t i = 0; i < r->table->column_count; i++)
        if (!take_cell(r, &cells[i], below(value, r->table->columns[i])))
            return false;
    return true;
}

static void take_row(struct json_reading *r, const json_t *value, uint32_t above) {
    struct qg_grid *table = r->table;
    struct qg_cell *cells =
        qg_arena_array(&table->arena, (size_t)table->column_count + 1, sizeof *cells);
    const struct qg_row row = {.part = table->parts.len - 1, .above = above, .cells = cells};
    struct qg_sought sought = {.order = table->rows.len};
    sought.pointer = (struct qg_str){
        qg_arena_copy(&table->arena, r->pointer.len > 0 ? r->pointer.at : "", r->pointer.len),
        r->pointer.len};
    if (cells == NULL || sought.pointer.at == NULL || !take_cells(r, cells, value) ||
        qg_grid_put(table, &row) != QG_OK || !qg_vec_push(&r->sought, sought))
        r->fault = QG_FAULT_MEMORY;
}

// The rows at `path` below a value, which lie within row `above`. It calls itself for each list on
// the way to the last one, of which a map names a few (QG_MAP_DEPTH).
static void take_rows(struct json_reading *r, const json_t *value, struct qg_str path,
                      uint32_t above);

static void take_element(struct json_reading *r, const json_t *value, struct qg_str rest,
                         uint32_t above) {
    if (rest.len == 0) {
        take_row(r, value, above);
        return;
    }
    rest = qg_str_slice(rest, 2, rest.len);
    bool last = to_list(rest) == rest.len;
    take_rows(r, value, rest, last ? r->table->above_count++ : above);
}

static void take_rows(struct json_reading *r, const json_t *value, struct qg_str path,
                      uint32_t above) {
    size_t len = to_list(path), was = r->pointer.len;
    struct qg_str rest = qg_str_slice(path, len, path.len);
    const json_t *list = below(value, qg_str_slice(path, 0, len));
    if (len > 0)
        qg_column_pointer(qg_str_slice(path, 0, len), &r->pointer);
    size_t here = r->pointer.len;
    if (json_is_object(list))
        take_element(r, list, rest, above);
    for (size_t i = 0; i < json_array_size(list) && r->fault == QG_OK; i++) {
        qg_text_printf(&r->pointer, "/%zu", i);
        take_element(r, json_array_get(list, i), rest, above);
        r->pointer.len = here;
    }
    if (r->pointer.failed)
        r->fault = QG_FAULT_MEMORY;
    r->pointer.len = was;
}

static void find_places(struct json_reading *r) {
    struct qg_str text = qg_str_slice(r->text, r->begins, r->text.len);
    qg_locate_all(text, r->sought.at, r->sought.len);
    for (uint32_t i = 0; i < r->sought.len; i++)
        r->table->rows.at[r->sought.at[i].order].offset = r->begins + r->sought.at[i].value;
    for (uint32_t i = r->table->rows.len - r->sought.len; i < r->table->rows.len; i++) {
        struct qg_row *row = &r->table->rows.at[i];
        r->place = qg_place_after(r->place, r->text.at + r->counted, row->offset - r->counted);
        r->counted = row->offset;
        row->line = r->place.line;
        row->column = r->place.column;
    }
    r->sought.len = 0;
}

// ---- documents ----

static enum qg_fault refuse_json(struct json_reading *r, const json_error_t *error) {
    struct qg_place at =
        qg_place_after((struct qg_place){1, 1}, r->text.at, r->begins + (size_t)error->position);
    return qg_grid_refuse(r->file, r->notes, "line %llu, column %u: %s",
                          (unsigned long long)at.line, at.column, error->text);
}

// Reads one document; `*end` is set behind it.
static enum qg_fault take_document(struct json_reading *r, size_t *end) {
    enum { FLAGS = JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK };
    json_error_t error;
    json_t *value = qg_load_json(r->text.at + r->begins, r->text.len - r->begins, FLAGS, &error);
    if (value == NULL)
        return json_error_code(&error) == json_error_out_of_memory ? QG_FAULT_MEMORY
                                                                   : refuse_json(r, &error);
    *end = r->begins + (size_t)error.position;
    if (to_list(r->source->path) == r->source->path.len && below(value, r->source->path) == NULL)
        r->fault = qg_grid_refuse(r->file, r->notes, "there is nothing at `%.*s`",
                                  QG_STR_ARG(r->source->path));
    else
        take_rows(r, value, r->source->path, QG_GRID_NOWHERE);
    json_decref(value);
    if (r->fault == QG_OK)
        find_places(r);
    return r->fault;
}

static enum qg_fault take_documents(struct json_reading *r) {
    enum qg_fault fault = QG_OK;
    size_t end = 0;
    while (fault == QG_OK) {
        while (end < r->text.len && strchr(" \t\r\n", r->text.at[end]) != NULL)
            end++;
        if (end == r->text.len)
            break;
        r->begins = end;
        fault = take_document(r, &end);
    }
    return fault;
}

// The pointers by which places are looked for, made while there may still be no memory for them.
static const struct qg_str *pointers_to(struct qg_grid *table) {
    struct qg_str *pointers = qg_arena_array(&table->arena, table->column_count, sizeof *pointers);
    struct qg_text text = {0};
    for (uint32_t i = 0; i < table->column_count && pointers != NULL; i++) {
        qg_text_clear(&text);
        qg_column_pointer(table->columns[i], &text);
        const char *at = text.failed ? NULL : qg_arena_copy(&table->arena, text.at, text.len);
        if (at == NULL)
            pointers = NULL;
        else
            pointers[i] = (struct qg_str){at, text.len};
    }
    qg_text_free(&text);
    return pointers;
}

// Places are looked for by code that reads ahead, so the text is followed by padding.
static enum qg_fault keep_text(struct json_reading *r, const struct qg_decoded_text *decoded) {
    char *at = qg_arena_alloc(&r->table->arena, decoded->text.len + QG_INPUT_PADDING + 1);
    const struct qg_str *pointers = pointers_to(r->table);
    if (at == NULL || pointers == NULL)
        return QG_FAULT_MEMORY;
    memcpy(at, decoded->text.at, decoded->text.len);
    r->text = (struct qg_str){at, decoded->text.len};
    const struct qg_grid_part part = {.file = qg_str_of(r->file->path),
                                      .encoding = decoded->encoding,
                                      .json = r->text,
                                      .pointers = pointers};
    return qg_grid_part(r->table, &part);
}

enum qg_fault qg_grid_read_json(struct qg_grid *table, const struct qg_opened *file,
                                const struct qg_source_file *source,
                                struct qg_reading_notes *notes) {
    struct json_reading r = {.table = table, .file = file, .source = source, .notes = notes};
    r.place = (struct qg_place){1, 1};
    struct qg_decoded_text decoded;
    enum qg_fault fault = qg_charset_decode(&decoded, qg_text_str(&file->bytes), source->encoding);
    if (fault == QG_OK)
        fault = keep_text(&r, &decoded);
    qg_text_free(&decoded.text);
    if (fault == QG_OK)
        fault = take_documents(&r);
    qg_text_free(&r.pointer);
    qg_text_free(&r.scratch);
    qg_vec_free(&r.sought);
    return fault;
}
