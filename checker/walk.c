// SPDX-License-Identifier: Apache-2.0

#include "walk.h"

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
    const struct qg_program *program = walk->machine->program;
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
    const struct qg_program *program = walk->machine->program;
    uint32_t begin = at;
    for (uint32_t i = 0; i < scope->rule_count; i++) {
        uint32_t rule = program->scope_rules[scope->first_rule + i];
        struct qg_duty duty = qg_duty_of(program, rule);
        if (duty.is_scope != scope_rules || (enabled != NULL && !enabled[rule]))
            continue;
        walk->duties[at] = duty;
        walk->checks[at++] = program->rules[rule].check;
    }
    return at - begin;
}

static void lay_out_duties(struct qg_walk *walk, const bool *enabled) {
    const struct qg_program *program = walk->machine->program;
    uint32_t at = 0;
    for (uint32_t i = 0; i < program->scope_count; i++) {
        struct qg_scope_duties *part = &walk->scopes[i];
        part->first = at;
        at += part->scope_rules = add_duties(walk, &program->scopes[i], enabled, true, at);
        at += part->others = add_duties(walk, &program->scopes[i], enabled, false, at);
    }
}

static bool find_governed(struct qg_walk *walk) {
    const struct qg_program *program = walk->machine->program;
    for (uint32_t i = 0; i < program->rule_count; i++) {
        if (program->rules[i].kind != QG_RULE_SCOPE)
            continue;
        walk->governed[i] = bitmap_of(program, &program->rules[i]);
        if (walk->governed[i] == NULL)
            return false;
    }
    return true;
}

enum qg_fault qg_walk_init(struct qg_walk *walk, struct qg_machine *machine, const bool *enabled) {
    const struct qg_program *program = machine->program;
    size_t rules = (size_t)program->scope_rule_count + 1;
    *walk = (struct qg_walk){.machine = machine};
    walk->keep[QG_VIOLATED] = walk->keep[QG_UNDETERMINED] = true;
    walk->governed = calloc((size_t)program->rule_count + 1, sizeof *walk->governed);
    walk->scopes = calloc((size_t)program->scope_count + 1, sizeof *walk->scopes);
    walk->shuts = calloc((size_t)program->scope_count + 1, sizeof *walk->shuts);
    walk->reign = calloc((size_t)program->act_count + 1, sizeof *walk->reign);
    walk->duties = calloc(rules, sizeof *walk->duties);
    walk->checks = calloc(rules, sizeof *walk->checks);
    walk->due_duties = calloc(rules, sizeof *walk->due_duties);
    walk->due_checks = calloc(rules, sizeof *walk->due_checks);
    walk->results = calloc(rules, sizeof *walk->results);
    if (walk->governed == NULL || walk->scopes == NULL || walk->shuts == NULL ||
        walk->reign == NULL || walk->duties == NULL || walk->checks == NULL ||
        walk->due_duties == NULL || walk->due_checks == NULL || walk->results == NULL ||
        !find_governed(walk))
        return QG_FAULT_MEMORY;
    lay_out_duties(walk, enabled);
    for (uint32_t i = 0; i < program->scope_count; i++)
        if (program->scopes[i].parent == QG_NONE)
            note_scope_rules(walk, i);
    return QG_OK;
}

void qg_walk_free(struct qg_walk *walk) {
    for (uint32_t i = 0; walk->governed != NULL && i < walk->machine->program->rule_count; i++)
        free(walk->governed[i]);
    free(walk->governed);
    free(walk->scopes);
    free(walk->shuts);
    free(walk->reign);
    free(walk->duties);
    free(walk->checks);
    free(walk->due_duties);
    free(walk->due_checks);
    free(walk->results);
    qg_vec_free(&walk->found);
    qg_blocks_free(&walk->blocks);
}

// Whether a scope rule of that chain, or of its beginning, keeps the rule from being judged. Where
// the scope rule itself was not in force, neither are the others, each by its own day.
static bool is_shut(const struct qg_walk *walk, uint32_t rule, uint8_t depth) {
    for (uint8_t d = 1; d <= depth; d++) {
        const struct qg_block *block = qg_blocks_first(&walk->blocks, d, walk->args[d - 1].lo);
        for (; block != NULL; block = qg_blocks_next(&walk->blocks, block))
            if (block->outcome != QG_NOT_IN_FORCE && marked(walk->governed[block->rule], rule) &&
                qg_block_covers(block, walk->args))
                return true;
    }
    return false;
}

static void copy_args(struct qg_value *to, const struct qg_value *from, uint8_t depth) {
    for (uint8_t i = 0; i < depth; i++)
        to[i] = from[i];
}

static void shut(struct qg_walk *walk, uint32_t rule, uint8_t depth, enum qg_outcome outcome) {
    struct qg_block block = {.rule = rule, .depth = depth, .outcome = outcome};
    copy_args(block.args, walk->args, depth);
    if (!qg_blocks_add(&walk->blocks, block))
        walk->fault = QG_FAULT_MEMORY;
}

static void keep(struct qg_walk *walk, uint32_t rule, uint8_t depth, struct qg_judgement it) {
    struct qg_instance instance = {
        .rule = rule, .depth = depth, .outcome = it.outcome, .exemption = it.exemption};
    copy_args(instance.args, walk->args, depth);
    if (!qg_vec_push(&walk->found, instance))
        walk->fault = QG_FAULT_MEMORY;
}

// Most rules are satisfied or do not apply, and are only counted.
static void judge(struct qg_walk *walk, const struct qg_duty *duty, uint8_t depth,
                  struct qg_gate gate, struct qg_check check) {
    if (duty->dated != QG_NONE)
        gate.in_force = qg_force(walk->machine, walk->reign[duty->act], duty->dated, walk->args);
    struct qg_judgement it = qg_judge(walk->machine, gate, duty, check, walk->args);
    walk->counts[duty->rule][it.outcome]++;
    if (duty->is_scope && it.outcome != QG_SATISFIED)
        shut(walk, duty->rule, depth, it.outcome);
    if (walk->keep[it.outcome])
        keep(walk, duty->rule, depth, it);
}

// Rules that are to be judged, and their functions.
struct due {
    const struct qg_duty *duties;
    const int32_t *checks;
    uint32_t count;
};

static void judge_due(struct qg_walk *walk, struct due due, uint8_t depth, struct qg_gate gate) {
    qg_machine_check(walk->machine, walk->results, due.checks, due.count, walk->args);
    for (uint32_t i = 0; i < due.count && walk->fault == QG_OK; i++)
        judge(walk, &due.duties[i], depth, gate, walk->results[i]);
}

static struct due without_shut(struct qg_walk *walk, struct due due, uint8_t depth) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < due.count; i++) {
        if (is_shut(walk, due.duties[i].rule, depth))
            continue;
        walk->due_duties[count] = due.duties[i];
        walk->due_checks[count++] = due.checks[i];
    }
    return (struct due){walk->due_duties, walk->due_checks, count};
}

// One by one, because one may shut the next.
static void judge_scope_rules(struct qg_walk *walk, struct due due, uint8_t depth,
                              struct qg_gate gate) {
    for (uint32_t i = 0; i < due.count; i++)
        if (!is_shut(walk, due.duties[i].rule, depth))
            judge_due(walk, (struct due){&due.duties[i], &due.checks[i], 1}, depth, gate);
}

static void judge_rules(struct qg_walk *walk, uint32_t at, struct qg_gate gate) {
    const struct qg_scope_duties *part = &walk->scopes[at];
    const struct qg_duty *duties = walk->duties + part->first;
    const int32_t *checks = walk->checks + part->first;
    uint8_t depth = walk->machine->program->scopes[at].depth;
    if (walk->scope_rules) {
        judge_scope_rules(walk, (struct due){duties, checks, part->scope_rules}, depth, gate);
        return;
    }
    struct due due = {duties + part->scope_rules, checks + part->scope_rules, part->others};
    if (walk->blocks.all.len > 0)
        due = without_shut(walk, due, depth);
    judge_due(walk, due, depth, gate);
}

static void enter(struct qg_walk *walk, uint32_t at, struct qg_gate gate);

// One element of a scope: its filter, its rules, the scopes below; bounded like the recursion
// above.
static void visit(struct qg_walk *walk, uint32_t at, struct qg_gate gate) {
    const struct qg_program *program = walk->machine->program;
    const struct qg_scope *scope = &program->scopes[at];
    if (scope->where != QG_NONE)
        gate.open = qg_and(gate.open, qg_machine_value(walk->machine, scope->where, walk->args));
    if (qg_is_no(gate.open))
        return;
    if (scope->dated != QG_NONE)
        gate.in_force = qg_force(walk->machine, walk->reign[scope->act], scope->dated, walk->args);
    judge_rules(walk, at, gate);
    for (uint32_t i = 0; i < scope->child_count && walk->fault == QG_OK; i++)
        enter(walk, program->scope_children[scope->first_child + i], gate);
}

static void visit_list(struct qg_walk *walk, uint32_t at, struct qg_gate gate) {
    const struct qg_scope *scope = &walk->machine->program->scopes[at];
    const int32_t *slots = walk->machine->record->slots;
    struct qg_value list = qg_machine_value(walk->machine, scope->list, walk->args);
    struct qg_value *element = &walk->args[scope->depth - 1];
    if (list.lo < 0) {
        *element = UNKNOWN_ELEMENT;
        if (!walk->machine->program->schema.fields[scope->field].partial)
            visit(walk, at, gate);
        return;
    }
    int32_t ref = list.lo == 0 ? 0 : slots[list.lo + QG_LIST_FIRST];
    for (; ref != 0 && walk->fault == QG_OK; ref = slots[ref + QG_AT_NEXT]) {
        *element = (struct qg_value){ref, ref};
        visit(walk, at, gate);
    }
}

static void visit_numbers(struct qg_walk *walk, uint32_t at, struct qg_gate gate) {
    const struct qg_scope *scope = &walk->machine->program->scopes[at];
    struct qg_value first = qg_machine_value(walk->machine, scope->list, walk->args);
    struct qg_value last = qg_machine_value(walk->machine, scope->last, walk->args);
    struct qg_value *number = &walk->args[scope->depth - 1];
    if (first.lo != first.hi || last.lo != last.hi) {
        *number = (struct qg_value){first.lo, last.hi};
        visit(walk, at, gate);
        return;
    }
    int32_t end =
        last.lo - first.lo < QG_NUMBER_LOOP_LIMIT ? last.lo : first.lo + QG_NUMBER_LOOP_LIMIT;
    for (int32_t n = first.lo; n <= end && walk->fault == QG_OK; n++) {
        *number = (struct qg_value){n, n};
        visit(walk, at, gate);
    }
}

static void enter(struct qg_walk *walk, uint32_t at, struct qg_gate gate) {
    const struct qg_scope *scope = &walk->machine->program->scopes[at];
    if (walk->scope_rules && !walk->shuts[at])
        return;
    if (scope->kind == QG_SCOPE_LIST)
        visit_list(walk, at, gate);
    else if (scope->kind == QG_SCOPE_NUMBERS)
        visit_numbers(walk, at, gate);
    else
        visit(walk, at, gate);
}

bool qg_is_audited(const struct qg_program *program, uint16_t type) {
    for (uint32_t i = 0; i < program->scope_count; i++)
        if (program->scopes[i].kind == QG_SCOPE_RECORD && program->scopes[i].type == type)
            return true;
    return false;
}

static void walk_pass(struct qg_walk *walk, bool scope_rules) {
    const struct qg_program *program = walk->machine->program;
    walk->scope_rules = scope_rules;
    for (uint32_t i = 0; i < program->scope_count && walk->fault == QG_OK; i++)
        if (program->scopes[i].kind == QG_SCOPE_RECORD &&
            program->scopes[i].type == walk->machine->record->type)
            enter(walk, i, (struct qg_gate){YES, YES});
}

enum qg_fault qg_walk_record(struct qg_walk *walk) {
    const struct qg_program *program = walk->machine->program;
    for (uint32_t i = 0; i < program->act_count; i++)
        walk->reign[i] = qg_reign_of(walk->machine, &program->acts[i]);
    walk->found.len = 0;
    qg_blocks_clear(&walk->blocks);
    walk->fault = QG_OK;
    walk->args[0] = (struct qg_value){1, 1};
    walk_pass(walk, true);
    walk_pass(walk, false);
    return walk->fault;
}
