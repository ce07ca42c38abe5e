// SPDX-License-Identifier: Apache-2.0
//
// For tests of what is made from a whole policy: its text in, its program out.
#ifndef QG_POLICY_TEXT_H
#define QG_POLICY_TEXT_H

#include "policy.h"

// Compiles `text` into `policy`, which is to be freed. A text that does not compile fails the test.
const struct qg_program *policy_text(struct qg_policy *policy, const char *text);

#endif
