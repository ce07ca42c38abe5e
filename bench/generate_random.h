// SPDX-License-Identifier: Apache-2.0
//
// The generator's own random numbers (splitmix64): the same seed gives the same export on every
// machine and with every C library. Each record draws from its own stream, derived from the seed
// and the record's number, so that a record does not depend on the ones before it.
#ifndef QG_GENERATE_RANDOM_H
#define QG_GENERATE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct qg_random {
    uint64_t state;
};

// The stream of one record.
struct qg_random qg_random_stream(uint64_t seed, uint64_t record);

// The next 64 bits.
uint64_t qg_random_next(struct qg_random *random);

// A whole number between two bounds, both included; `high` is not below `low`.
int qg_random_between(struct qg_random *random, int low, int high);

// True in so many cases of a thousand.
bool qg_random_permille(struct qg_random *random, int permille);

#endif
