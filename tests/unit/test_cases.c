// SPDX-License-Identifier: Apache-2.0
//
// What is counted of a table must be what one finds by going through all values one by one. Rows
// are made at random over inputs of a few values, so that this can be done.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cases.h"

#include <string.h>

enum { ROUNDS = 3000, VALUES = 5, ROWS = 5, INPUTS = 3, RUNS = 2 };

struct table {
    struct qg_arena arena;
    struct qg_cases cases;
    struct qg_runs cells[ROWS * INPUTS];
    struct qg_cases_run runs[ROWS * INPUTS][RUNS];
    bool has[ROWS][INPUTS][VALUES]; // before they were classified
    uint64_t seed;
};

static uint32_t below(struct table *t, uint32_t limit) {
    t->seed = t->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(t->seed >> 33) % limit;
}

static void make_cell(struct table *t, uint32_t row, uint32_t input) {
    struct qg_runs *cell = &t->cells[row * t->cases.inputs + input];
    cell->at = t->runs[row * t->cases.inputs + input];
    cell->count = 1 + below(t, RUNS);
    for (uint32_t i = 0; i < cell->count; i++) {
        int32_t from = (int32_t)below(t, VALUES);
        int32_t to = from + (int32_t)below(t, (uint32_t)(VALUES - from));
        cell->at[i] = (struct qg_cases_run){from, to};
        for (int32_t v = from; v <= to; v++)
            t->has[row][input][v] = true;
    }
    qg_runs_settle(cell);
}

static void make_table(struct table *t, uint64_t seed) {
    memset(t, 0, sizeof *t);
    t->seed = seed;
    qg_arena_init(&t->arena, "test");
    t->cases.inputs = 1 + below(t, INPUTS);
    t->cases.rows = below(t, ROWS + 1);
    t->cases.cells = t->cells;
    for (uint32_t i = 0; i < t->cases.inputs; i++)
        t->cases.axes[i] = (struct qg_axis){.last = VALUES - 1, .apart = below(t, 2) == 0};
    for (uint32_t row = 0; row < t->cases.rows; row++)
        for (uint32_t i = 0; i < t->cases.inputs; i++)
            make_cell(t, row, i);
    assert_true(qg_cases_classify(&t->cases, &t->arena));
}

// ---- The same, value by value ------------------------------------------------------------------

static bool has(const struct table *t, uint32_t row, const int32_t *values) {
    for (uint32_t i = 0; i < t->cases.inputs; i++)
        if (!t->has[row][i][values[i]])
            return false;
    return true;
}

static uint32_t rows_with(const struct table *t, const int32_t *values) {
    uint32_t count = 0;
    for (uint32_t row = 0; row < t->cases.rows; row++)
        count += has(t, row, values);
    return count;
}

// The values of a case: the first of each class.
static void values_of(const struct table *t, const int32_t *classes, int32_t *out) {
    for (uint32_t i = 0; i < t->cases.inputs; i++)
        out[i] = qg_class_values(&t->cases.axes[i], classes[i]).from;
}

// The next case in order; false behind the last.
static bool next(const struct table *t, int32_t *classes) {
    for (uint32_t i = t->cases.inputs; i-- > 0;) {
        if (++classes[i] < (int32_t)t->cases.axes[i].count)
            return true;
        classes[i] = 0;
    }
    return false;
}

static bool rows_meet(const struct table *t, uint32_t row, uint32_t other) {
    int32_t classes[INPUTS] = {0}, values[INPUTS];
    do {
        values_of(t, classes, values);
        if (has(t, row, values) && has(t, other, values))
            return true;
    } while (next(t, classes));
    return false;
}

// ---- Properties --------------------------------------------------------------------------------

static void classes_are_as_wide_as_no_row_tells_their_values_apart(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        struct table t;
        make_table(&t, seed);
        for (uint32_t i = 0; i < t.cases.inputs; i++) {
            const struct qg_axis *axis = &t.cases.axes[i];
            uint32_t classes = 1;
            for (int32_t v = 1; v < VALUES; v++) {
                bool apart = axis->apart;
                for (uint32_t row = 0; row < t.cases.rows; row++)
                    apart = apart || t.has[row][i][v] != t.has[row][i][v - 1];
                classes += apart;
            }
            assert_int_equal(axis->count, classes);
        }
        qg_arena_free(&t.arena);
    }
}

static void rows_meet_where_a_value_shows_it(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        struct table t;
        int32_t at[INPUTS], values[INPUTS];
        make_table(&t, seed);
        for (uint32_t row = 0; row < t.cases.rows; row++)
            for (uint32_t other = 0; other < row; other++) {
                bool meet = qg_cases_meet(&t.cases, row, other, at);
                assert_int_equal(meet, rows_meet(&t, row, other));
                if (!meet)
                    continue;
                values_of(&t, at, values);
                assert_true(has(&t, row, values) && has(&t, other, values));
            }
        qg_arena_free(&t.arena);
    }
}

// Takes rows out until no two meet, so that what is missing may be asked for.
static void part_rows(struct table *t) {
    int32_t at[INPUTS];
    for (uint32_t row = 1; row < t->cases.rows; row++)
        for (uint32_t other = 0; other < row; other++) {
            if (!qg_cases_meet(&t->cases, row, other, at))
                continue;
            uint32_t inputs = t->cases.inputs, last = --t->cases.rows;
            for (uint32_t i = 0; i < inputs; i++)
                t->cells[row * inputs + i] = t->cells[last * inputs + i];
            memcpy(t->has[row], t->has[last], sizeof t->has[row]);
            row--;
            break;
        }
}

static void the_first_case_without_a_row_is_found_and_all_are_counted(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        struct table t;
        int32_t at[INPUTS] = {0}, classes[INPUTS] = {0}, first[INPUTS], values[INPUTS];
        uint64_t missing = 0;
        make_table(&t, seed);
        part_rows(&t);
        do {
            values_of(&t, classes, values);
            if (rows_with(&t, values) == 0 && missing++ == 0)
                memcpy(first, classes, sizeof first);
        } while (next(&t, classes));
        assert_int_equal(qg_cases_missing(&t.cases, at), missing);
        if (missing > 0)
            assert_memory_equal(at, first, t.cases.inputs * sizeof *at);
        qg_arena_free(&t.arena);
    }
}

static bool is_in(const struct qg_runs *set, int32_t class) {
    for (uint32_t i = 0; i < set->count; i++)
        if (set->at[i].from <= class && class <= set->at[i].to)
            return true;
    return false;
}

static void a_case_is_widened_to_cases_without_a_row(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        struct table t;
        struct qg_cases_block block;
        int32_t at[INPUTS] = {0}, classes[INPUTS] = {0}, values[INPUTS];
        uint64_t size = 0;
        make_table(&t, seed);
        part_rows(&t);
        if (qg_cases_missing(&t.cases, at) > 0) {
            assert_true(qg_cases_widen(&t.cases, at, &t.arena, &block));
            do {
                bool inside = true;
                for (uint32_t i = 0; i < t.cases.inputs; i++)
                    inside = inside && is_in(&block.sets[i], classes[i]);
                values_of(&t, classes, values);
                if (inside)
                    assert_int_equal(rows_with(&t, values), 0);
                size += inside;
            } while (next(&t, classes));
            assert_int_equal(size, qg_block_size(&t.cases, &block));
            for (uint32_t i = 0; i < t.cases.inputs; i++)
                assert_true(is_in(&block.sets[i], at[i]));
        }
        qg_arena_free(&t.arena);
    }
}

// ---- Edges -------------------------------------------------------------------------------------

static void the_ends_of_the_counts_are_values_like_others(void **state) {
    (void)state;
    struct qg_arena arena;
    struct qg_cases_run runs[] = {{0, 0}, {INT32_MAX, INT32_MAX}};
    struct qg_runs cells[] = {{&runs[0], 1}, {&runs[1], 1}};
    struct qg_cases cases = {.inputs = 1, .rows = 2, .axes = {{.last = INT32_MAX}}, .cells = cells};
    int32_t at[1] = {0};
    qg_arena_init(&arena, "test");
    assert_true(qg_cases_classify(&cases, &arena));
    assert_int_equal(cases.total, 3); // 0, what lies between, the last
    assert_int_equal(qg_cases_missing(&cases, at), 1);
    assert_int_equal(qg_class_values(&cases.axes[0], at[0]).from, 1);
    assert_int_equal(qg_class_values(&cases.axes[0], at[0]).to, INT32_MAX - 1);
    qg_arena_free(&arena);
}

// Eight inputs of 256 words make 2^64 cases, seven 2^56.
static void more_cases_than_can_be_counted_are_refused(void **state) {
    (void)state;
    for (uint32_t inputs = 7; inputs <= 8; inputs++) {
        struct qg_arena arena;
        struct qg_cases cases = {.inputs = inputs};
        for (uint32_t i = 0; i < inputs; i++)
            cases.axes[i] = (struct qg_axis){.last = 255, .apart = true};
        qg_arena_init(&arena, "test");
        assert_int_equal(qg_cases_classify(&cases, &arena), inputs == 7);
        assert_int_equal(cases.total, inputs == 7 ? UINT64_C(1) << 56 : 0);
        qg_arena_free(&arena);
    }
}

// ---- How many there may be ----

// Whether the cases of inputs with so many classes each can be counted. Every value of theirs is a
// class of its own.
static bool can_count(const int32_t *classes, uint32_t inputs, uint64_t *total) {
    struct qg_arena arena;
    struct qg_cases cases = {.inputs = inputs};
    for (uint32_t i = 0; i < inputs; i++)
        cases.axes[i] = (struct qg_axis){.last = classes[i] - 1, .apart = true};
    qg_arena_init(&arena, "test");
    bool counted = qg_cases_classify(&cases, &arena);
    *total = cases.total;
    qg_arena_free(&arena);
    return counted;
}

static void cases_are_counted_up_to_two_to_the_sixty_second(void **state) {
    (void)state;
    uint64_t total;
    // 2^62 is 2^8 seven times and 2^6; its successor is 5 * 5581 * 8681 * 49477 * 384773.
    static const int32_t limit[] = {256, 256, 256, 256, 256, 256, 256, 64};
    static const int32_t beyond[] = {5, 5581, 8681, 49477, 384773};
    assert_true(can_count(limit, 8, &total));
    assert_true(total == QG_CASE_LIMIT);
    assert_false(can_count(beyond, 5, &total));
    assert_true(total == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_counted_up_to_two_to_the_sixty_second),
        cmocka_unit_test(classes_are_as_wide_as_no_row_tells_their_values_apart),
        cmocka_unit_test(rows_meet_where_a_value_shows_it),
        cmocka_unit_test(the_first_case_without_a_row_is_found_and_all_are_counted),
        cmocka_unit_test(a_case_is_widened_to_cases_without_a_row),
        cmocka_unit_test(the_ends_of_the_counts_are_values_like_others),
        cmocka_unit_test(more_cases_than_can_be_counted_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
