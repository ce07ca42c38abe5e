// SPDX-License-Identifier: Apache-2.0
//
// The tables that a map speaks of, read and joined: whoever makes records of them asks here which
// rows belong to a row. What does not fit together (a row whose key no other has, a key that comes
// twice) becomes a trouble of its table, and the rest goes on.
#ifndef QG_GATHERED_H
#define QG_GATHERED_H

#include "grid.h"
#include "index.h"
#include "map.h"

struct qg_gathered {
    const struct qg_map *map; // not owned
    struct qg_grid *tables;   // owned; one of each source
    struct qg_index *indexes; // owned; one of each join
    bool **twice;             // owned; by source and row: its key came before, so it is left out
    uint32_t table_count, index_count;
    QG_VEC(uint32_t) records; // rows that each make a record, in order
    struct qg_text key;       // scratch
};

// Reads the files, each into the tables of the sources whose pattern means it. QG_FAULT_READ with
// the reason in `notes->problem`: a file cannot be read, belongs to no source, or is missing. To be
// freed whatever this gave.
enum qg_fault qg_gathered_read(struct qg_gathered *out, const struct qg_map *map,
                               const char *const *files, uint32_t count, uint64_t seed,
                               struct qg_reading_notes *notes);
void qg_gathered_free(struct qg_gathered *gathered);

// The rows that belong to row `row` of the join's `to`: the first, and the one behind another;
// NOWHERE without.
uint32_t qg_gathered_first(struct qg_gathered *gathered, uint32_t join, uint32_t row);
uint32_t qg_gathered_next(const struct qg_gathered *gathered, uint32_t join, uint32_t row);

// Whether the files of that row, and of the rows that would belong to it, have the columns that the
// join asks for. Where they do not, nothing is known of which rows belong to it.
bool qg_gathered_can_join(const struct qg_gathered *gathered, uint32_t join, uint32_t row);

// ---- for the file that joins ----

// Builds the indexes, and notes what does not fit.
enum qg_fault qg_gathered_join(struct qg_gathered *gathered, uint64_t seed,
                               struct qg_reading_notes *notes);

#endif
