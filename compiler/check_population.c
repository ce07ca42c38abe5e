// SPDX-License-Identifier: Apache-2.0
//
// Rules about all elements of a run together: a share of them, or their agreement with each other.
// Whether an element belongs and what it has are said by the same parts as those of any other rule;
// only the portion, and the values to be collected from each element, are more.
#include "draft.h"

#include "expr.h"
#include "node.h"
#include "shape.h"

struct work {
    struct qg_checker *ck;
    const struct qg_draft *draft;
    const struct qg_rule_decl *decl;
    const struct qg_draft_site *site;
    const struct qg_binding *env;
};

static const struct qg_scope_syntax *over_all(const struct qg_rule_decl *decl) {
    const struct qg_scope_syntax *s = decl->scopes.first;
    while (s != NULL && !s->over)
        s = s->next;
    return s;
}

bool qg_is_population(const struct qg_rule_decl *decl) {
    return over_all(decl) != NULL || decl->quota.portion != NULL || decl->agree.count > 0 ||
           decl->per.count > 0;
}

// ---- What does not go together ----------------------------------------------------------------

static void refuse(const struct work *w, struct qg_span span, const char *what, const char *hint) {
    struct qg_diag *d = qg_check_error(w->ck, NOT_TOGETHER, span, "%s", what);
    qg_diag_hint(d, "%s", hint);
}

static void check_loops(const struct work *w) {
    const struct qg_scope_syntax *over = over_all(w->decl);
    struct qg_span place = w->draft->decl->name.span;
    if (over == NULL)
        refuse(w, place, "this rule does not say over what", "Add `over all …`.");
    else if (over->next != NULL)
        refuse(w, over->next->span, "nothing is looped over within `over all`",
               "Begin with the loops, and end with `over all`: it is nested in them.");
    if (w->decl->quota.portion == NULL && w->decl->agree.count == 0 && w->decl->demand != NULL &&
        w->decl->demand->kind != QG_EXPR_ERROR)
        refuse(w, place, "this rule does not say what all of them together have to be",
               "Write `require at least 1/3 have …`, or `agree on …`.");
    if (w->decl->agree.count > 0 && w->decl->per.count == 0)
        refuse(w, place, "this rule does not say which of them are the same",
               "Add `per` with what they have in common, such as a number.");
}

// What only makes sense of one element.
static void check_clauses(const struct work *w) {
    const struct qg_rule_decl *decl = w->decl;
    if (decl->severity.count > 1)
        refuse(w, decl->severity.first->span, "a rule about all of them has one severity",
               "Leave one grade, or make a rule of each.");
    if (qg_name_given(&decl->voids))
        refuse(w, decl->voids.span, "a rule about all of them voids nothing",
               "What it finds belongs to no one record.");
    if (decl->silences.count > 0)
        refuse(w, decl->silences.first->span, "a rule about all of them silences nothing",
               "What it finds is known only when every record has been reported.");
    if (decl->governs.count > 0)
        refuse(w, decl->governs.first->span, "a rule about all of them governs nothing",
               "What it finds is known only when every record has been judged.");
}

// ---- What is collected ------------------------------------------------------------------------

static bool is_collectable(const struct work *w, struct qg_shape shape) {
    if (shape.kind == QG_KIND_LIST)
        return qg_shape_element(w->ck, shape).kind <= QG_KIND_TEXT;
    return shape.kind <= QG_KIND_TEXT;
}

static void collect(const struct work *w, const struct qg_expr *e) {
    struct qg_checker *ck = w->ck;
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    qg_chain_open(ck, &w->site->chain, &frame, locals);
    struct qg_node *value = qg_check_expr(ck, w->env, e, NULL);
    if (value != NULL && !is_collectable(w, value->shape)) {
        struct qg_str words = qg_shape_words(ck, value->shape);
        struct qg_diag *d = qg_check_error(
            ck, NOT_COLLECTED, e->span, "elements are not told apart by %.*s", QG_STR_ARG(words));
        qg_diag_hint(d, "Name a plain value, or a list of plain values.");
        value = NULL;
    }
    int32_t fn = qg_frame_close(ck, &frame, QG_FN_SCOPE, NULL, value, QG_STR("collect"), e->span);
    struct qg_str text = qg_sources_slice(&ck->c->sources, e->span);
    qg_check_push(ck, collected, (struct qg_collected){fn, qg_check_keep(ck, text)});
}

static uint32_t collect_all(const struct work *w, const struct qg_exprs *list, uint32_t *first) {
    *first = w->ck->collected.len;
    for (const struct qg_expr *e = list->first; e != NULL; e = e->next)
        collect(w, e);
    return w->ck->collected.len - *first;
}

// ---- How many ---------------------------------------------------------------------------------

static void check_portion(const struct work *w, struct qg_population *out) {
    static const enum qg_demand demands[] = {[QG_SHARE_AT_LEAST] = QG_DEMAND_AT_LEAST,
                                             [QG_SHARE_MORE_THAN] = QG_DEMAND_MORE_THAN,
                                             [QG_SHARE_AT_MOST] = QG_DEMAND_AT_MOST};
    const struct qg_expr *portion = w->decl->quota.portion;
    out->demand = QG_DEMAND_AGREE;
    if (portion == NULL)
        return;
    out->demand = demands[w->decl->quota.op];
    struct qg_ratio ratio = {0};
    if (portion->kind == QG_EXPR_INT)
        ratio.num = (int32_t)portion->as.number;
    else
        qg_check_ratio(w->ck, w->env, portion, &ratio);
    out->num = ratio.num;
    out->den = ratio.den;
}

void qg_population_check(struct qg_checker *ck, const struct qg_draft *draft,
                         const struct qg_draft_site *site, const struct qg_binding *env,
                         uint32_t rule) {
    struct work w = {ck, draft, &draft->decl->as.rule, site, env};
    struct qg_population population = {.rule = rule};
    check_loops(&w);
    check_clauses(&w);
    check_portion(&w, &population);
    population.key_count = collect_all(&w, &w.decl->per, &population.first_key);
    population.value_count = collect_all(&w, &w.decl->agree, &population.first_value);
    qg_check_push(ck, populations, population);
}
