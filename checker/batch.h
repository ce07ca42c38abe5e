// SPDX-License-Identifier: Apache-2.0
//
// A rule that is judged for several chains of arguments one after the other, so that its code, and
// what the processor has learnt of its branches, is used more than once.
#ifndef QG_BATCH_H
#define QG_BATCH_H

#include "machine.h"

#define QG_UNDECIDED ((struct qg_check){{0, 1}, {0, 1}})

struct qg_batch {
    int32_t check;  // the rule's function
    uint32_t count; // of chains; at least one
    const struct qg_chain *const *chains;
    struct qg_check *out; // [count]; undecided where the steps of the chain's machine ran out
};

#endif
