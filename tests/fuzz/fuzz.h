// SPDX-License-Identifier: Apache-2.0
//
// What fuzz targets and libFuzzer know of each other. libFuzzer has no header for it; declaring it
// here lets the targets and replay.c compile under -Wmissing-prototypes and agree on the types.
#ifndef QG_FUZZ_H
#define QG_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// Feeds one input of `size` bytes to the code under test. Returns 0; what is wrong ends in abort().
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Which a target may define: alters an input in place, within `room` bytes, by the seed. Returns
// its new size.
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned seed);

// For that: what libFuzzer does by itself. Nobody alters anything where a corpus is replayed, so
// there it is missing.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room) __attribute__((weak));

#endif
