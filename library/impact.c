// SPDX-License-Identifier: Apache-2.0
#include "impact.h"

#include <stdlib.h>

// What is counted beyond the tally of the run, which knows of no world.
struct qg_impact_counts {
    struct qg_impact_world *worlds;                        // [world_count]
    uint64_t (*silenced)[QG_WORLD_LIMIT][QG_IMPACT_FOUND]; // by rule
    uint64_t (*changed)[QG_WORLD_LIMIT];                   // by the first version of a rule
    struct qg_impact_group *groups;                        // grows; in the order met
    uint32_t group_count, group_cap;
};

enum { GROUP_LIMIT = 100000 };

static uint32_t world_count(const struct qg_impact *impact) {
    return impact->facts->draft_count + 1;
}

static void *take_memory(struct qg_impact *impact, size_t count, size_t size) {
    return qg_arena_array(&impact->arena, count, size);
}

// ---- counting ----

static void add_counts(struct qg_impact_world *to, const struct qg_impact_world *from) {
    to->certifications += from->certifications;
    for (int i = 0; i < QG_VERDICTS; i++)
        to->verdicts[i] += from->verdicts[i];
    for (int i = 0; i < QG_OUTCOMES; i++)
        to->findings[i] += from->findings[i];
    for (int before = 0; before < QG_IMPACT_VERDICTS; before++)
        for (int after = 0; after < QG_IMPACT_VERDICTS; after++)
            to->moved[before][after] += from->moved[before][after];
}

static void count_record(struct qg_impact *impact, const struct qg_impact_extract *record) {
    struct qg_impact_counts *c = impact->counts;
    for (uint32_t w = 0; w < world_count(impact); w++) {
        const struct qg_impact_side *side =
            &record->sides[w < record->side_count ? w : record->side_count - 1];
        add_counts(&c->worlds[w], &side->counts);
        for (uint32_t i = 0; i < side->silenced_count; i++)
            c->silenced[side->silenced[i].rule][w][side->silenced[i].found]++;
    }
}

static struct qg_impact_group *find_group(struct qg_impact *impact, uint32_t by,
                                          struct qg_str value) {
    struct qg_impact_counts *c = impact->counts;
    for (uint32_t i = 0; i < c->group_count; i++) // few: institutions, tracks
        if (c->groups[i].by == by && qg_str_equal(c->groups[i].value, value))
            return &c->groups[i];
    if (c->group_count == GROUP_LIMIT)
        return NULL;
    if (c->group_count == c->group_cap) {
        uint32_t cap = c->group_cap > 0 ? c->group_cap * 2 : 64;
        struct qg_impact_group *grown = realloc(c->groups, cap * sizeof *grown);
        if (grown == NULL)
            return NULL;
        c->groups = grown;
        c->group_cap = cap;
    }
    struct qg_impact_group *made = &c->groups[c->group_count];
    *made = (struct qg_impact_group){.by = by};
    made->value = (struct qg_str){qg_arena_copy(&impact->arena, value.at, value.len), value.len};
    made->turns = take_memory(impact, world_count(impact), sizeof *made->turns);
    if (made->value.at == NULL || made->turns == NULL)
        return NULL;
    c->group_count++;
    return made;
}

static enum qg_fault count_groups(struct qg_impact *impact,
                                  const struct qg_impact_certification *told) {
    enum qg_impact_turn turn = qg_impact_turn_of(told->verdicts);
    for (uint32_t i = 0; i < impact->facts->group_count; i++) {
        struct qg_impact_group *group = find_group(impact, i, told->groups[i]);
        if (group == NULL)
            return QG_FAULT_MEMORY;
        group->turns[told->draft][turn]++;
    }
    return QG_OK;
}

static enum qg_fault count_change(struct qg_impact *impact, const struct qg_impact_change *change) {
    uint32_t draft = change->told.draft;
    impact->counts->worlds[draft].turns[qg_impact_turn_of(change->told.verdicts)]++;
    for (uint32_t i = 0; i < change->family_count; i++)
        impact->counts->changed[change->families[i]][draft]++;
    return count_groups(impact, &change->told);
}

// ---- hearing ----

static enum qg_fault begin(struct qg_impact *impact) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < impact->writer_count && !impact->begun && fault == QG_OK; i++)
        fault = impact->writers[i].begin(&impact->writers[i]);
    impact->begun = true;
    return fault;
}

static enum qg_fault tell(struct qg_impact *impact, const struct qg_impact_certification *told) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < impact->writer_count && fault == QG_OK; i++)
        fault = impact->writers[i].certification(&impact->writers[i], told);
    return fault;
}

static enum qg_fault hear(void *user, const void *extract) {
    struct qg_impact *impact = user;
    const struct qg_impact_extract *record = extract;
    const struct qg_impact_change *change = record->changes;
    enum qg_fault fault = begin(impact);
    count_record(impact, record);
    for (; change != NULL && fault == QG_OK; change = change->next) {
        fault = count_change(impact, change);
        if (fault == QG_OK)
            fault = tell(impact, &change->told);
    }
    return fault;
}

static const void *extract(const void *user, const struct qg_case_worlds *record,
                           struct qg_arena *arena) {
    const struct qg_impact *impact = user;
    return qg_impact_extract(&impact->wish, record, arena);
}

void qg_impact_write(struct qg_impact *impact, struct qg_impact_writer *writers, uint32_t count) {
    impact->writers = writers;
    impact->writer_count = count;
    impact->wish.findings = count > 0;
}

struct qg_worlds_listener qg_impact_listener(struct qg_impact *impact) {
    return (struct qg_worlds_listener){.user = impact, .extract = extract, .hear = hear};
}

// ---- beginning and end ----

enum qg_fault qg_impact_init(struct qg_impact *impact, const struct qg_program *program,
                             const struct qg_impact_facts *facts) {
    *impact = (struct qg_impact){.program = program, .facts = facts};
    qg_arena_init(&impact->arena, "impact");
    impact->wish = (struct qg_impact_wish){.program = program, .lang = facts->run->lang};
    impact->counts = take_memory(impact, 1, sizeof *impact->counts);
    if (impact->counts == NULL)
        return QG_FAULT_MEMORY;
    struct qg_impact_counts *c = impact->counts;
    c->worlds = take_memory(impact, world_count(impact), sizeof *c->worlds);
    c->silenced = take_memory(impact, program->rule_count, sizeof *c->silenced);
    c->changed = take_memory(impact, program->rule_count, sizeof *c->changed);
    bool made = c->worlds != NULL && c->silenced != NULL && c->changed != NULL &&
                qg_impact_groups_init(&impact->wish.groups, &impact->arena, &program->schema,
                                      facts->groups, facts->group_count);
    return made ? QG_OK : QG_FAULT_MEMORY;
}

void qg_impact_free(struct qg_impact *impact) {
    if (impact->counts != NULL)
        free(impact->counts->groups);
    qg_arena_free(&impact->arena);
}

// What stands of a rule in each world: what was found by its versions there, less what was
// silenced.
static void sum_rule(const struct qg_impact *impact, const struct qg_tally *tally, uint32_t first,
                     uint32_t end, struct qg_impact_rule *out) {
    static const enum qg_outcome kinds[QG_IMPACT_FOUND] = {QG_VIOLATED, QG_UNDETERMINED};
    for (uint32_t r = first; r < end; r++)
        for (uint32_t w = 0; w < world_count(impact); w++)
            for (uint32_t k = 0; k < QG_IMPACT_FOUND; k++)
                if ((impact->program->rules[r].worlds >> w & 1) != 0)
                    out->findings[w][k] +=
                        tally->by_rule[r][kinds[k]] - impact->counts->silenced[r][w][k];
}

static bool is_worth_a_line(const struct qg_impact *impact, const struct qg_impact_rule *rule) {
    for (uint32_t w = 0; w < world_count(impact); w++)
        if (rule->findings[w][0] > 0 || rule->findings[w][1] > 0 || rule->changed[w] > 0)
            return true;
    return false;
}

static enum qg_fault sum_rules(struct qg_impact *impact, const struct qg_tally *tally) {
    const struct qg_program *program = impact->program;
    struct qg_impact_rule *rules = take_memory(impact, program->rule_count, sizeof *rules);
    if (rules == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t first = 0, end; first < program->rule_count; first = end) {
        struct qg_impact_rule *rule = &rules[impact->totals.rule_count];
        end = qg_rule_versions_end(program, first);
        rule->first = (int32_t)first;
        rule->findings = take_memory(impact, world_count(impact), sizeof *rule->findings);
        rule->changed = impact->counts->changed[first];
        if (rule->findings == NULL)
            return QG_FAULT_MEMORY;
        sum_rule(impact, tally, first, end, rule);
        impact->totals.rule_count += is_worth_a_line(impact, rule);
    }
    impact->totals.rules = rules;
    return QG_OK;
}

static int by_group(const void *a, const void *b) {
    const struct qg_impact_group *x = a, *y = b;
    if (x->by != y->by)
        return x->by < y->by ? -1 : 1;
    return qg_str_compare(x->value, y->value);
}

enum qg_fault qg_impact_end(struct qg_impact *impact, const struct qg_tally *tally) {
    struct qg_impact_counts *c = impact->counts;
    enum qg_fault fault = begin(impact);
    impact->totals = (struct qg_impact_totals){.records = tally->records,
                                               .not_audited = tally->not_audited,
                                               .unreadable = tally->unreadable,
                                               .data_findings = tally->data_findings,
                                               .worlds = c->worlds,
                                               .groups = c->groups,
                                               .group_count = c->group_count};
    if (c->group_count > 1)
        qsort(c->groups, c->group_count, sizeof *c->groups, by_group);
    if (fault == QG_OK)
        fault = sum_rules(impact, tally);
    for (uint32_t i = 0; i < impact->writer_count && fault == QG_OK; i++)
        fault = impact->writers[i].end(&impact->writers[i], &impact->totals);
    return fault;
}
