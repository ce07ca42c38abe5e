// SPDX-License-Identifier: Apache-2.0
//
// One cause, one finding: which of a record's findings are silenced by a violated one. A finding
// is silenced by a violation of a rule that `silences` it, if both are about the same elements as
// far as their loops run together: a void hearing silences the vote of that hearing, not of the
// next one. Look-ups are hashed, so a record with many findings costs no more than linear time.

#ifndef QG_SILENCE_H
#define QG_SILENCE_H

#include "case.h"

struct qg_silencers;

// Prepares the reverse of `silences` for a program: who may silence each rule. NULL: no memory.
struct qg_silencers *qg_silencers_new(const struct qg_program *program);
void qg_silencers_free(struct qg_silencers *silencers);

// Takes in the violated ones of a record's instances.
enum qg_fault qg_silencers_load(struct qg_silencers *silencers, const struct qg_instance *found,
                                uint32_t count);

// The rule whose violation silences `instance`, or QG_NONE. Only violated and undetermined
// instances can be silenced.
int32_t qg_silenced_by(const struct qg_silencers *silencers, const struct qg_instance *instance);

#endif
