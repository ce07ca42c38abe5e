// SPDX-License-Identifier: Apache-2.0
#include "simplify.h"

#include "op_info.h"

void qg_simplifier_free(struct qg_simplifier *s) {
    qg_vec_free(&s->facts);
    qg_vec_free(&s->labels);
    qg_vec_free(&s->reached);
}

static bool start(struct qg_simplifier *f, struct qg_ir *ir) {
    f->ir = ir;
    f->facts.len = f->labels.len = f->reached.len = 0;
    if (!qg_vec_reserve(&f->facts, ir->widths.len) ||
        !qg_vec_reserve(&f->labels, ir->label_count) ||
        !qg_vec_reserve(&f->reached, ir->label_count))
        return false;
    for (uint32_t i = 0; i < ir->widths.len; i++)
        f->facts.at[f->facts.len++] = (struct qg_reg_fact){.alias = i};
    for (uint32_t i = 0; i < ir->label_count; i++) {
        f->labels.at[f->labels.len++] = 0;
        f->reached.at[f->reached.len++] = false;
    }
    return true;
}

// Calls `note` with every register that is touched.
static void each_touch(struct qg_simplifier *f, struct qg_ir_op *op,
                       void (*note)(struct qg_reg_fact *fact, uint32_t access)) {
    struct qg_ir_touch touches[QG_IR_TOUCHES];
    uint32_t count = qg_ir_touches(op, touches);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < touches[i].width; j++)
            note(&f->facts.at[*touches[i].reg + j], touches[i].access);
}

static void note_write(struct qg_reg_fact *fact, uint32_t access) {
    if ((access & QG_IR_WRITES) && fact->writes < 2)
        fact->writes++;
}

static void note_read(struct qg_reg_fact *fact, uint32_t access) {
    if (access & QG_IR_READS)
        fact->reads++;
}

static void forget_read(struct qg_reg_fact *fact, uint32_t access) {
    if (access & QG_IR_READS)
        fact->reads--;
}

// ---- Constants ---------------------------------------------------------------------------------

static void become_const(struct qg_ir_op *op, int32_t number) {
    *op = (struct qg_ir_op){.op = QG_OP_CONST, .a = op->a, .imm = number, .span = op->span};
}

static void become_copy(struct qg_ir_op *op, uint32_t of) {
    *op = (struct qg_ir_op){.op = QG_OP_COPY, .a = op->a, .b = of, .span = op->span};
}

// `b` against a constant.
static void become_compare(struct qg_ir_op *op, enum qg_op with, uint32_t b, int32_t number) {
    *op = (struct qg_ir_op){
        .op = (uint16_t)with, .a = op->a, .b = b, .imm = number, .span = op->span};
}

static bool calculate(uint16_t op, int64_t b, int64_t c, int64_t *out) {
    switch (op) {
    case QG_OP_EQ:
        *out = b == c;
        return true;
    case QG_OP_NE:
        *out = b != c;
        return true;
    case QG_OP_LT:
        *out = b < c;
        return true;
    case QG_OP_LE:
        *out = b <= c;
        return true;
    case QG_OP_ADD:
        *out = b + c;
        return true;
    case QG_OP_SUBTRACT:
        *out = b - c;
        return true;
    case QG_OP_MIN:
    case QG_OP_AND:
        *out = b < c ? b : c;
        return true;
    case QG_OP_MAX:
    case QG_OP_OR:
        *out = b > c ? b : c;
        return true;
    default:
        return false;
    }
}

// Both sides are constants. What leaves 32 bits is left to the machine.
static void fold_both(struct qg_ir_op *op, int32_t b, int32_t c) {
    int64_t result;
    if (calculate(op->op, b, c, &result) && result >= INT32_MIN && result <= INT32_MAX)
        become_const(op, (int32_t)result);
}

// The right side is a constant.
static void fold_right(struct qg_ir_op *op, uint32_t b, int32_t c) {
    if (op->op == QG_OP_EQ)
        become_compare(op, QG_OP_EQ_I, b, c);
    else if (op->op == QG_OP_LE)
        become_compare(op, QG_OP_LE_I, b, c);
    else if (op->op == QG_OP_LT && c > INT32_MIN)
        become_compare(op, QG_OP_LE_I, b, c - 1);
    else if (op->op == QG_OP_AND)
        c == 0 ? become_const(op, 0) : become_copy(op, b);
    else if (op->op == QG_OP_OR)
        c == 0 ? become_copy(op, b) : become_const(op, 1);
}

// The left side is a constant.
static void fold_left(struct qg_ir_op *op, int32_t b, uint32_t c) {
    if (op->op == QG_OP_LE)
        become_compare(op, QG_OP_GE_I, c, b);
    else if (op->op == QG_OP_LT && b < INT32_MAX)
        become_compare(op, QG_OP_GE_I, c, b + 1);
    else if (op->op == QG_OP_EQ || op->op == QG_OP_AND || op->op == QG_OP_OR)
        fold_right(op, c, b); // these have no sides
}

static void fold_pair(const struct qg_simplifier *f, struct qg_ir_op *op) {
    const struct qg_reg_fact *b = &f->facts.at[op->b], *c = &f->facts.at[op->c];
    if (b->known && c->known)
        fold_both(op, b->number, c->number);
    else if (c->known)
        fold_right(op, op->b, c->number);
    else if (b->known)
        fold_left(op, b->number, op->c);
}

// A jump whose condition is known happens always or never.
static void fold_jump(const struct qg_simplifier *f, struct qg_ir_op *op) {
    const struct qg_reg_fact *a = &f->facts.at[op->a];
    if (!a->known)
        return;
    bool jumps = a->number == (op->op == QG_OP_JUMP_YES ? 1 : 0);
    op->op = jumps ? QG_OP_JUMP : QG_IR_NOTHING;
}

static void fold_op(const struct qg_simplifier *f, struct qg_ir_op *op) {
    if (op->op == QG_OP_JUMP_NO || op->op == QG_OP_JUMP_YES)
        fold_jump(f, op);
    else if (op->op == QG_OP_NOT && f->facts.at[op->b].known)
        become_const(op, 1 - f->facts.at[op->b].number);
    else if (op->op < QG_OP_LIMIT && qg_op_info((uint8_t)op->op)->form == QG_FORM_D_B_C)
        fold_pair(f, op);
}

// ---- Forward: constants, copies, what is reached -----------------------------------------------

// Reads of a copy read the original. A group stays together, so only single registers change.
static void see_through(struct qg_simplifier *f, struct qg_ir_op *op) {
    struct qg_ir_touch touches[QG_IR_TOUCHES];
    uint32_t count = qg_ir_touches(op, touches);
    for (uint32_t i = 0; i < count; i++)
        if (touches[i].access == QG_IR_READS && touches[i].width == 1)
            *touches[i].reg = f->facts.at[*touches[i].reg].alias;
}

// Whether a register has one value from its writing on: written once, or an argument never written.
static bool stays(const struct qg_simplifier *f, uint32_t reg) {
    return f->facts.at[reg].writes == (reg < f->ir->arg_count ? 0 : 1);
}

// What may be relied on after `op`.
static void learn(struct qg_simplifier *f, const struct qg_ir_op *op) {
    if (op->op != QG_OP_CONST && op->op != QG_OP_COPY)
        return;
    struct qg_reg_fact *fact = &f->facts.at[op->a];
    if (fact->writes != 1)
        return;
    if (op->op == QG_OP_CONST) {
        fact->known = true;
        fact->number = op->imm;
    } else if (stays(f, op->b)) {
        fact->alias = op->b;
    }
}

// A label behind a jump is reached by falling into it, or by a jump from above. (A loop's label
// is fallen into from its EACH.)
static void forward(struct qg_simplifier *f) {
    bool running = true;
    for (uint32_t i = 0; i < f->ir->ops.len; i++) {
        struct qg_ir_op *op = &f->ir->ops.at[i];
        if (op->op == QG_IR_LABEL)
            running |= f->reached.at[op->imm];
        else if (!running)
            op->op = QG_IR_NOTHING;
        see_through(f, op);
        fold_op(f, op);
        learn(f, op);
        if (qg_ir_jumps(op))
            f->reached.at[op->imm] = true;
        if (op->op == QG_OP_JUMP || op->op == QG_OP_RETURN || op->op == QG_OP_OUTCOME)
            running = false;
    }
    qg_ir_compact(f->ir);
}

// ---- Backward: jumps, and what nobody reads ----------------------------------------------------

// Where a jump ends up if the first instruction at its label jumps on under the same condition.
static int32_t landing(const struct qg_simplifier *f, const struct qg_ir_op *jump) {
    uint32_t at = f->labels.at[jump->imm];
    while (at < f->ir->ops.len && f->ir->ops.at[at].op == QG_IR_LABEL)
        at++;
    if (at == f->ir->ops.len)
        return jump->imm;
    const struct qg_ir_op *next = &f->ir->ops.at[at];
    bool same = next->op == jump->op && next->a == jump->a;
    return same || next->op == QG_OP_JUMP ? next->imm : jump->imm;
}

// Later jumps come first, so that a chain of them is walked one step at a time.
static void straighten(struct qg_simplifier *f) {
    for (uint32_t i = 0; i < f->ir->ops.len; i++)
        if (f->ir->ops.at[i].op == QG_IR_LABEL)
            f->labels.at[f->ir->ops.at[i].imm] = i;
    for (uint32_t i = f->ir->ops.len; i-- > 0;) {
        struct qg_ir_op *op = &f->ir->ops.at[i];
        if (op->op == QG_OP_JUMP || op->op == QG_OP_JUMP_NO || op->op == QG_OP_JUMP_YES)
            op->imm = landing(f, op);
    }
}

static bool is_idle(const struct qg_simplifier *f, const struct qg_ir_op *op) {
    struct qg_ir_op copy = *op;
    struct qg_ir_touch touches[QG_IR_TOUCHES];
    uint32_t count = qg_ir_touches(&copy, touches);
    if (count == 0 || qg_ir_jumps(op))
        return false;
    const struct qg_ir_touch *last = &touches[count - 1]; // a written register comes last
    if (last->access != QG_IR_WRITES)
        return false;
    for (uint32_t i = 0; i < last->width; i++)
        if (f->facts.at[*last->reg + i].reads != 0)
            return false;
    return true;
}

static void drop_idle(struct qg_simplifier *f) {
    for (uint32_t i = 0; i < f->ir->ops.len; i++)
        each_touch(f, &f->ir->ops.at[i], note_read);
    for (uint32_t i = f->ir->ops.len; i-- > 0;) {
        struct qg_ir_op *op = &f->ir->ops.at[i];
        if (!is_idle(f, op))
            continue;
        each_touch(f, op, forget_read);
        op->op = QG_IR_NOTHING;
    }
    qg_ir_compact(f->ir);
}

bool qg_simplify(struct qg_simplifier *f, struct qg_ir *ir) {
    if (!start(f, ir))
        return false;
    for (uint32_t i = 0; i < ir->ops.len; i++)
        each_touch(f, &ir->ops.at[i], note_write);
    forward(f);
    straighten(f);
    drop_idle(f);
    return true;
}
