// SPDX-License-Identifier: Apache-2.0
//
// The rows of an inspection act's tables: what a finding says, in the words of the run's language.
#ifndef QG_INSPECTION_CELLS_H
#define QG_INSPECTION_CELLS_H

#include "inspection.h"

// A breach, or what is undetermined: the paragraph, what is the matter, the facts.
void qg_inspection_finding_row(const struct qg_inspection *i, const struct qg_finding *finding,
                               struct qg_text *rows);

// A value that could not be read: where, why, the code.
void qg_inspection_unreadable_row(const struct qg_inspection *i, const struct qg_finding *finding,
                                  struct qg_text *rows);

// "certification c2", "hearing no. 1"
void qg_inspection_subject(const struct qg_run_facts *facts, const struct qg_subject *subject,
                           struct qg_text *out);

// Why what is missing did not decide.
const char *qg_inspection_gap(enum qg_gap gap, int lang);

#endif
