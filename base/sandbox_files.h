// SPDX-License-Identifier: Apache-2.0
//
// What is asked of Landlock (sandbox.h). Each of its versions knows more than the one before, and a
// kernel refuses to be asked for what it does not know: so what is asked follows from the version,
// by functions of nothing else, for the kernels that there are cannot all be had for a test.
#ifndef QG_SANDBOX_FILES_H
#define QG_SANDBOX_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is given up, as struct landlock_ruleset_attr of version 6 and later has it.
struct qg_landlock_given_up {
    uint64_t files, network, scopes;
};

// For the version `abi`, 1 or later; the bytes that a kernel of that version is to be shown.
size_t qg_landlock_give_up(struct qg_landlock_given_up *out, int abi);

// What is kept of it, by QG_SANDBOX_… or'ed: nothing that version 1 does not know.
uint64_t qg_landlock_keep(bool folder, unsigned use);

#endif
