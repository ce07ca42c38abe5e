// SPDX-License-Identifier: Apache-2.0
//
// Buckets of an earlier generation count as free. The constants are entered first, and whatever
// stands before one of them in its run of buckets is a constant too; so forgetting all else never
// breaks a run that leads to one.
#include "symtab.h"

#include "hash.h"

#include <stdlib.h>

// The stamp of the constants, in force in every generation.
#define ALWAYS UINT32_MAX

enum { FIRST_ENTRIES = 256 };

// The most entries: their count doubles up to here, and buckets stay countable in 32 bits.
#define ENTRY_LIMIT ((uint32_t)1 << 29)

static void enter(struct qg_symtab *symbols, uint32_t symbol) {
    uint32_t i = (uint32_t)qg_pair_hash(symbols->entries[symbol].pair, symbols->pair_seed);
    while (symbols->buckets[i & symbols->mask].stamp != 0)
        i++;
    symbols->buckets[i & symbols->mask] = (struct qg_symtab_bucket){
        .stamp = symbol <= symbols->constants ? ALWAYS : symbols->generation,
        .symbol = symbol,
    };
}

// Replaces the buckets by `count` fresh ones (a power of two) with the same symbols in them.
static bool rebuild(struct qg_symtab *symbols, uint32_t count) {
    struct qg_symtab_bucket *old = symbols->buckets, *fresh = calloc(count, sizeof *fresh);
    uint32_t old_count = old == NULL ? 0 : symbols->mask + 1;
    if (fresh == NULL)
        return false;
    symbols->buckets = fresh;
    symbols->mask = count - 1;
    for (uint32_t symbol = 1; symbol <= symbols->constants; symbol++)
        enter(symbols, symbol);
    for (uint32_t i = 0; i < old_count; i++)
        if (old[i].stamp == symbols->generation && old[i].symbol > symbols->constants)
            enter(symbols, old[i].symbol);
    free(old);
    return true;
}

bool qg_symtab_grow(struct qg_symtab *symbols) {
    uint32_t cap = symbols->cap == 0 ? FIRST_ENTRIES : symbols->cap * 2;
    if (symbols->cap >= ENTRY_LIMIT)
        return false;
    struct qg_symtab_entry *entries = realloc(symbols->entries, cap * sizeof *entries);
    if (entries == NULL)
        return false;
    symbols->entries = entries;
    symbols->cap = cap;
    return rebuild(symbols, cap * 2);
}

enum qg_fault qg_symtab_init(struct qg_symtab *symbols, const struct qg_schema *schema,
                             uint64_t seed) {
    *symbols = (struct qg_symtab){.generation = 1, .seed = seed, .pair_seed = qg_pair_seed(seed)};
    if (!qg_symtab_grow(symbols))
        return QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < schema->symbol_count; i++) {
        bool fresh;
        if (qg_symtab_add(symbols, schema->symbols[i], &fresh) == 0)
            return QG_FAULT_MEMORY;
    }
    symbols->constants = schema->symbol_count;
    return rebuild(symbols, symbols->mask + 1) ? QG_OK : QG_FAULT_MEMORY;
}

// After so many records that the counter comes round, stamps of old would look new again.
static void forget_stamps(struct qg_symtab *symbols) {
    for (uint32_t i = 0; symbols->buckets != NULL && i <= symbols->mask; i++) {
        if (symbols->buckets[i].stamp != ALWAYS)
            symbols->buckets[i].stamp = 0;
    }
    symbols->generation = 1;
}

void qg_symtab_reset(struct qg_symtab *symbols) {
    symbols->count = symbols->constants;
    if (++symbols->generation == ALWAYS)
        forget_stamps(symbols);
}

void qg_symtab_free(struct qg_symtab *symbols) {
    free(symbols->entries);
    free(symbols->buckets);
    *symbols = (struct qg_symtab){0};
}

struct qg_pair qg_symtab_digest(const struct qg_symtab *symbols, struct qg_str text) {
    return (struct qg_pair){qg_hash(text.at, text.len, symbols->seed), 0};
}

uint32_t qg_symtab_add(struct qg_symtab *symbols, struct qg_str text, bool *fresh) {
    struct qg_pair pair =
        text.len <= QG_PAIR ? qg_pair_copy(text.at, text.len) : qg_symtab_digest(symbols, text);
    return qg_symtab_put(symbols, text, pair, fresh);
}
