// SPDX-License-Identifier: Apache-2.0
//
// Where each field stands in the region of its type. The checking stage lays out the declared
// fields; lower.c, which adds memo slots behind the fields of a type, lays out again.
#ifndef QG_LAYOUT_H
#define QG_LAYOUT_H

#include "schema.h"

// Sets `slot` of every field and `slots` of every type. `memos` gives for each type the slots to
// add behind its fields, NULL for none. The types embed each other without circles, and an
// embedded type may stand before or after the one that embeds it. False if a region would be
// larger than `limit` slots; `*out` is then the type.
bool qg_layout_place(struct qg_type *types, uint32_t type_count, struct qg_field *fields,
                     const uint32_t *memos, uint32_t limit, uint32_t *out);

#endif
