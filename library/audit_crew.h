// SPDX-License-Identifier: Apache-2.0
//
// How an audit shares its inputs with a crew (crew.h). The beginning of an input is judged by the
// audit alone, on the thread that called: most inputs are no longer than that, and the header,
// which tells the audit date, is in it. What follows goes to the crew, chunk by chunk, and what is
// said of it is told in order, as if the audit had judged it: ids that have occurred before,
// findings that are excused or too many are met here, where everything comes in the order of the
// input.
#ifndef QG_AUDIT_CREW_H
#define QG_AUDIT_CREW_H

#include "audit.h"

// A longer piece is judged in the reader's window, rather than held twice.
#define QG_AUDIT_CREW_PIECE ((size_t)1 << 20)

// Whether a piece is one for the crew.
bool qg_audit_crew_wants(const struct qg_audit *audit, const struct qg_reader *reader,
                         const struct qg_raw *raw);

// Takes a piece that it wants, which the audit then has no more to do with. `file` and the reader
// must stay until everything is told.
enum qg_fault qg_audit_crew_take(struct qg_audit *audit, const struct qg_reader *reader,
                                 struct qg_str file, const struct qg_raw *raw);

// Tells all that was taken.
enum qg_fault qg_audit_crew_settle(struct qg_audit *audit);

// Forgets what was taken and is not told yet.
void qg_audit_crew_abandon(struct qg_audit *audit);

// Ends the crew, if there is one.
void qg_audit_crew_free(struct qg_audit *audit);

#endif
