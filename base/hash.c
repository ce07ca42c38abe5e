// SPDX-License-Identifier: Apache-2.0
#include "hash.h"

#include <string.h>

// Odd constants with about as many ones as zeros in every byte, without a pattern.
#define KEY_A UINT64_C(0x9e3779b97f4a7c15)
#define KEY_B UINT64_C(0xd1b54a32d192ed03)
#define KEY_C UINT64_C(0x8cb92ba72f3d8dd7)

static uint64_t word(const char *at) {
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

// 1 to 7 bytes as one word: two overlapping halves, or the first, middle and last byte of three.
static uint64_t short_word(const char *at, size_t len) {
    uint32_t first, last;
    if (len < 4)
        return (uint64_t)(unsigned char)at[0] | (uint64_t)(unsigned char)at[len / 2] << 8 |
               (uint64_t)(unsigned char)at[len - 1] << 16;
    memcpy(&first, at, sizeof first);
    memcpy(&last, at + len - 4, sizeof last);
    return (uint64_t)first << 32 | last;
}

// The last 0 to 16 bytes as two words; where there are 8 or more, the two may overlap.
static uint64_t tail(const char *at, size_t len, uint64_t key, uint64_t state) {
    uint64_t first = 0, last = 0;
    if (len >= 8) {
        first = word(at);
        last = word(at + len - 8);
    } else if (len > 0) {
        first = short_word(at, len);
    }
    return qg_hash_fold(first ^ key, last ^ state);
}

// Both factors of each product hold what comes of the seed: bytes that made one of them zero would
// wipe out all that stands before them.
uint64_t qg_hash(const char *at, size_t len, uint64_t seed) {
    uint64_t key = qg_hash_fold(seed ^ KEY_A, KEY_C), state = qg_hash_fold(key ^ KEY_B, KEY_A);
    size_t left = len;
    for (; left > 16; left -= 16, at += 16)
        state = qg_hash_fold(word(at) ^ key, word(at + 8) ^ state);
    return qg_hash_fold(tail(at, left, key, state) ^ KEY_C, (uint64_t)len ^ KEY_A);
}
