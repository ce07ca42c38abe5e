// SPDX-License-Identifier: Apache-2.0
//
// Any text as a policy: it compiles, or it is refused with diagnostics; nothing else. A form feed
// divides it into two files, so that a whole one is checked beside a broken one. A text that can be
// read can be laid out: the layout means the same and is laid out as it is.

#include "fuzz.h"

#include "arena.h"
#include "compile.h"
#include "consolidate.h"
#include "diag.h"
#include "diff.h"
#include "format.h"
#include "parse.h"
#include "policy.h"
#include "source.h"
#include "tree_print.h"

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

// Appends the layout and the tree of a text; false for one with errors.
static bool read_and_format(struct qg_str text, struct qg_text *layout, struct qg_text *tree) {
    struct qg_sources sources = {0};
    struct qg_diag_list diags;
    struct qg_arena arena;
    struct qg_file *file = NULL;
    uint32_t index = 0;
    qg_diag_init(&diags);
    qg_arena_init(&arena, "fuzz");
    demand(qg_sources_add(&sources, QG_STR("fuzz"), text, &index) == QG_OK);
    demand(qg_format(&sources, index, &diags, layout) == QG_OK);
    bool good = qg_diag_errors(&diags) == 0;
    if (good) {
        demand(qg_parse_file(&arena, &sources, index, &diags, &file) == QG_OK);
        qg_tree_print(file, tree);
    }
    qg_arena_free(&arena);
    qg_diag_free(&diags);
    qg_sources_free(&sources);
    return good;
}

static void check_layout(struct qg_str text) {
    struct qg_text once = {0}, again = {0}, before = {0}, after = {0};
    if (read_and_format(text, &once, &before)) {
        demand(read_and_format(qg_text_str(&once), &again, &after));
        demand(qg_str_equal(qg_text_str(&once), qg_text_str(&again)));
        demand(qg_str_equal(qg_text_str(&before), qg_text_str(&after)));
    }
    qg_text_free(&once);
    qg_text_free(&again);
    qg_text_free(&before);
    qg_text_free(&after);
}

// Whether a file of the policy names another one as a module, which one text cannot.
static bool uses_own(const struct qg_compilation *c) {
    for (uint32_t i = 0; i < c->file_count; i++)
        for (uint32_t k = 0; k < c->modules[i].use_count; k++)
            if (c->modules[c->modules[i].uses[k]].policy)
                return true;
    return false;
}

// What compiles can be consolidated, and means the same by itself.
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
    check_layout(text);
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
