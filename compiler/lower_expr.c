// SPDX-License-Identifier: Apache-2.0
//
// Values. Most kinds of node are one instruction, and the form of its opcode says where the
// operands come from; what needs jumps or neighbouring registers is spelled out below.
#include "lower.h"

#include "op_info.h"

enum { NOT_PLAIN = QG_OP_LIMIT };

// How many instructions are cheaper computed than jumped over. A jump is an instruction too, and
// one that the processor mispredicts costs more than several of them.
enum { QG_CHEAP_OPS = 2 };

void qg_lower_op(struct qg_lower *l, const struct qg_node *n, enum qg_op op, uint32_t a, uint32_t b,
                 uint32_t c, int32_t imm) {
    qg_ir_add(&l->ir, (struct qg_ir_op){(uint16_t)op, a, b, c, imm, n->span});
}

void qg_lower_const(struct qg_lower *l, const struct qg_node *n, uint32_t dest, int32_t number) {
    qg_lower_op(l, n, QG_OP_CONST, dest, 0, 0, number);
}

void qg_lower_branch(struct qg_lower *l, const struct qg_node *n, enum qg_op op, uint32_t reg,
                     uint32_t label) {
    qg_lower_op(l, n, op, reg, 0, 0, (int32_t)label);
}

int32_t qg_lower_list_field(struct qg_lower *l, const struct qg_node *list) {
    int32_t field = list->kind == QG_N_LIST ? list->field : list->shape.list;
    if (field < 0)
        qg_lower_bug(l, list, "a list that comes from no field");
    return field;
}

// ---- Plain nodes: one instruction --------------------------------------------------------------

static const uint8_t plain_ops[] = {
    [QG_N_CONST] = QG_OP_CONST,
    [QG_N_UNKNOWN] = NOT_PLAIN,
    [QG_N_LOCAL] = NOT_PLAIN,
    [QG_N_PARAMETER] = QG_OP_PARAMETER,
    [QG_N_READING] = QG_OP_READING,
    [QG_N_AS_OF] = QG_OP_AS_OF,
    [QG_N_FIELD] = QG_OP_LOAD,
    [QG_N_NESTED] = QG_OP_NESTED,
    [QG_N_LIST] = QG_OP_LIST,
    [QG_N_RECORDED] = QG_OP_RECORDED,
    [QG_N_EXISTS] = QG_OP_EXISTS,
    [QG_N_OWNER] = QG_OP_OWNER,
    [QG_N_INDEX] = QG_OP_INDEX,
    [QG_N_NOT] = NOT_PLAIN,
    [QG_N_AND] = NOT_PLAIN,
    [QG_N_OR] = NOT_PLAIN,
    [QG_N_IF] = NOT_PLAIN,
    [QG_N_TABLE] = NOT_PLAIN,
    [QG_N_ROW] = NOT_PLAIN,
    [QG_N_CHOOSE] = NOT_PLAIN,
    [QG_N_EQ] = QG_OP_EQ,
    [QG_N_NE] = QG_OP_NE,
    [QG_N_LT] = QG_OP_LT,
    [QG_N_LE] = QG_OP_LE,
    [QG_N_IN_ENUM] = QG_OP_IN_MASK,
    [QG_N_AT_LEAST_RATIO] = QG_OP_RATIO_GE,
    [QG_N_MORE_THAN_RATIO] = QG_OP_RATIO_GT,
    [QG_N_ODD] = QG_OP_ODD,
    [QG_N_ADD] = QG_OP_ADD,
    [QG_N_SUBTRACT] = QG_OP_SUBTRACT,
    [QG_N_TIMES] = QG_OP_MULTIPLY_I,
    [QG_N_MIN] = QG_OP_MIN,
    [QG_N_MAX] = QG_OP_MAX,
    [QG_N_MOVE] = QG_OP_DATE_ADD,
    [QG_N_TERM] = QG_OP_TERM,
    [QG_N_ADD_MONTHS] = QG_OP_ADD_MONTHS,
    [QG_N_ROLL] = QG_OP_ROLL,
    [QG_N_DAY_OF] = QG_OP_DAY_OF,
    [QG_N_YEAR_END] = QG_OP_YEAR_END,
    [QG_N_HALF_START] = QG_OP_HALF_START,
    [QG_N_ACCRUED] = QG_OP_ACCRUED,
    [QG_N_DUE_COUNT] = QG_OP_DUE_COUNT,
    [QG_N_GRID_NTH] = QG_OP_GRID_NTH,
    [QG_N_GRID_COUNT] = QG_OP_GRID_COUNT,
    [QG_N_SOME] = NOT_PLAIN,
    [QG_N_EVERY] = NOT_PLAIN,
    [QG_N_COUNT] = NOT_PLAIN,
    [QG_N_SUM] = NOT_PLAIN,
    [QG_N_FOLD_MAX] = NOT_PLAIN,
    [QG_N_FOLD_MIN] = NOT_PLAIN,
    [QG_N_PICK_MAX] = NOT_PLAIN,
    [QG_N_PICK_MIN] = NOT_PLAIN,
    [QG_N_PICK_THE] = NOT_PLAIN,
    [QG_N_MEMBER] = QG_OP_MEMBER,
    [QG_N_SUBSET] = QG_OP_SUBSET,
    [QG_N_DISJOINT] = QG_OP_DISJOINT,
    [QG_N_COMMON] = QG_OP_COMMON,
    [QG_N_DISTINCT] = QG_OP_DISTINCT,
    [QG_N_LENGTH] = QG_OP_LENGTH,
    [QG_N_CALL] = NOT_PLAIN,
};
_Static_assert(QG_OP_LIMIT <= UINT8_MAX, "an opcode and NOT_PLAIN fit a byte");
_Static_assert(sizeof plain_ops == QG_N_CALL + 1, "one entry for each kind of node");

int32_t qg_lower_kind(struct qg_shape shape) {
    uint16_t index = shape.kind == QG_KIND_ENUM     ? shape.enumeration
                     : shape.kind == QG_KIND_OBJECT ? shape.type
                                                    : 0;
    return qg_kind_immediate(shape.kind, index);
}

// A table's index, or a note that memory ran out.
static int32_t pooled(struct qg_lower *l, int32_t index) {
    if (index == QG_NONE)
        l->ir.failed = true;
    return index;
}

static int32_t immediate_of(struct qg_lower *l, const struct qg_node *n,
                            enum qg_immediate immediate) {
    switch (immediate) {
    case QG_IMMEDIATE_NUMBER:
        return n->number;
    case QG_IMMEDIATE_KIND:
        return qg_lower_kind(n->shape);
    case QG_IMMEDIATE_FIELD:
        return n->kind == QG_N_LENGTH ? qg_lower_list_field(l, n->a) : n->field;
    case QG_IMMEDIATE_PARAMETER:
    case QG_IMMEDIATE_READING:
    case QG_IMMEDIATE_CALENDAR:
        return n->index;
    case QG_IMMEDIATE_PERIOD:
        return pooled(l, qg_pools_period(l->pools, n->period));
    case QG_IMMEDIATE_RATIO:
        return pooled(l, qg_pools_ratio(l->pools, n->ratio));
    case QG_IMMEDIATE_ACCRUAL:
        return pooled(l, qg_pools_accrual(l->pools, n->accrual, n->period));
    case QG_IMMEDIATE_SET:
        return pooled(l, qg_pools_set(l->pools, n->set));
    default:
        return 0;
    }
}

static void lower_plain(struct qg_lower *l, const struct qg_node *n, enum qg_op op, uint32_t dest) {
    const struct qg_op_info *info = qg_op_info((uint8_t)op);
    uint32_t b = info->b == QG_OPERAND_READ ? qg_lower_value(l, n->a) : 0;
    uint32_t c = info->c == QG_OPERAND_READ ? qg_lower_value(l, n->b) : 0;
    qg_lower_op(l, n, op, dest, b, c, immediate_of(l, n, info->immediate));
}

// A list that is not known is the list of an element that is not known.
static void lower_unknown(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (n->shape.kind != QG_KIND_LIST) {
        qg_lower_op(l, n, QG_OP_RANGE, dest, 0, 0, qg_lower_kind(n->shape));
        return;
    }
    int32_t field = qg_lower_list_field(l, n);
    if (field < 0)
        return;
    uint16_t type = l->typed->tables.schema.fields[field].owner;
    uint32_t owner = qg_ir_reg(&l->ir, 1);
    qg_lower_op(l, n, QG_OP_RANGE, owner, 0, 0, qg_kind_immediate(QG_KIND_OBJECT, type));
    qg_lower_op(l, n, QG_OP_LIST, dest, owner, 0, field);
}

// ---- What a value costs ------------------------------------------------------------------------

static uint32_t spend(const struct qg_lower *l, const struct qg_node *n, uint32_t budget);

static uint32_t spend_operands(const struct qg_lower *l, const struct qg_node *n, uint32_t budget) {
    const struct qg_node *operands[] = {n->a, n->b, n->c};
    for (uint32_t i = 0; i < 3 && budget > 0; i++)
        if (operands[i] != NULL)
            budget = spend(l, operands[i], budget);
    return budget;
}

// Dates are calculated, sets are searched; all else is a load or a comparison of numbers.
static bool takes_long(enum qg_op op) {
    return op >= QG_OP_DATE_ADD && op != QG_OP_DAY_OF && op != QG_OP_LENGTH;
}

// What is left of a budget of instructions after computing `n`; 0: it did not suffice. Looks at
// no more nodes than the budget pays for, so that asking at every level stays cheap.
static uint32_t spend(const struct qg_lower *l, const struct qg_node *n, uint32_t budget) {
    unsigned op = plain_ops[n->kind];
    bool combines = n->kind == QG_N_NOT || n->kind == QG_N_AND || n->kind == QG_N_OR;
    if (n->kind == QG_N_LOCAL)
        return qg_lets_is_pending(l, n->local) ? 0 : budget;
    if (n->kind == QG_N_CONST)
        return budget; // becomes part of the instruction that uses it
    if (op == NOT_PLAIN ? !combines : takes_long((enum qg_op)op))
        return 0;
    return spend_operands(l, n, budget - 1);
}

bool qg_lower_costly(const struct qg_lower *l, const struct qg_node *n) {
    return spend(l, n, QG_CHEAP_OPS + 1) == 0;
}

// ---- Truth -------------------------------------------------------------------------------------

// Order turned round needs no `not`, and equality has its own denial (but with a constant, which
// has an opcode for equality only).
static bool lower_denied(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    uint32_t a, b;
    switch (n->kind) {
    case QG_N_LT:
    case QG_N_LE:
        a = qg_lower_value(l, n->a);
        b = qg_lower_value(l, n->b);
        qg_lower_op(l, n, n->kind == QG_N_LT ? QG_OP_LE : QG_OP_LT, dest, b, a, 0);
        return true;
    case QG_N_EQ:
        if (n->a->kind == QG_N_CONST || n->b->kind == QG_N_CONST)
            return false;
        lower_plain(l, n, QG_OP_NE, dest);
        return true;
    case QG_N_NE:
        lower_plain(l, n, QG_OP_EQ, dest);
        return true;
    case QG_N_NOT:
        qg_lower_into(l, n->a, dest);
        return true;
    default:
        return false;
    }
}

static void lower_not(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (!lower_denied(l, n->a, dest))
        qg_lower_op(l, n, QG_OP_NOT, dest, qg_lower_value(l, n->a), 0, 0);
}

// Templates put constants where conditions stood; then only one side is left.
static bool lower_decided(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (n->a->kind != QG_N_CONST)
        return false;
    bool yes = n->a->number != 0;
    if (n->kind == QG_N_IF)
        qg_lower_into(l, yes ? n->b : n->c, dest);
    else if (yes == (n->kind == QG_N_AND))
        qg_lower_into(l, n->b, dest);
    else
        qg_lower_const(l, n, dest, yes);
    return true;
}

// `and` and `or`: the right side is jumped over when the left one decides and the right one is
// costly. The result is the same either way; it rests on the left side alone in both.
static void lower_pair(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    enum qg_op op = n->kind == QG_N_AND ? QG_OP_AND : QG_OP_OR;
    if (lower_decided(l, n, dest))
        return;
    if (!qg_lower_costly(l, n->b)) {
        uint32_t left = qg_lower_value(l, n->a);
        qg_lower_op(l, n, op, dest, left, qg_lower_value(l, n->b), 0);
        return;
    }
    uint32_t end = qg_ir_label(&l->ir);
    qg_lower_into(l, n->a, dest);
    qg_lower_branch(l, n, op == QG_OP_AND ? QG_OP_JUMP_NO : QG_OP_JUMP_YES, dest, end);
    qg_lower_op(l, n, op, dest, dest, qg_lower_value(l, n->b), 0);
    qg_ir_bind(&l->ir, end);
}

// ---- Choices -----------------------------------------------------------------------------------

static enum qg_op select_op(const struct qg_node *n) {
    bool reference = n->shape.kind == QG_KIND_OBJECT || n->shape.kind == QG_KIND_LIST;
    return reference ? QG_OP_SELECT_REF : QG_OP_SELECT;
}

// Only what is surely not wanted is jumped over: an unknown condition wants both.
static void lower_costly_if(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    uint32_t other = qg_ir_label(&l->ir), end = qg_ir_label(&l->ir);
    uint32_t condition = qg_lower_value(l, n->a);
    qg_lower_const(l, n, dest, 0); // so that every path has written it
    qg_lower_branch(l, n, QG_OP_JUMP_NO, condition, other);
    qg_lower_into(l, n->b, dest);
    qg_lower_branch(l, n, QG_OP_JUMP_YES, condition, end);
    qg_ir_bind(&l->ir, other);
    uint32_t otherwise = qg_lower_value(l, n->c);
    qg_lower_op(l, n, select_op(n), dest, condition, dest, (int32_t)otherwise);
    qg_ir_bind(&l->ir, end);
}

static void lower_if(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (lower_decided(l, n, dest))
        return;
    bool costly = qg_lower_costly(l, n->b) || qg_lower_costly(l, n->c);
    if (costly && select_op(n) == QG_OP_SELECT) {
        lower_costly_if(l, n, dest);
        return;
    }
    uint32_t condition = qg_lower_value(l, n->a);
    uint32_t then = qg_lower_value(l, n->b);
    uint32_t otherwise = qg_lower_value(l, n->c);
    qg_lower_op(l, n, select_op(n), dest, condition, then, (int32_t)otherwise);
}

// A reading has one value, which is always known: one branch runs.
static void lower_choose(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    uint32_t end = qg_ir_label(&l->ir);
    uint32_t reading = qg_ir_reg(&l->ir, 1), chosen = qg_ir_reg(&l->ir, 1);
    qg_lower_op(l, n, QG_OP_READING, reading, 0, 0, n->index);
    for (uint32_t i = 0; i + 1 < n->item_count; i++) {
        uint32_t next = qg_ir_label(&l->ir);
        qg_lower_op(l, n, QG_OP_EQ_I, chosen, reading, 0, (int32_t)i);
        qg_lower_branch(l, n, QG_OP_JUMP_NO, chosen, next);
        qg_lower_into(l, n->items[i], dest);
        qg_lower_branch(l, n, QG_OP_JUMP, 0, end);
        qg_ir_bind(&l->ir, next);
    }
    qg_lower_into(l, n->items[n->item_count - 1], dest);
    qg_ir_bind(&l->ir, end);
}

// ---- Calls and variables -----------------------------------------------------------------------

static uint32_t bound_register(const struct qg_lower *l, const struct qg_local *local) {
    return local->index < l->registers.len ? l->registers.at[local->index] : 0;
}

// Whether the call hands on variables that are neighbours already, such as all of a rule's
// elements; or a single value, which has no neighbours to find.
static bool stands_ready(const struct qg_lower *l, const struct qg_node *n) {
    if (n->item_count == 1)
        return true;
    for (uint32_t i = 0; i < n->item_count; i++) {
        const struct qg_node *item = n->items[i];
        uint32_t reg = item->kind == QG_N_LOCAL ? bound_register(l, item->local) : 0;
        if (reg == 0 || reg > l->ir.arg_count || reg != bound_register(l, n->items[0]->local) + i)
            return false;
    }
    return true;
}

static uint32_t lower_arguments(struct qg_lower *l, const struct qg_node *n) {
    if (n->item_count == 0)
        return 0;
    if (stands_ready(l, n))
        return qg_lower_value(l, n->items[0]);
    uint32_t first = qg_ir_reg(&l->ir, (uint8_t)n->item_count);
    for (uint32_t i = 0; i < n->item_count; i++)
        qg_lower_into(l, n->items[i], first + i);
    return first;
}

static void lower_call(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    if (n->index < 0 || (uint32_t)n->index >= l->typed->function_count ||
        l->typed->functions[n->index].arg_count != n->item_count || n->item_count > QG_REGISTERS) {
        qg_lower_bug(l, n, "a call that does not fit its function");
        return;
    }
    uint32_t first = lower_arguments(l, n);
    qg_lower_op(l, n, QG_OP_CALL, dest, first, n->item_count, n->index);
}

static uint32_t lower_local(struct qg_lower *l, const struct qg_node *n) {
    uint32_t bound = bound_register(l, n->local);
    if (bound != 0)
        return bound - 1;
    if (qg_lets_is_pending(l, n->local))
        return qg_lets_inline(l, n->local);
    qg_lower_bug(l, n, "a variable that has no value here");
    return 0;
}

// ---- Any value ---------------------------------------------------------------------------------

static void lower_special(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    switch (n->kind) {
    case QG_N_LOCAL:
        qg_lower_op(l, n, QG_OP_COPY, dest, lower_local(l, n), 0, 0);
        break;
    case QG_N_UNKNOWN:
        lower_unknown(l, n, dest);
        break;
    case QG_N_NOT:
        lower_not(l, n, dest);
        break;
    case QG_N_AND:
    case QG_N_OR:
        lower_pair(l, n, dest);
        break;
    case QG_N_IF:
        lower_if(l, n, dest);
        break;
    case QG_N_TABLE:
        qg_lower_into(l, n->a, dest);
        break;
    case QG_N_CHOOSE:
        lower_choose(l, n, dest);
        break;
    case QG_N_CALL:
        lower_call(l, n, dest);
        break;
    default:
        qg_lower_loop(l, n, dest);
    }
}

void qg_lower_into(struct qg_lower *l, const struct qg_node *n, uint32_t dest) {
    unsigned op = plain_ops[n->kind];
    if (l->ir.failed || l->bug != NULL)
        return;
    if (op == NOT_PLAIN)
        lower_special(l, n, dest);
    else
        lower_plain(l, n, (enum qg_op)op, dest);
}

uint32_t qg_lower_value(struct qg_lower *l, const struct qg_node *n) {
    if (n->kind == QG_N_LOCAL)
        return lower_local(l, n);
    if (qg_lower_is_pick(n->kind))
        return qg_lower_pick(l, n);
    uint32_t dest = qg_ir_reg(&l->ir, 1);
    qg_lower_into(l, n, dest);
    return dest;
}
