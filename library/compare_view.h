// SPDX-License-Identifier: Apache-2.0
//
// What one of two versions of the law finds in a record that was walked with both. A *matter* is a
// rule, whatever its version, together with the elements it is about; what two versions find in
// the same matter can be held against each other.
#ifndef QG_COMPARE_VIEW_H
#define QG_COMPARE_VIEW_H

#include "run.h"

// What a version finds: violated or undetermined with a severity, or nothing.
struct qg_compare_state {
    bool found;
    enum qg_outcome outcome; // satisfied where nothing is found
    int32_t severity;
};

bool qg_compare_same_state(struct qg_compare_state a, struct qg_compare_state b);

struct qg_compare_view {
    const struct qg_case_worlds *of;
    const struct qg_weight *weights; // of the version's world
    const bool *watched;             // [rule_count]: rules that are looked at
    const uint32_t *first;           // [rule_count]: the first version of each
};

// Whether instance `at` is a finding of that version, and of a rule that is watched.
bool qg_compare_stands(const struct qg_compare_view *v, uint32_t at);

// What such an instance comes to.
struct qg_compare_state qg_compare_state_of(const struct qg_compare_view *v, uint32_t at);

// Whether two instances are about the same matter.
bool qg_compare_same_matter(const struct qg_compare_view *v, uint32_t a, uint32_t b);

// What the version finds in the matter of instance `at`: the same as `wanted` if it finds that
// too, else what it finds first, else nothing.
struct qg_compare_state qg_compare_answer(const struct qg_compare_view *v, uint32_t at,
                                          struct qg_compare_state wanted);

// For each rule of the program, the first of its versions.
void qg_compare_firsts(uint32_t *out, const struct qg_program *program);

#endif
