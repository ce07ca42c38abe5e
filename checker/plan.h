// SPDX-License-Identifier: Apache-2.0
//
// How the decoder finds its way in a schema: every field's key, every value of an enum and every
// section's name stands here with its closing quote and with what the decoder needs next, a cache
// line each, so that what is expected is recognised in the text by one comparison of vectors; and
// what is not expected is found through a hash of two words. Immutable, shared by threads; what a
// decoder learns it keeps itself.
#ifndef QG_PLAN_H
#define QG_PLAN_H

#include "arena.h"
#include "pair.h"
#include "schema.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// Bytes of a key that stand in the plan itself. Longer keys are rare, and are compared on.
#define QG_PLAN_HEAD 32

struct qg_plan_key {
    char head[QG_PLAN_HEAD]; // the first bytes of the key and its `"`, then zeros
    const char *quoted;      // all of it
    uint32_t wanted;         // a bit for each byte of `head` that counts
    uint32_t len;            // with the quote
    uint32_t slot;           // of a field: as the schema has it, like all below
    uint32_t index;          // position in its table: bit of a section, ordinal of a choice
    uint16_t refers;         // ENUM, or LIST of it: that enum; OBJECT, or LIST of it: that type
    uint8_t kind, element;   // enum qg_kind
};

// Whether a text that ends with a zero byte goes on with the key and its quote. No key holds a
// zero, so nothing is looked at further than QG_PLAN_HEAD bytes behind the text's end.
static inline bool qg_plan_matches(const struct qg_plan_key *key, const char *text) {
#if defined(__SSE2__)
    const __m128i *left = (const void *)key->head, *right = (const void *)text;
    __m128i low = _mm_cmpeq_epi8(_mm_loadu_si128(left), _mm_loadu_si128(right));
    __m128i high = _mm_cmpeq_epi8(_mm_loadu_si128(left + 1), _mm_loadu_si128(right + 1));
    uint32_t equal = (uint32_t)_mm_movemask_epi8(low) | (uint32_t)_mm_movemask_epi8(high) << 16;
    if ((key->wanted & ~equal) != 0)
        return false;
#else
    if (strncmp(text, key->head, key->len < QG_PLAN_HEAD ? key->len : QG_PLAN_HEAD) != 0)
        return false;
#endif
    return key->len <= QG_PLAN_HEAD ||
           strncmp(text + QG_PLAN_HEAD, key->quoted + QG_PLAN_HEAD, key->len - QG_PLAN_HEAD) == 0;
}

// Names to be told apart: the keys of a type, the values of an enum, the sections.
struct qg_plan_table {
    const struct qg_plan_key *keys; // [count]
    const uint32_t *buckets;        // index + 1, or 0; open addressing, at most a quarter full
    uint32_t mask;                  // buckets - 1
};

struct qg_plan {
    const struct qg_schema *schema;
    const struct qg_field *fields;       // schema->fields, one step nearer
    const struct qg_plan_key *keys;      // [schema->field_count]
    const struct qg_plan_table *tables;  // [schema->type_count]: a type's fields, part of `keys`
    const int32_t *tags;                 // [schema->type_count]: a field named "record", or -1
    const struct qg_plan_table *choices; // [schema->enum_count]
    struct qg_plan_table sections;
    uint32_t seen_words; // 64-bit words with a bit for each field of any one type
};

// Builds the plan in `arena`; false when memory is out.
bool qg_plan_build(struct qg_plan *out, const struct qg_schema *schema, struct qg_arena *arena);

// Plans hash what comes from the policy, and records are only looked up: no secret is needed.
static inline uint32_t qg_plan_hash(struct qg_pair pair) {
    return (uint32_t)qg_pair_hash(pair, 0);
}

// The index of the `len` bytes at `text`, which stand in a padded text before a `"`; or -1.
static inline int32_t qg_plan_find(const struct qg_plan_table *table, const char *text,
                                   size_t len) {
    uint32_t hash = qg_plan_hash(qg_pair_load(text, len < QG_PAIR ? len : QG_PAIR));
    for (uint32_t at = hash & table->mask;; at = (at + 1) & table->mask) {
        int32_t index = (int32_t)table->buckets[at] - 1;
        if (index < 0 || qg_plan_matches(&table->keys[index], text))
            return index;
    }
}

// The same for a name that may stand anywhere.
int32_t qg_plan_index(const struct qg_plan_table *table, struct qg_str name);

// The field of `type` with that key, or -1.
int32_t qg_plan_field(const struct qg_plan *plan, uint16_t type, struct qg_str key);

// The record type named `tag`, or -1.
int32_t qg_plan_record_type(const struct qg_plan *plan, struct qg_str tag);

// The ordinal of a value in an enum, or the bit of a section; -1 if there is none such.
int32_t qg_plan_ordinal(const struct qg_plan *plan, uint16_t enumeration, struct qg_str value);
int32_t qg_plan_section(const struct qg_plan *plan, struct qg_str name);

#endif
