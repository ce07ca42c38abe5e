// SPDX-License-Identifier: Apache-2.0
//
// A sweep: one value of an act is replaced by others, one after the other, and each becomes a draft
// amendment of its own. What that does to records is what library/impact counts; here stands what
// is replaced, and how a draft of it is written.
//
//     qg_sweep_change_read(&change, …)  or  qg_sweep_change_parameter(&change, …)
//     for each value: qg_sweep_add_draft(&policy, &change, value)

#ifndef QG_SWEEP_H
#define QG_SWEEP_H

#include "arena.h"
#include "policy.h"

// What is replaced, and in which act.
struct qg_sweep_change {
    struct qg_str act;
    struct qg_str text;    // "in paragraph 35 replace 1 month with": up to the value
    struct qg_str present; // "1 month": the value as it stands
    const char *option;    // that it was given with: diagnostics name it
};

// A change as an amendment words it, up to and including `with`. `act` may be empty where the
// program has one act only. False with the reason in `problem`. The texts stay those of the caller.
struct qg_sweep_wish {
    struct qg_str act, what; // what: the change, or the name of a parameter
};
bool qg_sweep_change_read(struct qg_sweep_change *out, const struct qg_program *program,
                          struct qg_sweep_wish wish, struct qg_text *problem);

// The default of a parameter.
bool qg_sweep_change_parameter(struct qg_sweep_change *out, struct qg_arena *arena,
                               const struct qg_program *program, struct qg_sweep_wish wish,
                               struct qg_text *problem);

// Adds a draft with `value` in the place of the one that stands.
enum qg_fault qg_sweep_add_draft(struct qg_policy *policy, const struct qg_sweep_change *change,
                                 struct qg_str value);

#endif
