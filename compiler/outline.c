// SPDX-License-Identifier: Apache-2.0
//
// The outline of a compilation: every expression worth showing becomes a node and a probe. The
// typed tree says more than was written (`within` is two comparisons, `no` a negated `some`), so
// what stands at the place of its parent is taken to be part of it.
#include "compile.h"

#include "node.h"

#include <string.h>

// An operand of the expression at hand that became a node.
struct gathered {
    int32_t node;
    const struct qg_node *from;
};

struct outliner {
    struct qg_compilation *c;
    const struct qg_typed_function *function;   // the one at hand
    QG_VEC(struct qg_local *) loops;            // the loop variables around, outermost first
    uint32_t outer;                             // how many of them are out of scope
    QG_VEC(struct qg_typed_function) functions; // with the probes
    QG_VEC(struct qg_outline_node) nodes;
    QG_VEC(int32_t) children;
    QG_VEC(int32_t) lets;         // of the function at hand: their values' nodes + 1, 0: not yet
    QG_VEC(struct gathered) open; // operands of the expressions that are being outlined
    bool failed;                  // memory ran out
};

static int32_t outline(struct outliner *o, struct qg_node *n);

static bool same_span(struct qg_span a, struct qg_span b) {
    return a.source == b.source && a.start == b.start && a.end == b.end;
}

// ---- Probes and nodes --------------------------------------------------------------------------

// The variables in scope: the function's arguments, then those of the loops.
static struct qg_local **variables(struct outliner *o, uint32_t *count) {
    const struct qg_typed_function *f = o->function;
    *count = f->arg_count + (o->loops.len - o->outer);
    struct qg_local **all = qg_arena_array(&o->c->arena, *count, sizeof(struct qg_local *));
    for (uint32_t i = 0; all != NULL && i < *count; i++)
        all[i] = i < f->arg_count ? f->args[i] : o->loops.at[o->outer + i - f->arg_count];
    return all;
}

// Adds a function that computes `n` alone from the variables in scope.
static int32_t probe(struct outliner *o, struct qg_node *n) {
    struct qg_typed_function f = {.name = QG_STR("probe"),
                                  .purpose = QG_FN_MESSAGE,
                                  .lets = o->function->lets,
                                  .let_count = o->function->let_count,
                                  .body = n,
                                  .span = n->span};
    f.args = variables(o, &f.arg_count);
    if (f.args == NULL || !qg_vec_push(&o->functions, f)) {
        o->failed = true;
        return QG_NONE;
    }
    return (int32_t)(o->functions.len - 1);
}

static struct qg_outline_node made(struct outliner *o, enum qg_outline_kind kind,
                                   struct qg_node *n) {
    return (struct qg_outline_node){.kind = kind,
                                    .span = n->span,
                                    .shape = n->shape,
                                    .probe = probe(o, n),
                                    .base = QG_NONE,
                                    .other = QG_NONE,
                                    .inner = QG_NONE,
                                    .field = QG_NONE,
                                    .index = QG_NONE,
                                    .where = QG_NONE,
                                    .body = QG_NONE,
                                    .value = QG_NONE,
                                    .matches = QG_NONE};
}

static void add_child(struct outliner *o, int32_t child) {
    if (!qg_vec_push(&o->children, child))
        o->failed = true;
}

// Adds the node with what was gathered since `mark` as its children.
static int32_t finished(struct outliner *o, struct qg_outline_node node, uint32_t mark) {
    node.first = o->children.len;
    node.count = o->open.len - mark;
    for (uint32_t i = mark; i < o->open.len; i++)
        add_child(o, o->open.at[i].node);
    o->open.len = mark;
    if (!qg_vec_push(&o->nodes, node)) {
        o->failed = true;
        return QG_NONE;
    }
    return (int32_t)(o->nodes.len - 1);
}

static void push(struct outliner *o, const struct qg_node *from, int32_t node) {
    if (!qg_vec_push(&o->open, (struct gathered){node, from}))
        o->failed = true;
}

// ---- Operands ----------------------------------------------------------------------------------

static bool is_loop(const struct qg_node *n) {
    return n->loop != NULL;
}

// Shows itself where it stands, so nothing of it may be hidden behind the expression around it.
static bool stands_alone(const struct qg_node *n) {
    return is_loop(n) || n->kind == QG_N_CALL || n->kind == QG_N_RECORDED ||
           n->kind == QG_N_FIELD || n->kind == QG_N_SUBSET || n->kind == QG_N_DISJOINT ||
           n->kind == QG_N_COMMON;
}

// A truth written nowhere but in the expression around it.
static bool is_sugar(const struct qg_node *around, const struct qg_node *n) {
    return same_span(around->span, n->span) && n->shape.kind == QG_KIND_BOOL && !stands_alone(n);
}

// `a and b and c` is one question of three parts, and so is `later of (a, b, c)`.
static bool continues(const struct qg_node *around, const struct qg_node *n) {
    if (n->kind == QG_N_MIN || n->kind == QG_N_MAX)
        return n->kind == around->kind && same_span(n->span, around->span);
    return (n->kind == QG_N_AND || n->kind == QG_N_OR) && n->kind == around->kind &&
           !same_span(n->span, n->a->span);
}

static bool is_moved(const struct qg_node *n) {
    return n->kind == QG_N_TERM || n->kind == QG_N_MOVE;
}

// The day from which a term of the expression `around` runs; NULL if `n` is no such term.
static struct qg_node *start_of(const struct qg_node *around, const struct qg_node *n) {
    const struct qg_node *term = n->kind == QG_N_ROLL ? n->a : n;
    return is_moved(term) && same_span(term->span, around->span) ? term->a : NULL;
}

static bool is_known(const struct outliner *o, uint32_t mark, const struct qg_node *n) {
    for (uint32_t i = mark; i < o->open.len; i++)
        if (same_span(o->open.at[i].from->span, n->span) && qg_node_same(o->open.at[i].from, n))
            return true;
    return false;
}

static void gather_parts(struct outliner *o, uint32_t mark, struct qg_node *n);

// Gathers the operand `n` of `around` unless it is there already: `within` asks twice for the
// same day.
static void gather(struct outliner *o, uint32_t mark, const struct qg_node *around,
                   struct qg_node *n) {
    if (n == NULL)
        return;
    if (is_sugar(around, n) || continues(around, n)) {
        gather_parts(o, mark, n);
        return;
    }
    struct qg_node *start = start_of(around, n);
    if (start != NULL)
        gather(o, mark, around, start);
    if (is_known(o, mark, n))
        return;
    int32_t at = outline(o, n);
    if (at == QG_NONE)
        return;
    if (start != NULL && n->kind == QG_N_MOVE) { // an age: a term that nobody wrote
        o->nodes.at[at].kind = QG_OUTLINE_TERM;
        o->nodes.at[at].count = 0;
    }
    push(o, n, at);
}

// Whether the operands of a comparison stand the other way round than they are written.
static bool is_turned(const struct qg_node *n) {
    return n->a != NULL && n->b != NULL && n->a->span.source == n->b->span.source &&
           n->b->span.start < n->a->span.start && !same_span(n->b->span, n->span);
}

static void gather_parts(struct outliner *o, uint32_t mark, struct qg_node *n) {
    bool turned = is_turned(n);
    gather(o, mark, n, turned ? n->b : n->a);
    gather(o, mark, n, turned ? n->a : n->b);
    gather(o, mark, n, n->c);
    for (uint32_t i = 0; i < n->item_count; i++)
        gather(o, mark, n, n->items[i]);
}

// ---- Kinds -------------------------------------------------------------------------------------

static int32_t outline_parts(struct outliner *o, enum qg_outline_kind kind, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, kind, n);
    gather_parts(o, mark, n);
    return finished(o, node, mark);
}

// What a path such as `meeting.notice` begins with.
static struct qg_node *root_of(struct qg_node *n) {
    while (n->kind == QG_N_NESTED || n->kind == QG_N_OWNER)
        n = n->a;
    return n;
}

static int32_t outline_field(struct outliner *o, enum qg_outline_kind kind, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, kind, n);
    node.base = probe(o, n->a);
    node.field = n->field;
    gather(o, mark, n, root_of(n->a));
    return finished(o, node, mark);
}

static uint32_t let_of(const struct outliner *o, const struct qg_node *n) {
    uint32_t i = 0;
    while (i < o->function->let_count && o->function->lets[i].local->index != n->local->index)
        i++;
    return i;
}

// A let's value is the same wherever it is used, and stands outside of all loops.
static int32_t outline_let(struct outliner *o, uint32_t let) {
    uint32_t outer = o->outer;
    if (o->lets.at[let] != 0)
        return o->lets.at[let] - 1;
    o->outer = o->loops.len;
    int32_t node = outline(o, o->function->lets[let].value);
    o->outer = outer;
    o->lets.at[let] = node + 1;
    return node;
}

// Elements are what the explanation is about already; of other variables the value counts.
static int32_t outline_variable(struct outliner *o, struct qg_node *n) {
    uint32_t let = let_of(o, n), mark = o->open.len;
    if (let == o->function->let_count)
        return n->shape.kind == QG_KIND_OBJECT ? QG_NONE : outline_parts(o, QG_OUTLINE_VALUE, n);
    struct qg_outline_node node = made(o, QG_OUTLINE_LET, n);
    node.name = n->local->name;
    int32_t value = outline_let(o, let);
    if (value != QG_NONE)
        push(o, o->function->lets[let].value, value);
    return finished(o, node, mark);
}

// Each branch has its place among the children, shown or not. A schedule `of … else since …` is a
// choice whose condition nobody wrote.
static int32_t outline_if(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, QG_OUTLINE_IF, n);
    node.base = probe(o, n->a);
    push(o, n->a, same_span(n->a->span, n->span) ? QG_NONE : outline(o, n->a));
    push(o, n->b, outline(o, n->b));
    push(o, n->c, outline(o, n->c));
    return finished(o, node, mark);
}

static int32_t outline_choice(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, QG_OUTLINE_CHOOSE, n);
    node.index = n->index;
    for (uint32_t i = 0; i < n->item_count; i++)
        push(o, n->items[i], outline(o, n->items[i]));
    return finished(o, node, mark);
}

static int32_t outline_row(struct outliner *o, struct qg_node *row) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, QG_OUTLINE_ROW, row->b);
    node.span = row->span;
    if (row->a != NULL) {
        node.base = probe(o, row->a);
        if (!same_span(row->a->span, row->span))
            node.name = qg_sources_slice(&o->c->sources, row->a->span);
    }
    gather(o, mark, row, row->b);
    return finished(o, node, mark);
}

static int32_t outline_table(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, QG_OUTLINE_TABLE, n);
    for (uint32_t i = 0; i < n->item_count; i++)
        push(o, n->items[i], outline_row(o, n->items[i]));
    return finished(o, node, mark);
}

// A day of a schedule, or how many there are: from a list of periods or a day, `a`, and the
// number or the day, `b`.
static int32_t outline_due(struct outliner *o, enum qg_outline_kind kind, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, kind, n);
    node.period = n->period;
    node.base = probe(o, n->b);
    gather(o, mark, n, n->a);
    return finished(o, node, mark);
}

// As part of the expression `around` it, a term shows its day alone: where it starts is shown
// beside it.
static int32_t outline_moved(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node =
        made(o, n->kind == QG_N_TERM ? QG_OUTLINE_TERM : QG_OUTLINE_MOVED, n);
    node.period = n->period;
    node.base = probe(o, n->a);
    if (n->kind == QG_N_MOVE)
        gather(o, mark, n, n->a);
    return finished(o, node, mark);
}

static int32_t outline_roll(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, QG_OUTLINE_ROLL, n);
    node.index = n->index;
    node.base = probe(o, n->a);
    gather(o, mark, n, n->a);
    return finished(o, node, mark);
}

static int32_t outline_call(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, QG_OUTLINE_CALL, n);
    node.index = n->index;
    for (uint32_t i = 0; i < n->item_count; i++)
        push(o, n->items[i], probe(o, n->items[i]));
    node.first_arg = o->children.len;
    node.args_count = n->item_count;
    for (uint32_t i = mark; i < o->open.len; i++)
        add_child(o, o->open.at[i].node);
    o->open.len = mark;
    for (uint32_t i = 0; i < n->item_count; i++)
        if (n->items[i]->kind != QG_N_LOCAL || let_of(o, n->items[i]) < o->function->let_count)
            gather(o, mark, n, n->items[i]);
    return finished(o, node, mark);
}

static int32_t outline_sets(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    struct qg_outline_node node = made(o, QG_OUTLINE_SETS, n);
    node.base = probe(o, n->a);
    node.other = probe(o, n->b);
    node.set = n->set;
    gather_parts(o, mark, n);
    return finished(o, node, mark);
}

static enum qg_outline_loop loop_kind(enum qg_node_kind kind) {
    switch (kind) {
    case QG_N_EVERY:
        return QG_OUTLINE_EVERY;
    case QG_N_SUM:
    case QG_N_FOLD_MAX:
    case QG_N_FOLD_MIN:
        return QG_OUTLINE_TOTAL;
    case QG_N_PICK_MAX:
    case QG_N_PICK_MIN:
    case QG_N_PICK_THE:
        return QG_OUTLINE_PICK;
    default:
        return QG_OUTLINE_MATCHES;
    }
}

static void outline_under_variable(struct outliner *o, const struct qg_node *n,
                                   struct qg_outline_node *node) {
    if (!qg_vec_push(&o->loops, n->loop->variable)) {
        o->failed = true;
        return;
    }
    if (n->loop->where != NULL) {
        node->matches = probe(o, n->loop->where);
        node->where = outline(o, n->loop->where);
    }
    if (n->b != NULL) {
        node->value = probe(o, n->b);
        node->body = outline(o, n->b);
    }
    o->loops.len--;
}

static int32_t outline_loop(struct outliner *o, struct qg_node *n) {
    uint32_t mark = o->open.len;
    const struct qg_node *list = n->loop->list;
    struct qg_outline_node node = made(o, QG_OUTLINE_LOOP, n);
    node.loop = loop_kind(n->kind);
    node.base = probe(o, n->loop->list);
    node.field = list->kind == QG_N_LIST ? list->field : list->shape.list;
    node.name = n->loop->variable->name;
    outline_under_variable(o, n, &node);
    gather(o, mark, n, n->loop->list);
    return finished(o, node, mark);
}

// ---- Any expression ----------------------------------------------------------------------------

// What `no`, `at least 2`, `is not recorded` say of an expression that is written together with
// them; NULL for any other.
static struct qg_node *core_of(const struct qg_node *n) {
    struct qg_node *operands[] = {n->a, n->b};
    bool compares = n->kind == QG_N_LE || n->kind == QG_N_EQ;
    if (n->kind != QG_N_NOT && !compares)
        return NULL;
    for (uint32_t i = 0; i < 2; i++)
        if (operands[i] != NULL && same_span(operands[i]->span, n->span) &&
            stands_alone(operands[i]) && (!compares || is_loop(operands[i])))
            return operands[i];
    return NULL;
}

static int32_t outline_around(struct outliner *o, struct qg_node *n, struct qg_node *core) {
    int32_t at = outline(o, core);
    if (at == QG_NONE)
        return QG_NONE;
    int32_t whole = probe(o, n);
    o->nodes.at[at].inner = o->nodes.at[at].probe;
    o->nodes.at[at].probe = whole;
    o->nodes.at[at].shape = n->shape;
    return at;
}

// `within` and `between` are conjunctions that nobody wrote: their operands are no conditions.
static enum qg_outline_kind logic_of(const struct qg_node *n) {
    if (same_span(n->span, n->a->span))
        return QG_OUTLINE_VALUE;
    return n->kind == QG_N_AND ? QG_OUTLINE_AND : QG_OUTLINE_OR;
}

static int32_t outline_kind(struct outliner *o, struct qg_node *n) {
    switch (n->kind) {
    case QG_N_CONST:
    case QG_N_READING:
        return QG_NONE;
    case QG_N_LOCAL:
        return outline_variable(o, n);
    case QG_N_NESTED:
    case QG_N_OWNER:
        return outline(o, n->a);
    case QG_N_FIELD:
    case QG_N_LIST:
        return outline_field(o, QG_OUTLINE_FACT, n);
    case QG_N_RECORDED:
        return outline_field(o, QG_OUTLINE_RECORDED, n);
    case QG_N_AND:
    case QG_N_OR:
        return outline_parts(o, logic_of(n), n);
    case QG_N_IF:
        return outline_if(o, n);
    case QG_N_TABLE:
        return outline_table(o, n);
    case QG_N_CHOOSE:
        return outline_choice(o, n);
    case QG_N_ACCRUED:
    case QG_N_GRID_NTH:
        return outline_due(o, QG_OUTLINE_DUE, n);
    case QG_N_DUE_COUNT:
    case QG_N_GRID_COUNT:
        return outline_due(o, QG_OUTLINE_DUE_COUNT, n);
    case QG_N_MOVE:
    case QG_N_TERM:
        return outline_moved(o, n);
    case QG_N_ROLL:
        return outline_roll(o, n);
    case QG_N_CALL:
        return outline_call(o, n);
    case QG_N_SUBSET:
    case QG_N_DISJOINT:
    case QG_N_COMMON:
        return outline_sets(o, n);
    default:
        return is_loop(n) ? outline_loop(o, n) : outline_parts(o, QG_OUTLINE_VALUE, n);
    }
}

// As deep as the tree, which its makers bound.
static int32_t outline(struct outliner *o, struct qg_node *n) {
    if (o->failed)
        return QG_NONE;
    struct qg_node *core = core_of(n);
    return core != NULL ? outline_around(o, n, core) : outline_kind(o, n);
}

// ---- Functions ---------------------------------------------------------------------------------

// The conditions of a rule and of the chapter and paragraph around it are joined under the name of
// the rule, where none of them stands.
static bool is_join(const struct qg_node *n) {
    return n->kind == QG_N_AND &&
           (n->a->span.start < n->span.start || n->a->span.end > n->span.end ||
            n->a->span.source != n->span.source);
}

// `except NAME when C` is `not C` in the tree, but for the place.
static bool is_exception(const struct outliner *o, const struct qg_node *n) {
    struct qg_str text = qg_sources_slice(&o->c->sources, n->span);
    return o->function->purpose == QG_FN_EXEMPT && n->kind == QG_N_NOT &&
           !same_span(n->span, n->a->span) && qg_str_starts(text, QG_STR("except"));
}

static void gather_joined(struct outliner *o, struct qg_node *n) {
    if (is_join(n)) {
        gather_joined(o, n->a);
        gather_joined(o, n->b);
        return;
    }
    bool exception = is_exception(o, n);
    int32_t at = outline(o, exception ? n->a : n);
    if (at == QG_NONE)
        return;
    o->nodes.at[at].exception = exception;
    if (exception)
        o->nodes.at[at].span = n->span;
    push(o, n, at);
}

static void enter(struct outliner *o, const struct qg_typed_function *f) {
    o->function = f;
    o->lets.len = 0;
    for (uint32_t i = 0; i < f->let_count; i++)
        if (!qg_vec_push(&o->lets, 0))
            o->failed = true;
}

static struct qg_outline_function outline_function(struct outliner *o,
                                                   const struct qg_typed_function *f) {
    struct qg_outline_function out = {.forbids = f->forbids, .name = f->name, .body = QG_NONE};
    struct qg_node *body = f->forbids ? f->body->a : f->body;
    enter(o, f);
    if (o->failed)
        return out;
    if (f->when != NULL)
        gather_joined(o, f->when);
    if (f->purpose == QG_FN_EXEMPT)
        gather_joined(o, body);
    out.first_when = o->children.len;
    out.when_count = o->open.len;
    for (uint32_t i = 0; i < o->open.len; i++)
        add_child(o, o->open.at[i].node);
    o->open.len = 0;
    if (f->purpose == QG_FN_ACT) // a bare date is worth a line here
        out.body = outline_parts(o, QG_OUTLINE_VALUE, body);
    else if (f->purpose != QG_FN_EXEMPT)
        out.body = outline(o, body);
    return out;
}

static bool outline_all(struct outliner *o, struct qg_outline_function *functions) {
    const struct qg_typed *typed = o->c->typed;
    if (!qg_vec_reserve(&o->functions, typed->function_count))
        return false;
    for (uint32_t i = 0; i < typed->function_count; i++)
        o->functions.at[o->functions.len++] = typed->functions[i];
    for (uint32_t i = 0; i < typed->function_count && !o->failed; i++)
        functions[i] = outline_function(o, &typed->functions[i]);
    return !o->failed;
}

// Copies an array to the compilation.
static void *kept(struct outliner *o, const void *at, size_t count, size_t size) {
    void *copy = qg_arena_array(&o->c->arena, count, size);
    if (copy != NULL && count > 0)
        memcpy(copy, at, count * size);
    return copy;
}

static struct qg_outline *keep(struct outliner *o, struct qg_outline_function *functions) {
    struct qg_outline *out = qg_arena_alloc(&o->c->arena, sizeof *out);
    struct qg_typed *typed = qg_arena_alloc(&o->c->arena, sizeof *typed);
    if (out == NULL || typed == NULL)
        return NULL;
    *out = (struct qg_outline){.nodes = kept(o, o->nodes.at, o->nodes.len, sizeof *o->nodes.at),
                               .children =
                                   kept(o, o->children.at, o->children.len, sizeof *o->children.at),
                               .functions = functions,
                               .function_count = o->c->typed->function_count};
    *typed = *o->c->typed;
    typed->functions = kept(o, o->functions.at, o->functions.len, sizeof *o->functions.at);
    typed->function_count = o->functions.len;
    if (out->nodes == NULL || out->children == NULL || typed->functions == NULL)
        return NULL;
    o->c->typed = typed;
    return out;
}

enum qg_fault qg_outline(struct qg_compilation *c) {
    struct outliner o = {.c = c};
    struct qg_outline_function *functions =
        qg_arena_array(&c->arena, c->typed->function_count, sizeof *functions);
    struct qg_outline *made =
        functions != NULL && outline_all(&o, functions) ? keep(&o, functions) : NULL;
    qg_vec_free(&o.loops);
    qg_vec_free(&o.functions);
    qg_vec_free(&o.nodes);
    qg_vec_free(&o.children);
    qg_vec_free(&o.lets);
    qg_vec_free(&o.open);
    c->outline = made;
    return made != NULL ? QG_OK : QG_FAULT_MEMORY;
}
