// SPDX-License-Identifier: Apache-2.0
//
// Raising flags: what the reader of a verdict is told although it is no breach. A flag asks what
// the record says and, where it names severities, whether such a breach stands, so that it comes
// after the verdicts. Nothing unknown ever raises one.

#ifndef QG_FLAGS_H
#define QG_FLAGS_H

#include "arena.h"
#include "finding.h"
#include "machine.h"

// What is told of a verdict: in which languages, and whether what is to be done about it as well.
// As in qg_run_options.
struct qg_flags_wanted {
    const bool *languages; // [QG_LANGS]
    bool remedies;
};

// Raises the flags of the verdicts' act, in `arena`, and puts the verdicts with priority first.
// False if out of memory.
bool qg_flags_raise(struct qg_machine *m, struct qg_arena *arena, struct qg_flags_wanted wanted,
                    struct qg_verdict *verdicts, uint32_t count);

#endif
