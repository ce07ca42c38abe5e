// SPDX-License-Identifier: Apache-2.0
//
// The canonical form of a policy text. It depends on the words and comments of the text and on its
// empty lines, not on its other line breaks; of its own result it changes nothing. No word is
// altered, none is moved: but for the comma that may end a list, the tokens are those of the source
// in their order, so the text means what it meant.
#ifndef QG_FORMAT_H
#define QG_FORMAT_H

#include "diag.h"
#include "fault.h"
#include "source.h"
#include "text.h"

#include <stdint.h>

// Appends the canonical form of one source. QG_OK without adding anything when the text has errors,
// which are then in `diags`. QG_FAULT_MEMORY, or QG_FAULT_BUG (no such source).
enum qg_fault qg_format(struct qg_sources *sources, uint32_t source, struct qg_diag_list *diags,
                        struct qg_text *out);

#endif
