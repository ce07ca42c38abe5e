// SPDX-License-Identifier: Apache-2.0
//
// The tree as a listing, for `qagida compile --emit=tree` and for tests: a declaration or a clause
// per line, indented by two under what it belongs to, in parentheses; expressions on one line,
// operator first. The same tree gives the same bytes everywhere. Spans are left out, so that a
// comment that moves is no change.
#ifndef QG_TREE_PRINT_H
#define QG_TREE_PRINT_H

#include "str.h"
#include "text.h"
#include "tree.h"

// Appends the listing of a whole file. Failure sticks in `out`.
void qg_tree_print(const struct qg_file *file, struct qg_text *out);

// Appends one expression: (and (= kind regular) (is-odd n)).
void qg_expr_print(const struct qg_expr *expr, struct qg_text *out);

// ---- Parts that declarations and expressions share (expr_print.c) -----------------------------

// What a loop ranges over: `hearing (where …)`, `m in commission.members`, `n from-to 1 k`.
void qg_range_print(const struct qg_range *range, struct qg_text *out);

// ` (en "…") (ru "…")`, in the order of enum qg_lang, each after a space; nothing for none.
void qg_langs_print(const struct qg_langs *langs, struct qg_text *out);

// `P46-a`, `paragraph-46`, `act`.
void qg_ref_print(const struct qg_ref *ref, struct qg_text *out);

// The text in quotes, with quotes, backslashes and control characters escaped.
void qg_quoted_print(struct qg_str text, struct qg_text *out);

#endif
