// SPDX-License-Identifier: Apache-2.0
//
// A report that was saved as JSON, told once more: the same findings, verdicts and records go to
// the same writers, in the order in which the run told of them, so that any other report can be
// made of it, without the policy and without the records.
//
//     fault = qg_saved_open(&saved, path, &problem);
//     fault = qg_saved_replay(&saved, &outputs, lang, colour, &problem);
//     qg_saved_free(&saved);
#ifndef QG_SAVED_H
#define QG_SAVED_H

#include "audit.h"
#include "saved_program.h"

struct qg_saved {
    const char *path;       // not owned; "-"
    json_t *report;         // owned; the whole of it
    struct qg_arena arena;  // of the names
    struct qg_arena events; // of one record's findings and verdicts
    struct qg_saved_program names;
    struct qg_tally tally; // of the run that was saved
};

// Reads a report; "-" is the standard input. QG_FAULT_READ, with the reason in `problem`, where
// there is none that can be read. `path` must stay. To be freed whatever it gave.
enum qg_fault qg_saved_open(struct qg_saved *saved, const char *path, struct qg_text *problem);
void qg_saved_free(struct qg_saved *saved);

// Tells the outputs everything. `lang`: QG_NONE for that of the report. QG_FAULT_READ, with the
// reason in `problem`, where something in it is not what a report says; else what writing gives.
enum qg_fault qg_saved_replay(struct qg_saved *saved, struct qg_outputs *outputs, int lang,
                              bool colour, struct qg_text *problem);

// What the run that was saved came to.
enum qg_conclusion qg_saved_conclusion(const struct qg_saved *saved, enum qg_fail_on fail_on);

#endif
