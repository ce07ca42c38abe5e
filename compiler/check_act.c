// SPDX-License-Identifier: Apache-2.0
//
// Acts: what they audit, when they are in force, what verdicts are given for.
#include "check.h"

#include "expr.h"
#include "node.h"
#include "sha256.h"
#include "static_day.h"
#include "symbols.h"

// A date that needs no record: in force from, until.
int32_t qg_act_force(struct qg_checker *ck, const struct qg_expr *e, const char *name) {
    if (e == NULL)
        return QG_NONE;
    struct qg_check_frame frame;
    qg_frame_open(ck, &frame, NULL, 0, 0);
    return qg_frame_close(ck, &frame, QG_FN_ACT, NULL, qg_check_date(ck, NULL, e), qg_str_of(name),
                          e->span);
}

static void report_no_record(struct qg_checker *ck, const struct qg_name *name) {
    qg_check_error(ck, NO_AUDIT, name->span, "`%.*s` is not a record, so it cannot be audited",
                   QG_STR_ARG(name->text));
}

static void set_audits(struct qg_checker *ck, const struct qg_decl *decl,
                       struct qg_act_state *state) {
    const struct qg_names *names = &decl->as.act.audits;
    uint16_t *audits = qg_check_alloc(ck, names->count, sizeof *audits);
    state->audits = audits;
    for (const struct qg_name *n = names->first; n != NULL && audits != NULL; n = n->next) {
        const struct qg_declared *d =
            qg_symbols_find(ck, QG_OWN_TYPE, n, QG_E_UNKNOWN_TYPE, "record");
        if (d != NULL && d->decl->kind != QG_DECL_RECORD)
            report_no_record(ck, n);
        else if (d != NULL)
            audits[state->audit_count++] = (uint16_t)d->index;
    }
    if (names->count == 0)
        qg_check_error(ck, NO_AUDIT, decl->name.span, "the act `%.*s` does not say what it audits",
                       QG_STR_ARG(decl->name.text));
}

// Whether elements of `type` stand in a list of the record itself: verdicts go no deeper.
static bool is_listed(const struct qg_checker *ck, uint16_t record, uint16_t type) {
    const struct qg_type *t = &ck->types.at[record];
    for (uint32_t i = 0; i < t->field_count; i++) {
        const struct qg_field *field = &ck->fields.at[t->first_field + i];
        if (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT && field->type == type)
            return true;
    }
    return false;
}

static bool can_be_judged(const struct qg_checker *ck, const struct qg_act_state *state,
                          uint16_t type) {
    for (uint32_t i = 0; i < state->audit_count; i++)
        if (state->audits[i] == type || is_listed(ck, state->audits[i], type))
            return true;
    return false;
}

// The type that `verdict for each NOUN` names, none for `verdict none`; without the clause, the
// first record itself.
static uint16_t verdict_type(struct qg_checker *ck, const struct qg_decl *decl,
                             const struct qg_act_state *state) {
    const struct qg_name *noun = &decl->as.act.verdict_each;
    uint16_t first = state->audit_count > 0 ? state->audits[0] : 0;
    if (decl->as.act.no_verdict)
        return QG_NO_VERDICT;
    if (!qg_name_given(noun))
        return first;
    const struct qg_declared *d = qg_symbols_find(ck, QG_OWN_TYPE, noun, QG_E_UNKNOWN_TYPE, "type");
    if (d == NULL)
        return first;
    if (d->decl->kind == QG_DECL_ENUM)
        qg_check_error(ck, WRONG_TYPE, noun->span,
                       "verdicts are given for elements, not for values");
    else if (state->audit_count > 0 && !can_be_judged(ck, state, (uint16_t)d->index))
        qg_check_error(ck, WRONG_TYPE, noun->span,
                       "verdicts are given for a record or for each element of one of its lists");
    return (uint16_t)d->index;
}

static int32_t calendar_of(struct qg_checker *ck, const struct qg_name *name) {
    if (!qg_name_given(name))
        return QG_NONE;
    const struct qg_declared *d =
        qg_symbols_find(ck, QG_OWN_CALENDAR, name, QG_E_UNKNOWN_CALENDAR, "calendar");
    return d != NULL ? (int32_t)d->index : QG_NONE;
}

// The types by whose elements events are dated; what they are dated by is checked in each scope.
void qg_act_check_dated(struct qg_checker *ck, const struct qg_act_decl *act) {
    for (const struct qg_dated *d = act->dated.first; d != NULL; d = d->next)
        qg_symbols_find(ck, QG_OWN_TYPE, &d->noun, QG_E_UNKNOWN_TYPE, "type");
}

// Where the day of adoption differs by reading: that there is one, and that its cases are dates. A
// date as such was looked at before (static_day.h).
void qg_act_check_adopted(struct qg_checker *ck, const struct qg_act_decl *act) {
    struct qg_check_frame frame;
    if (act->adopted == NULL || act->adopted->kind != QG_EXPR_UNDER)
        return;
    qg_frame_open(ck, &frame, NULL, 0, 0);
    (void)qg_check_date(ck, NULL, act->adopted);
    ck->frame = frame.outer;
    qg_vec_free(&frame.lets);
}

static void add_act(struct qg_checker *ck, struct qg_declared *d) {
    struct qg_act_state state = {.decl = d->decl,
                                 .calendar = calendar_of(ck, &d->decl->as.act.calendar)};
    d->index = ck->act_states.len;
    set_audits(ck, d->decl, &state);
    qg_check_push(ck, act_states, state);
}

// The digest of the policy: all texts that make it up, one after the other.
static struct qg_str digest(struct qg_checker *ck) {
    struct qg_sha256 sha;
    char hex[QG_SHA256_HEX + 1];
    qg_sha256_init(&sha);
    for (uint32_t i = 0; i < ck->c->file_count; i++)
        if (ck->c->modules[i].draft == 0)
            qg_sha256_add(&sha, qg_sources_at(&ck->c->sources, ck->c->given[i]->source)->text);
    qg_sha256_end(&sha, hex);
    return qg_check_keep(ck, (struct qg_str){hex, QG_SHA256_HEX});
}

static void fill_act(struct qg_checker *ck, uint32_t index, struct qg_str text_digest) {
    const struct qg_decl *decl = ck->act_states.at[index].decl;
    const struct qg_act_decl *act = &decl->as.act;
    ck->act = (int32_t)index;
    struct qg_act made = {.name = qg_check_keep(ck, decl->name.text),
                          .number = qg_check_keep(ck, act->number),
                          .title = qg_check_phrase(ck, &act->title),
                          .adopted = qg_static_adopted(ck->c, act),
                          .from_fn = qg_act_force(ck, act->force_from, "in force from"),
                          .until_fn = qg_act_force(ck, act->force_until, "in force until"),
                          .verdict_type = verdict_type(ck, decl, &ck->act_states.at[index]),
                          .digest = text_digest,
                          .span = decl->name.span};
    qg_act_check_dated(ck, act);
    qg_act_check_adopted(ck, act);
    ck->act = QG_NONE;
    qg_check_push(ck, acts, made);
}

void qg_acts_declare(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len; i++)
        if (ck->declared.at[i].decl->kind == QG_DECL_ACT)
            add_act(ck, &ck->declared.at[i]);
    struct qg_str text_digest = digest(ck);
    for (uint32_t i = 0; i < ck->act_states.len; i++)
        fill_act(ck, i, text_digest);
}
