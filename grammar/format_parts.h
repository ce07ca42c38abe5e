// SPDX-License-Identifier: Apache-2.0
//
// The layouts of the language, construct by construct. Each function leads the pen (format_pen.h)
// over the tokens of one node; the tree says where parts begin and end, the tokens in which order
// the author put them. A construct that is new to the language needs one function here; until it
// has one, its tokens are written plainly.
//
// The style in short: what fits on the line stands on it; what does not is broken at its loosest
// place first, before the word that joins. A clause that goes on is indented by one step. Whatever
// is a declaration, a clause or one of several languages begins a line.
#ifndef QG_FORMAT_PARTS_H
#define QG_FORMAT_PARTS_H

#include "format_pen.h"
#include "tree.h"

// ---- format_words.c --------------------------------------------------------------------------

// An opening bracket and the place behind it, where what it holds begins; then what it holds is
// written, and the end drops a comma, breaks and closes. `inner` is the break at both of its ends.
// The second begins behind a bracket that was written as part of something else.
void qg_format_bracket(struct qg_pen *pen, enum qg_sep inner, enum qg_nest nest);
void qg_format_inside(struct qg_pen *pen, enum qg_sep inner, enum qg_nest nest);
void qg_format_bracket_end(struct qg_pen *pen, enum qg_sep inner);

// A block of lines: behind its `{`, whether there is more before its `}`, and that brace.
void qg_format_block(struct qg_pen *pen);
bool qg_format_more(const struct qg_pen *pen);
void qg_format_block_end(struct qg_pen *pen);

// Texts side by side up to `end`, one below the other where they do not fit.
void qg_format_strings(struct qg_pen *pen, uint32_t end);

// Texts of each language; several have a line each. In parentheses, as an argument is; as a
// clause, with the word that begins it.
void qg_format_langs(struct qg_pen *pen, const struct qg_langs *langs);
void qg_format_phrase(struct qg_pen *pen, const struct qg_langs *langs);
void qg_format_langs_clause(struct qg_pen *pen, const struct qg_langs *langs);

// A list without brackets that begins with `words` words: `silences A, B`, `off 05-01, 05-09`.
void qg_format_list_clause(struct qg_pen *pen, uint32_t words, enum qg_nest nest);

// The number of a paragraph.
void qg_format_number(struct qg_pen *pen);

// Parameters in parentheses, if the next token opens any.
void qg_format_slots(struct qg_pen *pen, const struct qg_fields *slots);

// ---- format_expr.c ---------------------------------------------------------------------------

// An expression with the parentheses around it. What it is broken into is indented as the line that
// it continues says.
void qg_format_expr(struct qg_pen *pen, const struct qg_expr *expr);

// `words` words and an expression, indented by a step where it goes on: a clause.
void qg_format_clause(struct qg_pen *pen, uint32_t words, const struct qg_expr *expr);

// The word `=` or the like and an expression, which begins a line if it does not fit on this one.
void qg_format_value(struct qg_pen *pen, const struct qg_expr *expr);

void qg_format_range(struct qg_pen *pen, const struct qg_range *range);

// `(a, b)` behind what is called or picked from.
void qg_format_arguments(struct qg_pen *pen, const struct qg_exprs *list);

// ---- format_table.c --------------------------------------------------------------------------

// The rows of a decision table with the braces around them.
void qg_format_table(struct qg_pen *pen, const struct qg_table_syntax *table);

// ---- format_rule.c ---------------------------------------------------------------------------

void qg_format_scope(struct qg_pen *pen, const struct qg_scope_syntax *scope);
void qg_format_rule(struct qg_pen *pen, const struct qg_decl *rule);
void qg_format_apply(struct qg_pen *pen, const struct qg_decl *apply);
void qg_format_exemption(struct qg_pen *pen, const struct qg_decl *exemption);
void qg_format_flag(struct qg_pen *pen, const struct qg_decl *flag);
void qg_format_provision(struct qg_pen *pen, const struct qg_decl *provision);

// ---- format_test.c ---------------------------------------------------------------------------

void qg_format_fixture(struct qg_pen *pen, const struct qg_decl *fixture);
void qg_format_test(struct qg_pen *pen, const struct qg_decl *test);

// ---- format_amend.c --------------------------------------------------------------------------

void qg_format_amendment(struct qg_pen *pen, const struct qg_decl *amendment);

// ---- format_decl.c ---------------------------------------------------------------------------

// A clause of an act or of an amendment; `*dated` is the next of its kind.
void qg_format_act_clause(struct qg_pen *pen, const struct qg_act_decl *act,
                          const struct qg_dated **dated);

// A declaration of any kind.
void qg_format_decl(struct qg_pen *pen, const struct qg_decl *decl);

#endif
