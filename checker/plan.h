// SPDX-License-Identifier: Apache-2.0
//
// How the decoder finds its way in a schema: every field's key, every value of an enum and every
// section's name stands here between its quotes and with what the decoder needs next, a cache
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

#define QG_PLAN_LINE 64 // bytes of a cache line, and of a key

#define QG_PLAN_LONGER (UINT64_C(1) << QG_PLAN_HEAD) // the spelling goes on behind the head
#define QG_PLAN_NONE   (UINT64_C(2) << QG_PLAN_HEAD) // no text matches

enum { QG_PLAN_UNREAD = 1 };

struct qg_plan_key {
    char head[QG_PLAN_HEAD]; // the first bytes of the key as the text has it, then zeros
    const char *spelling;    // all of it: in quotes, and a field's with the colon
    uint64_t wanted;         // a bit for each byte of `head` that counts, and the two above
    uint32_t len;            // of the spelling
    uint32_t index;          // of the field in the schema, bit of a section, ordinal of a choice
    uint32_t slot;           // of a field: as the schema has it, like all below
    uint16_t refers;         // ENUM, or LIST of it: that enum; OBJECT, or LIST of it: that type;
                             // ID, TEXT, or LIST of them: QG_PLAN_UNREAD if it is unread
    uint8_t kind, element;   // enum qg_kind
};

// A bit for each byte of the head that the text has too.
static inline uint64_t qg_plan_equal(const struct qg_plan_key *key, const char *text) {
#if defined(__SSE2__)
    const __m128i *left = (const void *)key->head, *right = (const void *)text;
    __m128i low = _mm_cmpeq_epi8(_mm_loadu_si128(left), _mm_loadu_si128(right));
    __m128i high = _mm_cmpeq_epi8(_mm_loadu_si128(left + 1), _mm_loadu_si128(right + 1));
    return (uint32_t)_mm_movemask_epi8(low) | (uint32_t)_mm_movemask_epi8(high) << 16;
#else
    uint32_t len = key->len < QG_PLAN_HEAD ? key->len : QG_PLAN_HEAD;
    return strncmp(text, key->head, len) == 0 ? QG_PLAN_LONGER - 1 : 0;
#endif
}

// Whether a text that ends with a zero byte goes on with the key. No key holds a zero, so nothing
// is looked at further than QG_PLAN_HEAD bytes behind the text's end.
static inline bool qg_plan_matches(const struct qg_plan_key *key, const char *text) {
    uint64_t missing = key->wanted & ~qg_plan_equal(key, text);
    return missing == 0 ||
           (missing == QG_PLAN_LONGER && strncmp(text + QG_PLAN_HEAD, key->spelling + QG_PLAN_HEAD,
                                                 key->len - QG_PLAN_HEAD) == 0);
}

// Names to be told apart: the keys of a type, the values of an enum, the sections.
struct qg_plan_table {
    const struct qg_plan_key *keys; // [count]
    const uint32_t *buckets;        // position + 1, or 0; open addressing, at most a quarter full
    uint32_t mask;                  // buckets - 1
    uint32_t signs;                 // of each spelling that are not of the name
};

struct qg_plan {
    const struct qg_schema *schema;
    const struct qg_field *fields;       // schema->fields, one step nearer
    const struct qg_plan_key *keys;      // [schema->field_count + 1]; the last matches nothing
    const struct qg_plan_table *tables;  // [schema->type_count]: a type's fields, part of `keys`
    const int32_t *tags;                 // [schema->type_count]: a field named "record", or -1
    const struct qg_plan_table *choices; // [schema->enum_count]
    struct qg_plan_table sections;
};

// Builds the plan in `arena`; false when memory is out.
bool qg_plan_build(struct qg_plan *out, const struct qg_schema *schema, struct qg_arena *arena);

// Plans hash what comes from the policy, and records are only looked up: no secret is needed.
static inline uint32_t qg_plan_hash(struct qg_pair pair) {
    return (uint32_t)qg_pair_hash(pair, qg_pair_seed(0));
}

// The key that stands in its quotes at `quoted` in a padded text, `len` bytes without them; or
// NULL.
static inline const struct qg_plan_key *qg_plan_find(const struct qg_plan_table *table,
                                                     const char *quoted, size_t len) {
    uint32_t hash = qg_plan_hash(qg_pair_load(quoted + 1, len < QG_PAIR ? len : QG_PAIR));
    for (uint32_t at = hash & table->mask;; at = (at + 1) & table->mask) {
        uint32_t entry = table->buckets[at];
        if (entry == 0)
            return NULL;
        if (qg_plan_matches(&table->keys[entry - 1], quoted))
            return &table->keys[entry - 1];
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
