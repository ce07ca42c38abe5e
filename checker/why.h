// SPDX-License-Identifier: Apache-2.0
//
// Whys: what a value rests on, as a rope of facts that the tracing machine builds beside every
// register. A fact is a field of a region, known (it supports a value) or not (its absence blocks
// one). Which operands a result inherits its why from is the heart of an explanation:
//
//   a known result       from the operands that decided it, and of them only what is known
//   an unknown result    from the operands that are themselves unknown
//
// NULL is the empty why. A why that cannot be allocated is left out and m->failed set; past
// QG_WHY_LIMIT whys are left out too, so that a record cannot buy memory with steps.
#ifndef QG_WHY_H
#define QG_WHY_H

#include "machine.h"

enum { QG_WHY_LIMIT = 1 << 20 };

// One field of a region.
struct qg_why *qg_why_leaf(struct qg_machine *m, uint32_t ref, int32_t field, bool known);

// What is known below `why`: it settled a value although something else there is unknown.
struct qg_why *qg_why_settled(struct qg_machine *m, struct qg_why *why);

// Facts, known by themselves, that leave something unknown: a field of an element that they show
// not to exist. Only the lists that were searched count, if there are any.
struct qg_why *qg_why_blocked(struct qg_machine *m, struct qg_why *why);

// One operand as the rules below see it.
struct qg_given {
    struct qg_value value;
    struct qg_why *why;
};

// Of a result that needs both operands, such as a comparison.
struct qg_why *qg_why_both(struct qg_machine *m, struct qg_value result, struct qg_given b,
                           struct qg_given c);

// Of a conjunction (`decides` 0) or a disjunction (1): one operand of that value is enough. Where
// both are unknown, both are named: neither alone is sure to decide.
struct qg_why *qg_why_logic(struct qg_machine *m, struct qg_value result, int32_t decides,
                            struct qg_given b, struct qg_given c);

// Of a field read from the reference `from`; `known` is whether the read gave a value.
struct qg_why *qg_why_field(struct qg_machine *m, struct qg_given from, int32_t field, bool known);

// Of a list as a whole and one scalar field (or QG_NONE: the list's own values) of its elements.
struct qg_why *qg_why_list(struct qg_machine *m, struct qg_given list, int32_t field);

// Of a day that was moved by a period: what it was computed from, marked as the end of a term.
struct qg_why *qg_why_term(struct qg_machine *m, struct qg_value end, struct qg_why *below);

// Of a comparison of days: as qg_why_both, and where one of them is the end of a term, so that it
// can be told which day was the last or the first.
struct qg_why *qg_why_order(struct qg_machine *m, struct qg_value result, bool strict,
                            struct qg_given earlier, struct qg_given later);

// A day that was the last or the first one allowed, and what was measured against it.
struct qg_limit {
    int32_t day;
    struct qg_fact_ref measured; // ref 0: no single day
};

// The limits that `why` rests on and that were not kept, or not surely. Only of a machine that
// `tells_terms`. Returns the count; `out` is in the trace arena.
uint32_t qg_why_limits(struct qg_machine *m, struct qg_why *why, const struct qg_limit **out);

static inline bool qg_is_known(struct qg_value value) {
    return value.lo == value.hi;
}

#endif
