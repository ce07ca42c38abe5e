// SPDX-License-Identifier: Apache-2.0
//
// From the typed tree to the intermediate representation, one function at a time. What the files
// of this stage share: lower.c begins and ends functions, lower_expr.c turns values into
// instructions, lower_loop.c quantifiers and folds, lets.c decides where a `let` is computed.
//
// Every value is put *into* a register that the caller names (qg_lower_into), so that branches
// meet in one register without copies. Functions here return nothing on failure: memory that ran
// out sticks in the IR, a tree that the checker should never have made sticks in `bug`; both are
// asked for once, when the function is complete.
#ifndef QG_LOWER_H
#define QG_LOWER_H

#include "ir.h"
#include "pool.h"
#include "typed.h"

// A `let` that is used once is computed where it is used, so that `and` and `or` may skip it. The
// cap on lets within lets keeps the recursion a small multiple of the depth of one tree.
enum { QG_LET_INLINE_DEPTH = 4 };

enum qg_let_place {
    QG_LET_NOWHERE, // nobody uses it
    QG_LET_INLINE,  // where it is used, once and outside of any loop
    QG_LET_EARLY,   // before the `when`
    QG_LET_LATE     // after the `when`, before the requirement
};

struct qg_let_plan {
    enum qg_let_place place;
    uint32_t uses;
    uint32_t depth; // of inlining, if it comes to that
    bool in_loop;   // some use is evaluated more than once
    bool in_when;   // some use is needed to decide `when`
};

struct qg_lower {
    const struct qg_typed *typed;
    struct qg_pools *pools;
    struct qg_ir ir;                          // of the function at hand
    const struct qg_typed_function *function; // the function at hand
    QG_VEC(uint32_t) registers;               // by local: its register + 1, 0: none yet
    QG_VEC(uint32_t) let_of;                  // by local: index of its let + 1, 0: not a let
    QG_VEC(struct qg_let_plan) lets;          // of the function at hand
    const char *bug;                          // static text, or NULL
    struct qg_span bug_span;
};

// A zeroed `l` with typed and pools set is ready.
void qg_lower_free(struct qg_lower *l);

// Lowers function `index` into l->ir. False when memory is out or a bug was met.
bool qg_lower_function(struct qg_lower *l, uint32_t index);

// Whether a derived field is worth remembering: all but those that merely read the region.
bool qg_lower_remembers(const struct qg_typed_function *function);

// ---- Between the files of this stage -----------------------------------------------------------

// Notes a tree that cannot be; the first one is kept.
void qg_lower_bug(struct qg_lower *l, const struct qg_node *n, const char *what);

// The register of a variable that has its value already; qg_lower_bind says which that is.
void qg_lower_bind(struct qg_lower *l, const struct qg_local *local, uint32_t reg);

// Computes `n` into register `dest`.
void qg_lower_into(struct qg_lower *l, const struct qg_node *n, uint32_t dest);

// Computes `n` and gives the register that has it: that of a variable, or a new one.
uint32_t qg_lower_value(struct qg_lower *l, const struct qg_node *n);

// Adds one instruction at the place of `n`.
void qg_lower_op(struct qg_lower *l, const struct qg_node *n, enum qg_op op, uint32_t a, uint32_t b,
                 uint32_t c, int32_t imm);
void qg_lower_const(struct qg_lower *l, const struct qg_node *n, uint32_t dest, int32_t number);

// A jump to `label` if `reg` is as `op` (JUMP_NO, JUMP_YES) says.
void qg_lower_branch(struct qg_lower *l, const struct qg_node *n, enum qg_op op, uint32_t reg,
                     uint32_t label);

// Whether computing `n` takes so long that it is worth a jump to avoid it.
bool qg_lower_costly(const struct qg_lower *l, const struct qg_node *n);

// The field that a list comes from; notes a bug if there is none.
int32_t qg_lower_list_field(struct qg_lower *l, const struct qg_node *list);

// The KIND immediate of a shape.
int32_t qg_lower_kind(struct qg_shape shape);

// lower_loop.c: any loop into `dest`; and a pick, which brings three registers of its own and
// leaves the element in the first.
void qg_lower_loop(struct qg_lower *l, const struct qg_node *n, uint32_t dest);
bool qg_lower_is_pick(enum qg_node_kind kind);
uint32_t qg_lower_pick(struct qg_lower *l, const struct qg_node *n);

// lets.c: places the lets of l->function; computes those of one place; or one where it is used.
void qg_lets_place(struct qg_lower *l);
void qg_lets_compute(struct qg_lower *l, enum qg_let_place place);
bool qg_lets_is_pending(const struct qg_lower *l, const struct qg_local *local);
uint32_t qg_lets_inline(struct qg_lower *l, const struct qg_local *local);

#endif
