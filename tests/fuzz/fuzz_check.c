// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as records under the policy for Order 300, read by both engines: they agree on what is
// a record, on every finding of a rule with its facts, and on every verdict.

#include "fuzz.h"

#include "json_mutator.h"
#include "judged.h"
#include "policy.h"

#include <stdlib.h>

enum { LONGEST = 1 << 16 };

// The policy, compiled once; a fuzz target has nowhere else to keep it.
static struct qg_policy policy;
static struct qg_judge judge;

static void prepare(void) {
    qg_policy_init(&policy);
    if (qg_policy_add_builtin(&policy) != QG_OK || qg_policy_compile(&policy) != QG_OK ||
        policy.program == NULL || !qg_judge_open(&judge, policy.program, policy.native))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_text bulk = {0}, reference = {0};
    struct qg_str bytes = {(const char *)data, size};
    if (size > LONGEST)
        return 0;
    if (policy.program == NULL)
        prepare();
    (void)qg_judge_records(&judge, QG_ENGINE_BULK, bytes, &bulk);
    (void)qg_judge_records(&judge, QG_ENGINE_JANSSON, bytes, &reference);
    if (!qg_str_equal(qg_text_str(&bulk), qg_text_str(&reference)))
        abort();
    qg_text_free(&bulk);
    qg_text_free(&reference);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed) {
    return qg_json_mutate_records(data, size, room, seed);
}
