// SPDX-License-Identifier: Apache-2.0
//
// What one instruction asks of the registers that it reads, and what it leaves in those that it
// writes.
#include "verify_state.h"

static bool wants(struct qg_code *c, uint32_t reg, struct qg_abstract shape) {
    return qg_abstract_fits(qg_code_get(c, reg), shape) ||
           qg_code_refuse(c, "code: a register of the wrong shape");
}

static bool wants_number(struct qg_code *c, uint32_t reg) {
    return qg_abstract_is_number(qg_code_get(c, reg)) ||
           qg_code_refuse(c, "code: a register that holds no number");
}

static bool wants_scalar(struct qg_code *c, uint32_t reg) {
    enum qg_abstract_what what = qg_code_get(c, reg).what;
    return what == QG_IS_SCALAR || what == QG_IS_LITERAL ||
           qg_code_refuse(c, "code: a register that holds no scalar");
}

static bool wants_what(struct qg_code *c, uint32_t reg, enum qg_abstract_what what) {
    return qg_code_get(c, reg).what == what ||
           qg_code_refuse(c, "code: a register of the wrong shape");
}

// ---- Instructions of a fixed signature ---------------------------------------------------------

// What an operand must be and what a result is; a letter each, to be read as a row.
//     b truth   n number   d date   t time   e enum   s scalar   o element   l list   - none
struct signature {
    char result, b, c;
};

// clang-format off
static const struct signature signatures[QG_OP_LIMIT] = {
    [QG_OP_AS_OF] = {'d', '-', '-'},       [QG_OP_EXISTS] = {'b', 'o', '-'},
    [QG_OP_INDEX] = {'n', 'o', '-'},       [QG_OP_NOT] = {'b', 'b', '-'},
    [QG_OP_AND] = {'b', 'b', 'b'},         [QG_OP_OR] = {'b', 'b', 'b'},
    [QG_OP_KNOWN] = {'b', 's', '-'},       [QG_OP_EQ_I] = {'b', 's', '-'},
    [QG_OP_LE_I] = {'b', 's', '-'},        [QG_OP_GE_I] = {'b', 's', '-'},
    [QG_OP_IN_MASK] = {'b', 'e', '-'},     [QG_OP_RATIO_GE] = {'b', 'n', 'n'},
    [QG_OP_RATIO_GT] = {'b', 'n', 'n'},    [QG_OP_ODD] = {'b', 'n', '-'},
    [QG_OP_ADD] = {'n', 'n', 'n'},         [QG_OP_SUBTRACT] = {'n', 'n', 'n'},
    [QG_OP_MULTIPLY_I] = {'n', 'n', '-'},  [QG_OP_DATE_ADD] = {'d', 'd', '-'},
    [QG_OP_TERM] = {'d', 'd', '-'},        [QG_OP_ADD_MONTHS] = {'d', 'd', 'n'},
    [QG_OP_ROLL] = {'d', 'd', '-'},        [QG_OP_DAY_OF] = {'d', 't', '-'},
    [QG_OP_YEAR_END] = {'d', 'd', '-'},    [QG_OP_HALF_START] = {'d', 'd', '-'},
    [QG_OP_ACCRUED] = {'d', 'l', 'n'},     [QG_OP_DUE_COUNT] = {'n', 'l', 'd'},
    [QG_OP_GRID_NTH] = {'d', 'd', 'n'},    [QG_OP_GRID_COUNT] = {'n', 'd', 'd'},
    [QG_OP_MEMBER] = {'b', 's', 'l'},      [QG_OP_SUBSET] = {'b', 'l', 'l'},
    [QG_OP_DISJOINT] = {'b', 'l', 'l'},    [QG_OP_COMMON] = {'n', 'l', 'l'},
    [QG_OP_DISTINCT] = {'n', 'l', '-'},    [QG_OP_LENGTH] = {'n', 'l', '-'},
};
// clang-format on

static bool wants_letter(struct qg_code *c, uint32_t reg, char letter) {
    switch (letter) {
    case 'b':
        return wants(c, reg, qg_abstract_scalar(QG_KIND_BOOL));
    case 'n':
        return wants_number(c, reg);
    case 'd':
        return wants(c, reg, qg_abstract_scalar(QG_KIND_DATE));
    case 't':
        return wants(c, reg, qg_abstract_scalar(QG_KIND_TIME));
    case 'e':
        return wants_scalar(c, reg) && (qg_code_get(c, reg).what == QG_IS_LITERAL ||
                                        qg_code_get(c, reg).kind == QG_KIND_ENUM ||
                                        qg_code_refuse(c, "code: a register that holds no enum"));
    case 's':
        return wants_scalar(c, reg);
    case 'o':
        return wants_what(c, reg, QG_IS_OBJECT);
    case 'l':
        return wants_what(c, reg, QG_IS_LIST);
    default:
        return true;
    }
}

static bool signature_step(struct qg_code *c) {
    const struct signature *signature = &signatures[c->ip->op];
    enum qg_kind kind = signature->result == 'b'   ? QG_KIND_BOOL
                        : signature->result == 'd' ? QG_KIND_DATE
                                                   : QG_KIND_COUNT;
    return wants_letter(c, c->ip->b, signature->b) && wants_letter(c, c->ip->c, signature->c) &&
           qg_code_put(c, c->ip->a, qg_abstract_scalar(kind));
}

// ---- Immediates --------------------------------------------------------------------------------

// How many entries the table has that an immediate points into; -1: it points into none.
static int64_t table_size(const struct qg_code *c, enum qg_immediate immediate) {
    const struct qg_program *program = c->program;
    switch (immediate) {
    case QG_IMMEDIATE_REGISTER:
        return c->function->registers;
    case QG_IMMEDIATE_FIELD:
        return program->schema.field_count;
    case QG_IMMEDIATE_PARAMETER:
        return program->parameter_count;
    case QG_IMMEDIATE_READING:
        return program->reading_count;
    case QG_IMMEDIATE_CALENDAR:
        return program->calendar_count;
    case QG_IMMEDIATE_PERIOD:
        return program->period_count;
    case QG_IMMEDIATE_RATIO:
        return program->ratio_count;
    case QG_IMMEDIATE_ACCRUAL:
        return program->accrual_count;
    case QG_IMMEDIATE_SET:
        return program->set_count;
    case QG_IMMEDIATE_FUNCTION:
        return program->function_count;
    default:
        return -1;
    }
}

static bool check_kind(struct qg_code *c) {
    const struct qg_schema *schema = &c->program->schema;
    enum qg_kind kind = qg_immediate_kind(c->ip->imm);
    uint32_t index = qg_immediate_index(c->ip->imm);
    if (c->ip->imm < 0 || kind > QG_KIND_LIST || kind == QG_KIND_SECTIONS)
        return qg_code_refuse(c, "code: no such kind");
    if ((kind == QG_KIND_ENUM && index >= schema->enum_count) ||
        (kind == QG_KIND_OBJECT && index >= schema->type_count) ||
        (kind == QG_KIND_LIST &&
         (index >= schema->field_count || schema->fields[index].kind != QG_KIND_LIST)))
        return qg_code_refuse(c, "code: a kind of no such enum, type or list");
    return true;
}

static bool check_immediate(struct qg_code *c) {
    enum qg_immediate immediate = qg_op_info(c->ip->op)->immediate;
    int64_t size = table_size(c, immediate);
    if (size >= 0 && !qg_is_index(c->ip->imm, (uint32_t)size))
        return qg_code_refuse(c, "code: an immediate out of its table");
    if (immediate == QG_IMMEDIATE_JUMP) {
        bool back = c->ip->op == QG_OP_NEXT || c->ip->op == QG_OP_NEXT_VALUE;
        int64_t target = c->ip->imm;
        bool inside = target >= c->function->entry && target < c->function->end;
        if (!inside || (target <= c->at) != back)
            return qg_code_refuse(c, "code: a jump out of its function or the wrong way");
    }
    return immediate != QG_IMMEDIATE_KIND || check_kind(c);
}

// ---- Other instructions ------------------------------------------------------------------------

static const struct qg_field *field_of(const struct qg_code *c) {
    return &c->program->schema.fields[c->ip->imm];
}

static bool wants_owner(struct qg_code *c, uint32_t reg, uint32_t type) {
    return wants(c, reg, (struct qg_abstract){QG_IS_OBJECT, 0, (uint16_t)type});
}

static bool field_step(struct qg_code *c) {
    const struct qg_field *field = field_of(c);
    struct qg_abstract result = qg_abstract_scalar(QG_KIND_BOOL);
    bool kind_ok = true;
    if (c->ip->op == QG_OP_LOAD) {
        kind_ok = qg_is_scalar_kind(field->kind);
        result = qg_abstract_of(field->kind, field->enumeration, 0);
    } else if (c->ip->op == QG_OP_NESTED) {
        kind_ok = field->kind == QG_KIND_OBJECT;
        result = (struct qg_abstract){QG_IS_OBJECT, 0, field->type};
    } else if (c->ip->op == QG_OP_LIST) {
        kind_ok = field->kind == QG_KIND_LIST;
        result = qg_abstract_list(field);
    }
    if (!kind_ok)
        return qg_code_refuse(c, "code: a field of another kind");
    if (field->unread && (c->ip->op == QG_OP_LOAD || c->ip->op == QG_OP_LIST))
        return qg_code_refuse(c, "code: a field that is said to be unread");
    return wants_owner(c, c->ip->b, field->owner) && qg_code_put(c, c->ip->a, result);
}

static bool owner_step(struct qg_code *c) {
    int32_t type = qg_code_get(c, c->ip->b).index;
    if (!wants_what(c, c->ip->b, QG_IS_OBJECT))
        return false;
    for (int32_t steps = c->ip->imm; steps > 0 && type != QG_NONE; steps--)
        type = c->owners[type];
    if (type == QG_NONE || c->ip->imm < 1)
        return qg_code_refuse(c, "code: an owner that is not always of one type");
    return qg_code_put(c, c->ip->a, (struct qg_abstract){QG_IS_OBJECT, 0, (uint16_t)type});
}

static bool value_step(struct qg_code *c) {
    const struct qg_instr *ip = c->ip;
    const struct qg_program *program = c->program;
    switch (ip->op) {
    case QG_OP_CONST:
        return qg_code_put(c, ip->a, (struct qg_abstract){QG_IS_LITERAL, 0, ip->imm == 0});
    case QG_OP_RANGE: {
        enum qg_kind kind = qg_immediate_kind(ip->imm);
        uint32_t index = qg_immediate_index(ip->imm);
        return qg_code_put(c, ip->a,
                           kind == QG_KIND_LIST ? qg_abstract_list(&program->schema.fields[index])
                                                : qg_abstract_of(kind, index, index));
    }
    case QG_OP_COPY:
        return (qg_code_get(c, ip->b).what != QG_IS_UNSET ||
                qg_code_refuse(c, "code: reads a register never written")) &&
               qg_code_put(c, ip->a, qg_code_get(c, ip->b));
    case QG_OP_PARAMETER:
        return qg_code_put(
            c, ip->a,
            qg_abstract_declared(&c->program->schema, &program->parameters[ip->imm].shape));
    default: // READING
        c->readings |= (uint64_t)1 << ip->imm;
        return qg_code_put(c, ip->a, qg_abstract_scalar(QG_KIND_COUNT));
    }
}

// Comparisons and extremes of two values of one kind.
static bool pair_step(struct qg_code *c) {
    struct qg_abstract both = qg_abstract_meet(qg_code_get(c, c->ip->b), qg_code_get(c, c->ip->c));
    if (both.what != QG_IS_SCALAR && both.what != QG_IS_LITERAL)
        return qg_code_refuse(c, "code: compares values of different kinds");
    bool extreme = c->ip->op == QG_OP_MIN || c->ip->op == QG_OP_MAX;
    return qg_code_put(c, c->ip->a, extreme ? both : qg_abstract_scalar(QG_KIND_BOOL));
}

static bool select_step(struct qg_code *c) {
    struct qg_abstract both =
        qg_abstract_meet(qg_code_get(c, c->ip->c), qg_code_get(c, (uint32_t)c->ip->imm));
    bool reference = both.what == QG_IS_OBJECT || both.what == QG_IS_LIST;
    if (c->ip->op == QG_OP_SELECT ? both.what != QG_IS_SCALAR && both.what != QG_IS_LITERAL
                                  : !reference)
        return qg_code_refuse(c, "code: selects between values of different shapes");
    return wants(c, c->ip->b, qg_abstract_scalar(QG_KIND_BOOL)) && qg_code_put(c, c->ip->a, both);
}

// The list register of a set operation: of scalars, or of elements that have the field.
static bool wants_side(struct qg_code *c, uint32_t reg, int32_t field, struct qg_abstract *value) {
    struct qg_abstract list = qg_code_get(c, reg);
    const struct qg_field *of = field == QG_NONE ? NULL : &c->program->schema.fields[field];
    if (list.what != QG_IS_LIST || (list.kind == QG_KIND_OBJECT) != (of != NULL) ||
        (of != NULL && of->owner != list.index))
        return qg_code_refuse(c, "code: a list that is none of the set's");
    *value = of != NULL ? qg_abstract_of(of->kind, of->enumeration, 0)
                        : (struct qg_abstract){QG_IS_SCALAR, list.kind, list.index};
    return true;
}

static bool set_step(struct qg_code *c) {
    const struct qg_set *set = &c->program->sets[c->ip->imm];
    struct qg_abstract left = qg_code_get(c, c->ip->b), right;
    if (c->ip->op != QG_OP_MEMBER && !wants_side(c, c->ip->b, set->left_field, &left))
        return false;
    if (c->ip->op == QG_OP_DISTINCT)
        return signature_step(c);
    if (!wants_side(c, c->ip->c, set->right_field, &right))
        return false;
    return (qg_abstract_fits(left, right) || qg_code_refuse(c, "code: lists of different kinds")) &&
           signature_step(c);
}

static bool uses_months(struct qg_code *c, const struct qg_period *period) {
    if (period->months == 0)
        return false;
    c->terms = true;
    c->readings |= (uint64_t)1 << QG_READING_MONTH_END;
    return true;
}

// A period that is counted on and on: forward, and not on the spot.
static bool check_grid(struct qg_code *c, const struct qg_period *period) {
    bool ok = period->sign == 1 && period->workdays == 0 && period->months + period->days > 0;
    return ok || qg_code_refuse(c, "code: a grid of no such period");
}

static bool date_step(struct qg_code *c) {
    const struct qg_program *program = c->program;
    uint8_t op = c->ip->op;
    if (op == QG_OP_ROLL) {
        c->readings |= (uint64_t)1 << QG_READING_LAST_DAY;
    } else if (op == QG_OP_ADD_MONTHS) {
        (void)uses_months(c, &(struct qg_period){.months = 1});
    } else if (op == QG_OP_ACCRUED || op == QG_OP_DUE_COUNT) {
        const struct qg_accrual *accrual = &program->accruals[c->ip->imm];
        (void)uses_months(c, &program->periods[accrual->period]);
        uint16_t type = program->schema.fields[accrual->from].owner;
        if (!check_grid(c, &program->periods[accrual->period]) ||
            !wants(c, c->ip->b, (struct qg_abstract){QG_IS_LIST, QG_KIND_OBJECT, type}))
            return false;
    } else {
        const struct qg_period *period = &program->periods[c->ip->imm];
        (void)uses_months(c, period);
        c->terms = c->terms || op == QG_OP_TERM;
        if ((op == QG_OP_GRID_NTH || op == QG_OP_GRID_COUNT) && !check_grid(c, period))
            return false;
    }
    return signature_step(c);
}

static bool widen_step(struct qg_code *c) {
    struct qg_abstract shape = qg_code_get(c, c->ip->a);
    if (!wants_what(c, c->ip->b, QG_IS_LIST))
        return false;
    if (c->ip->op == QG_OP_WIDEN_SOME)
        return wants(c, c->ip->a, qg_abstract_scalar(QG_KIND_BOOL)) &&
               qg_code_put(c, c->ip->a, qg_abstract_scalar(QG_KIND_BOOL));
    if (c->ip->op == QG_OP_WIDEN_COUNT)
        return wants_number(c, c->ip->a) &&
               qg_code_put(c, c->ip->a, qg_abstract_scalar(QG_KIND_COUNT));
    return shape.what == QG_IS_FOLD || shape.what == QG_IS_PICK ||
           qg_code_refuse(c, "code: widens what is neither a fold nor a pick");
}

static bool fold_step(struct qg_code *c) {
    struct qg_abstract fold = qg_code_get(c, c->ip->a);
    if (c->ip->op == QG_OP_FOLD_START)
        return qg_code_put(c, c->ip->a, (struct qg_abstract){QG_IS_FOLD, QG_IS_ANY, 0});
    if (!wants_what(c, c->ip->a, QG_IS_FOLD))
        return false;
    if (c->ip->op == QG_OP_FOLD_END) {
        struct qg_abstract kind = qg_abstract_of(qg_immediate_kind(c->ip->imm), 0, 0);
        if (kind.what != QG_IS_SCALAR || (fold.kind != QG_IS_ANY && fold.kind != kind.kind))
            return qg_code_refuse(c, "code: ends a fold over another kind");
        kind.index = kind.kind == QG_KIND_ENUM ? (uint16_t)qg_immediate_index(c->ip->imm) : 0;
        return qg_code_put(c, c->ip->a, kind);
    }
    struct qg_abstract value = qg_code_get(c, c->ip->b);
    if (!wants_scalar(c, c->ip->b) || !wants(c, c->ip->c, qg_abstract_scalar(QG_KIND_BOOL)))
        return false;
    if (value.what == QG_IS_LITERAL)
        return true;
    if (fold.kind != QG_IS_ANY && fold.kind != value.kind)
        return qg_code_refuse(c, "code: folds values of different kinds");
    return qg_code_put(c, c->ip->a, (struct qg_abstract){QG_IS_FOLD, value.kind, 0});
}

static bool wants_pick(struct qg_code *c) {
    return wants_what(c, c->ip->a, QG_IS_PICK) && wants_what(c, c->ip->a + 1U, QG_IS_PICK_ON) &&
           wants_what(c, c->ip->a + 2U, QG_IS_PICK_ON);
}

static bool pick_start(struct qg_code *c) {
    struct qg_abstract on = {QG_IS_PICK_ON, 0, 0};
    return qg_code_put(c, c->ip->a, (struct qg_abstract){QG_IS_PICK, 0, QG_IS_ANY_TYPE}) &&
           qg_code_put(c, c->ip->a + 1U, on) && qg_code_put(c, c->ip->a + 2U, on);
}

static bool pick_one(struct qg_code *c, bool with_key) {
    struct qg_abstract element = qg_code_get(c, c->ip->b), pick = qg_code_get(c, c->ip->a);
    uint32_t where = with_key ? (uint32_t)c->ip->imm : c->ip->c;
    if (!wants_pick(c) || !wants_what(c, c->ip->b, QG_IS_OBJECT) ||
        (with_key && !wants_scalar(c, c->ip->c)) ||
        !wants(c, where, qg_abstract_scalar(QG_KIND_BOOL)))
        return false;
    if (pick.index != QG_IS_ANY_TYPE && pick.index != element.index)
        return qg_code_refuse(c, "code: picks from elements of different types");
    return qg_code_put(c, c->ip->a, (struct qg_abstract){QG_IS_PICK, 0, element.index});
}

static bool pick_end(struct qg_code *c) {
    struct qg_abstract pick = qg_code_get(c, c->ip->a);
    if (!wants_pick(c) || (c->ip->op == QG_OP_THE_END && !wants_what(c, c->ip->b, QG_IS_LIST)))
        return false;
    if (pick.index == QG_IS_ANY_TYPE)
        return qg_code_refuse(c, "code: ends a pick that was never made");
    return qg_code_put(c, c->ip->a + 1U, (struct qg_abstract){0}) &&
           qg_code_put(c, c->ip->a + 2U, (struct qg_abstract){0}) &&
           qg_code_put(c, c->ip->a, (struct qg_abstract){QG_IS_OBJECT, 0, pick.index});
}

static bool pick_step(struct qg_code *c) {
    switch (c->ip->op) {
    case QG_OP_PICK_START:
        return pick_start(c);
    case QG_OP_PICK_MAX:
    case QG_OP_PICK_MIN:
        return pick_one(c, true);
    case QG_OP_PICK_THE:
        return pick_one(c, false);
    default:
        return pick_end(c);
    }
}

static bool call_step(struct qg_code *c) {
    const struct qg_function *callee = &c->program->functions[c->ip->imm];
    if (callee->purpose == QG_FN_RULE)
        return qg_code_refuse(c, "code: calls a rule");
    for (uint32_t i = 0; i < callee->args; i++)
        if (!wants(c, c->ip->b + i,
                   qg_abstract_declared(&c->program->schema, &callee->arg_shapes[i])))
            return false;
    c->readings |= callee->readings;
    c->terms = c->terms || callee->terms;
    return qg_code_put(c, c->ip->a, qg_abstract_declared(&c->program->schema, &callee->result));
}

static bool end_step(struct qg_code *c) {
    bool is_rule = c->function->purpose == QG_FN_RULE;
    if (is_rule != (c->ip->op == QG_OP_OUTCOME))
        return qg_code_refuse(c, "code: rules, and only they, end in an outcome");
    if (!is_rule)
        return wants(c, c->ip->a, qg_abstract_declared(&c->program->schema, &c->function->result));
    return wants(c, c->ip->a, qg_abstract_scalar(QG_KIND_BOOL)) &&
           wants(c, c->ip->b, qg_abstract_scalar(QG_KIND_BOOL));
}

// ---- Control -----------------------------------------------------------------------------------

static bool each_step(struct qg_code *c) {
    struct qg_abstract list = qg_code_get(c, c->ip->b);
    bool values = c->ip->op == QG_OP_EACH_VALUE;
    if (!wants_what(c, c->ip->b, QG_IS_LIST) || !qg_code_flow(c, (uint32_t)c->ip->imm))
        return false;
    if ((list.kind == QG_KIND_OBJECT) == values)
        return qg_code_refuse(c, "code: loops over a list of the other kind");
    return qg_code_put(c, c->ip->a, qg_abstract_element(list)) &&
           (!values || qg_code_put(c, c->ip->a + 1U,
                                   (struct qg_abstract){QG_IS_CURSOR, list.kind, list.index}));
}

static bool next_step(struct qg_code *c) {
    struct qg_abstract cursor = qg_code_get(c, c->ip->a + 1U);
    if (c->ip->op == QG_OP_NEXT)
        return wants_what(c, c->ip->a, QG_IS_OBJECT) && qg_code_flow(c, (uint32_t)c->ip->imm);
    return wants_what(c, c->ip->a + 1U, QG_IS_CURSOR) &&
           qg_code_put(c, c->ip->a, qg_abstract_element(cursor)) &&
           qg_code_flow(c, (uint32_t)c->ip->imm);
}

static bool jump_step(struct qg_code *c) {
    if (c->ip->op != QG_OP_JUMP && !wants(c, c->ip->a, qg_abstract_scalar(QG_KIND_BOOL)))
        return false;
    return qg_code_flow(c, (uint32_t)c->ip->imm);
}

static bool multiply_step(struct qg_code *c) {
    return (c->ip->imm >= 0 || qg_code_refuse(c, "code: a negative factor")) && signature_step(c);
}

// By opcode: what is asked of it beyond its signature.
static bool (*const steps[QG_OP_LIMIT])(struct qg_code *) = {
    [QG_OP_CONST] = value_step,
    [QG_OP_RANGE] = value_step,
    [QG_OP_COPY] = value_step,
    [QG_OP_PARAMETER] = value_step,
    [QG_OP_READING] = value_step,
    [QG_OP_LOAD] = field_step,
    [QG_OP_NESTED] = field_step,
    [QG_OP_LIST] = field_step,
    [QG_OP_RECORDED] = field_step,
    [QG_OP_OWNER] = owner_step,
    [QG_OP_SELECT] = select_step,
    [QG_OP_SELECT_REF] = select_step,
    [QG_OP_EQ] = pair_step,
    [QG_OP_NE] = pair_step,
    [QG_OP_LT] = pair_step,
    [QG_OP_LE] = pair_step,
    [QG_OP_MIN] = pair_step,
    [QG_OP_MAX] = pair_step,
    [QG_OP_MULTIPLY_I] = multiply_step,
    [QG_OP_DATE_ADD] = date_step,
    [QG_OP_TERM] = date_step,
    [QG_OP_ADD_MONTHS] = date_step,
    [QG_OP_ROLL] = date_step,
    [QG_OP_ACCRUED] = date_step,
    [QG_OP_DUE_COUNT] = date_step,
    [QG_OP_GRID_NTH] = date_step,
    [QG_OP_GRID_COUNT] = date_step,
    [QG_OP_JUMP] = jump_step,
    [QG_OP_JUMP_NO] = jump_step,
    [QG_OP_JUMP_YES] = jump_step,
    [QG_OP_EACH] = each_step,
    [QG_OP_EACH_VALUE] = each_step,
    [QG_OP_NEXT] = next_step,
    [QG_OP_NEXT_VALUE] = next_step,
    [QG_OP_WIDEN_SOME] = widen_step,
    [QG_OP_WIDEN_COUNT] = widen_step,
    [QG_OP_WIDEN_VALUE] = widen_step,
    [QG_OP_FOLD_START] = fold_step,
    [QG_OP_FOLD_MAX] = fold_step,
    [QG_OP_FOLD_MIN] = fold_step,
    [QG_OP_FOLD_END] = fold_step,
    [QG_OP_PICK_START] = pick_step,
    [QG_OP_PICK_MAX] = pick_step,
    [QG_OP_PICK_MIN] = pick_step,
    [QG_OP_PICK_THE] = pick_step,
    [QG_OP_PICK_END] = pick_step,
    [QG_OP_THE_END] = pick_step,
    [QG_OP_MEMBER] = set_step,
    [QG_OP_SUBSET] = set_step,
    [QG_OP_DISJOINT] = set_step,
    [QG_OP_COMMON] = set_step,
    [QG_OP_DISTINCT] = set_step,
    [QG_OP_CALL] = call_step,
    [QG_OP_RETURN] = end_step,
    [QG_OP_OUTCOME] = end_step,
};

bool qg_code_step(struct qg_code *c) {
    if (!check_immediate(c))
        return false;
    return steps[c->ip->op] != NULL ? steps[c->ip->op](c) : signature_step(c);
}
