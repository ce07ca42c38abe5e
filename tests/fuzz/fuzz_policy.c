// SPDX-License-Identifier: Apache-2.0
//
// Any text as a policy: it compiles, or it is refused with diagnostics; nothing else. A form feed
// divides it into two files, so that a whole one is checked beside a broken one.

#include "fuzz.h"

#include "policy.h"

#include <stdlib.h>
#include <string.h>

// Longer texts find nothing new and take long.
enum { LONGEST = 1 << 16 };

static enum qg_fault add_files(struct qg_policy *policy, struct qg_str text) {
    const char *feed = text.len > 0 ? memchr(text.at, '\f', text.len) : NULL;
    size_t first = feed != NULL ? (size_t)(feed - text.at) : text.len;
    enum qg_fault fault =
        qg_policy_add_text(policy, QG_STR("fuzz.qagida"), qg_str_slice(text, 0, first));
    if (fault == QG_OK && feed != NULL)
        fault = qg_policy_add_text(policy, QG_STR("more.qagida"),
                                   qg_str_slice(text, first + 1, text.len));
    return fault;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_policy policy;
    struct qg_text said = {0};
    struct qg_str text = {(const char *)data, size};
    if (size > LONGEST)
        return 0;
    qg_policy_init(&policy);
    enum qg_fault fault = add_files(&policy, text);
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
