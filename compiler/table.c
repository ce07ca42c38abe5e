// SPDX-License-Identifier: Apache-2.0
#include "table.h"

#include "hash.h"
#include "seed.h"

#include <stdlib.h>

#define FIRST_SLOTS 256u
#define MOST_SLOTS  (1u << 30)

static uint64_t key_of(uint32_t owner, uint32_t symbol) {
    return (uint64_t)owner << 32 | symbol;
}

// The numbers may be digests of what a policy says, so the place of a pair is nobody's choice.
static uint32_t start_of(uint64_t key, uint64_t seed, uint32_t cap) {
    return (uint32_t)qg_hash_fold(key ^ seed, 0x9e3779b97f4a7c15u) & (cap - 1);
}

// The slot that holds the key, or the free one where it would stand.
static struct qg_table_slot *slot_of(struct qg_table_slot *slots, uint32_t cap, uint64_t seed,
                                     uint64_t key) {
    uint32_t at = start_of(key, seed, cap);
    while (slots[at].value != QG_TABLE_NOTHING && slots[at].key != key)
        at = (at + 1) & (cap - 1);
    return &slots[at];
}

uint32_t qg_table_find(const struct qg_table *table, uint32_t owner, uint32_t symbol) {
    if (table->cap == 0)
        return QG_TABLE_NOTHING;
    return slot_of(table->slots, table->cap, table->seed, key_of(owner, symbol))->value;
}

static bool grow(struct qg_table *table) {
    uint32_t cap = table->cap == 0 ? FIRST_SLOTS : table->cap * 2;
    struct qg_table_slot *slots = cap <= MOST_SLOTS ? calloc(cap, sizeof *slots) : NULL;
    if (slots == NULL)
        return false;
    if (table->cap == 0)
        table->seed = qg_seed();
    for (uint32_t i = 0; i < cap; i++)
        slots[i] = (struct qg_table_slot){0, QG_TABLE_NOTHING};
    for (uint32_t i = 0; i < table->cap; i++)
        if (table->slots[i].value != QG_TABLE_NOTHING)
            *slot_of(slots, cap, table->seed, table->slots[i].key) = table->slots[i];
    free(table->slots);
    table->slots = slots;
    table->cap = cap;
    return true;
}

bool qg_table_put(struct qg_table *table, uint32_t owner, uint32_t symbol, uint32_t value) {
    if (table->len >= table->cap / 2 && !grow(table))
        return false;
    uint64_t key = key_of(owner, symbol);
    struct qg_table_slot *slot = slot_of(table->slots, table->cap, table->seed, key);
    table->len += slot->value == QG_TABLE_NOTHING;
    *slot = (struct qg_table_slot){key, value};
    return true;
}

void qg_table_free(struct qg_table *table) {
    free(table->slots);
    *table = (struct qg_table){0};
}
