// SPDX-License-Identifier: Apache-2.0
//
// The records that a search begins with: those that were given, those of the policy's own tests,
// and the example that the schema makes. A test that expects something of the rule in question is
// the best guide to its boundaries, so its record comes first; of other tests a few will do.
#ifndef QG_COMPARE_SEEDS_H
#define QG_COMPARE_SEEDS_H

#include "compare_search.h"
#include "policy.h"
#include "proof.h"

enum {
    QG_SEEDS_GIVEN = 100, // records that are taken of the files
    QG_SEEDS_TESTS = 12,  // tests of the rule itself
    QG_SEEDS_OTHERS = 2   // other tests, where fewer than that are of the rule
};

struct qg_compare_seeds {
    const struct qg_policy *policy;
    struct qg_proof proof;
    struct qg_arena arena;                 // names
    QG_VEC(struct qg_compare_seed) given;  // records owned, as of the next
    QG_VEC(struct qg_compare_seed) chosen; // for one rule
};

// `policy` is compiled, with its tests. A test that cannot be made is named in `problem`
// (QG_FAULT_READ). To be freed whatever this gave.
enum qg_fault qg_compare_seeds_init(struct qg_compare_seeds *seeds, const struct qg_policy *policy,
                                    struct qg_text *problem);
void qg_compare_seeds_free(struct qg_compare_seeds *seeds);

// Takes the records of a file. What is wrong with it goes to `problem` (QG_FAULT_READ).
enum qg_fault qg_compare_seeds_file(struct qg_compare_seeds *seeds, const char *path,
                                    struct qg_text *problem);

// Fills `chosen` for the rule: records of the kind that it is about, each once.
enum qg_fault qg_compare_seeds_choose(struct qg_compare_seeds *seeds, const struct qg_rule *rule);

#endif
