// SPDX-License-Identifier: Apache-2.0
#include "memo.h"

#include <stdlib.h>
#include <string.h>

// The place of `slot`, or the free one where it belongs. The table is never full.
static struct qg_memo_entry *place_of(const struct qg_memo *memo, uint32_t slot) {
    uint32_t mask = memo->cap - 1;
    for (uint32_t at = slot * 2654435769U >> 7 & mask;; at = (at + 1) & mask) {
        struct qg_memo_entry *entry = &memo->entries[at];
        if (entry->stamp != memo->stamp || entry->slot == slot)
            return entry;
    }
}

const struct qg_memo_entry *qg_memo_find(const struct qg_memo *memo, uint32_t slot) {
    if (memo->count == 0)
        return NULL;
    const struct qg_memo_entry *entry = place_of(memo, slot);
    return entry->stamp == memo->stamp ? entry : NULL;
}

static bool grow(struct qg_memo *memo) {
    struct qg_memo larger = {.cap = memo->cap == 0 ? 64 : memo->cap * 2, .stamp = memo->stamp};
    larger.entries = calloc(larger.cap, sizeof *larger.entries);
    if (larger.entries == NULL)
        return false;
    for (uint32_t i = 0; i < memo->cap; i++)
        if (memo->entries[i].stamp == memo->stamp)
            *place_of(&larger, memo->entries[i].slot) = memo->entries[i];
    larger.count = memo->count;
    free(memo->entries);
    *memo = larger;
    return true;
}

void qg_memo_put(struct qg_memo *memo, struct qg_memo_entry entry) {
    if (memo->count >= memo->cap / 2 && (memo->cap >= 2 * QG_MEMO_LIMIT || !grow(memo)))
        return;
    struct qg_memo_entry *place = place_of(memo, entry.slot);
    memo->count += place->stamp != memo->stamp;
    entry.stamp = memo->stamp;
    *place = entry;
}

void qg_memo_forget(struct qg_memo *memo) {
    memo->count = 0;
    if (++memo->stamp != 0)
        return;
    if (memo->cap > 0)
        memset(memo->entries, 0, memo->cap * sizeof *memo->entries);
    memo->stamp = 1;
}

void qg_memo_free(struct qg_memo *memo) {
    free(memo->entries);
    *memo = (struct qg_memo){0};
}
