// SPDX-License-Identifier: Apache-2.0
//
// Where elements were seen that a finding at the end of the run may have to name, when their
// records are long gone. What is kept of each takes a fixed number of bytes: texts are shortened,
// and each different one is kept once.
#ifndef QG_SIGHTING_H
#define QG_SIGHTING_H

#include "case.h"
#include "finding.h"
#include "intern.h"

// Bytes that are kept of an id or another text, and how many values of a list.
enum { QG_KEPT_BYTES = 60, QG_KEPT_VALUES = 12 };

struct qg_sighting {
    uint32_t record, file, pointer; // symbols of `texts`; 0: empty
    uint32_t column;
    uint64_t line;
};

struct qg_sightings {
    struct qg_intern texts;
    QG_VEC(struct qg_sighting) items; // a sighting is named by its index and one more; 0: none
};

void qg_sightings_init(struct qg_sightings *sightings, uint64_t seed);
void qg_sightings_free(struct qg_sightings *sightings);

// Keeps a text; false when memory is out. The empty text is 0.
bool qg_sightings_text(struct qg_sightings *sightings, struct qg_str text, uint32_t *out);

// Keeps where `pointer` leads in the record of `of`; 0 when memory is out.
uint32_t qg_sightings_add(struct qg_sightings *sightings, const struct qg_case *of,
                          struct qg_str pointer);

// Keeps a sighting of another table; 0 when memory is out, or for 0.
uint32_t qg_sightings_copy(struct qg_sightings *into, const struct qg_sightings *from,
                           uint32_t sighting);

// Good until the table changes.
struct qg_elsewhere qg_sightings_at(const struct qg_sightings *sightings, uint32_t sighting);

// Appends a text of at most QG_KEPT_BYTES, what is cut off shown by "…".
void qg_kept_add(struct qg_text *out, struct qg_str text);

#endif
