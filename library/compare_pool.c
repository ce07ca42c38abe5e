// SPDX-License-Identifier: Apache-2.0
#include "compare_pool.h"

#include "date.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    SOME_DAY = 45304, // 2024-01-15, where neither record nor law names one
    FAR_FOR_ROLL = 3  // days around a boundary that a weekend may move it
};

struct gatherer {
    struct qg_compare_pool *pool;
    struct qg_compare_sites *sites;
    const struct qg_compare_reads *reads;
    const struct qg_session *session;
    const struct qg_program *program;
    struct qg_compare_numbers anchors;
    bool failed;
};

static void note(struct gatherer *g, struct qg_compare_numbers *into, int64_t value, bool sharp) {
    if (value < 0 || value > INT32_MAX)
        return;
    for (uint32_t i = 0; i < into->len; i++) {
        if (into->at[i].value != value)
            continue;
        into->at[i].sharp |= sharp;
        return;
    }
    if (!qg_vec_push(into, (struct qg_compare_number){(int32_t)value, sharp}))
        g->failed = true;
}

static int by_value(const void *left, const void *right) {
    const struct qg_compare_number *a = left, *b = right;
    return (a->value > b->value) - (a->value < b->value);
}

static void sort(struct qg_compare_numbers *n) {
    if (n->len > 1)
        qsort(n->at, n->len, sizeof *n->at, by_value);
}

static const struct qg_field *field_of(const struct gatherer *g,
                                       const struct qg_compare_site *site) {
    return &g->program->schema.fields[site->field];
}

// ---- days ----

static void note_day(struct gatherer *g, struct qg_compare_numbers *into, int64_t day, bool sharp) {
    if (day >= QG_DATE_MIN && day <= QG_DATE_MAX)
        note(g, into, day, sharp);
}

static void anchor_own(struct gatherer *g, const struct qg_compare_site *site) {
    const char *text = json_string_value(site->own);
    size_t length = json_string_length(site->own);
    int32_t value;
    if (text == NULL)
        return;
    if (qg_date_parse(text, length, &value))
        note_day(g, &g->anchors, value, false);
    else if (qg_time_parse(text, length, &value))
        note_day(g, &g->anchors, qg_time_date(value), false);
}

static bool is_monthly(const struct gatherer *g, const struct qg_threshold *t) {
    return t->kind == QG_THRESHOLD_PERIOD && g->program->periods[t->value].months != 0;
}

// Periods of months are told from those of days where months end and are short.
static void anchor_month_ends(struct gatherer *g, int32_t day) {
    int32_t first;
    struct qg_ymd ymd = {qg_date_split(day).year, 1, 1};
    if (!qg_date_make(ymd, &first))
        return;
    note_day(g, &g->anchors, (int64_t)first + 30, false);
    ymd.month = 3;
    if (qg_date_make(ymd, &first))
        note_day(g, &g->anchors, (int64_t)first - 1, false);
}

static void anchor_half_years(struct gatherer *g, int32_t day) {
    int32_t first;
    for (int8_t month = 1; month <= 7; month = (int8_t)(month + 6)) {
        struct qg_ymd ymd = {qg_date_split(day).year, month, 1};
        if (qg_date_make(ymd, &first))
            note_day(g, &g->anchors, first, false);
    }
}

static void find_anchors(struct gatherer *g) {
    bool monthly = false;
    for (uint32_t i = 0; i < g->sites->items.len; i++)
        anchor_own(g, &g->sites->items.at[i]);
    if (g->reads->asks_audit_date && g->session->as_of != QG_NONE)
        note_day(g, &g->anchors, g->session->as_of, false);
    for (uint32_t i = 0; i < g->reads->thresholds.len; i++) {
        const struct qg_threshold *t = &g->reads->thresholds.at[i];
        if (t->kind == QG_THRESHOLD_DAY)
            note_day(g, &g->anchors, t->value, qg_is_sharp(t->sides));
        monthly |= is_monthly(g, t);
    }
    if (g->anchors.len == 0)
        note_day(g, &g->anchors, SOME_DAY, false);
    if (monthly)
        anchor_month_ends(g, g->anchors.at[0].value);
    if (g->reads->asks_half_years)
        anchor_half_years(g, g->anchors.at[0].value);
}

static void move_by_workdays(struct gatherer *g, struct qg_compare_number from,
                             const struct qg_period *p, bool sharp) {
    int32_t day;
    for (int32_t way = -1; way <= 1 && p->calendar >= 0; way += 2)
        if (qg_calendar_add(&g->program->calendars[p->calendar], from.value, way * p->workdays,
                            &day))
            note_day(g, &g->pool->days, day, sharp);
}

static void move_anchor(struct gatherer *g, struct qg_compare_number from,
                        const struct qg_threshold *t) {
    const struct qg_period *p = &g->program->periods[t->value];
    bool sharp = from.sharp || qg_is_sharp(t->sides);
    for (int32_t way = -1; way <= 1; way += 2)
        for (int rounding = QG_MONTH_END_CLAMP; rounding <= QG_MONTH_END_NEXT; rounding++)
            note_day(g, &g->pool->days,
                     qg_date_add(from.value, way * p->months, way * p->days,
                                 (enum qg_month_end)rounding),
                     sharp);
    if (p->workdays != 0)
        move_by_workdays(g, from, p, sharp);
}

static void find_days(struct gatherer *g) {
    find_anchors(g);
    for (uint32_t a = 0; a < g->anchors.len; a++) {
        note_day(g, &g->pool->days, g->anchors.at[a].value, g->anchors.at[a].sharp);
        for (uint32_t i = 0; i < g->reads->thresholds.len; i++)
            if (g->reads->thresholds.at[i].kind == QG_THRESHOLD_PERIOD)
                move_anchor(g, g->anchors.at[a], &g->reads->thresholds.at[i]);
    }
    int32_t around = g->reads->asks_working_days ? FAR_FOR_ROLL : 1;
    uint32_t exact = g->pool->days.len;
    for (uint32_t i = 0; i < exact; i++)
        for (int32_t by = -around; by <= around; by++)
            note_day(g, &g->pool->days, (int64_t)g->pool->days.at[i].value + by,
                     g->pool->days.at[i].sharp);
    sort(&g->pool->days);
}

// ---- counts ----

static void find_longest(struct gatherer *g, int64_t wanted) {
    if (wanted > g->pool->longest)
        g->pool->longest = wanted > QG_COMPARE_LIST ? QG_COMPARE_LIST : (uint32_t)wanted;
}

static void count_threshold(struct gatherer *g, const struct qg_threshold *t) {
    bool sharp = qg_is_sharp(t->sides);
    if (t->kind == QG_THRESHOLD_NUMBER) {
        for (int64_t by = -1; by <= 1; by++)
            note(g, &g->pool->counts, t->value + by, sharp);
        g->pool->highest = t->value > g->pool->highest ? t->value : g->pool->highest;
        if (t->value < QG_COMPARE_LIST)
            find_longest(g, (int64_t)t->value + 1);
    } else if (t->kind == QG_THRESHOLD_RATIO) {
        int64_t top = (int64_t)g->program->ratios[t->value].den + 1;
        g->sites->cut |= top > QG_COMPARE_LIST;
        find_longest(g, top);
        for (int64_t i = 0; i <= top && i <= QG_COMPARE_LIST; i++)
            note(g, &g->pool->counts, i, sharp);
    }
}

static void find_counts(struct gatherer *g) {
    g->pool->longest = 2;
    note(g, &g->pool->counts, 0, false);
    note(g, &g->pool->counts, 1, false);
    for (uint32_t i = 0; i < g->reads->thresholds.len; i++)
        count_threshold(g, &g->reads->thresholds.at[i]);
    for (uint32_t i = 0; i < g->sites->items.len; i++) {
        const struct qg_compare_site *site = &g->sites->items.at[i];
        if (field_of(g, site)->kind == QG_KIND_COUNT && json_is_integer(site->own))
            for (int by = -1; by <= 1; by++)
                note(g, &g->pool->counts, json_integer_value(site->own) + by, false);
    }
    sort(&g->pool->counts);
}

// ---- ids ----

static bool knows(const struct gatherer *g, const json_t *id) {
    for (uint32_t i = 0; i < g->pool->ids.len; i++)
        if (json_equal(g->pool->ids.at[i], id))
            return true;
    return false;
}

static void note_id(struct gatherer *g, json_t *id) {
    if (!json_is_string(id) || knows(g, id))
        return;
    if (qg_vec_push(&g->pool->ids, json_incref(id)))
        return;
    json_decref(id);
    g->failed = true;
}

// As many as the longest list of them, and one for a stranger.
static void invent_ids(struct gatherer *g) {
    char name[16];
    uint32_t most = g->pool->longest;
    for (uint32_t i = 0; i < g->pool->counts.len; i++)
        if (g->pool->counts.at[i].value <= QG_COMPARE_LONG &&
            g->pool->counts.at[i].value > (int32_t)most)
            most = (uint32_t)g->pool->counts.at[i].value;
    for (uint32_t n = 1; g->pool->ids.len <= most && !g->failed; n++) {
        (void)snprintf(name, sizeof name, "x%u", (unsigned)n);
        json_t *id = json_string(name);
        g->failed |= id == NULL;
        note_id(g, id);
        json_decref(id);
    }
}

static void find_ids(struct gatherer *g) {
    for (uint32_t i = 0; i < g->sites->items.len; i++) {
        const struct qg_compare_site *site = &g->sites->items.at[i];
        const struct qg_field *field = field_of(g, site);
        for (size_t e = 0; field->kind == QG_KIND_LIST && e < json_array_size(site->own); e++) {
            json_t *element = json_array_get(site->own, e);
            if (field->element == QG_KIND_ID)
                note_id(g, element);
            else if (field->element == QG_KIND_OBJECT)
                note_id(g, json_object_get(element, "id"));
        }
    }
    invent_ids(g);
}

bool qg_compare_pool_fill(struct qg_compare_pool *pool, struct qg_compare_sites *sites,
                          const struct qg_compare_reads *reads, const struct qg_session *session) {
    struct gatherer g = {.pool = pool,
                         .sites = sites,
                         .reads = reads,
                         .session = session,
                         .program = session->program};
    *pool = (struct qg_compare_pool){.longest = 0};
    find_days(&g);
    find_counts(&g);
    find_ids(&g);
    qg_vec_free(&g.anchors);
    return !g.failed;
}

void qg_compare_pool_free(struct qg_compare_pool *pool) {
    qg_vec_free(&pool->days);
    qg_vec_free(&pool->counts);
    for (uint32_t i = 0; i < pool->ids.len; i++)
        json_decref(pool->ids.at[i]);
    qg_vec_free(&pool->ids);
}
