// SPDX-License-Identifier: Apache-2.0
//
// Between the files of the verifier: verify.c begins and proves the tables, verify_schema.c the
// layout of regions, verify_code.c the code of each function, for which verify_step.c knows what
// each instruction asks.
#ifndef QG_VERIFY_H
#define QG_VERIFY_H

#include "program.h"

// Notes what is wrong; gives false, so that a check can end with it.
static inline bool qg_flaw_set(struct qg_flaw *out, uint32_t at, const char *what) {
    *out = (struct qg_flaw){.at = at, .what = what};
    return false;
}

static inline bool qg_flaw_starve(struct qg_flaw *out) {
    *out = (struct qg_flaw){.what = "out of memory", .starved = true};
    return false;
}

// An index that may be QG_NONE, and one that may not.
static inline bool qg_is_index(int64_t index, uint32_t count) {
    return index >= 0 && index < count;
}

static inline bool qg_is_index_or_none(int64_t index, uint32_t count) {
    return index == QG_NONE || qg_is_index(index, count);
}

// Whether [first, first + count) lies within a table.
static inline bool qg_is_range(uint32_t first, uint32_t count, uint32_t table) {
    return first <= table && count <= table - first;
}

// Whether values of this kind stand in one slot as a number.
static inline bool qg_is_scalar_kind(enum qg_kind kind) {
    return kind <= QG_KIND_TEXT;
}

bool qg_verify_schema(const struct qg_program *program, struct qg_flaw *out);

// Needs a schema, functions' headers and operand tables that have been proved.
bool qg_verify_code(const struct qg_program *program, struct qg_flaw *out);

#endif
