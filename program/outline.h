// SPDX-License-Identifier: Apache-2.0
//
// The outline of a program: which expressions its functions are made of, as they are written.
// A program has instructions, of which a reader of a policy knows nothing; an outline has for
// every expression worth showing its place in the text and a *probe*, a function of the same
// program that computes this expression alone. So that an explanation (checker/replay.c) shows
// what the machine itself says of each part, and there is no second interpreter to disagree.
//
// Only a compilation that is to explain has one; its program differs from the plain one in the
// probes behind its functions, and in nothing else.
#ifndef QG_OUTLINE_H
#define QG_OUTLINE_H

#include "program.h"

enum qg_outline_kind {
    QG_OUTLINE_VALUE,     // a comparison, a sum, a parameter: a value and what it is made of
    QG_OUTLINE_FACT,      // `field` of the element that `base` computes
    QG_OUTLINE_RECORDED,  // the question whether that field is recorded
    QG_OUTLINE_AND,       // of its children, however many were joined
    QG_OUTLINE_OR,        //
    QG_OUTLINE_IF,        // children: condition (or QG_NONE), then, else; `base` is the condition
    QG_OUTLINE_TABLE,     // of a table: children: its rows
    QG_OUTLINE_ROW,       // value; `base` asks whether it is the one (QG_NONE: `else`); `name`: its
                          // column's cell, or empty; children: what the value is made of
    QG_OUTLINE_CHOOSE,    // children: one for each value of reading `index`, QG_NONE where trivial
    QG_OUTLINE_MOVED,     // a day moved by `period`
    QG_OUTLINE_TERM,      // the same as the end of a term; has no text of its own
    QG_OUTLINE_ROLL,      // a day moved on to a working day of calendar `index`
    QG_OUTLINE_DUE,       // a day of a schedule: every `period`, the `base`-th time
    QG_OUTLINE_DUE_COUNT, // how many of its days there are until the day `base`
    QG_OUTLINE_CALL,      // function `index` of `arguments` (probes); children: how they came about
    QG_OUTLINE_LET,       // a `let` called `name`; child: its value
    QG_OUTLINE_LOOP,      // over the list `base`
    QG_OUTLINE_SETS       // how the lists `base` and `other` overlap
};

// What a loop is after.
enum qg_outline_loop {
    QG_OUTLINE_MATCHES, // some, no, at least 2, count of: which elements meet `where`
    QG_OUTLINE_EVERY,   // which of those that meet `where` have `body`
    QG_OUTLINE_TOTAL,   // sum, earliest or latest `body` of those that meet `where`
    QG_OUTLINE_PICK     // the element among them, by `body`
};

struct qg_outline_node {
    enum qg_outline_kind kind;
    enum qg_outline_loop loop;
    struct qg_span span;   // as written
    struct qg_shape shape; // of the value
    int32_t probe;         // function giving the value, from the variables around it
    int32_t base, other;   // probes: FACT, RECORDED: the element; LOOP: the list; SETS: two lists
    int32_t inner;         // LOOP: what the loop itself gives, where `probe` compares it; QG_NONE
    int32_t field;         // FACT, RECORDED; LOOP: the field its list comes from
    int32_t index;         // reading, calendar, function
    int32_t where, body;   // LOOP: nodes under the loop's variable, or QG_NONE
    int32_t value;         // LOOP: probe of the body under the loop's variable, or QG_NONE
    int32_t matches;       // LOOP: probe of the `where`, likewise
    bool exception;        // a condition that takes an exemption back: it must not hold
    struct qg_period period;
    struct qg_set set;              // SETS
    struct qg_str name;             // LET; LOOP: of its variable
    uint32_t first, count;          // children, in qg_outline.children
    uint32_t first_arg, args_count; // CALL: in qg_outline.children, probes
};

// What a function of the program says. Of a rule: its conditions, then what it requires.
struct qg_outline_function {
    uint32_t first_when, when_count; // in qg_outline.children
    int32_t body;                    // node; QG_NONE where there is nothing to show
    bool forbids;                    // `body` is what must not be
    struct qg_str name;              //
};

struct qg_outline {
    const struct qg_outline_node *nodes;
    const int32_t *children;                     // nodes, probes, QG_NONE
    const struct qg_outline_function *functions; // [function_count]: those before the probes
    uint32_t function_count;
};

#endif
