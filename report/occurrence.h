// SPDX-License-Identifier: Apache-2.0
//
// How often each fingerprint has been seen in a run. Code hosts take two findings with one
// fingerprint for one finding, and two records with the same id make such: the second one is to be
// told apart, in the same way in every run. Of a fingerprint its first 64 bits are kept, so that a
// hundred thousand findings take two megabytes.
#ifndef QG_OCCURRENCE_H
#define QG_OCCURRENCE_H

#include "fault.h"
#include "sha256.h"

#include <stdint.h>

struct qg_occurrence {
    uint64_t key; // 0: free
    uint64_t count;
};

// A zeroed one is empty.
struct qg_occurrences {
    struct qg_occurrence *slots; // owned; open addressing, at most three quarters full
    uint64_t mask;               // slots - 1; 0 while there are none
    uint64_t used;
};

// Counts a fingerprint (hex digits, as of identity.h): *out is 1 for the first of its kind.
enum qg_fault qg_occurrences_count(struct qg_occurrences *seen,
                                   const char fingerprint[QG_SHA256_HEX + 1], uint64_t *out);
void qg_occurrences_free(struct qg_occurrences *seen);

#endif
