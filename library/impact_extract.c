// SPDX-License-Identifier: Apache-2.0
#include "impact_extract.h"

#include "describe.h"
#include "differences.h"
#include "retain.h"
#include "subject.h"

struct extraction {
    const struct qg_impact_wish *wish;
    const struct qg_case_worlds *record;
    struct qg_arena *arena;
    const struct qg_str *groups;
    const struct qg_impact_change **end; // of the list of changes
};

// ---- counts ----

static void count_findings(const struct extraction *e, uint32_t world, struct qg_impact_side *out,
                           struct qg_impact_silenced *silenced) {
    const struct qg_case *of = e->record->of;
    for (uint32_t i = 0; i < of->found.len; i++) {
        const struct qg_weight *weight = &e->record->worlds[world].weights[i];
        if (weight->elsewhere)
            continue;
        if (weight->silenced)
            silenced[out->silenced_count++] =
                (struct qg_impact_silenced){of->found.at[i].rule, weight->outcome != QG_VIOLATED};
        else
            out->counts.findings[weight->outcome]++;
    }
}

static void count_verdicts(const struct extraction *e, uint32_t world, struct qg_impact_side *out) {
    const struct qg_standing *standing = &e->record->worlds[world];
    for (uint32_t act = 0; act < e->wish->program->act_count; act++) {
        for (uint32_t i = 0; i < standing->verdict_counts[act]; i++)
            out->counts.verdicts[standing->verdicts[act][i].kind]++;
        if (act == 0)
            out->counts.certifications += standing->verdict_counts[act];
        if (world > 0)
            qg_differences_moves(e->record, act, world, out->counts.moved);
    }
}

// Where nothing differs, world 1 stands for all that are compared with world 0.
static bool count(const struct extraction *e, struct qg_impact_extract *out) {
    const struct qg_case_worlds *record = e->record;
    size_t found = record->of->found.len;
    out->side_count = record->common && record->world_count > 2 ? 2 : record->world_count;
    out->sides = qg_arena_array(e->arena, out->side_count, sizeof *out->sides);
    for (uint32_t w = 0; out->sides != NULL && w < out->side_count; w++) {
        struct qg_impact_silenced *silenced = qg_arena_array(e->arena, found, sizeof *silenced);
        if (silenced == NULL)
            return false;
        out->sides[w].silenced = silenced;
        count_findings(e, w, &out->sides[w], silenced);
        count_verdicts(e, w, &out->sides[w]);
    }
    return out->sides != NULL;
}

// ---- what differs ----

// The finding as it is after, if it is one then, else as it was before; NULL for none.
static const struct qg_finding *describe(const struct extraction *e, const struct qg_difference *d,
                                         const struct qg_differing *f) {
    const struct qg_case_worlds *record = e->record;
    bool languages[QG_LANGS] = {false};
    uint32_t side = f->instances[1] != QG_NONE ? 1 : 0;
    if (f->instances[side] == QG_NONE)
        return NULL;
    uint32_t at = (uint32_t)f->instances[side];
    const struct qg_standing *standing = &record->worlds[side == 1 ? d->draft : 0];
    struct qg_description draft = {.instance = &record->of->found.at[at],
                                   .weight = standing->weights[at],
                                   .silenced_by = standing->silenced_by[at]};
    struct qg_finding finding;
    languages[e->wish->lang] = true;
    if (!qg_describe(&record->of->machine, record->arena, &draft, languages, &finding, NULL))
        return NULL;
    qg_machine_forget(&record->of->machine);
    return qg_case_locate(record->of, &finding.location) ? qg_retain_finding(e->arena, &finding)
                                                         : NULL;
}

static const struct qg_impact_finding *describe_all(const struct extraction *e,
                                                    const struct qg_difference *d) {
    struct qg_impact_finding *all = qg_arena_array(e->arena, d->finding_count, sizeof *all);
    for (uint32_t i = 0; all != NULL && i < d->finding_count; i++) {
        const struct qg_differing *f = &d->findings[i];
        all[i] = (struct qg_impact_finding){.rules = {f->rules[0], f->rules[1]},
                                            .states = {f->states[0], f->states[1]},
                                            .silencers = {f->silencers[0], f->silencers[1]},
                                            .finding = describe(e, d, f)};
        if (all[i].finding == NULL)
            return NULL;
    }
    return all;
}

// Differing rules come in the order of citation, so that those of one family stand together.
static bool list_families(const struct extraction *e, const struct qg_difference *d,
                          struct qg_impact_change *out) {
    int32_t *families = qg_arena_array(e->arena, d->finding_count, sizeof *families);
    for (uint32_t i = 0; families != NULL && i < d->finding_count; i++)
        if (out->family_count == 0 || families[out->family_count - 1] != d->findings[i].family)
            families[out->family_count++] = d->findings[i].family;
    out->families = families;
    return families != NULL;
}

static bool copy_id(const struct extraction *e, struct qg_str *id) {
    id->at = qg_arena_copy(e->arena, id->len > 0 ? id->at : "", id->len);
    return id->at != NULL;
}

static bool copy_verdicts(const struct extraction *e, const struct qg_difference *d,
                          struct qg_impact_certification *out) {
    bool ok = true;
    for (int side = 0; side < 2 && ok; side++) {
        out->verdicts[side] = d->verdicts[side];
        if (d->details[side] == NULL)
            continue;
        out->details[side] = qg_retain_verdict(e->arena, d->details[side]);
        ok = out->details[side] != NULL;
    }
    return ok;
}

static bool describe_change(const struct extraction *e, const struct qg_difference *d,
                            struct qg_impact_change *out) {
    const struct qg_case_worlds *record = e->record;
    const struct qg_place *place = &record->event->raw.place;
    out->told = (struct qg_impact_certification){
        .draft = d->draft,
        .place = {.file = record->file, .line = place->line, .column = place->column},
        .record = qg_region_id(&record->of->record, record->of->record.type, QG_RECORD_ROOT),
        .certification = d->certification,
        .act = (int32_t)d->act,
        .finding_count = d->finding_count,
        .groups = e->groups,
    };
    if (e->wish->findings && (out->told.findings = describe_all(e, d)) == NULL)
        return false;
    return copy_verdicts(e, d, &out->told) && list_families(e, d, out) &&
           copy_id(e, &out->told.record) && copy_id(e, &out->told.certification.id);
}

static enum qg_fault take_difference(void *user, const struct qg_difference *d) {
    struct extraction *e = user;
    struct qg_impact_change *change = qg_arena_alloc(e->arena, sizeof *change);
    if (change == NULL || !describe_change(e, d, change))
        return QG_FAULT_MEMORY;
    *e->end = change;
    e->end = &change->next;
    return QG_OK;
}

static bool find_changes(struct extraction *e, struct qg_impact_extract *out) {
    e->end = &out->changes;
    e->groups = qg_impact_groups_values(&e->wish->groups, e->arena, &e->record->of->record);
    return e->groups != NULL && qg_differences_find(e->record, take_difference, e) == QG_OK;
}

const struct qg_impact_extract *qg_impact_extract(const struct qg_impact_wish *wish,
                                                  const struct qg_case_worlds *record,
                                                  struct qg_arena *arena) {
    struct extraction e = {.wish = wish, .record = record, .arena = arena};
    struct qg_impact_extract *out = qg_arena_alloc(arena, sizeof *out);
    bool made = out != NULL && count(&e, out) && (record->common || find_changes(&e, out));
    return made ? out : NULL;
}
