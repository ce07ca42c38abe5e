// SPDX-License-Identifier: Apache-2.0
//
// The recursion is as deep as the record, which was read by jansson (at most 2048).
#include "compare_shrink.h"

#include "compare_tour.h"

enum {
    LISTS_TOGETHER = 2, // that are made shorter at once
    TRIALS = 20000      // of shorter lists
};

struct shrinker {
    json_t *record; // owned
    struct qg_compare_judge *judge;
    const struct qg_compare_reads *reads;
    const struct qg_compare_ruling *ruling;
    bool progress;
    enum qg_fault fault; // sticks
};

static bool will_do(struct shrinker *s, const json_t *record) {
    struct qg_compare_ruling r = {0};
    if (s->fault == QG_OK)
        s->fault = qg_compare_judge_one(&r, s->judge, record);
    return s->fault == QG_OK && qg_compare_same_ruling(&r, s->ruling);
}

static void check(struct shrinker *s, bool ok) {
    if (!ok && s->fault == QG_OK)
        s->fault = QG_FAULT_MEMORY;
}

// ---- leaving out ----

static void thin(struct shrinker *s, json_t *value);

// A null means the same as no member, and keeps the place of what is put back.
static void thin_member(struct shrinker *s, json_t *object, void *member) {
    json_t *value = json_incref(json_object_iter_value(member));
    check(s, json_object_iter_set_new(object, member, json_null()) == 0);
    if (will_do(s, s->record)) {
        s->progress = true;
    } else {
        check(s, json_object_iter_set(object, member, value) == 0);
        thin(s, value);
    }
    json_decref(value);
}

static void drop_nulls(json_t *object) {
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(object, next, key, value) {
        if (json_is_null(value))
            (void)json_object_del(object, key);
    }
}

static void thin_object(struct shrinker *s, json_t *object) {
    drop_nulls(object);
    for (void *m = json_object_iter(object); m != NULL && s->fault == QG_OK;
         m = json_object_iter_next(object, m))
        thin_member(s, object, m);
    drop_nulls(object);
}

static void thin_array(struct shrinker *s, json_t *array) {
    for (size_t i = json_array_size(array); i-- > 0 && s->fault == QG_OK;) {
        json_t *element = json_incref(json_array_get(array, i));
        check(s, json_array_remove(array, i) == 0);
        if (will_do(s, s->record)) {
            s->progress = true;
        } else {
            check(s, json_array_insert(array, i, element) == 0);
            thin(s, element);
        }
        json_decref(element);
    }
}

static void thin(struct shrinker *s, json_t *value) {
    if (json_is_object(value))
        thin_object(s, value);
    else if (json_is_array(value))
        thin_array(s, value);
}

static void thin_all(struct shrinker *s) {
    do {
        s->progress = false;
        thin(s, s->record);
    } while (s->progress && s->fault == QG_OK);
}

// ---- shorter lists ----

static bool is_shorter(const struct qg_compare_site *site, const json_t *value) {
    return value != NULL && json_is_array(value) &&
           json_array_size(value) < json_array_size(site->own);
}

// Leaves of a grid the lists and of their values those that are shorter.
static void keep_shorter(struct qg_compare_sites *grid) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < grid->items.len; i++) {
        struct qg_compare_site *site = &grid->items.at[i];
        uint32_t values = 0;
        for (uint32_t v = 0; v < site->values.len; v++) {
            if (is_shorter(site, site->values.at[v].json))
                site->values.at[values++] = site->values.at[v];
            else
                json_decref(site->values.at[v].json);
        }
        for (uint32_t v = 0; v < values; v++)
            site->values.at[v].sharp = false; // one tour takes them all
        site->values.len = values;
        if (values > 0)
            grid->items.at[kept++] = *site;
        else
            qg_vec_free(&site->values);
    }
    grid->items.len = kept;
    for (uint32_t i = 0; i < kept; i++)
        grid->order[i] = i;
}

// Takes the first record of the grid, altered at so many lists, on which they still disagree.
static void shorten_at(struct shrinker *s, const struct qg_compare_sites *grid, uint32_t level) {
    struct qg_compare_tour tour = {.sites = grid, .level = level};
    uint32_t trials = 0;
    while (!s->progress && s->fault == QG_OK && trials++ < TRIALS &&
           qg_compare_tour_next(&tour) != QG_TURN_END) {
        json_t *record;
        check(s, qg_compare_alter(&record, grid, tour.at, level));
        if (s->fault == QG_OK && record != NULL && will_do(s, record)) {
            json_decref(s->record);
            s->record = json_deep_copy(record);
            check(s, s->record != NULL);
            s->progress = true;
        }
        json_decref(record);
    }
}

static void shorten(struct shrinker *s) {
    struct qg_compare_sites grid;
    s->progress = false;
    enum qg_fault fault = qg_compare_sites_make(&grid, s->record, s->reads, s->judge->session);
    if (fault == QG_OK) {
        keep_shorter(&grid);
        for (uint32_t level = 1; level <= LISTS_TOGETHER && !s->progress; level++)
            shorten_at(s, &grid, level);
    } else {
        s->fault = fault;
    }
    qg_compare_sites_free(&grid);
}

enum qg_fault qg_compare_shrink(json_t **record, struct qg_compare_judge *judge,
                                const struct qg_compare_reads *reads,
                                const struct qg_compare_ruling *ruling) {
    struct shrinker s = {.judge = judge, .reads = reads, .ruling = ruling};
    s.record = json_deep_copy(*record); // it shares what it is made of with other records
    check(&s, s.record != NULL);
    s.progress = true;
    while (s.progress && s.fault == QG_OK) {
        thin_all(&s);
        if (s.fault == QG_OK)
            shorten(&s);
    }
    if (s.fault == QG_OK) {
        json_decref(*record);
        *record = s.record;
    } else {
        json_decref(s.record);
    }
    return s.fault;
}
