// SPDX-License-Identifier: Apache-2.0
//
// A rule that is judged for several chains of arguments one after the other, so that its code, and
// what the processor has learnt of its branches, is used more than once. Most of them it does not
// concern, or finds in order: where that settles the matter they are only counted.
#ifndef QG_BATCH_H
#define QG_BATCH_H

#include "machine.h"

#define QG_UNDECIDED ((struct qg_check){{0, 1}, {0, 1}})

// What the rule says of chains[at].
struct qg_finished {
    struct qg_check check; // undecided where the steps of the chain's machine ran out
    uint32_t at;
};

struct qg_batch {
    int32_t check;  // the rule's function
    uint32_t count; // of chains; at least one
    const struct qg_chain *const *chains;
    const bool *clear;  // [count] whether a rule that does not apply there is done with; or NULL
    bool settles;       // whether one that is satisfied there is, too
    uint32_t out;       // how many were done with because it does not apply …
    uint32_t satisfied; // … or holds,
    uint32_t left;      // and how many were not
    struct qg_finished *rest; // [count] room for these, in their order
};

// Takes what the rule says of chains[at].
static inline void qg_batch_take(struct qg_batch *batch, uint32_t at, struct qg_check check) {
    bool clear = batch->clear != NULL && batch->clear[at];
    if (clear && check.applies.hi == 0)
        batch->out++;
    else if (clear && batch->settles && check.holds.lo == 1)
        batch->satisfied++;
    else
        batch->rest[batch->left++] = (struct qg_finished){check, at};
}

#endif
