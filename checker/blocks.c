// SPDX-License-Identifier: Apache-2.0
#include "blocks.h"

#include <string.h>

void qg_blocks_clear(struct qg_blocks *blocks) {
    if (blocks->all.len > 0)
        memset(blocks->buckets.at, 0, blocks->buckets.len * sizeof *blocks->buckets.at);
    blocks->all.len = 0;
}

void qg_blocks_free(struct qg_blocks *blocks) {
    qg_vec_free(&blocks->all);
    qg_vec_free(&blocks->buckets);
}

static uint32_t *bucket_of(const struct qg_blocks *blocks, uint8_t depth, int32_t ref) {
    uint32_t mixed = ((uint32_t)ref * 8 + depth) * 2654435769U;
    return &blocks->buckets.at[mixed >> 8 & (blocks->buckets.len - 1)];
}

static int32_t last_of(const struct qg_block *block) {
    return block->args[block->depth - 1].lo;
}

static void link_in(struct qg_blocks *blocks, uint32_t at) {
    struct qg_block *block = &blocks->all.at[at];
    uint32_t *bucket = bucket_of(blocks, block->depth, last_of(block));
    block->next = *bucket;
    *bucket = at + 1;
}

// Twice as many buckets, and every block in its new one.
static bool grow(struct qg_blocks *blocks) {
    uint32_t more = blocks->buckets.len == 0 ? 16 : blocks->buckets.len;
    if (!qg_vec_reserve(&blocks->buckets, more))
        return false;
    blocks->buckets.len += more;
    memset(blocks->buckets.at, 0, blocks->buckets.len * sizeof *blocks->buckets.at);
    for (uint32_t i = 0; i < blocks->all.len; i++)
        link_in(blocks, i);
    return true;
}

bool qg_blocks_add(struct qg_blocks *blocks, struct qg_block block) {
    if (blocks->all.len >= blocks->buckets.len && !grow(blocks))
        return false;
    if (!qg_vec_push(&blocks->all, block))
        return false;
    link_in(blocks, blocks->all.len - 1);
    return true;
}

// The block numbered `at` - 1, or the first one behind it in its bucket that is of the element.
static const struct qg_block *from(const struct qg_blocks *blocks, uint32_t at, uint8_t depth,
                                   int32_t ref) {
    for (; at != 0; at = blocks->all.at[at - 1].next) {
        const struct qg_block *block = &blocks->all.at[at - 1];
        if (block->depth == depth && last_of(block) == ref)
            return block;
    }
    return NULL;
}

const struct qg_block *qg_blocks_first(const struct qg_blocks *blocks, uint8_t depth, int32_t ref) {
    return blocks->all.len == 0 ? NULL : from(blocks, *bucket_of(blocks, depth, ref), depth, ref);
}

const struct qg_block *qg_blocks_next(const struct qg_blocks *blocks,
                                      const struct qg_block *block) {
    return from(blocks, block->next, block->depth, last_of(block));
}

bool qg_block_covers(const struct qg_block *block, const struct qg_value *args) {
    for (uint8_t i = 0; i < block->depth; i++)
        if (block->args[i].lo != args[i].lo || block->args[i].hi != args[i].hi)
            return false;
    return true;
}
