// SPDX-License-Identifier: Apache-2.0
//
// Temporary files that were opened before they are needed: a process that has confined itself
// (sandbox.h) opens none, and a folder in which everybody's lie must not be in its reach. None of
// them has a name, so what is not used leaves nothing behind.
#ifndef QG_SPARES_H
#define QG_SPARES_H

#include "vec.h"

#include <stdint.h>
#include <stdio.h>

struct qg_spares {
    QG_VEC(FILE *) files; // that are left
};

// Opens so many more, as far as they can be had: who needs one that is not there says so.
void qg_spares_open(struct qg_spares *spares, uint32_t more);

// One to be written and read back, for the caller to close. Where `spares` is NULL or has none left
// it is opened now; NULL, with errno: it cannot be had.
FILE *qg_spares_take(struct qg_spares *spares);

// Closes what was not taken.
void qg_spares_free(struct qg_spares *spares);

#endif
