// SPDX-License-Identifier: Apache-2.0
//
// Bytes put aside during a run and copied to the output at its end. Up to QG_SPOOL_MEMORY they
// stay in memory; beyond it they go to an unnamed temporary file that vanishes by itself.

#ifndef QG_SPOOL_H
#define QG_SPOOL_H

#include "writer.h"

#include <stdio.h>

enum { QG_SPOOL_MEMORY = 1 << 18 };

struct qg_spool {
    struct qg_text text; // owned; what is put aside is appended here, and then settled
    FILE *file;          // NULL as long as memory is enough
};

enum qg_fault qg_spool_settle(struct qg_spool *spool);
enum qg_fault qg_spool_copy(struct qg_spool *spool, struct qg_output output);
void qg_spool_free(struct qg_spool *spool);

#endif
