// SPDX-License-Identifier: Apache-2.0
#include "lower.h"

void qg_lower_free(struct qg_lower *l) {
    qg_ir_free(&l->ir);
    qg_vec_free(&l->registers);
    qg_vec_free(&l->let_of);
    qg_vec_free(&l->lets);
}

void qg_lower_bug(struct qg_lower *l, const struct qg_node *n, const char *what) {
    if (l->bug != NULL)
        return;
    l->bug = what;
    l->bug_span = n->span;
}

void qg_lower_bind(struct qg_lower *l, const struct qg_local *local, uint32_t reg) {
    while (l->registers.len <= local->index)
        if (!qg_vec_push(&l->registers, 0)) {
            l->ir.failed = true;
            return;
        }
    l->registers.at[local->index] = reg + 1;
}

// A rule whose `when` is no never comes to its requirement.
static void lower_rule(struct qg_lower *l) {
    const struct qg_typed_function *f = l->function;
    const struct qg_node *place = f->when != NULL ? f->when : f->body;
    uint32_t off = qg_ir_label(&l->ir), when;
    qg_lets_compute(l, QG_LET_EARLY);
    if (f->when != NULL) {
        when = qg_lower_value(l, f->when);
        qg_lower_branch(l, f->when, QG_OP_JUMP_NO, when, off);
    } else {
        when = qg_ir_reg(&l->ir, 1);
        qg_lower_const(l, place, when, 1);
    }
    qg_lets_compute(l, QG_LET_LATE);
    uint32_t holds = qg_lower_value(l, f->body);
    qg_lower_op(l, f->body, QG_OP_OUTCOME, when, holds, 0, 0);
    if (f->when != NULL) {
        qg_ir_bind(&l->ir, off);
        qg_lower_op(l, f->when, QG_OP_OUTCOME, when, when, 0, 0);
    }
}

// A severity is chosen for sure: a condition that is unknown takes the `else`. The chain is as
// long as the tree is deep.
static void lower_severity(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (n->kind != QG_N_IF) {
        qg_lower_into(l, n, dest);
        return;
    }
    uint32_t then = qg_ir_label(&l->ir), end = qg_ir_label(&l->ir);
    qg_lower_branch(l, n, QG_OP_JUMP_YES, qg_lower_value(l, n->a), then);
    lower_severity(l, n->c, dest);
    qg_lower_branch(l, n, QG_OP_JUMP, 0, end);
    qg_ir_bind(&l->ir, then);
    lower_severity(l, n->b, dest);
    qg_ir_bind(&l->ir, end);
}

static void lower_result(struct qg_lower *l) {
    const struct qg_typed_function *f = l->function;
    qg_lets_compute(l, QG_LET_EARLY);
    qg_lets_compute(l, QG_LET_LATE);
    uint32_t result;
    if (f->purpose == QG_FN_SEVERITY) {
        result = qg_ir_reg(&l->ir, 1);
        lower_severity(l, f->body, result);
    } else {
        result = qg_lower_value(l, f->body);
    }
    qg_lower_op(l, f->body, QG_OP_RETURN, result, 0, 0, 0);
}

bool qg_lower_function(struct qg_lower *l, uint32_t index) {
    const struct qg_typed_function *f = &l->typed->functions[index];
    l->function = f;
    l->registers.len = 0;
    qg_ir_start(&l->ir, f->arg_count);
    for (uint32_t i = 0; i < f->arg_count; i++)
        qg_lower_bind(l, f->args[i], i);
    qg_lets_place(l);
    if (!l->ir.failed) {
        if (f->purpose == QG_FN_RULE)
            lower_rule(l);
        else
            lower_result(l);
    }
    return !l->ir.failed && l->bug == NULL;
}

bool qg_lower_remembers(const struct qg_typed_function *f) {
    if (!f->derived)
        return false;
    switch (f->body->kind) {
    case QG_N_CONST:
    case QG_N_LOCAL:
    case QG_N_PARAMETER:
    case QG_N_AS_OF:
        return false;
    case QG_N_FIELD:
    case QG_N_NESTED:
    case QG_N_LIST:
    case QG_N_RECORDED:
    case QG_N_EXISTS:
    case QG_N_OWNER:
    case QG_N_INDEX:
        return f->body->a->kind != QG_N_LOCAL;
    default:
        return true;
    }
}
