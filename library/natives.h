// SPDX-License-Identifier: Apache-2.0
//
// The policies that were compiled to C and linked into this program. Which they are is for the
// linker to say: natives.c names them, natives_none.c none, for the command that compiles them.
#ifndef QG_NATIVES_H
#define QG_NATIVES_H

#include "native.h"

extern const struct qg_native *const qg_natives[]; // ends with NULL

#endif
