// SPDX-License-Identifier: Apache-2.0
//
// Layouts of expressions. A chain (`a and b and c`, `x + y - z`) has a line for each of its links
// or one for all. A sentence (`A within D after B`) breaks before the words behind its subject.
//
// Recursion is as deep as the tree, which the parser bounds.

#include "format_parts.h"

#include "parser.h"

static void expression(struct qg_pen *pen, const struct qg_expr *expr);

// ---- Chains ----------------------------------------------------------------------------------

enum chain { NO_CHAIN, OR_CHAIN, AND_CHAIN, SUM_CHAIN, PRODUCT_CHAIN };

static enum chain chain_of(const struct qg_expr *expr) {
    switch (expr->kind) {
    case QG_EXPR_OR:
        return OR_CHAIN;
    case QG_EXPR_AND:
        return AND_CHAIN;
    case QG_EXPR_ARITH:
        return expr->as.arith.op == QG_ARITH_MULTIPLY ? PRODUCT_CHAIN : SUM_CHAIN;
    default:
        return NO_CHAIN;
    }
}

static const struct qg_expr *left_of(const struct qg_expr *expr) {
    return expr->kind == QG_EXPR_ARITH ? expr->as.arith.left : expr->as.pair.left;
}

static const struct qg_expr *right_of(const struct qg_expr *expr) {
    return expr->kind == QG_EXPR_ARITH ? expr->as.arith.right : expr->as.pair.right;
}

// Whether parentheses stand around `expr`, which the pen has come to.
static bool parenthesized(const struct qg_pen *pen, const struct qg_expr *expr) {
    return qg_pen_is(pen, QG_T_LPAREN) && qg_pen_start(pen) < expr->span.start;
}

// A part of something larger: what it is broken into is indented further than that.
static void part(struct qg_pen *pen, const struct qg_expr *expr) {
    bool chain = chain_of(expr) != NO_CHAIN && !parenthesized(pen, expr);
    if (chain)
        qg_pen_nest(pen, QG_NEST_HANG);
    qg_format_expr(pen, expr);
    if (chain)
        qg_pen_unnest(pen);
}

static void links(struct qg_pen *pen, const struct qg_expr *expr) {
    const struct qg_expr *left = left_of(expr);
    if (chain_of(left) == chain_of(expr) && !parenthesized(pen, left))
        links(pen, left);
    else
        part(pen, left);
    qg_pen_sep(pen, QG_SEP_LINE);
    qg_pen_token(pen);
    part(pen, right_of(expr));
}

static void chain(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_pen_group(pen);
    links(pen, expr);
    qg_pen_ungroup(pen);
}

// ---- Parentheses and clauses -----------------------------------------------------------------

void qg_format_expr(struct qg_pen *pen, const struct qg_expr *expr) {
    uint32_t open = 0;
    for (; parenthesized(pen, expr); open++)
        qg_pen_token(pen);
    if (open > 0)
        qg_pen_nest(pen, QG_NEST_STEP);
    expression(pen, expr);
    if (open > 0)
        qg_pen_unnest(pen);
    qg_pen_tokens(pen, open);
}

void qg_format_clause(struct qg_pen *pen, uint32_t words, const struct qg_expr *expr) {
    qg_pen_tokens(pen, words);
    qg_pen_nest(pen, QG_NEST_STEP);
    if (expr != NULL)
        qg_format_expr(pen, expr);
    qg_pen_unnest(pen);
}

// What ends in a block of its own need not begin a line.
static bool has_block(const struct qg_pen *pen, const struct qg_expr *expr) {
    return expr->kind == QG_EXPR_UNDER && qg_pen_start(pen) == expr->span.start;
}

void qg_format_value(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_pen_group(pen);
    qg_pen_token(pen);
    qg_pen_nest(pen, QG_NEST_STEP);
    if (!has_block(pen, expr))
        qg_pen_sep(pen, QG_SEP_LINE);
    qg_format_expr(pen, expr);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// ---- Sentences -------------------------------------------------------------------------------

// The words up to `expr` and what stands around it.
static void words_to(struct qg_pen *pen, const struct qg_expr *expr) {
    while (qg_pen_start(pen) < expr->span.start && !qg_pen_is(pen, QG_T_LPAREN))
        qg_pen_token(pen);
}

// What ends in a block breaks there.
static enum qg_sep before_words(const struct qg_expr *expr, const struct qg_expr *last) {
    bool block = last->kind == QG_EXPR_UNDER && last->span.end == expr->span.end;
    return block ? QG_SEP_SPACE : QG_SEP_LINE;
}

// A subject and what is said of it, in one or two further expressions; `third` may be NULL.
static void sentence(struct qg_pen *pen, const struct qg_expr *expr, const struct qg_expr *subject,
                     const struct qg_expr *second, const struct qg_expr *third) {
    const struct qg_expr *rest[] = {second, third};
    qg_pen_group(pen);
    words_to(pen, subject);
    part(pen, subject);
    qg_pen_nest(pen, QG_NEST_HANG);
    qg_pen_sep(pen, before_words(expr, third != NULL ? third : second));
    for (int i = 0; i < 2 && rest[i] != NULL; i++) {
        words_to(pen, rest[i]);
        part(pen, rest[i]);
    }
    qg_pen_until(pen, expr->span.end);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

static void compare(struct qg_pen *pen, const struct qg_expr *expr) {
    sentence(pen, expr, expr->as.compare.left, expr->as.compare.right, NULL);
}

// Words and one expression that belong together: `not X`, `6 months after X`.
static void words_and(struct qg_pen *pen, const struct qg_expr *expr, const struct qg_expr *first,
                      const struct qg_expr *second) {
    words_to(pen, first);
    part(pen, first);
    if (second != NULL) {
        words_to(pen, second);
        part(pen, second);
    }
    qg_pen_until(pen, expr->span.end);
}

static void choice(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_pen_group(pen);
    qg_pen_token(pen);
    part(pen, expr->as.choice.when);
    qg_pen_nest(pen, QG_NEST_HANG);
    qg_pen_sep(pen, QG_SEP_LINE);
    qg_pen_token(pen);
    part(pen, expr->as.choice.then);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// `if … then …` and each `else if …` begin lines where they do not fit on one.
static void choices(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_pen_group(pen);
    for (;;) {
        choice(pen, expr);
        qg_pen_sep(pen, QG_SEP_LINE);
        qg_pen_token(pen);
        expr = expr->as.choice.otherwise;
        if (expr->kind != QG_EXPR_IF || parenthesized(pen, expr))
            break;
    }
    part(pen, expr);
    qg_pen_ungroup(pen);
}

// ---- What ranges over elements ---------------------------------------------------------------

// `where` and its condition, on a line of its own if need be.
static void condition(struct qg_pen *pen, const struct qg_expr *where) {
    qg_pen_nest(pen, QG_NEST_HANG);
    qg_pen_sep(pen, QG_SEP_LINE);
    qg_pen_token(pen);
    part(pen, where);
    qg_pen_unnest(pen);
}

// The same for a condition of several links, which stays beside what it is about: the links are
// what breaks.
static void chained_condition(struct qg_pen *pen, const struct qg_expr *where) {
    qg_pen_nest(pen, QG_NEST_HANG);
    qg_pen_token(pen);
    qg_format_expr(pen, where);
    qg_pen_unnest(pen);
}

// The name, and the list or numbers that it runs over.
static void reach(struct qg_pen *pen, const struct qg_range *range) {
    qg_pen_token(pen);
    if (range->from != NULL) {
        words_to(pen, range->from);
        part(pen, range->from);
    }
    if (range->to != NULL) {
        words_to(pen, range->to);
        part(pen, range->to);
    }
}

void qg_format_range(struct qg_pen *pen, const struct qg_range *range) {
    qg_pen_group(pen);
    reach(pen, range);
    if (range->where != NULL && chain_of(range->where) != NO_CHAIN)
        chained_condition(pen, range->where);
    else if (range->where != NULL)
        condition(pen, range->where);
    qg_pen_ungroup(pen);
}

// Words up to the range, then the range: `some`, `at least 2`, `count of`, `the`.
static void over(struct qg_pen *pen, const struct qg_expr *expr, const struct qg_range *range) {
    qg_pen_until(pen, range->span.start);
    qg_format_range(pen, range);
    qg_pen_until(pen, expr->span.end);
}

static void quantify(struct qg_pen *pen, const struct qg_expr *expr) {
    if (expr->as.quantify.has == NULL) {
        over(pen, expr, expr->as.quantify.range);
        return;
    }
    qg_pen_group(pen);
    qg_pen_token(pen);
    qg_format_range(pen, expr->as.quantify.range);
    qg_pen_nest(pen, QG_NEST_HANG);
    qg_pen_sep(pen, QG_SEP_LINE);
    qg_pen_token(pen);
    part(pen, expr->as.quantify.has);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// `sum of V for each R`.
static void fold(struct qg_pen *pen, const struct qg_expr *expr) {
    const struct qg_expr *value = expr->as.fold.value;
    if (value == NULL) {
        over(pen, expr, expr->as.fold.range);
        return;
    }
    qg_pen_group(pen);
    words_to(pen, value);
    part(pen, value);
    qg_pen_nest(pen, QG_NEST_HANG);
    qg_pen_sep(pen, QG_SEP_LINE);
    over(pen, expr, expr->as.fold.range);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// `latest R by V where C`: the condition of the range stands behind the value.
static void choose(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_pen_group(pen);
    qg_pen_token(pen);
    reach(pen, expr->as.choose.range);
    words_to(pen, expr->as.choose.by);
    part(pen, expr->as.choose.by);
    if (expr->as.choose.range->where != NULL)
        condition(pen, expr->as.choose.range->where);
    qg_pen_ungroup(pen);
}

// ---- Lists -----------------------------------------------------------------------------------

static void items(struct qg_pen *pen, const struct qg_exprs *list, enum qg_sep sep) {
    const struct qg_expr *item = list->first;
    for (uint32_t i = 0; i < list->count; i++, item = item->next) {
        part(pen, item);
        if (i + 1 == list->count)
            break;
        qg_pen_token(pen);
        qg_pen_sep(pen, sep);
    }
}

void qg_format_arguments(struct qg_pen *pen, const struct qg_exprs *list) {
    if (list->count == 0) {
        qg_pen_tokens(pen, 2);
        return;
    }
    qg_format_bracket(pen, QG_SEP_SOFT, QG_NEST_LINE);
    items(pen, list, QG_SEP_LINE);
    qg_format_bracket_end(pen, QG_SEP_SOFT);
}

static void call(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_format_expr(pen, expr->as.call.callee);
    qg_pen_sep(pen, QG_SEP_NONE);
    qg_format_arguments(pen, &expr->as.call.arguments);
}

// `earlier of (A, B)`.
static void pick(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_pen_tokens(pen, 2);
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_format_arguments(pen, &expr->as.pick.items);
}

static void set(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_format_bracket(pen, QG_SEP_LINE, QG_NEST_LINE);
    items(pen, &expr->as.items, QG_SEP_FILL);
    qg_format_bracket_end(pen, QG_SEP_LINE);
}

static void under_case(struct qg_pen *pen, const struct qg_under_case *one) {
    qg_pen_until(pen, one->value.span.end);
    if (chain_of(one->then) != NO_CHAIN)
        qg_format_clause(pen, 1, one->then);
    else
        qg_format_value(pen, one->then);
}

static void under(struct qg_pen *pen, const struct qg_expr *expr) {
    qg_pen_token(pen);
    qg_pen_until(pen, expr->as.under.reading.span.end);
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_format_bracket(pen, QG_SEP_LINE, QG_NEST_LINE);
    for (const struct qg_under_case *one = expr->as.under.cases.first; one; one = one->next) {
        under_case(pen, one);
        if (one->next == NULL)
            break;
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_LINE);
    }
    qg_format_bracket_end(pen, QG_SEP_LINE);
}

// `P46-a`, `paragraph 48-1`.
static void reference(struct qg_pen *pen, const struct qg_expr *expr) {
    bool numbered = qg_pen_start(pen) < expr->as.ref->id.span.start;
    qg_pen_token(pen);
    if (numbered)
        qg_format_number(pen);
}

// ---- All kinds -------------------------------------------------------------------------------

static void question(struct qg_pen *pen, const struct qg_expr *expr) {
    switch (expr->kind) {
    case QG_EXPR_COMPARE:
        compare(pen, expr);
        break;
    case QG_EXPR_IS:
        words_and(pen, expr, expr->as.is.operand, NULL);
        break;
    case QG_EXPR_TERM:
        sentence(pen, expr, expr->as.term.subject, expr->as.term.duration, expr->as.term.anchor);
        break;
    case QG_EXPR_BETWEEN:
    case QG_EXPR_OVERLAPS:
        sentence(pen, expr, expr->as.between.subject, expr->as.between.from, expr->as.between.to);
        break;
    case QG_EXPR_AGE:
        sentence(pen, expr, expr->as.age.person, expr->as.age.duration, expr->as.age.day);
        break;
    case QG_EXPR_SHARE:
        sentence(pen, expr, expr->as.share.part, expr->as.share.ratio, expr->as.share.whole);
        break;
    default:
        qg_pen_until(pen, expr->span.end);
        break;
    }
}

static void value(struct qg_pen *pen, const struct qg_expr *expr) {
    switch (expr->kind) {
    case QG_EXPR_STRING:
        qg_format_strings(pen, expr->span.end);
        break;
    case QG_EXPR_PHRASE:
        qg_format_phrase(pen, expr->as.phrase);
        break;
    case QG_EXPR_REF:
        reference(pen, expr);
        break;
    case QG_EXPR_SET:
        set(pen, expr);
        break;
    case QG_EXPR_FIELD:
        words_and(pen, expr, expr->as.field.base, NULL);
        break;
    case QG_EXPR_CALL:
        call(pen, expr);
        break;
    case QG_EXPR_SHIFT:
        words_and(pen, expr, expr->as.shift.duration, expr->as.shift.anchor);
        break;
    case QG_EXPR_ROLL:
        words_and(pen, expr, expr->as.roll.day, NULL);
        break;
    case QG_EXPR_PICK:
        pick(pen, expr);
        break;
    default:
        question(pen, expr);
        break;
    }
}

static void expression(struct qg_pen *pen, const struct qg_expr *expr) {
    switch (expr->kind) {
    case QG_EXPR_AND:
    case QG_EXPR_OR:
    case QG_EXPR_ARITH:
        chain(pen, expr);
        break;
    case QG_EXPR_NOT:
        qg_pen_token(pen);
        part(pen, expr->as.operand);
        break;
    case QG_EXPR_QUANTIFY:
        quantify(pen, expr);
        break;
    case QG_EXPR_FOLD:
        fold(pen, expr);
        break;
    case QG_EXPR_CHOOSE:
        choose(pen, expr);
        break;
    case QG_EXPR_THE:
        over(pen, expr, expr->as.range);
        break;
    case QG_EXPR_IF:
        choices(pen, expr);
        break;
    case QG_EXPR_UNDER:
        under(pen, expr);
        break;
    default:
        value(pen, expr);
        break;
    }
}
