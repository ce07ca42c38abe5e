// SPDX-License-Identifier: Apache-2.0
//
// Fingerprints, and a table of them: what is remembered of keys that must be recognised and need
// not be given back. A fingerprint has 96 seeded bits, so a key takes the same room however long it
// is, nobody can make keys collide on purpose, and among a thousand million of them two meet by
// chance with a probability below 10^-11. A table is a set, or keeps a number with each.
//
// The table is hashed with ordered linear probing (Amble and Knuth, "Ordered hash tables", The
// Computer Journal 17, 1974), and where a search begins grows with the fingerprint: so all of it is
// in ascending order, with gaps, and can be spread over more room where it stands. It grows by an
// eighth, never has a second copy of itself, and a member of a set takes 14 to 16 bytes.
#ifndef QG_PRINTS_H
#define QG_PRINTS_H

#include "hash.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>

enum { QG_PRINT_WORDS = 3 };

struct qg_print {
    uint32_t words[QG_PRINT_WORDS]; // the first counts most; all 0: none, a free place
};

// The fingerprint of some bytes; never that of a free place.
struct qg_print qg_print_of(uint64_t seed, struct qg_str bytes);

// A zeroed one is empty.
struct qg_prints {
    uint32_t *places; // owned; of `stride` words each: a fingerprint, in a set nothing else
    uint32_t stride;
    uint64_t homes; // places that a search may begin at; some more follow, the last one is free
    uint64_t count; // of those taken; at most 7/8 of the homes
};

void qg_prints_free(struct qg_prints *prints);

// Adds to a set; *fresh tells whether it was not there. False when memory is out.
bool qg_prints_add(struct qg_prints *prints, struct qg_print print, bool *fresh);

// Where the number of `print` stands; a new one is `number`, which shows in `*fresh`. NULL when
// memory is out. Good until the next call. Of no table that is a set.
uint32_t *qg_prints_put(struct qg_prints *prints, struct qg_print print, uint32_t number,
                        bool *fresh);

#endif
