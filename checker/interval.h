// SPDX-License-Identifier: Apache-2.0
//
// The algebra of intervals that the instructions are made of. A result holds every value that
// the operation can give for values within its operands; truth is the interval of 0 and 1, so
// this is Kleene's strong logic and bounded counting at once. INT32_MAX, as an end, also stands
// for everything above it.
#ifndef QG_INTERVAL_H
#define QG_INTERVAL_H

#include "program.h"

static inline int32_t qg_smaller(int32_t a, int32_t b) {
    return a < b ? a : b;
}

static inline int32_t qg_larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

static inline struct qg_value qg_exactly(int32_t number) {
    return (struct qg_value){number, number};
}

static inline struct qg_value qg_truth(bool surely, bool possibly) {
    return (struct qg_value){surely, possibly};
}

static inline struct qg_value qg_not(struct qg_value a) {
    return (struct qg_value){1 - a.hi, 1 - a.lo};
}

// Both ends as one word, and back. Put together in registers: a word that is loaded from where its
// ends were stored one by one takes ten times as long.
static inline uint64_t qg_pack(struct qg_value value) {
    return (uint32_t)value.lo | (uint64_t)(uint32_t)value.hi << 32;
}

static inline struct qg_value qg_unpack(uint64_t word) {
    return (struct qg_value){(int32_t)(uint32_t)word, (int32_t)(uint32_t)(word >> 32)};
}

// The connectives of truths, whose ends are single bits.
static inline struct qg_value qg_and(struct qg_value a, struct qg_value b) {
    return (struct qg_value){a.lo & b.lo, a.hi & b.hi};
}

static inline struct qg_value qg_or(struct qg_value a, struct qg_value b) {
    return (struct qg_value){a.lo | b.lo, a.hi | b.hi};
}

static inline struct qg_value qg_min(struct qg_value a, struct qg_value b) {
    return (struct qg_value){qg_smaller(a.lo, b.lo), qg_smaller(a.hi, b.hi)};
}

static inline struct qg_value qg_max(struct qg_value a, struct qg_value b) {
    return (struct qg_value){qg_larger(a.lo, b.lo), qg_larger(a.hi, b.hi)};
}

static inline struct qg_value qg_hull(struct qg_value a, struct qg_value b) {
    return (struct qg_value){qg_smaller(a.lo, b.lo), qg_larger(a.hi, b.hi)};
}

static inline struct qg_value qg_equal(struct qg_value a, struct qg_value b) {
    return qg_truth(a.lo == a.hi && b.lo == b.hi && a.lo == b.lo, a.lo <= b.hi && b.lo <= a.hi);
}

static inline struct qg_value qg_less(struct qg_value a, struct qg_value b) {
    return qg_truth(a.hi < b.lo, a.lo < b.hi);
}

static inline struct qg_value qg_less_equal(struct qg_value a, struct qg_value b) {
    return qg_truth(a.hi <= b.lo, a.lo <= b.hi);
}

static inline int32_t qg_fit(int64_t number) {
    if (number > INT32_MAX)
        return INT32_MAX;
    return number < INT32_MIN ? INT32_MIN : (int32_t)number;
}

// An interval whose ends may have left 32 bits: an end that did, or would have to stand there
// alone, says nothing any more.
static inline struct qg_value qg_bounded(int64_t lo, int64_t hi) {
    if (lo > INT32_MAX || hi < INT32_MIN)
        return (struct qg_value){INT32_MIN, INT32_MAX};
    return (struct qg_value){qg_fit(lo), qg_fit(hi)};
}

static inline struct qg_value qg_add(struct qg_value a, struct qg_value b) {
    return qg_bounded((int64_t)a.lo + b.lo, (int64_t)a.hi + b.hi);
}

static inline struct qg_value qg_subtract(struct qg_value a, struct qg_value b) {
    return qg_bounded((int64_t)a.lo - b.hi, (int64_t)a.hi - b.lo);
}

static inline struct qg_value qg_multiply(struct qg_value a, int32_t by) {
    return qg_bounded((int64_t)a.lo * by, (int64_t)a.hi * by);
}

static inline struct qg_value qg_odd(struct qg_value a) {
    return a.lo == a.hi ? qg_exactly(a.lo & 1) : qg_truth(false, true);
}

// Whether the bit numbered `a` is set in `mask`.
static inline struct qg_value qg_in_mask(struct qg_value a, uint32_t mask) {
    int32_t lo = a.lo < 0 ? 0 : a.lo;
    if (lo > 31)
        return qg_exactly(0);
    uint32_t asked = UINT32_MAX << lo & (a.hi >= 31 ? UINT32_MAX : (2U << a.hi) - 1);
    return qg_truth(a.hi <= 31 && (mask & asked) == asked, (mask & asked) != 0);
}

// den * a >= num * b; with `strictly`, more than that.
static inline struct qg_value qg_ratio_reached(struct qg_value a, struct qg_value b,
                                               struct qg_ratio ratio, bool strictly) {
    int64_t least = (int64_t)ratio.den * a.lo - (int64_t)ratio.num * b.hi;
    int64_t most = (int64_t)ratio.den * a.hi - (int64_t)ratio.num * b.lo;
    return qg_truth(least >= strictly, most >= strictly);
}

#endif
