// SPDX-License-Identifier: Apache-2.0
//
// When a version of a rule is the law. In a world's row of stages it stands in some; a run of
// stages is a stretch of days, from the day on which the amendment at its beginning comes into
// force up to that of the one behind its end. So being in force is a condition like any other, on
// the day that governs the rule (or the day that an amendment names for its own purposes), and an
// unknown day, of the event or of the amendment, leaves it unknown.
//
// A version has its *turn* on the days on which it is in force, and on those behind them on which
// no other version is: there it says that the rule is not in force. So each day is spoken for once.
#include "uniter.h"

#include "shape.h"

enum { STAGES = QG_EDITION_LIMIT + 1 };

// Stages of a world's row, a bit each.
typedef uint64_t stages;

static bool holds(const struct qg_uniter *u, uint32_t world, uint32_t stage, uint64_t held) {
    return (held >> u->timeline->worlds[world].stages[stage].edition & 1) != 0;
}

static stages stages_of(const struct qg_uniter *u, uint32_t world, uint64_t held) {
    stages all = 0;
    for (uint32_t i = 0; i < u->timeline->worlds[world].count; i++)
        all |= (stages)holds(u, world, i, held) << i;
    return all;
}

// ---- conditions ----

struct place {
    struct qg_uniter *u;
    struct qg_local **args;
    uint32_t arg_count;
    int32_t scope, dated; // `dated`: the rule's own, or QG_NONE
    struct qg_span span;
};

static struct qg_node *new_node(const struct place *at, enum qg_node_kind kind,
                                struct qg_shape shape) {
    struct qg_node *node = qg_unite_alloc(at->u, 1, sizeof *node);
    if (node != NULL)
        *node = (struct qg_node){.kind = kind, .shape = shape, .span = at->span};
    return node;
}

static struct qg_node *truth(const struct place *at, enum qg_node_kind kind, struct qg_node *a,
                             struct qg_node *b) {
    struct qg_node *node = new_node(at, kind, qg_shape_plain(QG_KIND_BOOL));
    if (node != NULL) {
        node->a = a;
        node->b = b;
    }
    return node;
}

// A call with the first `count` elements of the rule.
static struct qg_node *call(const struct place *at, int32_t function, uint32_t count) {
    const struct qg_typed_function *f = &at->u->functions.at[function];
    struct qg_node *node = new_node(at, QG_N_CALL, f->body->shape);
    struct qg_node **items = qg_unite_alloc(at->u, count, sizeof *items);
    for (uint32_t i = 0; node != NULL && items != NULL && i < count; i++) {
        items[i] = new_node(at, QG_N_LOCAL, at->args[i]->shape);
        if (items[i] != NULL)
            items[i]->local = at->args[i];
    }
    if (node != NULL) {
        node->index = function;
        node->items = items;
        node->item_count = count;
    }
    return node;
}

// What an amendment itself says of the day that governs elements of this rule's scopes.
static const struct qg_transition *transition_of(const struct place *at, uint32_t amendment) {
    for (int32_t scope = at->scope; scope != QG_NONE; scope = at->u->scopes.at[scope].parent)
        for (uint32_t i = 0; i < at->u->transitions.len; i++)
            if (at->u->transitions.at[i].scope == scope &&
                at->u->transitions.at[i].amendment == (int32_t)amendment)
                return &at->u->transitions.at[i];
    return NULL;
}

// The day that decides whether an amendment governs; where there is none, the audit date.
static struct qg_node *day(const struct place *at, uint32_t amendment) {
    const struct qg_transition *t = transition_of(at, amendment);
    if (t != NULL)
        return call(at, t->day, at->u->scopes.at[t->scope].depth);
    if (at->dated != QG_NONE)
        return call(at, at->dated, at->arg_count);
    for (int32_t scope = at->scope; scope != QG_NONE; scope = at->u->scopes.at[scope].parent)
        if (at->u->scopes.at[scope].dated != QG_NONE)
            return call(at, at->u->scopes.at[scope].dated, at->u->scopes.at[scope].depth);
    return new_node(at, QG_N_AS_OF, qg_shape_plain(QG_KIND_DATE));
}

// Whether a step was taken by that day.
static struct qg_node *taken(const struct place *at, const struct qg_time_step *step) {
    const struct qg_amendment *a = &at->u->timeline->typed[0]->tables.amendments[step->index];
    int32_t function = step->ends ? a->until_fn : a->from_fn;
    if (function == QG_NONE)
        return new_node(at, QG_N_UNKNOWN, qg_shape_plain(QG_KIND_BOOL));
    return truth(at, QG_N_LE, call(at, function, 0), day(at, step->index));
}

static struct qg_node *both(const struct place *at, enum qg_node_kind kind, struct qg_node *a,
                            struct qg_node *b) {
    return a == NULL || b == NULL ? (a == NULL ? b : a) : truth(at, kind, a, b);
}

// One of the runs of `set`, from stage `first` up to `end`; NULL: all days.
static struct qg_node *run(const struct place *at, const struct qg_world *world, uint32_t first,
                           uint32_t end) {
    struct qg_node *begun = NULL, *on = NULL;
    if (first > 0)
        begun = taken(at, world->stages[first].step);
    if (end < world->count)
        on = truth(at, QG_N_NOT, taken(at, world->stages[end].step), NULL);
    return both(at, QG_N_AND, begun, on);
}

static bool in_set(stages set, uint32_t stage) {
    return (set >> stage & 1) != 0;
}

// The condition that the day lies in one of the stages; NULL: it always does.
static struct qg_node *condition(const struct place *at, const struct qg_world *world, stages set) {
    struct qg_node *all = NULL;
    for (uint32_t i = 0; i < world->count; i++) {
        uint32_t end = i;
        while (end < world->count && in_set(set, end))
            end++;
        if (end == i)
            continue;
        all = both(at, QG_N_OR, all, run(at, world, i, end));
        i = end;
    }
    return all;
}

static int32_t function_of(const struct place *at, const struct qg_world *world, stages set,
                           const char *name) {
    struct qg_node *body = condition(at, world, set);
    if (body == NULL)
        return QG_NONE;
    struct qg_typed_function f = {.name = qg_str_of(name),
                                  .purpose = QG_FN_FORCE,
                                  .args = at->args,
                                  .arg_count = at->arg_count,
                                  .body = body,
                                  .span = at->span};
    return at->u->failed ? QG_NONE : qg_unite_add_function(at->u, &f);
}

// ---- versions of rules ----

// For each stage of each world, which version of an id speaks of its days.
struct turns {
    uint32_t speaker[STAGES];
};

static void find_turns(const struct qg_uniter *u, uint32_t world, const uint32_t *versions,
                       uint32_t count, struct turns *out) {
    const struct qg_world *w = &u->timeline->worlds[world];
    uint32_t last = QG_TABLE_NOTHING, first = w->count;
    for (uint32_t s = 0; s < w->count; s++) {
        for (uint32_t i = 0; i < count; i++)
            if (holds(u, world, s, u->rules.at[versions[i]].held))
                last = versions[i];
        if (last != QG_TABLE_NOTHING && first == w->count)
            first = s;
        out->speaker[s] = last;
    }
    for (uint32_t s = 0; s < first && first < w->count; s++)
        out->speaker[s] = out->speaker[first];
}

static stages turns_of(const struct qg_uniter *u, uint32_t world, const struct turns *turns,
                       uint32_t version) {
    stages all = 0;
    for (uint32_t s = 0; s < u->timeline->worlds[world].count; s++)
        all |= (stages)(turns->speaker[s] == version) << s;
    return all;
}

static struct place place_of(struct qg_uniter *u, const struct qg_rule *rule) {
    const struct qg_typed_function *check = &u->functions.at[rule->check];
    return (struct place){.u = u,
                          .args = check->args,
                          .arg_count = check->arg_count,
                          .scope = rule->scope,
                          .dated = rule->dated,
                          .span = rule->place};
}

// Gives a version a world: the one it is in already if it is the law there on the same days, a copy
// of it, or itself if it has none yet.
static void enter_world(struct qg_uniter *u, uint32_t version, uint32_t world, int32_t turn,
                        int32_t in_force) {
    uint32_t count = u->rules.len;
    for (uint32_t i = version; i < count; i++) {
        struct qg_united_rule *other = &u->rules.at[i];
        if (other->source != version)
            continue;
        bool fresh = other->rule.worlds == 0;
        if (fresh || (other->rule.turn == turn && other->rule.in_force == in_force)) {
            other->rule.turn = turn;
            other->rule.in_force = in_force;
            other->rule.worlds |= 1U << world;
            return;
        }
    }
    struct qg_united_rule copy = u->rules.at[version];
    copy.rule.turn = turn;
    copy.rule.in_force = in_force;
    copy.rule.worlds = 1U << world;
    qg_unite_push(u, rules, copy);
}

static void force_version(struct qg_uniter *u, uint32_t world, const struct turns *turns,
                          uint32_t version) {
    struct place at = place_of(u, &u->rules.at[version].rule);
    const struct qg_world *w = &u->timeline->worlds[world];
    stages held = stages_of(u, world, u->rules.at[version].held);
    stages turn = turns_of(u, world, turns, version);
    if (held == 0)
        return;
    int32_t in_force = function_of(&at, w, held, "in force");
    int32_t speaks = turn == held ? in_force : function_of(&at, w, turn, "its turn");
    if (!u->failed)
        enter_world(u, version, world, speaks, in_force);
}

static void force_id(struct qg_uniter *u, const uint32_t *versions, uint32_t count) {
    struct turns turns;
    for (uint32_t world = 0; world < u->timeline->world_count; world++) {
        find_turns(u, world, versions, count, &turns);
        for (uint32_t i = 0; i < count && !u->failed; i++)
            force_version(u, world, &turns, versions[i]);
    }
}

// The versions of each id, as a list of chains.
static void force_rules(struct qg_uniter *u) {
    uint32_t count = u->rules.len;
    uint32_t *versions = qg_unite_alloc(u, QG_EDITION_LIMIT, sizeof *versions);
    uint32_t *next = qg_unite_alloc(u, count, sizeof *next);
    uint32_t *last = qg_unite_alloc(u, (size_t)qg_intern_count(&u->ids) + 1, sizeof *last);
    if (u->failed)
        return;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t id = u->rules.at[i].id;
        next[i] = UINT32_MAX;
        if (last[id] != 0)
            next[last[id] - 1] = i;
        last[id] = i + 1;
        u->rules.at[i].rule.worlds = 0;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t found = 0;
        if (qg_table_find(&u->at, QG_UNITE_FIRST, u->rules.at[i].id) != i)
            continue;
        for (uint32_t v = i; v != UINT32_MAX && found < QG_EDITION_LIMIT; v = next[v])
            versions[found++] = v;
        force_id(u, versions, found);
    }
}

// ---- flags ----

static void force_flag(struct qg_uniter *u, struct qg_united_flag *united) {
    const struct qg_typed_function *check = &u->functions.at[united->flag.check];
    struct place at = {.u = u,
                       .args = check->args,
                       .arg_count = check->arg_count,
                       .scope = united->flag.scope,
                       .dated = QG_NONE,
                       .span = united->flag.place};
    uint32_t worlds = 0;
    for (uint32_t world = 0; world < u->timeline->world_count; world++) {
        stages held = stages_of(u, world, united->held);
        if (held == 0)
            continue;
        if (worlds == 0)
            united->flag.in_force = function_of(&at, &u->timeline->worlds[world], held, "in force");
        worlds |= 1U << world;
    }
    united->flag.worlds = worlds;
}

// ---- governors ----

// A rule that in some worlds is governed by a scope rule, and in others is not, is judged apart.
static void split(struct qg_uniter *u, uint32_t governor, uint32_t version) {
    uint32_t there = u->rules.at[governor].rule.worlds, worlds = u->rules.at[version].rule.worlds;
    if ((worlds & there) == 0 || (worlds & ~there) == 0)
        return;
    struct qg_united_rule copy = u->rules.at[version];
    copy.rule.worlds = worlds & ~there;
    u->rules.at[version].rule.worlds = worlds & there;
    qg_unite_push(u, rules, copy);
}

static void split_governed(struct qg_uniter *u, uint32_t governor) {
    uint32_t source = u->rules.at[governor].source;
    for (uint32_t l = qg_unite_links(u, QG_LINK_GOVERNS, source); l != QG_TABLE_NOTHING;
         l = u->links.at[l].next)
        for (uint32_t i = 0; i < u->rules.len && !u->failed; i++)
            if (u->rules.at[i].id == u->links.at[l].id)
                split(u, governor, i);
}

static void split_all(struct qg_uniter *u) {
    uint32_t all =
        u->timeline->world_count == 32 ? UINT32_MAX : (1U << u->timeline->world_count) - 1;
    for (uint32_t i = 0; i < u->rules.len && !u->failed; i++)
        if (u->rules.at[i].rule.kind == QG_RULE_SCOPE && u->rules.at[i].rule.worlds != all)
            split_governed(u, i);
}

void qg_unite_force(struct qg_uniter *u) {
    force_rules(u);
    for (uint32_t i = 0; i < u->flags.len && !u->failed; i++)
        force_flag(u, &u->flags.at[i]);
    if (!u->failed)
        split_all(u);
}
