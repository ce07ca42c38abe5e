// SPDX-License-Identifier: Apache-2.0
#include "build.h"

#include "date.h"

// ---- Depth -----------------------------------------------------------------------------------

static uint32_t depth_of(const struct qg_expr *expr) {
    return expr != NULL ? expr->depth : 0;
}

static uint32_t deeper(uint32_t a, uint32_t b) {
    return a > b ? a : b;
}

// Of two children, of which either may be NULL.
static uint32_t depth2(const struct qg_expr *a, const struct qg_expr *b) {
    return deeper(depth_of(a), depth_of(b));
}

static uint32_t depth3(const struct qg_expr *a, const struct qg_expr *b, const struct qg_expr *c) {
    return deeper(depth2(a, b), depth_of(c));
}

static uint32_t depth_list(const struct qg_exprs *list) {
    const struct qg_expr *expr = list->first;
    uint32_t depth = 0;
    for (uint32_t i = 0; i < list->count; i++, expr = expr->next)
        depth = deeper(depth, expr->depth);
    return depth;
}

static uint32_t depth_range(const struct qg_range *range) {
    return depth3(range->from, range->to, range->where);
}

static uint32_t depth_message(const struct qg_message_syntax *message) {
    uint32_t depth = 0;
    const struct qg_piece_syntax *piece = message != NULL ? message->first : NULL;
    for (uint32_t i = 0; message != NULL && i < message->count; i++, piece = piece->next)
        depth = deeper(depth, depth_of(piece->hole));
    return depth;
}

static uint32_t depth_langs(const struct qg_langs *langs) {
    uint32_t depth = 0;
    for (int i = 0; i < QG_LANGS; i++)
        depth = deeper(depth, depth_message(langs->in[i]));
    return depth;
}

struct qg_expr *qg_build_expr(struct qg_parser *p, enum qg_expr_kind kind, uint32_t below,
                              struct qg_span span) {
    struct qg_expr *expr = qg_build_node(p, sizeof *expr);
    *expr = (struct qg_expr){.kind = kind, .depth = below + 1, .span = span};
    if (expr->depth <= QG_TREE_DEPTH_LIMIT)
        return expr;
    qg_build_too_deep(p, span);
    expr->kind = QG_EXPR_ERROR;
    expr->depth = 1;
    return expr;
}

// ---- Literals --------------------------------------------------------------------------------

struct qg_expr *qg_build_error(struct qg_parser *p, struct qg_span span) {
    return qg_build_expr(p, QG_EXPR_ERROR, 0, span);
}

struct qg_expr *qg_build_int(struct qg_parser *p, int64_t number, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_INT, 0, span);
    expr->as.number = number;
    return expr;
}

struct qg_expr *qg_build_string(struct qg_parser *p, struct qg_str text, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_STRING, 0, span);
    expr->as.text = text;
    return expr;
}

struct qg_expr *qg_build_date(struct qg_parser *p, int32_t date, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_DATE, 0, span);
    expr->as.date = date;
    return expr;
}

struct qg_expr *qg_build_bool(struct qg_parser *p, bool truth, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_BOOL, 0, span);
    expr->as.truth = truth;
    return expr;
}

struct qg_expr *qg_build_unknown(struct qg_parser *p, struct qg_span span) {
    return qg_build_expr(p, QG_EXPR_UNKNOWN, 0, span);
}

struct qg_expr *qg_build_ratio(struct qg_parser *p, int64_t numerator, int64_t denominator,
                               struct qg_span span) {
    if (denominator == 0) {
        qg_grammar_error(p->diags, QG_CODE_BAD_RATIO, span, "the lower part of a ratio is 0");
        return qg_build_error(p, span);
    }
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_RATIO, 0, span);
    expr->as.ratio.numerator = (int32_t)numerator;
    expr->as.ratio.denominator = (int32_t)denominator;
    return expr;
}

// ---- Durations -------------------------------------------------------------------------------

static const struct {
    int32_t months, days, workdays;
} units[] = {
    [QG_UNIT_YEAR] = {12, 0, 0}, [QG_UNIT_MONTH] = {1, 0, 0},   [QG_UNIT_WEEK] = {0, 7, 0},
    [QG_UNIT_DAY] = {0, 1, 0},   [QG_UNIT_WORKDAY] = {0, 0, 1},
};

// Adds `number` units to what a duration has of them; false where that is too much.
static bool add(int32_t *have, int64_t number, int32_t unit, int32_t most) {
    if (unit == 0)
        return true;
    if (number > (most - *have) / unit)
        return false;
    *have += (int32_t)number * unit;
    return true;
}

static bool add_unit(struct qg_duration *duration, int64_t number, enum qg_unit unit) {
    duration->in_months |= units[unit].months != 0;
    duration->in_days |= units[unit].days != 0;
    duration->in_workdays |= units[unit].workdays != 0;
    return add(&duration->months, number, units[unit].months, QG_PERIOD_MONTHS_MAX) &&
           add(&duration->days, number, units[unit].days, QG_PERIOD_DAYS_MAX) &&
           add(&duration->workdays, number, units[unit].workdays, QG_PERIOD_WORKDAYS_MAX);
}

static struct qg_expr *with_unit(struct qg_parser *p, struct qg_expr *expr, int64_t number,
                                 enum qg_unit unit) {
    if (expr->kind != QG_EXPR_DURATION || add_unit(&expr->as.duration, number, unit))
        return expr;
    qg_grammar_error(p->diags, QG_CODE_BAD_DURATION, expr->span, "this duration is too long");
    return qg_build_error(p, expr->span);
}

struct qg_expr *qg_build_duration(struct qg_parser *p, int64_t number, enum qg_unit unit,
                                  struct qg_span span) {
    return with_unit(p, qg_build_expr(p, QG_EXPR_DURATION, 0, span), number, unit);
}

struct qg_expr *qg_build_duration_more(struct qg_parser *p, struct qg_expr *duration,
                                       int64_t number, enum qg_unit unit, struct qg_span span) {
    duration->span = span;
    return with_unit(p, duration, number, unit);
}

// ---- Arguments of templates ------------------------------------------------------------------

struct qg_expr *qg_build_phrase(struct qg_parser *p, struct qg_langs langs, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_PHRASE, depth_langs(&langs), span);
    struct qg_langs *phrase = qg_build_node(p, sizeof *phrase);
    *phrase = langs;
    expr->as.phrase = phrase;
    return expr;
}

struct qg_expr *qg_build_ref_expr(struct qg_parser *p, struct qg_ref *ref) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_REF, 0, ref->span);
    expr->as.ref = ref;
    return expr;
}

struct qg_expr *qg_build_set(struct qg_parser *p, struct qg_exprs items, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_SET, depth_list(&items), span);
    expr->as.items = items;
    return expr;
}

// ---- Names -----------------------------------------------------------------------------------

struct qg_expr *qg_build_name_expr(struct qg_parser *p, struct qg_name name) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_NAME, 0, name.span);
    expr->as.name = name;
    return expr;
}

struct qg_expr *qg_build_member(struct qg_parser *p, struct qg_expr *base, struct qg_name name,
                                struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_FIELD, base->depth, span);
    expr->as.field.base = base;
    expr->as.field.name = name;
    return expr;
}

struct qg_expr *qg_build_call(struct qg_parser *p, struct qg_expr *callee,
                              struct qg_exprs arguments, struct qg_span span) {
    if (callee->kind == QG_EXPR_ERROR)
        return callee;
    if (callee->kind != QG_EXPR_NAME && callee->kind != QG_EXPR_FIELD) {
        qg_grammar_error(p->diags, QG_CODE_NOT_CALLED, callee->span, "only a name can be called");
        return qg_build_error(p, span);
    }
    uint32_t below = deeper(callee->depth, depth_list(&arguments));
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_CALL, below, span);
    expr->as.call.callee = callee;
    expr->as.call.arguments = arguments;
    return expr;
}

// ---- Logic and questions ---------------------------------------------------------------------

struct qg_expr *qg_build_not(struct qg_parser *p, struct qg_expr *operand, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_NOT, operand->depth, span);
    expr->as.operand = operand;
    return expr;
}

struct qg_expr *qg_build_pair(struct qg_parser *p, enum qg_expr_kind kind, struct qg_expr *left,
                              struct qg_expr *right, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, kind, depth2(left, right), span);
    expr->as.pair.left = left;
    expr->as.pair.right = right;
    return expr;
}

struct qg_expr *qg_build_compare(struct qg_parser *p, enum qg_compare op, struct qg_expr *left,
                                 struct qg_expr *right, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_COMPARE, depth2(left, right), span);
    expr->as.compare.op = op;
    expr->as.compare.left = left;
    expr->as.compare.right = right;
    return expr;
}

struct qg_expr *qg_build_is(struct qg_parser *p, enum qg_is op, struct qg_expr *operand,
                            struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_IS, operand->depth, span);
    expr->as.is.op = op;
    expr->as.is.operand = operand;
    return expr;
}

struct qg_expr *qg_build_term(struct qg_parser *p, enum qg_term op, struct qg_expr *subject,
                              struct qg_expr *duration, struct qg_expr *anchor, struct qg_roll roll,
                              struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_TERM, depth3(subject, duration, anchor), span);
    expr->as.term.op = op;
    expr->as.term.subject = subject;
    expr->as.term.duration = duration;
    expr->as.term.anchor = anchor;
    expr->as.term.roll = roll;
    return expr;
}

struct qg_expr *qg_build_between(struct qg_parser *p, enum qg_expr_kind kind,
                                 struct qg_expr *subject, struct qg_expr *from, struct qg_expr *to,
                                 struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, kind, depth3(subject, from, to), span);
    expr->as.between.subject = subject;
    expr->as.between.from = from;
    expr->as.between.to = to;
    return expr;
}

struct qg_expr *qg_build_age(struct qg_parser *p, bool younger, struct qg_expr *person,
                             struct qg_expr *duration, struct qg_expr *day, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_AGE, depth3(person, duration, day), span);
    expr->as.age.younger = younger;
    expr->as.age.person = person;
    expr->as.age.duration = duration;
    expr->as.age.day = day;
    return expr;
}

struct qg_expr *qg_build_share(struct qg_parser *p, enum qg_share op, struct qg_expr *part,
                               struct qg_expr *ratio, struct qg_expr *whole, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_SHARE, depth3(part, ratio, whole), span);
    expr->as.share.op = op;
    expr->as.share.part = part;
    expr->as.share.ratio = ratio;
    expr->as.share.whole = whole;
    return expr;
}

// ---- Values ----------------------------------------------------------------------------------

struct qg_expr *qg_build_arith(struct qg_parser *p, enum qg_arith op, struct qg_expr *left,
                               struct qg_expr *right, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_ARITH, depth2(left, right), span);
    expr->as.arith.op = op;
    expr->as.arith.left = left;
    expr->as.arith.right = right;
    return expr;
}

struct qg_expr *qg_build_shift(struct qg_parser *p, bool back, struct qg_expr *duration,
                               struct qg_expr *anchor, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_SHIFT, depth2(duration, anchor), span);
    expr->as.shift.back = back;
    expr->as.shift.duration = duration;
    expr->as.shift.anchor = anchor;
    return expr;
}

struct qg_roll qg_build_rolling(struct qg_name calendar, struct qg_span span) {
    return (struct qg_roll){.given = true, .calendar = calendar, .span = span};
}

struct qg_expr *qg_build_roll(struct qg_parser *p, struct qg_expr *day, struct qg_roll how,
                              struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_ROLL, day->depth, span);
    expr->as.roll.day = day;
    expr->as.roll.how = how;
    return expr;
}

struct qg_expr *qg_build_pick(struct qg_parser *p, bool later, struct qg_exprs items,
                              struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_PICK, depth_list(&items), span);
    expr->as.pick.later = later;
    expr->as.pick.items = items;
    return expr;
}

// ---- What ranges over something --------------------------------------------------------------

struct qg_range *qg_build_range(struct qg_parser *p, enum qg_range_kind kind, struct qg_name name,
                                struct qg_expr *from, struct qg_expr *to, struct qg_span span) {
    struct qg_range *range = qg_build_node(p, sizeof *range);
    *range = (struct qg_range){.kind = kind, .name = name, .from = from, .to = to, .span = span};
    return range;
}

struct qg_range *qg_build_where(struct qg_range *range, struct qg_expr *where,
                                struct qg_span span) {
    range->where = where;
    range->span = qg_span_join(range->span, span);
    return range;
}

struct qg_expr *qg_build_fold(struct qg_parser *p, enum qg_fold op, struct qg_expr *value,
                              struct qg_range *range, struct qg_span span) {
    uint32_t below = deeper(depth_of(value), depth_range(range));
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_FOLD, below, span);
    expr->as.fold.op = op;
    expr->as.fold.value = value;
    expr->as.fold.range = range;
    return expr;
}

struct qg_expr *qg_build_choose(struct qg_parser *p, bool latest, struct qg_range *range,
                                struct qg_expr *by, struct qg_span span) {
    struct qg_expr *expr =
        qg_build_expr(p, QG_EXPR_CHOOSE, deeper(by->depth, depth_range(range)), span);
    expr->as.choose.latest = latest;
    expr->as.choose.range = range;
    expr->as.choose.by = by;
    return expr;
}

struct qg_expr *qg_build_the(struct qg_parser *p, struct qg_range *range, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_THE, depth_range(range), span);
    expr->as.range = range;
    return expr;
}

struct qg_expr *qg_build_quantify(struct qg_parser *p, enum qg_quantifier op, int64_t number,
                                  struct qg_range *range, struct qg_expr *has,
                                  struct qg_span span) {
    uint32_t below = deeper(depth_of(has), depth_range(range));
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_QUANTIFY, below, span);
    expr->as.quantify.op = op;
    expr->as.quantify.number = number;
    expr->as.quantify.range = range;
    expr->as.quantify.has = has;
    return expr;
}

// ---- Choices ---------------------------------------------------------------------------------

struct qg_expr *qg_build_if(struct qg_parser *p, struct qg_expr *when, struct qg_expr *then,
                            struct qg_expr *otherwise, struct qg_span span) {
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_IF, depth3(when, then, otherwise), span);
    expr->as.choice.when = when;
    expr->as.choice.then = then;
    expr->as.choice.otherwise = otherwise;
    return expr;
}

struct qg_under_case *qg_build_under_case(struct qg_parser *p, struct qg_name value,
                                          struct qg_expr *then, struct qg_span span) {
    struct qg_under_case *one = qg_build_node(p, sizeof *one);
    *one = (struct qg_under_case){.value = value, .then = then, .span = span};
    return one;
}

struct qg_expr *qg_build_under(struct qg_parser *p, struct qg_name reading,
                               struct qg_under_cases cases, struct qg_span span) {
    uint32_t below = 1;
    const struct qg_under_case *one = cases.first;
    for (uint32_t i = 0; i < cases.count; i++, one = one->next)
        below = deeper(below, one->then->depth);
    struct qg_expr *expr = qg_build_expr(p, QG_EXPR_UNDER, below, span);
    expr->as.under.reading = reading;
    expr->as.under.cases = cases;
    return expr;
}
