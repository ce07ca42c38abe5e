// SPDX-License-Identifier: Apache-2.0
//
// The cases of a decision table. Its rows mention values of its inputs; between two values that no
// row tells apart nothing can differ, so each input falls into a few classes, and a *case* is one
// class for each input. A row holds a set of classes for each input and with them a block of
// cases. Whether blocks meet, and whether together they fill the whole, is a matter of counting:
// rows that do not meet leave nothing out exactly if their sizes add up to the number of cases. So
// every question here takes time polynomial in the size of the table, however many cases it has,
// and every answer is exact.
//
// Nothing of this knows what an input is called or a value means.
#ifndef QG_CASES_H
#define QG_CASES_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    QG_TABLE_INPUTS = 8,  // inputs of one table: what a page has room for
    QG_TABLE_ROWS = 1000, // rows of one table, each column of a row counted
};

// The most cases that a table may tell apart, so that they can be counted.
#define QG_CASE_LIMIT (UINT64_C(1) << 62)

// From one value (or class) to another, both included.
struct qg_cases_run {
    int32_t from, to;
};

// A set of values (or classes): runs in order, none touching the next.
struct qg_runs {
    struct qg_cases_run *at;
    uint32_t count;
};

struct qg_axis {
    int32_t first, last; // the values of the input
    bool apart;          // each value is a class of its own: those of an enum
    int32_t *starts;     // of each class; the first is `first`
    uint32_t count;      // classes
};

struct qg_cases {
    uint32_t inputs, rows;
    struct qg_axis axes[QG_TABLE_INPUTS];
    struct qg_runs *cells; // [rows * inputs], row by row: values until they are classified
    uint64_t total;        // cases
};

// A block of cases: for each input a set of classes.
struct qg_cases_block {
    struct qg_runs sets[QG_TABLE_INPUTS];
};

// Sorts the runs and joins those that touch or overlap; runs that end before they begin go.
void qg_runs_settle(struct qg_runs *runs);

// Finds the classes of each input, and turns the values in the cells into classes. False when
// memory is out, or (`total` is 0) when there are more cases than can be counted.
bool qg_cases_classify(struct qg_cases *cases, struct qg_arena *arena);

// Whether two rows have a case in common; the first such, a class for each input.
bool qg_cases_meet(const struct qg_cases *cases, uint32_t row, uint32_t other, int32_t *out);

// How many cases no row has, and the first of them. No two rows meet.
uint64_t qg_cases_missing(const struct qg_cases *cases, int32_t *out);

// The block that a case no row has can be widened to without meeting one: the last input as far as
// it goes, then the one before it. False when memory is out.
bool qg_cases_widen(const struct qg_cases *cases, const int32_t *at, struct qg_arena *arena,
                    struct qg_cases_block *out);

// How many cases a block has.
uint64_t qg_block_size(const struct qg_cases *cases, const struct qg_cases_block *block);

// The values of a class.
struct qg_cases_run qg_class_values(const struct qg_axis *axis, int32_t class);

#endif
