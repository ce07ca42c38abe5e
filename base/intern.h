// SPDX-License-Identifier: Apache-2.0
//
// An interner: gives equal strings the same small number, a symbol, so that names are compared as
// integers ever after. Symbols count from 1 in the order of first appearance, whatever the seed;
// 0 is no symbol. The table owns a copy of every text.
#ifndef QG_INTERN_H
#define QG_INTERN_H

#include "arena.h"
#include "str.h"
#include "vec.h"

#include <stdint.h>

struct qg_intern_slot {
    uint32_t hash;   // low half of the text's hash; spares most comparisons of bytes
    uint32_t symbol; // 0: free
};

struct qg_intern_entry {
    struct qg_str text; // in the table's arena, followed by a NUL
    uint32_t slot;      // where it stands, so that clearing touches only slots in use
};

struct qg_intern {
    uint64_t seed;
    struct qg_intern_slot *slots; // owned; open addressing, linear probing, at most 3/4 full
    uint32_t slot_count;          // a power of two, or 0 before the first text
    QG_VEC(struct qg_intern_entry) entries; // by symbol - 1
    struct qg_arena arena;                  // the bytes
};

// An empty table; allocates nothing yet. The seed keeps hostile keys from colliding on purpose.
void qg_intern_init(struct qg_intern *table, uint64_t seed);

// The symbol of `text`, new or known; 0 when memory is out.
uint32_t qg_intern_add(struct qg_intern *table, struct qg_str text);

// The symbol of `text`, or 0 when it was never added.
uint32_t qg_intern_find(const struct qg_intern *table, struct qg_str text);

// The text of a symbol, followed by a NUL, good until clear or free; empty for what is none.
struct qg_str qg_intern_text(const struct qg_intern *table, uint32_t symbol);

// How many texts there are, which is also the highest symbol.
uint32_t qg_intern_count(const struct qg_intern *table);

// Forgets all texts and keeps the memory; costs as much as there were texts.
void qg_intern_clear(struct qg_intern *table);

// Gives the memory back; the table is then as after init.
void qg_intern_free(struct qg_intern *table);

#endif
