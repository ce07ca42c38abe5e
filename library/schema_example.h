// SPDX-License-Identifier: Apache-2.0
//
// An example of a record: where somebody who has to write an export begins. The reader has no data
// finding about it, whatever the policy.

#ifndef QG_SCHEMA_EXAMPLE_H
#define QG_SCHEMA_EXAMPLE_H

#include "fault.h"
#include "program.h"
#include "text.h"

#include <stdint.h>

enum qg_example {
    QG_EXAMPLE_MINIMAL, // what a record cannot be without: its kind, and the id if it has one
    QG_EXAMPLE_FULL     // every property, one element in every list, everything attested
};

// So many fields are gone through at most. Thirty types that hold two lists each of the next are a
// small policy, whose full example would have a milliard of values.
enum { QG_EXAMPLE_VISITS = 20000 };

// Appends an example of the record type, many lines. QG_FAULT_MEMORY, or QG_FAULT_LIMIT.
enum qg_fault qg_schema_example(const struct qg_program *program, uint16_t type,
                                enum qg_example which, struct qg_text *out);

#endif
