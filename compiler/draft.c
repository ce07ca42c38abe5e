// SPDX-License-Identifier: Apache-2.0
//
// Goes through the acts and collects what stands in them. A template is spelled out at each place
// where it is applied: its rules are drafted once more, with the arguments bound as expressions
// that keep the meaning they have where they are written.
#include "draft.h"

#include "resolve.h"
#include "symbols.h"

static void collect(struct qg_checker *ck, const struct qg_draft_site *site,
                    const struct qg_decls *decls);

// ---- Sites ------------------------------------------------------------------------------------

struct qg_draft_site *qg_site_copy(struct qg_checker *ck, const struct qg_draft_site *site) {
    struct qg_draft_site *copy = qg_check_alloc(ck, 1, sizeof *copy);
    if (copy != NULL)
        *copy = *site;
    return copy;
}

struct qg_str qg_site_id(struct qg_checker *ck, const struct qg_draft_site *site,
                         const struct qg_name *name) {
    struct qg_str id = name->text;
    bool star = id.len > 0 && id.at[0] == '*';
    if (!star)
        return id;
    if (site->prefix.len == 0) {
        struct qg_diag *d = qg_check_error(ck, BAD_ID, name->span,
                                           "`*` stands for the prefix of a template's application");
        qg_diag_hint(d, "Outside of a template an id is written out.");
        return id;
    }
    struct qg_str rest = qg_str_slice(id, 1, id.len);
    return qg_check_print(ck, "%.*s%.*s", QG_STR_ARG(site->prefix), QG_STR_ARG(rest));
}

static bool lies_in(struct qg_span inner, struct qg_span outer) {
    return inner.source == outer.source && inner.start >= outer.start && inner.end <= outer.end;
}

void qg_site_label(struct qg_diag *diag, const struct qg_draft_site *site) {
    for (; diag != NULL && site != NULL; site = site->caller)
        if (site->apply != NULL && !lies_in(diag->labels[0].span, site->apply->span))
            qg_diag_label(diag, site->apply->as.apply.callee.span, "applied here");
}

// ---- Templates --------------------------------------------------------------------------------

static const struct qg_field_syntax *find_parameter(const struct qg_fields *parameters,
                                                    struct qg_str name) {
    const struct qg_field_syntax *p = parameters->first;
    while (p != NULL && !qg_str_equal(p->name.text, name))
        p = p->next;
    return p;
}

static const struct qg_argument *find_argument(const struct qg_arguments *arguments,
                                               struct qg_str name) {
    const struct qg_argument *a = arguments->first;
    while (a != NULL && !qg_str_equal(a->name.text, name))
        a = a->next;
    return a;
}

static void report_argument(struct qg_checker *ck, const struct qg_decl *tmpl,
                            const struct qg_name *name) {
    enum { MOST = 64 };
    struct qg_str names[MOST];
    size_t count = 0;
    struct qg_diag *d =
        qg_check_error(ck, TEMPLATE_ARGUMENT, name->span, "`%.*s` takes no argument `%.*s`",
                       QG_STR_ARG(tmpl->name.text), QG_STR_ARG(name->text));
    qg_diag_label(d, tmpl->name.span, "the template");
    for (const struct qg_field_syntax *p = tmpl->as.tmpl.parameters.first;
         p != NULL && count < MOST; p = p->next)
        names[count++] = p->name.text;
    qg_check_suggest(d, name->text, names, count);
}

// Whether every argument is one that the template takes, and given once.
static bool check_arguments(struct qg_checker *ck, const struct qg_decl *tmpl,
                            const struct qg_arguments *arguments) {
    bool good = arguments->count <= QG_CONDITION_LIMIT &&
                tmpl->as.tmpl.parameters.count <= QG_CONDITION_LIMIT;
    if (!good) {
        qg_check_error(ck, TOO_MANY, tmpl->name.span, "a template can take at most %d arguments",
                       QG_CONDITION_LIMIT);
        return false;
    }
    for (const struct qg_argument *a = arguments->first; a != NULL; a = a->next) {
        if (find_parameter(&tmpl->as.tmpl.parameters, a->name.text) == NULL) {
            report_argument(ck, tmpl, &a->name);
            good = false;
        } else if (find_argument(arguments, a->name.text) != a) {
            qg_check_error(ck, TEMPLATE_ARGUMENT, a->name.span,
                           "the argument `%.*s` is given twice", QG_STR_ARG(a->name.text));
            good = false;
        }
    }
    return good;
}

// Binds all parameters of the template; false after a report.
static bool bind_all(struct qg_checker *ck, const struct qg_draft_site *caller,
                     const struct qg_decl *apply, const struct qg_decl *tmpl,
                     const struct qg_binding **out) {
    *out = NULL;
    for (const struct qg_field_syntax *p = tmpl->as.tmpl.parameters.first; p != NULL; p = p->next) {
        const struct qg_argument *a = find_argument(&apply->as.apply.arguments, p->name.text);
        if (a == NULL) {
            struct qg_diag *d =
                qg_check_error(ck, TEMPLATE_ARGUMENT, apply->as.apply.callee.span,
                               "the argument `%.*s` is missing", QG_STR_ARG(p->name.text));
            qg_diag_label(d, p->name.span, "declared here");
            return false;
        }
        struct qg_binding *b = qg_bind(ck, *out, QG_BIND_ARGUMENT, p->name.text);
        if (b == NULL)
            return false;
        b->value = a->value;
        b->where = qg_chain_env(caller);
        b->wanted = p->type;
        *out = b;
    }
    return true;
}

static bool is_applied_around(const struct qg_draft_site *site, const struct qg_decl *tmpl) {
    while (site != NULL && site->tmpl != tmpl)
        site = site->caller;
    return site != NULL;
}

// Whether the template is being spelled out already, or too many are.
static bool is_circle(struct qg_checker *ck, const struct qg_draft_site *site,
                      const struct qg_decl *apply, const struct qg_decl *tmpl) {
    struct qg_diag *d = NULL;
    struct qg_span span = apply->as.apply.callee.span;
    bool circle = is_applied_around(site, tmpl);
    if (circle)
        d = qg_check_error(ck, TEMPLATE_CIRCLE, span,
                           "`%.*s` is applied within its own application",
                           QG_STR_ARG(tmpl->name.text));
    else if (site->depth >= QG_TEMPLATE_DEPTH)
        d = qg_check_error(ck, TEMPLATE_CIRCLE, span,
                           "`%.*s` is applied by more than %d templates within each other",
                           QG_STR_ARG(tmpl->name.text), QG_TEMPLATE_DEPTH);
    qg_site_label(d, site);
    return circle || site->depth >= QG_TEMPLATE_DEPTH;
}

// The site that the items of a template get: that of the application, with the arguments bound.
static struct qg_draft_site *applied_site(struct qg_checker *ck, const struct qg_draft_site *site,
                                          const struct qg_decl *apply, const struct qg_decl *tmpl) {
    struct qg_draft_site *inner = qg_site_copy(ck, site);
    if (inner == NULL || !check_arguments(ck, tmpl, &apply->as.apply.arguments) ||
        !bind_all(ck, site, apply, tmpl, &inner->arguments))
        return NULL;
    inner->prefix = qg_site_id(ck, site, &apply->name);
    inner->apply = apply;
    inner->tmpl = tmpl;
    inner->caller = site;
    inner->depth = site->depth + 1;
    return qg_chain_rebind(ck, inner) ? inner : NULL;
}

// One more of what is limited; false, after a report, where there are as many as are allowed.
// Nothing more is spelled out then, for templates can make of a page more than any memory holds.
static bool is_allowed(struct qg_checker *ck, uint32_t count, struct qg_span span,
                       const char *what) {
    ck->full = count >= QG_RULE_LIMIT;
    if (ck->full)
        qg_check_error(ck, TOO_MANY, span, "a policy can have at most %d %s", QG_RULE_LIMIT, what);
    return !ck->full;
}

static void collect_apply(struct qg_checker *ck, const struct qg_draft_site *site,
                          const struct qg_decl *apply) {
    const struct qg_declared *d = qg_symbols_find(ck, QG_OWN_TEMPLATE, &apply->as.apply.callee,
                                                  QG_E_UNKNOWN_TEMPLATE, "template");
    if (d == NULL || is_circle(ck, site, apply, d->decl) ||
        !is_allowed(ck, ck->applied++, apply->as.apply.callee.span, "applications of templates"))
        return;
    const struct qg_draft_site *inner = applied_site(ck, site, apply, d->decl);
    if (inner != NULL)
        collect(ck, inner, &d->decl->as.tmpl.items);
}

// ---- Items ------------------------------------------------------------------------------------

static struct qg_draft *make_draft(struct qg_checker *ck, const struct qg_draft_site *site,
                                   const struct qg_decl *decl, uint32_t order) {
    struct qg_draft *draft = qg_check_alloc(ck, 1, sizeof *draft);
    if (draft != NULL)
        *draft = (struct qg_draft){decl, site, qg_site_id(ck, site, &decl->name), order};
    return draft;
}

static void collect_item(struct qg_checker *ck, const struct qg_draft_site *site,
                         const struct qg_decl *decl) {
    uint32_t count =
        ck->drafts.len + ck->provision_drafts.len + ck->exemption_drafts.len + ck->flag_drafts.len;
    if (!is_allowed(ck, count, decl->name.span, "rules"))
        return;
    struct qg_draft *draft = make_draft(ck, site, decl, count);
    if (draft == NULL)
        return;
    if (decl->kind == QG_DECL_RULE)
        qg_check_push(ck, drafts, draft);
    else if (decl->kind == QG_DECL_PROVISION)
        qg_check_push(ck, provision_drafts, draft);
    else if (decl->kind == QG_DECL_FLAG)
        qg_check_push(ck, flag_drafts, draft);
    else
        qg_check_push(ck, exemption_drafts, draft);
}

// What stands in a template belongs to every place where that is applied; a name of the whole
// policy would be declared over and over.
static void check_placed(struct qg_checker *ck, const struct qg_draft_site *site,
                         const struct qg_decl *decl) {
    if (site->apply != NULL)
        qg_check_error(ck, MISPLACED, decl->name.span, "`%.*s` cannot be declared in a template",
                       QG_STR_ARG(decl->name.text));
}

// ---- Divisions --------------------------------------------------------------------------------

static enum qg_owner division_owner(enum qg_division_kind kind) {
    return kind == QG_DIVISION_PARAGRAPH  ? QG_OWN_PARAGRAPH
           : kind == QG_DIVISION_APPENDIX ? QG_OWN_APPENDIX
                                          : QG_OWN_CHAPTER; // the preamble has no number
}

static struct qg_str cited_as(struct qg_checker *ck, const struct qg_decl *decl) {
    switch (decl->as.division.kind) {
    case QG_DIVISION_PREAMBLE:
        return QG_STR("Preamble");
    case QG_DIVISION_CHAPTER:
        return qg_check_print(ck, "Chapter %.*s", QG_STR_ARG(decl->name.text));
    case QG_DIVISION_APPENDIX:
        return qg_check_print(ck, "Appendix %.*s", QG_STR_ARG(decl->name.text));
    case QG_DIVISION_PARAGRAPH:
        break;
    }
    return qg_check_keep(ck, decl->name.text);
}

// The division of the act with this number, new or opened again; QG_TABLE_NOTHING after a report.
static uint32_t find_division(struct qg_checker *ck, int32_t act, int32_t chapter,
                              const struct qg_decl *decl) {
    enum qg_division_kind kind = decl->as.division.kind;
    uint32_t owner = qg_owner_of(division_owner(kind), (uint32_t)act);
    uint32_t symbol = qg_check_symbol(ck, decl->name.text);
    uint32_t known = qg_check_find(ck, owner, symbol);
    if (known != QG_TABLE_NOTHING && ck->divisions.at[known].chapter != chapter) {
        struct qg_diag *d = qg_check_error(ck, PARAGRAPH_PLACE, decl->name.span,
                                           "paragraph %.*s stands in another chapter already",
                                           QG_STR_ARG(decl->name.text));
        qg_diag_label(d, ck->divisions.at[known].span, "first opened here");
        return QG_TABLE_NOTHING;
    }
    if (known != QG_TABLE_NOTHING)
        return known;
    struct qg_division division = {.kind = kind,
                                   .act = act,
                                   .chapter = chapter,
                                   .label = qg_check_keep(ck, decl->name.text),
                                   .cited = cited_as(ck, decl),
                                   .span = decl->name.span};
    if (!qg_check_push(ck, divisions, division) ||
        !qg_check_put(ck, owner, symbol, ck->divisions.len - 1))
        return QG_TABLE_NOTHING;
    return ck->divisions.len - 1;
}

static bool add_conditions(struct qg_checker *ck, struct qg_draft_site *site,
                           const struct qg_exprs *when) {
    for (const struct qg_expr *e = when->first; e != NULL; e = e->next) {
        struct qg_condition *c = qg_check_alloc(ck, 1, sizeof *c);
        if (c == NULL)
            return false;
        *c = (struct qg_condition){e, qg_chain_env(site), site->when};
        site->when = c;
    }
    return true;
}

static void collect_division(struct qg_checker *ck, const struct qg_draft_site *outer,
                             const struct qg_decl *decl) {
    const struct qg_division_decl *division = &decl->as.division;
    bool paragraph = decl->kind == QG_DECL_PARAGRAPH;
    struct qg_draft_site *site = qg_site_copy(ck, outer);
    if (site == NULL)
        return;
    site->division =
        find_division(ck, site->act, paragraph ? (int32_t)outer->division : QG_NONE, decl);
    qg_check_langs(ck, &division->text);
    if (site->division != QG_TABLE_NOTHING && qg_chain_extend(ck, site, &division->scopes) &&
        add_conditions(ck, site, &division->when))
        collect(ck, site, &division->items);
}

static void collect(struct qg_checker *ck, const struct qg_draft_site *site,
                    const struct qg_decls *decls) {
    for (const struct qg_decl *d = decls->first; d != NULL && !ck->failed && !ck->full;
         d = d->next) {
        switch (d->kind) {
        case QG_DECL_PARAGRAPH:
            collect_division(ck, site, d);
            break;
        case QG_DECL_RULE:
        case QG_DECL_PROVISION:
        case QG_DECL_FLAG:
            collect_item(ck, site, d);
            break;
        case QG_DECL_EXEMPTION:
            check_placed(ck, site, d);
            collect_item(ck, site, d);
            break;
        case QG_DECL_APPLY:
            collect_apply(ck, site, d);
            break;
        default:
            check_placed(ck, site, d);
        }
    }
}

static void collect_part(struct qg_checker *ck, const struct qg_decl *decl) {
    const struct qg_declared *d =
        qg_symbols_find(ck, QG_OWN_ACT, &decl->as.division.act, QG_E_UNKNOWN_ACT, "act");
    if (d == NULL || ck->act_states.at[d->index].audit_count == 0)
        return;
    struct qg_draft_site site = {.act = (int32_t)d->index};
    ck->act = site.act;
    if (qg_chain_start(ck, &site))
        collect_division(ck, &site, decl);
    ck->act = QG_NONE;
}

void qg_drafts_collect(struct qg_checker *ck) {
    for (uint32_t file = 0; file < ck->c->file_count; file++)
        for (const struct qg_decl *d = ck->c->files[file]->decls.first; d != NULL; d = d->next)
            if (d->kind == QG_DECL_DIVISION)
                collect_part(ck, d);
}
