// SPDX-License-Identifier: Apache-2.0
//
// Building the typed tree. Every constructor takes NULL for "an operand has an error, it was
// reported" and then gives NULL, so that expressions are put together without asking at each step.
#ifndef QG_NODE_H
#define QG_NODE_H

#include "check.h"

// A function under construction: opened with its arguments, filled with nodes, closed into the
// table of functions. Frames nest only where a call leads to a definition not yet checked.
void qg_frame_open(struct qg_checker *ck, struct qg_check_frame *frame,
                   struct qg_local *const *args, uint32_t arg_count, uint32_t next_local);

// Adds the function and gives its index; QG_NONE if `body` is NULL or memory is out. Releases the
// frame either way. `when` may be NULL.
int32_t qg_frame_close(struct qg_checker *ck, struct qg_check_frame *frame, enum qg_purpose purpose,
                       struct qg_node *when, struct qg_node *body, struct qg_str name,
                       struct qg_span span);

// A new variable of the frame that is open.
struct qg_local *qg_local_new(struct qg_checker *ck, struct qg_str name, struct qg_shape shape);

// A node without operands; NULL when memory is out or the function has become too large.
struct qg_node *qg_node_new(struct qg_checker *ck, enum qg_node_kind kind, struct qg_shape shape,
                            struct qg_span span);

struct qg_node *qg_node_unary(struct qg_checker *ck, enum qg_node_kind kind, struct qg_shape shape,
                              struct qg_node *a, struct qg_span span);
struct qg_node *qg_node_binary(struct qg_checker *ck, enum qg_node_kind kind, struct qg_shape shape,
                               struct qg_node *a, struct qg_node *b, struct qg_span span);

// Truth of two operands: comparisons, and, or.
struct qg_node *qg_node_truth(struct qg_checker *ck, enum qg_node_kind kind, struct qg_node *a,
                              struct qg_node *b, struct qg_span span);
struct qg_node *qg_node_not(struct qg_checker *ck, struct qg_node *a, struct qg_span span);

struct qg_node *qg_node_const(struct qg_checker *ck, struct qg_shape shape, int32_t number,
                              struct qg_span span);
struct qg_node *qg_node_local(struct qg_checker *ck, struct qg_local *local, struct qg_span span);

// The field of an element: FIELD, NESTED or LIST as the field is.
struct qg_node *qg_node_field(struct qg_checker *ck, struct qg_node *base, int32_t field,
                              struct qg_span span);

// Joins operands by AND, OR, MIN or MAX into a tree as flat as can be; NULL if any is NULL or
// there is none. All have the shape of the first.
struct qg_node *qg_node_join(struct qg_checker *ck, enum qg_node_kind kind, struct qg_node **nodes,
                             uint32_t count, struct qg_span span);

// The same expression once more, with loop variables of its own; NULL for NULL.
struct qg_node *qg_node_copy(struct qg_checker *ck, const struct qg_node *node);

// Whether two expressions say the same, wherever they were written: variables are compared by
// index, names and spans are not compared. Both may be NULL.
bool qg_node_same(const struct qg_node *a, const struct qg_node *b);

// Equal for what is the same.
uint64_t qg_node_hash(const struct qg_node *node);

#endif
