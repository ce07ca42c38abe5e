// SPDX-License-Identifier: Apache-2.0
//
// Coverage of a policy by its own tests: runs them all and notes what each of them expects. Only
// an expectation proves an outcome; what merely happens along the way is noted apart, for there a
// test needs but one more line.

#ifndef QG_COVER_H
#define QG_COVER_H

#include "cover_explained.h"
#include "coverage.h"
#include "proof.h"

struct qg_cover {
    struct qg_coverage coverage;  // into what follows and the compilation
    struct qg_cover_rule *rules;  // of the coverage, to be written
    struct qg_cover_flag *flags;  // likewise
    struct qg_arena arena;        // owns its tables
    const struct qg_decl *failed; // the first test that does not pass, or NULL: then all do
};

// Runs the proof's tests and fills in the coverage, without mutation. `proof` must outlive it. To
// be freed whatever this gave.
enum qg_fault qg_cover(struct qg_cover *out, const struct qg_proof *proof);
void qg_cover_free(struct qg_cover *cover);

// Takes out the outcomes that are explained, and marks them so in `explained`.
enum qg_fault qg_cover_explain(struct qg_cover *cover, struct qg_cover_explained *explained);

// Lists, when all that is explained was marked, what is stale of it: explanations of alterations
// only if `mutated`, and then only those that contain `filter`.
enum qg_fault qg_cover_stale(struct qg_cover *cover, const struct qg_cover_explained *explained,
                             bool mutated, struct qg_str filter);

// The place of a span as coverage shows it.
struct qg_cover_place qg_cover_place(const struct qg_compilation *c, struct qg_span span);

#endif
