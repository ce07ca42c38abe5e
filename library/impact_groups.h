// SPDX-License-Identifier: Apache-2.0
//
// What changed certifications are counted by: values of the record, each at the end of a dotted
// path ("institution.id"), which is resolved once for each type of record.
#ifndef QG_IMPACT_GROUPS_H
#define QG_IMPACT_GROUPS_H

#include "arena.h"
#include "record.h"
#include "schema.h"
#include "str.h"

enum { QG_GROUP_STEPS = 8 };

// Fields from a record inwards; `length` 0: records of that type have no such value.
struct qg_group_path {
    int32_t fields[QG_GROUP_STEPS];
    uint32_t length;
};

// Immutable once made, shared by threads.
struct qg_impact_groups {
    const struct qg_group_path **paths; // [count][type_count]
    uint32_t count;
};

// Whether certifications can be counted by what lies at this dotted path of a record.
bool qg_impact_groups_has(const struct qg_schema *schema, struct qg_str path);

// Resolves `count` paths in `arena`; false when memory is out.
bool qg_impact_groups_init(struct qg_impact_groups *groups, struct qg_arena *arena,
                           const struct qg_schema *schema, const struct qg_str *paths,
                           uint32_t count);

// The values of a record, [count], without the quotes of JSON, empty where nothing is recorded; in
// `arena`. NULL when memory is out.
const struct qg_str *qg_impact_groups_values(const struct qg_impact_groups *groups,
                                             struct qg_arena *arena,
                                             const struct qg_record *record);

#endif
