// SPDX-License-Identifier: Apache-2.0
#include "together.h"

#include "figures.h"

#include <stdlib.h>

// Groups or variants, population by population, each in the order of the input: those of `p` are
// order[starts[p]] up to order[starts[p + 1]].
struct slices {
    uint32_t *order, *starts; // owned
};

struct teller {
    const struct qg_muster *muster;
    const struct qg_together_listener *listener;
    const struct qg_population *population;
    const struct qg_rule *rule;
    struct qg_arena arena; // of one finding
    struct qg_str per;     // of the rule
    uint32_t index;        // of the population
    struct slices groups, variants;
    bool *differs; // owned; [groups.len]: agreement groups that are not at one
};

// ---- One finding ------------------------------------------------------------------------------

static struct qg_str text_of(const struct teller *t, uint32_t symbol) {
    return qg_intern_text(&t->muster->sightings.texts, symbol);
}

// What of all findings of the rule is the same.
static struct qg_finding finding_of(const struct teller *t, enum qg_outcome outcome,
                                    const struct qg_together *together) {
    return (struct qg_finding){.rule = (int32_t)t->population->rule,
                               .outcome = outcome,
                               .severity = t->rule->severity,
                               .silenced_by = QG_NONE,
                               .together = together};
}

static struct qg_together together_of(const struct teller *t) {
    const struct qg_program *program = t->muster->program;
    const struct qg_scope *scope = &program->scopes[t->rule->scope];
    return (struct qg_together){
        .noun = scope->noun,
        .title = scope->kind == QG_SCOPE_NUMBERS ? NULL : &program->schema.types[scope->type].title,
        .per = t->per,
        .agreement = t->population->demand == QG_DEMAND_AGREE};
}

// The policy's words in one language.
static bool add_message(struct teller *t, int32_t message, const struct qg_together *together,
                        int lang, struct qg_str *out) {
    struct qg_text text = {0};
    qg_figures_message(t->muster->program, message, together, lang, &text);
    out->at =
        text.failed ? NULL : qg_arena_copy(&t->arena, text.at != NULL ? text.at : "", text.len);
    out->len = text.len;
    qg_text_free(&text);
    return out->at != NULL;
}

static bool add_words(struct teller *t, struct qg_finding *f) {
    bool breach = f->outcome == QG_VIOLATED && t->rule->breach != QG_NONE;
    int32_t message = breach || t->rule->duty == QG_NONE ? t->rule->breach : t->rule->duty;
    for (int lang = 0; lang < QG_LANGS; lang++)
        if (t->listener->languages[lang] &&
            (!add_message(t, message, f->together, lang, &f->message[lang]) ||
             !add_message(t, t->rule->remark, f->together, lang, &f->remark[lang])))
            return false;
    return true;
}

// Counts the finding, and tells it if somebody wants to hear of its outcome.
static enum qg_fault tell(struct teller *t, struct qg_finding *f) {
    struct qg_tally *tally = t->listener->tally;
    enum qg_outcome outcome = f->outcome;
    tally->by_rule[t->population->rule][outcome]++;
    tally->findings[outcome]++;
    if (outcome != QG_VIOLATED && outcome != QG_UNDETERMINED && !t->listener->show[outcome])
        return QG_OK;
    if (!add_words(t, f))
        return QG_FAULT_MEMORY;
    return t->listener->finding(t->listener->user, f);
}

// Nobody was there to be counted, or none was met twice.
static enum qg_fault tell_nobody(struct teller *t) {
    struct qg_together together = together_of(t);
    struct qg_finding f = finding_of(t, QG_NOT_APPLICABLE, &together);
    return tell(t, &f);
}

// ---- Shares -----------------------------------------------------------------------------------

// Whom to show as examples: those whom the outcome is owed to.
static enum qg_having exemplary(const struct qg_population *p, enum qg_outcome outcome) {
    if (outcome == QG_UNDETERMINED)
        return QG_MAY_HAVE;
    return p->demand == QG_DEMAND_AT_MOST ? QG_HAS : QG_LACKS;
}

static bool add_examples(struct teller *t, const struct qg_group *group, enum qg_outcome outcome,
                         struct qg_together *out) {
    enum qg_having having = exemplary(t->population, outcome);
    const uint32_t *from = group->examples[having];
    struct qg_elsewhere *to = qg_arena_array(&t->arena, QG_EXAMPLES, sizeof *to);
    if (to == NULL)
        return false;
    while (out->example_count < QG_EXAMPLES && from[out->example_count] != 0) {
        to[out->example_count] = qg_sightings_at(&t->muster->sightings, from[out->example_count]);
        out->example_count++;
    }
    out->examples = to;
    out->exemplary = having;
    out->examples_of =
        outcome == QG_UNDETERMINED ? qg_crowd_open(&group->crowd) : group->crowd.sure[having];
    return true;
}

// The crowd of a group with those who may belong to it because nobody knows to which they do.
// `other` chooses among the crowds under other readings; QG_NONE: those in force.
static struct qg_crowd whole_crowd(const struct teller *t, const struct qg_group *group,
                                   const struct qg_group *unknown, int32_t other) {
    const struct qg_crowd *others = t->muster->others.at;
    struct qg_crowd crowd = {0};
    const struct qg_crowd *own =
        other == QG_NONE ? &group->crowd : &others[group->others + (uint32_t)other];
    if (group->unknown)
        qg_crowd_join_maybe(&crowd, own);
    else
        qg_crowd_join(&crowd, own);
    if (unknown != NULL && unknown != group)
        qg_crowd_join_maybe(&crowd, other == QG_NONE ? &unknown->crowd
                                                     : &others[unknown->others + (uint32_t)other]);
    return crowd;
}

// A group on its way to a finding.
struct shares {
    const struct qg_group *group, *unknown; // the second may be NULL
    struct qg_reading_outcome *out;
    uint32_t count; // of outcomes
    int32_t other;  // the next of its crowds under other readings
};

// The outcomes under each value of one reading; none where they are all the same.
static void add_reading(struct teller *t, struct shares *s, uint32_t at, enum qg_outcome outcome) {
    const struct qg_reading *reading = &t->muster->program->readings[at];
    uint32_t begin = s->count;
    bool differs = false;
    for (uint16_t v = 0; v < reading->count; v++) {
        struct qg_reading_outcome *one = &s->out[s->count++];
        *one = (struct qg_reading_outcome){reading->name, reading->values[v], outcome};
        if (v == t->muster->readings[at])
            continue;
        struct qg_crowd crowd = whole_crowd(t, s->group, s->unknown, s->other++);
        one->outcome = qg_crowd_outcome(&crowd, t->population);
        differs |= one->outcome != outcome;
    }
    if (!differs)
        s->count = begin;
}

// Those of all readings that the rule depends on.
static bool add_readings(struct teller *t, struct shares *s, struct qg_finding *f) {
    const struct qg_program *program = t->muster->program;
    uint32_t room = 0;
    for (uint32_t r = 0; r < program->reading_count; r++)
        room += (t->rule->readings >> r & 1) != 0 ? program->readings[r].count : 0;
    s->out = qg_arena_array(&t->arena, (size_t)room + 1, sizeof *s->out);
    if (s->out == NULL)
        return false;
    for (uint32_t r = 0; r < program->reading_count; r++)
        if ((t->rule->readings >> r & 1) != 0)
            add_reading(t, s, r, f->outcome);
    f->readings = s->out;
    f->reading_count = s->count;
    f->reading_dependent = s->count > 0;
    return true;
}

// Where readings are strict, only what is violated under all of them is.
static void weigh(const struct teller *t, struct qg_finding *f) {
    bool sure = true;
    for (uint32_t i = 0; i < f->reading_count; i++)
        sure = sure && f->readings[i].outcome == QG_VIOLATED;
    if (t->listener->strict && f->outcome == QG_VIOLATED && !sure)
        f->outcome = QG_UNDETERMINED;
}

static enum qg_fault tell_share(struct teller *t, const struct qg_group *group,
                                const struct qg_group *unknown) {
    struct qg_together together = together_of(t);
    struct qg_crowd crowd = whole_crowd(t, group, unknown, QG_NONE);
    together.group = text_of(t, group->text);
    together.members = qg_crowd_members(&crowd);
    together.having = qg_crowd_having(&crowd);
    together.share = qg_crowd_share(&crowd);
    together.open = qg_crowd_open(&crowd);
    enum qg_outcome outcome = qg_crowd_outcome(&crowd, t->population);
    struct qg_finding f = finding_of(t, outcome, &together);
    struct shares shares = {.group = group, .unknown = unknown};
    if (!add_examples(t, group, outcome, &together) || !add_readings(t, &shares, &f))
        return QG_FAULT_MEMORY;
    weigh(t, &f);
    return tell(t, &f);
}

static enum qg_fault tell_shares(struct teller *t) {
    const struct qg_group *all = t->muster->groups.at, *unknown = NULL;
    const uint32_t *first = t->groups.order + t->groups.starts[t->index];
    const uint32_t *end = t->groups.order + t->groups.starts[t->index + 1];
    enum qg_fault fault = QG_OK;
    for (const uint32_t *i = first; i < end && unknown == NULL; i++)
        unknown = all[*i].unknown ? &all[*i] : NULL;
    for (const uint32_t *i = first; i < end && fault == QG_OK; i++) {
        fault = tell_share(t, &all[*i], unknown);
        qg_arena_reset(&t->arena);
    }
    return first == end ? tell_nobody(t) : fault;
}

// ---- Agreement --------------------------------------------------------------------------------

static struct qg_together agreement_of(const struct teller *t, const struct qg_group *group) {
    struct qg_together together = together_of(t);
    uint64_t all = group->crowd.sure[QG_HAS];
    together.group = text_of(t, group->text);
    together.members = together.having = (struct qg_count_bounds){all, all};
    return together;
}

// Both sides of a difference: the value seen here, then the one seen first.
static void add_sides(const struct teller *t, const struct qg_variant *here,
                      struct qg_elsewhere *elsewhere, struct qg_fact *facts) {
    const struct qg_variant *first = &t->muster->variants.at[here->first];
    struct qg_elsewhere own = qg_sightings_at(&t->muster->sightings, here->sighting);
    *elsewhere = qg_sightings_at(&t->muster->sightings, first->sighting);
    facts[0] = (struct qg_fact){.pointer = own.location.pointer, .value = text_of(t, here->shown)};
    facts[1] = (struct qg_fact){.pointer = elsewhere->location.pointer,
                                .value = text_of(t, first->shown),
                                .elsewhere = elsewhere};
}

// The record that the element stands in.
static void add_record(const struct teller *t, struct qg_finding *f, struct qg_elsewhere where) {
    const struct qg_program *program = t->muster->program;
    const struct qg_scope *scope = &program->scopes[t->rule->scope];
    while (scope->parent != QG_NONE)
        scope = &program->scopes[scope->parent];
    f->location = where.location;
    f->subject_count = 1;
    f->subject[0] = (struct qg_subject){.noun = scope->noun,
                                        .title = &program->schema.types[scope->type].title,
                                        .id = where.record,
                                        .index = QG_NONE};
}

// All that one element brought, `count` variants from `at` on, where any of it differs from what
// was seen first.
static enum qg_fault tell_difference(struct teller *t, uint32_t at, uint32_t count) {
    const struct qg_variant *all = &t->muster->variants.at[at];
    struct qg_together together = agreement_of(t, &t->muster->groups.at[all->group]);
    struct qg_finding f = finding_of(t, QG_VIOLATED, &together);
    struct qg_fact *facts = qg_arena_array(&t->arena, (size_t)count * 2, sizeof *facts);
    struct qg_elsewhere *places = qg_arena_array(&t->arena, count, sizeof *places);
    if (facts == NULL || places == NULL)
        return QG_FAULT_MEMORY;
    f.evidence = facts;
    for (uint32_t i = 0; i < count; i++) {
        if (all[i].first == at + i)
            continue;
        if (f.evidence_count == 0)
            add_record(t, &f, qg_sightings_at(&t->muster->sightings, all[i].sighting));
        add_sides(t, &all[i], &places[f.evidence_count / 2], &facts[f.evidence_count]);
        f.evidence_count += 2;
    }
    return f.evidence_count > 0 ? tell(t, &f) : QG_OK;
}

// Notes the groups that are not at one. What one element brought stands side by side.
static enum qg_fault tell_differences(struct teller *t) {
    const struct qg_variant *all = t->muster->variants.at;
    uint32_t end = t->variants.starts[t->index + 1], next;
    enum qg_fault fault = QG_OK;
    for (uint32_t i = t->variants.starts[t->index]; i < end && fault == QG_OK; i = next) {
        uint32_t at = t->variants.order[i];
        for (next = i; next < end && all[at + (next - i)].element == all[at].element; next++)
            t->differs[all[at].group] |= all[at + (next - i)].first != at + (next - i);
        fault = tell_difference(t, at, next - i);
        qg_arena_reset(&t->arena);
    }
    return fault;
}

// A group is judged once it has two elements; of one nothing can differ.
static enum qg_fault tell_agreements(struct teller *t) {
    enum qg_fault fault = tell_differences(t);
    bool any = false;
    for (uint32_t i = t->groups.starts[t->index]; i < t->groups.starts[t->index + 1]; i++) {
        const struct qg_group *group = &t->muster->groups.at[t->groups.order[i]];
        if (group->unknown || group->crowd.sure[QG_HAS] < 2 || fault != QG_OK)
            continue;
        any = true;
        if (t->differs[t->groups.order[i]])
            continue;
        struct qg_together together = agreement_of(t, group);
        struct qg_finding f = finding_of(t, QG_SATISFIED, &together);
        fault = tell(t, &f);
        qg_arena_reset(&t->arena);
    }
    return any || fault != QG_OK ? fault : tell_nobody(t);
}

// ---- Slices -----------------------------------------------------------------------------------

static uint32_t of_group(const struct qg_muster *muster, uint32_t at) {
    return muster->groups.at[at].population;
}

static uint32_t of_variant(const struct qg_muster *muster, uint32_t at) {
    return of_group(muster, muster->variants.at[at].group);
}

// A counting sort by the population that `of` gives.
static bool slice(struct slices *out, const struct qg_muster *muster, uint32_t count,
                  uint32_t (*of)(const struct qg_muster *, uint32_t)) {
    uint32_t populations = muster->program->population_count;
    out->order = calloc((size_t)count + 1, sizeof *out->order);
    out->starts = calloc((size_t)populations + 2, sizeof *out->starts);
    if (out->order == NULL || out->starts == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++)
        out->starts[of(muster, i) + 2]++;
    for (uint32_t p = 0; p < populations; p++)
        out->starts[p + 2] += out->starts[p + 1];
    for (uint32_t i = 0; i < count; i++)
        out->order[out->starts[of(muster, i) + 1]++] = i;
    return true;
}

static bool slice_all(struct teller *t) {
    const struct qg_muster *muster = t->muster;
    t->differs = calloc((size_t)muster->groups.len + 1, sizeof *t->differs);
    return t->differs != NULL && slice(&t->groups, muster, muster->groups.len, of_group) &&
           slice(&t->variants, muster, muster->variants.len, of_variant);
}

static void free_slices(struct teller *t) {
    free(t->groups.order);
    free(t->groups.starts);
    free(t->variants.order);
    free(t->variants.starts);
    free(t->differs);
}

// ---- All --------------------------------------------------------------------------------------

// "institution.id, minutes.number", as it is written.
static bool name_keys(const struct qg_program *program, const struct qg_population *p,
                      struct qg_text *out) {
    for (uint32_t i = 0; i < p->key_count; i++) {
        qg_text_addz(out, i > 0 ? ", " : "");
        qg_text_add(out, program->collected[p->first_key + i].text);
    }
    return !out->failed;
}

static enum qg_fault tell_population(struct teller *t) {
    struct qg_text per = {0};
    bool named = name_keys(t->muster->program, t->population, &per);
    t->per = qg_text_str(&per);
    enum qg_fault fault = QG_FAULT_MEMORY;
    if (named)
        fault = t->population->demand == QG_DEMAND_AGREE ? tell_agreements(t) : tell_shares(t);
    qg_text_free(&per);
    return fault;
}

enum qg_fault qg_together_tell(const struct qg_muster *muster,
                               const struct qg_together_listener *listener) {
    const struct qg_program *program = muster->program;
    struct teller t = {.muster = muster, .listener = listener};
    enum qg_fault fault = slice_all(&t) ? QG_OK : QG_FAULT_MEMORY;
    qg_arena_init(&t.arena, "finding about a population");
    for (; t.index < program->population_count && fault == QG_OK; t.index++) {
        t.population = &program->populations[t.index];
        t.rule = &program->rules[t.population->rule];
        if (listener->enabled == NULL || listener->enabled[t.population->rule])
            fault = tell_population(&t);
        qg_arena_reset(&t.arena);
    }
    free_slices(&t);
    qg_arena_free(&t.arena);
    return fault;
}
