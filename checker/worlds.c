// SPDX-License-Identifier: Apache-2.0

#include "worlds.h"

struct weighing {
    struct qg_case *of;
    struct qg_silencers *silencers;
    struct qg_arena *arena;
    const struct qg_weight *common; // without what differs by world
    struct qg_instance *causes;     // scratch: those of a world
    uint32_t world;
};

static bool is_here(const struct weighing *w, uint32_t at) {
    const struct qg_program *program = w->of->machine.program;
    return (program->rules[w->of->found.at[at].rule].worlds >> w->world & 1) != 0;
}

static const struct qg_weight *weigh_common(const struct weighing *w) {
    uint32_t count = w->of->found.len;
    struct qg_weight *weights = qg_arena_array(w->arena, (size_t)count + 1, sizeof *weights);
    for (uint32_t i = 0; weights != NULL && i < count; i++) {
        const struct qg_instance *instance = &w->of->found.at[i];
        weights[i] = (struct qg_weight){.outcome = instance->outcome,
                                        .severity = qg_severity_of(&w->of->machine, instance)};
    }
    return weights;
}

static enum qg_fault load_causes(struct weighing *w) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < w->of->found.len; i++)
        if (is_here(w, i))
            w->causes[count++] = w->of->found.at[i];
    return qg_silencers_load(w->silencers, w->causes, count);
}

static enum qg_fault silence(struct weighing *w, struct qg_standing *out) {
    uint32_t count = w->of->found.len;
    struct qg_weight *weights = qg_arena_array(w->arena, (size_t)count + 1, sizeof *weights);
    int32_t *silenced_by = qg_arena_array(w->arena, (size_t)count + 1, sizeof *silenced_by);
    if (weights == NULL || silenced_by == NULL)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = load_causes(w);
    for (uint32_t i = 0; i < count && fault == QG_OK; i++) {
        weights[i] = w->common[i];
        weights[i].elsewhere = !is_here(w, i);
        silenced_by[i] =
            weights[i].elsewhere ? QG_NONE : qg_silenced_by(w->silencers, &w->of->found.at[i]);
        weights[i].silenced = silenced_by[i] != QG_NONE;
    }
    out->weights = weights;
    out->silenced_by = silenced_by;
    return fault;
}

static enum qg_fault give_verdicts(struct weighing *w, struct qg_standing *out) {
    uint32_t acts = w->of->machine.program->act_count;
    struct qg_verdict **verdicts = qg_arena_array(w->arena, acts, sizeof *verdicts);
    uint32_t *counts = qg_arena_array(w->arena, acts, sizeof *counts);
    if (verdicts == NULL || counts == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t act = 0; act < acts; act++) {
        struct qg_verdicts_of what = {w->of, out->weights, act, w->world};
        if (!qg_verdicts(&what, w->arena, &verdicts[act], &counts[act]))
            return QG_FAULT_MEMORY;
    }
    out->verdicts = verdicts;
    out->verdict_counts = counts;
    return QG_OK;
}

// Whether what was found, and what scope rules shut, belongs to all worlds alike.
static bool is_common(const struct weighing *w, uint32_t world_count) {
    const struct qg_rule *rules = w->of->machine.program->rules;
    uint32_t all = UINT32_MAX >> (32 - world_count);
    for (uint32_t i = 0; i < w->of->found.len; i++)
        if ((rules[w->of->found.at[i].rule].worlds & all) != all)
            return false;
    for (uint32_t i = 0; i < w->of->blocks.all.len; i++)
        if ((rules[w->of->blocks.all.at[i].rule].worlds & all) != all)
            return false;
    return true;
}

enum qg_fault qg_worlds_weigh(struct qg_case_worlds *out, struct qg_silencers *silencers,
                              uint32_t world_count, struct qg_arena *arena) {
    struct weighing w = {.of = out->of, .silencers = silencers, .arena = arena};
    struct qg_standing *worlds = qg_arena_array(arena, world_count, sizeof *worlds);
    w.common = weigh_common(&w);
    w.causes = qg_arena_array(arena, (size_t)out->of->found.len + 1, sizeof *w.causes);
    if (worlds == NULL || w.common == NULL || w.causes == NULL)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = QG_OK;
    out->common = is_common(&w, world_count);
    for (w.world = 0; w.world < world_count && fault == QG_OK; w.world++) {
        worlds[w.world] = worlds[0];
        if (out->common && w.world > 0)
            continue;
        fault = silence(&w, &worlds[w.world]);
        if (fault == QG_OK)
            fault = give_verdicts(&w, &worlds[w.world]);
    }
    out->worlds = worlds;
    out->world_count = world_count;
    out->arena = arena;
    return fault;
}
