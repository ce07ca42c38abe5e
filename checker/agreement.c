// SPDX-License-Identifier: Apache-2.0
//
// Agreement between records: of each value that elements of a group must have in common, the
// different ones that they were seen with, each where it was first seen. A value is held against
// the first one of its group alone, so the work grows with the elements and not with their pairs;
// and as only first sights are kept, it makes no difference whether they were seen in one run or in
// parts that were merged.
#include "muster.h"

// Where the variant with this value stands; a new one is pushed. `*fresh` tells.
static enum qg_fault find_variant(struct qg_muster *muster, const struct qg_variant *wanted,
                                  bool *fresh) {
    uint32_t next = muster->variants.len;
    bool fresh_key;
    if (qg_prints_put(&muster->index, wanted->print, next, fresh) == NULL)
        return QG_FAULT_MEMORY;
    if (!*fresh)
        return QG_OK;
    const uint32_t *first = qg_prints_put(&muster->index, wanted->key, next, &fresh_key);
    if (first == NULL)
        return QG_FAULT_MEMORY;
    struct qg_variant variant = *wanted;
    variant.first = *first;
    return qg_vec_push(&muster->variants, variant) ? QG_OK : QG_FAULT_MEMORY;
}

// ---- Taking -----------------------------------------------------------------------------------

// The field that a value rests on: the last one known on the way to it, else the element.
static void value_pointer(struct qg_muster *muster, const struct qg_member *member,
                          int32_t function, struct qg_text *out) {
    struct qg_machine *m = &member->of->machine;
    const struct qg_fact_ref *facts;
    struct qg_why *why = NULL;
    (void)qg_machine_traced(m, function, member->args, &why);
    uint32_t count = qg_why_facts(m, why, &facts);
    while (count > 0 && (!facts[count - 1].known || facts[count - 1].field < 0))
        count--;
    struct qg_fact_ref at = {.ref = qg_member_region(muster, member), .field = QG_NONE};
    if (count > 0)
        at = facts[count - 1];
    qg_record_pointer(&member->of->record, at.ref, at.field, out);
    qg_machine_forget(m);
}

// Keeps where a new value stands, and what it is.
static enum qg_fault keep_sight(struct qg_muster *muster, const struct qg_member *member,
                                int32_t function, struct qg_variant *variant) {
    struct qg_text pointer = {0};
    value_pointer(muster, member, function, &pointer);
    bool kept = !pointer.failed &&
                qg_sightings_text(&muster->sightings, qg_text_str(&muster->collector.shown),
                                  &variant->shown);
    if (kept)
        variant->sighting = qg_sightings_add(&muster->sightings, member->of, qg_text_str(&pointer));
    qg_text_free(&pointer);
    return kept && variant->sighting != 0 ? QG_OK : QG_FAULT_MEMORY;
}

// What is compared of a value: its group and which of its values it is, then what it is.
static bool collect(struct qg_muster *muster, const struct qg_member *member, uint32_t group,
                    int32_t function, struct qg_variant *out) {
    struct qg_collector *c = &muster->collector;
    const struct qg_print *print = &muster->groups.at[group].print;
    qg_collector_clear(c);
    qg_muster_salt(muster, UINT32_MAX, out->at);
    qg_text_add(&c->bytes, (struct qg_str){(const char *)print, sizeof *print});
    if (c->bytes.failed)
        return false;
    out->key = qg_print_of(muster->seed, qg_text_str(&c->bytes));
    bool known = qg_collect_value(c, &member->of->machine, function, member->args);
    if (c->bytes.failed || !known)
        return false;
    out->print = qg_print_of(muster->seed, qg_text_str(&c->bytes));
    return true;
}

static enum qg_fault take_value(struct qg_muster *muster, const struct qg_member *member,
                                uint32_t group, struct qg_variant *variant) {
    const struct qg_population *p = &muster->program->populations[member->population];
    int32_t function = muster->program->collected[p->first_value + variant->at].fn;
    const struct qg_collector *c = &muster->collector;
    bool known = collect(muster, member, group, function, variant), fresh = false;
    if (c->failed || c->bytes.failed || c->shown.failed)
        return QG_FAULT_MEMORY;
    enum qg_fault fault = known ? find_variant(muster, variant, &fresh) : QG_OK;
    if (fault != QG_OK || !fresh)
        return fault;
    return keep_sight(muster, member, function, &muster->variants.at[muster->variants.len - 1]);
}

enum qg_fault qg_agreement_take(struct qg_muster *muster, const struct qg_member *member,
                                uint32_t group) {
    const struct qg_population *p = &muster->program->populations[member->population];
    uint32_t element = muster->variants.len;
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < p->value_count && fault == QG_OK; i++) {
        struct qg_variant variant = {.group = group, .at = i, .element = element};
        fault = take_value(muster, member, group, &variant);
    }
    return fault;
}

// ---- Merging ----------------------------------------------------------------------------------

// What the same element brings stays together, as far as it is new here.
struct head {
    uint32_t there, here;
};

static enum qg_fault merge_variant(struct qg_muster *into, const struct qg_muster *part,
                                   const struct qg_variant *from, const uint32_t *groups,
                                   struct head *head) {
    struct qg_variant variant = *from;
    bool fresh;
    if (head->there != from->element)
        *head = (struct head){from->element, into->variants.len};
    variant.group = groups[from->group];
    variant.element = head->here;
    enum qg_fault fault = find_variant(into, &variant, &fresh);
    if (fault != QG_OK || !fresh)
        return fault;
    struct qg_variant *made = &into->variants.at[into->variants.len - 1];
    struct qg_str shown = qg_intern_text(&part->sightings.texts, from->shown);
    made->sighting = qg_sightings_copy(&into->sightings, &part->sightings, from->sighting);
    bool kept = qg_sightings_text(&into->sightings, shown, &made->shown);
    return kept && made->sighting != 0 ? QG_OK : QG_FAULT_MEMORY;
}

enum qg_fault qg_agreement_merge(struct qg_muster *into, const struct qg_muster *part,
                                 const uint32_t *groups) {
    struct head head = {UINT32_MAX, 0};
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < part->variants.len && fault == QG_OK; i++)
        fault = merge_variant(into, part, &part->variants.at[i], groups, &head);
    return fault;
}
