// SPDX-License-Identifier: Apache-2.0
//
// Expressions: literals, names, logic, arithmetic, choices; everything else goes to the file that
// knows about it.
#include "expr.h"

#include "node.h"
#include "resolve.h"
#include "shape.h"
#include "symbols.h"

// ---- Wanted shapes ----------------------------------------------------------------------------

void qg_check_report_type(struct qg_checker *ck, struct qg_span span, struct qg_str wanted,
                          struct qg_shape got) {
    struct qg_str words = qg_shape_words(ck, got);
    qg_check_error(ck, WRONG_TYPE, span, "%.*s is needed here, this is %.*s", QG_STR_ARG(wanted),
                   QG_STR_ARG(words));
}

struct qg_node *qg_check_shape(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e, struct qg_shape wanted) {
    struct qg_node *node = qg_check_expr(ck, env, e, &wanted);
    if (node == NULL || qg_shape_same(node->shape, wanted))
        return node;
    qg_check_report_type(ck, e->span, qg_shape_words(ck, wanted), node->shape);
    return NULL;
}

struct qg_node *qg_check_kind(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e, enum qg_kind wanted) {
    return qg_check_shape(ck, env, e, qg_shape_plain(wanted));
}

struct qg_node *qg_check_object(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e) {
    struct qg_node *node = qg_check_expr(ck, env, e, NULL);
    if (node == NULL || node->shape.kind == QG_KIND_OBJECT)
        return node;
    qg_check_report_type(ck, e->span, QG_STR("an element"), node->shape);
    return NULL;
}

// ---- Literals ---------------------------------------------------------------------------------

// The number of a text constant, from 1.
static int32_t text_symbol(struct qg_checker *ck, struct qg_str text) {
    uint32_t name = qg_check_symbol(ck, text);
    uint32_t known = qg_check_find(ck, QG_OWN_TEXT, name);
    if (known == QG_TABLE_NOTHING && qg_check_push(ck, symbols, qg_check_keep(ck, text)) &&
        qg_check_put(ck, QG_OWN_TEXT, name, ck->symbols.len))
        known = ck->symbols.len;
    return (int32_t)known;
}

static struct qg_node *check_literal(struct qg_checker *ck, const struct qg_expr *e,
                                     const struct qg_shape *hint) {
    bool id = hint != NULL && hint->kind == QG_KIND_ID;
    switch (e->kind) {
    case QG_EXPR_INT:
        return qg_node_const(ck, qg_shape_plain(QG_KIND_COUNT), (int32_t)e->as.number, e->span);
    case QG_EXPR_STRING:
        return qg_node_const(ck, qg_shape_plain(id ? QG_KIND_ID : QG_KIND_TEXT),
                             text_symbol(ck, e->as.text), e->span);
    case QG_EXPR_DATE:
        return qg_node_const(ck, qg_shape_plain(QG_KIND_DATE), e->as.date, e->span);
    default:
        return qg_node_const(ck, qg_shape_plain(QG_KIND_BOOL), e->as.truth, e->span);
    }
}

// `unknown`, of the kind that its place asks for; by itself it is a truth.
static struct qg_node *check_unknown(struct qg_checker *ck, const struct qg_expr *e,
                                     const struct qg_shape *hint) {
    bool asked = hint != NULL && (hint->kind == QG_KIND_DATE || hint->kind == QG_KIND_COUNT ||
                                  hint->kind == QG_KIND_ENUM);
    return qg_node_new(ck, QG_N_UNKNOWN, asked ? *hint : qg_shape_plain(QG_KIND_BOOL), e->span);
}

// A literal of a form that only templates pass on.
// What has a meaning in its place and nowhere else.
static struct qg_node *not_a_value(struct qg_checker *ck, const struct qg_expr *e) {
    static const struct {
        const char *what, *use;
    } words[] = {
        [QG_EXPR_DURATION] = {"a duration", "Say where it begins: `3 years after DATE`."},
        [QG_EXPR_RATIO] = {"a ratio", "Compare with it: `N is at least 2/3 of M`."},
        [QG_EXPR_PHRASE] = {"a phrase", "Phrases are arguments of templates."},
        [QG_EXPR_REF] = {"the id of a rule", "Ids of rules are arguments of templates."},
        [QG_EXPR_SET] = {"a set", "Ask `X in { … }`."},
    };
    struct qg_diag *d =
        qg_check_error(ck, NOT_A_VALUE, e->span, "%s is not a value", words[e->kind].what);
    qg_diag_hint(d, "%s", words[e->kind].use);
    return NULL;
}

// ---- Names ------------------------------------------------------------------------------------

static void report_no_value(struct qg_checker *ck, const struct qg_expr *e, uint16_t enumeration) {
    const struct qg_enum *en = &ck->enums.at[enumeration];
    struct qg_diag *d = qg_check_error(ck, UNKNOWN_VALUE, e->span, "`%.*s` is no value of `%.*s`",
                                       QG_STR_ARG(e->as.name.text), QG_STR_ARG(en->name));
    qg_check_suggest(d, e->as.name.text, en->values, en->count);
}

// A bare name where a value of an enum is wanted: what is in scope counts if it is of that enum,
// so that a field `decision` is not taken for the value `decision`.
static struct qg_node *check_enum_name(struct qg_checker *ck, const struct qg_binding *env,
                                       const struct qg_expr *e, struct qg_shape wanted) {
    uint32_t symbol = qg_check_symbol(ck, e->as.name.text);
    uint32_t ordinal =
        qg_check_find(ck, qg_owner_of(QG_OWN_ENUM_VALUE, wanted.enumeration), symbol);
    struct qg_node *node = NULL;
    bool known = qg_resolve_is_known(ck, env, &e->as.name);
    if (ordinal == QG_TABLE_NOTHING && !known) {
        report_no_value(ck, e, wanted.enumeration);
        return NULL;
    }
    bool found = qg_resolve_is_bound(ck, env, &e->as.name) || ordinal == QG_TABLE_NOTHING;
    if (found && qg_resolve_try(ck, env, &e->as.name, &node) &&
        (ordinal == QG_TABLE_NOTHING || (node != NULL && qg_shape_same(node->shape, wanted))))
        return node;
    return qg_node_const(ck, wanted, (int32_t)ordinal, e->span);
}

static struct qg_node *check_name(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e, const struct qg_shape *hint) {
    if (hint != NULL && hint->kind == QG_KIND_ENUM)
        return check_enum_name(ck, env, e, *hint);
    return qg_resolve_name(ck, env, &e->as.name);
}

// `module.name`: only where no variable, field or noun has the module's name.
static bool check_module_name(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e, struct qg_node **out) {
    const struct qg_expr *base = e->as.field.base;
    if (base->kind != QG_EXPR_NAME || qg_resolve_is_bound(ck, env, &base->as.name) ||
        qg_symbols_module(ck, &base->as.name) == QG_TABLE_NOTHING)
        return false;
    struct qg_name whole = {.text = qg_sources_slice(&ck->c->sources, e->span), .span = e->span};
    *out = qg_resolve_name(ck, NULL, &whole);
    return true;
}

static struct qg_node *check_field(struct qg_checker *ck, const struct qg_binding *env,
                                   const struct qg_expr *e) {
    struct qg_node *node;
    if (check_module_name(ck, env, e, &node))
        return node;
    return qg_resolve_field(ck, qg_check_expr(ck, env, e->as.field.base, NULL), &e->as.field.name);
}

// ---- Pairs ------------------------------------------------------------------------------------

// A bare name that nothing but an enum can explain.
static bool is_unexplained(struct qg_checker *ck, const struct qg_binding *env,
                           const struct qg_expr *e) {
    return e->kind == QG_EXPR_NAME && !qg_resolve_is_known(ck, env, &e->as.name);
}

static bool waits_for_hint(struct qg_checker *ck, const struct qg_binding *env,
                           const struct qg_expr *e) {
    return e->kind == QG_EXPR_STRING || is_unexplained(ck, env, e);
}

bool qg_check_pair(struct qg_checker *ck, const struct qg_binding *env, const struct qg_expr *left,
                   const struct qg_expr *right, struct qg_node **a, struct qg_node **b) {
    bool turned = waits_for_hint(ck, env, left);
    if (is_unexplained(ck, env, left) && is_unexplained(ck, env, right)) {
        // One of them is misspelt; as a rule the one on the left, since values stand on the right.
        *a = qg_check_expr(ck, env, left, NULL);
        *b = NULL;
        return false;
    }
    struct qg_node **first = turned ? b : a, **second = turned ? a : b;
    *first = qg_check_expr(ck, env, turned ? right : left, NULL);
    const struct qg_expr *rest = turned ? left : right;
    // Without a hint a bare value of an enum would look like a second mistake.
    bool silent = *first == NULL && waits_for_hint(ck, env, rest);
    *second =
        silent ? NULL : qg_check_expr(ck, env, rest, *first != NULL ? &(*first)->shape : NULL);
    return *a != NULL && *b != NULL;
}

static struct qg_node *report_operands(struct qg_checker *ck, const struct qg_expr *e,
                                       const struct qg_node *a, const struct qg_node *b) {
    struct qg_str x = qg_shape_words(ck, a->shape), y = qg_shape_words(ck, b->shape);
    struct qg_diag *d = qg_check_error(ck, OPERANDS, e->span, "%.*s and %.*s do not go together",
                                       QG_STR_ARG(x), QG_STR_ARG(y));
    qg_diag_label(d, a->span, "%.*s", QG_STR_ARG(x));
    qg_diag_label(d, b->span, "%.*s", QG_STR_ARG(y));
    return NULL;
}

// ---- Logic and arithmetic ---------------------------------------------------------------------

static struct qg_node *check_logic(struct qg_checker *ck, const struct qg_binding *env,
                                   const struct qg_expr *e) {
    struct qg_node *a = qg_check_truth(ck, env, e->as.pair.left);
    struct qg_node *b = qg_check_truth(ck, env, e->as.pair.right);
    return qg_node_truth(ck, e->kind == QG_EXPR_AND ? QG_N_AND : QG_N_OR, a, b, e->span);
}

// `3 * n`: by a literal only, so that no product can leave its bounds unseen.
static struct qg_node *check_multiply(struct qg_checker *ck, const struct qg_binding *env,
                                      const struct qg_expr *e) {
    const struct qg_expr *left = e->as.arith.left, *right = e->as.arith.right;
    const struct qg_expr *literal = left->kind == QG_EXPR_INT ? left : right;
    if (literal->kind != QG_EXPR_INT) {
        qg_check_error(ck, NOT_LITERAL, e->span, "one side of `*` has to be a number as such");
        return NULL;
    }
    struct qg_node *a = qg_check_count(ck, env, literal == left ? right : left);
    struct qg_node *node = qg_node_unary(ck, QG_N_TIMES, qg_shape_plain(QG_KIND_COUNT), a, e->span);
    if (node != NULL)
        node->number = (int32_t)literal->as.number;
    return node;
}

static struct qg_node *check_arith(struct qg_checker *ck, const struct qg_binding *env,
                                   const struct qg_expr *e) {
    if (e->as.arith.op == QG_ARITH_MULTIPLY)
        return check_multiply(ck, env, e);
    if (qg_check_is_duration(ck, env, e->as.arith.right))
        return qg_check_date_arith(ck, env, e);
    struct qg_node *a, *b;
    if (!qg_check_pair(ck, env, e->as.arith.left, e->as.arith.right, &a, &b))
        return NULL;
    if (a->shape.kind != QG_KIND_COUNT || b->shape.kind != QG_KIND_COUNT)
        return report_operands(ck, e, a, b);
    enum qg_node_kind kind = e->as.arith.op == QG_ARITH_ADD ? QG_N_ADD : QG_N_SUBTRACT;
    return qg_node_binary(ck, kind, a->shape, a, b, e->span);
}

// ---- Choices ----------------------------------------------------------------------------------

static struct qg_node *check_if(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e, const struct qg_shape *hint) {
    struct qg_node *when = qg_check_truth(ck, env, e->as.choice.when), *a, *b;
    if (hint != NULL) {
        a = qg_check_expr(ck, env, e->as.choice.then, hint);
        b = qg_check_expr(ck, env, e->as.choice.otherwise, hint);
    } else {
        qg_check_pair(ck, env, e->as.choice.then, e->as.choice.otherwise, &a, &b);
    }
    if (a != NULL && b != NULL && !qg_shape_same(a->shape, b->shape))
        return report_operands(ck, e, a, b);
    struct qg_node *node =
        a != NULL && b != NULL ? qg_node_unary(ck, QG_N_IF, a->shape, when, e->span) : NULL;
    if (node != NULL) {
        node->b = a;
        node->c = b;
    }
    return node;
}

// The place of a case among the values of its reading; false after a report.
static bool find_case(struct qg_checker *ck, const struct qg_under_case *c, uint32_t reading,
                      struct qg_node **items, uint32_t *out) {
    const struct qg_reading *r = &ck->readings.at[reading];
    uint32_t symbol = qg_check_symbol(ck, c->value.text);
    *out = qg_check_find(ck, qg_owner_of(QG_OWN_READING_VALUE, reading), symbol);
    if (*out == QG_TABLE_NOTHING) {
        struct qg_diag *d =
            qg_check_error(ck, UNKNOWN_READING, c->value.span, "`%.*s` is no value of `%.*s`",
                           QG_STR_ARG(c->value.text), QG_STR_ARG(r->name));
        qg_check_suggest(d, c->value.text, r->values, r->count);
    } else if (items[*out] != NULL) {
        qg_check_error(ck, CASES, c->value.span, "the case `%.*s` stands twice",
                       QG_STR_ARG(c->value.text));
        return false;
    }
    return *out != QG_TABLE_NOTHING;
}

// Checks all cases into their places. The first one that has a shape is the hint for the others.
static bool check_cases(struct qg_checker *ck, const struct qg_binding *env,
                        const struct qg_expr *e, uint32_t reading, const struct qg_shape *hint,
                        struct qg_node **items) {
    bool good = items != NULL;
    uint32_t at;
    for (const struct qg_under_case *c = e->as.under.cases.first; c != NULL && items != NULL;
         c = c->next) {
        if (!find_case(ck, c, reading, items, &at)) {
            good = false;
            continue;
        }
        items[at] = qg_check_expr(ck, env, c->then, hint);
        good = good && items[at] != NULL;
        if (hint == NULL && items[at] != NULL)
            hint = &items[at]->shape;
    }
    return good;
}

static void report_missing_case(struct qg_checker *ck, const struct qg_expr *e,
                                const struct qg_reading *r, uint32_t at) {
    struct qg_diag *d = qg_check_error(ck, CASES, e->as.under.reading.span,
                                       "the case `%.*s` is missing", QG_STR_ARG(r->values[at]));
    qg_diag_label(d, r->span, "the reading and its values");
}

// Whether every value of the reading has its case, and all are of one shape.
static bool is_whole(struct qg_checker *ck, const struct qg_expr *e, const struct qg_reading *r,
                     struct qg_node **items) {
    for (uint32_t i = 0; i < r->count; i++) {
        if (items[i] == NULL) {
            report_missing_case(ck, e, r, i);
            return false;
        }
        if (!qg_shape_same(items[i]->shape, items[0]->shape)) {
            report_operands(ck, e, items[0], items[i]);
            return false;
        }
    }
    return r->count > 0;
}

static struct qg_node *check_under(struct qg_checker *ck, const struct qg_binding *env,
                                   const struct qg_expr *e, const struct qg_shape *hint) {
    const struct qg_declared *d =
        qg_symbols_find(ck, QG_OWN_READING, &e->as.under.reading, QG_E_UNKNOWN_READING, "reading");
    if (d == NULL || d->index >= ck->readings.len)
        return NULL;
    uint32_t count = ck->readings.at[d->index].count;
    struct qg_node **items = qg_check_alloc(ck, count, sizeof(struct qg_node *));
    if (!check_cases(ck, env, e, d->index, hint, items) ||
        !is_whole(ck, e, &ck->readings.at[d->index], items))
        return NULL;
    struct qg_node *node = qg_node_new(ck, QG_N_CHOOSE, items[0]->shape, e->span);
    if (node != NULL) {
        node->index = (int32_t)d->index;
        node->items = items;
        node->item_count = count;
    }
    return node;
}

// `earlier of (A, B)`, `later of (A, B)`.
static struct qg_node *check_pick(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e) {
    uint32_t count = 0;
    struct qg_node **items = qg_check_alloc(ck, e->as.pick.items.count, sizeof(struct qg_node *));
    if (items == NULL)
        return NULL;
    for (const struct qg_expr *item = e->as.pick.items.first; item != NULL; item = item->next)
        items[count++] = qg_check_date(ck, env, item);
    return qg_node_join(ck, e->as.pick.later ? QG_N_MAX : QG_N_MIN, items, count, e->span);
}

// ---- All kinds --------------------------------------------------------------------------------

static struct qg_node *check_value(struct qg_checker *ck, const struct qg_binding *env,
                                   const struct qg_expr *e, const struct qg_shape *hint) {
    switch (e->kind) {
    case QG_EXPR_ERROR:
        return NULL;
    case QG_EXPR_UNKNOWN:
        return check_unknown(ck, e, hint);
    case QG_EXPR_INT:
    case QG_EXPR_STRING:
    case QG_EXPR_DATE:
    case QG_EXPR_BOOL:
        return check_literal(ck, e, hint);
    case QG_EXPR_DURATION:
    case QG_EXPR_RATIO:
    case QG_EXPR_PHRASE:
    case QG_EXPR_REF:
    case QG_EXPR_SET:
        return not_a_value(ck, e);
    case QG_EXPR_NAME:
        return check_name(ck, env, e, hint);
    case QG_EXPR_FIELD:
        return check_field(ck, env, e);
    case QG_EXPR_CALL:
        return qg_check_call(ck, env, e);
    case QG_EXPR_NOT:
        return qg_node_not(ck, qg_check_truth(ck, env, e->as.operand), e->span);
    case QG_EXPR_AND:
    case QG_EXPR_OR:
        return check_logic(ck, env, e);
    case QG_EXPR_COMPARE:
        return qg_check_compare(ck, env, e);
    case QG_EXPR_IS:
        return qg_check_is(ck, env, e);
    case QG_EXPR_TERM:
        return qg_check_term(ck, env, e);
    case QG_EXPR_BETWEEN:
        return qg_check_between(ck, env, e);
    case QG_EXPR_OVERLAPS:
        return qg_check_overlaps(ck, env, e);
    case QG_EXPR_AGE:
        return qg_check_age(ck, env, e);
    case QG_EXPR_SHARE:
        return qg_check_share(ck, env, e);
    case QG_EXPR_ARITH:
        return check_arith(ck, env, e);
    case QG_EXPR_SHIFT:
        return qg_check_shift(ck, env, e);
    case QG_EXPR_ROLL:
        return qg_check_roll(ck, env, e);
    case QG_EXPR_PICK:
        return check_pick(ck, env, e);
    case QG_EXPR_FOLD:
        return qg_check_fold(ck, env, e);
    case QG_EXPR_CHOOSE:
        return qg_check_choose(ck, env, e);
    case QG_EXPR_THE:
        return qg_check_the(ck, env, e);
    case QG_EXPR_QUANTIFY:
        return qg_check_quantify(ck, env, e);
    case QG_EXPR_IF:
        return check_if(ck, env, e, hint);
    case QG_EXPR_UNDER:
        return check_under(ck, env, e, hint);
    case QG_EXPR_TABLE:
        return qg_check_table(ck, env, e, hint);
    }
    return NULL;
}

struct qg_node *qg_check_expr(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e, const struct qg_shape *hint) {
    enum { DEPTH_LIMIT = 2 * QG_TREE_DEPTH_LIMIT }; // arguments of templates stand in expressions
    if (e == NULL || ck->failed)
        return NULL;
    if (ck->frame->depth >= DEPTH_LIMIT) {
        qg_check_error(ck, TOO_LARGE, e->span, "templates put this too deep into one expression");
        return NULL;
    }
    ck->frame->depth++;
    struct qg_node *node = check_value(ck, env, e, hint);
    ck->frame->depth--;
    return node;
}
