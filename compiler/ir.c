// SPDX-License-Identifier: Apache-2.0
#include "ir.h"

#include "op_info.h"

void qg_ir_start(struct qg_ir *ir, uint32_t arg_count) {
    ir->ops.len = 0;
    ir->widths.len = 0;
    ir->label_count = 0;
    ir->failed = false;
    ir->arg_count = arg_count;
    for (uint32_t i = 0; i < arg_count; i++)
        qg_ir_reg(ir, 1);
}

void qg_ir_free(struct qg_ir *ir) {
    qg_vec_free(&ir->ops);
    qg_vec_free(&ir->widths);
    *ir = (struct qg_ir){0};
}

uint32_t qg_ir_reg(struct qg_ir *ir, uint8_t width) {
    uint32_t first = ir->widths.len;
    if (first > (uint32_t)INT32_MAX - width || !qg_vec_reserve(&ir->widths, width)) {
        ir->failed = true;
        return 0;
    }
    for (uint8_t i = 0; i < width; i++)
        ir->widths.at[ir->widths.len++] = i == 0 ? width : 0;
    return first;
}

uint32_t qg_ir_label(struct qg_ir *ir) {
    return ir->label_count++;
}

void qg_ir_bind(struct qg_ir *ir, uint32_t label) {
    qg_ir_add(ir,
              (struct qg_ir_op){.op = QG_IR_LABEL, .imm = (int32_t)label, .span = QG_SPAN_NONE});
}

void qg_ir_add(struct qg_ir *ir, struct qg_ir_op op) {
    if (!qg_vec_push(&ir->ops, op))
        ir->failed = true;
}

// Opcodes that go on from what their own destination holds.
static bool updates(uint16_t op) {
    switch (op) {
    case QG_OP_NEXT:
    case QG_OP_NEXT_VALUE:
    case QG_OP_WIDEN_SOME:
    case QG_OP_WIDEN_COUNT:
    case QG_OP_WIDEN_VALUE:
    case QG_OP_FOLD_MAX:
    case QG_OP_FOLD_MIN:
    case QG_OP_FOLD_END:
    case QG_OP_PICK_MAX:
    case QG_OP_PICK_MIN:
    case QG_OP_PICK_THE:
    case QG_OP_PICK_END:
    case QG_OP_THE_END:
        return true;
    default:
        return false;
    }
}

static uint32_t destination_width(uint16_t op) {
    switch (op) {
    case QG_OP_EACH_VALUE:
    case QG_OP_NEXT_VALUE:
        return 2;
    case QG_OP_PICK_START:
    case QG_OP_PICK_MAX:
    case QG_OP_PICK_MIN:
    case QG_OP_PICK_THE:
    case QG_OP_PICK_END:
    case QG_OP_THE_END:
        return 3;
    default:
        return 1;
    }
}

uint32_t qg_ir_touches(struct qg_ir_op *op, struct qg_ir_touch out[QG_IR_TOUCHES]) {
    if (op->op >= QG_OP_LIMIT)
        return 0;
    const struct qg_op_info *info = qg_op_info((uint8_t)op->op);
    uint32_t count = 0;
    if (info->b == QG_OPERAND_READ)
        out[count++] = (struct qg_ir_touch){&op->b, op->op == QG_OP_CALL ? op->c : 1, QG_IR_READS};
    if (info->c == QG_OPERAND_READ)
        out[count++] = (struct qg_ir_touch){&op->c, 1, QG_IR_READS};
    if (info->immediate == QG_IMMEDIATE_REGISTER) // a register number fits both signed and not
        out[count++] = (struct qg_ir_touch){(uint32_t *)&op->imm, 1, QG_IR_READS};
    if (info->a == QG_OPERAND_READ)
        out[count++] = (struct qg_ir_touch){&op->a, 1, QG_IR_READS};
    if (info->a == QG_OPERAND_WRITE)
        out[count++] = (struct qg_ir_touch){&op->a, destination_width(op->op),
                                            QG_IR_WRITES | (updates(op->op) ? QG_IR_READS : 0u)};
    return count;
}

bool qg_ir_jumps(const struct qg_ir_op *op) {
    return op->op < QG_OP_LIMIT && qg_op_info((uint8_t)op->op)->immediate == QG_IMMEDIATE_JUMP;
}

void qg_ir_compact(struct qg_ir *ir) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ir->ops.len; i++)
        if (ir->ops.at[i].op != QG_IR_NOTHING)
            ir->ops.at[kept++] = ir->ops.at[i];
    ir->ops.len = kept;
}

// ---- Listing -----------------------------------------------------------------------------------

static void list_field(const struct qg_schema *schema, int32_t index, struct qg_text *out) {
    if (index < 0 || (uint32_t)index >= schema->field_count) {
        qg_text_printf(out, "field %d", index);
        return;
    }
    const struct qg_field *field = &schema->fields[index];
    qg_text_printf(out, "%.*s.%.*s", QG_STR_ARG(schema->types[field->owner].name),
                   QG_STR_ARG(field->name));
}

static void list_kind(int32_t immediate, struct qg_text *out) {
    enum qg_kind kind = qg_immediate_kind(immediate);
    qg_text_addz(out, qg_kind_name(kind));
    if (kind == QG_KIND_ENUM || kind == QG_KIND_OBJECT)
        qg_text_printf(out, " %u", qg_immediate_index(immediate));
}

static void list_immediate(const struct qg_ir_op *op, const struct qg_schema *schema,
                           struct qg_text *out) {
    static const char *const words[] = {[QG_IMMEDIATE_PARAMETER] = "parameter ",
                                        [QG_IMMEDIATE_READING] = "reading ",
                                        [QG_IMMEDIATE_CALENDAR] = "calendar ",
                                        [QG_IMMEDIATE_PERIOD] = "period ",
                                        [QG_IMMEDIATE_RATIO] = "ratio ",
                                        [QG_IMMEDIATE_ACCRUAL] = "accrual ",
                                        [QG_IMMEDIATE_SET] = "set ",
                                        [QG_IMMEDIATE_FUNCTION] = "function ",
                                        [QG_IMMEDIATE_REGISTER] = "v",
                                        [QG_IMMEDIATE_JUMP] = "L"};
    enum qg_immediate kind = qg_op_info((uint8_t)op->op)->immediate;
    if (kind == QG_IMMEDIATE_FIELD) {
        list_field(schema, op->imm, out);
    } else if (kind == QG_IMMEDIATE_KIND) {
        list_kind(op->imm, out);
    } else {
        const char *word = (size_t)kind < sizeof words / sizeof *words ? words[kind] : NULL;
        qg_text_addz(out, word != NULL ? word : "");
        qg_text_number(out, op->imm);
    }
}

// What stands between one operand and the next: nothing yet, a blank after the mnemonic, commas.
static void list_operand(const char **gap, struct qg_text *out) {
    qg_text_addz(out, *gap);
    *gap = ", ";
}

static void list_op(const struct qg_ir_op *op, const struct qg_schema *schema,
                    struct qg_text *out) {
    const struct qg_op_info *info = qg_op_info((uint8_t)op->op);
    const char *gap = " ";
    qg_text_addz(out, "    ");
    if (info->a == QG_OPERAND_WRITE)
        qg_text_printf(out, "v%u = ", op->a);
    qg_text_addz(out, info->mnemonic);
    uint32_t reads[3], count = 0;
    if (info->a == QG_OPERAND_READ)
        reads[count++] = op->a;
    if (info->b == QG_OPERAND_READ)
        reads[count++] = op->b;
    if (info->c == QG_OPERAND_READ)
        reads[count++] = op->c;
    for (uint32_t i = 0; i < count; i++) {
        list_operand(&gap, out);
        qg_text_printf(out, "v%u", reads[i]);
    }
    if (info->immediate != QG_IMMEDIATE_NONE) {
        list_operand(&gap, out);
        list_immediate(op, schema, out);
    }
    qg_text_char(out, '\n');
}

void qg_ir_list(const struct qg_ir *ir, const struct qg_schema *schema, struct qg_text *out) {
    for (uint32_t i = 0; i < ir->ops.len; i++) {
        const struct qg_ir_op *op = &ir->ops.at[i];
        if (op->op == QG_IR_LABEL)
            qg_text_printf(out, "  L%d:\n", op->imm);
        else if (op->op != QG_IR_NOTHING)
            list_op(op, schema, out);
    }
}
