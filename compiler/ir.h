// SPDX-License-Identifier: Apache-2.0
//
// The intermediate representation: one function as a line of instructions over as many virtual
// registers as it likes, with labels instead of addresses. The opcodes are those of the program
// (opcodes.def), so that lowering decides *what* is computed and emit.c only *where* it stands.
// One such line is reused for one function after the other; a policy of any size needs the
// memory of its largest function.
//
// Registers are numbered in the order of their making; the arguments are the first. Some opcodes
// work on several neighbouring registers (a pick's three, a call's arguments): these are made
// together as a group and stay neighbours when frames are laid out. Control goes forward but for
// NEXT and NEXT_VALUE, which return to a label behind their EACH; all passes rely on that.
#ifndef QG_IR_H
#define QG_IR_H

#include "program.h"
#include "text.h"
#include "vec.h"

enum {
    QG_IR_LABEL = QG_OP_LIMIT, // not an instruction: label `imm` stands here
    QG_IR_NOTHING              // what a pass has taken out; compacted before the next one
};

struct qg_ir_op {
    uint16_t op;      // enum qg_op, or one of the two above
    uint32_t a, b, c; // registers, as the form says; of a CALL, c is the number of arguments
    int32_t imm;      // as the form says; a jump's label, a fourth operand's register
    struct qg_span span;
};

struct qg_ir {
    QG_VEC(struct qg_ir_op) ops;
    QG_VEC(uint8_t)
    widths;             // one for each register: the size of the group that begins with it,
                        // 0 for the further members of one
    uint32_t arg_count; // registers 0 .. arg_count-1
    uint32_t label_count;
    bool failed; // memory ran out; sticks until the next start
};

// Empties `ir` for a function with so many arguments. A zeroed one may be started.
void qg_ir_start(struct qg_ir *ir, uint32_t arg_count);
void qg_ir_free(struct qg_ir *ir);

// The first of `width` new neighbouring registers (width >= 1).
uint32_t qg_ir_reg(struct qg_ir *ir, uint8_t width);

// A new label, and its place: before the next instruction added.
uint32_t qg_ir_label(struct qg_ir *ir);
void qg_ir_bind(struct qg_ir *ir, uint32_t label);

void qg_ir_add(struct qg_ir *ir, struct qg_ir_op op);

// What one instruction does with one group of registers.
enum { QG_IR_READS = 1, QG_IR_WRITES = 2 };

struct qg_ir_touch {
    uint32_t *reg;   // where the instruction names it
    uint32_t width;  // registers from there on
    uint32_t access; // READS, WRITES or both
};

enum { QG_IR_TOUCHES = 4 };

// Lists the registers that `op` touches, those it reads first; gives their number. Register
// numbers may be changed through `reg`.
uint32_t qg_ir_touches(struct qg_ir_op *op, struct qg_ir_touch out[QG_IR_TOUCHES]);

// Whether `imm` is a label that control may go to from here.
bool qg_ir_jumps(const struct qg_ir_op *op);

// Takes out what passes have turned into QG_IR_NOTHING.
void qg_ir_compact(struct qg_ir *ir);

// Appends the function as text, fields by their names.
void qg_ir_list(const struct qg_ir *ir, const struct qg_schema *schema, struct qg_text *out);

#endif
