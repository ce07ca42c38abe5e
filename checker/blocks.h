// SPDX-License-Identifier: Apache-2.0
//
// What scope rules shut: a scope rule that came out other than satisfied for a chain of elements
// keeps the rules it governs from being judged there. Found by the last element of the chain, so
// that a record with very many of them is walked in hardly more time than one with none.
#ifndef QG_BLOCKS_H
#define QG_BLOCKS_H

#include "finding.h"
#include "program.h"
#include "vec.h"

struct qg_block {
    uint32_t rule; // the scope rule
    uint8_t depth; // elements of the chain, 1 or more
    struct qg_value args[QG_SCOPE_DEPTH];
    enum qg_outcome outcome;
    uint32_t next; // in the same bucket: index + 1, 0: the last
};

// A zeroed one is empty.
struct qg_blocks {
    QG_VEC(struct qg_block) all; // in the order of their making
    QG_VEC(uint32_t) buckets;    // a power of two of them, or none: index + 1 of the first
};

void qg_blocks_clear(struct qg_blocks *blocks);
void qg_blocks_free(struct qg_blocks *blocks);

// False if memory is out.
bool qg_blocks_add(struct qg_blocks *blocks, struct qg_block block);

// The blocks of chains with so many elements whose last one begins with `ref`, one after the
// other; NULL after the last. A region has one chain; where the last element may be a number,
// qg_block_covers tells.
const struct qg_block *qg_blocks_first(const struct qg_blocks *blocks, uint8_t depth, int32_t ref);
const struct qg_block *qg_blocks_next(const struct qg_blocks *blocks, const struct qg_block *block);

// Whether the block's chain is the beginning of `args`.
bool qg_block_covers(const struct qg_block *block, const struct qg_value *args);

#endif
