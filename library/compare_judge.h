// SPDX-License-Identifier: Apache-2.0
//
// Two versions of the law over the same records, many at a time: for each record, whether the two
// disagree about what a rule of interest finds there. They disagree where one of them has a finding
// that stands, violated or undetermined, about some elements, and the other has not the same one
// about them, of the same severity. Whether what is no finding is called satisfied, exempt or not
// applicable makes no difference.
#ifndef QG_COMPARE_JUDGE_H
#define QG_COMPARE_JUDGE_H

#include "compare_view.h"
#include "run.h"
#include "session.h"

#include <jansson.h>

struct qg_compare_ruling {
    bool judged;   // it is a record that the policy audits, and everything in it can be read
    bool disagree; // then what follows says where
    bool doubtful; // about the rule in question they disagree, and a side is undetermined
    uint32_t rule; // the first of its versions in the program
    struct qg_compare_state states[2];
};

// Neither side is undetermined.
static inline bool qg_compare_is_decided(const struct qg_compare_ruling *r) {
    return r->states[0].outcome != QG_UNDETERMINED && r->states[1].outcome != QG_UNDETERMINED;
}

// Whether they are the same disagreement, perhaps about other elements, and the first is no more
// doubtful.
bool qg_compare_same_ruling(const struct qg_compare_ruling *a, const struct qg_compare_ruling *b);

enum { QG_COMPARE_BATCH = 64 };

struct qg_compare_judge {
    const struct qg_program *program;
    struct qg_session *session; // not owned; settled
    uint32_t worlds[2];
    uint32_t target;         // the first version of the rule in question
    bool *enabled, *watched; // owned; [rule_count]
    uint32_t *first;         // owned; [rule_count]: the first version of each
    struct qg_reader_plan plan;
    struct qg_run run;
    struct qg_text batch;                               // records, a line each
    struct qg_compare_ruling rulings[QG_COMPARE_BATCH]; // of the last batch
    uint32_t count;                                     // of records that wait or were judged
    uint64_t judged;                                    // in all
    bool running;
};

// Watches the rule at `first`, what it silences and what it governs. To be freed whatever this
// gave.
enum qg_fault qg_compare_judge_init(struct qg_compare_judge *judge, struct qg_session *session,
                                    uint32_t first, const uint32_t worlds[2]);
void qg_compare_judge_free(struct qg_compare_judge *judge);

// Begins a batch, adds a record to it (at most QG_COMPARE_BATCH), judges all of them: rulings are
// in the order of the records.
void qg_compare_judge_begin(struct qg_compare_judge *judge);
enum qg_fault qg_compare_judge_add(struct qg_compare_judge *judge, const json_t *record);
enum qg_fault qg_compare_judge_batch(struct qg_compare_judge *judge);

// A batch of one.
enum qg_fault qg_compare_judge_one(struct qg_compare_ruling *out, struct qg_compare_judge *judge,
                                   const json_t *record);

// Reads records from memory, one a line, into a run until nothing is left.
enum qg_fault qg_compare_feed(struct qg_run *run, const struct qg_reader_plan *plan,
                              struct qg_str lines);

#endif
