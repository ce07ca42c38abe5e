// SPDX-License-Identifier: Apache-2.0
//
// The JSON Schema (draft 2020-12) of what a policy's records look like. It is made from the tables
// that the reader is driven by and says what the reader says: a text is valid if and only if the
// reader has no data finding about it, but for what no schema can see:
//
//   - the text itself: bytes that are no JSON, halves of surrogate pairs, depth and size
//   - a key given twice, an id given twice; order: an `export` behind the records, `records` before
//     `record`
//   - a whole number written with a fraction or an exponent (1.0, 1e2)
//
// Members stand in a fixed order: the record first, then each definition where it is first spoken
// of. So the same policy gives the same bytes.

#ifndef QG_SCHEMA_JSON_H
#define QG_SCHEMA_JSON_H

#include "fault.h"
#include "program.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_schema_wish {
    int32_t record; // the type of one kind of record, or QG_NONE: all kinds and every carrier
    bool closed;    // a property that the policy does not know is refused, not skipped
};

// Appends the schema, many lines. QG_FAULT_MEMORY.
enum qg_fault qg_schema_json(const struct qg_program *program, struct qg_schema_wish wish,
                             struct qg_text *out);

#endif
