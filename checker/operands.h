// SPDX-License-Identifier: Apache-2.0
//
// What the instructions read from a record: a field of a region that may or may not exist, a list
// that may or may not be whole. The common case of each stands here, to be compiled into the two
// loops (run_plain.c, run_traced.c); what is rare is in operands.c.
#ifndef QG_OPERANDS_H
#define QG_OPERANDS_H

#include "interval.h"
#include "kernels.h"

#define QG_UNKNOWN_REF ((struct qg_value){-1, -1})
#define QG_ANY_COUNT   ((struct qg_value){0, INT32_MAX})

// What a value of a kind may be while it is not known; `index` is that of its enum.
struct qg_value qg_unknown_of(const struct qg_program *program, enum qg_kind kind, uint32_t index);

// The same for what was computed, and may lie further out than anything recorded.
struct qg_value qg_anything_of(enum qg_kind kind);

// A list that may be incomplete or empty, whose slot holds `block`: what is attested decides.
struct qg_value qg_doubtful_list(const struct qg_machine *m, int32_t ref, int32_t field,
                                 int32_t block);

// Whether a field is recorded in whose slot nothing stands.
struct qg_value qg_unrecorded(const struct qg_machine *m, int32_t ref, int32_t field, int32_t slot);

static inline struct qg_value qg_list_of(const struct qg_machine *m, int32_t ref, int32_t field) {
    if (QG_RARELY(ref <= 0))
        return QG_UNKNOWN_REF;
    int32_t block = m->record->slots[(uint32_t)ref + m->fields[field].slot];
    return block > 0 && !m->fields[field].partial ? qg_exactly(block)
                                                  : qg_doubtful_list(m, ref, field, block);
}

static inline struct qg_value qg_recorded_of(const struct qg_machine *m, int32_t ref,
                                             int32_t field) {
    if (QG_RARELY(ref <= 0))
        return ref == 0 ? QG_TRUTH_NO : QG_TRUTH_UNKNOWN;
    int32_t slot = m->record->slots[(uint32_t)ref + m->fields[field].slot];
    return slot >= 0 ? QG_TRUTH_YES : qg_unrecorded(m, ref, field, slot);
}

static inline bool qg_is_whole(struct qg_value list) {
    return list.hi >= 0;
}

static inline bool qg_is_same(struct qg_value a, struct qg_value b) {
    return a.lo == b.lo && a.hi == b.hi;
}

// What a field's slot holds, negative if there is no value in it.
static inline int32_t qg_slot_of(const int32_t *slots, const struct qg_field_view *field,
                                 struct qg_value ref) {
    return ref.lo > 0 ? slots[(uint32_t)ref.lo + field->slot] : -1;
}

static inline struct qg_value qg_loaded(const struct qg_field_view *field, int32_t slot) {
    return slot >= 0 ? qg_exactly(slot) : field->unknown;
}

static inline struct qg_value qg_nested(const struct qg_field_view *field, struct qg_value ref) {
    return ref.lo > 0 ? qg_exactly(ref.lo + (int32_t)field->slot) : ref;
}

// The region so many steps above one that exists.
static inline struct qg_value qg_owner_of(const int32_t *slots, struct qg_value ref,
                                          int32_t steps) {
    if (ref.lo <= 0)
        return ref;
    int32_t at = ref.lo;
    while (steps-- > 0)
        at -= slots[at + QG_AT_BACK];
    return qg_exactly(at);
}

// An element of a scalar list; one that is unreadable may be any value of any kind.
static inline struct qg_value qg_value_at(const int32_t *slots, int32_t at) {
    return slots[at] >= 0 ? qg_exactly(slots[at]) : QG_ANY_COUNT;
}

#endif
