// SPDX-License-Identifier: Apache-2.0
#include "pool.h"

#include "seed.h"

#include <string.h>

// An entry is interned as the numbers it consists of, so that padding never tells two apart.
enum { NUMBERS = 5 };

void qg_pools_init(struct qg_pools *pools) {
    // Listings must not depend on chance, and whoever writes a policy slows only its own down.
    qg_intern_init(&pools->periods, qg_seed());
    qg_intern_init(&pools->ratios, qg_seed());
    qg_intern_init(&pools->accruals, qg_seed());
    qg_intern_init(&pools->sets, qg_seed());
}

void qg_pools_free(struct qg_pools *pools) {
    qg_intern_free(&pools->periods);
    qg_intern_free(&pools->ratios);
    qg_intern_free(&pools->accruals);
    qg_intern_free(&pools->sets);
}

static int32_t add(struct qg_intern *table, const int32_t numbers[NUMBERS]) {
    struct qg_str bytes = {(const char *)numbers, NUMBERS * sizeof *numbers};
    return (int32_t)qg_intern_add(table, bytes) - 1; // symbol 0, memory out, is QG_NONE
}

static void entry(const struct qg_intern *table, uint32_t index, int32_t out[NUMBERS]) {
    memcpy(out, qg_intern_text(table, index + 1).at, NUMBERS * sizeof *out);
}

int32_t qg_pools_period(struct qg_pools *pools, struct qg_period period) {
    return add(&pools->periods, (int32_t[NUMBERS]){period.months, period.days, period.workdays,
                                                   period.calendar, period.sign});
}

int32_t qg_pools_ratio(struct qg_pools *pools, struct qg_ratio ratio) {
    return add(&pools->ratios, (int32_t[NUMBERS]){ratio.num, ratio.den});
}

int32_t qg_pools_accrual(struct qg_pools *pools, struct qg_accrual accrual,
                         struct qg_period period) {
    int32_t index = qg_pools_period(pools, period);
    if (index == QG_NONE)
        return QG_NONE;
    return add(&pools->accruals, (int32_t[NUMBERS]){accrual.from, accrual.to, index});
}

int32_t qg_pools_set(struct qg_pools *pools, struct qg_set set) {
    return add(&pools->sets,
               (int32_t[NUMBERS]){set.left, set.left_field, set.right, set.right_field});
}

static struct qg_period period_of(const int32_t n[NUMBERS]) {
    return (struct qg_period){n[0], n[1], n[2], (int16_t)n[3], (int8_t)n[4]};
}
static struct qg_ratio ratio_of(const int32_t n[NUMBERS]) {
    return (struct qg_ratio){n[0], n[1]};
}
static struct qg_accrual accrual_of(const int32_t n[NUMBERS]) {
    return (struct qg_accrual){n[0], n[1], n[2]};
}
static struct qg_set set_of(const int32_t n[NUMBERS]) {
    return (struct qg_set){n[0], n[1], n[2], n[3]};
}

// Writes one table as an array of `type`.
// NOLINTBEGIN(bugprone-macro-parentheses): a type cannot stand in parentheses there
#define WRITE(type, name, singular, count)                                                         \
    static bool write_##name(const struct qg_intern *table, struct qg_arena *arena,                \
                             struct qg_program *program) {                                         \
        uint32_t length = qg_intern_count(table);                                                  \
        type *at = qg_arena_array(arena, length, sizeof *at);                                      \
        for (uint32_t i = 0; at != NULL && i < length; i++) {                                      \
            int32_t numbers[NUMBERS];                                                              \
            entry(table, i, numbers);                                                              \
            at[i] = singular##_of(numbers);                                                        \
        }                                                                                          \
        program->name = at;                                                                        \
        program->count = length;                                                                   \
        return at != NULL;                                                                         \
    }
// NOLINTEND(bugprone-macro-parentheses)

WRITE(struct qg_period, periods, period, period_count)
WRITE(struct qg_ratio, ratios, ratio, ratio_count)
WRITE(struct qg_accrual, accruals, accrual, accrual_count)
WRITE(struct qg_set, sets, set, set_count)

bool qg_pools_write(const struct qg_pools *pools, struct qg_arena *arena,
                    struct qg_program *program) {
    return write_periods(&pools->periods, arena, program) &&
           write_ratios(&pools->ratios, arena, program) &&
           write_accruals(&pools->accruals, arena, program) &&
           write_sets(&pools->sets, arena, program);
}
