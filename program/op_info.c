// SPDX-License-Identifier: Apache-2.0
#include "op_info.h"

// One constant for each operand of each form, so that the table below is constant throughout.
enum {
#define FORM(name, first, second, third, imm)                                                      \
    a_of_##name = QG_OPERAND_##first, b_of_##name = QG_OPERAND_##second,                           \
    c_of_##name = QG_OPERAND_##third, immediate_of_##name = QG_IMMEDIATE_##imm,
    QG_FORMS(FORM)
#undef FORM
};

static const struct qg_op_info infos[] = {
#define QG_OP(name, spelling, its_form, its_effect)                                                \
    [QG_OP_##name] = {.mnemonic = (spelling),                                                      \
                      .effect = (its_effect),                                                      \
                      .form = QG_FORM_##its_form,                                                  \
                      .a = (enum qg_operand)a_of_##its_form,                                       \
                      .b = (enum qg_operand)b_of_##its_form,                                       \
                      .c = (enum qg_operand)c_of_##its_form,                                       \
                      .immediate = (enum qg_immediate)immediate_of_##its_form},
#include "opcodes.def"
#undef QG_OP
};

const struct qg_op_info *qg_op_info(uint8_t op) {
    return &infos[op];
}

const char *qg_kind_name(enum qg_kind kind) {
    static const char *const names[] = {"bool", "count", "date",     "time",   "enum",
                                        "id",   "text",  "sections", "object", "list"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "?";
}

const char *qg_rule_kind_name(enum qg_rule_kind kind) {
    static const char *const names[] = {
        [QG_RULE_OBLIGATION] = "obligation", [QG_RULE_PROHIBITION] = "prohibition",
        [QG_RULE_CONDITION] = "condition",   [QG_RULE_FORM] = "form",
        [QG_RULE_SCOPE] = "scope",
    };
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "?";
}
