// SPDX-License-Identifier: Apache-2.0
//
// The tests of a policy made ready to be run over and over, also against programs that were made
// of the same policy with something altered: their records are built once. A test knows rules by
// their ids alone, so it can be held against any program that has them.

#ifndef QG_PROOF_H
#define QG_PROOF_H

#include "arena.h"
#include "compile.h"
#include "fault.h"
#include "text.h"
#include "trial.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_proof_test {
    const struct qg_decl *decl; // of the compilation
    struct qg_str json;         // the record, in the proof's arena
};

struct qg_proof {
    const struct qg_compilation *c; // not owned; must outlive the proof
    struct qg_arena arena;
    QG_VEC(struct qg_proof_test) tests;
};

// Makes all tests of a compilation ready. A test that cannot be is named in `problem` (one line),
// and the fault is QG_FAULT_READ. To be freed either way.
enum qg_fault qg_proof_init(struct qg_proof *proof, const struct qg_compilation *c,
                            struct qg_text *problem);
void qg_proof_free(struct qg_proof *proof);

// Which part of a program a test is run with, as in qg_trial_run_part.
struct qg_proof_part {
    const bool *enabled;
    bool calm;
};

// Runs one test's record under the test's settings. `trial` is to be begun and freed by the caller.
// QG_FAULT_READ if the program does not know a setting.
enum qg_fault qg_proof_run(const struct qg_proof *proof, const struct qg_proof_test *test,
                           const struct qg_program *program, struct qg_proof_part part,
                           struct qg_trial *trial);

#endif
