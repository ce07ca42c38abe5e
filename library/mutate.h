// SPDX-License-Identifier: Apache-2.0
//
// Mutation of a policy: each alteration (alter.h) is made in turn, the policy is compiled anew, and
// the tests are held against it. An alteration that fails no test has survived: either no test
// looks at what was altered, or it makes no difference, which a person has to say.
//
// It stays fast because a test can only notice a rule whose digest changed, needs the rules
// that it names and those that silence them, and the first test that fails ends the matter.

#ifndef QG_MUTATE_H
#define QG_MUTATE_H

#include "alter.h"
#include "fault.h"
#include "proof.h"

#include <stdint.h>

enum qg_mutant_fate {
    QG_MUTANT_KILLED,   // a test failed
    QG_MUTANT_SURVIVED, // none did
    QG_MUTANT_REFUSED,  // it does not compile: no alteration at all
    QG_MUTANT_SAME,     // it decides nothing: the rules come out the same
    QG_MUTANT_FATES
};

struct qg_mutation {
    struct qg_arena arena;
    struct qg_alterations alterations;
    enum qg_mutant_fate *fates; // [alterations.items.len], in the arena
};

struct qg_mutate_options {
    struct qg_str filter; // only alterations whose place contains it; empty: all
    uint32_t jobs;        // threads, at least 1
};

// Tries the alterations of the proof's compilation on all of its tests, which must pass as they
// are. To be freed either way.
enum qg_fault qg_mutate(struct qg_mutation *out, struct qg_proof *proof,
                        const struct qg_mutate_options *options);
void qg_mutation_free(struct qg_mutation *mutation);

#endif
