// SPDX-License-Identifier: Apache-2.0
//
// From text to tree: the entry points of this floor. A source is read in one pass; all that is
// wrong with its spelling and its sentences is reported, and whatever could be understood comes
// back as a tree, so that the floors above can report their own findings in the same run.
#ifndef QG_PARSE_H
#define QG_PARSE_H

#include "arena.h"
#include "diag.h"
#include "fault.h"
#include "source.h"
#include "text.h"
#include "tree.h"

#include <stdint.h>

// Parses one source of the list. The tree lives in `arena` and points into the source, so both
// must outlive it. QG_OK whether or not there were errors: ask `diags`. QG_FAULT_MEMORY or
// QG_FAULT_BUG (no such source) leave *out NULL.
enum qg_fault qg_parse_file(struct qg_arena *arena, struct qg_sources *sources, uint32_t source,
                            struct qg_diag_list *diags, struct qg_file **out);

// Writes the tokens of one source, one per line: offsets, kind, text. Lexical errors go to `diags`.
enum qg_fault qg_tokens_print(struct qg_sources *sources, uint32_t source,
                              struct qg_diag_list *diags, struct qg_text *out);

#endif
