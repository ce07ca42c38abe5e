// SPDX-License-Identifier: Apache-2.0
//
// Dates: terms, ages, periods, working days. A term is a comparison with a limit, and the limit
// is the anchor moved by the duration (QG_N_TERM), so that the machine can ask what would have
// come out had the day been counted otherwise. Ages and plain arithmetic move without that.
#include "expr.h"

#include "node.h"
#include "resolve.h"
#include "shape.h"
#include "symbols.h"

// ---- Durations and ratios ---------------------------------------------------------------------

// The expression that a chain of arguments stands for, if the name is an argument of that form.
static const struct qg_expr *follow(struct qg_checker *ck, const struct qg_binding *env,
                                    const struct qg_expr *e, enum qg_type_form form) {
    while (e != NULL && e->kind == QG_EXPR_NAME) {
        const struct qg_binding *b = qg_resolve_argument(ck, env, e->as.name.text);
        if (b == NULL || b->wanted->form != form)
            break;
        e = b->value;
        env = b->where;
    }
    return e;
}

bool qg_check_is_duration(struct qg_checker *ck, const struct qg_binding *env,
                          const struct qg_expr *e) {
    return follow(ck, env, e, QG_FORM_DURATION)->kind == QG_EXPR_DURATION;
}

bool qg_check_duration(struct qg_checker *ck, const struct qg_binding *env, const struct qg_expr *e,
                       struct qg_period *out) {
    const struct qg_expr *literal = follow(ck, env, e, QG_FORM_DURATION);
    if (literal->kind != QG_EXPR_DURATION) {
        if (literal->kind != QG_EXPR_ERROR)
            qg_check_error(ck, WRONG_TYPE, e->span, "a duration is needed here");
        return false;
    }
    const struct qg_duration *d = &literal->as.duration;
    if (d->in_workdays && (d->in_months || d->in_days)) {
        struct qg_diag *diag = qg_check_error(ck, DURATIONS, literal->span,
                                              "working days do not mix with other durations");
        qg_diag_hint(diag, "Nothing converts one to the other; write two terms.");
        return false;
    }
    *out = (struct qg_period){d->months, d->days, d->workdays, QG_NONE, 1};
    if (d->in_workdays)
        out->calendar = (int16_t)qg_check_calendar(ck, NULL, e->span);
    return !d->in_workdays || out->calendar != QG_NONE;
}

bool qg_check_ratio(struct qg_checker *ck, const struct qg_binding *env, const struct qg_expr *e,
                    struct qg_ratio *out) {
    const struct qg_expr *literal = follow(ck, env, e, QG_FORM_RATIO);
    if (literal->kind != QG_EXPR_RATIO) {
        if (literal->kind != QG_EXPR_ERROR)
            qg_check_error(ck, WRONG_TYPE, e->span, "a ratio such as `2/3` is needed here");
        return false;
    }
    *out = (struct qg_ratio){literal->as.ratio.numerator, literal->as.ratio.denominator};
    return true;
}

// ---- Calendars --------------------------------------------------------------------------------

// The calendar of the act that is being checked; outside of any act the one that all acts share.
static int32_t act_calendar(const struct qg_checker *ck) {
    if (ck->frame->act != QG_NONE)
        return ck->act_states.at[ck->frame->act].calendar;
    int32_t shared = ck->act_states.len > 0 ? ck->act_states.at[0].calendar : QG_NONE;
    for (uint32_t i = 1; i < ck->act_states.len; i++)
        if (ck->act_states.at[i].calendar != shared)
            return QG_NONE;
    return shared;
}

int32_t qg_check_calendar(struct qg_checker *ck, const struct qg_name *name, struct qg_span span) {
    if (name != NULL && qg_name_given(name)) {
        const struct qg_declared *d =
            qg_symbols_find(ck, QG_OWN_CALENDAR, name, QG_E_UNKNOWN_CALENDAR, "calendar");
        return d != NULL ? (int32_t)d->index : QG_NONE;
    }
    int32_t calendar = act_calendar(ck);
    if (calendar == QG_NONE) {
        struct qg_diag *d =
            qg_check_error(ck, UNKNOWN_CALENDAR, span, "no calendar says what a working day is");
        qg_diag_hint(d, "Write `calendar NAME` in the act, or `to a working day of NAME`.");
    }
    return calendar;
}

static struct qg_node *roll(struct qg_checker *ck, struct qg_node *day, const struct qg_roll *how) {
    int32_t calendar = qg_check_calendar(ck, &how->calendar, how->span);
    struct qg_node *node = qg_node_unary(ck, QG_N_ROLL, qg_shape_plain(QG_KIND_DATE),
                                         calendar != QG_NONE ? day : NULL, how->span);
    if (node != NULL)
        node->index = calendar;
    return node;
}

struct qg_node *qg_check_roll(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e) {
    return roll(ck, qg_check_date(ck, env, e->as.roll.day), &e->as.roll.how);
}

// ---- Moved dates ------------------------------------------------------------------------------

// `day` moved by `period`, backwards if so said.
static struct qg_node *moved(struct qg_checker *ck, enum qg_node_kind kind, struct qg_node *day,
                             struct qg_period period, bool back, struct qg_span span) {
    struct qg_node *node = qg_node_unary(ck, kind, qg_shape_plain(QG_KIND_DATE), day, span);
    if (node != NULL) {
        node->period = period;
        node->period.sign = back ? -1 : 1;
    }
    return node;
}

static struct qg_node *shift(struct qg_checker *ck, const struct qg_binding *env,
                             const struct qg_expr *duration, const struct qg_expr *anchor,
                             bool back, struct qg_span span) {
    struct qg_node *day = qg_check_date(ck, env, anchor);
    struct qg_period period;
    if (!qg_check_duration(ck, env, duration, &period))
        return NULL;
    return moved(ck, QG_N_MOVE, day, period, back, span);
}

struct qg_node *qg_check_shift(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e) {
    return shift(ck, env, e->as.shift.duration, e->as.shift.anchor, e->as.shift.back, e->span);
}

struct qg_node *qg_check_named_shift(struct qg_checker *ck, const struct qg_binding *env,
                                     const struct qg_expr *e) {
    const struct qg_expr *anchor = e->as.compare.right;
    if (anchor->kind == QG_EXPR_ROLL) {
        struct qg_diag *d = qg_check_error(ck, OPERANDS, anchor->span,
                                           "which of the two days is moved to a working day?");
        qg_diag_hint(d, "Write `(D after X) to a working day`, or give the other day a name.");
        return NULL;
    }
    return shift(ck, env, e->as.compare.left, anchor, e->as.compare.op == QG_COMPARE_BEFORE,
                 e->span);
}

struct qg_node *qg_check_date_arith(struct qg_checker *ck, const struct qg_binding *env,
                                    const struct qg_expr *e) {
    struct qg_period period;
    if (qg_check_is_duration(ck, env, e->as.arith.left)) {
        qg_check_error(ck, DURATIONS, e->span, "durations are not added up; write them as one");
        return NULL;
    }
    struct qg_node *day = qg_check_date(ck, env, e->as.arith.left);
    if (!qg_check_duration(ck, env, e->as.arith.right, &period))
        return NULL;
    return moved(ck, QG_N_MOVE, day, period, e->as.arith.op == QG_ARITH_SUBTRACT, e->span);
}

// ---- Terms ------------------------------------------------------------------------------------

// A term runs forward from the earlier of its two days: `A at least D before B` counts D from A, as
// `B at least D after A` does. Counting back from B would differ at the end of a month (A17).
static bool runs_from_subject(enum qg_term op) {
    return op == QG_TERM_AT_LEAST_BEFORE || op == QG_TERM_WITHIN_BEFORE ||
           op == QG_TERM_NOT_EARLIER_BEFORE || op == QG_TERM_NOT_LATER_BEFORE;
}

// The day on which the term ends: its start moved by the duration, then to a working day.
static struct qg_node *limit_of(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e, struct qg_node *start) {
    struct qg_period period;
    if (!qg_check_duration(ck, env, e->as.term.duration, &period))
        return NULL;
    struct qg_node *limit = moved(ck, QG_N_TERM, start, period, false, e->span);
    return e->as.term.roll.given ? roll(ck, limit, &e->as.term.roll) : limit;
}

// `within` is bounded on both sides: by the limit and by the start itself.
static struct qg_node *within(struct qg_checker *ck, const struct qg_expr *e, struct qg_node *start,
                              struct qg_node *end, struct qg_node *limit) {
    struct qg_node *again = qg_node_copy(ck, end);
    struct qg_node *low = qg_node_truth(ck, QG_N_LE, start, end, e->span);
    struct qg_node *high = qg_node_truth(ck, QG_N_LE, again, limit, e->span);
    return qg_node_truth(ck, QG_N_AND, low, high, e->span);
}

struct qg_node *qg_check_term(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e) {
    struct qg_node *subject = qg_check_date(ck, env, e->as.term.subject);
    struct qg_node *anchor = qg_check_date(ck, env, e->as.term.anchor);
    bool forward = runs_from_subject(e->as.term.op);
    struct qg_node *start = forward ? subject : anchor, *end = forward ? anchor : subject;
    struct qg_node *limit = limit_of(ck, env, e, start);
    switch (e->as.term.op) {
    case QG_TERM_AT_LEAST_BEFORE:
    case QG_TERM_AT_LEAST_AFTER:
    case QG_TERM_NOT_LATER_BEFORE:
    case QG_TERM_NOT_EARLIER_AFTER:
        return qg_node_truth(ck, QG_N_LE, limit, end, e->span);
    case QG_TERM_NOT_EARLIER_BEFORE:
    case QG_TERM_NOT_LATER_AFTER:
        return qg_node_truth(ck, QG_N_LE, end, limit, e->span);
    case QG_TERM_WITHIN_BEFORE:
    case QG_TERM_WITHIN_AFTER:
        return within(ck, e, qg_node_copy(ck, start), end, limit);
    }
    return NULL;
}

// ---- Ages -------------------------------------------------------------------------------------

// A date of birth, or that of whatever has a field `birth_date`.
static struct qg_node *birth_of(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e) {
    struct qg_node *node = qg_check_expr(ck, env, e, NULL);
    if (node == NULL || node->shape.kind == QG_KIND_DATE)
        return node;
    if (node->shape.kind == QG_KIND_OBJECT) {
        struct qg_name name = {.text = QG_STR("birth_date"), .span = e->span};
        struct qg_node *birth = qg_resolve_field(ck, node, &name);
        if (birth == NULL || birth->shape.kind == QG_KIND_DATE)
            return birth;
    }
    qg_check_report_type(ck, e->span, QG_STR("a date of birth"), node->shape);
    return NULL;
}

struct qg_node *qg_check_age(struct qg_checker *ck, const struct qg_binding *env,
                             const struct qg_expr *e) {
    struct qg_node *birth = birth_of(ck, env, e->as.age.person);
    struct qg_node *day = qg_check_date(ck, env, e->as.age.day);
    struct qg_period period;
    if (!qg_check_duration(ck, env, e->as.age.duration, &period))
        return NULL;
    struct qg_node *birthday = moved(ck, QG_N_MOVE, birth, period, false, e->span);
    return e->as.age.younger ? qg_node_truth(ck, QG_N_LT, day, birthday, e->span)
                             : qg_node_truth(ck, QG_N_LE, birthday, day, e->span);
}

// ---- Periods ----------------------------------------------------------------------------------

static int32_t date_field(struct qg_checker *ck, uint16_t type, const char *name) {
    uint32_t symbol = qg_check_symbol(ck, qg_str_of(name));
    uint32_t field = qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, type), symbol);
    bool date = field != QG_TABLE_NOTHING && ck->fields.at[field].kind == QG_KIND_DATE;
    return date ? (int32_t)field : QG_NONE;
}

// The only date field of a type that may be ongoing, or the only one that may not; QG_NONE if
// there are none or several.
static int32_t only_date(const struct qg_checker *ck, uint16_t type, bool ongoing) {
    const struct qg_type *t = &ck->types.at[type];
    int32_t found = QG_NONE;
    for (uint32_t i = 0; i < t->field_count; i++) {
        const struct qg_field *f = &ck->fields.at[t->first_field + i];
        if (f->kind != QG_KIND_DATE || f->ongoing != ongoing)
            continue;
        if (found != QG_NONE)
            return QG_NONE;
        found = (int32_t)(t->first_field + i);
    }
    return found;
}

bool qg_check_period_fields(struct qg_checker *ck, uint16_t type, struct qg_span span,
                            int32_t *from, int32_t *to) {
    *from = date_field(ck, type, "from");
    *to = date_field(ck, type, "to");
    if (*from == QG_NONE || *to == QG_NONE) {
        *from = only_date(ck, type, false);
        *to = only_date(ck, type, true);
    }
    if (*from != QG_NONE && *to != QG_NONE)
        return true;
    struct qg_diag *d = qg_check_error(ck, NO_PERIOD, span, "`%.*s` has no period",
                                       QG_STR_ARG(ck->types.at[type].name));
    qg_diag_hint(d, "A period is a pair of dates: `from` and `to`, or one plain date and one that "
                    "is `date or ongoing`.");
    return false;
}

// The two ends of a period. False after a report.
static bool ends_of(struct qg_checker *ck, const struct qg_binding *env, const struct qg_expr *e,
                    struct qg_node **from, struct qg_node **to) {
    int32_t first, last;
    struct qg_node *p = qg_check_object(ck, env, e);
    if (p == NULL || !qg_check_period_fields(ck, p->shape.type, e->span, &first, &last))
        return false;
    *from = qg_node_field(ck, p, first, e->span);
    *to = qg_node_field(ck, qg_node_copy(ck, p), last, e->span);
    return true;
}

struct qg_node *qg_check_covers(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e) {
    struct qg_node *from, *to;
    struct qg_node *day = qg_check_date(ck, env, e->as.compare.right);
    if (!ends_of(ck, env, e->as.compare.left, &from, &to))
        return NULL;
    struct qg_node *begun = qg_node_truth(ck, QG_N_LE, from, day, e->span);
    struct qg_node *lasts = qg_node_truth(ck, QG_N_LE, qg_node_copy(ck, day), to, e->span);
    return qg_node_truth(ck, QG_N_AND, begun, lasts, e->span);
}

// `P overlaps FROM to TO`, and `P overlaps Q`: neither is over before the other begins.
struct qg_node *qg_check_overlaps(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e) {
    bool dates = e->kind == QG_EXPR_OVERLAPS;
    struct qg_node *from, *to, *first, *last;
    bool known = ends_of(ck, env, dates ? e->as.between.subject : e->as.compare.left, &from, &to);
    if (dates) {
        first = qg_check_date(ck, env, e->as.between.from);
        last = qg_check_date(ck, env, e->as.between.to);
    } else if (!ends_of(ck, env, e->as.compare.right, &first, &last)) {
        return NULL;
    }
    if (!known)
        return NULL;
    struct qg_node *begun = qg_node_truth(ck, QG_N_LE, from, last, e->span);
    struct qg_node *lasts = qg_node_truth(ck, QG_N_LE, first, to, e->span);
    return qg_node_truth(ck, QG_N_AND, begun, lasts, e->span);
}
