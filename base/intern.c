// SPDX-License-Identifier: Apache-2.0
#include "intern.h"

#include "hash.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_SLOTS 64u
#define MOST_SLOTS  (1u << 31)

void qg_intern_init(struct qg_intern *table, uint64_t seed) {
    *table = (struct qg_intern){.seed = seed};
    qg_arena_init(&table->arena, "intern");
}

static uint32_t hash_of(const struct qg_intern *table, struct qg_str text) {
    return (uint32_t)qg_hash(text.at, text.len, table->seed);
}

static bool holds(const struct qg_intern *table, struct qg_intern_slot slot, uint32_t hash,
                  struct qg_str text) {
    return slot.hash == hash && qg_str_equal(table->entries.at[slot.symbol - 1].text, text);
}

// The slot in which the text stands, or the free one in which it would.
static uint32_t find_slot(const struct qg_intern *table, uint32_t hash, struct qg_str text) {
    uint32_t mask = table->slot_count - 1;
    uint32_t at = hash & mask;
    while (table->slots[at].symbol != 0 && !holds(table, table->slots[at], hash, text))
        at = (at + 1) & mask;
    return at;
}

static uint32_t free_slot(const struct qg_intern_slot *slots, uint32_t mask, uint32_t hash) {
    uint32_t at = hash & mask;
    while (slots[at].symbol != 0)
        at = (at + 1) & mask;
    return at;
}

static bool grow(struct qg_intern *table) {
    uint32_t count = table->slot_count == 0 ? FIRST_SLOTS : table->slot_count;
    if (count >= MOST_SLOTS)
        return false;
    if (table->slot_count != 0)
        count *= 2;
    struct qg_intern_slot *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (uint32_t i = 0; i < table->entries.len; i++) {
        struct qg_intern_entry *entry = &table->entries.at[i];
        struct qg_intern_slot old = table->slots[entry->slot];
        entry->slot = free_slot(slots, count - 1, old.hash);
        slots[entry->slot] = old;
    }
    free(table->slots);
    table->slots = slots;
    table->slot_count = count;
    return true;
}

static bool is_full(const struct qg_intern *table) {
    return table->entries.len >= table->slot_count - table->slot_count / 4;
}

static uint32_t append(struct qg_intern *table, struct qg_str text, uint32_t hash, uint32_t slot) {
    const char *copy = qg_arena_copy(&table->arena, text.at, text.len);
    if (copy == NULL)
        return 0;
    struct qg_str kept = {copy, text.len};
    if (!qg_vec_push(&table->entries, (struct qg_intern_entry){kept, slot}))
        return 0;
    table->slots[slot] = (struct qg_intern_slot){hash, table->entries.len};
    return table->entries.len;
}

uint32_t qg_intern_add(struct qg_intern *table, struct qg_str text) {
    if (is_full(table) && !grow(table))
        return 0;
    uint32_t hash = hash_of(table, text);
    uint32_t slot = find_slot(table, hash, text);
    uint32_t symbol = table->slots[slot].symbol;
    return symbol != 0 ? symbol : append(table, text, hash, slot);
}

uint32_t qg_intern_find(const struct qg_intern *table, struct qg_str text) {
    if (table->slot_count == 0)
        return 0;
    return table->slots[find_slot(table, hash_of(table, text), text)].symbol;
}

struct qg_str qg_intern_text(const struct qg_intern *table, uint32_t symbol) {
    if (symbol == 0 || symbol > table->entries.len)
        return QG_STR("");
    return table->entries.at[symbol - 1].text;
}

uint32_t qg_intern_count(const struct qg_intern *table) {
    return table->entries.len;
}

void qg_intern_clear(struct qg_intern *table) {
    for (uint32_t i = 0; i < table->entries.len; i++)
        table->slots[table->entries.at[i].slot] = (struct qg_intern_slot){0};
    table->entries.len = 0;
    qg_arena_reset(&table->arena);
}

void qg_intern_free(struct qg_intern *table) {
    free(table->slots);
    qg_vec_free(&table->entries);
    qg_arena_free(&table->arena);
    qg_intern_init(table, table->seed);
}
