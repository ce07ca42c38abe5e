// SPDX-License-Identifier: Apache-2.0
#include "cases.h"

#include <stdlib.h>

// ---- Runs --------------------------------------------------------------------------------------

static int by_start(const void *left, const void *right) {
    const struct qg_cases_run *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

void qg_runs_settle(struct qg_runs *runs) {
    uint32_t kept = 0, good = 0;
    for (uint32_t i = 0; i < runs->count; i++)
        if (runs->at[i].from <= runs->at[i].to)
            runs->at[good++] = runs->at[i];
    if (good > 1)
        qsort(runs->at, good, sizeof *runs->at, by_start);
    for (uint32_t i = 0; i < good; i++) {
        struct qg_cases_run *last = kept > 0 ? &runs->at[kept - 1] : NULL;
        bool touches = last != NULL && (int64_t)runs->at[i].from <= (int64_t)last->to + 1;
        if (!touches)
            runs->at[kept++] = runs->at[i];
        else if (runs->at[i].to > last->to)
            last->to = runs->at[i].to;
    }
    runs->count = kept;
}

static uint64_t size_of(const struct qg_runs *runs) {
    uint64_t size = 0;
    for (uint32_t i = 0; i < runs->count; i++)
        size += (uint64_t)((int64_t)runs->at[i].to - runs->at[i].from) + 1;
    return size;
}

static bool holds(const struct qg_runs *runs, int32_t class) {
    for (uint32_t i = 0; i < runs->count && runs->at[i].from <= class; i++)
        if (class <= runs->at[i].to)
            return true;
    return false;
}

// The first class that both sets hold.
static bool first_common(const struct qg_runs *a, const struct qg_runs *b, int32_t *out) {
    uint32_t i = 0, j = 0;
    while (i < a->count && j < b->count) {
        int32_t from = a->at[i].from > b->at[j].from ? a->at[i].from : b->at[j].from;
        if (from <= a->at[i].to && from <= b->at[j].to)
            return *out = from, true;
        if (a->at[i].to < b->at[j].to)
            i++;
        else
            j++;
    }
    return false;
}

// ---- Classes -----------------------------------------------------------------------------------

static struct qg_runs *cell_at(const struct qg_cases *cases, uint32_t row, uint32_t input) {
    return &cases->cells[(size_t)row * cases->inputs + input];
}

static int by_value(const void *left, const void *right) {
    const int32_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

// Where a class begins: at the first value, where a run does, and behind where one ends.
static size_t mark_starts(const struct qg_cases *cases, uint32_t input, int32_t *starts) {
    const struct qg_axis *axis = &cases->axes[input];
    size_t count = 0;
    starts[count++] = axis->first;
    for (uint32_t row = 0; row < cases->rows; row++) {
        const struct qg_runs *cell = cell_at(cases, row, input);
        for (uint32_t i = 0; i < cell->count; i++) {
            starts[count++] = cell->at[i].from;
            if (cell->at[i].to < axis->last)
                starts[count++] = cell->at[i].to + 1;
        }
    }
    return count;
}

static bool find_classes(struct qg_cases *cases, uint32_t input, struct qg_arena *arena) {
    struct qg_axis *axis = &cases->axes[input];
    size_t room = 1, count = 0;
    for (uint32_t row = 0; row < cases->rows; row++)
        room += 2 * (size_t)cell_at(cases, row, input)->count;
    if (axis->apart)
        room = (size_t)(axis->last - axis->first) + 1;
    axis->starts = qg_arena_array(arena, room, sizeof *axis->starts);
    if (axis->starts == NULL)
        return false;
    for (size_t i = 0; axis->apart && i < room; i++)
        axis->starts[i] = axis->first + (int32_t)i;
    count = axis->apart ? room : mark_starts(cases, input, axis->starts);
    qsort(axis->starts, count, sizeof *axis->starts, by_value);
    for (size_t i = 0; i < count; i++)
        if (axis->count == 0 || axis->starts[i] != axis->starts[axis->count - 1])
            axis->starts[axis->count++] = axis->starts[i];
    return true;
}

// The class that a value lies in.
static int32_t class_of(const struct qg_axis *axis, int32_t value) {
    uint32_t low = 0, high = axis->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (axis->starts[middle] <= value)
            low = middle;
        else
            high = middle;
    }
    return (int32_t)low;
}

static void turn_into_classes(struct qg_cases *cases, uint32_t input) {
    for (uint32_t row = 0; row < cases->rows; row++) {
        struct qg_runs *cell = cell_at(cases, row, input);
        for (uint32_t i = 0; i < cell->count; i++) {
            struct qg_cases_run *run = &cell->at[i];
            run->from = class_of(&cases->axes[input], run->from);
            run->to = class_of(&cases->axes[input], run->to);
        }
    }
}

bool qg_cases_classify(struct qg_cases *cases, struct qg_arena *arena) {
    cases->total = 1;
    for (uint32_t i = 0; i < cases->inputs; i++) {
        if (!find_classes(cases, i, arena))
            return false;
        turn_into_classes(cases, i);
        if (cases->total > QG_CASE_LIMIT / cases->axes[i].count)
            return cases->total = 0, false;
        cases->total *= cases->axes[i].count;
    }
    return true;
}

struct qg_cases_run qg_class_values(const struct qg_axis *axis, int32_t class) {
    bool last = (uint32_t) class + 1 == axis->count;
    return (struct qg_cases_run){axis->starts[class],
                                 last ? axis->last : axis->starts[class + 1] - 1};
}

// ---- Rows against each other -------------------------------------------------------------------

bool qg_cases_meet(const struct qg_cases *cases, uint32_t row, uint32_t other, int32_t *out) {
    for (uint32_t i = 0; i < cases->inputs; i++)
        if (!first_common(cell_at(cases, row, i), cell_at(cases, other, i), &out[i]))
            return false;
    return true;
}

// Whether a row has cases that begin with the `count` classes at `at`.
static bool begins_with(const struct qg_cases *cases, uint32_t row, const int32_t *at,
                        uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (!holds(cell_at(cases, row, i), at[i]))
            return false;
    return true;
}

// How many of a row's cases differ from `first` on.
static uint64_t tails_of(const struct qg_cases *cases, uint32_t row, uint32_t first) {
    uint64_t size = 1;
    for (uint32_t i = first; i < cases->inputs; i++)
        size *= size_of(cell_at(cases, row, i));
    return size;
}

// How many cases that begin with the `count` classes at `at` some row has.
static uint64_t filled(const struct qg_cases *cases, const int32_t *at, uint32_t count) {
    uint64_t sum = 0;
    for (uint32_t row = 0; row < cases->rows; row++)
        if (begins_with(cases, row, at, count))
            sum += tails_of(cases, row, count);
    return sum;
}

uint64_t qg_cases_missing(const struct qg_cases *cases, int32_t *out) {
    uint64_t missing = cases->total - filled(cases, out, 0), below = cases->total;
    for (uint32_t i = 0; i < cases->inputs && missing > 0; i++) {
        below /= cases->axes[i].count;
        out[i] = 0;
        while (filled(cases, out, i + 1) == below)
            out[i]++;
    }
    return missing;
}

// ---- Blocks ------------------------------------------------------------------------------------

// Whether some row has a case of the block.
static bool is_touched(const struct qg_cases *cases, const struct qg_cases_block *block) {
    int32_t common;
    for (uint32_t row = 0; row < cases->rows; row++) {
        uint32_t i = 0;
        while (i < cases->inputs && first_common(cell_at(cases, row, i), &block->sets[i], &common))
            i++;
        if (i == cases->inputs)
            return true;
    }
    return false;
}

// Tries each class of one input in the place of the one that the block has.
static bool widen(const struct qg_cases *cases, uint32_t input, struct qg_arena *arena,
                  struct qg_cases_block *block) {
    uint32_t count = cases->axes[input].count;
    struct qg_runs free = {qg_arena_array(arena, count, sizeof *free.at), 0};
    struct qg_cases_block moved = *block;
    struct qg_cases_run one;
    if (free.at == NULL)
        return false;
    moved.sets[input] = (struct qg_runs){&one, 1};
    for (uint32_t class = 0; class < count; class ++) {
        one = (struct qg_cases_run){(int32_t) class, (int32_t) class};
        if (!is_touched(cases, &moved))
            free.at[free.count++] = one;
    }
    qg_runs_settle(&free);
    block->sets[input] = free;
    return true;
}

bool qg_cases_widen(const struct qg_cases *cases, const int32_t *at, struct qg_arena *arena,
                    struct qg_cases_block *out) {
    struct qg_cases_run *start = qg_arena_array(arena, cases->inputs, sizeof *start);
    for (uint32_t i = 0; start != NULL && i < cases->inputs; i++) {
        start[i] = (struct qg_cases_run){at[i], at[i]};
        out->sets[i] = (struct qg_runs){&start[i], 1};
    }
    for (uint32_t i = cases->inputs; start != NULL && i-- > 0;)
        if (!widen(cases, i, arena, out))
            return false;
    return start != NULL;
}

uint64_t qg_block_size(const struct qg_cases *cases, const struct qg_cases_block *block) {
    uint64_t size = 1;
    for (uint32_t i = 0; i < cases->inputs; i++)
        size *= size_of(&block->sets[i]);
    return size;
}
