// SPDX-License-Identifier: Apache-2.0
//
// Results of derived fields that must not go into the memo slots of the record: those computed
// under varied readings or boundary modes, and those whose whys are wanted too. Without it a deep
// chain of definitions would be computed again for every use of every one of them. Keyed by the
// memo slot; stamped, so that forgetting everything costs nothing.
#ifndef QG_MEMO_H
#define QG_MEMO_H

#include "program.h"

struct qg_why;

// Beyond this many results of one record and mode no further ones are remembered.
enum { QG_MEMO_LIMIT = 1 << 18 };

struct qg_memo_entry {
    uint32_t slot, stamp; // of the record; `stamp` of the memo where the entry is in use
    struct qg_value value;
    struct qg_why *why;
    bool traced; // `why` is filled in
};

// A zeroed one is empty but for its stamp; qg_memo_forget makes it ready.
struct qg_memo {
    struct qg_memo_entry *entries; // owned; a power of two of them, or none
    uint32_t cap, count, stamp;
};

// The result remembered for `slot`, or NULL.
const struct qg_memo_entry *qg_memo_find(const struct qg_memo *memo, uint32_t slot);

// Remembers, or replaces, a result; without memory it is simply not remembered.
void qg_memo_put(struct qg_memo *memo, struct qg_memo_entry entry);

void qg_memo_forget(struct qg_memo *memo);
void qg_memo_free(struct qg_memo *memo);

#endif
