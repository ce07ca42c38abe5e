// SPDX-License-Identifier: Apache-2.0
//
// Flags: what the reader of a verdict is told. A flag stands in the loops of what verdicts are
// given for and no others, so that there is one verdict to raise it on.
#include "draft.h"

#include "expr.h"
#include "node.h"
#include "symbols.h"

static bool is_judged(const struct qg_checker *ck, const struct qg_draft_site *site) {
    const struct qg_draft_chain *chain = &site->chain;
    const struct qg_scope *scope = &ck->scopes.at[chain->steps[chain->depth - 1].scope];
    return chain->depth <= 2 && scope->kind != QG_SCOPE_NUMBERS &&
           scope->type == ck->acts.at[site->act].verdict_type;
}

static void report_scope(struct qg_checker *ck, const struct qg_draft *draft) {
    uint16_t type = ck->acts.at[draft->site->act].verdict_type;
    if (type == QG_NO_VERDICT) {
        qg_check_error(ck, FLAG_SCOPE, draft->decl->name.span,
                       "`%.*s` has no verdict to stand with: the act gives none",
                       QG_STR_ARG(draft->id));
        return;
    }
    struct qg_str judged = ck->types.at[type].name;
    struct qg_diag *d =
        qg_check_error(ck, FLAG_SCOPE, draft->decl->name.span,
                       "`%.*s` is not about one `%.*s`, for which the act gives a verdict",
                       QG_STR_ARG(draft->id), QG_STR_ARG(judged));
    qg_diag_hint(d, "Ask about the elements within it with `some` or `every`.");
    qg_site_label(d, draft->site);
}

static int32_t check_condition(struct qg_checker *ck, const struct qg_draft *draft,
                               const struct qg_draft_site *site) {
    const struct qg_exprs *when = &draft->decl->as.flag.when;
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    struct qg_node **own = qg_check_alloc(ck, when->count, sizeof(struct qg_node *));
    uint32_t count = 0;
    if (own == NULL)
        return QG_NONE;
    qg_chain_open(ck, &site->chain, &frame, locals);
    for (const struct qg_expr *e = when->first; e != NULL; e = e->next)
        own[count++] = qg_check_truth(ck, qg_chain_env(site), e);
    struct qg_node *all = qg_site_condition(ck, site, own, count, draft->decl->name.span);
    return qg_frame_close(ck, &frame, QG_FN_EXEMPT, NULL, all, draft->id, draft->decl->span);
}

static int32_t check_due(struct qg_checker *ck, const struct qg_draft *draft,
                         const struct qg_draft_site *site) {
    const struct qg_expr *by = draft->decl->as.flag.by;
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    if (by == NULL)
        return QG_NONE;
    qg_chain_open(ck, &site->chain, &frame, locals);
    struct qg_node *day = qg_check_date(ck, qg_chain_env(site), by);
    return qg_frame_close(ck, &frame, QG_FN_SCOPE, NULL, day, QG_STR("by"), by->span);
}

static uint64_t severities(struct qg_checker *ck, const struct qg_names *names) {
    uint64_t mask = 0;
    for (const struct qg_name *n = names->first; n != NULL; n = n->next) {
        const struct qg_declared *d =
            qg_symbols_find(ck, QG_OWN_SEVERITY, n, QG_E_UNKNOWN_SEVERITY, "severity");
        if (d != NULL && d->index >= QG_GRADED_LIMIT)
            qg_check_error(ck, TOO_MANY, n->span, "a flag can name the first %d severities only",
                           QG_GRADED_LIMIT);
        else if (d != NULL)
            mask |= UINT64_C(1) << d->index;
    }
    return mask;
}

static void check_flag(struct qg_checker *ck, const struct qg_draft *draft) {
    const struct qg_flag_decl *decl = &draft->decl->as.flag;
    struct qg_draft_site *site = qg_site_copy(ck, draft->site);
    ck->act = draft->site->act;
    if (site == NULL || !qg_chain_extend(ck, site, &decl->scopes))
        return;
    if (!is_judged(ck, site)) {
        report_scope(ck, draft);
        return;
    }
    struct qg_flag flag = {
        .id = qg_check_keep(ck, draft->id),
        .act = site->act,
        .paragraph = ck->divisions.at[site->division].cited,
        .scope = (int32_t)site->chain.steps[site->chain.depth - 1].scope,
        .check = check_condition(ck, draft, site),
        .due = check_due(ck, draft, site),
        .breaches = severities(ck, &decl->breaches),
        .remark = qg_message_check(ck, &site->chain, qg_chain_env(site), &decl->remark),
        .priority = decl->priority,
        .in_force = QG_NONE,
        .worlds = 1,
        .span = draft->decl->span,
        .place = site->apply != NULL ? site->apply->name.span : draft->decl->name.span,
    };
    qg_check_push(ck, flags, flag);
}

void qg_flags_check(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->flag_drafts.len && !ck->failed; i++)
        check_flag(ck, ck->flag_drafts.at[i]);
    ck->act = QG_NONE;
}
