// SPDX-License-Identifier: Apache-2.0
#include "compare_reads.h"

#include "op_info.h"

#include <stdlib.h>

enum {
    NO_KIND = -1,
    OLDEST_LAW = 7305, // 1920-01-01; a smaller constant is no date
};

struct looker {
    const struct qg_program *program;
    const struct qg_session *session;
    struct qg_compare_reads *out;
    uint8_t *seen; // [function_count]; sides
    uint8_t side;  // the bit at hand
    bool failed;
};

// What a register holds, as far as it can be told.
struct guess {
    int kind;      // enum qg_kind or NO_KIND
    int32_t field; // the object it came from, or QG_NONE
};

static void visit_function(struct looker *l, int32_t at);

static void add(struct looker *l, enum qg_threshold_kind kind, int32_t value) {
    for (uint32_t i = 0; i < l->out->thresholds.len; i++) {
        struct qg_threshold *known = &l->out->thresholds.at[i];
        if (known->kind != kind || known->value != value)
            continue;
        known->sides |= l->side;
        return;
    }
    if (!qg_vec_push(&l->out->thresholds, (struct qg_threshold){kind, value, l->side}))
        l->failed = true;
}

static void read_field(struct looker *l, int32_t field) {
    if (field >= 0)
        l->out->fields[field] |= l->side;
}

// A constant that something of this kind is compared with.
static void constant(struct looker *l, int kind, int32_t value) {
    bool is_text = kind == QG_KIND_TEXT || kind == QG_KIND_ID;
    if (kind == QG_KIND_COUNT)
        add(l, QG_THRESHOLD_NUMBER, value);
    else if (kind == QG_KIND_DATE)
        add(l, QG_THRESHOLD_DAY, value);
    else if (is_text && value > 0 && (uint32_t)value <= l->program->schema.symbol_count)
        add(l, QG_THRESHOLD_SYMBOL, value);
}

// A constant in a register: what will be done with it is not known, so it is all that it may be.
static void loose_constant(struct looker *l, int32_t value) {
    if (value > OLDEST_LAW)
        add(l, QG_THRESHOLD_DAY, value);
    else if (value > 1)
        constant(l, QG_KIND_COUNT, value);
    if (value > 1)
        constant(l, QG_KIND_TEXT, value);
}

static void parameter(struct looker *l, int32_t at) {
    struct qg_value value = l->session->settings.parameters[at];
    if (value.lo == value.hi)
        constant(l, (int)l->program->parameters[at].shape.kind, value.lo);
}

static void read_set(struct looker *l, const struct qg_set *set) {
    read_field(l, set->left);
    read_field(l, set->left_field);
    read_field(l, set->right);
    read_field(l, set->right_field);
}

static void accrual(struct looker *l, const struct qg_accrual *a) {
    read_field(l, a->from);
    read_field(l, a->to);
    add(l, QG_THRESHOLD_PERIOD, a->period);
}

static void number(struct looker *l, const struct qg_instr *in, const struct guess *registers) {
    if (in->op == QG_OP_CONST)
        loose_constant(l, in->imm);
    else if (in->op == QG_OP_EQ_I || in->op == QG_OP_LE_I || in->op == QG_OP_GE_I)
        constant(l, registers[in->b].kind, in->imm);
}

static void look_at_immediate(struct looker *l, const struct qg_instr *in,
                              const struct guess *registers) {
    switch (qg_op_info(in->op)->immediate) {
    case QG_IMMEDIATE_NUMBER:
        number(l, in, registers);
        break;
    case QG_IMMEDIATE_FIELD:
        read_field(l, in->imm);
        break;
    case QG_IMMEDIATE_PARAMETER:
        parameter(l, in->imm);
        break;
    case QG_IMMEDIATE_PERIOD:
        add(l, QG_THRESHOLD_PERIOD, in->imm);
        break;
    case QG_IMMEDIATE_RATIO:
        add(l, QG_THRESHOLD_RATIO, in->imm);
        break;
    case QG_IMMEDIATE_ACCRUAL:
        accrual(l, &l->program->accruals[in->imm]);
        break;
    case QG_IMMEDIATE_SET:
        read_set(l, &l->program->sets[in->imm]);
        break;
    case QG_IMMEDIATE_FUNCTION:
        visit_function(l, in->imm);
        break;
    default:
        break;
    }
}

// What has no immediate and still asks for something.
static void look_at_op(struct looker *l, const struct qg_instr *in, const struct guess *registers) {
    const struct qg_schema *schema = &l->program->schema;
    int32_t object = in->op == QG_OP_EXISTS ? registers[in->b].field : QG_NONE;
    if (in->op == QG_OP_RECORDED && schema->fields[in->imm].kind == QG_KIND_OBJECT)
        object = in->imm;
    if (object != QG_NONE)
        l->out->presence[object] = true;
    l->out->asks_audit_date |= in->op == QG_OP_AS_OF;
    l->out->asks_half_years |= in->op == QG_OP_HALF_START || in->op == QG_OP_YEAR_END;
    l->out->asks_working_days |= in->op == QG_OP_ROLL;
}

static struct guess result_of(const struct looker *l, const struct qg_instr *in,
                              const struct guess *registers) {
    struct guess out = {NO_KIND, QG_NONE};
    switch (in->op) {
    case QG_OP_LOAD:
        out.kind = (int)l->program->schema.fields[in->imm].kind;
        return out;
    case QG_OP_NESTED:
        return (struct guess){QG_KIND_OBJECT, in->imm};
    case QG_OP_CALL:
        out.kind = (int)l->program->functions[in->imm].result.kind;
        return out;
    case QG_OP_COPY:
    case QG_OP_FOLD_MAX:
    case QG_OP_FOLD_MIN:
    case QG_OP_ADD:
    case QG_OP_SUBTRACT:
    case QG_OP_MULTIPLY_I:
    case QG_OP_MIN:
    case QG_OP_MAX:
        return registers[in->b];
    case QG_OP_SELECT:
        return registers[in->c];
    case QG_OP_FOLD_END:
        return registers[in->a];
    case QG_OP_LENGTH:
    case QG_OP_COMMON:
    case QG_OP_DISTINCT:
    case QG_OP_CONST:
    case QG_OP_WIDEN_COUNT:
    case QG_OP_DUE_COUNT:
    case QG_OP_GRID_COUNT:
    case QG_OP_INDEX:
        out.kind = QG_KIND_COUNT;
        return out;
    case QG_OP_AS_OF:
    case QG_OP_DATE_ADD:
    case QG_OP_TERM:
    case QG_OP_ADD_MONTHS:
    case QG_OP_ROLL:
    case QG_OP_DAY_OF:
    case QG_OP_YEAR_END:
    case QG_OP_HALF_START:
    case QG_OP_ACCRUED:
    case QG_OP_GRID_NTH:
        out.kind = QG_KIND_DATE;
        return out;
    default:
        return out;
    }
}

static void look_at_code(struct looker *l, const struct qg_function *f) {
    struct guess registers[QG_REGISTERS];
    for (int i = 0; i < QG_REGISTERS; i++)
        registers[i] = (struct guess){NO_KIND, QG_NONE};
    for (uint8_t i = 0; i < f->args; i++)
        registers[i].kind = (int)f->arg_shapes[i].kind;
    for (uint32_t i = f->entry; i < f->end; i++) {
        const struct qg_instr *in = &l->program->code[i];
        look_at_op(l, in, registers);
        look_at_immediate(l, in, registers);
        if (qg_op_info(in->op)->a == QG_OPERAND_WRITE)
            registers[in->a] = result_of(l, in, registers);
    }
}

// As deep as functions call each other, which the verifier bounds (QG_CALL_DEPTH).
static void visit_function(struct looker *l, int32_t at) {
    if (at == QG_NONE || (l->seen[at] & l->side) != 0)
        return;
    l->seen[at] |= l->side;
    look_at_code(l, &l->program->functions[at]);
}

static void visit_scopes(struct looker *l, int32_t at) {
    for (; at != QG_NONE; at = l->program->scopes[at].parent) {
        const struct qg_scope *scope = &l->program->scopes[at];
        if (scope->kind == QG_SCOPE_LIST)
            read_field(l, scope->field);
        visit_function(l, scope->list);
        visit_function(l, scope->last);
        visit_function(l, scope->where);
        visit_function(l, scope->dated);
    }
}

static void visit_rule(struct looker *l, const struct qg_rule *rule) {
    visit_scopes(l, rule->scope);
    visit_function(l, rule->check);
    visit_function(l, rule->dated);
    visit_function(l, rule->severity_fn);
    visit_function(l, rule->turn);
    visit_function(l, rule->in_force);
    visit_function(l, l->program->acts[rule->act].from_fn);
    visit_function(l, l->program->acts[rule->act].until_fn);
    for (uint32_t i = 0; i < rule->exemption_count; i++) {
        uint32_t at = l->program->rule_exemptions[rule->first_exemption + i];
        visit_function(l, l->program->exemptions[at].check);
    }
}

static void visit_versions(struct looker *l, uint32_t first, uint32_t world) {
    uint32_t end = qg_rule_versions_end(l->program, first);
    for (uint32_t r = first; r < end; r++)
        if ((l->program->rules[r].worlds >> world & 1) != 0)
            visit_rule(l, &l->program->rules[r]);
}

enum qg_fault qg_compare_reads_make(struct qg_compare_reads *out, const struct qg_session *session,
                                    uint32_t first, const uint32_t worlds[2]) {
    const struct qg_program *program = session->program;
    struct looker l = {.program = program, .session = session, .out = out};
    *out = (struct qg_compare_reads){0};
    out->fields = calloc((size_t)program->schema.field_count + 1, sizeof *out->fields);
    out->presence = calloc((size_t)program->schema.field_count + 1, sizeof *out->presence);
    l.seen = calloc((size_t)program->function_count + 1, sizeof *l.seen);
    l.failed = out->fields == NULL || out->presence == NULL || l.seen == NULL;
    for (uint8_t side = 0; side < 2 && !l.failed; side++) {
        l.side = (uint8_t)(1 << side);
        visit_versions(&l, first, worlds[side]);
    }
    free(l.seen);
    return l.failed ? QG_FAULT_MEMORY : QG_OK;
}

void qg_compare_reads_free(struct qg_compare_reads *reads) {
    free(reads->fields);
    free(reads->presence);
    qg_vec_free(&reads->thresholds);
}
