// SPDX-License-Identifier: Apache-2.0
//
// An expression is compared with the one that may have taken its place; what comes of it is a rank.
// Values and calls that differ do not make it another expression: they are collected, and dropped
// again if something else is found to differ.
#include "contrast.h"

#include "excerpt.h"
#include "node.h"

#include <stdlib.h>

// How alike two expressions are.
enum rank { SAME, ALIKE /* but for values, or for what is called */, OTHER };

// Variables that stand for each other within a loop.
struct binding {
    const struct binding *outer;
    const struct qg_local *local[QG_SIDES];
};

struct comparer {
    struct qg_contrast *c;
    struct qg_contrast_pair *pair;
    const struct qg_typed_function *function[QG_SIDES];
    const char *part;                   // of the function that is being compared
    struct qg_contrast_changes changes; // of the expression at hand
    struct {
        QG_VEC(uint32_t) items;
    } calls;
};

void qg_contrast_init(struct qg_contrast *c, struct qg_contrast_side before,
                      struct qg_contrast_side after) {
    *c = (struct qg_contrast){.side = {before, after}};
    qg_arena_init(&c->arena, "contrast");
}

void qg_contrast_free(struct qg_contrast *c) {
    for (uint32_t i = 0; i < c->pairs.len; i++) {
        qg_vec_free(&c->pairs.at[i]->changes.items);
        qg_vec_free(&c->pairs.at[i]->calls.items);
        free(c->pairs.at[i]);
    }
    qg_vec_free(&c->pairs);
    qg_table_free(&c->known);
    qg_arena_free(&c->arena);
}

struct qg_str qg_contrast_keep(struct qg_contrast *c, struct qg_text *text) {
    char *copy =
        text->failed ? NULL : qg_arena_copy(&c->arena, text->at != NULL ? text->at : "", text->len);
    struct qg_str kept = {copy, copy != NULL ? text->len : 0};
    c->failed = c->failed || copy == NULL;
    qg_text_free(text);
    return kept;
}

// ---- what differs ----

static void add_change(struct comparer *k, struct qg_contrast_changes *to,
                       struct qg_contrast_change change) {
    if (!qg_vec_push(&to->items, change))
        k->c->failed = true;
}

// Where in an expression its value is written; as far as it is written as it is spelled.
static struct qg_span narrowed(const struct comparer *k, int side, struct qg_span span,
                               struct qg_str value) {
    struct qg_str text = qg_sources_slice(k->c->side[side].sources, span);
    for (uint32_t at = 0; value.len > 0 && at + value.len <= text.len; at++)
        if (memcmp(text.at + at, value.at, value.len) == 0)
            return (struct qg_span){span.source, span.start + at,
                                    span.start + at + (uint32_t)value.len};
    return span;
}

static enum rank note_value(struct comparer *k, const struct qg_node *a, const struct qg_node *b) {
    const struct qg_node *const nodes[QG_SIDES] = {a, b};
    struct qg_contrast_change change = {.part = k->part};
    for (int side = 0; side < QG_SIDES; side++) {
        struct qg_text value = {0};
        qg_contrast_value(k->c, side, nodes[side], &value);
        change.said[side] = qg_contrast_keep(k->c, &value);
        change.at[side] = narrowed(k, side, nodes[side]->span, change.said[side]);
    }
    add_change(k, &k->changes, change);
    return ALIKE;
}

static struct qg_str quote(struct comparer *k, int side, const struct qg_node *node) {
    struct qg_text text = {0};
    if (node == NULL)
        return QG_STR("");
    qg_excerpt_add(&text, qg_sources_slice(k->c->side[side].sources, node->span));
    return qg_contrast_keep(k->c, &text);
}

// Either may be NULL: then the other has come, or is gone.
static void note_expression(struct comparer *k, const struct qg_node *a, const struct qg_node *b) {
    struct qg_contrast_change change = {
        k->part,
        {quote(k, QG_BEFORE, a), quote(k, QG_AFTER, b)},
        {a != NULL ? a->span : QG_SPAN_NONE, b != NULL ? b->span : QG_SPAN_NONE}};
    add_change(k, &k->pair->changes, change);
}

static enum rank worse(enum rank a, enum rank b) {
    return a > b ? a : b;
}

// ---- variables and calls ----

static const struct qg_node *let_of(const struct qg_typed_function *f,
                                    const struct qg_local *local) {
    for (uint32_t i = 0; i < f->let_count; i++)
        if (f->lets[i].local == local || f->lets[i].local->index == local->index)
            return f->lets[i].value;
    return NULL;
}

static enum rank compare_locals(struct comparer *k, const struct qg_local *a,
                                const struct qg_local *b, const struct binding *bound) {
    for (; bound != NULL; bound = bound->outer)
        if (bound->local[QG_BEFORE] == a || bound->local[QG_AFTER] == b)
            return bound->local[QG_BEFORE] == a && bound->local[QG_AFTER] == b ? SAME : OTHER;
    const struct qg_typed_function *fa = k->function[QG_BEFORE], *fb = k->function[QG_AFTER];
    if (a->index < fa->arg_count || b->index < fb->arg_count)
        return a->index == b->index ? SAME : OTHER;
    bool lets = let_of(fa, a) != NULL && let_of(fb, b) != NULL;
    return lets && qg_str_equal(a->name, b->name) ? SAME : OTHER;
}

static bool same_signature(const struct qg_contrast *c, const struct qg_typed_function *a,
                           const struct qg_typed_function *b) {
    if (a->purpose != b->purpose || a->arg_count != b->arg_count || !qg_str_equal(a->name, b->name))
        return false;
    for (uint32_t i = 0; i < a->arg_count; i++)
        if (!qg_contrast_shape(c, a->args[i]->shape, b->args[i]->shape))
            return false;
    return true;
}

static uint32_t find_pair(struct qg_contrast *c, int32_t before, int32_t after);

static enum rank compare_callees(struct comparer *k, int32_t a, int32_t b) {
    const struct qg_contrast *c = k->c;
    if (!same_signature(c, &c->side[QG_BEFORE].typed->functions[a],
                        &c->side[QG_AFTER].typed->functions[b]))
        return OTHER;
    uint32_t pair = find_pair(k->c, a, b);
    if (pair == QG_TABLE_NOTHING || !c->pairs.at[pair]->differs)
        return SAME;
    if (!qg_vec_push(&k->calls.items, pair))
        k->c->failed = true;
    return ALIKE;
}

// ---- expressions ----

static enum rank compare(struct comparer *k, const struct qg_node *a, const struct qg_node *b,
                         const struct binding *bound);

// The loop and the body of its node, in which its variable is bound.
static enum rank compare_loops(struct comparer *k, const struct qg_node *a, const struct qg_node *b,
                               const struct binding *bound) {
    struct binding inner = {bound, {a->loop->variable, b->loop->variable}};
    enum rank rank = compare(k, a->loop->list, b->loop->list, bound);
    if (rank != OTHER)
        rank = worse(rank, compare(k, a->loop->where, b->loop->where, &inner));
    return rank == OTHER ? OTHER : worse(rank, compare(k, a->b, b->b, &inner));
}

static enum rank compare_items(struct comparer *k, const struct qg_node *a, const struct qg_node *b,
                               const struct binding *bound) {
    enum rank rank = a->item_count == b->item_count ? SAME : OTHER;
    for (uint32_t i = 0; rank != OTHER && i < a->item_count; i++)
        rank = worse(rank, compare(k, a->items[i], b->items[i], bound));
    return rank;
}

// A node by itself.
static enum rank compare_heads(struct comparer *k, const struct qg_node *a, const struct qg_node *b,
                               const struct binding *bound) {
    bool is_value;
    if (a->kind != b->kind || (a->loop == NULL) != (b->loop == NULL))
        return OTHER;
    if (a->kind == QG_N_LOCAL)
        return compare_locals(k, a->local, b->local, bound);
    if (a->kind == QG_N_CALL)
        return compare_callees(k, a->index, b->index);
    if (qg_contrast_plain(k->c, a, b, &is_value))
        return SAME;
    return is_value ? note_value(k, a, b) : OTHER;
}

// As deep as the tree, which is bounded.
static enum rank compare(struct comparer *k, const struct qg_node *a, const struct qg_node *b,
                         const struct binding *bound) {
    if (a == NULL || b == NULL)
        return a == b ? SAME : OTHER;
    enum rank rank = compare_heads(k, a, b, bound);
    if (rank != OTHER && a->kind != QG_N_TABLE) // whose rows are its items
        rank = worse(rank, compare(k, a->a, b->a, bound));
    if (rank != OTHER)
        rank = worse(rank, a->loop != NULL ? compare_loops(k, a, b, bound)
                                           : compare(k, a->b, b->b, bound));
    if (rank != OTHER)
        rank = worse(rank, compare(k, a->c, b->c, bound));
    return rank == OTHER ? OTHER : worse(rank, compare_items(k, a, b, bound));
}

static void add_call(struct comparer *k, uint32_t pair) {
    for (uint32_t i = 0; i < k->pair->calls.items.len; i++)
        if (k->pair->calls.items.at[i] == pair)
            return;
    if (!qg_vec_push(&k->pair->calls.items, pair))
        k->c->failed = true;
}

// Compares, and keeps what was collected if the rank is no worse than `most`.
static enum rank try(struct comparer *k, const struct qg_node *a, const struct qg_node *b,
                     enum rank most) {
    k->changes.items.len = 0;
    k->calls.items.len = 0;
    enum rank rank = compare(k, a, b, NULL);
    if (rank > most)
        return rank;
    for (uint32_t i = 0; i < k->changes.items.len; i++)
        add_change(k, &k->pair->changes, k->changes.items.at[i]);
    for (uint32_t i = 0; i < k->calls.items.len; i++)
        add_call(k, k->calls.items.at[i]);
    return rank;
}

// ---- clauses ----

struct clauses {
    QG_VEC(const struct qg_node *) items; // NULL: settled
};

// The operands of a conjunction, the rows of a table; as deep as the tree, which is bounded.
static void split(struct comparer *k, struct clauses *out, const struct qg_node *node) {
    if (node != NULL && node->kind == QG_N_AND) {
        split(k, out, node->a);
        split(k, out, node->b);
    } else if (node != NULL && node->kind == QG_N_TABLE) {
        for (uint32_t i = 0; i < node->item_count; i++)
            split(k, out, node->items[i]);
    } else if (node != NULL && !qg_vec_push(&out->items, node)) {
        k->c->failed = true;
    }
}

// Settles the clauses that rank no worse than `most` with one of the other side, the nearest first.
static void settle(struct comparer *k, struct clauses *a, struct clauses *b, enum rank most) {
    for (uint32_t i = 0; i < a->items.len; i++)
        for (uint32_t step = 0; a->items.at[i] != NULL && step < b->items.len; step++) {
            uint32_t at = (i + step) % b->items.len;
            if (b->items.at[at] == NULL || try(k, a->items.at[i], b->items.at[at], most) > most)
                continue;
            a->items.at[i] = b->items.at[at] = NULL;
        }
}

static const struct qg_node *next_open(const struct clauses *list, uint32_t *at) {
    while (*at < list->items.len && list->items.at[*at] == NULL)
        ++*at;
    return *at < list->items.len ? list->items.at[(*at)++] : NULL;
}

// What is left on both sides changed into each other as far as it goes.
static void note_rest(struct comparer *k, const struct clauses *a, const struct clauses *b) {
    for (uint32_t i = 0, j = 0;;) {
        const struct qg_node *before = next_open(a, &i), *after = next_open(b, &j);
        if (before == NULL && after == NULL)
            return;
        note_expression(k, before, after);
    }
}

static void compare_clauses(struct comparer *k, const char *part, const struct qg_node *a,
                            const struct qg_node *b) {
    struct clauses before = {0}, after = {0};
    k->part = part;
    split(k, &before, a);
    split(k, &after, b);
    settle(k, &before, &after, SAME);
    settle(k, &before, &after, ALIKE);
    note_rest(k, &before, &after);
    qg_vec_free(&before.items);
    qg_vec_free(&after.items);
}

// ---- grades of severity ----

static struct qg_str severity_of(const struct comparer *k, int side, const struct qg_node *node) {
    return k->c->side[side].typed->tables.severities[node->number].name;
}

// The places of two severities in their tables say nothing.
static void compare_severities(struct comparer *k, const struct qg_node *a,
                               const struct qg_node *b) {
    struct qg_contrast_change change = {
        k->part, {severity_of(k, QG_BEFORE, a), severity_of(k, QG_AFTER, b)}, {a->span, b->span}};
    if (!qg_str_equal(change.said[QG_BEFORE], change.said[QG_AFTER]))
        add_change(k, &k->pair->changes, change);
}

// A chain: a condition and its severity, and what else there is.
static void compare_grades(struct comparer *k, const struct qg_node *a, const struct qg_node *b) {
    for (; a->kind == QG_N_IF && b->kind == QG_N_IF; a = a->c, b = b->c) {
        compare_clauses(k, k->part, a->a, b->a);
        compare_severities(k, a->b, b->b);
    }
    if (a->kind == b->kind)
        compare_severities(k, a, b);
    else
        note_expression(k, a, b);
}

// ---- functions ----

static const struct qg_let *let_named(const struct qg_typed_function *f, struct qg_str name) {
    for (uint32_t i = 0; i < f->let_count; i++)
        if (qg_str_equal(f->lets[i].local->name, name))
            return &f->lets[i];
    return NULL;
}

// One that only one side has changes nothing by itself: what uses it does.
static void compare_lets(struct comparer *k) {
    const struct qg_typed_function *f = k->function[QG_BEFORE];
    for (uint32_t i = 0; i < f->let_count; i++) {
        const struct qg_let *other = let_named(k->function[QG_AFTER], f->lets[i].local->name);
        if (other != NULL)
            compare_clauses(k, "let", f->lets[i].value, other->value);
    }
}

static const char *part_of(enum qg_purpose purpose) {
    switch (purpose) {
    case QG_FN_RULE:
        return "requirement";
    case QG_FN_SEVERITY:
        return "severity";
    case QG_FN_EXEMPT:
        return "condition";
    case QG_FN_SCOPE:
        return "scope";
    case QG_FN_ACT:
    case QG_FN_FORCE:
        return "date";
    case QG_FN_DEFINE:
    case QG_FN_MESSAGE:
        break;
    }
    return "value";
}

static void compare_functions(struct qg_contrast *c, struct qg_contrast_pair *pair) {
    struct comparer k = {.c = c, .pair = pair};
    for (int side = 0; side < QG_SIDES; side++)
        k.function[side] = &c->side[side].typed->functions[pair->function[side]];
    const struct qg_typed_function *a = k.function[QG_BEFORE], *b = k.function[QG_AFTER];
    compare_lets(&k);
    compare_clauses(&k, "condition", a->when, b->when);
    k.part = part_of(a->purpose);
    if (a->purpose == QG_FN_SEVERITY && b->purpose == QG_FN_SEVERITY)
        compare_grades(&k, a->body, b->body);
    else
        compare_clauses(&k, k.part, a->body, b->body);
    pair->differs = pair->changes.items.len > 0 || pair->calls.items.len > 0;
    qg_vec_free(&k.changes.items);
    qg_vec_free(&k.calls.items);
}

static struct qg_contrast_pair *add_pair(struct qg_contrast *c, int32_t before, int32_t after) {
    struct qg_contrast_pair *pair = calloc(1, sizeof *pair);
    if (pair == NULL || !qg_vec_push(&c->pairs, pair)) {
        free(pair);
        c->failed = true;
        return NULL;
    }
    pair->function[QG_BEFORE] = before;
    pair->function[QG_AFTER] = after;
    if (!qg_table_put(&c->known, (uint32_t)before, (uint32_t)after, c->pairs.len - 1))
        c->failed = true;
    return pair;
}

// The calls of a policy have no cycles, so this goes no deeper than they do.
static uint32_t find_pair(struct qg_contrast *c, int32_t before, int32_t after) {
    uint32_t known = qg_table_find(&c->known, (uint32_t)before, (uint32_t)after);
    if (known != QG_TABLE_NOTHING || c->failed)
        return known;
    struct qg_contrast_pair *pair = add_pair(c, before, after);
    uint32_t index = c->pairs.len - 1;
    if (pair != NULL)
        compare_functions(c, pair);
    return pair != NULL ? index : QG_TABLE_NOTHING;
}

const struct qg_contrast_pair *qg_contrast_functions(struct qg_contrast *c, int32_t before,
                                                     int32_t after) {
    uint32_t pair = find_pair(c, before, after);
    return pair != QG_TABLE_NOTHING ? c->pairs.at[pair] : NULL;
}
