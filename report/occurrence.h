// SPDX-License-Identifier: Apache-2.0
//
// How often each fingerprint has been seen in a run. Code hosts take two findings with one
// fingerprint for one finding, and two records with the same id make such: the second one is to be
// told apart, in the same way in every run. A hundred thousand findings take two megabytes.
#ifndef QG_OCCURRENCE_H
#define QG_OCCURRENCE_H

#include "fault.h"
#include "prints.h"
#include "sha256.h"

#include <stdint.h>

// Counts a fingerprint (hex digits, as of identity.h): *out is 1 for the first of its kind.
// QG_FAULT_MEMORY.
enum qg_fault qg_occurrence_count(struct qg_prints *seen, const char fingerprint[QG_SHA256_HEX + 1],
                                  uint32_t *out);

#endif
