// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree (tree.h): acts, amendments, their parts, and what stands in a paragraph: rules,
// exemptions, provisions, flags, templates applied.
#ifndef QG_TREE_ACT_H
#define QG_TREE_ACT_H

#include "tree_decl.h"

// `dated NOUN by EXPR`: the event date of rules whose innermost loop is that noun.
struct qg_dated {
    struct qg_name noun;
    struct qg_expr *by;
    struct qg_span span;
    struct qg_dated *next;
};

QG_TREE_LIST(qg_dateds, qg_dated);

// `cites "No. 247" adopted 2021-12-24`: another act that this one names.
struct qg_citation {
    struct qg_str act; // decoded
    int32_t adopted;
    struct qg_span span;
    struct qg_citation *next;
};

QG_TREE_LIST(qg_citations, qg_citation);

enum qg_division_kind {
    QG_DIVISION_PREAMBLE,
    QG_DIVISION_CHAPTER,
    QG_DIVISION_PARAGRAPH,
    QG_DIVISION_APPENDIX,
};

// A part of an act as an amendment names it: `paragraph 46`, `rule P46-a`, `define term`.
struct qg_part {
    enum qg_decl_kind kind;         // what is looked for
    enum qg_division_kind division; // of QG_DECL_DIVISION
    struct qg_name name;            // empty for the preamble
    struct qg_span span;
};

enum qg_change_kind {
    QG_CHANGE_REPEAL,  // `what`
    QG_CHANGE_REWORD,  // `from` by `to`, wherever it stands in `in`
    QG_CHANGE_REPLACE, // the part of the same name by `item`
    QG_CHANGE_INSERT   // `item`, at the end of `in` or behind the part that it names
};

struct qg_change {
    enum qg_change_kind kind;
    bool placed;               // `in` is given
    struct qg_part in;         //
    struct qg_part what;       // REPEAL, REPLACE: what goes
    struct qg_expr *from, *to; // REWORD
    struct qg_decl *item;      // REPLACE, INSERT
    struct qg_span span;
    struct qg_change *next;
};

QG_TREE_LIST(qg_changes, qg_change);

struct qg_act_decl {
    struct qg_langs title;
    struct qg_str number;       // decoded; empty when absent
    struct qg_expr *adopted;    // NULL when absent
    struct qg_expr *force_from; // NULL: not known
    struct qg_expr *force_until;
    struct qg_names audits;      // records
    struct qg_name verdict_each; // the noun of `verdict for each`
    bool no_verdict;             // `verdict none`
    struct qg_name calendar;     // `calendar NAME`, dotted as one name
    struct qg_dateds dated;
    struct qg_name repealed_by; // the act that ended it, decoded; may be empty
    struct qg_citations cites;
    struct qg_name amends; // AMENDMENT: the act that it changes
    struct qg_changes changes;
};

// `for each SOURCE`, `for any SOURCE`, `over all SOURCE`.
struct qg_scope_syntax {
    bool anew; // `for any`: from the record again, without the scopes around
    bool over; // `over all`: the rule is about all of these elements together; of a rule only
    struct qg_range *range;
    struct qg_span span;
    struct qg_scope_syntax *next;
};

QG_TREE_LIST(qg_scopes, qg_scope_syntax);

// A part of an act. The declaration's name is its number (`4`, `48-1`), empty for the preamble.
struct qg_division_decl {
    enum qg_division_kind kind;
    struct qg_name act; // empty for a paragraph
    struct qg_langs text;
    struct qg_scopes scopes;
    struct qg_exprs when;        // conditions, all of which must hold
    struct qg_decls items;       // paragraphs, or whatever may stand in one
    struct qg_name after;        // of what an amendment inserts: the number of the part before it
    struct qg_span after_clause; // `after 48`
};

// One grade of `severity RC2 when decision = unfit else RC3`; the last has no condition.
struct qg_grade {
    struct qg_name severity;
    struct qg_expr *when; // NULL: otherwise
    struct qg_span span;
    struct qg_grade *next;
};

QG_TREE_LIST(qg_grades, qg_grade);

struct qg_let_syntax {
    struct qg_name name;
    struct qg_expr *value;
    struct qg_span span;
    struct qg_let_syntax *next;
};

QG_TREE_LIST(qg_lets, qg_let_syntax);

// `at least 1/3` of all elements, or `at most 2` of them.
struct qg_quota {
    enum qg_share op;
    struct qg_expr *portion; // QG_EXPR_INT: so many; else a ratio or the name of one; NULL: none
    struct qg_span span;
};

// A rule. The declaration's name is its id. Clauses may be written in any order; what is given
// twice and may not be is reported by the parser, and the first one is kept.
struct qg_rule_decl {
    struct qg_grades severity; // empty when absent
    struct qg_scopes scopes;
    struct qg_lets lets;
    struct qg_exprs when;
    struct qg_expr *demand; // of `require` or `forbid`; of `have`, where there is a quota; NULL
                            // with `agree on`, or after a reported error
    bool forbids;
    struct qg_quota quota; // of `require at least 1/3 have E`
    struct qg_exprs agree; // of `agree on E, F`; empty otherwise
    struct qg_exprs per;   // what tells the groups apart, or what is the same thing
    struct qg_expr *dated; // NULL: as the act says
    struct qg_name voids;  // the noun of `voids the NOUN`
    struct qg_refs silences, governs;
    struct qg_langs duty, breach, remark;
};

// An argument of `apply`, by name.
struct qg_argument {
    struct qg_name name;
    struct qg_expr *value;
    struct qg_span span;
    struct qg_argument *next;
};

QG_TREE_LIST(qg_arguments, qg_argument);

// `apply [MODULE.]TEMPLATE(…) as PREFIX [with silences …]`. The declaration's name is the prefix.
struct qg_apply_decl {
    struct qg_name callee; // dotted whole: `commission.quorum`
    struct qg_arguments arguments;
    struct qg_refs silences; // added to every rule of the group
};

struct qg_except {
    struct qg_name name;
    struct qg_expr *when;
    struct qg_span span;
    struct qg_except *next;
};

QG_TREE_LIST(qg_excepts, qg_except);

struct qg_exemption_decl {
    struct qg_langs text;
    struct qg_scopes scopes;
    struct qg_refs lifts;
    struct qg_exprs when; // at least one, unless reported
    struct qg_names overrides;
    struct qg_excepts except;
};

// A provision that no rule stands for. The declaration's name is its id.
struct qg_provision_decl {
    struct qg_langs because;  // of `not checkable because`
    struct qg_refs points_to; // empty when it is not checkable
};

// Something that a reader of the verdict is told, which is no breach. The declaration's name is its
// id.
struct qg_flag_decl {
    bool priority;            // the verdict is looked at before all others
    struct qg_scopes scopes;  //
    struct qg_exprs when;     // at least one, unless reported
    struct qg_names breaches; // of `with breach RC1, RC2`: one of these has to stand; may be empty
    struct qg_expr *by;       // the day by which it is to be done; NULL: it is only told
    struct qg_langs remark;   // what the reader is told
};

#endif
