// SPDX-License-Identifier: Apache-2.0
#include "uniter.h"

static const struct qg_population *population_of(const struct qg_uniter *u,
                                                 const struct qg_rule *rule) {
    const struct qg_program *t = &u->from->tables;
    return qg_population_of(t, (uint32_t)(rule - t->rules));
}

// ---- taking ----

static uint32_t take_collected(struct qg_uniter *u, uint32_t first, uint32_t count) {
    uint32_t at = u->collected.len;
    for (uint32_t i = 0; i < count; i++) {
        struct qg_collected made = u->from->tables.collected[first + i];
        made.fn = qg_united_function(u, made.fn);
        qg_unite_push(u, collected, made);
    }
    return at;
}

int32_t qg_unite_population(struct qg_uniter *u, const struct qg_rule *rule) {
    const struct qg_population *p = population_of(u, rule);
    if (p == NULL)
        return QG_NONE;
    struct qg_population made = *p;
    made.first_key = take_collected(u, p->first_key, p->key_count);
    made.first_value = take_collected(u, p->first_value, p->value_count);
    qg_unite_push(u, populations, made);
    return (int32_t)u->populations.len - 1;
}

// ---- sameness ----

static bool same_collected(const struct qg_uniter *u, uint32_t known, uint32_t first,
                           uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        int32_t fn = u->from->tables.collected[first + i].fn;
        if (!qg_united_same(u, u->collected.at[known + i].fn, qg_united_function(u, fn)))
            return false;
    }
    return true;
}

bool qg_unite_same_population(const struct qg_uniter *u, int32_t known,
                              const struct qg_rule *rule) {
    const struct qg_population *b = population_of(u, rule);
    if (known == QG_NONE || b == NULL)
        return known == QG_NONE && b == NULL;
    const struct qg_population *a = &u->populations.at[known];
    return a->demand == b->demand && a->num == b->num && a->den == b->den &&
           a->key_count == b->key_count && a->value_count == b->value_count &&
           same_collected(u, a->first_key, b->first_key, a->key_count) &&
           same_collected(u, a->first_value, b->first_value, a->value_count);
}

// ---- writing ----

void qg_unite_write_populations(struct qg_uniter *u, const uint32_t *versions, uint32_t count,
                                struct qg_program *tables) {
    struct qg_population *made = qg_unite_alloc(u, count, sizeof *made);
    struct qg_collected *collected = qg_unite_alloc(u, u->collected.len, sizeof *collected);
    uint32_t len = 0;
    if (made == NULL || collected == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        int32_t at = u->rules.at[versions[i]].population;
        if (at == QG_NONE)
            continue;
        made[len] = u->populations.at[at];
        made[len++].rule = i;
    }
    for (uint32_t i = 0; i < u->collected.len; i++)
        collected[i] = u->collected.at[i];
    tables->populations = made;
    tables->population_count = len;
    tables->collected = collected;
    tables->collected_count = u->collected.len;
}
