// SPDX-License-Identifier: Apache-2.0

#include "verdict.h"

#include "subject.h"

#include <stdlib.h>

// The verdicts of one record while they are gathered. Findings are gone through three times: for
// the kind of each verdict, for the number of its grounds, for the grounds; each time every
// finding finds its certification by its position in the list.
struct gathering {
    const struct qg_case *of;
    const struct qg_weight *weights;
    const struct qg_program *program;
    const struct qg_record *record;
    struct qg_arena *arena;
    struct qg_verdict *verdicts; // of one act: one for each certification, in their order
    int32_t **grounds;           // parallel, writable
    uint32_t count;
    int32_t act;
    uint32_t world;
    uint16_t type; // of the certifications
};

// What the instance makes of a verdict: CLEAN where it does not weigh in it.
static enum qg_verdict_kind weighs(const struct gathering *g, uint32_t at) {
    const struct qg_rule *rule = &g->program->rules[g->of->found.at[at].rule];
    const struct qg_weight *weight = &g->weights[at];
    if (weight->silenced || weight->elsewhere || rule->act != g->act)
        return QG_VERDICT_CLEAN;
    bool counts =
        rule->voids || rule->kind == QG_RULE_SCOPE ||
        (weight->severity != QG_NONE && g->program->severities[weight->severity].warrants);
    if (counts && weight->outcome == QG_VIOLATED)
        return QG_VERDICT_WARRANTED;
    return counts && weight->outcome == QG_UNDETERMINED ? QG_VERDICT_UNDETERMINED
                                                        : QG_VERDICT_CLEAN;
}

// How many certifications a record has.
static uint32_t count_of(const struct qg_record *record, uint16_t type);

struct qg_concerned qg_concerned_by(const struct qg_case *of, uint16_t verdict_type,
                                    uint32_t instance) {
    const struct qg_program *program = of->machine.program;
    const struct qg_record *record = &of->record;
    const struct qg_instance *at = &of->found.at[instance];
    const struct qg_rule *rule = &program->rules[at->rule];
    uint32_t count = count_of(record, verdict_type);
    if (verdict_type == record->type)
        return (struct qg_concerned){0, count};
    for (int32_t s = rule->scope; s != QG_NONE; s = program->scopes[s].parent) {
        const struct qg_scope *scope = &program->scopes[s];
        int32_t ref = at->args[scope->depth - 1].lo;
        if (scope->kind != QG_SCOPE_LIST || scope->type != verdict_type || ref <= 0)
            continue;
        uint32_t index = (uint32_t)record->slots[ref + QG_AT_INDEX];
        return index < count ? (struct qg_concerned){index, index + 1}
                             : (struct qg_concerned){0, 0};
    }
    return rule->kind == QG_RULE_SCOPE ? (struct qg_concerned){0, count}
                                       : (struct qg_concerned){0, 0};
}

// The severity of a breach that stands, as a bit; 0 of anything else.
static uint64_t breach_bit(const struct gathering *g, uint32_t at) {
    const struct qg_weight *weight = &g->weights[at];
    bool stands = weight->outcome == QG_VIOLATED && !weight->silenced && !weight->elsewhere &&
                  g->program->rules[g->of->found.at[at].rule].act == g->act;
    bool graded = weight->severity >= 0 && weight->severity < QG_GRADED_LIMIT;
    return stands && graded ? UINT64_C(1) << weight->severity : 0;
}

static void raise_kinds(struct gathering *g) {
    for (uint32_t at = 0; at < g->of->found.len; at++) {
        enum qg_verdict_kind kind = weighs(g, at);
        struct qg_concerned range = qg_concerned_by(g->of, g->type, at);
        for (uint32_t i = range.from; i < range.to; i++) {
            g->verdicts[i].breaches |= breach_bit(g, at);
            if (kind > g->verdicts[i].kind)
                g->verdicts[i].kind = kind;
        }
    }
}

static void note(struct gathering *g, struct qg_verdict *verdict, uint32_t at) {
    int32_t severity = g->weights[at].severity;
    if (verdict->strongest == QG_NONE || (severity != QG_NONE && severity < verdict->strongest))
        verdict->strongest = severity;
    int32_t *grounds = g->grounds[verdict - g->verdicts];
    if (grounds != NULL)
        grounds[verdict->ground_count] = (int32_t)g->of->found.at[at].rule;
    verdict->ground_count++;
}

// Counts the grounds of every verdict, or writes them where there is room for them.
static void gather_grounds(struct gathering *g) {
    for (uint32_t i = 0; i < g->count; i++)
        g->verdicts[i].ground_count = 0;
    for (uint32_t at = 0; at < g->of->found.len; at++) {
        enum qg_verdict_kind kind = weighs(g, at);
        struct qg_concerned range = qg_concerned_by(g->of, g->type, at);
        for (uint32_t i = range.from; i < range.to && kind != QG_VERDICT_CLEAN; i++)
            if (kind == g->verdicts[i].kind)
                note(g, &g->verdicts[i], at);
    }
}

static int by_rule(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

// Rules are numbered in order of citation, versions of one together: sorted, each once.
static void tidy(const struct qg_program *program, struct qg_verdict *verdict, int32_t *grounds) {
    uint32_t kept = 0;
    if (verdict->ground_count == 0)
        return;
    qsort(grounds, verdict->ground_count, sizeof *grounds, by_rule);
    for (uint32_t i = 0; i < verdict->ground_count; i++)
        if (kept == 0 ||
            !qg_str_equal(program->rules[grounds[kept - 1]].id, program->rules[grounds[i]].id))
            grounds[kept++] = grounds[i];
    verdict->grounds = grounds;
    verdict->ground_count = kept;
}

static bool make_room_for_grounds(struct gathering *g) {
    for (uint32_t i = 0; i < g->count; i++) {
        uint32_t count = g->verdicts[i].ground_count;
        if (count == 0)
            continue;
        g->grounds[i] = qg_arena_array(g->arena, count, sizeof **g->grounds);
        if (g->grounds[i] == NULL)
            return false;
    }
    return true;
}

static bool judge(struct gathering *g) {
    raise_kinds(g);
    gather_grounds(g);
    if (!make_room_for_grounds(g))
        return false;
    gather_grounds(g);
    for (uint32_t i = 0; i < g->count; i++)
        tidy(g->program, &g->verdicts[i], g->grounds[i]);
    return true;
}

static bool rules_here(const struct gathering *g, const struct qg_rule *rule) {
    return rule->act == g->act && (rule->worlds >> g->world & 1) != 0;
}

// Whether a scope rule of the act says for that element that the act has nothing to do with it.
static bool is_outside(const struct gathering *g, uint8_t depth, int32_t ref) {
    const struct qg_block *block = qg_blocks_first(&g->of->blocks, depth, ref);
    for (; block != NULL; block = qg_blocks_next(&g->of->blocks, block))
        if (block->outcome != QG_UNDETERMINED && rules_here(g, &g->program->rules[block->rule]))
            return true;
    return false;
}

// The record is region 1.
static bool outside(const struct gathering *g, int32_t certification) {
    return is_outside(g, 1, 1) || is_outside(g, 2, certification);
}

static void drop_outside(struct gathering *g) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < g->count && g->of->blocks.all.len > 0; i++)
        if (!outside(g, (int32_t)g->verdicts[i].certification.ref))
            g->verdicts[kept++] = g->verdicts[i];
    if (g->of->blocks.all.len > 0)
        g->count = kept;
}

// The list of the record whose elements the act gives verdicts for, or NULL.
static const struct qg_field *judged_list(const struct qg_record *record, uint16_t type) {
    const struct qg_type *root = &record->schema->types[record->type];
    for (uint32_t i = 0; i < root->field_count; i++) {
        const struct qg_field *field = &record->schema->fields[root->first_field + i];
        if (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT && field->type == type)
            return field;
    }
    return NULL;
}

// The verdict on the record as a whole.
static void begin_record(struct gathering *g) {
    g->verdicts[0] = (struct qg_verdict){
        .record = qg_region_id(g->record, g->record->type, 1),
        .act = g->act,
        .strongest = QG_NONE,
        .certification = {.noun = g->record->schema->types[g->type].name,
                          .title = &g->record->schema->types[g->type].title,
                          .index = -1,
                          .ref = 1},
    };
}

static void begin_list(struct gathering *g, int32_t list) {
    const struct qg_record *record = g->record;
    struct qg_str id = qg_region_id(record, record->type, 1);
    uint32_t i = 0;
    for (int32_t ref = record->slots[list + QG_LIST_FIRST]; ref != 0 && i < g->count; i++) {
        struct qg_verdict *verdict = &g->verdicts[i];
        *verdict = (struct qg_verdict){.record = id, .act = g->act, .strongest = QG_NONE};
        verdict->certification = (struct qg_subject){
            .noun = record->schema->types[g->type].name,
            .title = &record->schema->types[g->type].title,
            .id = qg_region_id(record, g->type, ref),
            .index = (int32_t)i,
            .ref = (uint32_t)ref,
        };
        ref = record->slots[ref + QG_AT_NEXT];
    }
}

// The list whose elements verdicts are given for; 0: none is recorded, or the record is meant.
static int32_t list_of(const struct qg_record *record, uint16_t type) {
    const struct qg_field *field = judged_list(record, type);
    int32_t list = field != NULL ? record->slots[1 + field->slot] : 0;
    return list > 0 ? list : 0;
}

static uint32_t count_of(const struct qg_record *record, uint16_t type) {
    int32_t list = list_of(record, type);
    if (list > 0)
        return (uint32_t)record->slots[list + QG_LIST_COUNT];
    return type == record->type ? 1 : 0;
}

static bool judge_act(struct gathering *g, uint32_t act) {
    g->act = (int32_t)act;
    g->type = g->program->acts[act].verdict_type;
    int32_t list = list_of(g->record, g->type);
    g->count = count_of(g->record, g->type);
    g->verdicts = qg_arena_array(g->arena, (size_t)g->count + 1, sizeof *g->verdicts);
    g->grounds = qg_arena_array(g->arena, (size_t)g->count + 1, sizeof *g->grounds);
    if (g->verdicts == NULL || g->grounds == NULL)
        return false;
    if (list > 0)
        begin_list(g, list);
    else if (g->count > 0)
        begin_record(g);
    bool ok = judge(g);
    drop_outside(g);
    return ok;
}

bool qg_verdicts(const struct qg_verdicts_of *what, struct qg_arena *arena, struct qg_verdict **out,
                 uint32_t *count) {
    struct gathering g = {
        .of = what->of, .weights = what->weights, .world = what->world, .arena = arena};
    g.program = what->of->machine.program;
    g.record = &what->of->record;
    bool ok = judge_act(&g, what->act);
    *out = g.verdicts;
    *count = g.count;
    return ok;
}
