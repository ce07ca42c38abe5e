// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree: a policy text as it was written, before any name is looked up. It says what
// stands where and nothing of what it means; the floor above resolves names, types and time.
//
// One file has one tree, owned by the arena that it was parsed into. Names and rule ids are slices
// of the source text; decoded strings live in the arena. So both must outlive the tree. Every node
// has a span of true source bytes, the holes of a message included.
//
// Three shapes carry everything: `qg_decl` is whatever is declared (a record, an act, a rule), an
// expression is `qg_expr`, a JSON value of a fixture is `qg_json_syntax`. Each is a tagged union,
// and its comment beside the tag is its contract. Children come as singly linked lists in source
// order (`first`, then `next`), with a count, because that is how a left-recursive grammar meets
// them. Where the program has a thing of the same name, the written one ends in `_syntax`.
//
// Walkers recurse, so the parser refuses to build an expression or a JSON value that is deeper than
// QG_TREE_DEPTH_LIMIT; it reports that and puts QG_EXPR_ERROR (QG_JSON_NULL) in its place. A file
// with syntax errors still has a tree, of what could be understood.
#ifndef QG_TREE_H
#define QG_TREE_H

#include "tree_act.h"
#include "tree_test.h"

struct qg_decl {
    enum qg_decl_kind kind;
    struct qg_name name; // its span is where a reader is pointed to
    struct qg_span span; // the whole declaration
    struct qg_decl *next;
    union {
        struct qg_use_decl use;
        struct qg_severity_decl severity;
        struct qg_keeper_decl keeper;
        struct qg_enum_decl enumeration;
        struct qg_record_decl record;
        struct qg_parameter_decl parameter;
        struct qg_reading_decl reading;
        struct qg_calendar_decl calendar;
        struct qg_define_decl define;
        struct qg_template_decl tmpl;
        struct qg_schedule_decl schedule;
        struct qg_act_decl act;
        struct qg_division_decl division;
        struct qg_fixture fixture;
        struct qg_test_decl test;
        struct qg_rule_decl rule;
        struct qg_apply_decl apply;
        struct qg_exemption_decl exemption;
        struct qg_provision_decl provision;
        struct qg_flag_decl flag;
    } as;
};

// One source, parsed.
struct qg_file {
    uint32_t source; // index in the list of sources
    bool broken; // something in it was not understood, and reported: declarations may be lacking
    struct qg_decls decls;
};

#endif
