// SPDX-License-Identifier: Apache-2.0
//
// Layouts of amendments: each clause and each change begins a line.

#include "format_parts.h"

#include "parser.h"

// A change behind the part that it is made in.
static void change(struct qg_pen *pen, const struct qg_change *as) {
    qg_pen_token(pen);
    switch (as->kind) {
    case QG_CHANGE_REPLACE:
    case QG_CHANGE_INSERT:
        qg_pen_sep(pen, QG_SEP_SPACE);
        qg_format_decl(pen, as->item);
        break;
    case QG_CHANGE_REWORD:
        qg_pen_sep(pen, QG_SEP_SPACE);
        qg_format_expr(pen, as->from);
        qg_format_clause(pen, 1, as->to);
        break;
    case QG_CHANGE_REPEAL:
        break;
    }
    qg_pen_until(pen, as->span.end);
}

// `in PART { … }`: all the changes of the block; the next change behind it.
static const struct qg_change *changes(struct qg_pen *pen, const struct qg_change *first) {
    const struct qg_change *at = first;
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_pen_token(pen);
    qg_format_block(pen);
    for (; at != NULL && at->placed && at->in.span.start == first->in.span.start; at = at->next) {
        change(pen, at);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
    return at;
}

static const struct qg_change *placed_change(struct qg_pen *pen, const struct qg_change *first) {
    qg_pen_until(pen, first->in.span.end);
    if (qg_pen_is(pen, QG_T_LBRACE))
        return changes(pen, first);
    qg_pen_sep(pen, QG_SEP_SPACE);
    change(pen, first);
    return first->next;
}

static bool is_change(const struct qg_pen *pen) {
    return qg_pen_is(pen, QG_T_REPEAL) || qg_pen_is(pen, QG_T_REPLACE) ||
           qg_pen_is(pen, QG_T_INSERT);
}

void qg_format_amendment(struct qg_pen *pen, const struct qg_decl *amendment) {
    const struct qg_dated *dated = amendment->as.act.dated.first;
    const struct qg_change *next = amendment->as.act.changes.first;
    qg_pen_tokens(pen, 5);
    qg_format_block(pen);
    while (qg_format_more(pen)) {
        if (next != NULL && qg_pen_is(pen, QG_T_IN_PART)) {
            next = placed_change(pen, next);
        } else if (next != NULL && is_change(pen)) {
            change(pen, next);
            next = next->next;
        } else {
            qg_format_act_clause(pen, &amendment->as.act, &dated);
        }
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}
