// SPDX-License-Identifier: Apache-2.0
//
// Which rows of a table belong to which of another, by a key of one or several columns. It takes
// eight bytes a row and the bytes of each different key; so what a map joins is bounded by the
// tables, which are in memory as a whole, not by the records made of them.
#ifndef QG_INDEX_H
#define QG_INDEX_H

#include "grid.h"
#include "intern.h"
#include "map.h"

struct qg_index {
    struct qg_intern keys;
    QG_VEC(uint32_t) firsts, lasts; // by symbol - 1: rows
    uint32_t *next;                 // owned; [rows]: the next with the same key, or NOWHERE
};

// What came of asking a row for its key.
enum qg_keyed {
    QG_KEYED,
    QG_KEYED_LESS,     // a cell of it is empty or cannot be read
    QG_KEYED_OTHERWISE // a condition with a value keeps the row out
};

// Puts the key of row `row` of the table whose rows belong into `out`, as the join says; of one to
// which they belong, its key as these would have it.
enum qg_keyed qg_index_key(struct qg_text *out, const struct qg_join *join,
                           const struct qg_grid *table, uint32_t row);
enum qg_keyed qg_index_key_of_owner(struct qg_text *out, const struct qg_join *join,
                                    const struct qg_grid *table, uint32_t row);

// The key that tells rows of a table apart.
enum qg_keyed qg_index_own_key(struct qg_text *out, const uint32_t *columns, uint32_t count,
                               const struct qg_grid *table, uint32_t row);

// An index of so many rows, empty. To be freed whatever this gave.
enum qg_fault qg_index_init(struct qg_index *out, uint32_t rows, uint64_t seed);
void qg_index_free(struct qg_index *index);

// Adds a row; *before is the first one with its key, or NOWHERE.
enum qg_fault qg_index_add(struct qg_index *index, struct qg_str key, uint32_t row,
                           uint32_t *before);

// The first row with that key, or NOWHERE; further ones are at `next`.
uint32_t qg_index_find(const struct qg_index *index, struct qg_str key);

#endif
