// SPDX-License-Identifier: Apache-2.0
//
// What is to be known about an opcode without running it: its spelling, its effect and which
// operands its form has. Derived from opcodes.def alone, so that the verifier, the listing and
// whoever writes code cannot disagree about what a byte of an instruction means.
#ifndef QG_OP_INFO_H
#define QG_OP_INFO_H

#include "program.h"

// The forms of opcodes.def, and what their four operands are.
//
//         form           a        b     c     immediate
#define QG_FORMS(FORM)                                                                             \
    FORM(A, READ, NONE, NONE, NONE)                                                                \
    FORM(A_B, READ, READ, NONE, NONE)                                                              \
    FORM(A_J, READ, NONE, NONE, JUMP)                                                              \
    FORM(D, WRITE, NONE, NONE, NONE)                                                               \
    FORM(D_B, WRITE, READ, NONE, NONE)                                                             \
    FORM(D_B_C, WRITE, READ, READ, NONE)                                                           \
    FORM(D_B_CALENDAR, WRITE, READ, NONE, CALENDAR)                                                \
    FORM(D_B_C_ACCRUAL, WRITE, READ, READ, ACCRUAL)                                                \
    FORM(D_B_C_R, WRITE, READ, READ, REGISTER)                                                     \
    FORM(D_B_C_RATIO, WRITE, READ, READ, RATIO)                                                    \
    FORM(D_B_C_SET, WRITE, READ, READ, SET)                                                        \
    FORM(D_B_C_SPAN, WRITE, READ, READ, PERIOD)                                                    \
    FORM(D_B_F, WRITE, READ, NONE, FIELD)                                                          \
    FORM(D_B_FUNCTION, WRITE, READ, NONE, FUNCTION)                                                \
    FORM(D_B_I, WRITE, READ, NONE, NUMBER)                                                         \
    FORM(D_B_J, WRITE, READ, NONE, JUMP)                                                           \
    FORM(D_B_SET, WRITE, READ, NONE, SET)                                                          \
    FORM(D_B_SPAN, WRITE, READ, NONE, PERIOD)                                                      \
    FORM(D_I, WRITE, NONE, NONE, NUMBER)                                                           \
    FORM(D_J, WRITE, NONE, NONE, JUMP)                                                             \
    FORM(D_KIND, WRITE, NONE, NONE, KIND)                                                          \
    FORM(D_PARAMETER, WRITE, NONE, NONE, PARAMETER)                                                \
    FORM(D_READING, WRITE, NONE, NONE, READING)                                                    \
    FORM(J, NONE, NONE, NONE, JUMP)

enum qg_form {
#define FORM(name, a, b, c, immediate) QG_FORM_##name,
    QG_FORMS(FORM)
#undef FORM
};

enum qg_operand { QG_OPERAND_NONE, QG_OPERAND_READ, QG_OPERAND_WRITE };

enum qg_immediate {
    QG_IMMEDIATE_NONE,
    QG_IMMEDIATE_NUMBER,
    QG_IMMEDIATE_JUMP,
    QG_IMMEDIATE_REGISTER,
    QG_IMMEDIATE_KIND,
    QG_IMMEDIATE_FIELD,
    QG_IMMEDIATE_PARAMETER,
    QG_IMMEDIATE_READING,
    QG_IMMEDIATE_CALENDAR,
    QG_IMMEDIATE_PERIOD,
    QG_IMMEDIATE_RATIO,
    QG_IMMEDIATE_ACCRUAL,
    QG_IMMEDIATE_SET,
    QG_IMMEDIATE_FUNCTION
};

struct qg_op_info {
    const char *mnemonic, *effect; // static storage
    enum qg_form form;
    enum qg_operand a, b, c;
    enum qg_immediate immediate;
};

// `op` must be below QG_OP_LIMIT.
const struct qg_op_info *qg_op_info(uint8_t op);

// A KIND immediate: the kind in the low byte, the index of the enum, type or list field above it.
static inline int32_t qg_kind_immediate(enum qg_kind kind, uint32_t index) {
    return (int32_t)((uint32_t)kind | index << 8);
}
static inline enum qg_kind qg_immediate_kind(int32_t immediate) {
    return (enum qg_kind)(immediate & 0xff);
}
static inline uint32_t qg_immediate_index(int32_t immediate) {
    return (uint32_t)immediate >> 8;
}

// "bool", "count", … as the language spells it; static storage.
const char *qg_kind_name(enum qg_kind kind);

// "obligation", "prohibition", … likewise; "?" of what is none.
const char *qg_rule_kind_name(enum qg_rule_kind kind);

#endif
