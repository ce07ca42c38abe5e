// SPDX-License-Identifier: Apache-2.0
//
// The values of the grid. Days: every day that the record names at a site, the audit date and every
// date of the law are anchors; each anchor is moved by each period, either way, and each of these
// days comes with its neighbours. Counts: each number that is compared with, its neighbours, and
// every number up to what the ratios need. Lists: all lengths up to that, of elements that are the
// same from list to list, so that what is counted in common runs through all its values too.
#include "compare_sites.h"

#include "built_json.h"
#include "date.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    SOME_DAY = 45304, // 2024-01-15, where neither record nor law names one
    IDS_TRIED = 3,    // of those that occur in the record, for a single id
    FAR_FOR_ROLL = 3, // days around a boundary that a weekend may move it
};

struct number {
    int32_t value;
    bool sharp;
};
typedef QG_VEC(struct number) numbers;

struct filler {
    struct qg_compare_sites *sites;
    const struct qg_compare_reads *reads;
    const struct qg_session *session;
    const struct qg_program *program;
    numbers anchors, days, counts;
    QG_VEC(json_t *) ids; // owned; those of lists, then fresh ones
    uint32_t longest;     // all lists up to this are tried
    int32_t highest;      // number that is compared with
    bool failed;
};

static void note(struct filler *f, numbers *into, int64_t value, bool sharp) {
    if (value < 0 || value > INT32_MAX)
        return;
    for (uint32_t i = 0; i < into->len; i++) {
        if (into->at[i].value != value)
            continue;
        into->at[i].sharp |= sharp;
        return;
    }
    if (!qg_vec_push(into, (struct number){(int32_t)value, sharp}))
        f->failed = true;
}

static int by_value(const void *left, const void *right) {
    const struct number *a = left, *b = right;
    return (a->value > b->value) - (a->value < b->value);
}

static void sort(numbers *n) {
    if (n->len > 1)
        qsort(n->at, n->len, sizeof *n->at, by_value);
}

static const struct qg_field *field_of(const struct filler *f, const struct qg_compare_site *site) {
    return &f->program->schema.fields[site->field];
}

// ---- days ----

static void note_day(struct filler *f, numbers *into, int64_t day, bool sharp) {
    if (day >= QG_DATE_MIN && day <= QG_DATE_MAX)
        note(f, into, day, sharp);
}

static void anchor_own(struct filler *f, const struct qg_compare_site *site) {
    const char *text = json_string_value(site->own);
    size_t length = json_string_length(site->own);
    int32_t value;
    if (text == NULL)
        return;
    if (qg_date_parse(text, length, &value))
        note_day(f, &f->anchors, value, false);
    else if (qg_time_parse(text, length, &value))
        note_day(f, &f->anchors, qg_time_date(value), false);
}

static bool is_monthly(const struct filler *f, const struct qg_threshold *t) {
    return t->kind == QG_THRESHOLD_PERIOD && f->program->periods[t->value].months != 0;
}

// Periods of months are told from those of days where months end and are short.
static void anchor_month_ends(struct filler *f, int32_t day) {
    int32_t first;
    struct qg_ymd ymd = {qg_date_split(day).year, 1, 1};
    if (!qg_date_make(ymd, &first))
        return;
    note_day(f, &f->anchors, (int64_t)first + 30, false);
    ymd.month = 3;
    if (qg_date_make(ymd, &first))
        note_day(f, &f->anchors, (int64_t)first - 1, false);
}

static void anchor_half_years(struct filler *f, int32_t day) {
    int32_t first;
    for (int8_t month = 1; month <= 7; month = (int8_t)(month + 6)) {
        struct qg_ymd ymd = {qg_date_split(day).year, month, 1};
        if (qg_date_make(ymd, &first))
            note_day(f, &f->anchors, first, false);
    }
}

static void find_anchors(struct filler *f) {
    bool monthly = false;
    for (uint32_t i = 0; i < f->sites->items.len; i++)
        anchor_own(f, &f->sites->items.at[i]);
    if (f->reads->asks_audit_date && f->session->as_of != QG_NONE)
        note_day(f, &f->anchors, f->session->as_of, false);
    for (uint32_t i = 0; i < f->reads->thresholds.len; i++) {
        const struct qg_threshold *t = &f->reads->thresholds.at[i];
        if (t->kind == QG_THRESHOLD_DAY)
            note_day(f, &f->anchors, t->value, qg_is_sharp(t->sides));
        monthly |= is_monthly(f, t);
    }
    if (f->anchors.len == 0)
        note_day(f, &f->anchors, SOME_DAY, false);
    if (monthly)
        anchor_month_ends(f, f->anchors.at[0].value);
    if (f->reads->asks_half_years)
        anchor_half_years(f, f->anchors.at[0].value);
}

static void move_by_workdays(struct filler *f, struct number from, const struct qg_period *p,
                             bool sharp) {
    int32_t day;
    for (int32_t way = -1; way <= 1 && p->calendar >= 0; way += 2)
        if (qg_calendar_add(&f->program->calendars[p->calendar], from.value, way * p->workdays,
                            &day))
            note_day(f, &f->days, day, sharp);
}

static void move_anchor(struct filler *f, struct number from, const struct qg_threshold *t) {
    const struct qg_period *p = &f->program->periods[t->value];
    bool sharp = from.sharp || qg_is_sharp(t->sides);
    for (int32_t way = -1; way <= 1; way += 2)
        for (int rounding = QG_MONTH_END_CLAMP; rounding <= QG_MONTH_END_NEXT; rounding++)
            note_day(f, &f->days,
                     qg_date_add(from.value, way * p->months, way * p->days,
                                 (enum qg_month_end)rounding),
                     sharp);
    if (p->workdays != 0)
        move_by_workdays(f, from, p, sharp);
}

static void find_days(struct filler *f) {
    find_anchors(f);
    for (uint32_t a = 0; a < f->anchors.len; a++) {
        note_day(f, &f->days, f->anchors.at[a].value, f->anchors.at[a].sharp);
        for (uint32_t i = 0; i < f->reads->thresholds.len; i++)
            if (f->reads->thresholds.at[i].kind == QG_THRESHOLD_PERIOD)
                move_anchor(f, f->anchors.at[a], &f->reads->thresholds.at[i]);
    }
    int32_t around = f->reads->asks_working_days ? FAR_FOR_ROLL : 1;
    uint32_t exact = f->days.len;
    for (uint32_t i = 0; i < exact; i++)
        for (int32_t by = -around; by <= around; by++)
            note_day(f, &f->days, (int64_t)f->days.at[i].value + by, f->days.at[i].sharp);
    sort(&f->days);
}

// ---- counts ----

static void find_longest(struct filler *f, int64_t wanted) {
    if (wanted > f->longest)
        f->longest = wanted > QG_COMPARE_LIST ? QG_COMPARE_LIST : (uint32_t)wanted;
}

static void count_threshold(struct filler *f, const struct qg_threshold *t) {
    bool sharp = qg_is_sharp(t->sides);
    if (t->kind == QG_THRESHOLD_NUMBER) {
        for (int64_t by = -1; by <= 1; by++)
            note(f, &f->counts, t->value + by, sharp);
        f->highest = t->value > f->highest ? t->value : f->highest;
        if (t->value < QG_COMPARE_LIST)
            find_longest(f, (int64_t)t->value + 1);
    } else if (t->kind == QG_THRESHOLD_RATIO) {
        int64_t top = (int64_t)f->program->ratios[t->value].den + 1;
        f->sites->cut |= top > QG_COMPARE_LIST;
        find_longest(f, top);
        for (int64_t i = 0; i <= top && i <= QG_COMPARE_LIST; i++)
            note(f, &f->counts, i, sharp);
    }
}

static void find_counts(struct filler *f) {
    f->longest = 2;
    note(f, &f->counts, 0, false);
    note(f, &f->counts, 1, false);
    for (uint32_t i = 0; i < f->reads->thresholds.len; i++)
        count_threshold(f, &f->reads->thresholds.at[i]);
    for (uint32_t i = 0; i < f->sites->items.len; i++) {
        const struct qg_compare_site *site = &f->sites->items.at[i];
        if (field_of(f, site)->kind == QG_KIND_COUNT && json_is_integer(site->own))
            for (int by = -1; by <= 1; by++)
                note(f, &f->counts, json_integer_value(site->own) + by, false);
    }
    sort(&f->counts);
}

// ---- ids ----

static bool knows(const struct filler *f, const json_t *id) {
    for (uint32_t i = 0; i < f->ids.len; i++)
        if (json_equal(f->ids.at[i], id))
            return true;
    return false;
}

static void note_id(struct filler *f, json_t *id) {
    if (!json_is_string(id) || knows(f, id))
        return;
    if (qg_vec_push(&f->ids, json_incref(id)))
        return;
    json_decref(id);
    f->failed = true;
}

// As many as the longest list of them, and one for a stranger.
static void invent_ids(struct filler *f) {
    char name[16];
    uint32_t most = f->longest;
    for (uint32_t i = 0; i < f->counts.len; i++)
        if (f->counts.at[i].value <= QG_COMPARE_LONG && f->counts.at[i].value > (int32_t)most)
            most = (uint32_t)f->counts.at[i].value;
    for (uint32_t n = 1; f->ids.len <= most && !f->failed; n++) {
        (void)snprintf(name, sizeof name, "x%u", (unsigned)n);
        json_t *id = json_string(name);
        f->failed |= id == NULL;
        note_id(f, id);
        json_decref(id);
    }
}

static void find_ids(struct filler *f) {
    for (uint32_t i = 0; i < f->sites->items.len; i++) {
        const struct qg_compare_site *site = &f->sites->items.at[i];
        const struct qg_field *field = field_of(f, site);
        for (size_t e = 0; field->kind == QG_KIND_LIST && e < json_array_size(site->own); e++) {
            json_t *element = json_array_get(site->own, e);
            if (field->element == QG_KIND_ID)
                note_id(f, element);
            else if (field->element == QG_KIND_OBJECT)
                note_id(f, json_object_get(element, "id"));
        }
    }
    invent_ids(f);
}

// ---- values of one site ----

// Takes `json` over; what the record has there already is no value to be tried.
static void offer(struct filler *f, struct qg_compare_site *site, json_t *json, bool sharp) {
    for (uint32_t i = 0; i < site->values.len; i++)
        if (json != NULL && json_equal(site->values.at[i].json, json)) {
            json_decref(json);
            return;
        }
    if (json != NULL && json_equal(site->own, json))
        json_decref(json);
    else if (!qg_vec_push(&site->values,
                          (struct qg_compare_value){
                              json, sharp || qg_is_sharp(f->reads->fields[site->field])})) {
        json_decref(json);
        f->failed = true;
    }
}

static void offer_made(struct filler *f, struct qg_compare_site *site, json_t *json, bool sharp) {
    f->failed |= json == NULL;
    if (json != NULL)
        offer(f, site, json, sharp);
}

static void offer_absence(struct filler *f, struct qg_compare_site *site) {
    if (site->own != NULL)
        offer(f, site, NULL, false);
}

static void offer_days(struct filler *f, struct qg_compare_site *site) {
    char text[QG_DATE_TEXT];
    for (uint32_t i = 0; i < f->days.len; i++) {
        qg_date_format(f->days.at[i].value, text);
        offer_made(f, site, json_string(text), f->days.at[i].sharp);
    }
}

static void offer_time(struct filler *f, struct qg_compare_site *site, int32_t minutes,
                       bool sharp) {
    char text[QG_TIME_TEXT];
    if (minutes < 0)
        return;
    qg_time_format(minutes, text);
    offer_made(f, site, json_string(text), sharp);
}

// Each boundary day at one hour, and each time of the record, a minute more and less.
static void offer_times(struct filler *f, struct qg_compare_site *site) {
    enum { MINUTES = 24 * 60, TEN = 10 * 60 };
    for (uint32_t i = 0; i < f->days.len; i++)
        offer_time(f, site, f->days.at[i].value * MINUTES + TEN, f->days.at[i].sharp);
    for (uint32_t i = 0; i < f->sites->items.len; i++) {
        const json_t *own = f->sites->items.at[i].own;
        int32_t minutes;
        if (json_is_string(own) &&
            qg_time_parse(json_string_value(own), json_string_length(own), &minutes))
            for (int32_t by = -1; by <= 1; by++)
                offer_time(f, site, minutes + by, false);
    }
}

static void offer_words(struct filler *f, struct qg_compare_site *site) {
    const struct qg_enum *words = &f->program->schema.enums[field_of(f, site)->enumeration];
    for (uint16_t i = 0; i < words->count; i++)
        offer_made(f, site, qg_built_string(words->values[i]), false);
}

static void offer_symbols(struct filler *f, struct qg_compare_site *site) {
    for (uint32_t i = 0; i < f->reads->thresholds.len; i++) {
        const struct qg_threshold *t = &f->reads->thresholds.at[i];
        if (t->kind == QG_THRESHOLD_SYMBOL)
            offer_made(f, site, qg_built_string(f->program->schema.symbols[t->value - 1]),
                       qg_is_sharp(t->sides));
    }
}

static void offer_ids(struct filler *f, struct qg_compare_site *site) {
    for (uint32_t i = 0; i < IDS_TRIED && i < f->ids.len; i++)
        offer(f, site, json_incref(f->ids.at[i]), false);
    offer(f, site, json_incref(f->ids.at[f->ids.len - 1]), false);
}

static void offer_scalar(struct filler *f, struct qg_compare_site *site, enum qg_kind kind) {
    switch (kind) {
    case QG_KIND_BOOL:
        offer_made(f, site, json_true(), false);
        offer_made(f, site, json_false(), false);
        break;
    case QG_KIND_COUNT:
        for (uint32_t i = 0; i < f->counts.len; i++)
            offer_made(f, site, json_integer(f->counts.at[i].value), f->counts.at[i].sharp);
        break;
    case QG_KIND_DATE:
        offer_days(f, site);
        break;
    case QG_KIND_TIME:
        offer_times(f, site);
        break;
    case QG_KIND_ENUM:
        offer_words(f, site);
        break;
    case QG_KIND_ID:
        offer_ids(f, site);
        break;
    case QG_KIND_TEXT:
        offer_symbols(f, site);
        break;
    default:
        break;
    }
}

// ---- lists ----

// Whether lists as long as this are at a boundary of one version only.
static bool is_sharp_length(const struct filler *f, uint32_t length) {
    for (uint32_t i = 0; i < f->counts.len; i++)
        if (f->counts.at[i].value == (int32_t)length)
            return f->counts.at[i].sharp;
    return false;
}

static json_t *id_not_in(const struct filler *f, const json_t *list) {
    for (uint32_t i = 0; i < f->ids.len; i++) {
        bool taken = false;
        for (size_t e = 0; e < json_array_size(list) && !taken; e++)
            taken = json_equal(json_object_get(json_array_get(list, e), "id"), f->ids.at[i]);
        if (!taken)
            return f->ids.at[i];
    }
    return NULL;
}

// One more element like the last one, or like that of the example; with an id of its own.
static bool grow(const struct filler *f, const struct qg_compare_site *site, json_t *list) {
    size_t length = json_array_size(list);
    struct qg_compare_step inside = {.index = 0};
    json_t *last = length > 0 ? json_array_get(list, length - 1) : NULL;
    json_t *pattern = qg_compare_example_at(f->sites, site->path, site->depth);
    json_t *element = json_copy(last != NULL ? last : json_array_get(pattern, inside.index));
    json_t *id = id_not_in(f, list);
    if (element == NULL)
        element = json_object();
    if (json_object_get(element, "id") != NULL && id != NULL &&
        json_object_set(element, "id", id) != 0) {
        json_decref(element);
        return false;
    }
    return json_array_append_new(list, element) == 0;
}

static json_t *objects(const struct filler *f, const struct qg_compare_site *site,
                       uint32_t length) {
    json_t *list = json_array();
    bool ok = list != NULL;
    for (uint32_t i = 0; i < length && ok; i++)
        ok = i < json_array_size(site->own)
                 ? json_array_append(list, json_array_get(site->own, i)) == 0
                 : grow(f, site, list);
    if (ok)
        return list;
    json_decref(list);
    return NULL;
}

static json_t *first_ids(const struct filler *f, uint32_t length) {
    json_t *list = json_array();
    for (uint32_t i = 0; i < length && list != NULL; i++)
        if (i < f->ids.len && json_array_append(list, f->ids.at[i]) != 0) {
            json_decref(list);
            list = NULL;
        }
    return list;
}

static void offer_length(struct filler *f, struct qg_compare_site *site, uint32_t length) {
    bool of_objects = field_of(f, site)->element == QG_KIND_OBJECT;
    offer_made(f, site, of_objects ? objects(f, site, length) : first_ids(f, length),
               is_sharp_length(f, length));
}

static void offer_lengths(struct filler *f, struct qg_compare_site *site) {
    uint32_t next = (uint32_t)json_array_size(site->own) + 1, most = f->longest;
    if (next > most)
        most = next > QG_COMPARE_LIST ? QG_COMPARE_LIST : next;
    for (uint32_t n = 0; n <= most; n++)
        offer_length(f, site, n);
    for (uint32_t i = 0; i < f->counts.len; i++)
        if (f->counts.at[i].value > (int32_t)most && f->counts.at[i].value <= QG_COMPARE_LONG)
            offer_length(f, site, (uint32_t)f->counts.at[i].value);
    f->sites->cut |= f->highest >= QG_COMPARE_LONG;
}

static json_t *all_but(const json_t *list, size_t without) {
    json_t *others = json_array();
    for (size_t i = 0; i < json_array_size(list) && others != NULL; i++)
        if (i != without && json_array_append(others, json_array_get(list, i)) != 0) {
            json_decref(others);
            others = NULL;
        }
    return others;
}

// Lists of words or texts: none, each word alone, all that the record has but one.
static void offer_subsets(struct filler *f, struct qg_compare_site *site, enum qg_kind kind) {
    struct qg_compare_site single = {.field = site->field};
    offer_made(f, site, json_array(), false);
    offer_scalar(f, &single, kind);
    for (uint32_t i = 0; i < single.values.len; i++) {
        offer_made(f, site, json_pack("[O]", single.values.at[i].json), single.values.at[i].sharp);
        json_decref(single.values.at[i].json);
    }
    qg_vec_free(&single.values);
    for (size_t i = 0; i < json_array_size(site->own); i++)
        offer_made(f, site, all_but(site->own, i), false);
}

static void offer_list(struct filler *f, struct qg_compare_site *site) {
    enum qg_kind element = field_of(f, site)->element;
    if (element == QG_KIND_OBJECT || element == QG_KIND_ID)
        offer_lengths(f, site);
    else
        offer_subsets(f, site, element);
}

static void offer_all(struct filler *f, struct qg_compare_site *site) {
    enum qg_kind kind = field_of(f, site)->kind;
    json_t *all = qg_compare_example_at(f->sites, site->path, site->depth);
    if (kind == QG_KIND_LIST)
        offer_list(f, site);
    else if (kind == QG_KIND_SECTIONS && all != NULL)
        offer(f, site, json_incref(all), false);
    else if (kind == QG_KIND_OBJECT)
        offer_made(f, site, json_object(), false);
    else
        offer_scalar(f, site, kind);
    offer_absence(f, site);
}

bool qg_compare_values_fill(struct qg_compare_sites *sites, const struct qg_compare_reads *reads,
                            const struct qg_session *session) {
    struct filler f = {
        .sites = sites, .reads = reads, .session = session, .program = session->program};
    find_days(&f);
    find_counts(&f);
    find_ids(&f);
    for (uint32_t i = 0; i < sites->items.len && !f.failed; i++)
        offer_all(&f, &sites->items.at[i]);
    qg_vec_free(&f.anchors);
    qg_vec_free(&f.days);
    qg_vec_free(&f.counts);
    for (uint32_t i = 0; i < f.ids.len; i++)
        json_decref(f.ids.at[i]);
    qg_vec_free(&f.ids);
    return !f.failed;
}
