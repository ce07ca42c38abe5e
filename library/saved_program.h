// SPDX-License-Identifier: Apache-2.0
//
// The catalogue of a saved report as a program of names: acts, rules, severities, readings and so
// on, with nothing in it that could be run. It is what the formats of a report look into.
#ifndef QG_SAVED_PROGRAM_H
#define QG_SAVED_PROGRAM_H

#include "program.h"
#include "saved_in.h"
#include "writer.h"

struct qg_saved_program {
    struct qg_program program;
    struct qg_run_facts facts; // of the run that was saved
    const uint32_t *rules;     // those that are the first of their id, sorted by it
    uint32_t rule_count;
    const struct qg_phrase *titles;
    uint32_t title_count;
};

// Reads the head and the catalogue of the report. In the arena of `in`, which also says what is
// wrong. The result must not move.
void qg_saved_program_read(struct qg_saved_in *in, const json_t *report,
                           struct qg_saved_program *out);

// Finds something by its name; QG_NONE, with a note, where the catalogue has no such thing.
int32_t qg_saved_rule(struct qg_saved_in *in, const struct qg_saved_program *names,
                      struct qg_str id, int32_t version);
int32_t qg_saved_act(struct qg_saved_in *in, const struct qg_program *program, struct qg_str name);
int32_t qg_saved_severity(struct qg_saved_in *in, const struct qg_program *program,
                          struct qg_str name);

// The title with the number that the member "title" gives, or NULL; likewise of a value that is a
// number or null.
const struct qg_phrase *qg_saved_title(struct qg_saved_in *in, const struct qg_saved_program *names,
                                       const json_t *object);
const struct qg_phrase *qg_saved_title_at(struct qg_saved_in *in,
                                          const struct qg_saved_program *names,
                                          const json_t *value);

#endif
