// SPDX-License-Identifier: Apache-2.0
//
// The code of one function while it is verified: what shape every register has before each
// instruction, as far as it is known. Where ways meet, shapes lose precision and never gain any.
#ifndef QG_VERIFY_STATE_H
#define QG_VERIFY_STATE_H

#include "arena.h"
#include "op_info.h"
#include "verify.h"
#include "verify_shape.h"

// Registers before an instruction that several ways lead to.
struct qg_code_state {
    bool reached;
    struct qg_abstract *registers; // [function->registers]
};

// A function under verification.
struct qg_code {
    const struct qg_program *program;
    struct qg_flaw *out;
    struct qg_arena arena; // states of the function at hand
    uint8_t *depths;       // by function: calls below it plus one; 0 not yet known
    int32_t *owners;       // by type: the type it always lies in, or QG_NONE
    const struct qg_function *function;
    struct qg_code_state *states; // by instruction of it; registers NULL where no jump leads
    struct qg_code_state now;     // before the instruction at hand
    uint32_t at;                  // its index
    const struct qg_instr *ip;
    bool moved;        // a state before an earlier instruction changed
    uint64_t readings; // that the function was seen to use
    bool terms;
};

// Says what is wrong with the instruction at hand; false.
static inline bool qg_code_refuse(struct qg_code *c, const char *what) {
    return qg_flaw_set(c->out, c->at, what);
}

// The shape of a register before the instruction at hand, and the shape it has after it; false for
// a register beyond the frame.
static inline struct qg_abstract qg_code_get(const struct qg_code *c, uint32_t reg) {
    return reg < c->function->registers ? c->now.registers[reg] : (struct qg_abstract){0};
}

static inline bool qg_code_put(struct qg_code *c, uint32_t reg, struct qg_abstract shape) {
    if (reg >= c->function->registers)
        return qg_code_refuse(c, "code: a register beyond the frame");
    c->now.registers[reg] = shape;
    return true;
}

// The state on entry: arguments as declared, nothing else written.
void qg_code_enter(struct qg_code *c);

// Joins the present state into the one before the instruction `target`. False when memory is out.
bool qg_code_flow(struct qg_code *c, uint32_t target);

// Takes over what jumps have brought before the instruction at hand. Likewise.
bool qg_code_arrive(struct qg_code *c);

// ---- verify_step.c: one instruction -------------------------------------------------------------

// Holds the instruction at hand against the present state, and makes that the one behind it.
bool qg_code_step(struct qg_code *c);

#endif
