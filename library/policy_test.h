// SPDX-License-Identifier: Apache-2.0
//
// The tests of a policy, written in the policy's own language: each gives a record, perhaps
// settings, and says what must come of it and why. They run through the same reader and machine as
// any audit, so what they show is what an audit would say.

#ifndef QG_POLICY_TEST_H
#define QG_POLICY_TEST_H

#include "fault.h"
#include "policy.h"
#include "text.h"

#include <stdint.h>

struct qg_policy_test_result {
    uint32_t ran, failed;
};

// Runs every test of a compiled policy whose title contains `filter` (all if that is empty), and
// appends what failed and the closing line. A test that cannot be run has failed.
enum qg_fault qg_policy_test(struct qg_policy *policy, struct qg_str filter, struct qg_text *out,
                             struct qg_policy_test_result *result);

#endif
