// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file of exceptions to the policy for Order 300: it is read, or refused with a
// reason.

#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): memfd_create

#include "fuzz_file.h"

#include "exceptions.h"
#include "policy.h"

enum { LONGEST = 1 << 14 };

// The policy, compiled once; a fuzz target has nowhere else to keep it.
static struct qg_policy policy;

static void prepare(void) {
    qg_policy_init(&policy);
    if (qg_policy_add_builtin(&policy) != QG_OK || qg_policy_compile(&policy) != QG_OK ||
        policy.program == NULL)
        abort();
}

static void hear(void *user, struct qg_str line) {
    (void)user;
    if (line.len == 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_exceptions exceptions;
    struct qg_text problem = {0};
    if (size > LONGEST)
        return 0;
    if (policy.program == NULL)
        prepare();
    struct fuzz_file file = fuzz_file_open(data, size);
    enum qg_fault fault =
        qg_exceptions_read(&exceptions, file.path, policy.program, NULL, 1, &problem);
    if (fault == QG_OK)
        qg_exceptions_tell(&exceptions, 20000, NULL, hear, NULL);
    else if (fault != QG_FAULT_READ || problem.len == 0)
        abort();
    qg_exceptions_free(&exceptions);
    qg_text_free(&problem);
    fuzz_file_close(&file);
    return 0;
}
