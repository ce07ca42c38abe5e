// SPDX-License-Identifier: Apache-2.0

#include "index.h"

#include "trim.h"

#include <stdlib.h>

// ---- keys ----

// Appends the text of a cell with a mark behind it, so that no two keys run together.
static bool add_part(struct qg_text *out, const struct qg_cell *cell) {
    if (cell->kind != QG_CELL_TEXT)
        return false;
    qg_text_add(out, qg_cell_text(cell));
    qg_text_char(out, QG_PART_END);
    return true;
}

enum qg_keyed qg_index_own_key(struct qg_text *out, const uint32_t *columns, uint32_t count,
                               const struct qg_grid *table, uint32_t row) {
    qg_text_clear(out);
    for (uint32_t i = 0; i < count; i++)
        if (!add_part(out, &table->rows.at[row].cells[columns[i]]))
            return QG_KEYED_LESS;
    return QG_KEYED;
}

enum qg_keyed qg_index_key(struct qg_text *out, const struct qg_join *join,
                           const struct qg_grid *table, uint32_t row) {
    const struct qg_row *at = &table->rows.at[row];
    enum qg_keyed keyed = QG_KEYED;
    qg_text_clear(out);
    for (uint32_t i = 0; i < join->match_count; i++) {
        const struct qg_match *m = &join->matches[i];
        if (m->within)
            qg_text_number(out, at->above);
        else if (m->as == QG_GRID_NOWHERE &&
                 !qg_same_words(qg_cell_text(&at->cells[m->column]), m->value))
            return QG_KEYED_OTHERWISE;
        else if (m->as != QG_GRID_NOWHERE && !add_part(out, &at->cells[m->column]))
            keyed = QG_KEYED_LESS;
    }
    return keyed;
}

enum qg_keyed qg_index_key_of_owner(struct qg_text *out, const struct qg_join *join,
                                    const struct qg_grid *table, uint32_t row) {
    qg_text_clear(out);
    for (uint32_t i = 0; i < join->match_count; i++) {
        const struct qg_match *m = &join->matches[i];
        if (m->within)
            qg_text_number(out, row);
        else if (m->as != QG_GRID_NOWHERE && !add_part(out, &table->rows.at[row].cells[m->as]))
            return QG_KEYED_LESS;
    }
    return QG_KEYED;
}

// ---- the index ----

enum qg_fault qg_index_init(struct qg_index *out, uint32_t rows, uint64_t seed) {
    *out = (struct qg_index){0};
    qg_intern_init(&out->keys, seed);
    out->next = calloc((size_t)rows + 1, sizeof *out->next);
    return out->next != NULL ? QG_OK : QG_FAULT_MEMORY;
}

void qg_index_free(struct qg_index *index) {
    qg_intern_free(&index->keys);
    qg_vec_free(&index->firsts);
    qg_vec_free(&index->lasts);
    free(index->next);
}

enum qg_fault qg_index_add(struct qg_index *index, struct qg_str key, uint32_t row,
                           uint32_t *before) {
    uint32_t symbol = qg_intern_add(&index->keys, key);
    if (symbol == 0)
        return QG_FAULT_MEMORY;
    index->next[row] = QG_GRID_NOWHERE;
    *before = QG_GRID_NOWHERE;
    if (symbol > index->firsts.len)
        return qg_vec_push(&index->firsts, row) && qg_vec_push(&index->lasts, row)
                   ? QG_OK
                   : QG_FAULT_MEMORY;
    *before = index->firsts.at[symbol - 1];
    index->next[index->lasts.at[symbol - 1]] = row;
    index->lasts.at[symbol - 1] = row;
    return QG_OK;
}

uint32_t qg_index_find(const struct qg_index *index, struct qg_str key) {
    uint32_t symbol = qg_intern_find(&index->keys, key);
    return symbol != 0 ? index->firsts.at[symbol - 1] : QG_GRID_NOWHERE;
}
