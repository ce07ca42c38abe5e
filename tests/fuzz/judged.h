// SPDX-License-Identifier: Apache-2.0
//
// What one program says of records, as lines of text: for targets that hold two programs, two ways
// of running one, or two readers against each other. Whatever goes wrong besides ends in abort().
#ifndef QG_JUDGED_H
#define QG_JUDGED_H

#include "reader.h"
#include "session.h"

// A program ready to judge. It must not move.
struct qg_judge {
    struct qg_session session;
    struct qg_reader_plan plan;
    bool alone; // each record by itself; else several together, as a run does
};

// False for a program that needs a parameter. `native` may be NULL. To be closed either way.
bool qg_judge_open(struct qg_judge *judge, const struct qg_program *program,
                   const struct qg_native *native);
void qg_judge_close(struct qg_judge *judge);

// Appends the kinds of pieces, the findings of rules with their facts, and the verdicts. False if a
// record took more steps than it may: another program may have come to an end.
bool qg_judge_records(const struct qg_judge *judge, enum qg_engine engine, struct qg_str bytes,
                      struct qg_text *out);

#endif
