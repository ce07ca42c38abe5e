// SPDX-License-Identifier: Apache-2.0
//
// The order of citation, and what references lead to. Once the rules stand in that order, a
// paragraph, a chapter and an act are each a range of rules.
#include "draft.h"

#include "resolve.h"

#include <stdlib.h>

// ---- Order ------------------------------------------------------------------------------------

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The number at *at, which moves behind it; long ones are cut, they are no numbers of paragraphs.
static uint64_t read_number(struct qg_str s, size_t *at) {
    uint64_t number = 0;
    for (; *at < s.len && is_digit(s.at[*at]); ++*at)
        if (number < UINT32_MAX)
            number = number * 10 + (uint64_t)(s.at[*at] - '0');
    return number;
}

// Numbers within labels count as numbers: 4 before 10, 48 before 48-1 before 49.
static int compare_labels(struct qg_str a, struct qg_str b) {
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        if (is_digit(a.at[i]) && is_digit(b.at[j])) {
            uint64_t x = read_number(a, &i), y = read_number(b, &j);
            if (x != y)
                return x < y ? -1 : 1;
        } else if (a.at[i] != b.at[j]) {
            return (unsigned char)a.at[i] < (unsigned char)b.at[j] ? -1 : 1;
        } else {
            i++, j++;
        }
    }
    return (i < a.len) - (j < b.len);
}

// A division as it is sorted: the chapter around it comes first, then itself.
struct ranked {
    const struct qg_division *outer, *division;
    uint32_t index;
};

static int compare_divisions(const struct qg_division *a, const struct qg_division *b) {
    static const int order[] = {[QG_DIVISION_PREAMBLE] = 0,
                                [QG_DIVISION_CHAPTER] = 1,
                                [QG_DIVISION_PARAGRAPH] = 1,
                                [QG_DIVISION_APPENDIX] = 2};
    if (a->act != b->act)
        return a->act < b->act ? -1 : 1;
    int by_kind = order[a->kind] - order[b->kind];
    return by_kind != 0 ? by_kind : compare_labels(a->label, b->label);
}

static int compare_ranked(const void *left, const void *right) {
    const struct ranked *a = left, *b = right;
    int order = compare_divisions(a->outer, b->outer);
    if (order != 0)
        return order;
    bool inner_a = a->outer != a->division, inner_b = b->outer != b->division;
    if (inner_a != inner_b)
        return inner_a ? 1 : -1;
    return compare_divisions(a->division, b->division);
}

static void rank_divisions(struct qg_checker *ck) {
    uint32_t count = ck->divisions.len;
    struct ranked *all = qg_check_alloc(ck, count, sizeof *all);
    if (all == NULL || count == 0)
        return;
    for (uint32_t i = 0; i < count; i++) {
        const struct qg_division *d = &ck->divisions.at[i];
        all[i] = (struct ranked){d->chapter == QG_NONE ? d : &ck->divisions.at[d->chapter], d, i};
    }
    qsort(all, count, sizeof *all, compare_ranked);
    for (uint32_t i = 0; i < count; i++)
        ck->divisions.at[all[i].index].rank = i;
}

struct keyed {
    uint32_t rank, order;
    struct qg_draft *draft;
};

static int compare_keyed(const void *left, const void *right) {
    const struct keyed *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void sort_drafts(struct qg_checker *ck) {
    uint32_t count = ck->drafts.len;
    struct keyed *all = qg_check_alloc(ck, count, sizeof *all);
    if (all == NULL || count == 0)
        return;
    for (uint32_t i = 0; i < count; i++) {
        struct qg_draft *d = ck->drafts.at[i];
        all[i] = (struct keyed){ck->divisions.at[d->site->division].rank, d->order, d};
    }
    qsort(all, count, sizeof *all, compare_keyed);
    for (uint32_t i = 0; i < count; i++)
        ck->drafts.at[i] = all[i].draft;
}

static void count_rule(uint32_t *first, uint32_t *count, uint32_t rule) {
    if (*count == 0)
        *first = rule;
    *count = rule - *first + 1;
}

static void note_ranges(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->drafts.len; i++) {
        struct qg_act_state *act = &ck->act_states.at[ck->drafts.at[i]->site->act];
        struct qg_division *d = &ck->divisions.at[ck->drafts.at[i]->site->division];
        count_rule(&act->first_rule, &act->rule_count, i);
        count_rule(&d->first_rule, &d->rule_count, i);
        if (d->chapter != QG_NONE) {
            struct qg_division *chapter = &ck->divisions.at[d->chapter];
            count_rule(&chapter->first_rule, &chapter->rule_count, i);
        }
    }
}

// ---- Ids --------------------------------------------------------------------------------------

static void report_taken(struct qg_checker *ck, const struct qg_draft *draft,
                         const struct qg_draft *first) {
    struct qg_diag *d = qg_check_error(ck, RULE_TAKEN,
                                       draft->site->apply != NULL ? draft->site->apply->name.span
                                                                  : draft->decl->name.span,
                                       "`%.*s` is the id of two rules", QG_STR_ARG(draft->id));
    qg_diag_label(
        d, first->site->apply != NULL ? first->site->apply->name.span : first->decl->name.span,
        "first given here");
    if (draft->site->apply != NULL)
        qg_diag_label(d, draft->decl->name.span, "in this template");
}

// Rules, provisions and flags share their ids: they are what a paragraph is accounted for by.
static void claim_id(struct qg_checker *ck, enum qg_owner owner, const struct qg_draft *draft,
                     uint32_t index) {
    uint32_t symbol = qg_check_symbol(ck, draft->id);
    uint32_t rule = qg_check_find(ck, QG_OWN_RULE, symbol);
    uint32_t provision = qg_check_find(ck, QG_OWN_PROVISION, symbol);
    uint32_t flag = qg_check_find(ck, QG_OWN_FLAG, symbol);
    if (rule != QG_TABLE_NOTHING)
        report_taken(ck, draft, ck->drafts.at[rule]);
    else if (provision != QG_TABLE_NOTHING)
        report_taken(ck, draft, ck->provision_drafts.at[provision]);
    else if (flag != QG_TABLE_NOTHING)
        report_taken(ck, draft, ck->flag_drafts.at[flag]);
    else
        qg_check_put(ck, owner, symbol, index);
}

void qg_drafts_sort(struct qg_checker *ck) {
    rank_divisions(ck);
    sort_drafts(ck);
    note_ranges(ck);
    for (uint32_t i = 0; i < ck->drafts.len; i++) {
        claim_id(ck, QG_OWN_RULE, ck->drafts.at[i], i);
        qg_check_push(ck, ref_stamps, 0);
    }
    for (uint32_t i = 0; i < ck->provision_drafts.len; i++)
        claim_id(ck, QG_OWN_PROVISION, ck->provision_drafts.at[i], i);
    for (uint32_t i = 0; i < ck->flag_drafts.len; i++)
        claim_id(ck, QG_OWN_FLAG, ck->flag_drafts.at[i], i);
}

// ---- References -------------------------------------------------------------------------------

// A range of rules.
struct range {
    uint32_t first, count;
};

static void suggest_rule(struct qg_checker *ck, struct qg_diag *diag, struct qg_str wanted) {
    enum { MOST = 4096 };
    struct qg_str *names = diag != NULL ? qg_check_alloc(ck, MOST, sizeof *names) : NULL;
    size_t count = 0;
    for (uint32_t i = 0; names != NULL && i < ck->drafts.len && count < MOST; i++)
        names[count++] = ck->drafts.at[i]->id;
    if (names != NULL)
        qg_check_suggest(diag, wanted, names, count);
}

// The reference that is meant: an argument of the template may stand for one.
static const struct qg_ref *argument_ref(struct qg_checker *ck, const struct qg_draft_site **site,
                                         const struct qg_ref *ref, struct qg_name *name) {
    *name = ref->id;
    for (;;) {
        const struct qg_binding *b = ref->kind == QG_REF_RULE
                                         ? qg_resolve_argument(ck, (*site)->arguments, name->text)
                                         : NULL;
        if (b == NULL || *site == NULL || b->wanted->form != QG_FORM_RULE)
            return ref;
        *site = (*site)->caller;
        if (b->value->kind == QG_EXPR_REF) {
            ref = b->value->as.ref;
            *name = ref->id;
        } else if (b->value->kind == QG_EXPR_NAME) {
            *name = b->value->as.name;
        } else {
            return ref;
        }
    }
}

static bool find_rule(struct qg_checker *ck, const struct qg_draft_site *site,
                      const struct qg_name *name, struct range *out) {
    struct qg_str id = qg_site_id(ck, site, name);
    uint32_t symbol = qg_check_symbol(ck, id);
    uint32_t rule = qg_check_find(ck, QG_OWN_RULE, symbol);
    *out = (struct range){rule, rule != QG_TABLE_NOTHING};
    if (rule != QG_TABLE_NOTHING ||
        qg_check_find(ck, QG_OWN_PROVISION, symbol) != QG_TABLE_NOTHING ||
        qg_check_find(ck, QG_OWN_FLAG, symbol) != QG_TABLE_NOTHING)
        return true;
    struct qg_diag *d =
        qg_check_error(ck, UNKNOWN_REF, name->span, "there is no rule `%.*s`", QG_STR_ARG(id));
    suggest_rule(ck, d, id);
    return false;
}

static bool find_division(struct qg_checker *ck, const struct qg_draft_site *site,
                          const struct qg_ref *ref, enum qg_owner kind, const char *what,
                          struct range *out) {
    uint32_t owner = qg_owner_of(kind, (uint32_t)site->act);
    uint32_t division = qg_check_find(ck, owner, qg_check_symbol(ck, ref->id.text));
    if (division == QG_TABLE_NOTHING) {
        qg_check_error(ck, UNKNOWN_REF, ref->span, "the act has no %s `%.*s`", what,
                       QG_STR_ARG(ref->id.text));
        return false;
    }
    const struct qg_division *d = &ck->divisions.at[division];
    *out = (struct range){d->first_rule, d->rule_count};
    return true;
}

static bool find_range(struct qg_checker *ck, const struct qg_draft_site *site,
                       const struct qg_ref *ref, struct range *out) {
    struct qg_name name;
    ref = argument_ref(ck, &site, ref, &name);
    switch (ref->kind) {
    case QG_REF_RULE:
        return find_rule(ck, site, &name, out);
    case QG_REF_PARAGRAPH:
        return find_division(ck, site, ref, QG_OWN_PARAGRAPH, "paragraph", out);
    case QG_REF_CHAPTER:
    case QG_REF_PREAMBLE:
        return find_division(ck, site, ref, QG_OWN_CHAPTER, "chapter", out);
    case QG_REF_APPENDIX:
        return find_division(ck, site, ref, QG_OWN_APPENDIX, "appendix", out);
    case QG_REF_ACT:
        break;
    }
    const struct qg_act_state *act = &ck->act_states.at[site->act];
    *out = (struct range){act->first_rule, act->rule_count};
    return true;
}

static bool add_range(struct qg_checker *ck, struct range range, int32_t self, uint32_t stamp,
                      struct qg_span span) {
    for (uint32_t i = range.first; i < range.first + range.count; i++) {
        if ((int32_t)i == self || ck->ref_stamps.at[i] == stamp)
            continue;
        ck->ref_stamps.at[i] = stamp;
        if (ck->rule_refs.len >= QG_REF_LIMIT) {
            qg_check_error(ck, TOO_MANY, span, "all references together name more than %d rules",
                           QG_REF_LIMIT);
            return false;
        }
        if (!qg_check_push(ck, rule_refs, i))
            return false;
    }
    return true;
}

bool qg_refs_expand(struct qg_checker *ck, const struct qg_draft_site *site,
                    const struct qg_refs *refs, int32_t self, uint32_t *count) {
    uint32_t first = ck->rule_refs.len;
    bool good = true;
    ck->ref_stamp++;
    for (const struct qg_ref *r = refs->first; r != NULL; r = r->next) {
        struct range range;
        good = find_range(ck, site, r, &range) &&
               add_range(ck, range, self, ck->ref_stamp, r->span) && good;
    }
    *count = ck->rule_refs.len - first;
    return good;
}

// ---- Provisions -------------------------------------------------------------------------------

static void add_provision(struct qg_checker *ck, const struct qg_draft *draft) {
    const struct qg_provision_decl *decl = &draft->decl->as.provision;
    struct qg_provision provision = {
        .id = qg_check_keep(ck, draft->id),
        .act = draft->site->act,
        .paragraph = ck->divisions.at[draft->site->division].cited,
        .reason = qg_check_phrase(ck, &decl->because),
        .first_ref = ck->rule_refs.len,
        .span = draft->decl->span,
    };
    qg_refs_expand(ck, draft->site, &decl->points_to, QG_NONE, &provision.ref_count);
    qg_check_push(ck, provisions, provision);
}

void qg_provisions_check(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->provision_drafts.len && !ck->failed; i++)
        add_provision(ck, ck->provision_drafts.at[i]);
}
