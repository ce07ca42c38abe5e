// SPDX-License-Identifier: Apache-2.0
//
// A decision table on its way from rows to a tree of questions. check_table.c reads the rows,
// check_table_cases.c says what they leave out or have twice, check_table_tree.c puts the questions
// in order. What is between them is a table without columns: of a table `across` an input each
// result is a row of its own, with the column's cell as its last one.
#ifndef QG_CHECK_TABLE_H
#define QG_CHECK_TABLE_H

#include "cases.h"
#include "check.h"

struct qg_table_row {
    struct qg_span span;   // of its cells
    struct qg_span column; // of its column's cell; without columns the same
    struct qg_span place;  // where it is pointed to: its cells, or its result in a column
    struct qg_node *value; // NULL after a report
};

struct qg_decision {
    struct qg_checker *ck;
    const struct qg_binding *env;
    const struct qg_decl *decl;
    const struct qg_table_syntax *syntax;
    const struct qg_shape *shapes; // of the inputs
    struct qg_shape result;
    struct qg_local *const *inputs;        // those of `cases`
    struct qg_cases cases;                 //
    struct qg_table_row *rows;             // [cases.rows]
    const struct qg_row_syntax *otherwise; // NULL without `else`
    struct qg_node *other;                 // its value
    bool failed;                           // something was reported
};

// The name of an input.
struct qg_str qg_table_input(const struct qg_decision *d, uint32_t input);

// Reports the cases that two rows have, or that none has, and an `else` that nothing is left for.
// Once the cases are classified.
void qg_table_report(struct qg_decision *d);

// The value of the table: questions about its inputs, as few as can be on every way, and at their
// end the value of a row. Where several rows hold a case the first does; where none does and there
// is no `else`, nobody knows. NULL after a report.
struct qg_node *qg_table_tree(struct qg_decision *d, struct qg_span span);

// Whether an input lies in a set of classes; NULL for one that always does, or after a report.
struct qg_node *qg_table_ask(struct qg_decision *d, uint32_t input, const struct qg_runs *classes,
                             struct qg_span span);

#endif
