// SPDX-License-Identifier: Apache-2.0
//
// A short text as two words: ids, keys and enum values have 16 bytes at most but for a few, and as
// a pair they are hashed by one multiplication and compared by two comparisons, without a branch
// on their length. Zeros fill the pair up, so texts that may hold zeros differ by length besides.
#ifndef QG_PAIR_H
#define QG_PAIR_H

#include "hash.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define QG_PAIR 16 // bytes

struct qg_pair {
    uint64_t first, last;
};

// The pair of the first `len` bytes, 16 at most, where 16 are readable.
static inline struct qg_pair qg_pair_load(const char *at, size_t len) {
    static const unsigned char masks[2 * QG_PAIR] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                     0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                     0xFF, 0xFF, 0xFF, 0xFF};
    struct qg_pair pair, mask;
    memcpy(&pair, at, QG_PAIR);
    memcpy(&mask, masks + QG_PAIR - len, QG_PAIR);
    return (struct qg_pair){pair.first & mask.first, pair.last & mask.last};
}

// The same where nothing is readable behind the text.
static inline struct qg_pair qg_pair_copy(const char *at, size_t len) {
    struct qg_pair pair = {0, 0};
    if (len > 0)
        memcpy(&pair, at, len);
    return pair;
}

// What a hash begins with. Both words are seeded: whoever could make one of them zero would choose
// the result.
static inline struct qg_pair qg_pair_seed(uint64_t seed) {
    return (struct qg_pair){seed ^ UINT64_C(0x9e3779b97f4a7c15),
                            (seed << 32 | seed >> 32) ^ UINT64_C(0xd1b54a32d192ed03)};
}

static inline uint64_t qg_pair_hash(struct qg_pair pair, struct qg_pair seed) {
    return qg_hash_fold(pair.first ^ seed.first, pair.last ^ seed.last);
}

#endif
