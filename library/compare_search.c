// SPDX-License-Identifier: Apache-2.0
#include "compare_search.h"

#include "compare_tour.h"

#include <stdlib.h>

enum {
    PASSED_OVER = 64, // records that may be passed over for each that may be judged
    PASSES = 2        // of each level: sharp values first
};

// Records on their way to the judge.
struct crowd {
    struct qg_compare_search *search;
    json_t *records[QG_COMPARE_BATCH]; // owned
    uint32_t count;
    uint32_t seed, altered;
};

struct grid {
    struct qg_compare_sites sites;
    uint32_t seed;
    bool cut;
};

static bool is_over(const struct qg_compare_search *s) {
    return s->found.record != NULL && qg_compare_is_decided(&s->found.ruling);
}

// ---- a crowd ----

static void dismiss(struct crowd *c) {
    for (uint32_t i = 0; i < c->count; i++)
        json_decref(c->records[i]);
    c->count = 0;
    qg_compare_judge_begin(c->search->judge);
}

static void keep(struct crowd *c, uint32_t at) {
    struct qg_compare_found *found = &c->search->found;
    json_decref(found->record);
    *found = (struct qg_compare_found){.record = json_incref(c->records[at]),
                                       .seed = c->seed,
                                       .altered = c->altered,
                                       .ruling = c->search->judge->rulings[at]};
}

static enum qg_fault judge(struct crowd *c) {
    struct qg_compare_search *s = c->search;
    enum qg_fault fault = qg_compare_judge_batch(s->judge);
    for (uint32_t i = 0; i < c->count && fault == QG_OK && !is_over(s); i++) {
        const struct qg_compare_ruling *r = &s->judge->rulings[i];
        if (r->disagree && (s->found.record == NULL || qg_compare_is_decided(r)))
            keep(c, i);
    }
    dismiss(c);
    return fault;
}

static enum qg_fault join(struct crowd *c, json_t *record) {
    enum qg_fault fault = qg_compare_judge_add(c->search->judge, record);
    c->records[c->count++] = record;
    return fault == QG_OK && c->count == QG_COMPARE_BATCH ? judge(c) : fault;
}

// ---- tours ----

static enum qg_fault tour_on(struct crowd *c, struct grid *grid, struct qg_compare_tour *tour,
                             uint64_t share) {
    uint64_t most = c->search->judge->judged + share, passed = 0;
    enum qg_fault fault = QG_OK;
    while (fault == QG_OK && !is_over(c->search)) {
        json_t *record;
        if (c->search->judge->judged + c->count >= most || passed >= share * PASSED_OVER) {
            grid->cut = true;
            break;
        }
        enum qg_compare_turn turn = qg_compare_tour_next(tour);
        if (turn == QG_TURN_END)
            break;
        passed++;
        if (turn == QG_TURN_ELSEWHERE)
            continue;
        if (!qg_compare_alter(&record, &grid->sites, tour->at, tour->level))
            fault = QG_FAULT_MEMORY;
        else if (record != NULL)
            fault = join(c, record);
    }
    return fault == QG_OK ? judge(c) : fault;
}

static enum qg_fault tour(struct qg_compare_search *s, struct grid *grid, uint32_t level,
                          bool sharp, uint64_t share) {
    struct crowd crowd = {.search = s, .seed = grid->seed, .altered = level};
    struct qg_compare_tour tour = {.sites = &grid->sites, .level = level, .sharp = sharp};
    if (level > grid->sites.items.len)
        return QG_OK;
    qg_compare_judge_begin(s->judge);
    enum qg_fault fault = tour_on(&crowd, grid, &tour, share);
    dismiss(&crowd);
    return fault;
}

// What is left is shared among the grids, so that the first does not take it all.
static uint64_t share_of(const struct qg_compare_search *s, uint32_t grids_left) {
    uint64_t left = s->limit > s->judge->judged ? s->limit - s->judge->judged : 0;
    return (left + grids_left - 1) / grids_left;
}

static enum qg_fault tour_all(struct qg_compare_search *s, struct grid *grids) {
    enum qg_fault fault = QG_OK;
    for (uint32_t level = 0; level <= s->sites && !is_over(s); level++)
        for (uint32_t pass = 0; pass < PASSES; pass++)
            for (uint32_t i = 0; i < s->grids && fault == QG_OK && !is_over(s); i++)
                fault = tour(s, &grids[i], level, pass == 0, share_of(s, s->grids - i));
    return fault;
}

// ---- grids ----

static enum qg_fault make_grids(struct qg_compare_search *s, struct grid *grids) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < s->seed_count && fault == QG_OK; i++) {
        struct grid *grid = &grids[s->grids];
        fault =
            qg_compare_sites_make(&grid->sites, s->seeds[i].record, s->reads, s->judge->session);
        grid->seed = i;
        grid->cut = grid->sites.cut;
        if (fault == QG_FAULT_READ) {
            qg_compare_sites_free(&grid->sites);
            fault = QG_OK;
            continue;
        }
        s->grids++;
        if (grid->sites.items.len > s->sites)
            s->sites = grid->sites.items.len;
    }
    return fault;
}

static void conclude(struct qg_compare_search *s, const struct grid *grids) {
    s->exhausted = s->grids > 0;
    for (uint32_t i = 0; i < s->grids; i++)
        s->exhausted &= !grids[i].cut;
}

enum qg_fault qg_compare_search_run(struct qg_compare_search *s) {
    struct grid *grids = calloc((size_t)s->seed_count + 1, sizeof *grids);
    if (grids == NULL)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = make_grids(s, grids);
    if (fault == QG_OK)
        fault = tour_all(s, grids);
    conclude(s, grids);
    for (uint32_t i = 0; i <= s->seed_count; i++)
        qg_compare_sites_free(&grids[i].sites);
    free(grids);
    return fault;
}
