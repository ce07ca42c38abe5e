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
    struct qg_symtab_buckets *buckets = symbols->buckets;
    uint32_t i = (uint32_t)qg_pair_hash(symbols->entries[symbol].pair, symbols->pair_seed);
    while (buckets->at[i & buckets->mask].stamp != 0)
        i++;
    buckets->at[i & buckets->mask] = (struct qg_symtab_bucket){
        .stamp = symbol <= symbols->constants ? ALWAYS : buckets->generation,
        .symbol = symbol,
    };
}

// Replaces the buckets by `count` fresh ones (a power of two) with the same symbols in them.
static bool rebuild(struct qg_symtab *symbols, uint32_t count) {
    struct qg_symtab_buckets *buckets = symbols->buckets;
    struct qg_symtab_bucket *old = buckets->at, *fresh = calloc(count, sizeof *fresh);
    uint32_t old_count = old == NULL ? 0 : buckets->mask + 1;
    if (fresh == NULL)
        return false;
    buckets->at = fresh;
    buckets->mask = count - 1;
    for (uint32_t symbol = 1; symbol <= symbols->constants; symbol++)
        enter(symbols, symbol);
    for (uint32_t i = 0; i < old_count; i++)
        if (old[i].stamp == buckets->generation && old[i].symbol > symbols->constants)
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
    bool roomy = symbols->buckets->at != NULL && symbols->buckets->mask >= cap * 2 - 1;
    return roomy || rebuild(symbols, cap * 2);
}

// The buckets lead to them already.
static enum qg_fault take_constants(struct qg_symtab *symbols, const struct qg_symtab *lender) {
    while (symbols->cap <= lender->constants)
        if (!qg_symtab_grow(symbols))
            return QG_FAULT_MEMORY;
    memcpy(symbols->entries, lender->entries,
           ((size_t)lender->constants + 1) * sizeof *symbols->entries);
    symbols->count = symbols->constants = lender->constants;
    return QG_OK;
}

enum qg_fault qg_symtab_init(struct qg_symtab *symbols, const struct qg_schema *schema,
                             uint64_t seed, const struct qg_symtab *lender) {
    *symbols = (struct qg_symtab){.seed = seed, .pair_seed = qg_pair_seed(seed)};
    symbols->borrows = lender != NULL;
    symbols->buckets = lender != NULL ? lender->buckets : calloc(1, sizeof *symbols->buckets);
    if (symbols->buckets == NULL)
        return QG_FAULT_MEMORY;
    symbols->buckets->generation++;
    if (!qg_symtab_grow(symbols))
        return QG_FAULT_MEMORY;
    if (lender != NULL)
        return take_constants(symbols, lender);
    for (uint32_t i = 0; i < schema->symbol_count; i++) {
        bool fresh;
        if (qg_symtab_add(symbols, schema->symbols[i], &fresh) == 0)
            return QG_FAULT_MEMORY;
    }
    symbols->constants = schema->symbol_count;
    return rebuild(symbols, symbols->buckets->mask + 1) ? QG_OK : QG_FAULT_MEMORY;
}

// After so many records that the counter comes round, stamps of old would look new again.
static void forget_stamps(struct qg_symtab_buckets *buckets) {
    for (uint32_t i = 0; buckets->at != NULL && i <= buckets->mask; i++) {
        if (buckets->at[i].stamp != ALWAYS)
            buckets->at[i].stamp = 0;
    }
    buckets->generation = 1;
}

void qg_symtab_reset(struct qg_symtab *symbols) {
    symbols->count = symbols->constants;
    if (++symbols->buckets->generation == ALWAYS)
        forget_stamps(symbols->buckets);
}

void qg_symtab_free(struct qg_symtab *symbols) {
    free(symbols->entries);
    if (!symbols->borrows && symbols->buckets != NULL)
        free(symbols->buckets->at);
    if (!symbols->borrows)
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
