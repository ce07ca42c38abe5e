// SPDX-License-Identifier: Apache-2.0
//
// How the decoder finds its way in a schema: for each type a hash table from key to field, and
// every key and every value of an enum once more with its closing quote, so that what is expected
// is recognised in the text by one comparison. Immutable, shared by threads; what a decoder learns
// it keeps itself.
#ifndef QG_PLAN_H
#define QG_PLAN_H

#include "arena.h"
#include "schema.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Readable bytes behind every key of a plan, for comparison in words.
#define QG_PLAN_PADDING 16

struct qg_plan_key {
    uint64_t head, head_mask; // its first eight bytes, and which of them count
    uint64_t next, next_mask; // the eight behind them, likewise
    const char *quoted;       // the key and `"`, padded with zeros
    uint32_t len;             // with the quote
};

// Whether a text that ends with a zero byte goes on with the key and its quote. No key holds a
// zero, so nothing is looked at further than a few words behind the text's.
static inline bool qg_plan_matches(const struct qg_plan_key *key, const char *text) {
    uint64_t head, next;
    memcpy(&head, text, 8);
    memcpy(&next, text + 8, 8);
    if ((((head ^ key->head) & key->head_mask) | ((next ^ key->next) & key->next_mask)) != 0)
        return false;
    return key->len <= 16 || strncmp(text + 16, key->quoted + 16, key->len - 16) == 0;
}

struct qg_plan_table {
    const uint32_t *buckets; // field index + 1, or 0; open addressing, at most half full
    uint32_t mask;
    int32_t sections; // the field of kind SECTIONS, or -1
    int32_t tag;      // a field that is declared under the name "record", or -1
};

struct qg_plan {
    const struct qg_schema *schema;
    const struct qg_field *fields;      // schema->fields, one step nearer
    const struct qg_plan_key *keys;     // [schema->field_count]
    const struct qg_plan_table *tables; // [schema->type_count]
    const struct qg_plan_key **choices; // [schema->enum_count], each [its values]
    uint32_t seen_words;                // 64-bit words with a bit for each field of any one type
};

// Builds the plan in `arena`; false when memory is out.
bool qg_plan_build(struct qg_plan *out, const struct qg_schema *schema, struct qg_arena *arena);

// The field of `type` with that key, or -1.
int32_t qg_plan_field(const struct qg_plan *plan, uint16_t type, struct qg_str key);

// The record type named `tag`, or -1.
int32_t qg_plan_record_type(const struct qg_plan *plan, struct qg_str tag);

// The ordinal of a value in an enum, or the bit of a section; -1 if there is none such.
int32_t qg_plan_ordinal(const struct qg_plan *plan, uint16_t enumeration, struct qg_str value);
int32_t qg_plan_section(const struct qg_plan *plan, struct qg_str name);

#endif
