// SPDX-License-Identifier: Apache-2.0
//
// What makes a policy's C readable beside its act: functions called after what they compute, each
// rule under its citation and its duty, each statement under the line of the policy that it comes
// from. Nothing here has a meaning to the compiler; whatever a policy says, it stays in comments.
#ifndef QG_C_NOTES_H
#define QG_C_NOTES_H

#include "program.h"
#include "text.h"

struct qg_c_notes {
    const struct qg_program *program;
    const struct qg_sources *sources; // NULL: places and lines are left out
    int32_t *rule_of;                 // owned; [function_count]: the rule it decides, or QG_NONE
    struct qg_file_place shown;       // the place of the last line that was quoted
};

// False when memory is out. What is passed must outlive it; to be freed either way.
bool qg_c_notes_init(struct qg_c_notes *notes, const struct qg_program *program,
                     const struct qg_sources *sources);
void qg_c_notes_free(struct qg_c_notes *notes);

// Appends "_P46_b": what a function is called behind its number.
void qg_c_notes_name(const struct qg_c_notes *notes, uint32_t function, struct qg_text *out);

// Appends the comment above a function: what it is, where it is written, and what a rule demands.
void qg_c_notes_head(struct qg_c_notes *notes, uint32_t function, struct qg_text *out);

// Appends the policy's line that the instruction comes from, unless it is that of the one before.
void qg_c_notes_line(struct qg_c_notes *notes, uint32_t instruction, struct qg_text *out);

// Appends " // person.birth_date" behind a statement: what its number stands for, where it does.
void qg_c_notes_operand(const struct qg_c_notes *notes, const struct qg_instr *instr,
                        struct qg_text *out);

#endif
