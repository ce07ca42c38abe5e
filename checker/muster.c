// SPDX-License-Identifier: Apache-2.0
#include "muster.h"

#include "subject.h"

#include <stdlib.h>

// A list that is not recorded may have as many elements as a count can say.
static const uint64_t UNTOLD = INT32_MAX;

void qg_muster_init(struct qg_muster *muster, const struct qg_program *program,
                    const uint16_t *readings, uint64_t seed) {
    *muster = (struct qg_muster){
        .program = program, .readings = readings, .seed = seed, .collector = {.seed = seed}};
    qg_sightings_init(&muster->sightings, seed);
}

void qg_muster_free(struct qg_muster *muster) {
    qg_sightings_free(&muster->sightings);
    qg_collector_free(&muster->collector);
    qg_prints_free(&muster->index);
    qg_vec_free(&muster->groups);
    qg_vec_free(&muster->others);
    qg_vec_free(&muster->variants);
}

void qg_muster_salt(struct qg_muster *muster, uint32_t first, uint32_t second) {
    const uint32_t numbers[] = {first, second};
    qg_text_add(&muster->collector.bytes, (struct qg_str){(const char *)numbers, sizeof numbers});
}

// ---- Other readings ---------------------------------------------------------------------------

bool qg_muster_other(const struct qg_muster *muster, const struct qg_population *population,
                     struct qg_other_reading *at, bool first) {
    const struct qg_program *program = muster->program;
    uint64_t used = program->rules[population->rule].readings;
    if (population->demand == QG_DEMAND_AGREE)
        return false;
    for (at->value += !first; at->reading < program->reading_count; at->reading++, at->value = 0) {
        if ((used >> at->reading & 1) == 0)
            continue;
        at->value += at->value == muster->readings[at->reading];
        if (at->value < program->readings[at->reading].count)
            return true;
    }
    return false;
}

// Empty crowds for all of them; false when memory is out.
static bool add_others(struct qg_muster *muster, struct qg_group *group) {
    const struct qg_population *p = &muster->program->populations[group->population];
    struct qg_other_reading at = {0};
    bool good = true;
    group->others = muster->others.len;
    for (bool more = qg_muster_other(muster, p, &at, true); more && good;
         more = qg_muster_other(muster, p, &at, false))
        good = qg_vec_push(&muster->others, (struct qg_crowd){{0}, {0}});
    return good;
}

// ---- Groups -----------------------------------------------------------------------------------

// The keys of an element, in the collector; false if one of them is not known.
static bool collect_keys(struct qg_muster *muster, const struct qg_member *member) {
    const struct qg_program *program = muster->program;
    const struct qg_population *p = &program->populations[member->population];
    for (uint32_t i = 0; i < p->key_count; i++)
        if (!qg_collect_key(&muster->collector, &member->of->machine,
                            program->collected[p->first_key + i].fn, member->args))
            return false;
    return true;
}

// The group with these keys, new or known; QG_FAULT_MEMORY.
static enum qg_fault find_group(struct qg_muster *muster, const struct qg_group *wanted,
                                struct qg_str text, uint32_t *out) {
    bool fresh;
    uint32_t *at = qg_prints_put(&muster->index, wanted->print, muster->groups.len, &fresh);
    if (at == NULL)
        return QG_FAULT_MEMORY;
    *out = *at;
    if (!fresh)
        return QG_OK;
    struct qg_group group = {
        .print = wanted->print, .population = wanted->population, .unknown = wanted->unknown};
    bool kept = qg_sightings_text(&muster->sightings, text, &group.text);
    return kept && add_others(muster, &group) && qg_vec_push(&muster->groups, group)
               ? QG_OK
               : QG_FAULT_MEMORY;
}

static enum qg_fault group_of(struct qg_muster *muster, const struct qg_member *member,
                              uint32_t *out) {
    struct qg_collector *c = &muster->collector;
    struct qg_group wanted = {.population = member->population};
    qg_collector_clear(c);
    wanted.unknown = !collect_keys(muster, member);
    if (wanted.unknown)
        qg_collector_clear(c);
    qg_muster_salt(muster, member->population, wanted.unknown);
    if (c->failed || c->bytes.failed || c->shown.failed)
        return QG_FAULT_MEMORY;
    wanted.print = qg_print_of(muster->seed, qg_text_str(&c->bytes));
    return find_group(muster, &wanted, qg_text_str(&c->shown), out);
}

// ---- Shares -----------------------------------------------------------------------------------

static struct qg_instance instance_of(const struct qg_muster *muster,
                                      const struct qg_member *member) {
    struct qg_instance instance = {.rule = muster->program->populations[member->population].rule};
    for (int i = 0; i < QG_SCOPE_DEPTH; i++)
        instance.args[i] = member->args[i];
    return instance;
}

uint32_t qg_member_region(const struct qg_muster *muster, const struct qg_member *member) {
    struct qg_instance instance = instance_of(muster, member);
    return qg_instance_region(muster->program, &instance);
}

static enum qg_fault add_example(struct qg_muster *muster, const struct qg_member *member,
                                 uint32_t *examples) {
    uint32_t at = 0;
    while (at < QG_EXAMPLES && examples[at] != 0)
        at++;
    if (at == QG_EXAMPLES)
        return QG_OK;
    struct qg_text pointer = {0};
    qg_record_pointer(&member->of->record, qg_member_region(muster, member), QG_NONE, &pointer);
    if (!pointer.failed)
        examples[at] = qg_sightings_add(&muster->sightings, member->of, qg_text_str(&pointer));
    qg_text_free(&pointer);
    return examples[at] != 0 ? QG_OK : QG_FAULT_MEMORY;
}

// Whether some list of the chain is not recorded: the element stands for any number of them.
static bool is_untold(const struct qg_muster *muster, const struct qg_member *member) {
    const struct qg_program *program = muster->program;
    uint32_t rule = program->populations[member->population].rule;
    uint8_t depth = program->scopes[program->rules[rule].scope].depth;
    for (uint8_t i = 0; i < depth; i++)
        if (member->args[i].lo < 0 || member->args[i].lo != member->args[i].hi)
            return true;
    return false;
}

// Adds an element; of those of a list that is not recorded it is not even known that there are any.
static enum qg_having add_member(struct qg_crowd *crowd, struct qg_check check, bool untold) {
    struct qg_value belongs = {untold ? 0 : check.applies.lo, check.applies.hi};
    enum qg_having having = qg_crowd_add(crowd, belongs, check.holds, untold ? UNTOLD : 1);
    return belongs.lo == 1 ? having : QG_MAY_HAVE;
}

static void count_others(struct qg_muster *muster, const struct qg_member *member,
                         const struct qg_group *group, bool untold) {
    const struct qg_population *p = &muster->program->populations[member->population];
    struct qg_instance instance = instance_of(muster, member);
    struct qg_other_reading at = {0};
    uint32_t crowd = group->others;
    for (bool more = qg_muster_other(muster, p, &at, true); more;
         more = qg_muster_other(muster, p, &at, false))
        add_member(&muster->others.at[crowd++],
                   qg_member_under(&member->of->machine, &instance, at.reading, (uint16_t)at.value),
                   untold);
}

static enum qg_fault count(struct qg_muster *muster, const struct qg_member *member,
                           uint32_t group) {
    struct qg_group *g = &muster->groups.at[group];
    struct qg_check check = {member->belongs, member->has};
    bool untold = is_untold(muster, member);
    enum qg_having having = add_member(&g->crowd, check, untold);
    count_others(muster, member, g, untold);
    return qg_is_no(member->belongs) ? QG_OK : add_example(muster, member, g->examples[having]);
}

// ---- Both -------------------------------------------------------------------------------------

enum qg_fault qg_muster_take(struct qg_muster *muster, const struct qg_member *member) {
    const struct qg_population *p = &muster->program->populations[member->population];
    bool agree = p->demand == QG_DEMAND_AGREE;
    bool elsewise = !agree && muster->program->rules[p->rule].readings != 0;
    uint32_t group;
    if (qg_is_no(member->belongs) && !elsewise)
        return QG_OK;
    if (agree && (!qg_is_yes(member->belongs) || is_untold(muster, member)))
        return QG_OK;
    enum qg_fault fault = group_of(muster, member, &group);
    if (fault != QG_OK)
        return fault;
    if (!agree)
        return count(muster, member, group);
    muster->groups.at[group].crowd.sure[QG_HAS]++;
    return muster->groups.at[group].unknown ? QG_OK : qg_agreement_take(muster, member, group);
}

// ---- Merging ----------------------------------------------------------------------------------

static enum qg_fault merge_examples(struct qg_muster *into, const struct qg_muster *part,
                                    uint32_t *to, const uint32_t *from) {
    uint32_t at = 0;
    while (at < QG_EXAMPLES && to[at] != 0)
        at++;
    for (uint32_t i = 0; at < QG_EXAMPLES && i < QG_EXAMPLES && from[i] != 0; i++, at++) {
        to[at] = qg_sightings_copy(&into->sightings, &part->sightings, from[i]);
        if (to[at] == 0)
            return QG_FAULT_MEMORY;
    }
    return QG_OK;
}

static void merge_others(struct qg_muster *into, const struct qg_muster *part,
                         const struct qg_group *to, const struct qg_group *from) {
    const struct qg_population *p = &into->program->populations[from->population];
    struct qg_other_reading at = {0};
    uint32_t i = 0;
    for (bool more = qg_muster_other(into, p, &at, true); more;
         more = qg_muster_other(into, p, &at, false), i++)
        qg_crowd_join(&into->others.at[to->others + i], &part->others.at[from->others + i]);
}

static enum qg_fault merge_group(struct qg_muster *into, const struct qg_muster *part,
                                 const struct qg_group *from, uint32_t *out) {
    struct qg_str text = qg_intern_text(&part->sightings.texts, from->text);
    enum qg_fault fault = find_group(into, from, text, out);
    if (fault != QG_OK)
        return fault;
    struct qg_group *to = &into->groups.at[*out];
    qg_crowd_join(&to->crowd, &from->crowd);
    merge_others(into, part, to, from);
    for (int i = 0; i < QG_HAVINGS && fault == QG_OK; i++)
        fault = merge_examples(into, part, to->examples[i], from->examples[i]);
    return fault;
}

enum qg_fault qg_muster_merge(struct qg_muster *into, const struct qg_muster *part) {
    uint32_t *groups = calloc((size_t)part->groups.len + 1, sizeof *groups);
    enum qg_fault fault = groups == NULL ? QG_FAULT_MEMORY : QG_OK;
    for (uint32_t i = 0; i < part->groups.len && fault == QG_OK; i++)
        fault = merge_group(into, part, &part->groups.at[i], &groups[i]);
    if (fault == QG_OK)
        fault = qg_agreement_merge(into, part, groups);
    free(groups);
    return fault;
}
