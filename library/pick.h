// SPDX-License-Identifier: Apache-2.0
//
// Rules as people name them, on the command line (--select, --ignore) and in files: the id of a
// rule, a number of a paragraph, the name of a severity, the name of an act, or the beginning of an
// id with `*` behind it ("P46*").
#ifndef QG_PICK_H
#define QG_PICK_H

#include "program.h"
#include "text.h"

// Whether `pattern` means the rule.
bool qg_pick_means(const struct qg_program *program, struct qg_str pattern, uint32_t rule);

// Whether a beginning with `*`, or else the whole, is meant by `pattern`.
bool qg_pick_begins(struct qg_str pattern, struct qg_str name);

// Appends that nothing is called so, with the nearest name that there is.
void qg_pick_unknown(const struct qg_program *program, struct qg_str pattern, struct qg_text *out);

#endif
