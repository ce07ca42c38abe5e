// SPDX-License-Identifier: Apache-2.0
#include "hmac.h"

#include <string.h>

enum { BLOCK = 64, INNER = 0x36, OUTER = 0x5c };

static struct qg_str bytes_of(const unsigned char *at, size_t len) {
    return (struct qg_str){(const char *)at, len};
}

static void take_key(struct qg_sha256 *sha, const unsigned char key[BLOCK], unsigned char pad) {
    unsigned char block[BLOCK];
    for (int i = 0; i < BLOCK; i++)
        block[i] = key[i] ^ pad;
    qg_sha256_init(sha);
    qg_sha256_add(sha, bytes_of(block, sizeof block));
}

void qg_hmac_init(struct qg_hmac *out, struct qg_str key) {
    unsigned char block[BLOCK] = {0};
    if (key.len > BLOCK) {
        struct qg_sha256 sha;
        qg_sha256_init(&sha);
        qg_sha256_add(&sha, key);
        qg_sha256_end_bytes(&sha, block);
    } else if (key.len > 0) {
        memcpy(block, key.at, key.len);
    }
    take_key(&out->inner, block, INNER);
    take_key(&out->outer, block, OUTER);
}

void qg_hmac_digest(const struct qg_hmac *hmac, struct qg_str text,
                    unsigned char out[QG_SHA256_BYTES]) {
    struct qg_sha256 inner = hmac->inner, outer = hmac->outer;
    qg_sha256_add(&inner, text);
    qg_sha256_end_bytes(&inner, out);
    qg_sha256_add(&outer, bytes_of(out, QG_SHA256_BYTES));
    qg_sha256_end_bytes(&outer, out);
}
