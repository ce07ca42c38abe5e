// SPDX-License-Identifier: Apache-2.0
//
// SHA-256 (FIPS 180-4). A report names the exact policy text it was made with, and a digest is
// how a text is named; nothing here keeps a secret (hmac.h does).
#ifndef QG_SHA256_H
#define QG_SHA256_H

#include "str.h"

#include <stdint.h>

#define QG_SHA256_BYTES 32 // of a digest
#define QG_SHA256_HEX   64 // its digits

struct qg_sha256 {
    uint32_t state[8];
    uint64_t bytes;          // taken in so far
    unsigned char block[64]; // what does not fill a block yet: bytes % 64 of them
};

void qg_sha256_init(struct qg_sha256 *sha);
void qg_sha256_add(struct qg_sha256 *sha, struct qg_str bytes);

// Ends the digest and writes it as lower-case hexadecimal with a NUL, or as bytes. Init before
// using it again.
void qg_sha256_end(struct qg_sha256 *sha, char out[QG_SHA256_HEX + 1]);
void qg_sha256_end_bytes(struct qg_sha256 *sha, unsigned char out[QG_SHA256_BYTES]);

#endif
