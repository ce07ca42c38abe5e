// SPDX-License-Identifier: Apache-2.0
//
// The regions of records: where each field stands in its type's region, where the results of
// derived fields are remembered, and the image of a new region. An embedded object brings its
// whole region with it, memos included, so types are laid out from the innermost outwards; the
// checker has made sure that no type contains itself.
#ifndef QG_REGION_H
#define QG_REGION_H

#include "arena.h"
#include "fault.h"
#include "program.h"
#include "typed.h"

// A memo is two slots: both ends of the remembered interval.
enum { QG_MEMO_SLOTS = 2 };

// Slots of one region, and of all images together: a record type of thousands of fields is no
// record any more, and types that embed each other twice grow by doubling.
enum { QG_REGION_SLOTS = 1 << 17, QG_IMAGE_SLOTS = 1 << 23 };

// Lays out all types of the tree's schema: `types` and `fields` are the program's copies of its
// tables, `functions` has an entry for each function and gets its memo slot, or QG_NONE. Images
// live in `arena`. QG_FAULT_MEMORY, or QG_FAULT_LIMIT when a region is too large.
enum qg_fault qg_regions_lay_out(struct qg_arena *arena, const struct qg_typed *typed,
                                 struct qg_type *types, struct qg_field *fields,
                                 struct qg_function *functions);

#endif
