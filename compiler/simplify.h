// SPDX-License-Identifier: Apache-2.0
//
// Simplification of one function: constants are calculated and become part of the instructions
// that use them, copies are seen through, jumps to jumps go straight, and what nobody reads or
// reaches is taken out. Each step keeps the meaning exactly, unknowns included; a program
// compiled without this stage gives the same findings.
#ifndef QG_SIMPLIFY_H
#define QG_SIMPLIFY_H

#include "ir.h"

// What is known of a virtual register.
struct qg_reg_fact {
    uint32_t writes; // instructions that write it; 2 means several
    uint32_t reads;
    bool known;     // written once, with a constant
    int32_t number; // that constant
    uint32_t alias; // the register it is a copy of, or itself
};

// Working memory, kept from one function to the next. A zeroed one is ready.
struct qg_simplifier {
    struct qg_ir *ir;
    QG_VEC(struct qg_reg_fact) facts; // by register
    QG_VEC(uint32_t) labels;          // by label: where it stands
    QG_VEC(bool) reached;             // by label: something that runs jumps to it
};

void qg_simplifier_free(struct qg_simplifier *s);

// Simplifies `ir`; false when memory is out.
bool qg_simplify(struct qg_simplifier *s, struct qg_ir *ir);

#endif
