// SPDX-License-Identifier: Apache-2.0
//
// The typed tree: a policy after names are resolved, templates applied and types checked, before
// it becomes code. Everything a template or a bare name hid is spelled out here; what is left are
// values, loops and calls whose shapes are known. Written by check_*.c, read by lower.c; lives in
// the compilation's arena; a policy with an error never gets this far.
//
// Expressions are trees, not graphs. Their depth is bounded by QG_TREE_DEPTH_LIMIT, so walkers
// may recurse.

#ifndef QG_TYPED_H
#define QG_TYPED_H

#include "program.h"
#include "source.h"
#include "vec.h"

enum qg_node_kind {
    // values
    QG_N_CONST,     // number: bool, count, date, enum ordinal, or symbol (index of a text constant)
    QG_N_UNKNOWN,   // a value of its shape that is never known (stands for an absent branch)
    QG_N_LOCAL,     // local: a scope element, parameter, loop variable or `let`
    QG_N_PARAMETER, // index: parameter of the policy
    QG_N_READING,   // index: ordinal of the reading's value (only below QG_N_CHOOSE)
    QG_N_AS_OF,
    // records: a is a reference; field
    QG_N_FIELD,    // scalar field
    QG_N_NESTED,   // embedded object
    QG_N_LIST,     // list block
    QG_N_RECORDED, // truth: is the field recorded
    QG_N_EXISTS,   // truth: a is an element
    QG_N_OWNER,    // the region `number` steps of QG_AT_BACK above a
    QG_N_INDEX,    // position of a in its list
    // truth
    QG_N_NOT,
    QG_N_AND,
    QG_N_OR,     // a, b
    QG_N_IF,     // a ? b : c
    QG_N_TABLE,  // a: nested IFs, which decide; items[]: its rows, for explanations
    QG_N_ROW,    // truth a (NULL: `else`), value b; the span of a is that of its column's cell
    QG_N_CHOOSE, // under a reading: index, items[] one for each value, in order
    // comparison: a, b
    QG_N_EQ,
    QG_N_NE,
    QG_N_LT,
    QG_N_LE,
    QG_N_IN_ENUM, // a in mask (number)
    QG_N_AT_LEAST_RATIO,
    QG_N_MORE_THAN_RATIO, // a of b, ratio
    QG_N_ODD,             // a
    // numbers: a, b
    QG_N_ADD,
    QG_N_SUBTRACT,
    QG_N_TIMES /* a times number */,
    QG_N_MIN,
    QG_N_MAX,
    // dates
    QG_N_MOVE,       // a moved by period (sign in it)
    QG_N_TERM,       // the same as the end of a term: boundary modes apply
    QG_N_ADD_MONTHS, // date a, count b
    QG_N_ROLL,       // a rolled to a working day of calendar index
    QG_N_DAY_OF,
    QG_N_YEAR_END,
    QG_N_HALF_START, // a
    QG_N_ACCRUED,    // list a, times b, accrual
    QG_N_DUE_COUNT,  // list a, day b, accrual
    QG_N_GRID_NTH,   // date a, times b, period
    QG_N_GRID_COUNT, // date a, day b, period
    // loops: loop (source, variable, where), body in b
    QG_N_SOME,  // truth: some element where … (body NULL)
    QG_N_EVERY, // truth: every element where … has b
    QG_N_COUNT, // how many
    QG_N_SUM,   // of b
    QG_N_FOLD_MAX,
    QG_N_FOLD_MIN, // of b
    QG_N_PICK_MAX,
    QG_N_PICK_MIN, // the element, by key b
    QG_N_PICK_THE, // the one element where …: PICK_THE, THE_END
    // sets: lists a and b (or value a), set
    QG_N_MEMBER,
    QG_N_SUBSET,
    QG_N_DISJOINT,
    QG_N_COMMON,
    QG_N_DISTINCT,
    QG_N_LENGTH,
    // calls
    QG_N_CALL // function index, items[] arguments
};

struct qg_node;

// A variable: where its value comes from is the business of whoever declares it.
struct qg_local {
    struct qg_str name;
    struct qg_shape shape;
    uint32_t index; // unique within its function; scope elements and parameters come first
};

// The loop of a quantifier: over a list of objects or scalars.
struct qg_loop {
    struct qg_node *list;      // shape LIST
    struct qg_local *variable; // element or value
    struct qg_node *where;     // truth, or NULL
};

struct qg_node {
    enum qg_node_kind kind;
    struct qg_shape shape;
    struct qg_span span;
    struct qg_node *a, *b, *c;
    int32_t number;          // CONST, IN_ENUM mask, TIMES factor
    int32_t index;           // PARAMETER, READING, CHOOSE, ROLL calendar, CALL function
    int32_t field;           // FIELD, NESTED, LIST, RECORDED
    struct qg_local *local;  // LOCAL
    struct qg_period period; // MOVE, TERM, GRID_*, and of `accrual`
    struct qg_ratio ratio;
    struct qg_accrual accrual; // its `period` index is filled in by lower.c from `period`
    struct qg_set set;         // MEMBER … DISTINCT
    struct qg_loop *loop;
    struct qg_node **items;
    uint32_t item_count;
};

// A function to be lowered: a definition, or a part of a rule, scope, exemption, message, act.
// Index in qg_typed.functions = index in qg_program.functions.
struct qg_typed_function {
    struct qg_str name;
    enum qg_purpose purpose;
    struct qg_local **args; // scope elements, outermost first, or parameters
    uint32_t arg_count;
    struct qg_let *lets; // evaluated in order before the body; only those that are used
    uint32_t let_count;
    struct qg_node *when; // RULE: applicability, NULL = always
    struct qg_node *body; // the value; RULE: the requirement; SEVERITY: a CONST/IF chain
    bool derived;         // a derived field of args[0]'s type without further parameters:
                          // lower.c gives it a memo slot
    bool forbids;         // RULE: the body is `not C`, of which the policy says `forbid C`
    struct qg_span span;
};

struct qg_let {
    struct qg_local *local;
    struct qg_node *value;
};

// The day by which an amendment governs the elements of a scope, where it says so itself.
struct qg_transition {
    int32_t amendment, scope, day; // `day`: a function of the elements down to that of the scope
};

// Everything else the program needs: the same tables as qg_program, with function indices into
// `functions`. lower.c copies them; it alone fills code, spans, functions, memo slots, images,
// readings and terms masks (of functions, exemptions and rules).
struct qg_typed {
    struct qg_typed_function *functions;
    uint32_t function_count;
    struct qg_program tables; // all tables but code/spans/functions, arena-allocated, complete
                              // but for: type.slots/image (memo slots are appended by lower.c),
                              // periods/ratios/accruals/sets (built by lower.c), masks
    const struct qg_transition *transitions;
    uint32_t transition_count;
};

struct qg_arena;
struct qg_diag_list;
struct qg_files;

#endif
