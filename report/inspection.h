// SPDX-License-Identifier: Apache-2.0
//
// What the inspection act says of one record: its findings and verdicts, as they come, gathered for
// each certification and written as a part of a paper. Nothing but texts is kept, and only until
// the next record.
#ifndef QG_INSPECTION_H
#define QG_INSPECTION_H

#include "arena.h"
#include "paper.h"
#include "vec.h"
#include "writer.h"

// Something that is missing, whom to ask for it, and what it is wanted for.
struct qg_inspection_want {
    int32_t keeper; // index into program->keepers, or QG_NONE
    struct qg_str pointer;
    enum qg_gap gap;
    struct qg_text rules; // owned; their ids
};

// What the policy calls a day of the record.
struct qg_inspection_named {
    struct qg_str pointer, title;
};

// One certification, or the record as a whole (index -1).
struct qg_inspection_part {
    struct qg_subject of; // of the whole: the record
    bool judged;          // a verdict was given for it
    enum qg_verdict_kind verdict;
    struct qg_text conclusion, remedies, notes, moments; // owned; blocks
    struct qg_text breaches, open, unreadable;           // owned; rows of their tables
    QG_VEC(struct qg_inspection_want) wants;             // owned
};

struct qg_inspection {
    const struct qg_run_facts *facts;
    struct qg_arena arena;                   // strings of this record
    struct qg_str noun, id;                  // of the record; empty: about all records together
    struct qg_str title;                     // what the policy calls its kind
    struct qg_str body, body_name, person;   // of its heading
    bool begun;                              // whether there is a record
    QG_VEC(struct qg_inspection_part) parts; // the whole first
    QG_VEC(struct qg_inspection_named) labels;
    uint64_t verdicts[QG_VERDICTS];
    uint64_t breaches, open; // findings that stand
    uint64_t readings;       // on which one of them depends, a bit each
    bool failed;             // memory ran out
};

void qg_inspection_init(struct qg_inspection *i, const struct qg_run_facts *facts);
void qg_inspection_free(struct qg_inspection *i);

// Whether what comes is about another record than what came before.
bool qg_inspection_is_other(const struct qg_inspection *i, struct qg_str noun, struct qg_str id);

// Forgets the record, and begins another.
void qg_inspection_begin(struct qg_inspection *i, struct qg_str noun, struct qg_str id);
void qg_inspection_reset(struct qg_inspection *i);

void qg_inspection_heading(struct qg_inspection *i, const struct qg_heading *heading);
void qg_inspection_finding(struct qg_inspection *i, const struct qg_finding *finding);
void qg_inspection_verdict(struct qg_inspection *i, const struct qg_verdict *verdict);

// Appends sections on all parts of which there is something to say, numbered on from `*number`.
void qg_inspection_write(const struct qg_inspection *i, struct qg_text *paper, uint32_t *number);

// What the policy calls the day recorded at `pointer`; empty where it calls it nothing.
struct qg_str qg_inspection_label(const struct qg_inspection *i, struct qg_str pointer);

// A date as readers of the run's language write it.
void qg_inspection_date(const struct qg_run_facts *facts, int32_t day, struct qg_text *out);

#endif
