// SPDX-License-Identifier: Apache-2.0
//
// Records out of joined tables. A record is written as JSON text, which the ordinary reader then
// reads: there is one way into the checker, and what a cell says that no field can hold is refused
// there like everything else. So a cell that cannot be understood is written as it stands, never
// left out, for what is left out is unknown only as long as nobody attests its section.
//
// The way back, from a place in a record to the cell that it was made from, is not remembered: it
// is found by following the pointer through the map, as the record was made.
#ifndef QG_ASSEMBLY_H
#define QG_ASSEMBLY_H

#include "gathered.h"

#include <stdbool.h>

// Appends the record that the row makes, on one line with its end.
enum qg_fault qg_assembly_record(struct qg_gathered *gathered, uint32_t row, struct qg_text *out);

// The pieces of which it is made, for whoever follows pointers. Both append the value of a spec
// made of a row; false, and nothing appended, if it says nothing. `*cells` is raised by the number
// of cells that say something.
struct qg_assembly {
    struct qg_gathered *gathered;
    struct qg_text *out;
    struct qg_text scratch; // of a value made of several columns
};
bool qg_assembly_value(struct qg_assembly *a, const struct qg_spec *spec, uint32_t source,
                       uint32_t row, uint32_t *cells);

// Whether the cell says something: it is not empty, and no word for what is missing.
bool qg_assembly_says(const struct qg_map *map, const struct qg_cell *cell);

// Where a pointer into a record leads in the tables.
struct qg_trail {
    const struct qg_spec *spec; // of the value that it leads to
    uint32_t source, row;
    uint32_t column; // of the cell; NOWHERE: it leads to the row as a whole
};

// Follows `pointer` from the row of a record, as far as it leads. False when memory ran out, for
// then nobody knows which elements are there.
bool qg_trail_follow(struct qg_trail *out, struct qg_gathered *gathered, uint32_t row,
                     struct qg_str pointer);

#endif
