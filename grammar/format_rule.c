// SPDX-License-Identifier: Apache-2.0
//
// Layouts of what stands in a paragraph. Each clause begins a line, in the author's order.

#include "format_parts.h"

#include "parser.h"

// ---- Clauses ---------------------------------------------------------------------------------

void qg_format_scope(struct qg_pen *pen, const struct qg_scope_syntax *scope) {
    qg_pen_tokens(pen, 2);
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_format_range(pen, scope->range);
    qg_pen_unnest(pen);
}

// `severity A when C else B when D else E`.
static void grades(struct qg_pen *pen, const struct qg_grades *grades) {
    qg_pen_group(pen);
    qg_pen_nest(pen, QG_NEST_STEP);
    for (const struct qg_grade *grade = grades->first; grade != NULL; grade = grade->next) {
        qg_pen_tokens(pen, 2);
        if (grade->when == NULL)
            break;
        qg_format_clause(pen, 1, grade->when);
        qg_pen_sep(pen, QG_SEP_LINE);
    }
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

static void let(struct qg_pen *pen, const struct qg_let_syntax *let) {
    qg_pen_tokens(pen, 2);
    qg_format_value(pen, let->value);
}

// ---- Rules -----------------------------------------------------------------------------------

// What of a rule is still to be written, where it has several of a kind.
struct rest {
    const struct qg_scope_syntax *scope;
    const struct qg_let_syntax *let;
    const struct qg_expr *when;
    const struct qg_except *except;
};

static void next_scope(struct qg_pen *pen, struct rest *rest) {
    qg_format_scope(pen, rest->scope);
    rest->scope = rest->scope->next;
}

static void next_when(struct qg_pen *pen, struct rest *rest) {
    qg_format_clause(pen, 1, rest->when);
    rest->when = rest->when->next;
}

static void next_let(struct qg_pen *pen, struct rest *rest) {
    let(pen, rest->let);
    rest->let = rest->let->next;
}

// Expressions behind the first words of a clause, which fill their lines.
static void exprs(struct qg_pen *pen, uint32_t words, const struct qg_exprs *list) {
    qg_pen_group(pen);
    qg_pen_tokens(pen, words);
    qg_pen_nest(pen, QG_NEST_STEP);
    for (const struct qg_expr *e = list->first; e != NULL; e = e->next) {
        qg_pen_sep(pen, e == list->first ? QG_SEP_SPACE : QG_SEP_FILL);
        qg_format_expr(pen, e);
        if (e->next != NULL)
            qg_pen_token(pen);
    }
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// `require at least 1/3 have E`, `require E`.
static void demand(struct qg_pen *pen, const struct qg_rule_decl *as) {
    if (as->quota.portion == NULL) {
        qg_format_clause(pen, 1, as->demand);
        return;
    }
    qg_format_clause(pen, 3, as->quota.portion);
    qg_format_clause(pen, 1, as->demand);
}

static void rule_text(struct qg_pen *pen, const struct qg_rule_decl *as) {
    if (qg_pen_is(pen, QG_T_DUTY))
        qg_format_langs_clause(pen, &as->duty);
    else
        qg_format_langs_clause(pen, qg_pen_is(pen, QG_T_BREACH) ? &as->breach : &as->remark);
}

static void rule_clause(struct qg_pen *pen, const struct qg_rule_decl *as, struct rest *rest) {
    switch (qg_pen_kind(pen)) {
    case QG_T_SEVERITY:
        grades(pen, &as->severity);
        break;
    case QG_T_FOR:
    case QG_T_OVER:
        next_scope(pen, rest);
        break;
    case QG_T_PER:
        exprs(pen, 1, &as->per);
        break;
    case QG_T_AGREE:
        exprs(pen, 2, &as->agree);
        break;
    case QG_T_DATED:
        qg_format_clause(pen, 1, as->dated);
        break;
    case QG_T_LET:
        next_let(pen, rest);
        break;
    case QG_T_WHEN:
        next_when(pen, rest);
        break;
    case QG_T_REQUIRE:
    case QG_T_FORBID:
        demand(pen, as);
        break;
    case QG_T_SILENCES:
    case QG_T_GOVERNS:
        qg_format_list_clause(pen, 1, QG_NEST_STEP);
        break;
    case QG_T_VOIDS:
        qg_pen_tokens(pen, 3);
        break;
    default:
        rule_text(pen, as);
        break;
    }
}

void qg_format_rule(struct qg_pen *pen, const struct qg_decl *rule) {
    const struct qg_rule_decl *as = &rule->as.rule;
    struct rest rest = {.scope = as->scopes.first, .let = as->lets.first, .when = as->when.first};
    qg_pen_tokens(pen, 2);
    qg_pen_nest(pen, QG_NEST_STEP);
    while (qg_pen_start(pen) < rule->span.end) {
        qg_pen_sep(pen, QG_SEP_HARD);
        rule_clause(pen, as, &rest);
    }
    qg_pen_unnest(pen);
}

// ---- Its neighbours --------------------------------------------------------------------------

static void arguments(struct qg_pen *pen, const struct qg_arguments *list) {
    qg_pen_sep(pen, QG_SEP_NONE);
    if (list->count == 0) {
        qg_pen_tokens(pen, 2);
        return;
    }
    qg_format_bracket(pen, QG_SEP_SOFT, QG_NEST_LINE);
    const struct qg_argument *argument = list->first;
    for (uint32_t i = 0; i < list->count; i++, argument = argument->next) {
        qg_pen_token(pen);
        qg_format_clause(pen, 1, argument->value);
        if (i + 1 == list->count)
            break;
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_LINE);
    }
    qg_format_bracket_end(pen, QG_SEP_SOFT);
}

void qg_format_apply(struct qg_pen *pen, const struct qg_decl *apply) {
    const struct qg_apply_decl *as = &apply->as.apply;
    qg_pen_group(pen);
    qg_pen_token(pen);
    qg_pen_until(pen, as->callee.span.end);
    arguments(pen, &as->arguments);
    qg_pen_tokens(pen, 2);
    if (as->silences.count > 0) {
        qg_pen_nest(pen, QG_NEST_STEP);
        qg_pen_sep(pen, QG_SEP_LINE);
        qg_format_list_clause(pen, 2, QG_NEST_STEP);
        qg_pen_unnest(pen);
    }
    qg_pen_ungroup(pen);
}

static void exemption_clause(struct qg_pen *pen, struct rest *rest) {
    switch (qg_pen_kind(pen)) {
    case QG_T_FOR:
        next_scope(pen, rest);
        break;
    case QG_T_WHEN:
        next_when(pen, rest);
        break;
    case QG_T_EXCEPT:
        qg_format_clause(pen, 3, rest->except->when);
        rest->except = rest->except->next;
        break;
    default: // `lifts A, B`, `overrides A, B`
        qg_format_list_clause(pen, 1, QG_NEST_STEP);
        break;
    }
}

void qg_format_exemption(struct qg_pen *pen, const struct qg_decl *exemption) {
    const struct qg_exemption_decl *as = &exemption->as.exemption;
    struct rest rest = {
        .scope = as->scopes.first, .when = as->when.first, .except = as->except.first};
    qg_pen_group(pen);
    qg_pen_tokens(pen, 2);
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_format_langs(pen, &as->text);
    qg_pen_ungroup(pen);
    while (qg_pen_start(pen) < exemption->span.end) {
        qg_pen_sep(pen, QG_SEP_HARD);
        exemption_clause(pen, &rest);
    }
    qg_pen_unnest(pen);
}

static void flag_clause(struct qg_pen *pen, const struct qg_flag_decl *as, struct rest *rest) {
    switch (qg_pen_kind(pen)) {
    case QG_T_FOR:
        next_scope(pen, rest);
        break;
    case QG_T_WHEN:
        next_when(pen, rest);
        break;
    case QG_T_REMARK:
        qg_format_langs_clause(pen, &as->remark);
        break;
    case QG_T_BY:
        qg_format_clause(pen, 1, as->by);
        break;
    case QG_T_WITH: // `with breach RC1, RC2`
        qg_format_list_clause(pen, 2, QG_NEST_STEP);
        break;
    default: // `priority`
        qg_pen_token(pen);
        break;
    }
}

void qg_format_flag(struct qg_pen *pen, const struct qg_decl *flag) {
    const struct qg_flag_decl *as = &flag->as.flag;
    struct rest rest = {.scope = as->scopes.first, .when = as->when.first};
    qg_pen_tokens(pen, 2);
    qg_pen_nest(pen, QG_NEST_STEP);
    while (qg_pen_start(pen) < flag->span.end) {
        qg_pen_sep(pen, QG_SEP_HARD);
        flag_clause(pen, as, &rest);
    }
    qg_pen_unnest(pen);
}

void qg_format_provision(struct qg_pen *pen, const struct qg_decl *provision) {
    const struct qg_provision_decl *as = &provision->as.provision;
    if (as->points_to.count > 0) {
        qg_format_list_clause(pen, 4, QG_NEST_STEP);
        return;
    }
    qg_pen_group(pen);
    qg_pen_tokens(pen, 4);
    qg_format_langs_clause(pen, &as->because);
    qg_pen_ungroup(pen);
}
