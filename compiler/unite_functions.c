// SPDX-License-Identifier: Apache-2.0
//
// Functions of several editions: what they name is put into terms of the whole, then those that say
// the same are found by what they say.
#include "uniter.h"

#include "hash.h"
#include "node.h"
#include "shape.h"

enum { UNMAPPED = -2 };

// ---- into terms of the whole ----

static int32_t map_function(struct qg_uniter *u, int32_t function);

static struct qg_node *mapped(struct qg_uniter *u, const struct qg_node *node);

static struct qg_node **mapped_items(struct qg_uniter *u, const struct qg_node *node) {
    struct qg_node **items = qg_unite_alloc(u, node->item_count, sizeof *items);
    for (uint32_t i = 0; items != NULL && i < node->item_count; i++)
        items[i] = mapped(u, node->items[i]);
    return items;
}

static struct qg_loop *mapped_loop(struct qg_uniter *u, const struct qg_loop *loop) {
    struct qg_loop *made = qg_unite_alloc(u, 1, sizeof *made);
    if (made != NULL)
        *made = (struct qg_loop){mapped(u, loop->list), loop->variable, mapped(u, loop->where)};
    return made;
}

static void map_names(struct qg_uniter *u, struct qg_node *node) {
    bool word = node->shape.kind == QG_KIND_ID || node->shape.kind == QG_KIND_TEXT;
    switch (node->kind) {
    case QG_N_CONST:
        if (word)
            node->number = u->symbol_map[node->number];
        break;
    case QG_N_READING:
    case QG_N_CHOOSE:
        node->index = u->reading_map[node->index];
        break;
    case QG_N_PARAMETER:
        node->index = u->parameter_map[node->index];
        break;
    case QG_N_CALL:
        node->index = map_function(u, node->index);
        break;
    default:
        break;
    }
}

// A copy, since a node may stand in two functions. As deep as the tree, which is bounded.
static struct qg_node *mapped(struct qg_uniter *u, const struct qg_node *node) {
    struct qg_node *made = node != NULL ? qg_unite_alloc(u, 1, sizeof *made) : NULL;
    if (made == NULL)
        return NULL;
    *made = *node;
    map_names(u, made);
    made->a = mapped(u, node->a);
    made->b = mapped(u, node->b);
    made->c = mapped(u, node->c);
    if (node->loop != NULL)
        made->loop = mapped_loop(u, node->loop);
    if (node->item_count > 0)
        made->items = mapped_items(u, node);
    return made;
}

static struct qg_let *mapped_lets(struct qg_uniter *u, const struct qg_typed_function *f) {
    struct qg_let *lets = qg_unite_alloc(u, f->let_count, sizeof *lets);
    for (uint32_t i = 0; lets != NULL && i < f->let_count; i++)
        lets[i] = (struct qg_let){f->lets[i].local, mapped(u, f->lets[i].value)};
    return lets;
}

static struct qg_typed_function mapped_function(struct qg_uniter *u,
                                                const struct qg_typed_function *f) {
    struct qg_typed_function made = *f;
    made.lets = mapped_lets(u, f);
    made.when = mapped(u, f->when);
    made.body = mapped(u, f->body);
    return made;
}

// ---- sameness ----

static bool same_args(const struct qg_typed_function *a, const struct qg_typed_function *b) {
    if (a->arg_count != b->arg_count)
        return false;
    for (uint32_t i = 0; i < a->arg_count; i++)
        if (!qg_shape_same(a->args[i]->shape, b->args[i]->shape))
            return false;
    return true;
}

static bool same_lets(const struct qg_typed_function *a, const struct qg_typed_function *b) {
    if (a->let_count != b->let_count)
        return false;
    for (uint32_t i = 0; i < a->let_count; i++)
        if (a->lets[i].local->index != b->lets[i].local->index ||
            !qg_node_same(a->lets[i].value, b->lets[i].value))
            return false;
    return true;
}

static bool same_function(const struct qg_typed_function *a, const struct qg_typed_function *b) {
    return a->purpose == b->purpose && a->derived == b->derived && a->forbids == b->forbids &&
           qg_str_equal(a->name, b->name) && same_args(a, b) && same_lets(a, b) &&
           qg_node_same(a->when, b->when) && qg_node_same(a->body, b->body);
}

static uint64_t hash_of(const struct qg_typed_function *f) {
    uint64_t parts[] = {qg_hash(f->name.at, f->name.len, 0), f->purpose, f->arg_count,
                        qg_node_hash(f->when), qg_node_hash(f->body)};
    return qg_hash((const char *)parts, sizeof parts, 0);
}

// ---- the whole ----

// The first function of the whole that says the same, or QG_TABLE_NOTHING.
static uint32_t find(const struct qg_uniter *u, const struct qg_typed_function *f, uint32_t first) {
    for (uint32_t i = first; i != QG_TABLE_NOTHING; i = u->same_hash.at[i])
        if (same_function(&u->functions.at[i], f))
            return u->canon.at[i];
    return QG_TABLE_NOTHING;
}

static void append(struct qg_uniter *u, const struct qg_typed_function *f, uint64_t hash,
                   uint32_t first, uint32_t canon) {
    uint32_t index = u->functions.len;
    if (qg_unite_push(u, functions, *f) && qg_unite_push(u, same_hash, first) &&
        qg_unite_push(u, canon, canon != QG_TABLE_NOTHING ? canon : index) &&
        !qg_table_put(&u->seen, (uint32_t)(hash >> 32), (uint32_t)hash, index))
        u->failed = true;
}

int32_t qg_unite_add_function(struct qg_uniter *u, const struct qg_typed_function *f) {
    uint64_t hash = hash_of(f);
    uint32_t first = qg_table_find(&u->seen, (uint32_t)(hash >> 32), (uint32_t)hash);
    uint32_t known = find(u, f, first);
    if (known == QG_TABLE_NOTHING)
        append(u, f, hash, first, QG_TABLE_NOTHING);
    return known != QG_TABLE_NOTHING ? (int32_t)known : (int32_t)u->functions.len - 1;
}

// Functions that call others come behind them in every edition, so this goes no deeper than calls.
static int32_t map_function(struct qg_uniter *u, int32_t function) {
    if (u->function_map[function] == UNMAPPED) {
        struct qg_typed_function made = mapped_function(u, &u->from->functions[function]);
        u->function_map[function] = qg_unite_add_function(u, &made);
    }
    return u->function_map[function];
}

// The first edition's functions keep their places, those that say the same included.
static void take_all(struct qg_uniter *u) {
    for (uint32_t i = 0; i < u->from->function_count && !u->failed; i++) {
        const struct qg_typed_function *f = &u->from->functions[i];
        uint64_t hash = hash_of(f);
        uint32_t first = qg_table_find(&u->seen, (uint32_t)(hash >> 32), (uint32_t)hash);
        append(u, f, hash, first, find(u, f, first));
        u->function_map[i] = (int32_t)i;
    }
}

void qg_unite_functions(struct qg_uniter *u) {
    u->function_map = qg_unite_alloc(u, u->from->function_count, sizeof *u->function_map);
    if (u->function_map == NULL)
        return;
    if (u->edition == 0) {
        take_all(u);
        return;
    }
    for (uint32_t i = 0; i < u->from->function_count; i++)
        u->function_map[i] = UNMAPPED;
    for (uint32_t i = 0; i < u->from->function_count && !u->failed; i++)
        map_function(u, (int32_t)i);
}
