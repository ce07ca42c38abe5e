// SPDX-License-Identifier: Apache-2.0
#include "static_day.h"

#include "check_codes.h"
#include "date.h"

static const struct qg_day_range ALL = {QG_DATE_MIN, QG_DATE_MAX};

// ---- values ----

// The declaration of a name at the top of a file or in a division; as deep as divisions nest.
static const struct qg_decl *find_in(const struct qg_decls *decls, enum qg_decl_kind kind,
                                     struct qg_str name) {
    for (const struct qg_decl *d = decls->first; d != NULL; d = d->next) {
        if (d->kind == kind && qg_str_equal(d->name.text, name))
            return d;
        if (d->kind != QG_DECL_DIVISION && d->kind != QG_DECL_PARAGRAPH)
            continue;
        const struct qg_decl *inner = find_in(&d->as.division.items, kind, name);
        if (inner != NULL)
            return inner;
    }
    return NULL;
}

static const struct qg_decl *find(const struct qg_compilation *c, enum qg_decl_kind kind,
                                  struct qg_str name) {
    for (uint32_t i = 0; i < c->file_count; i++) {
        const struct qg_decl *d = find_in(&c->given[i]->decls, kind, name);
        if (d != NULL)
            return d;
    }
    return NULL;
}

// Where an expression is evaluated: within a definition that is called, its parameters have values.
struct place {
    const struct qg_compilation *c;
    const struct qg_fields *parameters; // of the definition; NULL outside
    const struct qg_day_range *values;  // of each of them
    uint32_t depth;                     // calls around it
};

// Definitions may call each other in a circle, which is found out later.
enum { CALLS = 8, ARGUMENTS = 4 };

static struct qg_day_range day_of(const struct place *at, const struct qg_expr *e);

static struct qg_day_range of_name(const struct place *at, struct qg_str name) {
    uint32_t i = 0;
    for (const struct qg_field_syntax *f = at->parameters != NULL ? at->parameters->first : NULL;
         f != NULL; f = f->next, i++)
        if (qg_str_equal(f->name.text, name))
            return at->values[i];
    const struct qg_decl *d = find(at->c, QG_DECL_PARAMETER, name);
    struct place outside = {.c = at->c, .depth = at->depth};
    return d != NULL ? day_of(&outside, d->as.parameter.initial) : ALL;
}

static struct qg_day_range of_call(const struct place *at, const struct qg_expr *e) {
    const struct qg_expr *callee = e->as.call.callee;
    const struct qg_decl *d =
        callee->kind == QG_EXPR_NAME ? find(at->c, QG_DECL_DEFINE, callee->as.name.text) : NULL;
    struct qg_day_range values[ARGUMENTS];
    uint32_t count = 0;
    if (d == NULL || at->depth == CALLS || d->as.define.parameters.count > ARGUMENTS ||
        e->as.call.arguments.count != d->as.define.parameters.count)
        return ALL;
    for (const struct qg_expr *a = e->as.call.arguments.first; a != NULL; a = a->next)
        values[count++] = day_of(at, a);
    struct place inside = {at->c, &d->as.define.parameters, values, at->depth + 1};
    return day_of(&inside, d->as.define.value);
}

static struct qg_day_range of_pick(const struct place *at, const struct qg_expr *e) {
    struct qg_day_range all = ALL;
    bool later = e->as.pick.later, first = true;
    for (const struct qg_expr *i = e->as.pick.items.first; i != NULL; i = i->next) {
        struct qg_day_range one = day_of(at, i);
        if (first || (later ? one.lo > all.lo : one.lo < all.lo))
            all.lo = one.lo;
        if (first || (later ? one.hi > all.hi : one.hi < all.hi))
            all.hi = one.hi;
        first = false;
    }
    return all;
}

// Whether a case is that of the reading's default.
static bool is_default(const struct qg_compilation *c, const struct qg_expr *e,
                       const struct qg_under_case *at) {
    const struct qg_decl *d = find(c, QG_DECL_READING, e->as.under.reading.text);
    const struct qg_reading_value *v = d != NULL ? d->as.reading.values.first : NULL;
    while (v != NULL && !qg_str_equal(v->name.text, at->value.text))
        v = v->next;
    return v != NULL && v->initial;
}

static struct qg_day_range of_under(const struct place *at, const struct qg_expr *e) {
    for (const struct qg_under_case *i = e->as.under.cases.first; i != NULL; i = i->next)
        if (is_default(at->c, e, i))
            return day_of(at, i->then);
    return ALL;
}

// As deep as the tree, which is bounded, for each of a bounded number of calls.
static struct qg_day_range day_of(const struct place *at, const struct qg_expr *e) {
    if (e == NULL)
        return ALL;
    switch (e->kind) {
    case QG_EXPR_DATE:
        return (struct qg_day_range){e->as.date, e->as.date};
    case QG_EXPR_NAME:
        return of_name(at, e->as.name.text);
    case QG_EXPR_CALL:
        return of_call(at, e);
    case QG_EXPR_PICK:
        return of_pick(at, e);
    case QG_EXPR_UNDER:
        return of_under(at, e);
    default:
        return ALL;
    }
}

struct qg_day_range qg_static_day(const struct qg_compilation *c, const struct qg_expr *e) {
    struct place outside = {.c = c};
    return day_of(&outside, e);
}

int32_t qg_static_adopted(const struct qg_compilation *c, const struct qg_act_decl *act) {
    struct qg_day_range day = qg_static_day(c, act->adopted);
    return act->adopted != NULL && day.lo == day.hi ? day.lo : QG_NONE;
}

// ---- contradictions ----

struct dated_act {
    struct qg_compilation *c;
    const struct qg_act_decl *act;
    struct qg_day_range from, until;
};

// A day of adoption; not a sure one if it is that of one value of a reading.
struct adoption {
    struct qg_day_range day;
    struct qg_span span;
    bool sure;
};

static void report(struct qg_compilation *c, const struct adoption *adoption, enum qg_code code,
                   const char *what, struct qg_span other, const char *label) {
    bool sure = adoption->sure;
    struct qg_diag *d = qg_report(&c->diags, sure ? code : QG_E_ODD_DATES, adoption->span, "%s%s",
                                  sure ? "" : "read so, ", what);
    qg_diag_label(d, other, "%s", label);
}

// An amendment is younger than its act, and does not come when that is over.
static void check_amended(const struct dated_act *a, const struct adoption *adoption) {
    const struct qg_decl *amended = find(a->c, QG_DECL_ACT, a->act->amends.text);
    if (amended == NULL)
        return;
    const struct qg_act_decl *act = &amended->as.act;
    if (act->adopted != NULL && adoption->day.hi < qg_static_day(a->c, act->adopted).lo)
        report(a->c, adoption, QG_E_BAD_DATES, "the amendment is older than the act",
               act->adopted->span, "adopted here");
    if (act->force_until != NULL && qg_static_day(a->c, act->force_until).hi < adoption->day.lo)
        report(a->c, adoption, QG_E_BAD_DATES, "the act has ended when it is amended",
               act->force_until->span, "it ends here");
}

static void check_adoption(const struct dated_act *a, const struct adoption *adoption) {
    const struct qg_act_decl *act = a->act;
    if (act->force_until != NULL && a->until.hi < adoption->day.lo)
        report(a->c, adoption, QG_E_BAD_DATES, "the act is repealed before it is adopted",
               act->force_until->span, "it ends here");
    if (act->force_from != NULL && a->from.hi < adoption->day.lo)
        report(a->c, adoption, QG_E_ODD_DATES, "the act is in force before it is adopted",
               act->force_from->span, "it begins here");
    if (qg_name_given(&act->amends))
        check_amended(a, adoption);
    for (const struct qg_citation *cited = act->cites.first; cited != NULL; cited = cited->next)
        if (cited->adopted > adoption->day.hi)
            report(a->c, adoption, QG_E_ODD_DATES, "the act cites one that was adopted later",
                   cited->span, "cited here");
}

static void check_adoptions(const struct dated_act *a) {
    const struct qg_expr *e = a->act->adopted;
    if (e == NULL || e->kind == QG_EXPR_ERROR)
        return;
    if (e->kind == QG_EXPR_DATE)
        check_adoption(a, &(struct adoption){qg_static_day(a->c, e), e->span, true});
    else if (e->kind != QG_EXPR_UNDER)
        qg_report(&a->c->diags, QG_E_NOT_LITERAL, e->span,
                  "the day of adoption is a date as such, or one for each value of a reading");
    else
        for (const struct qg_under_case *i = e->as.under.cases.first; i != NULL; i = i->next)
            check_adoption(a, &(struct adoption){qg_static_day(a->c, i->then), i->span,
                                                 is_default(a->c, e, i)});
}

static void check_act(struct qg_compilation *c, const struct qg_decl *decl) {
    const struct qg_act_decl *act = &decl->as.act;
    struct dated_act a = {c, act, qg_static_day(c, act->force_from),
                          qg_static_day(c, act->force_until)};
    check_adoptions(&a);
    if (act->force_from != NULL && act->force_until != NULL && a.until.hi < a.from.lo)
        qg_diag_label(qg_report(&c->diags, QG_E_BAD_DATES, act->force_until->span,
                                "the act ends before it begins"),
                      act->force_from->span, "it begins here");
}

void qg_static_dates_check(struct qg_compilation *c) {
    for (uint32_t i = 0; i < c->file_count; i++)
        for (const struct qg_decl *d = c->given[i]->decls.first; d != NULL; d = d->next)
            if (d->kind == QG_DECL_ACT || d->kind == QG_DECL_AMENDMENT)
                check_act(c, d);
}
