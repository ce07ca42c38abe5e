// SPDX-License-Identifier: Apache-2.0
//
// HMAC-SHA-256 (RFC 2104, FIPS 198-1): a digest that nobody can make or guess who does not have the
// key. It names people in reports without giving away who they are. The two blocks that hold the
// key are taken in once; each text costs what its own bytes cost, and one block more.
#ifndef QG_HMAC_H
#define QG_HMAC_H

#include "sha256.h"

struct qg_hmac {
    struct qg_sha256 inner, outer; // each after its block of key
};

// A key of any length; one longer than 64 bytes is digested first, as the standard says.
void qg_hmac_init(struct qg_hmac *out, struct qg_str key);

// The digest of a text; the key stays ready for the next.
void qg_hmac_digest(const struct qg_hmac *hmac, struct qg_str text,
                    unsigned char out[QG_SHA256_BYTES]);

#endif
