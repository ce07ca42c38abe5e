// SPDX-License-Identifier: Apache-2.0
//
// For tests of what is made from a whole policy: its text in, its program out.
#ifndef QG_POLICY_TEXT_H
#define QG_POLICY_TEXT_H

#include "policy.h"

// Compiles `text` into `policy`, which is to be freed. A text that does not compile fails the test.
const struct qg_program *policy_text(struct qg_policy *policy, const char *text);

// One rule: a dossier that is not signed is a breach. For tests of runs, whatever it is that they
// judge.
extern const char policy_of_signatures[];

// For cmocka: the state of a group is that policy, compiled.
int policy_of_signatures_set_up(void **state);
int policy_of_signatures_tear_down(void **state);

#endif
