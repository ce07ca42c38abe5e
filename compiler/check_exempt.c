// SPDX-License-Identifier: Apache-2.0
//
// Exemptions: one function each, and for every rule the exemptions that lift it, by priority. An
// exemption can lift a rule if the elements that decide it are the outer ones of the rule's own
// loops; where a whole chapter is lifted, rules in other loops are left as they are.
#include "draft.h"

#include "expr.h"
#include "node.h"
#include "resolve.h"

#include <stdlib.h>

// An exemption with the loops it stands in.
struct exemption {
    const struct qg_draft *draft;
    struct qg_draft_site *site;
    uint32_t priority; // position in the order of priority
};

struct work {
    struct qg_checker *ck;
    struct exemption *all; // in the order of the text; index = index in ck->exemptions
    uint32_t count;
    uint32_t *by_priority;
    QG_VEC(uint64_t) lifted; // rule in the high half, exemption in the low one
    bool full;               // as many as are allowed
};

// ---- The condition ----------------------------------------------------------------------------

// The filters of the loops it stands in: outside of them the exemption is not true.
static uint32_t add_filters(struct qg_checker *ck, const struct qg_draft_chain *chain,
                            struct qg_node **nodes) {
    uint32_t count = 0;
    if (chain->filter != NULL)
        nodes[count++] = qg_node_copy(ck, chain->filter);
    for (uint32_t i = 1; i < chain->depth; i++) {
        const struct qg_node *where = ck->scope_nodes.at[chain->steps[i].scope].where;
        if (where != NULL)
            nodes[count++] = qg_node_copy(ck, where);
    }
    return count;
}

struct qg_node *qg_site_condition(struct qg_checker *ck, const struct qg_draft_site *site,
                                  struct qg_node *const *own, uint32_t own_count,
                                  struct qg_span span) {
    uint32_t room = own_count + QG_SCOPE_DEPTH + 1;
    for (const struct qg_condition *c = site->when; c != NULL; c = c->outer)
        room++;
    struct qg_node **nodes = qg_check_alloc(ck, room, sizeof(struct qg_node *));
    if (nodes == NULL)
        return NULL;
    uint32_t count = add_filters(ck, &site->chain, nodes);
    for (const struct qg_condition *c = site->when; c != NULL; c = c->outer)
        nodes[count++] = qg_check_truth(ck, c->env, c->when);
    for (uint32_t i = 0; i < own_count; i++)
        nodes[count++] = own[i];
    return qg_node_join(ck, QG_N_AND, nodes, count, span);
}

static struct qg_node *check_condition(struct qg_checker *ck, const struct exemption *x) {
    const struct qg_exemption_decl *decl = &x->draft->decl->as.exemption;
    const struct qg_binding *env = qg_chain_env(x->site);
    uint32_t room = decl->when.count + decl->except.count, count = 0;
    struct qg_node **own = qg_check_alloc(ck, room, sizeof(struct qg_node *));
    if (own == NULL)
        return NULL;
    for (const struct qg_expr *e = decl->when.first; e != NULL; e = e->next)
        own[count++] = qg_check_truth(ck, env, e);
    for (const struct qg_except *e = decl->except.first; e != NULL; e = e->next)
        own[count++] = qg_node_not(ck, qg_check_truth(ck, env, e->when), e->span);
    return qg_site_condition(ck, x->site, own, count, x->draft->decl->name.span);
}

static void check_exemption(struct work *w, uint32_t index) {
    struct qg_checker *ck = w->ck;
    struct exemption *x = &w->all[index];
    const struct qg_decl *decl = x->draft->decl;
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    ck->act = x->site->act;
    if (!qg_chain_extend(ck, x->site, &decl->as.exemption.scopes))
        return;
    qg_chain_open(ck, &x->site->chain, &frame, locals);
    struct qg_node *when = check_condition(ck, x);
    struct qg_exemption *out = &ck->exemptions.at[index];
    out->check =
        qg_frame_close(ck, &frame, QG_FN_EXEMPT, NULL, when, decl->name.text, decl->name.span);
    out->args = (uint8_t)x->site->chain.depth;
}

// ---- Priority ---------------------------------------------------------------------------------

// The exemptions that `overrides` names; QG_TABLE_NOTHING after a report.
static uint32_t find_overridden(struct work *w, const struct qg_name *name) {
    enum { MOST = 256 };
    struct qg_str names[MOST];
    uint32_t at = 0;
    while (at < w->count && !qg_str_equal(w->all[at].draft->id, name->text))
        at++;
    if (at < w->count)
        return at;
    struct qg_diag *d = qg_check_error(w->ck, UNKNOWN_EXEMPTION, name->span,
                                       "there is no exemption `%.*s`", QG_STR_ARG(name->text));
    size_t count = 0;
    for (uint32_t i = 0; i < w->count && count < MOST; i++)
        names[count++] = w->all[i].draft->id;
    qg_check_suggest(d, name->text, names, count);
    return QG_TABLE_NOTHING;
}

// Lets `index` come after everything that overrides it: numbers of exemptions still to come first.
static void count_overrides(struct work *w, uint32_t *waits) {
    for (uint32_t i = 0; i < w->count; i++) {
        const struct qg_names *names = &w->all[i].draft->decl->as.exemption.overrides;
        for (const struct qg_name *n = names->first; n != NULL; n = n->next) {
            uint32_t at = find_overridden(w, n);
            if (at != QG_TABLE_NOTHING)
                waits[at]++;
        }
    }
}

static void release(struct work *w, uint32_t index, uint32_t *waits) {
    const struct qg_names *names = &w->all[index].draft->decl->as.exemption.overrides;
    for (const struct qg_name *n = names->first; n != NULL; n = n->next) {
        uint32_t at = find_overridden(w, n);
        if (at != QG_TABLE_NOTHING)
            waits[at]--;
    }
}

// Sorts by priority: what overrides comes first, else the order of the text. An exemption that
// waits for itself is reported. (At most QG_EXEMPTION_LIMIT of them, so the square is small.)
static void sort_by_priority(struct work *w) {
    const uint32_t already = UINT32_MAX; // in its place
    uint32_t *waits = qg_check_alloc(w->ck, w->count, sizeof *waits), placed = 0;
    if (waits == NULL)
        return;
    count_overrides(w, waits);
    while (placed < w->count) {
        uint32_t at = 0;
        while (at < w->count && waits[at] != 0)
            at++;
        if (at == w->count)
            break;
        waits[at] = already;
        w->all[at].priority = placed;
        w->by_priority[placed++] = at;
        release(w, at, waits);
    }
    for (uint32_t i = 0; i < w->count && placed < w->count; i++)
        if (waits[i] != already)
            qg_check_error(w->ck, OVERRIDES_CIRCLE, w->all[i].draft->decl->name.span,
                           "`%.*s` overrides itself by way of others",
                           QG_STR_ARG(w->all[i].draft->id));
}

// ---- What is lifted ---------------------------------------------------------------------------

static void report_not_lifted(struct work *w, const struct exemption *x, const struct qg_ref *ref) {
    struct qg_diag *d =
        qg_check_error(w->ck, NOT_LIFTED, ref->span, "`%.*s` cannot be decided for what this names",
                       QG_STR_ARG(x->draft->id));
    qg_diag_hint(d, "The loops of an exemption have to be the outer loops of the rules it lifts.");
}

// Whether there are so many exemptions of so many rules that no more are noted; said once.
static bool is_full(struct work *w, const struct exemption *x) {
    if (w->lifted.len < QG_REF_LIMIT)
        return false;
    qg_check_error(w->ck, TOO_MANY, x->draft->decl->name.span,
                   "all exemptions together lift more than %d rules", QG_REF_LIMIT);
    return true;
}

// Whether the exemption can lift at least one of the rules of a reference; notes those it can.
static bool lift(struct work *w, uint32_t index, const struct qg_refs *one) {
    struct qg_checker *ck = w->ck;
    const struct exemption *x = &w->all[index];
    uint32_t first = ck->rule_refs.len, count;
    bool any = !qg_refs_expand(ck, x->site, one, QG_NONE, &count) || count == 0;
    for (uint32_t i = first; i < first + count; i++) {
        uint32_t rule = ck->rule_refs.at[i];
        uint32_t scope = (uint32_t)ck->rules.at[rule].scope;
        if (!qg_chain_is_prefix(ck, &x->site->chain, scope))
            continue;
        any = true;
        w->full = w->full || is_full(w, x);
        if (!w->full && !qg_vec_push(&w->lifted, (uint64_t)rule << 32 | x->priority))
            ck->failed = true;
    }
    ck->rule_refs.len = first;
    return any;
}

static void lift_all(struct work *w, uint32_t index) {
    const struct exemption *x = &w->all[index];
    for (struct qg_ref *r = x->draft->decl->as.exemption.lifts.first; r != NULL; r = r->next) {
        struct qg_ref alone = *r;
        alone.next = NULL;
        struct qg_refs one = {&alone, &alone, 1};
        if (!lift(w, index, &one))
            report_not_lifted(w, x, r);
    }
}

static int compare_lifted(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

// Gives each rule its exemptions, by priority, each once.
static void distribute(struct work *w) {
    struct qg_checker *ck = w->ck;
    if (w->lifted.len > 0)
        qsort(w->lifted.at, w->lifted.len, sizeof(uint64_t), compare_lifted);
    for (uint32_t i = 0; i < w->lifted.len && !ck->failed; i++) {
        uint64_t pair = w->lifted.at[i];
        struct qg_rule *rule = &ck->rules.at[pair >> 32];
        if (i > 0 && pair == w->lifted.at[i - 1])
            continue;
        if (rule->exemption_count == 0)
            rule->first_exemption = ck->rule_exemptions.len;
        rule->exemption_count++;
        qg_check_push(ck, rule_exemptions, w->by_priority[(uint32_t)pair]);
    }
}

// ---- All of them ------------------------------------------------------------------------------

static bool start(struct work *w) {
    struct qg_checker *ck = w->ck;
    w->count = ck->exemption_drafts.len;
    w->all = qg_check_alloc(ck, w->count, sizeof *w->all);
    w->by_priority = qg_check_alloc(ck, w->count, sizeof *w->by_priority);
    if (w->all == NULL || w->by_priority == NULL)
        return false;
    for (uint32_t i = 0; i < w->count; i++) {
        const struct qg_draft *draft = ck->exemption_drafts.at[i];
        w->all[i] = (struct exemption){draft, qg_site_copy(ck, draft->site), 0};
        struct qg_exemption exemption = {.name = qg_check_keep(ck, draft->id),
                                         .title =
                                             qg_check_phrase(ck, &draft->decl->as.exemption.text),
                                         .check = QG_NONE,
                                         .span = draft->decl->span};
        qg_check_push(ck, exemptions, exemption);
    }
    return !ck->failed;
}

void qg_exemptions_check(struct qg_checker *ck) {
    struct work w = {.ck = ck};
    if (ck->exemption_drafts.len > QG_EXEMPTION_LIMIT) {
        qg_check_error(ck, TOO_MANY, ck->exemption_drafts.at[QG_EXEMPTION_LIMIT]->decl->name.span,
                       "a policy can have at most %d exemptions", QG_EXEMPTION_LIMIT);
        return;
    }
    if (start(&w)) {
        for (uint32_t i = 0; i < w.count; i++)
            check_exemption(&w, i);
        sort_by_priority(&w);
        for (uint32_t i = 0; i < w.count && !ck->failed && !w.full; i++) // a chain may be in pieces
            lift_all(&w, i);
        distribute(&w);
    }
    qg_vec_free(&w.lifted);
    ck->act = QG_NONE;
}
