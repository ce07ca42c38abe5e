// SPDX-License-Identifier: Apache-2.0
//
// The values of a grid, site by site. Lists of ids, and of objects with ids, are made of the same
// ids from list to list, so that what they have in common runs through all its values too.
#include "compare_pool.h"

#include "built_json.h"
#include "date.h"

enum { IDS_TRIED = 3 }; // of those that occur in the record, for a single id

struct filler {
    struct qg_compare_sites *sites;
    const struct qg_compare_reads *reads;
    const struct qg_program *program;
    struct qg_compare_pool pool;
    bool failed;
};

static const struct qg_field *field_of(const struct filler *f, const struct qg_compare_site *site) {
    return &f->program->schema.fields[site->field];
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
    for (uint32_t i = 0; i < f->pool.days.len; i++) {
        qg_date_format(f->pool.days.at[i].value, text);
        offer_made(f, site, json_string(text), f->pool.days.at[i].sharp);
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
    for (uint32_t i = 0; i < f->pool.days.len; i++)
        offer_time(f, site, f->pool.days.at[i].value * MINUTES + TEN, f->pool.days.at[i].sharp);
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
    for (uint32_t i = 0; i < IDS_TRIED && i < f->pool.ids.len; i++)
        offer(f, site, json_incref(f->pool.ids.at[i]), false);
    offer(f, site, json_incref(f->pool.ids.at[f->pool.ids.len - 1]), false);
}

static void offer_scalar(struct filler *f, struct qg_compare_site *site, enum qg_kind kind) {
    switch (kind) {
    case QG_KIND_BOOL:
        offer_made(f, site, json_true(), false);
        offer_made(f, site, json_false(), false);
        break;
    case QG_KIND_COUNT:
        for (uint32_t i = 0; i < f->pool.counts.len; i++)
            offer_made(f, site, json_integer(f->pool.counts.at[i].value),
                       f->pool.counts.at[i].sharp);
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
    for (uint32_t i = 0; i < f->pool.counts.len; i++)
        if (f->pool.counts.at[i].value == (int32_t)length)
            return f->pool.counts.at[i].sharp;
    return false;
}

static json_t *id_not_in(const struct filler *f, const json_t *list) {
    for (uint32_t i = 0; i < f->pool.ids.len; i++) {
        bool taken = false;
        for (size_t e = 0; e < json_array_size(list) && !taken; e++)
            taken = json_equal(json_object_get(json_array_get(list, e), "id"), f->pool.ids.at[i]);
        if (!taken)
            return f->pool.ids.at[i];
    }
    return NULL;
}

// One more element like the last one, or like that of the example; with an id of its own.
static bool grow(const struct filler *f, const struct qg_compare_site *site, json_t *list) {
    size_t length = json_array_size(list);
    json_t *last = length > 0 ? json_array_get(list, length - 1) : NULL;
    json_t *pattern = qg_compare_example_at(f->sites, site->path, site->depth);
    json_t *model = last != NULL ? last : json_array_get(pattern, 0);
    json_t *element = model != NULL ? qg_built_copy(model) : json_object();
    json_t *id = id_not_in(f, list);
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
        if (i < f->pool.ids.len && json_array_append(list, f->pool.ids.at[i]) != 0) {
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
    uint32_t next = (uint32_t)json_array_size(site->own) + 1, most = f->pool.longest;
    if (next > most)
        most = next > QG_COMPARE_LIST ? QG_COMPARE_LIST : next;
    for (uint32_t n = 0; n <= most; n++)
        offer_length(f, site, n);
    for (uint32_t i = 0; i < f->pool.counts.len; i++)
        if (f->pool.counts.at[i].value > (int32_t)most &&
            f->pool.counts.at[i].value <= QG_COMPARE_LONG)
            offer_length(f, site, (uint32_t)f->pool.counts.at[i].value);
    f->sites->cut |= f->pool.highest >= QG_COMPARE_LONG;
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
    struct filler f = {.sites = sites, .reads = reads, .program = session->program};
    f.failed = !qg_compare_pool_fill(&f.pool, sites, reads, session);
    for (uint32_t i = 0; i < sites->items.len && !f.failed; i++)
        offer_all(&f, &sites->items.at[i]);
    qg_compare_pool_free(&f.pool);
    return !f.failed;
}
