// SPDX-License-Identifier: Apache-2.0
//
// What a test expects, held against what came out.
//
// A finding (violated, undetermined) is expected of some instance of its rule; with `on` and
// `hearing`, of one about them. A calm outcome (satisfied, exempt, …) is a promise about the rule:
// some instance has it and none that is meant has a finding. A finding that is silenced is met
// only by an expectation that says by what.

#ifndef QG_EXPECT_H
#define QG_EXPECT_H

#include "text.h"
#include "tree.h"
#include "trial.h"

#include <stdbool.h>

// Whether the trial is as expected. If not, appends the difference: for the instance that comes
// nearest what was expected ("- "), what came out ("+ ") and what is as it should be ("  "), with
// its message and missing facts; then the rule's other instances.
bool qg_expect_met(const struct qg_expect *expect, const struct qg_program *program,
                   const struct qg_trial *trial, struct qg_text *found);

// The outcome that is expected (or, of QG_EXPECT_NONE, refused).
enum qg_outcome qg_expect_outcome(const struct qg_expect *expect);

#endif
