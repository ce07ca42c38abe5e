// SPDX-License-Identifier: Apache-2.0
#include "muster.h"

#include "subject.h"

#include <stdlib.h>

// A list that is not recorded may have as many elements as a count can say.
static const uint64_t UNTOLD = INT32_MAX;

void qg_muster_init(struct qg_muster *muster, const struct qg_program *program, uint64_t seed) {
    *muster = (struct qg_muster){.program = program, .seed = seed, .collector = {.seed = seed}};
    qg_sightings_init(&muster->sightings, seed);
}

void qg_muster_free(struct qg_muster *muster) {
    qg_sightings_free(&muster->sightings);
    qg_collector_free(&muster->collector);
    qg_prints_free(&muster->index);
    qg_vec_free(&muster->groups);
    qg_vec_free(&muster->variants);
}

void qg_muster_salt(struct qg_muster *muster, uint32_t first, uint32_t second) {
    const uint32_t numbers[] = {first, second};
    qg_text_add(&muster->collector.bytes, (struct qg_str){(const char *)numbers, sizeof numbers});
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
    return kept && qg_vec_push(&muster->groups, group) ? QG_OK : QG_FAULT_MEMORY;
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

uint32_t qg_member_region(const struct qg_muster *muster, const struct qg_member *member) {
    struct qg_instance instance = {.rule = muster->program->populations[member->population].rule};
    for (int i = 0; i < QG_SCOPE_DEPTH; i++)
        instance.args[i] = member->args[i];
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

static enum qg_fault count(struct qg_muster *muster, const struct qg_member *member,
                           uint32_t group) {
    struct qg_group *g = &muster->groups.at[group];
    bool untold = is_untold(muster, member);
    struct qg_value belongs = {untold ? 0 : member->belongs.lo, member->belongs.hi};
    enum qg_having having = qg_crowd_add(&g->crowd, belongs, member->has, untold ? UNTOLD : 1);
    return add_example(muster, member, g->examples[belongs.lo == 1 ? having : QG_MAY_HAVE]);
}

// ---- Both -------------------------------------------------------------------------------------

enum qg_fault qg_muster_take(struct qg_muster *muster, const struct qg_member *member) {
    const struct qg_population *p = &muster->program->populations[member->population];
    bool agree = p->demand == QG_DEMAND_AGREE;
    uint32_t group;
    if (qg_is_no(member->belongs))
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

static enum qg_fault merge_group(struct qg_muster *into, const struct qg_muster *part,
                                 const struct qg_group *from, uint32_t *out) {
    struct qg_str text = qg_intern_text(&part->sightings.texts, from->text);
    enum qg_fault fault = find_group(into, from, text, out);
    if (fault != QG_OK)
        return fault;
    struct qg_group *to = &into->groups.at[*out];
    qg_crowd_join(&to->crowd, &from->crowd);
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
