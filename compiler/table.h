// SPDX-License-Identifier: Apache-2.0
//
// A hash table from a pair of small numbers to a small number: (what kind of thing or whose,
// which symbol) to an index. All look-ups of the checking stage go through such pairs, so that
// one table serves every namespace and a policy of any size is checked in linear time.
#ifndef QG_TABLE_H
#define QG_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#define QG_TABLE_NOTHING UINT32_MAX // the value of a pair that is not in the table

struct qg_table_slot {
    uint64_t key;   // both numbers
    uint32_t value; // QG_TABLE_NOTHING: free
};

// A zeroed one is empty.
struct qg_table {
    struct qg_table_slot *slots; // owned; open addressing, at most half full
    uint32_t len, cap;           // pairs in use; slots, a power of two
    uint64_t seed;               // of this table, from its first pair on
};

// The value of the pair, or QG_TABLE_NOTHING.
uint32_t qg_table_find(const struct qg_table *table, uint32_t owner, uint32_t symbol);

// Sets the value of the pair, new or known; false when memory is out.
bool qg_table_put(struct qg_table *table, uint32_t owner, uint32_t symbol, uint32_t value);

// Gives the memory back; the table is then empty.
void qg_table_free(struct qg_table *table);

#endif
