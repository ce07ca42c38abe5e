// SPDX-License-Identifier: Apache-2.0
//
// For what must run without compiled policies: the command that compiles them, and the fuzzers,
// whose subject is the interpreter.
#include "natives.h"

const struct qg_native *const qg_natives[] = {NULL};

const struct qg_built_in qg_built_in = {NULL, NULL, false};
