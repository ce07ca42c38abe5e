// SPDX-License-Identifier: Apache-2.0
//
// The symbols of one record: each different text gets a small number, so that the machine
// compares ids and texts as integers. Symbols 1 … constants are the policy's own texts and stay;
// what a record adds is forgotten by a reset, which touches nothing but a counter. Texts that are
// never compared get a number each and stand in no bucket.
//
// Records that are read one after another find their symbols through the same buckets, which stay
// in the cache: only the table that was reset last is added to, the others keep their entries.
#ifndef QG_SYMTAB_H
#define QG_SYMTAB_H

#include "fault.h"
#include "pair.h"
#include "schema.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

struct qg_symtab_entry {
    struct qg_str text;  // not owned
    struct qg_pair pair; // its bytes, or if it is longer than a pair what stands for them
};

// A bucket holds a symbol if its stamp is the current generation, or that of the constants, which
// is the highest there is.
struct qg_symtab_bucket {
    uint32_t stamp, symbol;
};

struct qg_symtab_buckets {
    struct qg_symtab_bucket *at; // owned; open addressing, linear probing; at least twice as many
                                 // as the table that is added to has entries
    uint32_t mask;               // buckets - 1
    uint32_t generation;         // of the present record
};

struct qg_symtab {
    struct qg_symtab_entry *entries;   // owned; entries[0] is unused
    uint32_t count, cap;               // symbols in use (entries[1 … count]), entries allocated
    uint32_t constants;                // the first of them, which a reset keeps
    struct qg_symtab_buckets *buckets; // owned unless `borrows`
    bool borrows;
    uint64_t seed;            // of digests
    struct qg_pair pair_seed; // of pairs
};

// `lender` is a table for the same schema and seed whose buckets are to be used, or NULL; it must
// outlive this one.
enum qg_fault qg_symtab_init(struct qg_symtab *symbols, const struct qg_schema *schema,
                             uint64_t seed, const struct qg_symtab *lender);

// Forgets what is no constant, here and in the buckets: from now on this table is added to.
void qg_symtab_reset(struct qg_symtab *symbols);
void qg_symtab_free(struct qg_symtab *symbols);

// The symbol of `text`, new or known; `*fresh` tells which. A fresh one's bytes must last until the
// reset (qg_symtab_move). 0 when memory is out.
uint32_t qg_symtab_add(struct qg_symtab *symbols, struct qg_str text, bool *fresh);

// Doubles the room for symbols; false when memory is out. Private to this module.
bool qg_symtab_grow(struct qg_symtab *symbols);

// A new symbol, in the free bucket that was found for it.
static inline uint32_t qg_symtab_append(struct qg_symtab *symbols, struct qg_symtab_bucket *bucket,
                                        struct qg_str text, struct qg_pair pair) {
    uint32_t symbol = ++symbols->count;
    symbols->entries[symbol] = (struct qg_symtab_entry){text, pair};
    *bucket = (struct qg_symtab_bucket){symbols->buckets->generation, symbol};
    return symbol;
}

// A new symbol for a text that no other is compared with; it is not found again. The bytes must
// last until the reset. 0 when memory is out.
static inline uint32_t qg_symtab_add_unread(struct qg_symtab *symbols, struct qg_str text) {
    if (symbols->count + 1 >= symbols->cap && !qg_symtab_grow(symbols))
        return 0;
    symbols->entries[++symbols->count].text = text;
    return symbols->count;
}

// What stands for a text that is longer than a pair.
struct qg_pair qg_symtab_digest(const struct qg_symtab *symbols, struct qg_str text);

static inline bool qg_symtab_same(const struct qg_symtab_entry *entry, struct qg_str text,
                                  struct qg_pair pair) {
    return entry->pair.first == pair.first && entry->pair.last == pair.last &&
           entry->text.len == text.len &&
           (text.len <= QG_PAIR || memcmp(entry->text.at, text.at, text.len) == 0);
}

// The symbol of `text`, of which `pair` is the pair or the digest.
static inline uint32_t qg_symtab_put(struct qg_symtab *symbols, struct qg_str text,
                                     struct qg_pair pair, bool *fresh) {
    uint32_t hash = (uint32_t)qg_pair_hash(pair, symbols->pair_seed);
    struct qg_symtab_buckets *buckets = symbols->buckets;
    for (uint32_t i = hash;; i++) {
        struct qg_symtab_bucket *bucket = &buckets->at[i & buckets->mask];
        *fresh = bucket->stamp < buckets->generation;
        if (*fresh && symbols->count + 1 < symbols->cap)
            return qg_symtab_append(symbols, bucket, text, pair);
        if (*fresh && !qg_symtab_grow(symbols))
            return 0;
        if (*fresh)
            i = hash - 1; // buckets have moved
        else if (qg_symtab_same(&symbols->entries[bucket->symbol], text, pair))
            return bucket->symbol;
    }
}

// qg_symtab_add for a text with QG_PAIR readable bytes behind it, which spares a copy.
static inline uint32_t qg_symtab_add_padded(struct qg_symtab *symbols, struct qg_str text) {
    bool fresh;
    struct qg_pair pair =
        text.len <= QG_PAIR ? qg_pair_load(text.at, text.len) : qg_symtab_digest(symbols, text);
    return qg_symtab_put(symbols, text, pair, &fresh);
}

// Says where the bytes of a symbol's text are from now on.
static inline void qg_symtab_move(struct qg_symtab *symbols, uint32_t symbol, const char *at) {
    symbols->entries[symbol].text.at = at;
}

#endif
