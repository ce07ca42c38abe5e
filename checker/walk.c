// SPDX-License-Identifier: Apache-2.0

#include "walk.h"

#include "batch.h"

#include <assert.h>
#include <stdlib.h>

static const struct qg_value YES = {1, 1};
static const struct qg_value UNKNOWN_ELEMENT = {-1, -1};

static bool marked(const uint8_t *bitmap, uint32_t at) {
    return (bitmap[at / 8] >> (at % 8) & 1) != 0;
}

static uint8_t *bitmap_of(const struct qg_program *program, const struct qg_rule *rule) {
    uint8_t *bitmap = calloc(program->rule_count / 8 + 1, 1);
    for (uint32_t i = 0; bitmap != NULL && i < rule->governed_count; i++) {
        uint32_t at = program->rule_refs[rule->first_governed + i];
        bitmap[at / 8] = (uint8_t)(bitmap[at / 8] | 1U << (at % 8));
    }
    return bitmap;
}

// Whether the first pass, which is for scope rules alone, has anything to do in the scope. Scopes
// nest at most QG_SCOPE_DEPTH deep (the verifier proved it), so this recursion is bounded.
static bool note_scope_rules(struct qg_walk *walk, uint32_t at) {
    const struct qg_program *program = walk->program;
    const struct qg_scope *scope = &program->scopes[at];
    bool any = walk->scopes[at].scope_rules > 0;
    for (uint32_t i = 0; i < scope->child_count; i++)
        any |= note_scope_rules(walk, program->scope_children[scope->first_child + i]);
    walk->shuts[at] = any;
    return any;
}

// Adds the enabled rules of a scope that are, or are not, scope rules; returns their number.
static uint32_t add_duties(struct qg_walk *walk, const struct qg_scope *scope, const bool *enabled,
                           bool scope_rules, uint32_t at) {
    const struct qg_program *program = walk->program;
    uint32_t begin = at;
    for (uint32_t i = 0; i < scope->rule_count; i++) {
        uint32_t rule = program->scope_rules[scope->first_rule + i];
        struct qg_duty duty = qg_duty_of(program, rule);
        if (duty.is_scope != scope_rules || (enabled != NULL && !enabled[rule]))
            continue;
        walk->duties[at++] = duty;
    }
    return at - begin;
}

static void lay_out_duties(struct qg_walk *walk, const bool *enabled) {
    const struct qg_program *program = walk->program;
    uint32_t at = 0;
    for (uint32_t i = 0; i < program->scope_count; i++) {
        struct qg_scope_duties *part = &walk->scopes[i];
        part->first = at;
        at += part->scope_rules = add_duties(walk, &program->scopes[i], enabled, true, at);
        at += part->others = add_duties(walk, &program->scopes[i], enabled, false, at);
    }
}

static bool find_governed(struct qg_walk *walk) {
    const struct qg_program *program = walk->program;
    for (uint32_t i = 0; i < program->rule_count; i++) {
        if (program->rules[i].kind != QG_RULE_SCOPE)
            continue;
        walk->governed[i] = bitmap_of(program, &program->rules[i]);
        if (walk->governed[i] == NULL)
            return false;
    }
    return true;
}

enum qg_fault qg_walk_init(struct qg_walk *walk, const struct qg_program *program,
                           const bool *enabled) {
    *walk = (struct qg_walk){.program = program};
    walk->keep[QG_VIOLATED] = walk->keep[QG_UNDETERMINED] = true;
    walk->governed = calloc((size_t)program->rule_count + 1, sizeof *walk->governed);
    walk->scopes = calloc((size_t)program->scope_count + 1, sizeof *walk->scopes);
    walk->shuts = calloc((size_t)program->scope_count + 1, sizeof *walk->shuts);
    walk->reign = calloc((size_t)program->act_count + 1, sizeof *walk->reign);
    walk->duties = calloc((size_t)program->scope_rule_count + 1, sizeof *walk->duties);
    if (walk->governed == NULL || walk->scopes == NULL || walk->shuts == NULL ||
        walk->reign == NULL || walk->duties == NULL || !find_governed(walk))
        return QG_FAULT_MEMORY;
    lay_out_duties(walk, enabled);
    for (uint32_t i = 0; i < program->scope_count; i++)
        if (program->scopes[i].parent == QG_NONE)
            note_scope_rules(walk, i);
    return QG_OK;
}

void qg_walk_free(struct qg_walk *walk) {
    for (uint32_t i = 0; walk->governed != NULL && i < walk->program->rule_count; i++)
        free(walk->governed[i]);
    free(walk->governed);
    free(walk->scopes);
    free(walk->shuts);
    free(walk->reign);
    free(walk->duties);
}

// Whether a scope rule of that chain, or of its beginning, keeps the rule from being judged. Where
// the scope rule itself was not in force, neither are the others, each by its own day.
static bool is_shut(const struct qg_walk *walk, uint32_t rule, uint8_t depth,
                    const struct qg_site *site) {
    const struct qg_blocks *blocks = &site->of->blocks;
    const struct qg_value *args = site->chain.args;
    for (uint8_t d = 1; d <= depth && blocks->all.len > 0; d++) {
        const struct qg_block *block = qg_blocks_first(blocks, d, args[d - 1].lo);
        for (; block != NULL; block = qg_blocks_next(blocks, block))
            if (block->outcome != QG_NOT_IN_FORCE && marked(walk->governed[block->rule], rule) &&
                qg_block_covers(block, args))
                return true;
    }
    return false;
}

static void copy_args(struct qg_value *to, const struct qg_value *from, uint8_t depth) {
    for (uint8_t i = 0; i < depth; i++)
        to[i] = from[i];
}

static void shut(struct qg_walk *walk, uint32_t rule, uint8_t depth, const struct qg_site *site,
                 enum qg_outcome outcome) {
    struct qg_block block = {.rule = rule, .depth = depth, .outcome = outcome};
    copy_args(block.args, site->chain.args, depth);
    walk->any_block = true;
    if (!qg_blocks_add(&site->of->blocks, block))
        walk->fault = QG_FAULT_MEMORY;
}

static void keep(struct qg_walk *walk, uint32_t rule, uint8_t depth, const struct qg_site *site,
                 struct qg_judgement it) {
    struct qg_instance instance = {
        .rule = rule, .depth = depth, .outcome = it.outcome, .exemption = it.exemption};
    copy_args(instance.args, site->chain.args, depth);
    if (!qg_vec_push(&site->of->found, instance))
        walk->fault = QG_FAULT_MEMORY;
}

// Whether this version of the rule speaks of that day, and not surely another one.
static bool has_turn(struct qg_machine *m, const struct qg_duty *duty,
                     const struct qg_value *args) {
    return duty->turn == QG_NONE || !qg_is_no(qg_machine_value(m, duty->turn, args));
}

// A rule about all elements together has no outcome for one of them.
static void gather(struct qg_walk *walk, const struct qg_duty *duty, const struct qg_site *site,
                   struct qg_gate gate, struct qg_check check) {
    struct qg_machine *m = site->chain.machine;
    struct qg_member member = {.population = (uint32_t)duty->population,
                               .of = site->of,
                               .args = site->chain.args,
                               .belongs = qg_and(qg_and(gate.open, gate.in_force), check.applies),
                               .has = check.holds};
    if (walk->muster == NULL)
        return;
    if (!qg_is_no(member.belongs) && qg_exemption_of(m, duty, member.args) != QG_NONE)
        member.belongs = (struct qg_value){0, 0};
    walk->fault = qg_muster_take(walk->muster, &member);
}

static void judge(struct qg_walk *walk, const struct qg_duty *duty, uint8_t depth,
                  const struct qg_site *site, struct qg_check check) {
    struct qg_machine *m = site->chain.machine;
    struct qg_gate gate = site->gate;
    if (!has_turn(m, duty, site->chain.args))
        return;
    if (duty->dated != QG_NONE)
        gate.in_force = qg_force(m, walk->reign[duty->act], duty->dated, site->chain.args);
    if (duty->in_force != QG_NONE)
        gate.in_force =
            qg_and(gate.in_force, qg_machine_value(m, duty->in_force, site->chain.args));
    if (duty->population != QG_NONE) {
        gather(walk, duty, site, gate, check);
        return;
    }
    struct qg_judgement it = qg_judge(m, gate, duty, check, site->chain.args);
    walk->counts[duty->rule][it.outcome]++;
    if (duty->is_scope && it.outcome != QG_SATISFIED)
        shut(walk, duty->rule, depth, site, it.outcome);
    if (walk->keep[it.outcome])
        keep(walk, duty->rule, depth, site, it);
}

static inline bool is_clear(struct qg_gate gate) {
    return qg_is_yes(qg_and(gate.open, gate.in_force));
}

// Where a rule is judged: all sites of its scope, or those that no scope rule has shut for it.
struct round {
    const struct qg_site *sites[QG_WALK_SITES];
    const struct qg_chain *chains[QG_WALK_SITES];
    bool clear[QG_WALK_SITES]; // nothing stands before the rules of the site
    uint32_t count;
};

static void add_to_round(struct round *round, const struct qg_site *site) {
    round->sites[round->count] = site;
    round->clear[round->count] = is_clear(site->gate);
    round->chains[round->count++] = &site->chain;
}

// Most rules are satisfied or do not apply, and are only counted, where nothing stands in their
// way.
static void judge_round(struct qg_walk *walk, const struct qg_duty *duty, uint8_t depth,
                        const struct round *round) {
    struct qg_finished rest[QG_WALK_SITES];
    struct qg_batch batch = {.check = duty->check,
                             .count = round->count,
                             .chains = round->chains,
                             .clear = duty->is_plain && !walk->keeps_most ? round->clear : NULL,
                             .settles = duty->exemption_count == 0,
                             .rest = rest};
    if (round->count == 0)
        return;
    qg_machine_judge(&batch);
    for (uint32_t i = 0; i < batch.left; i++)
        judge(walk, duty, depth, round->sites[rest[i].at], rest[i].check);
    walk->counts[duty->rule][QG_NOT_APPLICABLE] += batch.out;
    walk->counts[duty->rule][QG_SATISFIED] += batch.satisfied;
}

static void judge_unshut(struct qg_walk *walk, const struct qg_duty *duty, uint8_t depth,
                         const struct round *all) {
    struct round round;
    round.count = 0;
    for (uint32_t i = 0; i < all->count; i++)
        if (!is_shut(walk, duty->rule, depth, all->sites[i]))
            add_to_round(&round, all->sites[i]);
    judge_round(walk, duty, depth, &round);
}

// Rule by rule, each for all of the sites: its code, and what the processor has learnt of its
// branches, serves more than once.
static void judge_rules(struct qg_walk *walk, uint32_t at, uint32_t count) {
    const struct qg_scope_duties *part = &walk->scopes[at];
    uint8_t depth = walk->program->scopes[at].depth;
    uint32_t first = walk->scope_rules ? part->first : part->first + part->scope_rules;
    uint32_t end = first + (walk->scope_rules ? part->scope_rules : part->others);
    struct round round;
    round.count = 0;
    for (uint32_t i = 0; i < count; i++)
        add_to_round(&round, &walk->sites[depth - 1][i]);
    const struct qg_duty *duty = walk->duties + first, *last = walk->duties + end;
    for (; duty < last && walk->fault == QG_OK; duty++)
        if (walk->any_block)
            judge_unshut(walk, duty, depth, &round);
        else
            judge_round(walk, duty, depth, &round);
}

// The scope's filter and its event date for one of its sites; whether the site is open.
static bool is_open(struct qg_walk *walk, const struct qg_scope *scope, struct qg_site *site) {
    struct qg_machine *m = site->chain.machine;
    const struct qg_value *args = site->chain.args;
    struct qg_gate *gate = &site->gate;
    if (scope->where != QG_NONE)
        gate->open = qg_and(gate->open, qg_machine_value(m, scope->where, args));
    if (qg_is_no(gate->open))
        return false;
    if (scope->dated != QG_NONE)
        gate->in_force = qg_force(m, walk->reign[scope->act], scope->dated, args);
    return true;
}

static uint32_t keep_open(struct qg_walk *walk, const struct qg_scope *scope, uint32_t count) {
    struct qg_site *sites = walk->sites[scope->depth - 1];
    uint32_t open = 0;
    for (uint32_t i = 0; i < count; i++)
        if (is_open(walk, scope, &sites[i]))
            sites[open++] = sites[i];
    return open;
}

static void enter(struct qg_walk *walk, uint32_t at, uint32_t parents);

// The first `count` sites of the scope's depth: their filter, their rules, the scopes below. As
// deep as scopes nest, like the recursion above.
static void visit(struct qg_walk *walk, uint32_t at, uint32_t count) {
    const struct qg_program *program = walk->program;
    const struct qg_scope *scope = &program->scopes[at];
    count = keep_open(walk, scope, count);
    if (count == 0)
        return;
    judge_rules(walk, at, count);
    for (uint32_t i = 0; i < scope->child_count && walk->fault == QG_OK; i++)
        enter(walk, program->scope_children[scope->first_child + i], count);
}

// Sites of a scope, gathered until there are as many as are visited at once.
struct gathering {
    struct qg_walk *walk;
    const struct qg_site *parent;
    uint32_t scope, count;
    uint8_t depth;
};

static void add_site(struct gathering *g, struct qg_value element) {
    struct qg_site *site = &g->walk->sites[g->depth - 1][g->count++];
    *site = *g->parent;
    site->chain.args[g->depth - 1] = element;
    if (g->count < QG_WALK_SITES)
        return;
    visit(g->walk, g->scope, g->count);
    g->count = 0;
}

static void gather_list(struct gathering *g, const struct qg_scope *scope) {
    struct qg_machine *m = g->parent->chain.machine;
    struct qg_value list = qg_machine_value(m, scope->list, g->parent->chain.args);
    if (list.lo < 0) {
        if (!m->program->schema.fields[scope->field].partial)
            add_site(g, UNKNOWN_ELEMENT);
        return;
    }
    int32_t ref = list.lo == 0 ? 0 : m->record->slots[list.lo + QG_LIST_FIRST];
    for (; ref != 0 && g->walk->fault == QG_OK; ref = m->record->slots[ref + QG_AT_NEXT])
        add_site(g, qg_exactly(ref));
}

// Numbers beyond the limit are judged together, as one that may be any of them: what does not hold
// for all alike is undetermined.
static void gather_numbers(struct gathering *g, const struct qg_scope *scope) {
    struct qg_machine *m = g->parent->chain.machine;
    struct qg_value first = qg_machine_value(m, scope->list, g->parent->chain.args);
    struct qg_value last = qg_machine_value(m, scope->last, g->parent->chain.args);
    if (first.lo != first.hi || last.lo != last.hi) {
        add_site(g, (struct qg_value){first.lo, last.hi});
        return;
    }
    int64_t beyond = (int64_t)first.lo + QG_NUMBER_LOOP_LIMIT;
    for (int64_t n = first.lo; n <= last.lo && n < beyond && g->walk->fault == QG_OK; n++)
        add_site(g, qg_exactly((int32_t)n));
    if (beyond <= last.lo && g->walk->fault == QG_OK)
        add_site(g, (struct qg_value){(int32_t)beyond, last.lo});
}

// Goes into a scope from the first `parents` sites of the depth above.
static void enter(struct qg_walk *walk, uint32_t at, uint32_t parents) {
    const struct qg_scope *scope = &walk->program->scopes[at];
    struct gathering g = {.walk = walk, .scope = at, .depth = scope->depth};
    if (walk->scope_rules && !walk->shuts[at])
        return;
    for (uint32_t i = 0; i < parents && walk->fault == QG_OK; i++) {
        g.parent = &walk->sites[scope->depth - 2][i];
        if (scope->kind == QG_SCOPE_LIST)
            gather_list(&g, scope);
        else
            gather_numbers(&g, scope);
    }
    if (g.count > 0 && walk->fault == QG_OK)
        visit(walk, at, g.count);
}

bool qg_is_audited(const struct qg_program *program, uint16_t type) {
    for (uint32_t i = 0; i < program->scope_count; i++)
        if (program->scopes[i].kind == QG_SCOPE_RECORD && program->scopes[i].type == type)
            return true;
    return false;
}

// A scope of records, for those of its kind.
static void visit_records(struct qg_walk *walk, uint32_t at, struct qg_case *const *cases,
                          uint32_t count) {
    const struct qg_scope *scope = &walk->program->scopes[at];
    uint32_t sites = 0;
    if (scope->kind != QG_SCOPE_RECORD || (walk->scope_rules && !walk->shuts[at]))
        return;
    for (uint32_t i = 0; i < count; i++)
        if (scope->type == cases[i]->record.type)
            walk->sites[0][sites++] =
                (struct qg_site){.chain = {.args = {{1, 1}}, .machine = &cases[i]->machine},
                                 .gate = {YES, YES},
                                 .of = cases[i]};
    visit(walk, at, sites);
}

static void walk_pass(struct qg_walk *walk, bool scope_rules, struct qg_case *const *cases,
                      uint32_t count) {
    walk->scope_rules = scope_rules;
    for (uint32_t i = 0; i < walk->program->scope_count && walk->fault == QG_OK; i++)
        visit_records(walk, i, cases, count);
}

enum qg_fault qg_walk_cases(struct qg_walk *walk, struct qg_case *const *cases, uint32_t count) {
    const struct qg_program *program = walk->program;
    for (uint32_t i = 0; i < program->act_count; i++)
        walk->reign[i] = qg_reign_of(&cases[0]->machine, &program->acts[i]);
    for (uint32_t i = 0; i < count; i++) {
        cases[i]->found.len = 0;
        qg_blocks_clear(&cases[i]->blocks);
    }
    walk->keeps_most = walk->keep[QG_SATISFIED] || walk->keep[QG_NOT_APPLICABLE];
    walk->any_block = false;
    walk->fault = QG_OK;
    walk_pass(walk, true, cases, count);
    walk_pass(walk, false, cases, count);
    return walk->fault;
}
