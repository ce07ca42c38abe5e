// SPDX-License-Identifier: Apache-2.0

#include "mutate.h"

#include "mutant.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

// What the threads share: they take the next alteration in turn.
struct pool {
    const struct qg_mutant_plan *plan;
    struct qg_mutation *mutation;
    atomic_uint next;
};

struct worker {
    struct pool *pool;
    pthread_t thread;
    bool started;
    enum qg_fault fault;
};

static enum qg_fault work(struct pool *pool, struct qg_judge *judge) {
    struct qg_mutation *m = pool->mutation;
    enum qg_fault fault = QG_OK;
    for (;;) {
        uint32_t at = atomic_fetch_add(&pool->next, 1);
        if (at >= m->alterations.items.len || fault != QG_OK)
            return fault;
        fault = qg_judge_try(judge, &m->alterations.items.at[at], &m->fates[at]);
    }
}

static void *run_worker(void *user) {
    struct worker *w = user;
    struct qg_judge judge;
    w->fault = qg_judge_init(&judge, w->pool->plan);
    if (w->fault == QG_OK)
        w->fault = work(w->pool, &judge);
    qg_judge_free(&judge);
    return NULL;
}

// The first worker is this thread itself; one that cannot be started leaves its part to the others.
static enum qg_fault run_all(struct pool *pool, struct worker *workers, uint32_t jobs) {
    for (uint32_t i = 0; i < jobs; i++) {
        workers[i].pool = pool;
        workers[i].started =
            i > 0 && pthread_create(&workers[i].thread, NULL, run_worker, &workers[i]) == 0;
    }
    run_worker(&workers[0]);
    enum qg_fault fault = workers[0].fault;
    for (uint32_t i = 1; i < jobs; i++) {
        if (!workers[i].started)
            continue;
        (void)pthread_join(workers[i].thread, NULL);
        fault = fault == QG_OK ? workers[i].fault : fault;
    }
    return fault;
}

static enum qg_fault try_all(struct qg_mutation *out, const struct qg_mutant_plan *plan,
                             uint32_t jobs) {
    struct pool pool = {.plan = plan, .mutation = out};
    struct worker *workers = calloc(jobs, sizeof *workers);
    enum qg_fault fault = workers == NULL ? QG_FAULT_MEMORY : run_all(&pool, workers, jobs);
    free(workers);
    return fault;
}

// Leaves only the alterations whose place contains `part`.
static void keep_only(struct qg_alterations *list, struct qg_str part) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->items.len; i++)
        if (qg_str_contains(list->items.at[i].place, part))
            list->items.at[kept++] = list->items.at[i];
    list->items.len = kept;
}

static enum qg_fault list(struct qg_mutation *out, struct qg_proof *proof, struct qg_str filter) {
    const struct qg_compilation *c = proof->c;
    enum qg_fault fault =
        qg_alterations_list(&out->alterations, &out->arena, &c->sources, c->files, c->file_count);
    keep_only(&out->alterations, filter);
    out->fates = qg_arena_array(&out->arena, out->alterations.items.len, sizeof *out->fates);
    return fault == QG_OK && out->fates == NULL ? QG_FAULT_MEMORY : fault;
}

enum qg_fault qg_mutate(struct qg_mutation *out, struct qg_proof *proof,
                        const struct qg_mutate_options *options) {
    struct qg_mutant_plan plan;
    *out = (struct qg_mutation){0};
    qg_arena_init(&out->arena, "alterations");
    enum qg_fault fault = list(out, proof, options->filter);
    if (fault == QG_OK) {
        fault = qg_mutant_plan_init(&plan, proof);
        if (fault == QG_OK)
            fault = try_all(out, &plan, options->jobs);
        qg_mutant_plan_free(&plan);
    }
    return fault;
}

void qg_mutation_free(struct qg_mutation *mutation) {
    qg_alterations_free(&mutation->alterations);
    qg_arena_free(&mutation->arena);
}
