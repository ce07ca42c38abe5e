// SPDX-License-Identifier: Apache-2.0
//
// What the explanations of rules, paragraphs, readings and exemptions have in common. Private to
// explain*.c.

#ifndef QG_EXPLAIN_PARTS_H
#define QG_EXPLAIN_PARTS_H

#include "note.h"
#include "policy.h"
#include "written.h"

// Who explains one name.
struct qg_teller {
    const struct qg_program *program;
    const struct qg_compilation *c;
    struct qg_notes notes;
    struct qg_note *root;
};

// ---- explain_rule.c, explain_other.c and explain_table.c: each tells all there is, below t->root
// ----------------

void qg_tell_rule(struct qg_teller *t, uint32_t index);
void qg_tell_provision(struct qg_teller *t, uint32_t index);
void qg_tell_flag(struct qg_teller *t, uint32_t index);
void qg_tell_reading(struct qg_teller *t, uint32_t index);
bool qg_tell_exemption(struct qg_teller *t, struct qg_str name); // false: there is none
bool qg_tell_table(struct qg_teller *t, struct qg_str name);     // likewise
bool qg_tell_paragraph(struct qg_teller *t, struct qg_str name);

// ---- explain_parts.c ---------------------------------------------------------------------------

// The root's kind, name and citation.
void qg_tell_head(struct qg_teller *t, const char *kind, struct qg_str id, int32_t act,
                  struct qg_str paragraph);

struct qg_str qg_tell_phrase(const struct qg_teller *t, const struct qg_phrase *phrase);

// Policy text at a span, on one line.
struct qg_str qg_tell_excerpt(struct qg_teller *t, struct qg_span span);

// A message with its holes as they are written: no record fills them here. Empty for QG_NONE.
struct qg_str qg_tell_message(struct qg_teller *t, int32_t message);

// What a rule is about in one line: its duty, or else its breach.
struct qg_str qg_tell_gist(struct qg_teller *t, const struct qg_rule *rule);

// A list of conditions, each as written; `expr` and those linked to it.
void qg_tell_conditions(struct qg_teller *t, struct qg_note *row, const struct qg_expr *expr);

// The loops of `for each …`, each as written.
void qg_tell_loops(struct qg_teller *t, struct qg_note *row, const struct qg_scopes *scopes);

// A reading as an item: what it asks and its values.
struct qg_note *qg_tell_reading_item(struct qg_teller *t, struct qg_note *list, uint32_t index);

// An exemption as an item: its conditions, exceptions and priority, with its place.
struct qg_note *qg_tell_exemption_item(struct qg_teller *t, struct qg_note *list, uint32_t index);

// The text of the policy at a span.
void qg_tell_source(struct qg_teller *t, struct qg_span span);

// An item of a test that mentions something, at an expectation or (NULL) at its title.
void qg_tell_test_item(struct qg_teller *t, struct qg_note *list, const struct qg_decl *test,
                       const struct qg_expect *expect);

#endif
