// SPDX-License-Identifier: Apache-2.0
//
// Any text as a policy, with records behind a form feed (without one, any bytes as records under
// the policy for Order 300): a program made with every pass that only makes it faster and one made
// without, which judges each record by itself, say the same of the records and of the policy's own
// tests.

#include "fuzz.h"

#include "judged.h"
#include "policy.h"
#include "policy_test.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 1 << 16 };

// One policy at both levels.
struct pair {
    struct qg_policy plain, optimised;
};

// The policy for Order 300, compiled once; a fuzz target has nowhere else to keep it.
static struct pair order;

static void demand(bool holds) {
    if (!holds)
        abort();
}

static void begin(struct pair *pair) {
    qg_policy_init(&pair->plain);
    qg_policy_init(&pair->optimised);
    pair->plain.unoptimised = true;
}

static void end(struct pair *pair) {
    qg_policy_free(&pair->plain);
    qg_policy_free(&pair->optimised);
}

// Whether there is a program of either kind. The plain one may be refused for wanting more
// registers than there are.
static bool compile(struct pair *pair) {
    enum qg_fault plain = qg_policy_compile(&pair->plain);
    enum qg_fault optimised = qg_policy_compile(&pair->optimised);
    demand(plain != QG_FAULT_BUG && optimised != QG_FAULT_BUG);
    if (plain != QG_OK || pair->plain.program == NULL)
        return false;
    demand(optimised == QG_OK && pair->optimised.program != NULL);
    return true;
}

static void compare_records(const struct pair *pair, struct qg_str records) {
    struct qg_text plain = {0}, optimised = {0};
    struct qg_judge left, right;
    bool settled = qg_judge_open(&left, pair->plain.program, NULL);
    demand(qg_judge_open(&right, pair->optimised.program, NULL) == settled);
    left.alone = true;
    if (settled && qg_judge_records(&left, QG_ENGINE_BULK, records, &plain) &&
        qg_judge_records(&right, QG_ENGINE_BULK, records, &optimised))
        demand(qg_str_equal(qg_text_str(&plain), qg_text_str(&optimised)));
    qg_judge_close(&left);
    qg_judge_close(&right);
    qg_text_free(&plain);
    qg_text_free(&optimised);
}

static void report_tests(struct qg_policy *policy, struct qg_text *out) {
    struct qg_policy_tests tests;
    demand(qg_policy_test(policy, (struct qg_test_filter){0}, &tests) == QG_OK);
    qg_test_report(QG_TEST_TAP, qg_policy_tests_cases(&tests), false, out);
    qg_policy_tests_free(&tests);
}

static void compare_tests(struct pair *pair) {
    struct qg_text plain = {0}, optimised = {0};
    report_tests(&pair->plain, &plain);
    report_tests(&pair->optimised, &optimised);
    demand(qg_str_equal(qg_text_str(&plain), qg_text_str(&optimised)));
    qg_text_free(&plain);
    qg_text_free(&optimised);
}

static void compare_policy(struct qg_str text, struct qg_str records) {
    struct pair pair;
    begin(&pair);
    demand(qg_policy_add_text(&pair.plain, QG_STR("fuzz.qagida"), text) == QG_OK &&
           qg_policy_add_text(&pair.optimised, QG_STR("fuzz.qagida"), text) == QG_OK);
    if (compile(&pair)) {
        compare_records(&pair, records);
        compare_tests(&pair);
    }
    end(&pair);
}

static void compare_order(struct qg_str records) {
    if (order.plain.program == NULL) {
        begin(&order);
        demand(qg_policy_add_builtin(&order.plain) == QG_OK &&
               qg_policy_add_builtin(&order.optimised) == QG_OK && compile(&order));
    }
    compare_records(&order, records);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_str all = {(const char *)data, size};
    const char *feed = size > 0 ? memchr(data, '\f', size) : NULL;
    if (size > LONGEST)
        return 0;
    if (feed == NULL) {
        compare_order(all);
        return 0;
    }
    size_t at = (size_t)(feed - all.at);
    compare_policy(qg_str_slice(all, 0, at), qg_str_slice(all, at + 1, size));
    return 0;
}
