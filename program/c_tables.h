// SPDX-License-Identifier: Apache-2.0
//
// A program's tables as C: one constant, from which the compiled command or library starts at once
// instead of compiling the policy's text again.
#ifndef QG_C_TABLES_H
#define QG_C_TABLES_H

#include "program.h"
#include "text.h"

// Appends the definition of a `const struct qg_program qg_program_<name>`, over program.h. Spans
// are kept, though the sources that they point into are not.
void qg_program_c_tables(const struct qg_program *program, const char *name, struct qg_text *out);

#endif
