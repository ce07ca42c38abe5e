// SPDX-License-Identifier: Apache-2.0
//
// Findings, verdicts and records of a saved report, as the run that was saved told of them. Each is
// made in the arena of `in`, which also says what is wrong with it.
#ifndef QG_SAVED_EVENTS_H
#define QG_SAVED_EVENTS_H

#include "heading.h"
#include "saved_program.h"

void qg_saved_finding(struct qg_saved_in *in, const struct qg_saved_program *names,
                      const json_t *from, struct qg_finding *out);
void qg_saved_verdict(struct qg_saved_in *in, const struct qg_saved_program *names,
                      const json_t *from, struct qg_verdict *out);
void qg_saved_heading(struct qg_saved_in *in, const struct qg_saved_program *names,
                      const json_t *from, struct qg_heading *out);

// `tally` must have been made for the program.
void qg_saved_tally(struct qg_saved_in *in, const struct qg_saved_program *names,
                    const json_t *summary, struct qg_tally *tally);

// Parts that these share: one element of the chain that something is about, and a place.
struct qg_subject qg_saved_subject(struct qg_saved_in *in, const struct qg_saved_program *names,
                                   const json_t *from);
struct qg_location qg_saved_location(struct qg_saved_in *in, const json_t *from);

#endif
