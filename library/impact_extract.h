// SPDX-License-Identifier: Apache-2.0
//
// What is taken out of a record that was judged in several worlds: what it adds to the counts of
// each, and the certifications that differ. It is made on the thread that judged the record, and
// outlives both record and run, for all of it is in one arena; it is told and added up later, in
// the order of the input (impact.h).
#ifndef QG_IMPACT_EXTRACT_H
#define QG_IMPACT_EXTRACT_H

#include "impact_groups.h"
#include "impact_report.h"
#include "worlds.h"

// What is wanted. Nobody writes to it while records are judged, perhaps on several threads.
struct qg_impact_wish {
    const struct qg_program *program;
    struct qg_impact_groups groups;
    int lang;      // of messages
    bool findings; // of changed certifications are to be told, not only counted
};

enum { QG_IMPACT_FOUND = 2 }; // what is found: violated, undetermined

// A finding that another one made superfluous.
struct qg_impact_silenced {
    uint32_t rule, found; // found: 0 or 1
};

// What the record adds to a world.
struct qg_impact_side {
    struct qg_impact_world counts; // all but `turns`
    const struct qg_impact_silenced *silenced;
    uint32_t silenced_count;
};

// A certification that differs.
struct qg_impact_change {
    const struct qg_impact_change *next;
    struct qg_impact_certification told; // `findings`: NULL unless wanted
    const int32_t *families;             // rules that differ, each once, by their first versions
    uint32_t family_count;
};

struct qg_impact_extract {
    struct qg_impact_side *sides; // of worlds 0, 1 …; the last one is that of all further worlds
    uint32_t side_count;
    const struct qg_impact_change *changes; // in order; NULL: nothing differs
};

// NULL when memory is out.
const struct qg_impact_extract *qg_impact_extract(const struct qg_impact_wish *wish,
                                                  const struct qg_case_worlds *record,
                                                  struct qg_arena *arena);

#endif
