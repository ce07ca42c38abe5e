// SPDX-License-Identifier: Apache-2.0

#include "assembly.h"

#include "facts.h"
#include "trim.h"

// What stands for a value that is there and cannot be read: no scalar is an object.
#define UNREADABLE "{}"

// ---- cells ----

bool qg_assembly_says(const struct qg_map *map, const struct qg_cell *cell) {
    struct qg_text folded = {0};
    if (cell->kind == QG_CELL_EMPTY)
        return false;
    if (cell->kind != QG_CELL_TEXT || map->formats.missing.len <= 1)
        return true;
    qg_fold(qg_cell_text(cell), &folded);
    bool missing = qg_meaning_has(&map->formats.missing, qg_text_str(&folded));
    qg_text_free(&folded);
    return !missing;
}

static void add_text(struct qg_assembly *a, const struct qg_spec *spec, struct qg_str text) {
    if (!qg_meaning_value(a->out, spec->as, &a->gathered->map->formats, spec->of, spec->meanings,
                          text))
        qg_json_quote(a->out, text);
}

// A value that has to be one text.
static void add_cell(struct qg_assembly *a, const struct qg_spec *spec,
                     const struct qg_cell *cell) {
    if (cell->kind == QG_CELL_TEXT)
        add_text(a, spec, qg_trimmed(qg_cell_text(cell)));
    else
        qg_text_addz(a->out, UNREADABLE);
}

// Up to the next `mark` in *rest, which is then behind it.
static struct qg_str next_part(struct qg_str *rest, struct qg_str mark) {
    for (size_t i = 0; i + mark.len <= rest->len && mark.len > 0; i++) {
        if (memcmp(rest->at + i, mark.at, mark.len) != 0)
            continue;
        struct qg_str part = qg_str_slice(*rest, 0, i);
        *rest = qg_str_slice(*rest, i + mark.len, rest->len);
        return part;
    }
    struct qg_str part = *rest;
    rest->len = 0;
    return part;
}

// A list of what one cell holds.
static void add_parts(struct qg_assembly *a, const struct qg_spec *spec,
                      const struct qg_cell *cell) {
    const struct qg_str end = QG_STR("\x1f");
    struct qg_str rest = qg_cell_text(cell);
    struct qg_str mark = cell->kind == QG_CELL_PARTS ? end : spec->split;
    bool first = true;
    qg_text_char(a->out, '[');
    while (rest.len > 0) {
        const struct qg_str part = qg_trimmed(next_part(&rest, mark));
        if (part.len == 0)
            continue;
        qg_text_addz(a->out, first ? "" : ",");
        add_text(a, spec, part);
        first = false;
    }
    qg_text_char(a->out, ']');
}

// The columns of a value put together. What is missing of a name is left out; a day without its
// hour is no time.
static struct qg_cell put_together(struct qg_assembly *a, const struct qg_spec *spec,
                                   const struct qg_row *row) {
    struct qg_cell whole = {.kind = QG_CELL_EMPTY};
    qg_text_clear(&a->scratch);
    for (uint32_t i = 0; i < spec->column_count; i++) {
        const struct qg_cell *cell = &row->cells[spec->columns[i]];
        bool says = qg_assembly_says(a->gathered->map, cell);
        if (!says && spec->as != QG_KIND_TEXT && spec->as != QG_KIND_ID)
            return *cell;
        if (!says)
            continue;
        if (cell->kind != QG_CELL_TEXT)
            return *cell;
        qg_text_addz(&a->scratch, a->scratch.len > 0 ? " " : "");
        qg_text_add(&a->scratch, qg_cell_text(cell));
        whole.kind = QG_CELL_TEXT;
    }
    a->out->failed |= a->scratch.failed;
    whole.at = a->scratch.at;
    whole.len = (uint32_t)a->scratch.len;
    return whole;
}

// Whether an absent value would be a statement: that a state lasts, or a right was not used.
static bool states_by_absence(const struct qg_spec *spec) {
    return spec->field != NULL &&
           (spec->field->ongoing || spec->field->section == QG_SECTION_ALWAYS);
}

static bool lacks_column(const struct qg_assembly *a, const struct qg_spec *spec, uint32_t source,
                         uint32_t row) {
    for (uint32_t i = 0; i < spec->column_count; i++)
        if (!qg_grid_has(&a->gathered->tables[source], row, spec->columns[i]))
            return true;
    return false;
}

static bool add_cells(struct qg_assembly *a, const struct qg_spec *spec, uint32_t source,
                      uint32_t row, uint32_t *cells) {
    const struct qg_row *at = &a->gathered->tables[source].rows.at[row];
    struct qg_cell cell =
        spec->column_count == 1 ? at->cells[spec->columns[0]] : put_together(a, spec, at);
    bool list = spec->field != NULL && spec->field->kind == QG_KIND_LIST;
    if (!qg_assembly_says(a->gathered->map, &cell)) {
        bool unknown = states_by_absence(spec) && lacks_column(a, spec, source, row);
        qg_text_addz(a->out, unknown ? UNREADABLE : "");
        return unknown;
    }
    ++*cells;
    if (list && (cell.kind == QG_CELL_TEXT || cell.kind == QG_CELL_PARTS))
        add_parts(a, spec, &cell);
    else
        add_cell(a, spec, &cell);
    return true;
}

// ---- what holds values ----

// Removes what was appended since.
static bool undo(struct qg_assembly *a, size_t len) {
    if (!a->out->failed && a->out->at != NULL) {
        a->out->len = len;
        a->out->at[len] = '\0';
    }
    return false;
}

static bool add_group(struct qg_assembly *a, const struct qg_spec *group, uint32_t source,
                      uint32_t row, uint32_t *cells) {
    size_t begin = a->out->len;
    bool any = false;
    qg_text_char(a->out, '{');
    for (const struct qg_spec *m = group->first; m != NULL; m = m->next) {
        size_t before = a->out->len;
        qg_text_addz(a->out, any ? "," : "");
        qg_json_quote(a->out, m->field->name);
        qg_text_char(a->out, ':');
        if (qg_assembly_value(a, m, source, row, cells))
            any = true;
        else
            undo(a, before);
    }
    qg_text_char(a->out, '}');
    return any || undo(a, begin);
}

static bool add_element(struct qg_assembly *a, const struct qg_spec *element, uint32_t source,
                        uint32_t row, uint32_t *cells) {
    if (qg_assembly_value(a, element, source, row, cells))
        return true;
    if (element->kind != QG_SPEC_GROUP)
        return false;
    qg_text_addz(a->out, "{}"); // the row is there, whatever it does not say
    return true;
}

static bool add_rows(struct qg_assembly *a, const struct qg_spec *spec, uint32_t row,
                     uint32_t *cells) {
    const struct qg_join *join = &a->gathered->map->joins.at[spec->join];
    size_t begin = a->out->len;
    bool any = false;
    uint32_t child = qg_gathered_first(a->gathered, spec->join, row);
    if (child == QG_GRID_NOWHERE) {
        bool unknown =
            states_by_absence(spec) && !qg_gathered_can_join(a->gathered, spec->join, row);
        qg_text_addz(a->out, unknown ? "0" : "");
        return unknown;
    }
    if (join->single)
        return qg_assembly_value(a, spec->first, join->source, child, cells);
    qg_text_char(a->out, '[');
    for (; child != QG_GRID_NOWHERE; child = qg_gathered_next(a->gathered, spec->join, child)) {
        size_t before = a->out->len;
        qg_text_addz(a->out, any ? "," : "");
        if (add_element(a, spec->first, join->source, child, cells))
            any = true;
        else
            undo(a, before);
    }
    qg_text_char(a->out, ']');
    return any || undo(a, begin);
}

// Elements that are spelled out are there if a cell of theirs says something.
static bool add_items(struct qg_assembly *a, const struct qg_spec *items, uint32_t source,
                      uint32_t row, uint32_t *cells) {
    size_t begin = a->out->len;
    bool any = false;
    qg_text_char(a->out, '[');
    for (const struct qg_spec *e = items->first; e != NULL; e = e->next) {
        size_t before = a->out->len;
        uint32_t said = 0;
        qg_text_addz(a->out, any ? "," : "");
        if (qg_assembly_value(a, e, source, row, &said) && said > 0)
            any = true;
        else
            undo(a, before);
        *cells += said;
    }
    qg_text_char(a->out, ']');
    return any || undo(a, begin);
}

// Each value that holds others comes back here; QG_MAP_DEPTH bounds that.
bool qg_assembly_value(struct qg_assembly *a, const struct qg_spec *spec, uint32_t source,
                       uint32_t row, uint32_t *cells) {
    switch (spec->kind) {
    case QG_SPEC_CELL:
        return add_cells(a, spec, source, row, cells);
    case QG_SPEC_VALUE:
        qg_text_add(a->out, spec->json);
        return spec->json.len > 0;
    case QG_SPEC_GROUP:
        return add_group(a, spec, source, row, cells);
    case QG_SPEC_ROWS:
        return add_rows(a, spec, row, cells);
    case QG_SPEC_ITEMS:
        return add_items(a, spec, source, row, cells);
    }
    return false;
}

enum qg_fault qg_assembly_record(struct qg_gathered *gathered, uint32_t row, struct qg_text *out) {
    struct qg_assembly a = {.gathered = gathered, .out = out};
    const struct qg_map *map = gathered->map;
    uint32_t cells = 0;
    qg_text_addz(out, "{\"record\":");
    qg_json_quote(out, map->type->name);
    for (const struct qg_spec *m = map->record->first; m != NULL; m = m->next) {
        size_t before = out->len;
        qg_text_char(out, ',');
        qg_json_quote(out, m->field->name);
        qg_text_char(out, ':');
        if (!qg_assembly_value(&a, m, map->from, row, &cells))
            undo(&a, before);
    }
    qg_text_addz(out, "}\n");
    qg_text_free(&a.scratch);
    return out->failed || gathered->key.failed ? QG_FAULT_MEMORY : QG_OK;
}
