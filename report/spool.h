// SPDX-License-Identifier: Apache-2.0
//
// Bytes put aside during a run and copied to the output at its end. Up to QG_SPOOL_MEMORY they
// stay in memory; beyond it they go to an unnamed temporary file that vanishes by itself
// (spares.h).

#ifndef QG_SPOOL_H
#define QG_SPOOL_H

#include "spares.h"
#include "writer.h"

#include <stdio.h>

enum { QG_SPOOL_MEMORY = 1 << 18 };

struct qg_spool {
    struct qg_text text;      // owned; what is put aside is appended here, and then settled
    FILE *file;               // owned; NULL as long as memory is enough
    uint64_t spilled;         // bytes in it
    struct qg_spares *spares; // that it may take one of; NULL: none
};

// How many bytes were put aside so far.
static inline uint64_t qg_spool_size(const struct qg_spool *spool) {
    return spool->spilled + spool->text.len;
}

enum qg_fault qg_spool_settle(struct qg_spool *spool);
enum qg_fault qg_spool_copy(struct qg_spool *spool, struct qg_output output);
// Appends the `len` bytes at `from` to `out`; they must have been settled. QG_FAULT_READ,
// QG_FAULT_MEMORY.
enum qg_fault qg_spool_read(struct qg_spool *spool, uint64_t from, size_t len, struct qg_text *out);
void qg_spool_free(struct qg_spool *spool);

#endif
