// SPDX-License-Identifier: Apache-2.0
//
// Where the seeds of hash tables come from. Keys come out of untrusted records and policies, and
// whoever knew the seed could write keys that all meet in one place of a table. So each table is
// given a number that nobody knows; no output depends on it.
#ifndef QG_SEED_H
#define QG_SEED_H

#include <stdint.h>

// For runs that are to be repeated to the step: a number in this variable is every table's seed.
#define QG_SEED_VARIABLE "QAGIDA_HASH_SEED"

// A number of the system's own randomness, a fresh one each time.
uint64_t qg_seed(void);

#endif
