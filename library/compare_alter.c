// SPDX-License-Identifier: Apache-2.0
//
// Only what lies on the way to a site is copied; so an altered record costs a few small objects.
#include "compare_sites.h"

#include "built_json.h"

enum altering { ALTERED, OUT_OF_PLACE, OUT_OF_MEMORY };

static enum altering place(json_t *at, const struct qg_compare_step *step, json_t *value) {
    int failed;
    if (step->key.len > 0)
        failed = json_object_setn_new(at, step->key.at, step->key.len, value);
    else if (step->index == json_array_size(at))
        failed = json_array_append_new(at, value);
    else
        failed = json_array_set_new(at, step->index, value);
    return failed != 0 ? OUT_OF_MEMORY : ALTERED;
}

// What is to stand at step `step` of the path if there is nothing: an element like that of the
// example, or what the next step leads into.
static json_t *made(const struct qg_compare_sites *sites, const struct qg_compare_site *site,
                    uint32_t step) {
    json_t *element = qg_compare_example_at(sites, site->path, step + 1);
    if (site->path[step].key.len == 0 && element != NULL)
        return qg_built_copy(element);
    return site->path[step + 1].key.len > 0 ? json_object() : json_array();
}

// The last step: a member is set or taken out. (No site is an element.)
static enum altering settle(json_t *at, const struct qg_compare_step *step, json_t *value) {
    if (value != NULL)
        return place(at, step, json_incref(value));
    if (json_object_getn(at, step->key.at, step->key.len) == NULL)
        return OUT_OF_PLACE;
    return json_object_deln(at, step->key.at, step->key.len) != 0 ? OUT_OF_MEMORY : ALTERED;
}

static enum altering alter(json_t *at, const struct qg_compare_sites *sites,
                           const struct qg_compare_site *site, json_t *value) {
    for (uint32_t i = 0; i + 1 < site->depth; i++) {
        const struct qg_compare_step *step = &site->path[i];
        json_t *there = qg_compare_at(at, step, 1);
        bool is_element = step->key.len == 0;
        if (there == NULL && (value == NULL || (is_element && !site->outside)))
            return OUT_OF_PLACE;
        json_t *copy = there != NULL ? qg_built_copy(there) : made(sites, site, i);
        if (copy == NULL || place(at, step, copy) != ALTERED)
            return OUT_OF_MEMORY;
        at = copy;
    }
    return settle(at, &site->path[site->depth - 1], value);
}

bool qg_compare_alter(json_t **out, const struct qg_compare_sites *sites,
                      const struct qg_compare_choice *choices, uint32_t count) {
    json_t *record = qg_built_copy(sites->record);
    enum altering so_far = record != NULL ? ALTERED : OUT_OF_MEMORY;
    for (uint32_t i = 0; i < count && so_far == ALTERED; i++) {
        const struct qg_compare_site *site = &sites->items.at[choices[i].site];
        so_far = alter(record, sites, site, site->values.at[choices[i].value].json);
    }
    if (so_far != ALTERED) {
        json_decref(record);
        record = NULL;
    }
    *out = record;
    return so_far != OUT_OF_MEMORY;
}
