// SPDX-License-Identifier: Apache-2.0
//
// Fingerprints, and a table of them: what a run remembers of keys that it must recognise and need
// not give back. A fingerprint has 128 seeded bits, so a key takes the same room however long it
// is, nobody can make keys collide on purpose, and among a thousand million of them two meet by
// chance with a probability below 10^-20. A table is a set, or keeps a number with each.
#ifndef QG_PRINTS_H
#define QG_PRINTS_H

#include "hash.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_print {
    uint64_t high, low; // both 0: none, a free place
};

// The fingerprint of some bytes; never that of a free place.
struct qg_print qg_print_of(uint64_t seed, struct qg_str bytes);

// A zeroed one is empty.
struct qg_prints {
    struct qg_print *slots; // owned; open addressing, linear probing, at most 3/4 full
    uint32_t *numbers;      // owned; one a slot; NULL in a set
    uint64_t mask;          // slots - 1; 0 while there are none
    uint64_t count;
};

void qg_prints_free(struct qg_prints *prints);

// Adds to a set; *fresh tells whether it was not there. False when memory is out.
bool qg_prints_add(struct qg_prints *prints, struct qg_print print, bool *fresh);

// Where the number of `print` stands; a new one is `number`, which shows in `*fresh`. NULL when
// memory is out. Good until the next call. Of no table that is a set.
uint32_t *qg_prints_put(struct qg_prints *prints, struct qg_print print, uint32_t number,
                        bool *fresh);

#endif
