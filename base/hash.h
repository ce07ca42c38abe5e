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

// The full product of two words, its halves folded together: one multiplication spreads every
// bit of both over the whole result.
static inline uint64_t qg_hash_fold(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX), high = (a >> 32) * (b >> 32);
    uint64_t cross = (a >> 32) * (b & UINT32_MAX) ^ (a & UINT32_MAX) * (b >> 32);
    return low ^ high ^ (cross << 32 | cross >> 32);
#endif
}

#endif
