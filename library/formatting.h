// SPDX-License-Identifier: Apache-2.0
//
// A policy text brought into its canonical form (format.h), with what is wrong with it as people
// read it.

#ifndef QG_FORMATTING_H
#define QG_FORMATTING_H

#include "fault.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>

// Appends the canonical form of `text` to `out`, or its diagnostics to `said`, in which it is
// called `name`; *ok tells which. QG_FAULT_MEMORY, or QG_FAULT_LIMIT for a text that is too long.
enum qg_fault qg_formatting(struct qg_str name, struct qg_str text, bool colour, bool *ok,
                            struct qg_text *out, struct qg_text *said);

#endif
