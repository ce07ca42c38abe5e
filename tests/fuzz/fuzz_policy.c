// SPDX-License-Identifier: Apache-2.0
//
// Any text as a policy: it compiles, or it is refused with diagnostics; nothing else.

#include "fuzz.h"

#include "policy.h"

#include <stdlib.h>

// Longer texts find nothing new and take long.
enum { LONGEST = 1 << 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_policy policy;
    struct qg_text said = {0};
    struct qg_str text = {(const char *)data, size};
    if (size > LONGEST)
        return 0;
    qg_policy_init(&policy);
    enum qg_fault fault = qg_policy_add_text(&policy, QG_STR("fuzz.qagida"), text);
    if (fault == QG_OK)
        fault = qg_policy_compile(&policy);
    if (fault == QG_FAULT_BUG ||
        (fault == QG_OK && policy.program == NULL && qg_policy_errors(&policy) == 0))
        abort(); // the verifier refused our own program, or it was refused without a reason
    if (fault == QG_OK)
        qg_policy_render(&policy, &said, false);
    qg_text_free(&said);
    qg_policy_free(&policy);
    return 0;
}
