// SPDX-License-Identifier: Apache-2.0
//
// Expressions of the listing: one line, operator first. Every kind has its own row or its own
// small function, in the order of enum qg_expr_kind.

#include "tree_print.h"

#include "date.h"

#include <inttypes.h>
#include <stdio.h>

// ---- Small parts -----------------------------------------------------------------------------

// ` (child)`, or nothing for a child that is not there.
static void print_child(struct qg_text *out, const struct qg_expr *child) {
    if (child == NULL)
        return;
    qg_text_char(out, ' ');
    qg_expr_print(child, out);
}

static void print_list(struct qg_text *out, const struct qg_exprs *list) {
    for (const struct qg_expr *item = list->first; item != NULL; item = item->next)
        print_child(out, item);
}

// `(head a b c)`, of which any child may be NULL.
static void print_node(struct qg_text *out, const char *head, const struct qg_expr *a,
                       const struct qg_expr *b, const struct qg_expr *c) {
    qg_text_char(out, '(');
    qg_text_addz(out, head);
    print_child(out, a);
    print_child(out, b);
    print_child(out, c);
    qg_text_char(out, ')');
}

void qg_quoted_print(struct qg_str text, struct qg_text *out) {
    qg_text_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"' || c == '\\')
            qg_text_char(out, '\\');
        if ((unsigned char)c < ' ')
            qg_text_printf(out, "\\x%02x", (unsigned)(unsigned char)c);
        else
            qg_text_char(out, c);
    }
    qg_text_char(out, '"');
}

static void print_message(struct qg_text *out, const struct qg_message_syntax *message) {
    for (const struct qg_piece_syntax *piece = message->first; piece != NULL; piece = piece->next) {
        if (piece->hole != NULL) {
            print_child(out, piece->hole);
            continue;
        }
        qg_text_char(out, ' ');
        qg_quoted_print(piece->text, out);
    }
}

void qg_langs_print(const struct qg_langs *langs, struct qg_text *out) {
    static const char *const names[QG_LANGS] = {"en", "ru", "kk"};
    for (int i = 0; i < QG_LANGS; i++) {
        if (langs->in[i] == NULL)
            continue;
        qg_text_printf(out, " (%s", names[i]);
        print_message(out, langs->in[i]);
        qg_text_char(out, ')');
    }
}

void qg_ref_print(const struct qg_ref *ref, struct qg_text *out) {
    static const char *const words[] = {
        [QG_REF_RULE] = "",
        [QG_REF_PARAGRAPH] = "paragraph-",
        [QG_REF_CHAPTER] = "chapter-",
        [QG_REF_APPENDIX] = "appendix-",
        [QG_REF_PREAMBLE] = "preamble",
        [QG_REF_ACT] = "act",
    };
    qg_text_addz(out, words[ref->kind]);
    qg_text_add(out, ref->id.text);
}

// ---- Literals --------------------------------------------------------------------------------

static void print_unit(struct qg_text *out, bool given, int32_t number, char unit) {
    if (given)
        qg_text_printf(out, " %" PRId32 "%c", number, unit);
}

static void print_duration(struct qg_text *out, const struct qg_duration *duration) {
    qg_text_addz(out, "(duration");
    print_unit(out, duration->in_months, duration->months, 'm');
    print_unit(out, duration->in_days, duration->days, 'd');
    print_unit(out, duration->in_workdays, duration->workdays, 'w');
    qg_text_char(out, ')');
}

static void print_date(struct qg_text *out, int32_t date) {
    char text[QG_DATE_TEXT];
    qg_date_format(date, text);
    qg_text_addz(out, text);
}

// ---- What has its own form -------------------------------------------------------------------

void qg_range_print(const struct qg_range *range, struct qg_text *out) {
    qg_text_add(out, range->name.text);
    if (range->kind == QG_RANGE_LIST)
        qg_text_addz(out, " in");
    else if (range->kind == QG_RANGE_NUMBERS)
        qg_text_addz(out, " from-to");
    print_child(out, range->from);
    print_child(out, range->to);
    if (range->where == NULL)
        return;
    qg_text_char(out, ' ');
    print_node(out, "where", range->where, NULL, NULL);
}

static void print_roll(struct qg_text *out, const struct qg_roll *roll) {
    if (!roll->given)
        return;
    qg_text_addz(out, " (to-working-day");
    if (qg_name_given(&roll->calendar))
        qg_text_printf(out, " %.*s", QG_STR_ARG(roll->calendar.text));
    qg_text_char(out, ')');
}

static void print_ranged(struct qg_text *out, const char *head, const struct qg_expr *first,
                         const struct qg_range *range, const struct qg_expr *last) {
    qg_text_printf(out, "(%s", head);
    print_child(out, first);
    qg_text_addz(out, " (over ");
    qg_range_print(range, out);
    qg_text_char(out, ')');
    print_child(out, last);
    qg_text_char(out, ')');
}

static void print_term(struct qg_text *out, const struct qg_expr *expr) {
    static const char *const heads[] = {
        [QG_TERM_AT_LEAST_BEFORE] = "at-least-before",
        [QG_TERM_AT_LEAST_AFTER] = "at-least-after",
        [QG_TERM_WITHIN_BEFORE] = "within-before",
        [QG_TERM_WITHIN_AFTER] = "within-after",
        [QG_TERM_NOT_EARLIER_AFTER] = "not-earlier-after",
        [QG_TERM_NOT_EARLIER_BEFORE] = "not-earlier-before",
        [QG_TERM_NOT_LATER_AFTER] = "not-later-after",
        [QG_TERM_NOT_LATER_BEFORE] = "not-later-before",
    };
    qg_text_printf(out, "(%s", heads[expr->as.term.op]);
    print_child(out, expr->as.term.subject);
    print_child(out, expr->as.term.duration);
    print_child(out, expr->as.term.anchor);
    print_roll(out, &expr->as.term.roll);
    qg_text_char(out, ')');
}

static void print_compare(struct qg_text *out, const struct qg_expr *expr) {
    static const char *const heads[] = {
        [QG_COMPARE_EQUAL] = "=",
        [QG_COMPARE_UNEQUAL] = "!=",
        [QG_COMPARE_LESS] = "<",
        [QG_COMPARE_AT_MOST] = "<=",
        [QG_COMPARE_MORE] = ">",
        [QG_COMPARE_AT_LEAST] = ">=",
        [QG_COMPARE_IN] = "in",
        [QG_COMPARE_NOT_IN] = "not-in",
        [QG_COMPARE_BEFORE] = "before",
        [QG_COMPARE_NOT_BEFORE] = "not-before",
        [QG_COMPARE_AFTER] = "after",
        [QG_COMPARE_NOT_AFTER] = "not-after",
        [QG_COMPARE_COVERS] = "covers",
        [QG_COMPARE_OVERLAPS] = "overlaps",
        [QG_COMPARE_ALL_IN] = "all-in",
        [QG_COMPARE_SHARES_NONE] = "shares-none",
        [QG_COMPARE_SAME_SET] = "same-set",
    };
    print_node(out, heads[expr->as.compare.op], expr->as.compare.left, expr->as.compare.right,
               NULL);
}

static void print_is(struct qg_text *out, const struct qg_expr *expr) {
    static const char *const heads[] = {
        [QG_IS_RECORDED] = "is-recorded", [QG_IS_NOT_RECORDED] = "is-not-recorded",
        [QG_IS_THERE] = "exists",         [QG_IS_ODD] = "is-odd",
        [QG_IS_EVEN] = "is-even",
    };
    print_node(out, heads[expr->as.is.op], expr->as.is.operand, NULL, NULL);
}

static void print_share(struct qg_text *out, const struct qg_expr *expr) {
    static const char *const heads[] = {
        [QG_SHARE_AT_LEAST] = "at-least-share",
        [QG_SHARE_MORE_THAN] = "more-than-share",
        [QG_SHARE_AT_MOST] = "at-most-share",
    };
    print_node(out, heads[expr->as.share.op], expr->as.share.part, expr->as.share.ratio,
               expr->as.share.whole);
}

static void print_arith(struct qg_text *out, const struct qg_expr *expr) {
    static const char *const heads[] = {"+", "-", "*"};
    print_node(out, heads[expr->as.arith.op], expr->as.arith.left, expr->as.arith.right, NULL);
}

static void print_fold(struct qg_text *out, const struct qg_expr *expr) {
    static const char *const heads[] = {"count", "sum", "earliest-of", "latest-of"};
    print_ranged(out, heads[expr->as.fold.op], expr->as.fold.value, expr->as.fold.range, NULL);
}

static void print_quantify(struct qg_text *out, const struct qg_expr *expr) {
    static const char *const heads[] = {"some", "no", "every", "at-least", "at-most", "exactly"};
    enum qg_quantifier op = expr->as.quantify.op;
    char head[40];
    if (op < QG_QUANTIFIER_AT_LEAST)
        (void)snprintf(head, sizeof head, "%s", heads[op]);
    else
        (void)snprintf(head, sizeof head, "%s %" PRId64, heads[op], expr->as.quantify.number);
    print_ranged(out, head, NULL, expr->as.quantify.range, expr->as.quantify.has);
}

static void print_under(struct qg_text *out, const struct qg_expr *expr) {
    qg_text_printf(out, "(under %.*s", QG_STR_ARG(expr->as.under.reading.text));
    for (const struct qg_under_case *one = expr->as.under.cases.first; one; one = one->next) {
        qg_text_printf(out, " (%.*s", QG_STR_ARG(one->value.text));
        print_child(out, one->then);
        qg_text_char(out, ')');
    }
    qg_text_char(out, ')');
}

static void print_stretch(struct qg_text *out, const struct qg_stretch_syntax *stretch) {
    static const char *const heads[] = {
        [QG_STRETCH_TO] = "to",           [QG_STRETCH_AT_LEAST] = "at-least",
        [QG_STRETCH_AT_MOST] = "at-most", [QG_STRETCH_MORE_THAN] = "more-than",
        [QG_STRETCH_FROM] = "from",       [QG_STRETCH_LESS_THAN] = "less-than",
        [QG_STRETCH_BEFORE] = "before",   [QG_STRETCH_NOT_AFTER] = "not-after",
        [QG_STRETCH_AFTER] = "after",
    };
    qg_text_char(out, ' ');
    if (stretch->kind == QG_STRETCH_ONE)
        qg_expr_print(stretch->value, out);
    else
        print_node(out, heads[stretch->kind], stretch->value, stretch->to, NULL);
}

static void print_cells(struct qg_text *out, const char *head, const struct qg_cells *cells) {
    qg_text_printf(out, " (%s", head);
    for (const struct qg_cell_syntax *cell = cells->first; cell != NULL; cell = cell->next) {
        bool several = cell->stretches.count > 1;
        qg_text_addz(out, cell->stretches.count == 0 ? " any" : several ? " (set" : "");
        for (const struct qg_stretch_syntax *s = cell->stretches.first; s != NULL; s = s->next)
            print_stretch(out, s);
        qg_text_addz(out, several ? ")" : "");
    }
    qg_text_char(out, ')');
}

// `(table (row (when full (at-least 10)) 30) (row (else) 20))`
static void print_table(struct qg_text *out, const struct qg_table_syntax *table) {
    qg_text_addz(out, "(table");
    if (qg_name_given(&table->across))
        print_cells(out, "across", &table->columns);
    for (const struct qg_row_syntax *row = table->rows.first; row != NULL; row = row->next) {
        qg_text_addz(out, " (row");
        print_cells(out, row->otherwise ? "else" : "when", &row->cells);
        print_list(out, &row->results);
        qg_text_char(out, ')');
    }
    qg_text_char(out, ')');
}

static void print_listed(struct qg_text *out, const char *head, const struct qg_expr *first,
                         const struct qg_exprs *list) {
    qg_text_printf(out, "(%s", head);
    print_child(out, first);
    print_list(out, list);
    qg_text_char(out, ')');
}

static void print_phrase(struct qg_text *out, const struct qg_langs *phrase) {
    qg_text_addz(out, "(phrase");
    qg_langs_print(phrase, out);
    qg_text_char(out, ')');
}

// ---- All kinds -------------------------------------------------------------------------------

static void print_literal(const struct qg_expr *expr, struct qg_text *out) {
    switch (expr->kind) {
    case QG_EXPR_INT:
        qg_text_number(out, expr->as.number);
        break;
    case QG_EXPR_STRING:
        qg_quoted_print(expr->as.text, out);
        break;
    case QG_EXPR_DATE:
        print_date(out, expr->as.date);
        break;
    case QG_EXPR_BOOL:
        qg_text_addz(out, expr->as.truth ? "true" : "false");
        break;
    case QG_EXPR_UNKNOWN:
        qg_text_addz(out, "unknown");
        break;
    case QG_EXPR_DURATION:
        print_duration(out, &expr->as.duration);
        break;
    case QG_EXPR_RATIO:
        qg_text_printf(out, "%" PRId32 "/%" PRId32, expr->as.ratio.numerator,
                       expr->as.ratio.denominator);
        break;
    case QG_EXPR_PHRASE:
        print_phrase(out, expr->as.phrase);
        break;
    case QG_EXPR_REF:
        qg_ref_print(expr->as.ref, out);
        break;
    default:
        qg_text_addz(out, "(error)");
        break;
    }
}

static void print_question(const struct qg_expr *expr, struct qg_text *out) {
    switch (expr->kind) {
    case QG_EXPR_COMPARE:
        print_compare(out, expr);
        break;
    case QG_EXPR_IS:
        print_is(out, expr);
        break;
    case QG_EXPR_TERM:
        print_term(out, expr);
        break;
    case QG_EXPR_BETWEEN:
    case QG_EXPR_OVERLAPS:
        print_node(out, expr->kind == QG_EXPR_BETWEEN ? "between" : "overlaps",
                   expr->as.between.subject, expr->as.between.from, expr->as.between.to);
        break;
    case QG_EXPR_AGE:
        print_node(out, expr->as.age.younger ? "younger" : "at-least-old", expr->as.age.person,
                   expr->as.age.duration, expr->as.age.day);
        break;
    case QG_EXPR_SHARE:
        print_share(out, expr);
        break;
    default:
        print_literal(expr, out);
        break;
    }
}

static void print_value(const struct qg_expr *expr, struct qg_text *out) {
    switch (expr->kind) {
    case QG_EXPR_ARITH:
        print_arith(out, expr);
        break;
    case QG_EXPR_SHIFT:
        print_node(out, expr->as.shift.back ? "shift-before" : "shift-after",
                   expr->as.shift.duration, expr->as.shift.anchor, NULL);
        break;
    case QG_EXPR_ROLL:
        qg_text_addz(out, "(roll");
        print_child(out, expr->as.roll.day);
        print_roll(out, &expr->as.roll.how);
        qg_text_char(out, ')');
        break;
    case QG_EXPR_PICK:
        print_listed(out, expr->as.pick.later ? "later-of" : "earlier-of", NULL,
                     &expr->as.pick.items);
        break;
    case QG_EXPR_FOLD:
        print_fold(out, expr);
        break;
    case QG_EXPR_CHOOSE:
        print_ranged(out, expr->as.choose.latest ? "latest" : "earliest", NULL,
                     expr->as.choose.range, expr->as.choose.by);
        break;
    case QG_EXPR_THE:
        print_ranged(out, "the", NULL, expr->as.range, NULL);
        break;
    default:
        print_question(expr, out);
        break;
    }
}

void qg_expr_print(const struct qg_expr *expr, struct qg_text *out) {
    switch (expr->kind) {
    case QG_EXPR_NAME:
        qg_text_add(out, expr->as.name.text);
        break;
    case QG_EXPR_FIELD:
        qg_expr_print(expr->as.field.base, out);
        qg_text_printf(out, ".%.*s", QG_STR_ARG(expr->as.field.name.text));
        break;
    case QG_EXPR_CALL:
        print_listed(out, "call", expr->as.call.callee, &expr->as.call.arguments);
        break;
    case QG_EXPR_SET:
        print_listed(out, "set", NULL, &expr->as.items);
        break;
    case QG_EXPR_NOT:
        print_node(out, "not", expr->as.operand, NULL, NULL);
        break;
    case QG_EXPR_AND:
    case QG_EXPR_OR:
        print_node(out, expr->kind == QG_EXPR_AND ? "and" : "or", expr->as.pair.left,
                   expr->as.pair.right, NULL);
        break;
    case QG_EXPR_QUANTIFY:
        print_quantify(out, expr);
        break;
    case QG_EXPR_IF:
        print_node(out, "if", expr->as.choice.when, expr->as.choice.then,
                   expr->as.choice.otherwise);
        break;
    case QG_EXPR_UNDER:
        print_under(out, expr);
        break;
    case QG_EXPR_TABLE:
        print_table(out, expr->as.table);
        break;
    default:
        print_value(expr, out);
        break;
    }
}
