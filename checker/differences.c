// SPDX-License-Identifier: Apache-2.0

#include "differences.h"

#include "subject.h"

#include <stdlib.h>

// Something found, with what tells it from others: the rule, whatever its version, and the
// elements.
struct entry {
    int32_t family;
    uint32_t instance;
    const struct qg_instance *of;
};

struct finder {
    const struct qg_case_worlds *record;
    const struct qg_program *program;
    struct entry *entries; // sorted
    uint32_t count;
    uint32_t draft, act;
    uint16_t type;                  // of certifications
    struct qg_differing *differing; // of the draft, all certifications
    uint32_t *certifications;       // of each: its position, or NOWHERE
    uint32_t differing_count;
};

#define NOWHERE UINT32_MAX

// ---- what was found, by rule and elements ----

static int32_t family_of(const struct qg_program *program, uint32_t rule) {
    while (rule > 0 && qg_str_equal(program->rules[rule - 1].id, program->rules[rule].id))
        rule--;
    return (int32_t)rule;
}

static int compare_args(const struct qg_instance *a, const struct qg_instance *b) {
    if (a->depth != b->depth)
        return a->depth < b->depth ? -1 : 1;
    for (uint8_t i = 0; i < a->depth; i++)
        if (a->args[i].lo != b->args[i].lo)
            return a->args[i].lo < b->args[i].lo ? -1 : 1;
    return 0;
}

static int by_rule(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    if (x->family != y->family)
        return x->family < y->family ? -1 : 1;
    int args = compare_args(x->of, y->of);
    return args != 0 ? args : (x->instance > y->instance) - (x->instance < y->instance);
}

static bool sort_entries(struct finder *f) {
    const struct qg_case *of = f->record->of;
    f->count = of->found.len;
    f->entries = qg_arena_array(f->record->arena, (size_t)f->count + 1, sizeof *f->entries);
    f->differing = qg_arena_array(f->record->arena, (size_t)f->count + 1, sizeof *f->differing);
    f->certifications =
        qg_arena_array(f->record->arena, (size_t)f->count + 1, sizeof *f->certifications);
    if (f->entries == NULL || f->differing == NULL || f->certifications == NULL)
        return false;
    for (uint32_t i = 0; i < f->count; i++)
        f->entries[i] =
            (struct entry){family_of(f->program, of->found.at[i].rule), i, &of->found.at[i]};
    if (f->count > 1)
        qsort(f->entries, f->count, sizeof *f->entries, by_rule);
    return true;
}

// ---- how a rule came out ----

static uint32_t world_of(const struct finder *f, int side) {
    return side == 0 ? 0 : f->draft;
}

static bool is_law(const struct finder *f, uint32_t rule, int side) {
    return (f->program->rules[rule].worlds >> world_of(f, side) & 1) != 0;
}

// Whether `turn` says that the version speaks of the instance's day.
static bool has_turn(struct qg_machine *m, const struct qg_rule *rule,
                     const struct qg_instance *like) {
    return rule->turn == QG_NONE || !qg_is_no(qg_machine_value(m, rule->turn, like->args));
}

static bool governs(const struct qg_program *program, uint32_t governor, uint32_t rule) {
    const struct qg_rule *g = &program->rules[governor];
    for (uint32_t i = 0; i < g->governed_count; i++)
        if (program->rule_refs[g->first_governed + i] == rule)
            return true;
    return false;
}

// Whether a scope rule of that side kept the rule from being judged, and how it came out itself.
static const struct qg_block *block_of(const struct finder *f, uint32_t rule, int side,
                                       const struct qg_instance *like) {
    const struct qg_blocks *blocks = &f->record->of->blocks;
    for (uint32_t i = 0; i < blocks->all.len; i++) {
        const struct qg_block *block = &blocks->all.at[i];
        if (block->outcome != QG_NOT_IN_FORCE && block->depth <= like->depth &&
            is_law(f, block->rule, side) && qg_block_covers(block, like->args) &&
            governs(f->program, block->rule, rule))
            return block;
    }
    return NULL;
}

static int judge_again(struct finder *f, uint32_t rule, int side, const struct qg_instance *like) {
    const struct qg_block *block = block_of(f, rule, side, like);
    struct qg_instance instance = *like;
    instance.rule = rule;
    if (block != NULL)
        return block->outcome == QG_UNDETERMINED ? QG_UNDETERMINED : QG_NOT_APPLICABLE;
    return (int)qg_rejudge(&f->record->of->machine, &instance);
}

// How the rule came out on a side where it left no finding: its version there is judged for the
// same elements, if it is about such.
static void judge_unfound(struct finder *f, struct qg_differing *out, int side,
                          const struct qg_instance *like) {
    struct qg_machine *m = &f->record->of->machine;
    uint32_t end = qg_rule_versions_end(f->program, (uint32_t)out->family);
    int32_t scope = f->program->rules[like->rule].scope;
    out->states[side] = QG_DIFFERS_NO_RULE;
    for (uint32_t r = (uint32_t)out->family; r < end; r++) {
        const struct qg_rule *rule = &f->program->rules[r];
        if (!is_law(f, r, side))
            continue;
        out->rules[side] = (int32_t)r;
        if (rule->scope != scope || !has_turn(m, rule, like))
            continue;
        out->states[side] = judge_again(f, r, side, like);
        return;
    }
}

static void note_found(struct finder *f, struct qg_differing *out, int side, uint32_t instance) {
    const struct qg_standing *standing = &f->record->worlds[world_of(f, side)];
    const struct qg_weight *weight = &standing->weights[instance];
    out->rules[side] = (int32_t)f->record->of->found.at[instance].rule;
    out->instances[side] = (int32_t)instance;
    out->states[side] = weight->silenced ? (int)QG_DIFFERS_SILENCED : (int)weight->outcome;
    out->silencers[side] = standing->silenced_by[instance];
}

// What a rule came to for one chain of elements, found at entries `first` up to `end`.
static void compare(struct finder *f, uint32_t first, uint32_t end) {
    struct qg_differing d = {.family = f->entries[first].family,
                             .rules = {QG_NONE, QG_NONE},
                             .instances = {QG_NONE, QG_NONE},
                             .silencers = {QG_NONE, QG_NONE}};
    for (uint32_t i = first; i < end; i++)
        for (int side = 0; side < 2; side++)
            if (is_law(f, f->entries[i].of->rule, side) && d.instances[side] == QG_NONE)
                note_found(f, &d, side, f->entries[i].instance);
    if (d.instances[0] == QG_NONE && d.instances[1] == QG_NONE)
        return; // of another draft
    for (int side = 0; side < 2; side++)
        if (d.instances[side] == QG_NONE)
            judge_unfound(f, &d, side, f->entries[first].of);
    if (d.states[0] == d.states[1])
        return;
    uint32_t instance = (uint32_t)d.instances[d.instances[1] != QG_NONE ? 1 : 0];
    struct qg_concerned at = qg_concerned_by(f->record->of, f->type, instance);
    f->certifications[f->differing_count] = at.to == at.from + 1 ? at.from : NOWHERE;
    f->differing[f->differing_count++] = d;
}

static void compare_all(struct finder *f) {
    f->differing_count = 0;
    for (uint32_t first = 0, end; first < f->count; first = end) {
        end = first + 1;
        while (end < f->count && f->entries[end].family == f->entries[first].family &&
               compare_args(f->entries[end].of, f->entries[first].of) == 0)
            end++;
        if (f->program->rules[f->entries[first].of->rule].act == (int32_t)f->act)
            compare(f, first, end);
    }
}

// ---- certifications ----

// The verdict on a certification, by its position; NULL if there is none.
static const struct qg_verdict *verdict_on(const struct qg_case_worlds *record, uint32_t world,
                                           uint32_t act, uint32_t position) {
    const struct qg_standing *standing = &record->worlds[world];
    for (uint32_t i = 0; i < standing->verdict_counts[act]; i++) {
        const struct qg_verdict *v = &standing->verdicts[act][i];
        uint32_t at = v->certification.index < 0 ? 0 : (uint32_t)v->certification.index;
        if (at == position)
            return v;
    }
    return NULL;
}

static int kind_of(const struct qg_verdict *verdict) {
    return verdict != NULL ? (int)verdict->kind : (int)QG_DIFFERS_NO_VERDICT;
}

// How many certifications have a verdict in either world: the last position and one.
static uint32_t positions(const struct qg_case_worlds *record, uint32_t world, uint32_t act) {
    const struct qg_standing *standing = &record->worlds[world];
    uint32_t count = standing->verdict_counts[act];
    if (count == 0)
        return 0;
    int32_t last = standing->verdicts[act][count - 1].certification.index;
    return last < 0 ? 1 : (uint32_t)last + 1;
}

static uint32_t all_positions(const struct qg_case_worlds *record, uint32_t act, uint32_t world) {
    uint32_t before = positions(record, 0, act), after = positions(record, world, act);
    return before > after ? before : after;
}

void qg_differences_moves(const struct qg_case_worlds *record, uint32_t act, uint32_t world,
                          uint64_t moved[QG_DIFFERS_VERDICTS][QG_DIFFERS_VERDICTS]) {
    uint32_t count = all_positions(record, act, world);
    for (uint32_t i = 0; i < count; i++) {
        int before = kind_of(verdict_on(record, 0, act, i));
        int after = kind_of(verdict_on(record, world, act, i));
        if (before != QG_DIFFERS_NO_VERDICT || after != QG_DIFFERS_NO_VERDICT)
            moved[before][after]++;
    }
}

static uint32_t gather(const struct finder *f, uint32_t position, struct qg_differing *out) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->differing_count; i++)
        if (f->certifications[i] == position)
            out[count++] = f->differing[i];
    return count;
}

static enum qg_fault tell(struct finder *f, uint32_t position, struct qg_differing *room,
                          qg_differences_sink *sink, void *user) {
    struct qg_difference d = {.draft = f->draft, .act = f->act, .findings = room};
    d.finding_count = gather(f, position, room);
    for (int side = 0; side < 2; side++) {
        const struct qg_verdict *v =
            position == NOWHERE ? NULL : verdict_on(f->record, world_of(f, side), f->act, position);
        d.details[side] = v;
        d.verdicts[side] = kind_of(v);
        if (v != NULL)
            d.certification = v->certification;
    }
    bool differs = d.verdicts[0] != d.verdicts[1] || d.finding_count > 0;
    return differs ? sink(user, &d) : QG_OK;
}

static enum qg_fault find_in_act(struct finder *f, qg_differences_sink *sink, void *user) {
    uint32_t count = all_positions(f->record, f->act, f->draft);
    struct qg_differing *room =
        qg_arena_array(f->record->arena, (size_t)f->count + 1, sizeof *room);
    if (room == NULL)
        return QG_FAULT_MEMORY;
    f->type = f->program->acts[f->act].verdict_type;
    compare_all(f);
    enum qg_fault fault = tell(f, NOWHERE, room, sink, user);
    for (uint32_t i = 0; i < count && fault == QG_OK; i++)
        fault = tell(f, i, room, sink, user);
    return fault;
}

enum qg_fault qg_differences_find(const struct qg_case_worlds *record, qg_differences_sink *sink,
                                  void *user) {
    struct finder f = {.record = record, .program = record->of->machine.program};
    enum qg_fault fault = sort_entries(&f) ? QG_OK : QG_FAULT_MEMORY;
    for (f.draft = 1; f.draft < record->world_count && fault == QG_OK; f.draft++)
        for (f.act = 0; f.act < f.program->act_count && fault == QG_OK; f.act++)
            fault = find_in_act(&f, sink, user);
    return fault;
}
