// SPDX-License-Identifier: Apache-2.0
//
// Loops around rules become the tree of scopes: for each act one root for each record it audits,
// and below it a scope for every different `for each … where …`. Two that say the same in the same
// place are one scope, so that the checker runs a loop once for all the rules in it. A `for each`
// over what is in scope already only adds a condition to that loop.
#include "draft.h"

#include "expr.h"
#include "node.h"
#include "resolve.h"
#include "shape.h"

// ---- Elements ---------------------------------------------------------------------------------

// The variable of a scope's element: one for each depth and shape, so that what is checked in one
// chain of loops holds in every chain of the same loops.
static struct qg_local *scope_local(struct qg_checker *ck, uint32_t depth, struct qg_shape shape,
                                    struct qg_str name) {
    uint32_t detail = shape.kind == QG_KIND_ENUM ? shape.enumeration : shape.type;
    uint32_t symbol = (uint32_t)shape.kind << 16 | detail;
    uint32_t owner = qg_owner_of(QG_OWN_LOCAL, depth), known = qg_check_find(ck, owner, symbol);
    if (known != QG_TABLE_NOTHING)
        return ck->scope_locals.at[known];
    struct qg_local *local = qg_check_alloc(ck, 1, sizeof *local);
    if (local == NULL)
        return NULL;
    *local = (struct qg_local){qg_check_keep(ck, name), shape, depth};
    if (!qg_check_push(ck, scope_locals, local) ||
        !qg_check_put(ck, owner, symbol, ck->scope_locals.len - 1))
        return NULL;
    return local;
}

static struct qg_local *local_of(const struct qg_checker *ck, const struct qg_draft_chain *chain,
                                 uint32_t depth) {
    return ck->scope_nodes.at[chain->steps[depth].scope].local;
}

// The elements of the first `count` loops.
static void chain_locals(const struct qg_checker *ck, const struct qg_draft_chain *chain,
                         uint32_t count, struct qg_local **out) {
    for (uint32_t i = 0; i < count; i++)
        out[i] = local_of(ck, chain, i);
}

void qg_chain_open(struct qg_checker *ck, const struct qg_draft_chain *chain,
                   struct qg_check_frame *frame, struct qg_local **locals) {
    chain_locals(ck, chain, chain->depth, locals);
    qg_frame_open(ck, frame, locals, chain->depth, chain->next_local);
}

const struct qg_binding *qg_chain_env(const struct qg_draft_site *site) {
    return site->chain.steps[site->chain.depth - 1].env;
}

// ---- Making scopes ----------------------------------------------------------------------------

// A scope as it is wanted, before it is known whether there is one like it.
struct wanted {
    struct qg_scope scope;
    struct qg_scope_nodes nodes;
};

static uint64_t hash_of(const struct wanted *w) {
    uint64_t hash = qg_node_hash(w->nodes.list) * 3 + qg_node_hash(w->nodes.last) * 5 +
                    qg_node_hash(w->nodes.where) * 7;
    return (hash ^ (uint64_t)(uint32_t)w->scope.parent) * 0x9e3779b97f4a7c15u;
}

static bool is_same(const struct qg_checker *ck, uint32_t index, const struct wanted *w) {
    const struct qg_scope *scope = &ck->scopes.at[index];
    const struct qg_scope_nodes *nodes = &ck->scope_nodes.at[index];
    return scope->parent == w->scope.parent && scope->kind == w->scope.kind &&
           qg_str_equal(scope->noun, w->scope.noun) && qg_node_same(nodes->list, w->nodes.list) &&
           qg_node_same(nodes->last, w->nodes.last) && qg_node_same(nodes->where, w->nodes.where);
}

// A function of the first `count` elements of the chain.
static int32_t scope_function(struct qg_checker *ck, struct qg_local *const *locals, uint32_t count,
                              struct qg_node *body, const char *what, struct qg_span span) {
    struct qg_check_frame frame;
    if (body == NULL)
        return QG_NONE;
    qg_frame_open(ck, &frame, locals, count, 0);
    return qg_frame_close(ck, &frame, QG_FN_SCOPE, NULL, body, qg_str_of(what), span);
}

// The date that an act (or amendment) gives to elements of this type, or QG_NONE.
static int32_t dated_function(struct qg_checker *ck, const struct qg_decl *act,
                              const struct qg_binding *env, struct qg_local *const *locals,
                              uint32_t count) {
    const struct qg_dated *d = act->as.act.dated.first;
    const struct qg_local *element = locals[count - 1];
    if (element->shape.kind != QG_KIND_OBJECT)
        return QG_NONE;
    while (d != NULL && !qg_str_equal(d->noun.text, ck->types.at[element->shape.type].name))
        d = d->next;
    if (d == NULL)
        return QG_NONE;
    struct qg_check_frame frame;
    qg_frame_open(ck, &frame, locals, count, 0);
    struct qg_node *day = qg_check_date(ck, env, d->by);
    return qg_frame_close(ck, &frame, QG_FN_SCOPE, NULL, day, QG_STR("dated"), d->by->span);
}

// What amendments of the act say of the days of elements of this type; checked when all rules are.
static void add_transitions(struct qg_checker *ck, int32_t scope, const struct qg_binding *env,
                            struct qg_local *const *locals) {
    int32_t act = ck->scopes.at[scope].act;
    uint32_t depth = ck->scopes.at[scope].depth;
    struct qg_local **kept = NULL;
    for (uint32_t i = 0; i < ck->amendments.len; i++) {
        if (ck->amendments.at[i].act != act || ck->amendment_decls.at[i]->as.act.dated.count == 0)
            continue;
        if (kept == NULL)
            kept = qg_check_alloc(ck, depth, sizeof *kept);
        for (uint32_t d = 0; kept != NULL && d < depth; d++)
            kept[d] = locals[d];
        struct qg_pending_transition pending = {{(int32_t)i, scope, QG_NONE}, env, kept, depth};
        qg_check_push(ck, pending_transitions, pending);
    }
}

void qg_transitions_check(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->pending_transitions.len && !ck->failed; i++) {
        const struct qg_pending_transition *p = &ck->pending_transitions.at[i];
        struct qg_transition made = p->made;
        ck->act = ck->scopes.at[made.scope].act;
        made.day =
            dated_function(ck, ck->amendment_decls.at[made.amendment], p->env, p->locals, p->depth);
        if (made.day != QG_NONE)
            qg_check_push(ck, transitions, made);
    }
    ck->act = QG_NONE;
}

static uint32_t add_scope(struct qg_checker *ck, struct wanted *w, const struct qg_binding *env,
                          struct qg_local *const *locals) {
    uint32_t depth = w->scope.depth;
    struct qg_span span = w->scope.span;
    w->scope.list = scope_function(ck, locals, depth - 1, w->nodes.list, "list", span);
    w->scope.last = scope_function(ck, locals, depth - 1, w->nodes.last, "last", span);
    w->scope.where = scope_function(ck, locals, depth, w->nodes.where, "where", span);
    w->scope.dated = dated_function(ck, ck->act_states.at[w->scope.act].decl, env, locals, depth);
    // Room for both first, so that the two never come apart.
    if (!qg_check_room(ck, scopes, 1) || !qg_check_room(ck, scope_nodes, 1))
        return QG_TABLE_NOTHING;
    (void)qg_check_push(ck, scopes, w->scope);
    (void)qg_check_push(ck, scope_nodes, w->nodes);
    add_transitions(ck, (int32_t)ck->scopes.len - 1, env, locals);
    return ck->scopes.len - 1;
}

// The scope that says the same, or a new one; QG_TABLE_NOTHING when memory is out. `locals` are
// the elements down to its own, which is the last; `env` binds them.
static uint32_t find_scope(struct qg_checker *ck, struct wanted *w, const struct qg_binding *env,
                           struct qg_local *const *locals) {
    uint64_t hash = hash_of(w);
    uint32_t high = (uint32_t)(hash >> 32), low = (uint32_t)hash;
    uint32_t first = qg_table_find(&ck->seen_scopes, high, low);
    for (uint32_t i = first; i != QG_TABLE_NOTHING; i = ck->scope_nodes.at[i].same_hash)
        if (is_same(ck, i, w))
            return i;
    w->nodes.same_hash = first;
    uint32_t made = add_scope(ck, w, env, locals);
    if (made != QG_TABLE_NOTHING && !qg_table_put(&ck->seen_scopes, high, low, made))
        ck->failed = true;
    return made;
}

// ---- The record -------------------------------------------------------------------------------

static uint32_t root_scope(struct qg_checker *ck, int32_t act, uint16_t type) {
    uint32_t owner = qg_owner_of(QG_OWN_ROOT, (uint32_t)act);
    uint32_t known = qg_check_find(ck, owner, (uint32_t)type + 1);
    struct qg_str noun = ck->types.at[type].name;
    struct qg_local *local = scope_local(ck, 0, qg_shape_object(type), noun);
    const struct qg_binding *env = qg_bind_local(ck, NULL, noun, true, local);
    if (known != QG_TABLE_NOTHING || env == NULL)
        return known;
    struct wanted w = {.scope = {.kind = QG_SCOPE_RECORD,
                                 .act = act,
                                 .parent = QG_NONE,
                                 .type = type,
                                 .field = QG_NONE,
                                 .depth = 1,
                                 .noun = noun,
                                 .span = ck->acts.at[act].span},
                       .nodes = {.local = local, .next_local = 1, .same_hash = QG_TABLE_NOTHING}};
    uint32_t made = add_scope(ck, &w, env, &local);
    if (made != QG_TABLE_NOTHING)
        qg_check_put(ck, owner, (uint32_t)type + 1, made);
    return made;
}

// Makes a record the only element of the chain.
static bool set_root(struct qg_checker *ck, struct qg_draft_site *site, uint16_t type) {
    struct qg_draft_chain *chain = &site->chain;
    chain->depth = 1;
    chain->filter = NULL;
    chain->next_local = 1;
    chain->steps[0].scope = root_scope(ck, site->act, type);
    if (chain->steps[0].scope == QG_TABLE_NOTHING)
        return false;
    chain->steps[0].env =
        qg_bind_local(ck, site->arguments, ck->types.at[type].name, true, local_of(ck, chain, 0));
    return chain->steps[0].env != NULL;
}

bool qg_chain_start(struct qg_checker *ck, struct qg_draft_site *site) {
    site->chain.open = true;
    return set_root(ck, site, ck->act_states.at[site->act].audits[0]);
}

bool qg_chain_rebind(struct qg_checker *ck, struct qg_draft_site *site) {
    const struct qg_binding *env = site->arguments;
    for (uint32_t i = 0; i < site->chain.depth; i++) {
        struct qg_str noun = ck->scopes.at[site->chain.steps[i].scope].noun;
        env = qg_bind_local(ck, env, noun, true, local_of(ck, &site->chain, i));
        site->chain.steps[i].env = env;
    }
    return !ck->failed;
}

// The name by which a loop is tied to a record: its noun, or the first word of its path.
static struct qg_str leading_name(const struct qg_range *range) {
    const struct qg_expr *e = range->from;
    if (range->kind == QG_RANGE_NOUN)
        return range->name.text;
    while (e != NULL && e->kind == QG_EXPR_FIELD)
        e = e->as.field.base;
    return e != NULL && e->kind == QG_EXPR_NAME ? e->as.name.text : QG_STR("");
}

static bool reaches(struct qg_checker *ck, uint16_t type, struct qg_str name) {
    uint32_t symbol = qg_check_symbol(ck, name);
    return qg_noun_find(ck, type, name) != NULL ||
           qg_check_find(ck, qg_owner_of(QG_OWN_FIELD, type), symbol) != QG_TABLE_NOTHING ||
           qg_resolve_derived(ck, type, symbol) != QG_TABLE_NOTHING;
}

// The first loop decides which of the act's records the rule is about: the one it names, rather
// than one that merely has a field of that name.
static bool choose_root(struct qg_checker *ck, struct qg_draft_site *site,
                        const struct qg_range *range) {
    const struct qg_act_state *act = &ck->act_states.at[site->act];
    struct qg_str name = leading_name(range);
    site->chain.open = false;
    for (uint32_t i = 0; i < act->audit_count; i++)
        if (qg_str_equal(ck->types.at[act->audits[i]].name, name))
            return i == 0 || set_root(ck, site, act->audits[i]);
    for (uint32_t i = 0; i < act->audit_count; i++)
        if (reaches(ck, act->audits[i], name))
            return i == 0 || set_root(ck, site, act->audits[i]);
    return true;
}

// ---- One more loop ----------------------------------------------------------------------------

// Checks a filter among the first `count` elements. NULL without a filter, and after a report.
static struct qg_node *check_filter(struct qg_checker *ck, const struct qg_binding *env,
                                    struct qg_local *const *locals, uint32_t count,
                                    uint32_t *next_local, const struct qg_expr *where) {
    struct qg_check_frame frame;
    if (where == NULL)
        return NULL;
    qg_frame_open(ck, &frame, locals, count, *next_local);
    struct qg_node *node = qg_check_truth(ck, env, where);
    *next_local = frame.next_local;
    ck->frame = frame.outer;
    qg_vec_free(&frame.lets);
    return node;
}

static struct qg_node *both(struct qg_checker *ck, struct qg_node *a, struct qg_node *b) {
    struct qg_check_frame frame;
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    qg_frame_open(ck, &frame, NULL, 0, 0);
    struct qg_node *node = qg_node_truth(ck, QG_N_AND, a, b, b->span);
    ck->frame = frame.outer;
    return node;
}

// Puts the loops from `at` on below what is now around them.
static bool reparent(struct qg_checker *ck, struct qg_draft_site *site, uint32_t at) {
    struct qg_draft_chain *chain = &site->chain;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    chain_locals(ck, chain, chain->depth, locals);
    for (uint32_t i = at; i < chain->depth; i++) {
        uint32_t old = chain->steps[i].scope;
        struct wanted w = {ck->scopes.at[old], ck->scope_nodes.at[old]};
        w.scope.parent = (int32_t)chain->steps[i - 1].scope;
        chain->steps[i].scope = find_scope(ck, &w, chain->steps[i].env, locals);
        if (chain->steps[i].scope == QG_TABLE_NOTHING)
            return false;
    }
    return true;
}

// `for each X where E` with X in scope already: E is one more condition of that loop.
static bool refine(struct qg_checker *ck, struct qg_draft_site *site, uint32_t at,
                   const struct qg_expr *where) {
    struct qg_draft_chain *chain = &site->chain;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    chain_locals(ck, chain, chain->depth, locals);
    uint32_t old = chain->steps[at].scope;
    struct wanted w = {ck->scopes.at[old], ck->scope_nodes.at[old]};
    uint32_t *next = at == 0 ? &chain->next_local : &w.nodes.next_local;
    struct qg_node *filter = check_filter(ck, chain->steps[at].env, locals, at + 1, next, where);
    if (filter == NULL)
        return where == NULL;
    if (at == 0) {
        chain->filter = both(ck, chain->filter, filter);
        return chain->filter != NULL;
    }
    w.nodes.where = both(ck, w.nodes.where, filter);
    w.scope.span = where->span;
    chain->steps[at].scope = find_scope(ck, &w, chain->steps[at].env, locals);
    return chain->steps[at].scope != QG_TABLE_NOTHING && reparent(ck, site, at + 1);
}

// The loop of the chain that a noun names, innermost first; QG_TABLE_NOTHING if none.
static uint32_t named_step(const struct qg_checker *ck, const struct qg_draft_chain *chain,
                           const struct qg_range *range) {
    for (uint32_t i = chain->depth; i-- > 0 && range->kind == QG_RANGE_NOUN;) {
        struct qg_shape shape = local_of(ck, chain, i)->shape;
        if (shape.kind == QG_KIND_OBJECT &&
            qg_str_equal(ck->types.at[shape.type].name, range->name.text))
            return i;
    }
    return QG_TABLE_NOTHING;
}

// The loop of the chain over the very same list.
static uint32_t same_step(const struct qg_checker *ck, const struct qg_draft_chain *chain,
                          const struct qg_node *list) {
    for (uint32_t i = chain->depth; i-- > 1 && list != NULL;)
        if (qg_node_same(ck->scope_nodes.at[chain->steps[i].scope].list, list))
            return i;
    return QG_TABLE_NOTHING;
}

static struct qg_scope describe(const struct qg_checker *ck, const struct qg_draft_site *site,
                                const struct qg_loop_source *source,
                                const struct qg_scope_syntax *s, struct qg_str noun) {
    bool list = source->list != NULL;
    return (struct qg_scope){.kind = list ? QG_SCOPE_LIST : QG_SCOPE_NUMBERS,
                             .act = site->act,
                             .parent = (int32_t)site->chain.steps[site->chain.depth - 1].scope,
                             .type = source->element.type,
                             .field = list ? source->list->shape.list : QG_NONE,
                             .depth = (uint8_t)(site->chain.depth + 1),
                             .noun = source->element.kind == QG_KIND_OBJECT
                                         ? ck->types.at[source->element.type].name
                                         : noun,
                             .span = s->span};
}

// Adds a loop below the innermost one.
static bool descend(struct qg_checker *ck, struct qg_draft_site *site,
                    const struct qg_scope_syntax *s, const struct qg_loop_source *source) {
    struct qg_draft_chain *chain = &site->chain;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    uint32_t depth = chain->depth;
    struct qg_str name = s->range->name.text;
    if (depth > QG_SCOPE_DEPTH) {
        qg_check_error(ck, SCOPE_DEPTH, s->span, "a rule can stand in at most %d loops",
                       QG_SCOPE_DEPTH);
        return false;
    }
    chain_locals(ck, chain, depth, locals);
    struct wanted w = {.scope = describe(ck, site, source, s, qg_check_keep(ck, name))};
    locals[depth] = scope_local(ck, depth, source->element, w.scope.noun);
    const struct qg_binding *env =
        qg_bind_local(ck, qg_chain_env(site), name, source->noun, locals[depth]);
    if (env == NULL)
        return false;
    w.nodes = (struct qg_scope_nodes){.list = source->list != NULL ? source->list : source->first,
                                      .last = source->last,
                                      .local = locals[depth],
                                      .next_local = depth + 1};
    w.nodes.where = check_filter(ck, env, locals, depth + 1, &w.nodes.next_local, s->range->where);
    if (w.nodes.where == NULL && s->range->where != NULL)
        return false;
    chain->steps[depth].scope = find_scope(ck, &w, env, locals);
    chain->steps[depth].env = env;
    chain->depth++;
    if (chain->next_local < chain->depth)
        chain->next_local = chain->depth;
    return chain->steps[depth].scope != QG_TABLE_NOTHING;
}

static bool check_scope_source(struct qg_checker *ck, struct qg_draft_site *site,
                               const struct qg_range *range, struct qg_loop_source *out) {
    struct qg_check_frame frame;
    struct qg_local *locals[QG_SCOPE_DEPTH + 1];
    qg_chain_open(ck, &site->chain, &frame, locals);
    bool known = qg_check_source(ck, qg_chain_env(site), range, out);
    ck->frame = frame.outer;
    qg_vec_free(&frame.lets);
    return known;
}

static bool extend(struct qg_checker *ck, struct qg_draft_site *site,
                   const struct qg_scope_syntax *s) {
    struct qg_loop_source source;
    if (s->anew) {
        site->when = NULL;
        if (!qg_chain_start(ck, site))
            return false;
    }
    if (site->chain.open && !choose_root(ck, site, s->range))
        return false;
    uint32_t step = named_step(ck, &site->chain, s->range);
    if (step != QG_TABLE_NOTHING)
        return refine(ck, site, step, s->range->where);
    if (!check_scope_source(ck, site, s->range, &source))
        return false;
    step = s->range->kind == QG_RANGE_NOUN ? same_step(ck, &site->chain, source.list)
                                           : QG_TABLE_NOTHING;
    return step != QG_TABLE_NOTHING ? refine(ck, site, step, s->range->where)
                                    : descend(ck, site, s, &source);
}

bool qg_chain_extend(struct qg_checker *ck, struct qg_draft_site *site,
                     const struct qg_scopes *scopes) {
    for (const struct qg_scope_syntax *s = scopes->first; s != NULL; s = s->next)
        if (ck->failed || !extend(ck, site, s)) // nothing is built on what failed
            return false;
    return true;
}

// ---- The finished tree ------------------------------------------------------------------------

bool qg_chain_is_prefix(const struct qg_checker *ck, const struct qg_draft_chain *chain,
                        uint32_t scope) {
    while (ck->scopes.at[scope].depth > chain->depth)
        scope = (uint32_t)ck->scopes.at[scope].parent;
    if (ck->scopes.at[scope].depth < chain->depth)
        return false;
    for (uint32_t i = chain->depth; i-- > 0;) {
        uint32_t own = chain->steps[i].scope;
        const struct qg_scope *a = &ck->scopes.at[own], *b = &ck->scopes.at[scope];
        if (a->kind != b->kind || a->type != b->type ||
            !qg_node_same(ck->scope_nodes.at[own].list, ck->scope_nodes.at[scope].list) ||
            !qg_node_same(ck->scope_nodes.at[own].last, ck->scope_nodes.at[scope].last))
            return false;
        scope = (uint32_t)b->parent;
    }
    return true;
}

// Leaves out the loops in which nothing stands (a rule has narrowed them to another one), so that
// nobody runs them. A scope is made after the one around it, so one way back sees all of them.
static void prune(struct qg_checker *ck) {
    uint32_t count = ck->scopes.len, kept = 0;
    uint32_t *moved = qg_check_alloc(ck, count, sizeof *moved);
    bool *needed = qg_check_alloc(ck, count, sizeof *needed);
    if (moved == NULL || needed == NULL)
        return;
    for (uint32_t i = 0; i < ck->rules.len; i++)
        needed[ck->rules.at[i].scope] = true;
    for (uint32_t i = 0; i < ck->flags.len; i++)
        needed[ck->flags.at[i].scope] = true;
    for (uint32_t i = count; i-- > 0;) {
        int32_t parent = ck->scopes.at[i].parent;
        if (parent == QG_NONE)
            needed[i] = true;
        else if (needed[i])
            needed[parent] = true;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct qg_scope scope = ck->scopes.at[i];
        if (!needed[i])
            continue;
        scope.parent = scope.parent != QG_NONE ? (int32_t)moved[scope.parent] : QG_NONE;
        moved[i] = kept;
        ck->scopes.at[kept++] = scope;
    }
    ck->scopes.len = kept;
    for (uint32_t i = 0; i < ck->rules.len; i++)
        ck->rules.at[i].scope = (int32_t)moved[ck->rules.at[i].scope];
    for (uint32_t i = 0; i < ck->flags.len; i++)
        ck->flags.at[i].scope = (int32_t)moved[ck->flags.at[i].scope];
    for (uint32_t i = 0; i < ck->transitions.len; i++) {
        uint32_t scope = (uint32_t)ck->transitions.at[i].scope;
        ck->transitions.at[i].scope = needed[scope] ? (int32_t)moved[scope] : QG_NONE;
    }
}

// The groups of a counting sort: where each scope's part of a list starts. NULL when memory is out.
static uint32_t *starts(struct qg_checker *ck) {
    uint32_t *next = qg_check_alloc(ck, ck->scopes.len, sizeof *next);
    if (!qg_vec_reserve(&ck->scope_rules, ck->rules.len) ||
        !qg_vec_reserve(&ck->scope_children, ck->scopes.len))
        ck->failed = true;
    return ck->failed ? NULL : next;
}

static void link_rules(struct qg_checker *ck) {
    uint32_t *next = starts(ck), at = 0;
    if (next == NULL)
        return;
    for (uint32_t i = 0; i < ck->rules.len; i++)
        ck->scopes.at[ck->rules.at[i].scope].rule_count++;
    for (uint32_t i = 0; i < ck->scopes.len; i++) {
        ck->scopes.at[i].first_rule = next[i] = at;
        at += ck->scopes.at[i].rule_count;
    }
    for (uint32_t i = 0; i < ck->rules.len; i++)
        ck->scope_rules.at[next[ck->rules.at[i].scope]++] = i;
    ck->scope_rules.len = at;
}

static void link_children(struct qg_checker *ck) {
    uint32_t *next = starts(ck), at = 0;
    if (next == NULL)
        return;
    for (uint32_t i = 0; i < ck->scopes.len; i++)
        if (ck->scopes.at[i].parent != QG_NONE)
            ck->scopes.at[ck->scopes.at[i].parent].child_count++;
    for (uint32_t i = 0; i < ck->scopes.len; i++) {
        ck->scopes.at[i].first_child = next[i] = at;
        at += ck->scopes.at[i].child_count;
    }
    for (uint32_t i = 0; i < ck->scopes.len; i++)
        if (ck->scopes.at[i].parent != QG_NONE)
            ck->scope_children.at[next[ck->scopes.at[i].parent]++] = i;
    ck->scope_children.len = at;
}

void qg_scopes_link(struct qg_checker *ck) {
    prune(ck);
    link_rules(ck);
    link_children(ck);
}
