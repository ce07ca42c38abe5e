// SPDX-License-Identifier: Apache-2.0
//
// A fast hash of bytes for tables in memory: two 64-bit multiplications into 128 bits per 16
// bytes, each folded by exclusive or, in the manner of wyhash. Keys come from untrusted files, so
// tables are seeded and their order must never reach an output. Not for digests: it promises
// nothing against someone who knows the seed, and it differs between byte orders.
#ifndef QG_HASH_H
#define QG_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t qg_hash(const char *at, size_t len, uint64_t seed);

#endif
