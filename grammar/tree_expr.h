// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree (tree.h): expressions, from a literal to a decision table, and what may be part
// of one. Durations, ranges and references serve declarations as well.
#ifndef QG_TREE_EXPR_H
#define QG_TREE_EXPR_H

#include "tree_word.h"

// How deep expressions and JSON values may nest. The deepest rule of a real act stays under 20; a
// long chain of `and` counts each link, since a recursive walker does too.
#define QG_TREE_DEPTH_LIMIT 200

// A duration literal. Months and days are apart for ever: nothing converts one to the other. At
// least one of the three is not 0, or the text said `0 days` or the like.
struct qg_duration {
    int32_t months;   // years and months, a year being 12
    int32_t days;     // weeks and days, a week being 7
    int32_t workdays; // working days
    bool in_months;   // a year or month was written
    bool in_days;     // a week or day was written
    bool in_workdays; // a working day was written
};

// What `for each`, `some`, `count of` … range over.
enum qg_range_kind {
    QG_RANGE_NOUN,    // `hearings`, `hearing`: `name` is a list field or an element type in reach
    QG_RANGE_LIST,    // `m in commission.members`: `name` is bound to elements of `from`
    QG_RANGE_NUMBERS, // `n in 1 to k`: `name` is bound to the counts `from` … `to`, both included
};

struct qg_range {
    enum qg_range_kind kind;
    struct qg_name name;
    struct qg_expr *from;  // the list, or the first number; NULL for a noun
    struct qg_expr *to;    // the last number; NULL otherwise
    struct qg_expr *where; // NULL: all of them
    struct qg_span span;   // with `where`
};

enum qg_expr_kind {
    QG_EXPR_ERROR, // reported already; whoever meets it stays silent

    // Literals.
    QG_EXPR_INT,      // as.number
    QG_EXPR_STRING,   // as.text, decoded
    QG_EXPR_DATE,     // as.date
    QG_EXPR_BOOL,     // as.truth
    QG_EXPR_UNKNOWN,  // nothing: `unknown`, a truth that no record settles
    QG_EXPR_DURATION, // as.duration
    QG_EXPR_RATIO,    // as.ratio: `2/3`, `half`; never reduced, the denominator is not 0
    QG_EXPR_PHRASE,   // as.phrase: `(en "…" ru "…" kk "…")`, an argument of a template only
    QG_EXPR_REF,      // as.ref: `P46-a`, `paragraph 46`, an argument of a template only
    QG_EXPR_SET,      // as.items: `{ a, b }`, the right side of `in` only

    // Names.
    QG_EXPR_NAME,  // as.name: a bare name; also a parameter, an enum value, a noun
    QG_EXPR_FIELD, // as.field: `base.name`; also `module.name`, which only the resolver can tell
    QG_EXPR_CALL,  // as.call: `f(…)`, `x.derived(…)`, `regular.count(day)`

    // Logic.
    QG_EXPR_NOT, // as.operand
    QG_EXPR_AND, // as.pair
    QG_EXPR_OR,  // as.pair

    // Questions.
    QG_EXPR_COMPARE,  // as.compare: two operands and one of enum qg_compare
    QG_EXPR_IS,       // as.is: one operand and one of enum qg_is
    QG_EXPR_TERM,     // as.term: `A at least D before B` and its kin
    QG_EXPR_BETWEEN,  // as.between: `A between B and C`, both ends included
    QG_EXPR_OVERLAPS, // as.between: `P overlaps FROM to TO` (`P overlaps Q` is a comparison)
    QG_EXPR_AGE,      // as.age: `A is younger than D on DAY`, `A is at least D old on DAY`
    QG_EXPR_SHARE,    // as.share: `N is at least 2/3 of M`

    // Values.
    QG_EXPR_ARITH,    // as.arith: `+`, `-`, `*`
    QG_EXPR_SHIFT,    // as.shift: `D after X`, `D before X`: a date
    QG_EXPR_ROLL,     // as.roll: `X to a working day`, forward
    QG_EXPR_PICK,     // as.pick: `earlier of (A, B)`, `later of (A, B)`
    QG_EXPR_FOLD,     // as.fold: `count of …`, `sum of …`, `earliest of …`, `latest of …`
    QG_EXPR_CHOOSE,   // as.choose: `latest hearing by date`: an element
    QG_EXPR_THE,      // as.range: `the member where E`, with a condition always: an element
    QG_EXPR_QUANTIFY, // as.quantify: `some`, `no`, `every`, `at least 2` …
    QG_EXPR_IF,       // as.choice: `if C then A else B`
    QG_EXPR_UNDER,    // as.under: `under READING { value: E, … }`
    QG_EXPR_TABLE,    // as.table: what a `table` gives, the value of its definition only
};

enum qg_compare {
    QG_COMPARE_EQUAL,       // =
    QG_COMPARE_UNEQUAL,     // !=
    QG_COMPARE_LESS,        // <
    QG_COMPARE_AT_MOST,     // <=
    QG_COMPARE_MORE,        // >
    QG_COMPARE_AT_LEAST,    // >=
    QG_COMPARE_IN,          // X in { a, b }, X in LIST
    QG_COMPARE_NOT_IN,      // X not in …
    QG_COMPARE_BEFORE,      // A before B
    QG_COMPARE_NOT_BEFORE,  // A not before B
    QG_COMPARE_AFTER,       // A after B
    QG_COMPARE_NOT_AFTER,   // A not after B
    QG_COMPARE_COVERS,      // P covers DAY
    QG_COMPARE_OVERLAPS,    // P overlaps Q
    QG_COMPARE_ALL_IN,      // all of A in B
    QG_COMPARE_SHARES_NONE, // A shares none with B
    QG_COMPARE_SAME_SET,    // A equals B
};

enum qg_is {
    QG_IS_RECORDED,     // X is recorded
    QG_IS_NOT_RECORDED, // X is not recorded
    QG_IS_THERE,        // X exists
    QG_IS_ODD,          // N is odd
    QG_IS_EVEN,         // N is even
};

// How `subject` lies against `anchor` and a duration; the sentence as it was written.
enum qg_term {
    QG_TERM_AT_LEAST_BEFORE,    // A at least D before B
    QG_TERM_AT_LEAST_AFTER,     // A at least D after B
    QG_TERM_WITHIN_BEFORE,      // A within D before B
    QG_TERM_WITHIN_AFTER,       // A within D after B
    QG_TERM_NOT_EARLIER_AFTER,  // A not earlier than D after B
    QG_TERM_NOT_EARLIER_BEFORE, // A not earlier than D before B: not farther back than D
    QG_TERM_NOT_LATER_AFTER,    // A not later than D after B: only the upper bound
    QG_TERM_NOT_LATER_BEFORE,   // A not later than D before B
};

// `to a working day [of CALENDAR]`: the last day moves forward to the next working day.
struct qg_roll {
    bool given;
    struct qg_name calendar; // optional; otherwise the act's
    struct qg_span span;
};

enum qg_arith { QG_ARITH_ADD, QG_ARITH_SUBTRACT, QG_ARITH_MULTIPLY };

enum qg_share { QG_SHARE_AT_LEAST, QG_SHARE_MORE_THAN, QG_SHARE_AT_MOST };

enum qg_fold { QG_FOLD_COUNT, QG_FOLD_SUM, QG_FOLD_EARLIEST, QG_FOLD_LATEST };

enum qg_quantifier {
    QG_QUANTIFIER_SOME,
    QG_QUANTIFIER_NO,
    QG_QUANTIFIER_EVERY,
    QG_QUANTIFIER_AT_LEAST,
    QG_QUANTIFIER_AT_MOST,
    QG_QUANTIFIER_EXACTLY,
};

QG_TREE_LIST(qg_exprs, qg_expr);

// One line of `under READING { value: E, … }`.
struct qg_under_case {
    struct qg_name value;
    struct qg_expr *then;
    struct qg_span span;
    struct qg_under_case *next;
};

QG_TREE_LIST(qg_under_cases, qg_under_case);

// What a cell of a table says of its input, one stretch of values. Both ends are included where
// there is no `before`, `after`, `less` or `more`.
enum qg_stretch_kind {
    QG_STRETCH_ONE,       // V: any literal, or a word of an enum
    QG_STRETCH_TO,        // V to W
    QG_STRETCH_AT_LEAST,  // at least N
    QG_STRETCH_AT_MOST,   // at most N
    QG_STRETCH_MORE_THAN, // more than N
    QG_STRETCH_LESS_THAN, // less than N
    QG_STRETCH_FROM,      // from DATE
    QG_STRETCH_BEFORE,    // before DATE
    QG_STRETCH_AFTER,     // after DATE
    QG_STRETCH_NOT_AFTER, // not after DATE
};

struct qg_stretch_syntax {
    enum qg_stretch_kind kind;
    struct qg_expr *value; // INT, DATE, BOOL or NAME
    struct qg_expr *to;    // of `V to W`, else NULL
    struct qg_span span;
    struct qg_stretch_syntax *next;
};

QG_TREE_LIST(qg_stretches, qg_stretch_syntax);

struct qg_cell_syntax {
    struct qg_stretches stretches; // empty: `any`
    struct qg_span span;
    struct qg_cell_syntax *next;
};

QG_TREE_LIST(qg_cells, qg_cell_syntax);

// `when CELL, …: E, …`: a result for each column of the table, one where it has none. `else: E`
// has no cells.
struct qg_row_syntax {
    bool otherwise;
    struct qg_cells cells;
    struct qg_exprs results;
    struct qg_span span; // of the cells with their `when`, or of `else`
    struct qg_row_syntax *next;
};

QG_TREE_LIST(qg_row_list, qg_row_syntax);

// The rows of a table. Its inputs are the parameters of the definition that it is the value of.
// With `across INPUT: CELL, …` the last input is told apart by columns instead of cells.
struct qg_table_syntax {
    struct qg_name across;   // empty without columns
    struct qg_cells columns; // empty without columns
    struct qg_row_list rows;
};

enum qg_ref_kind {
    QG_REF_RULE,      // `id`: a rule or a provision; inside a template it may begin with `*`
    QG_REF_PARAGRAPH, // `id` is the number, as written
    QG_REF_CHAPTER,   // `id` is the number
    QG_REF_APPENDIX,  // `id` is the number
    QG_REF_PREAMBLE,  // `id` is empty
    QG_REF_ACT,       // `id` is empty: the act that the reference stands in
};

// What a rule silences or governs, what an exemption lifts, where a provision points.
struct qg_ref {
    enum qg_ref_kind kind;
    struct qg_name id;
    struct qg_span span;
    struct qg_ref *next;
};

QG_TREE_LIST(qg_refs, qg_ref);

struct qg_expr {
    enum qg_expr_kind kind;
    uint32_t depth; // 1 for a leaf, else one more than the deepest child
    struct qg_span span;
    struct qg_expr *next; // in a list of expressions
    union {
        int64_t number; // 0 … 2^31 - 1
        int32_t date;   // days, as date.h counts them
        bool truth;
        struct qg_str text;
        struct qg_duration duration;
        struct {
            int32_t numerator, denominator;
        } ratio;
        struct qg_langs *phrase;
        struct qg_ref *ref;
        struct qg_exprs items;
        struct qg_name name;
        struct {
            struct qg_expr *base;
            struct qg_name name;
        } field;
        struct {
            struct qg_expr *callee; // QG_EXPR_NAME or QG_EXPR_FIELD, nothing else
            struct qg_exprs arguments;
        } call;
        struct qg_expr *operand;
        struct {
            struct qg_expr *left, *right;
        } pair;
        struct {
            enum qg_compare op;
            struct qg_expr *left, *right;
        } compare;
        struct {
            enum qg_is op;
            struct qg_expr *operand;
        } is;
        struct {
            enum qg_term op;
            struct qg_expr *subject, *duration, *anchor;
            struct qg_roll roll;
        } term;
        struct {
            struct qg_expr *subject, *from, *to;
        } between;
        struct {
            bool younger;           // else: at least so old
            struct qg_expr *person; // whatever has a birth date, or the birth date itself
            struct qg_expr *duration, *day;
        } age;
        struct {
            enum qg_share op;
            struct qg_expr *part, *ratio, *whole;
        } share;
        struct {
            enum qg_arith op;
            struct qg_expr *left, *right;
        } arith;
        struct {
            bool back;                // `before`
            struct qg_expr *duration; // always a QG_EXPR_DURATION
            struct qg_expr *anchor;
        } shift;
        struct {
            struct qg_expr *day;
            struct qg_roll how;
        } roll;
        struct {
            bool later;
            struct qg_exprs items; // at least one
        } pick;
        struct {
            enum qg_fold op;
            struct qg_expr *value; // NULL for count
            struct qg_range *range;
        } fold;
        struct {
            bool latest; // else the earliest
            struct qg_range *range;
            struct qg_expr *by;
        } choose;
        struct qg_range *range;
        struct {
            enum qg_quantifier op;
            int64_t number; // of at least, at most, exactly; else 0
            struct qg_range *range;
            struct qg_expr *has; // of `every`; NULL otherwise
        } quantify;
        struct {
            struct qg_expr *when, *then, *otherwise;
        } choice;
        struct {
            struct qg_name reading; // dotted as one name when it says its module
            struct qg_under_cases cases;
        } under;
        struct qg_table_syntax *table;
    } as;
};

#endif
