// SPDX-License-Identifier: Apache-2.0
//
// What the runs of the machine are: the plain one, for outcomes alone, the tracing one, which also
// keeps why, and the counting one, for profiles. All are the one set of instruction bodies in
// machine_ops.h; they differ in how a call is made and what a rule's end does, and in the words
// defined at the foot of this file, which run_plain.c, run_traced.c and run_counted.c complete. A
// frame is where its registers begin, in the machine's stack.
#ifndef QG_LOOP_H
#define QG_LOOP_H

#include "batch.h"
#include "fuse.h"
#include "op_info.h"
#include "operands.h"
#include "trace.h"

#include <string.h>

// Runs a function plainly; its result means nothing if the steps ran out.
struct qg_value qg_run_plain(struct qg_machine *m, const struct qg_callee *function,
                             const struct qg_value *args);

// Runs the rule of a batch. The machines must be in the mode of their run.
void qg_run_batch(struct qg_batch *batch);

// The same two for who asks what it costs (profile.h).
struct qg_value qg_count_value(struct qg_machine *m, const struct qg_callee *function,
                               const struct qg_value *args);
void qg_count_batch(struct qg_batch *batch);

// Runs the function on the arguments in `frame`, whose whys stand likewise, and leaves its result
// (or the two of a rule) there. False if the steps ran out.
bool qg_run_traced(struct qg_machine *m, const struct qg_callee *function, struct qg_value *frame);

// Writes both ends in one store. A register is mostly read again at once, and as a whole; a
// processor hands a store that it has not finished on to a load only if it covers all of it.
static inline void qg_store(struct qg_value *to, struct qg_value value) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t both = qg_pack(value);
    memcpy(to, &both, sizeof both);
#else
    *to = value;
#endif
}

// The words that machine_ops.h is written in.
#define A            r[ip->a]
#define B            r[ip->b]
#define C            r[ip->c]
#define FRAME        ((struct qg_frame){r, w})
#define GIVEN(which) ((struct qg_given){r[ip->which], w[ip->which]})
#define PUT(value, reason)                                                                         \
    do {                                                                                           \
        struct qg_value value_ = (value);                                                          \
        WHY(w[ip->a] = (reason));                                                                  \
        qg_store(&r[ip->a], value_);                                                               \
        SKIP;                                                                                      \
    } while (0)
#define UNARY(value)                                                                               \
    do {                                                                                           \
        struct qg_value result = (value);                                                          \
        PUT(result, qg_why_both(m, result, GIVEN(b), GIVEN(b)));                                   \
    } while (0)
#define BINARY(value)                                                                              \
    do {                                                                                           \
        struct qg_value result = (value);                                                          \
        PUT(result, qg_why_both(m, result, GIVEN(b), GIVEN(c)));                                   \
    } while (0)
#define OF_LISTS(value, reason)                                                                    \
    do {                                                                                           \
        struct qg_value result = (value);                                                          \
        PUT(result, qg_is_known(result) ? qg_why_settled(m, (reason)) : (reason));                 \
    } while (0)
#define SKIP                                                                                       \
    do {                                                                                           \
        ip++;                                                                                      \
        DISPATCH;                                                                                  \
    } while (0)
#define GO(target)                                                                                 \
    do {                                                                                           \
        ip = code + (target);                                                                      \
        DISPATCH;                                                                                  \
    } while (0)
#define GO_IF(condition, target)                                                                   \
    do {                                                                                           \
        if (condition)                                                                             \
            GO(target);                                                                            \
        SKIP;                                                                                      \
    } while (0)
#define FIRST(value)                                                                               \
    do {                                                                                           \
        qg_store(&A, (value));                                                                     \
        ip++;                                                                                      \
    } while (0)
#define AGAIN(target)                                                                              \
    do {                                                                                           \
        const struct qg_instr *head = code + (target);                                             \
        if (!qg_machine_charge(m, (int64_t)(ip - head) + 1))                                       \
            GIVE_UP;                                                                               \
        ip = head;                                                                                 \
        DISPATCH;                                                                                  \
    } while (0)
#define GIVE_UP goto give_up

// Where the compiler knows labels as values, each instruction jumps to the next by itself, which
// gives the branch predictor a place for each; elsewhere a switch does.
#if defined(__GNUC__)
#define OP(name) op_##name:
// NOLINTNEXTLINE(bugprone-macro-parentheses): a statement, not a value
#define DISPATCH goto *labels[ip->op]
#define START    DISPATCH;
#pragma GCC diagnostic ignored "-Wpedantic"
#else
#define OP(name) case QG_OP_##name:
#define DISPATCH goto dispatch
#define START                                                                                      \
    dispatch:                                                                                      \
    switch (ip->op)
#endif

#endif
