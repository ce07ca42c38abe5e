// SPDX-License-Identifier: Apache-2.0

#include "usage.h"

#include "op_info.h"

#include <stdlib.h>

static bool *flags(uint32_t count) {
    return calloc((size_t)count + 1, sizeof(bool));
}

bool qg_usage_init(struct qg_usage *usage, const struct qg_program *program) {
    *usage = (struct qg_usage){.program = program,
                               .functions = flags(program->function_count),
                               .called = flags(program->function_count),
                               .parameters = flags(program->parameter_count),
                               .fields = flags(program->schema.field_count)};
    return usage->functions != NULL && usage->called != NULL && usage->parameters != NULL &&
           usage->fields != NULL;
}

void qg_usage_free(struct qg_usage *usage) {
    free(usage->functions);
    free(usage->called);
    free(usage->parameters);
    free(usage->fields);
}

static void add_field(struct qg_usage *usage, int32_t field) {
    if (field != QG_NONE)
        usage->fields[field] = true;
}

static void add_set(struct qg_usage *usage, const struct qg_set *set) {
    add_field(usage, set->left_field != QG_NONE ? set->left_field : set->left);
    add_field(usage, set->right_field != QG_NONE ? set->right_field : set->right);
}

static void add_accrual(struct qg_usage *usage, const struct qg_accrual *accrual) {
    add_field(usage, accrual->from);
    add_field(usage, accrual->to);
}

// An embedded object is only the way to its fields.
static void add_instr(struct qg_usage *usage, const struct qg_instr *instr) {
    switch (qg_op_info(instr->op)->immediate) {
    case QG_IMMEDIATE_FIELD:
        if (instr->op != QG_OP_NESTED)
            add_field(usage, instr->imm);
        break;
    case QG_IMMEDIATE_PARAMETER:
        usage->parameters[instr->imm] = true;
        break;
    case QG_IMMEDIATE_SET:
        add_set(usage, &usage->program->sets[instr->imm]);
        break;
    case QG_IMMEDIATE_ACCRUAL:
        add_accrual(usage, &usage->program->accruals[instr->imm]);
        break;
    default:
        break;
    }
}

// Each function is looked into once, and the verifier has bounded the depth (QG_CALL_DEPTH).
static void look_at(struct qg_usage *usage, uint32_t function, bool outermost) {
    const struct qg_function *f = &usage->program->functions[function];
    usage->functions[function] = true;
    for (uint32_t i = f->entry; i < f->end; i++) {
        const struct qg_instr *instr = &usage->program->code[i];
        add_instr(usage, instr);
        if (instr->op == QG_OP_CALL && outermost)
            usage->called[instr->imm] = true;
        if (instr->op == QG_OP_CALL && !usage->functions[instr->imm])
            look_at(usage, (uint32_t)instr->imm, false);
    }
}

void qg_usage_add(struct qg_usage *usage, int32_t function) {
    if (function != QG_NONE)
        look_at(usage, (uint32_t)function, true);
}
