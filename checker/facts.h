// SPDX-License-Identifier: Apache-2.0
//
// Facts as a report shows them: a JSON Pointer within the record and the value as JSON text.

#ifndef QG_FACTS_H
#define QG_FACTS_H

#include "finding.h"
#include "machine.h"
#include "text.h"

// Appends `s` as a JSON string, quotes included: control characters, quote and backslash escaped,
// everything else as it is.
void qg_json_quote(struct qg_text *out, struct qg_str s);

// Appends the value of the field `at` in the region `ref` as JSON: scalars as they were read, lists
// of scalars as arrays, lists of objects as the array of their ids or, without ids, their number,
// nested objects as true; "null" where nothing is recorded.
void qg_fact_json(const struct qg_record *record, uint32_t ref, int32_t at, struct qg_text *out);

// Appends a value of a scalar shape that was computed: as JSON, but for a day that never comes
// ("null").
void qg_value_json(const struct qg_record *record, struct qg_shape shape, int32_t value,
                   struct qg_text *out);

// The facts of two whys, the second's only where the first does not have them, split into what is
// known (`evidence`) and what is missing. In `arena`; false if out of memory.
struct qg_fact_list {
    const struct qg_fact *evidence;
    uint32_t evidence_count;
    const struct qg_str *missing;
    const enum qg_gap *gaps; // of each missing one
    uint32_t missing_count;
    struct qg_fact_ref place; // the first known fact below `inside`, else the region `inside`
};
bool qg_facts_collect(struct qg_machine *m, struct qg_arena *arena, struct qg_why *first,
                      struct qg_why *second, uint32_t inside, struct qg_fact_list *out);

// Copies what was built to `arena`; false if memory ran out there or while building.
bool qg_text_keep(struct qg_arena *arena, const struct qg_text *text, struct qg_str *out);

#endif
