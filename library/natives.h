// SPDX-License-Identifier: Apache-2.0
//
// The policies that were compiled to C and linked into this program. Which they are is for the
// linker to say: natives.c names them, natives_none.c none, for the command that compiles them.
#ifndef QG_NATIVES_H
#define QG_NATIVES_H

#include "native.h"

extern const struct qg_native *const qg_natives[]; // ends with NULL

// The policy that the command carries with it, as it was when the command was compiled; nothing in
// the command that compiles it.
struct qg_built_in {
    const struct qg_program *program;
    const struct qg_native *native;
    bool alone; // without its texts, in a command that was built for it (compiled.h)
};
extern const struct qg_built_in qg_built_in;

#endif
