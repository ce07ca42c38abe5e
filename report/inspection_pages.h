// SPDX-License-Identifier: Apache-2.0
//
// What stands before and behind the certifications in an inspection act: who inspected whom, what
// came of it in numbers, what the conclusions rest on, and who signs.
#ifndef QG_INSPECTION_PAGES_H
#define QG_INSPECTION_PAGES_H

#include "paper.h"
#include "writer.h"

// An institution and what its records came to.
struct qg_inspected {
    struct qg_str id, name; // not owned; empty: not recorded
    uint64_t records;       // of which something was heard
    uint64_t verdicts[QG_VERDICTS];
    uint64_t breaches, open; // findings
    uint64_t readings;       // on which one of them depends, a bit each
};

void qg_inspection_front(const struct qg_run_facts *facts, const struct qg_inspected *who,
                         struct qg_text *paper);
void qg_inspection_back(const struct qg_run_facts *facts, const struct qg_inspected *who,
                        struct qg_text *paper);

#endif
