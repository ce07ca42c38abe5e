// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree (tree.h): fixtures, which are records written as JSON, and tests.
#ifndef QG_TREE_TEST_H
#define QG_TREE_TEST_H

#include "tree_expr.h"

// ---- JSON in fixtures ------------------------------------------------------------------------

enum qg_json_kind {
    QG_JSON_NULL,
    QG_JSON_TRUE,
    QG_JSON_FALSE,
    QG_JSON_NUMBER, // `text` as written, `-` and a fraction allowed: wrong data must be testable
    QG_JSON_STRING, // `text` decoded; a bare date is a string too
    QG_JSON_ARRAY,  // `first` … are the elements
    QG_JSON_OBJECT, // `first` … are the values, each with its `key`
};

struct qg_json_syntax {
    enum qg_json_kind kind;
    uint32_t depth;
    struct qg_span span;
    struct qg_str text;
    struct qg_name key;                  // of a member of an object; decoded, without quotes
    struct qg_json_syntax *first, *last; // children
    uint32_t count;
    struct qg_json_syntax *next; // sibling
};

// A step of `certifications[0].hearings[1].date`.
struct qg_step {
    struct qg_name name; // the member; empty for an index
    uint32_t index;      // from 0
    struct qg_span span;
    struct qg_step *next;
};

QG_TREE_LIST(qg_steps, qg_step);

// One `path = value` of `with`, or one path of `without` (value NULL).
struct qg_edit {
    struct qg_steps path;
    struct qg_json_syntax *value; // NULL: take it out
    struct qg_span span;
    struct qg_edit *next;
};

QG_TREE_LIST(qg_edits, qg_edit);

// A record for tests: written out, or another fixture changed. Edits apply in the order written.
struct qg_fixture {
    struct qg_fixture *next;        // of a test that is given several
    struct qg_json_syntax *literal; // NULL when `base` is given
    struct qg_name base;
    struct qg_edits edits;
    struct qg_span span;
};

// ---- Tests --------------------------------------------------------------------------------------

enum qg_outcome_word {
    QG_OUTCOME_SATISFIED,
    QG_OUTCOME_VIOLATED,
    QG_OUTCOME_UNDETERMINED,
    QG_OUTCOME_EXEMPT,
    QG_OUTCOME_NOT_APPLICABLE,
    QG_OUTCOME_NOT_IN_FORCE,
};

enum qg_expect_kind {
    QG_EXPECT_OUTCOME, // `expect RULE OUTCOME …`
    QG_EXPECT_VERDICT, // `expect verdict NAME …`
    QG_EXPECT_NONE,    // `expect no OUTCOME`
    QG_EXPECT_FLAG,    // `expect flag ID`
    QG_EXPECT_NO_FLAG, // `expect no flag ID`
};

// What a test says of a flag: nothing, that it is set, or that it is not.
enum qg_flag_wish { QG_FLAG_ANY, QG_FLAG_SET, QG_FLAG_CLEAR };

struct qg_expect {
    enum qg_expect_kind kind;
    struct qg_name rule; // of OUTCOME; of FLAG and NO_FLAG: the flag
    enum qg_outcome_word outcome;
    struct qg_name verdict;  // of VERDICT
    struct qg_name category; // `exempt as CATEGORY`; optional
    struct qg_name severity; // `severity RC1`, or `by RC1` of a verdict; optional
    bool has_due;            // `by 2023-12-19` of a flag
    int32_t due;             // that day
    struct qg_name silenced_by;
    enum qg_flag_wish boundary, reading_dependent;
    bool has_on;         // `on "c1"`
    struct qg_str on;    // the id of the element, decoded
    struct qg_name noun; // of `hearing 0`; optional
    uint32_t index;      // from 0, with `noun`
    bool has_missing;
    struct qg_names missing; // JSON Pointers, decoded
    struct qg_span span;
    struct qg_expect *next;
};

QG_TREE_LIST(qg_expects, qg_expect);

// `set parameter NAME = E`, `set reading NAME = VALUE`.
struct qg_setting {
    bool reading;        // else a parameter
    struct qg_name name; // dotted whole
    struct qg_expr *value;
    struct qg_span span;
    struct qg_setting *next;
};

QG_TREE_LIST(qg_test_settings, qg_setting);

// A test. The declaration's name is its title, decoded.
struct qg_test_decl {
    struct qg_fixture given; // the first one
    struct qg_expr *as_of;   // QG_EXPR_DATE; NULL when left to the runner
    struct qg_test_settings settings;
    struct qg_expects expects;
    struct qg_str because; // the derivation by hand, decoded; empty when absent
    bool broken;           // a clause was not understood; reported already
};

#endif
