// SPDX-License-Identifier: Apache-2.0
//
// Rules: the loops they stand in, when they apply, what they demand, how grave a breach is, what
// is said of it. Each part is a function of the same elements.
#include "draft.h"

#include "expr.h"
#include "node.h"
#include "resolve.h"
#include "shape.h"
#include "symbols.h"

struct work {
    struct qg_checker *ck;
    const struct qg_draft *draft;
    const struct qg_rule_decl *decl;
    struct qg_draft_site *site;   // with the rule's own loops
    const struct qg_binding *env; // with its lets
};

// ---- Lets -------------------------------------------------------------------------------------

static bool bind_lets(struct work *w) {
    if (w->decl->lets.count > QG_CONDITION_LIMIT) {
        qg_check_error(w->ck, TOO_MANY, w->draft->decl->name.span,
                       "a rule can have at most %d lets", QG_CONDITION_LIMIT);
        return false;
    }
    for (const struct qg_let_syntax *l = w->decl->lets.first; l != NULL; l = l->next) {
        struct qg_binding *b = qg_bind(w->ck, w->env, QG_BIND_LET, l->name.text);
        struct qg_let_state *state = qg_check_alloc(w->ck, 1, sizeof *state);
        if (b == NULL || state == NULL)
            return false;
        b->value = l->value;
        b->let = state;
        w->env = b;
    }
    return true;
}

// A `let` that nothing asked for is checked all the same, and said to be superfluous.
static void check_unused_lets(struct work *w) {
    const struct qg_let_syntax *l = w->decl->lets.first;
    for (; l != NULL; l = l->next) {
        const struct qg_binding *b = w->env;
        uint32_t symbol = qg_check_symbol(w->ck, l->name.text);
        while (b != NULL && (b->kind != QG_BIND_LET || b->symbol != symbol || b->value != l->value))
            b = b->outer;
        if (b == NULL || b->let->used)
            continue;
        struct qg_check_frame frame;
        struct qg_local *locals[QG_SCOPE_DEPTH + 1];
        qg_chain_open(w->ck, &w->site->chain, &frame, locals);
        qg_check_expr(w->ck, b->outer, l->value, NULL);
        w->ck->frame = frame.outer;
        qg_vec_free(&frame.lets);
        if (qg_diag_errors(w->ck->diags) == 0)
            qg_check_error(w->ck, UNUSED_LET, l->name.span, "`%.*s` is never used",
                           QG_STR_ARG(l->name.text));
    }
}

// ---- When and what ----------------------------------------------------------------------------

// All conditions together: of the record, of the chapter and paragraph, of the rule. NULL without
// any; `*good` tells that from an error.
static struct qg_node *check_when(struct work *w, bool *good) {
    struct qg_node *nodes[QG_CONDITION_LIMIT];
    uint32_t count = 0, wanted = w->decl->when.count;
    for (const struct qg_condition *c = w->site->when; c != NULL; c = c->outer)
        wanted++;
    if (wanted >= QG_CONDITION_LIMIT) {
        qg_check_error(w->ck, TOO_MANY, w->draft->decl->name.span,
                       "a rule can have fewer than %d conditions", QG_CONDITION_LIMIT);
        *good = false;
        return NULL;
    }
    if (w->site->chain.filter != NULL)
        nodes[count++] = w->site->chain.filter;
    for (const struct qg_condition *c = w->site->when; c != NULL; c = c->outer)
        nodes[count++] = qg_check_truth(w->ck, c->env, c->when);
    for (const struct qg_expr *e = w->decl->when.first; e != NULL; e = e->next)
        nodes[count++] = qg_check_truth(w->ck, w->env, e);
    struct qg_node *all = qg_node_join(w->ck, QG_N_AND, nodes, count, w->draft->decl->name.span);
    *good = all != NULL || count == 0;
    return all;
}

// Of elements that have to agree with each other nothing is demanded of each by itself.
static struct qg_node *demanded(struct work *w) {
    const struct qg_exprs *agree = &w->decl->agree;
    if (agree->count == 0)
        return qg_check_truth(w->ck, w->env, w->decl->demand);
    return qg_node_const(w->ck, qg_shape_plain(QG_KIND_BOOL), 1, agree->first->span);
}

static int32_t check_demand(struct work *w) {
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    bool good;
    qg_chain_open(w->ck, &w->site->chain, &frame, locals);
    struct qg_node *when = check_when(w, &good);
    struct qg_node *demand = demanded(w);
    if (w->decl->forbids)
        demand = qg_node_not(w->ck, demand, w->decl->demand->span);
    int32_t check = qg_frame_close(w->ck, &frame, QG_FN_RULE, when, good ? demand : NULL,
                                   w->draft->id, w->draft->decl->span);
    if (check != QG_NONE)
        w->ck->functions.at[check].forbids = w->decl->forbids;
    return check;
}

static int32_t check_dated(struct work *w) {
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    if (w->decl->dated == NULL)
        return QG_NONE;
    qg_chain_open(w->ck, &w->site->chain, &frame, locals);
    struct qg_node *day = qg_check_date(w->ck, w->env, w->decl->dated);
    return qg_frame_close(w->ck, &frame, QG_FN_SCOPE, NULL, day, QG_STR("dated"),
                          w->decl->dated->span);
}

// ---- Severity ---------------------------------------------------------------------------------

// The severity that a name means, an argument of the template included; QG_NONE after a report.
static int32_t find_severity(struct work *w, const struct qg_name *name) {
    const struct qg_binding *b = qg_resolve_argument(w->ck, w->env, name->text);
    while (b != NULL && b->wanted->form == QG_FORM_SEVERITY && b->value->kind == QG_EXPR_NAME) {
        name = &b->value->as.name;
        b = qg_resolve_argument(w->ck, b->where, name->text);
    }
    const struct qg_declared *d =
        qg_symbols_find(w->ck, QG_OWN_SEVERITY, name, QG_E_UNKNOWN_SEVERITY, "severity");
    return d != NULL ? (int32_t)d->index : QG_NONE;
}

// `A when C else B when D else E`, from the end.
static struct qg_node *grade_chain(struct work *w, const struct qg_grade *g) {
    int32_t severity = find_severity(w, &g->severity);
    struct qg_shape count = qg_shape_plain(QG_KIND_COUNT);
    struct qg_node *own =
        severity != QG_NONE ? qg_node_const(w->ck, count, severity, g->severity.span) : NULL;
    if (g->when == NULL || g->next == NULL)
        return own;
    struct qg_node *when = qg_check_truth(w->ck, w->env, g->when);
    struct qg_node *rest = grade_chain(w, g->next);
    struct qg_node *node =
        own != NULL && rest != NULL ? qg_node_unary(w->ck, QG_N_IF, count, when, g->span) : NULL;
    if (node != NULL) {
        node->b = own;
        node->c = rest;
    }
    return node;
}

static void check_severity(struct work *w, struct qg_rule *rule) {
    const struct qg_grades *grades = &w->decl->severity;
    rule->severity_fn = rule->severity = QG_NONE;
    if (grades->count == 0) {
        qg_check_error(w->ck, NO_SEVERITY, w->draft->decl->name.span,
                       "the rule `%.*s` has no severity", QG_STR_ARG(w->draft->id));
        return;
    }
    if (grades->count == 1) {
        rule->severity = find_severity(w, &grades->first->severity);
        return;
    }
    if (grades->count > QG_GRADE_LIMIT) {
        qg_check_error(w->ck, TOO_MANY, w->draft->decl->name.span,
                       "a rule can have at most %d grades of severity", QG_GRADE_LIMIT);
        return;
    }
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    qg_chain_open(w->ck, &w->site->chain, &frame, locals);
    struct qg_node *chain = grade_chain(w, grades->first);
    rule->severity_fn = qg_frame_close(w->ck, &frame, QG_FN_SEVERITY, NULL, chain,
                                       QG_STR("severity"), grades->first->span);
    rule->severity = find_severity(w, &grades->last->severity);
}

// ---- The rule ---------------------------------------------------------------------------------

static enum qg_rule_kind kind_of(const struct work *w) {
    if (w->decl->governs.count > 0)
        return QG_RULE_SCOPE;
    if (qg_name_given(&w->decl->voids))
        return QG_RULE_CONDITION;
    if (w->ck->divisions.at[w->site->division].kind == QG_DIVISION_APPENDIX)
        return QG_RULE_FORM;
    return w->decl->forbids ? QG_RULE_PROHIBITION : QG_RULE_OBLIGATION;
}

// The rules it silences: its own references and those of the applications around it. They stand
// in one list, in which a rule may be named by both.
static void check_refs(struct work *w, int32_t self, struct qg_rule *rule) {
    uint32_t count;
    rule->first_silenced = w->ck->rule_refs.len;
    qg_refs_expand(w->ck, w->site, &w->decl->silences, self, &rule->silenced_count);
    for (const struct qg_draft_site *s = w->site; s->apply != NULL; s = s->caller) {
        qg_refs_expand(w->ck, s->caller, &s->apply->as.apply.silences, self, &count);
        rule->silenced_count += count;
    }
    rule->first_governed = w->ck->rule_refs.len;
    qg_refs_expand(w->ck, w->site, &w->decl->governs, self, &rule->governed_count);
}

static void check_parts(struct work *w, int32_t self, struct qg_rule *rule) {
    rule->check = check_demand(w);
    rule->dated = check_dated(w);
    check_severity(w, rule);
    check_refs(w, self, rule);
    const struct qg_draft_chain *of = qg_is_population(w->decl) ? NULL : &w->site->chain;
    rule->duty = qg_message_check(w->ck, of, w->env, &w->decl->duty);
    rule->breach = qg_message_check(w->ck, of, w->env, &w->decl->breach);
    rule->remark = qg_message_check(w->ck, of, w->env, &w->decl->remark);
    if (of == NULL)
        qg_population_check(w->ck, w->draft, w->site, w->env, (uint32_t)self);
    check_unused_lets(w);
}

static void check_rule(struct qg_checker *ck, uint32_t index) {
    struct work w = {.ck = ck, .draft = ck->drafts.at[index]};
    w.decl = &w.draft->decl->as.rule;
    w.site = qg_site_copy(ck, w.draft->site);
    if (w.site == NULL)
        return;
    ck->act = w.site->act;
    bool placed = qg_chain_extend(ck, w.site, &w.decl->scopes);
    w.env = qg_chain_env(w.site);
    struct qg_rule rule = {
        .id = qg_check_keep(ck, w.draft->id),
        .act = w.site->act,
        .paragraph = ck->divisions.at[w.site->division].cited,
        .kind = kind_of(&w),
        .scope = (int32_t)w.site->chain.steps[w.site->chain.depth - 1].scope,
        .voids = qg_name_given(&w.decl->voids),
        .turn = QG_NONE,
        .in_force = QG_NONE,
        .amendment = QG_NONE,
        .worlds = 1,
        .span = w.draft->decl->span,
        .place = w.draft->site->apply != NULL ? w.draft->site->apply->name.span
                                              : w.draft->decl->name.span,
    };
    if (placed && bind_lets(&w))
        check_parts(&w, (int32_t)index, &rule);
    qg_check_push(ck, rules, rule);
}

void qg_rules_check(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->drafts.len && !ck->failed; i++) {
        uint32_t known = ck->diags->items.len;
        check_rule(ck, i);
        // What is wrong with a rule of a template may be so in one application only.
        for (; known < ck->diags->items.len; known++)
            qg_site_label(ck->diags->items.at[known], ck->drafts.at[i]->site);
    }
    ck->act = QG_NONE;
}
