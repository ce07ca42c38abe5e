// SPDX-License-Identifier: Apache-2.0
//
// Where a rule stands, and rules as they are collected: templates are spelled out, nothing is
// checked yet. The rules are then sorted into the order of citation, so that references to
// paragraphs and chapters are ranges, and only then looked into.
#ifndef QG_DRAFT_H
#define QG_DRAFT_H

#include "check.h"

// The loops around a place, the record first. Nested loops are scopes of the program, shared by
// all rules that stand in the same ones.
struct qg_draft_chain {
    uint32_t depth; // elements in scope, at least the record
    bool open;      // no loop yet: the first noun may choose another record that the act audits
    struct {
        uint32_t scope;
        const struct qg_binding *env; // with this element and those around it
    } steps[QG_SCOPE_DEPTH + 1];
    struct qg_node *filter; // a condition on the record itself; a `when` of each rule
    uint32_t next_local;    // first index that is free in `filter`
};

// A condition of a chapter or paragraph, with the names in scope where it is written.
struct qg_condition {
    const struct qg_expr *when;
    const struct qg_binding *env;
    const struct qg_condition *outer;
};

// A place where rules stand.
struct qg_draft_site {
    int32_t act;
    uint32_t division;
    struct qg_draft_chain chain;
    const struct qg_condition *when;
    const struct qg_binding *arguments; // of the template that is being spelled out, or NULL
    struct qg_str prefix;               // what `*` stands for; empty outside of templates
    const struct qg_decl *apply;        // the application, or NULL
    const struct qg_decl *tmpl;         // what is applied
    const struct qg_draft_site *caller; // where it stands
    uint32_t depth;                     // templates within templates
};

struct qg_draft {
    const struct qg_decl *decl; // a rule, an exemption, a provision, a flag
    const struct qg_draft_site *site;
    struct qg_str id;
    uint32_t order; // in the order of the text
};

// ---- draft.c ----------------------------------------------------------------------------------

// The site within a division or a template's application, with its own loops and conditions.
struct qg_draft_site *qg_site_copy(struct qg_checker *ck, const struct qg_draft_site *site);

// An id as it is written, with what `*` stands for at this site.
struct qg_str qg_site_id(struct qg_checker *ck, const struct qg_draft_site *site,
                         const struct qg_name *name);

// Labels a diagnostic with the applications that lead to a site.
void qg_site_label(struct qg_diag *diag, const struct qg_draft_site *site);

// ---- check_scope.c ----------------------------------------------------------------------------

// The chain that an act's rules start from: its first record, open to another.
bool qg_chain_start(struct qg_checker *ck, struct qg_draft_site *site);

// Adds the loops of `for each …` and `for any …` to the site. False after a report.
bool qg_chain_extend(struct qg_checker *ck, struct qg_draft_site *site,
                     const struct qg_scopes *scopes);

// Puts the arguments of a template outside of the elements in scope.
bool qg_chain_rebind(struct qg_checker *ck, struct qg_draft_site *site);

// The names in scope within all loops of the site.
const struct qg_binding *qg_chain_env(const struct qg_draft_site *site);

// Opens a function whose arguments are the elements of the site. `locals` has room for
// QG_SCOPE_DEPTH + 1.
void qg_chain_open(struct qg_checker *ck, const struct qg_draft_chain *chain,
                   struct qg_check_frame *frame, struct qg_local **locals);

// Whether the first elements of a rule's scope are those of the chain, whatever their filters.
bool qg_chain_is_prefix(const struct qg_checker *ck, const struct qg_draft_chain *chain,
                        uint32_t scope);

// ---- check_exempt.c ---------------------------------------------------------------------------

// Whether an element lies within the filters of the loops around a site and meets the conditions of
// its chapter and paragraph, and all of `own` hold too. NULL after a report.
struct qg_node *qg_site_condition(struct qg_checker *ck, const struct qg_draft_site *site,
                                  struct qg_node *const *own, uint32_t own_count,
                                  struct qg_span span);

// ---- check_refs.c -----------------------------------------------------------------------------

// Writes the rules that references lead to into rule_refs, each once and without `self` (QG_NONE:
// all). False after a report. `*grouped` (may be NULL) says whether all of them are paragraphs,
// chapters or the act.
bool qg_refs_expand(struct qg_checker *ck, const struct qg_draft_site *site,
                    const struct qg_refs *refs, int32_t self, uint32_t *count);

// ---- check_message.c --------------------------------------------------------------------------

// A message of a rule; QG_NONE where nothing was written, and after a report. Without a chain it is
// about a population, and its placeholders are figures.
int32_t qg_message_check(struct qg_checker *ck, const struct qg_draft_chain *chain,
                         const struct qg_binding *env, const struct qg_langs *langs);

// ---- check_population.c -----------------------------------------------------------------------

// Whether the rule is about all elements of a run together.
bool qg_is_population(const struct qg_rule_decl *decl);

// Checks what only such a rule has, `env` being the names in its loops, and adds it to the tables.
void qg_population_check(struct qg_checker *ck, const struct qg_draft *draft,
                         const struct qg_draft_site *site, const struct qg_binding *env,
                         uint32_t rule);

#endif
