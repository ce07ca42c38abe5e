// SPDX-License-Identifier: Apache-2.0
//
// Any text as a policy: it compiles, or it is refused with diagnostics; nothing else. A form feed
// divides it into two files, so that a whole one is checked beside a broken one. What compiles can
// be consolidated, and means the same by itself.

#include "fuzz.h"

#include "compile.h"
#include "consolidate.h"
#include "diff.h"
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

static void demand(bool holds) {
    if (!holds)
        abort();
}

// Whether a file of the policy names another one as a module, which one text cannot.
static bool uses_own(const struct qg_compilation *c) {
    for (uint32_t i = 0; i < c->file_count; i++)
        for (uint32_t k = 0; k < c->modules[i].use_count; k++)
            if (c->modules[c->modules[i].uses[k]].policy)
                return true;
    return false;
}

static void check_consolidation(const struct qg_policy *policy) {
    struct qg_consolidate_wish wish = {.day = QG_NONE};
    struct qg_policy alone;
    struct qg_text text = {0};
    struct qg_law law, same;
    struct qg_diff diff = {0};
    qg_policy_init(&alone);
    demand(qg_consolidate_whole(policy, &wish, &text) == QG_OK);
    demand(qg_policy_add_text(&alone, QG_STR("whole.qagida"), qg_text_str(&text)) == QG_OK);
    demand(qg_policy_compile(&alone) == QG_OK && alone.program != NULL);
    qg_law_on(policy->compilation, 0, QG_NONE, &law);
    qg_law_on(alone.compilation, 0, QG_NONE, &same);
    demand(qg_diff(&diff, (struct qg_contrast_side){law.typed, &policy->compilation->sources},
                   (struct qg_contrast_side){same.typed, &alone.compilation->sources}) == QG_OK);
    demand(diff.items.len == 0);
    qg_diff_free(&diff);
    qg_text_free(&text);
    qg_policy_free(&alone);
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
    if (fault == QG_OK && policy.program != NULL && !uses_own(policy.compilation))
        check_consolidation(&policy);
    if (fault == QG_OK)
        qg_policy_render(&policy, &said, false);
    qg_text_free(&said);
    qg_policy_free(&policy);
    return 0;
}
