// SPDX-License-Identifier: Apache-2.0
//
// From an instance to the finding that is reported: its subject, place, message, facts, flags.

#ifndef QG_DESCRIBE_H
#define QG_DESCRIBE_H

#include "carrier.h"
#include "course.h"
#include "finding.h"
#include "instance.h"
#include "verdict.h"

// An instance on its way to the report.
struct qg_description {
    const struct qg_instance *instance;
    struct qg_weight weight;
    int32_t silenced_by;
    const struct qg_reading_outcome *readings; // under other readings, where they differ
    uint32_t reading_count;
};

// Fills in everything but the place in the file, which comes last, when the findings of a record
// are put in order. `languages` as in qg_run_options. `terms`: also the ends of terms that were not
// kept, of a machine that `tells_terms`; NULL: nobody asks. False if out of memory.
bool qg_describe(struct qg_machine *m, struct qg_arena *arena, const struct qg_description *draft,
                 const bool *languages, struct qg_finding *out, struct qg_terms *terms);

// A data finding of the record at hand (subject: the record, where it has an id).
bool qg_describe_data(const struct qg_record *record, struct qg_arena *arena,
                      const struct qg_data_finding *data, const bool *languages,
                      struct qg_finding *out);

#endif
