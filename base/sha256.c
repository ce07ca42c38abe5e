// SPDX-License-Identifier: Apache-2.0
#include "sha256.h"

#include <stddef.h>
#include <string.h>

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

void qg_sha256_init(struct qg_sha256 *sha) {
    *sha = (struct qg_sha256){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                        0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

static uint32_t rotate(uint32_t x, int by) {
    return x >> by | x << (32 - by);
}

// The block's sixteen words, and the forty-eight that follow from them.
static void spread(uint32_t words[64], const unsigned char *block) {
    for (int i = 0; i < 16; i++, block += 4)
        words[i] = (uint32_t)block[0] << 24 | (uint32_t)block[1] << 16 | (uint32_t)block[2] << 8 |
                   (uint32_t)block[3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = words[i - 15], b = words[i - 2];
        uint32_t low = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3;
        uint32_t high = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10;
        words[i] = words[i - 16] + low + words[i - 7] + high;
    }
}

// One round, after which `h` stands where `a` stood, and each of the others one place on: the
// caller changes their names instead of moving them.
static inline void mix(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f,
                       uint32_t g, uint32_t *h, uint32_t word) {
    uint32_t big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    uint32_t first = *h + big1 + ((e & f) ^ (~e & g)) + word;
    uint32_t big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    *d += first;
    *h = first + big0 + ((a & b) ^ (a & c) ^ (b & c));
}

static void absorb(struct qg_sha256 *sha, const unsigned char *block) {
    uint32_t words[64], v[8];
    spread(words, block);
    memcpy(v, sha->state, sizeof v);
    uint32_t a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
    for (int i = 0; i < 64; i += 8) {
        const uint32_t *w = words + i, *k = round_constants + i;
        mix(a, b, c, &d, e, f, g, &h, w[0] + k[0]);
        mix(h, a, b, &c, d, e, f, &g, w[1] + k[1]);
        mix(g, h, a, &b, c, d, e, &f, w[2] + k[2]);
        mix(f, g, h, &a, b, c, d, &e, w[3] + k[3]);
        mix(e, f, g, &h, a, b, c, &d, w[4] + k[4]);
        mix(d, e, f, &g, h, a, b, &c, w[5] + k[5]);
        mix(c, d, e, &f, g, h, a, &b, w[6] + k[6]);
        mix(b, c, d, &e, f, g, h, &a, w[7] + k[7]);
    }
    const uint32_t mixed[8] = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < 8; i++)
        sha->state[i] = v[i] + mixed[i];
}

void qg_sha256_add(struct qg_sha256 *sha, struct qg_str bytes) {
    while (bytes.len > 0) {
        size_t used = (size_t)(sha->bytes % 64), room = 64 - used;
        size_t taken = bytes.len < room ? bytes.len : room;
        memcpy(sha->block + used, bytes.at, taken);
        sha->bytes += taken;
        if (taken == room)
            absorb(sha, sha->block);
        bytes = qg_str_slice(bytes, taken, bytes.len);
    }
}

// A one bit, zeros, and the length in bits fill up the last block.
static void pad(struct qg_sha256 *sha) {
    uint64_t bits = sha->bytes * 8;
    char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (char)(unsigned char)(bits >> (56 - 8 * i));
    qg_sha256_add(sha, QG_STR("\x80"));
    while (sha->bytes % 64 != 56)
        qg_sha256_add(sha, (struct qg_str){"\0", 1});
    qg_sha256_add(sha, (struct qg_str){length, 8});
}

void qg_sha256_end_bytes(struct qg_sha256 *sha, unsigned char out[QG_SHA256_BYTES]) {
    pad(sha);
    for (int i = 0; i < QG_SHA256_BYTES; i++)
        out[i] = (unsigned char)(sha->state[i / 4] >> (24 - 8 * (i % 4)));
}

void qg_sha256_end(struct qg_sha256 *sha, char out[QG_SHA256_HEX + 1]) {
    unsigned char bytes[QG_SHA256_BYTES];
    qg_sha256_end_bytes(sha, bytes);
    for (int i = 0; i < QG_SHA256_HEX; i++)
        out[i] = "0123456789abcdef"[bytes[i / 2] >> (4 - 4 * (i % 2)) & 15];
    out[QG_SHA256_HEX] = '\0';
}
