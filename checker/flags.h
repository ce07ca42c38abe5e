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

// Raises the flags of the verdicts' act, in `arena`, and puts the verdicts with priority first.
// `languages` as in qg_run_options. False if out of memory.
bool qg_flags_raise(struct qg_machine *m, struct qg_arena *arena, const bool *languages,
                    struct qg_verdict *verdicts, uint32_t count);

#endif
