// SPDX-License-Identifier: Apache-2.0
//
// A finding with the whole account of how it came about: the steps that led to it, what a day more
// or less would have given, and what each answer to a missing fact would decide. Made while the
// record is at hand, for the one record that somebody asks about.
#ifndef QG_EXPLAINED_H
#define QG_EXPLAINED_H

#include "answers.h"
#include "instance.h"
#include "replay.h"

// The outcomes under the boundary modes, in their order; all the same where no day matters.
enum { QG_DAY_LATER, QG_DAY_SOONER, QG_DAY_ROUNDED, QG_DAYS };

struct qg_explained {
    const struct qg_finding *finding;
    const struct qg_why_step
        *steps; // of its rule: filters, force, conditions, requirement, exemptions
    enum qg_outcome days[QG_DAYS];
    const struct qg_answers *answers; // one for each missing fact
    uint32_t answer_count;
};

// Explains a finding of the replay's record, of which the walk kept `instance`. `pristine` is the
// record's slots before anything was computed from them (answers.h). In the replay's arena; false
// if out of memory.
bool qg_explain_finding(struct qg_replay *replay, const struct qg_pristine *pristine,
                        const struct qg_finding *finding, const struct qg_instance *instance,
                        struct qg_explained *out);

// What scope rule `rule` says for the elements `args`: why it shut what it governs.
const struct qg_why_step *qg_explain_scope_rule(struct qg_replay *replay, uint32_t rule,
                                                const struct qg_value *args);

// Why a rule left no instance in the replay's record: the loops around it, down to where a list
// ends or a filter lets nothing through. NULL if out of memory.
const struct qg_why_step *qg_explain_absence(struct qg_replay *replay, uint32_t rule);

#endif
