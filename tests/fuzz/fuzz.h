// SPDX-License-Identifier: Apache-2.0
//
// The one function that a fuzz target defines. libFuzzer has no header for it; declaring it here
// lets the targets and replay.c compile under -Wmissing-prototypes and agree on the type.
#ifndef QG_FUZZ_H
#define QG_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// Feeds one input of `size` bytes to the code under test. Returns 0; what is wrong ends in abort().
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
