// SPDX-License-Identifier: Apache-2.0
//
// From a pointer into a record back to the tables, along the map.

#include "assembly.h"

#include "trim.h"

struct following {
    struct qg_gathered *g;
    struct qg_trail trail;
    struct qg_str rest; // of the pointer
    bool failed;        // memory ran out
};

// The next word of the pointer; false at its end. Fields have no signs that a pointer escapes.
static bool next_word(struct following *f, struct qg_str *out) {
    if (f->rest.len == 0)
        return false;
    size_t len = 1;
    while (len < f->rest.len && f->rest.at[len] != '/')
        len++;
    *out = qg_str_slice(f->rest, 1, len);
    f->rest = qg_str_slice(f->rest, len, f->rest.len);
    return true;
}

static bool to_number(struct qg_str word, uint32_t *out) {
    *out = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (word.at[i] < '0' || word.at[i] > '9' || *out > UINT32_MAX / 20)
            return false;
        *out = *out * 10 + (uint32_t)(word.at[i] - '0');
    }
    return word.len > 0;
}

// Whether the element comes to stand in the record, as its assembly decides.
static bool is_there(struct following *f, const struct qg_spec *element, uint32_t source,
                     uint32_t row) {
    struct qg_text text = {0};
    struct qg_assembly a = {.gathered = f->g, .out = &text};
    uint32_t cells = 0;
    bool there = qg_assembly_value(&a, element, source, row, &cells) && cells > 0;
    f->failed = f->failed || text.failed || a.scratch.failed || f->g->key.failed;
    qg_text_free(&text);
    qg_text_free(&a.scratch);
    return there;
}

static bool enter_member(struct following *f, struct qg_str name) {
    for (const struct qg_spec *m = f->trail.spec->first; m != NULL; m = m->next)
        if (qg_str_equal(m->field->name, name)) {
            f->trail.spec = m;
            return true;
        }
    return false;
}

// Leads to the row of the other table of which the `number`-th element was made.
static bool enter_row(struct following *f, uint32_t number) {
    const struct qg_spec *spec = f->trail.spec;
    const struct qg_join *join = &f->g->map->joins.at[spec->join];
    uint32_t row = qg_gathered_first(f->g, spec->join, f->trail.row);
    bool all = spec->first->kind == QG_SPEC_GROUP; // else those that say nothing are left out
    for (; row != QG_GRID_NOWHERE; row = qg_gathered_next(f->g, spec->join, row))
        if ((all || is_there(f, spec->first, join->source, row)) && number-- == 0)
            break;
    f->failed = f->failed || f->g->key.failed;
    if (row == QG_GRID_NOWHERE)
        return false;
    f->trail = (struct qg_trail){spec->first, join->source, row, QG_GRID_NOWHERE};
    return true;
}

static bool enter_item(struct following *f, uint32_t number) {
    for (const struct qg_spec *e = f->trail.spec->first; e != NULL; e = e->next)
        if (is_there(f, e, f->trail.source, f->trail.row) && number-- == 0) {
            f->trail.spec = e;
            return true;
        }
    return false;
}

static bool enter(struct following *f, struct qg_str word) {
    uint32_t number;
    switch (f->trail.spec->kind) {
    case QG_SPEC_GROUP:
        return enter_member(f, word);
    case QG_SPEC_ROWS:
        if (!f->g->map->joins.at[f->trail.spec->join].single)
            return to_number(word, &number) && enter_row(f, number);
        return enter_row(f, 0) && enter_member(f, word);
    case QG_SPEC_ITEMS:
        return to_number(word, &number) && enter_item(f, number);
    default:
        return false; // the element of a list in one cell, or a value
    }
}

// The cell of a spec: of several columns the first that says something.
static uint32_t cell_of(const struct following *f, const struct qg_spec *spec) {
    const struct qg_row *row = &f->g->tables[f->trail.source].rows.at[f->trail.row];
    for (uint32_t i = 0; i < spec->column_count; i++)
        if (qg_assembly_says(f->g->map, &row->cells[spec->columns[i]]))
            return spec->columns[i];
    return spec->column_count > 0 ? spec->columns[0] : QG_GRID_NOWHERE;
}

// The first cell within an object; NOWHERE where it has none of its own row.
static uint32_t first_cell(const struct following *f, const struct qg_spec *spec) {
    while (spec != NULL && (spec->kind == QG_SPEC_GROUP || spec->kind == QG_SPEC_ITEMS))
        spec = spec->first;
    return spec != NULL && spec->kind == QG_SPEC_CELL ? cell_of(f, spec) : QG_GRID_NOWHERE;
}

bool qg_trail_follow(struct qg_trail *out, struct qg_gathered *g, uint32_t row,
                     struct qg_str pointer) {
    struct following f = {.g = g, .rest = pointer};
    struct qg_str word;
    f.trail = (struct qg_trail){g->map->record, g->map->from, row, QG_GRID_NOWHERE};
    while (next_word(&f, &word) && enter(&f, word))
        continue;
    f.trail.column = first_cell(&f, f.trail.spec);
    *out = f.trail;
    return !f.failed;
}
