// SPDX-License-Identifier: Apache-2.0
//
// Buckets of an earlier generation count as free. The constants are entered first, and whatever
// stands before one of them in its run of buckets is a constant too; so forgetting all else never
// breaks a run that leads to one.
#include "symtab.h"

#include "hash.h"

#include <stdlib.h>
#include <string.h>

// The stamp of the constants, in force in every generation.
#define ALWAYS UINT32_MAX

enum { FIRST_ENTRIES = 256 };

// The most entries: their count doubles up to here, and buckets stay countable in 32 bits.
#define ENTRY_LIMIT ((uint32_t)1 << 29)

// Stamps of earlier generations are lower than the present one.
static inline bool is_live(const struct qg_symtab *symbols, const struct qg_symtab_bucket *bucket) {
    return bucket->stamp >= symbols->generation;
}

static inline uint32_t hash_of(const struct qg_symtab *symbols, struct qg_pair pair) {
    return (uint32_t)qg_pair_hash(pair, symbols->seed);
}

static inline void occupy(const struct qg_symtab *symbols, struct qg_symtab_bucket *bucket,
                          uint32_t symbol) {
    uint32_t stamp = symbol <= symbols->constants ? ALWAYS : symbols->generation;
    *bucket = (struct qg_symtab_bucket){stamp, symbol};
}

static void enter(struct qg_symtab *symbols, uint32_t symbol) {
    uint32_t i = hash_of(symbols, symbols->entries[symbol].pair) & symbols->mask;
    while (is_live(symbols, &symbols->buckets[i]))
        i = (i + 1) & symbols->mask;
    occupy(symbols, &symbols->buckets[i], symbol);
}

// Replaces the buckets by `count` fresh ones (a power of two) with the same symbols in them.
static bool rebuild(struct qg_symtab *symbols, uint32_t count) {
    struct qg_symtab_bucket *buckets = calloc(count, sizeof *buckets);
    if (buckets == NULL)
        return false;
    free(symbols->buckets);
    symbols->buckets = buckets;
    symbols->mask = count - 1;
    for (uint32_t symbol = 1; symbol <= symbols->count; symbol++)
        enter(symbols, symbol);
    return true;
}

// Room for one more symbol, before it is looked for.
static bool make_room(struct qg_symtab *symbols) {
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
    *symbols = (struct qg_symtab){.generation = 1, .seed = seed};
    symbols->constants = schema->symbol_count; // so that each is entered as one
    for (uint32_t i = 0; i < schema->symbol_count; i++) {
        bool fresh;
        if (qg_symtab_add(symbols, schema->symbols[i], &fresh) == 0)
            return QG_FAULT_MEMORY;
    }
    return QG_OK;
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

// What stands for a text that is longer than a pair.
static struct qg_pair digest(const struct qg_symtab *symbols, struct qg_str text) {
    return (struct qg_pair){qg_hash(text.at, text.len, symbols->seed), 0};
}

static inline bool is_same(const struct qg_symtab_entry *entry, struct qg_str text,
                           struct qg_pair pair) {
    return entry->pair.first == pair.first && entry->pair.last == pair.last &&
           entry->text.len == text.len &&
           (text.len <= QG_PAIR || memcmp(entry->text.at, text.at, text.len) == 0);
}

static inline uint32_t put(struct qg_symtab *symbols, struct qg_str text, struct qg_pair pair,
                           bool *fresh) {
    if (symbols->count + 1 >= symbols->cap && !make_room(symbols))
        return 0;
    for (uint32_t i = hash_of(symbols, pair) & symbols->mask;; i = (i + 1) & symbols->mask) {
        struct qg_symtab_bucket *bucket = &symbols->buckets[i];
        *fresh = !is_live(symbols, bucket);
        if (!*fresh && !is_same(&symbols->entries[bucket->symbol], text, pair))
            continue;
        if (*fresh) {
            symbols->entries[++symbols->count] = (struct qg_symtab_entry){text, pair};
            occupy(symbols, bucket, symbols->count);
        }
        return bucket->symbol;
    }
}

uint32_t qg_symtab_add(struct qg_symtab *symbols, struct qg_str text, bool *fresh) {
    bool is_short = text.len <= QG_PAIR;
    return put(symbols, text, is_short ? qg_pair_copy(text.at, text.len) : digest(symbols, text),
               fresh);
}

uint32_t qg_symtab_add_padded(struct qg_symtab *symbols, struct qg_str text) {
    bool fresh, is_short = text.len <= QG_PAIR;
    return put(symbols, text, is_short ? qg_pair_load(text.at, text.len) : digest(symbols, text),
               &fresh);
}
