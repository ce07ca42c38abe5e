// SPDX-License-Identifier: Apache-2.0
//
// What may be said of a policy of which some files were not understood. The others are checked all
// the same, so that a mistake in one chapter does not hide those in the next; but what only follows
// from a declaration that went lost is held back, and of the broken files themselves nothing more
// is said. Nothing is lost thereby: it is reported once the sentences are in order.
#ifndef QG_PARTIAL_H
#define QG_PARTIAL_H

#include "compile.h"

#include "intern.h"

struct qg_partial {
    const struct qg_compilation *c;
    struct qg_intern words; // of the broken files: what they may declare is among them
    bool *broken;           // by source
};

// Whether checking makes sense: no file is broken, or at least one of the policy's own is whole.
bool qg_partial_is_worth_it(const struct qg_compilation *c);

// Has the compilation's list of diagnostics take only what may be said from now on; where no file
// is broken, that is everything. QG_FAULT_MEMORY if memory is out. To be ended in any case.
enum qg_fault qg_partial_begin(struct qg_partial *partial, struct qg_compilation *c);
void qg_partial_end(struct qg_partial *partial, struct qg_compilation *c);

#endif
