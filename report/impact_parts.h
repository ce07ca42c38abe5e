// SPDX-License-Identifier: Apache-2.0
//
// What the formats of an impact say alike: the words for states, verdicts and turns, and which
// provision a difference is put down to.

#ifndef QG_IMPACT_PARTS_H
#define QG_IMPACT_PARTS_H

#include "impact_report.h"

// In the reader's language; static storage.
const char *qg_impact_state_word(int state, int lang);
const char *qg_impact_verdict_word(int verdict, int lang);
const char *qg_impact_turn_word(enum qg_impact_turn turn, int lang);

// The version of the rule that is the law with the draft; where the draft has none, the one before;
// NULL for what no rule says.
const struct qg_rule *qg_impact_provision(const struct qg_program *program,
                                          const struct qg_impact_finding *finding);

#endif
