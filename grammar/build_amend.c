// SPDX-License-Identifier: Apache-2.0
//
// Acts in time: what an act says of other acts, and amendments with their changes.
#include "build.h"

struct qg_decl *qg_build_extend(struct qg_parser *p, struct qg_name name, struct qg_fields fields,
                                struct qg_span span) {
    return qg_build_record(p, QG_DECL_EXTEND, name, qg_build_no_langs(), fields, span);
}

struct qg_decl *qg_build_act_repealed(struct qg_parser *p, struct qg_decl *act, struct qg_str by,
                                      struct qg_span span, struct qg_span place) {
    if (qg_build_once(p, qg_name_given(&act->as.act.repealed_by), span, "repealed by"))
        act->as.act.repealed_by = qg_build_text_name(by, place);
    return act;
}

struct qg_decl *qg_build_act_cites(struct qg_parser *p, struct qg_decl *act, struct qg_str cited,
                                   int32_t adopted, struct qg_span span) {
    struct qg_citation *citation = qg_build_node(p, sizeof *citation);
    *citation = (struct qg_citation){.act = cited, .adopted = adopted, .span = span};
    qg_tree_link(act->as.act.cites, citation);
    return act;
}

struct qg_decl *qg_build_amendment(struct qg_parser *p, struct qg_name name, struct qg_name act,
                                   struct qg_span span) {
    struct qg_decl *amendment = qg_build_decl(p, QG_DECL_AMENDMENT, name, span);
    amendment->as.act.title = qg_build_no_langs();
    amendment->as.act.amends = act;
    return amendment;
}

struct qg_part qg_build_part(enum qg_decl_kind kind, enum qg_division_kind division,
                             struct qg_name name, struct qg_span span) {
    return (struct qg_part){.kind = kind, .division = division, .name = name, .span = span};
}

static struct qg_change *new_change(struct qg_parser *p, enum qg_change_kind kind,
                                    struct qg_span span) {
    struct qg_change *change = qg_build_node(p, sizeof *change);
    *change = (struct qg_change){.kind = kind, .span = span};
    return change;
}

struct qg_change *qg_build_repeal(struct qg_parser *p, struct qg_part what, struct qg_span span) {
    struct qg_change *change = new_change(p, QG_CHANGE_REPEAL, span);
    change->what = what;
    return change;
}

struct qg_change *qg_build_reword(struct qg_parser *p, struct qg_expr *from, struct qg_expr *to,
                                  struct qg_span span) {
    struct qg_change *change = new_change(p, QG_CHANGE_REWORD, span);
    change->from = from;
    change->to = to;
    return change;
}

struct qg_change *qg_build_change(struct qg_parser *p, enum qg_change_kind kind,
                                  struct qg_decl *item, struct qg_span span) {
    struct qg_change *change = new_change(p, kind, span);
    bool division = item->kind == QG_DECL_DIVISION || item->kind == QG_DECL_PARAGRAPH;
    enum qg_division_kind which = division ? item->as.division.kind : QG_DIVISION_PREAMBLE;
    change->item = item;
    change->what = qg_build_part(item->kind, which, item->name, item->name.span);
    return change;
}

struct qg_changes qg_build_one_change(struct qg_change *change) {
    struct qg_changes one = {0};
    qg_tree_link(one, change);
    return one;
}

struct qg_decl *qg_build_changes(struct qg_parser *p, struct qg_decl *amendment,
                                 const struct qg_part *in, struct qg_changes changes) {
    for (struct qg_change *change = changes.first, *next; change != NULL; change = next) {
        next = change->next;
        change->next = NULL;
        change->placed = in != NULL;
        if (in != NULL)
            change->in = *in;
        if (change->kind == QG_CHANGE_REWORD && in == NULL) {
            struct qg_diag *d = qg_grammar_error(p->diags, QG_CODE_WRONG_PLACE, change->span,
                                                 "this does not say where the words are replaced");
            qg_diag_hint(d, "Write `in paragraph 4 replace …`.");
        }
        qg_tree_link(amendment->as.act.changes, change);
    }
    return amendment;
}
