// SPDX-License-Identifier: Apache-2.0
//
// The tests of a policy, written in the policy's own language: each gives a record, perhaps
// settings, and says what must come of it and why. They run through the same reader and machine as
// any audit, so what they show is what an audit would say.

#ifndef QG_POLICY_TEST_H
#define QG_POLICY_TEST_H

#include "arena.h"
#include "fault.h"
#include "policy.h"
#include "test_report.h"
#include "text.h"
#include "vec.h"

#include <stdint.h>

// What came of the tests. A zeroed one holds nothing.
struct qg_policy_tests {
    struct qg_arena arena;             // owns what the cases say
    QG_VEC(struct qg_test_case) cases; // those that ran; names point into the policy
    uint32_t known;                    // how many the policy has
};

static inline struct qg_test_cases qg_policy_tests_cases(const struct qg_policy_tests *tests) {
    return (struct qg_test_cases){tests->cases.at, tests->cases.len};
}

// Which tests are meant: those that fit one of the patterns, all if there is none. A pattern fits
// a test if it is part of its title, or the id of a rule that the test expects something of; with
// `*` or `?`, if it means the whole of either.
struct qg_test_filter {
    const char *const *patterns;
    uint32_t count;
};

// Runs the tests of a compiled policy, which must outlive `out`. A test that cannot be run has
// failed. `out` is to be freed whatever this gave.
enum qg_fault qg_policy_test(struct qg_policy *policy, struct qg_test_filter filter,
                             struct qg_policy_tests *out);
void qg_policy_tests_free(struct qg_policy_tests *tests);

#endif
