// SPDX-License-Identifier: Apache-2.0

#include "impact.h"

#include "describe.h"
#include "differences.h"
#include "facts.h"
#include "locate.h"
#include "subject.h"

#include <stdlib.h>

enum { SILENCED_KINDS = 2 }; // violated, undetermined

// What is counted beyond the tally of the run, which knows of no world.
struct qg_impact_counts {
    struct qg_impact_world *worlds;                       // [world_count]
    uint64_t (*silenced)[QG_WORLD_LIMIT][SILENCED_KINDS]; // by rule
    uint64_t (*changed)[QG_WORLD_LIMIT];                  // by the first version of a rule
    struct qg_impact_group *groups;                       // grows; in the order met
    uint32_t group_count, group_cap;
    struct qg_group_path *paths; // [group_count of the facts]
};

enum { GROUP_STEPS = 8, GROUP_LIMIT = 100000 };

// How to get at what certifications are counted by: fields from a record inwards. One for each
// record type; `length` 0: that type has none.
struct qg_group_path {
    struct {
        int32_t fields[GROUP_STEPS];
        uint32_t length;
    } * of_type;
};

static uint32_t world_count(const struct qg_impact *impact) {
    return impact->facts->draft_count + 1;
}

static void *take_memory(struct qg_impact *impact, size_t count, size_t size) {
    return qg_arena_array(&impact->arena, count, size);
}

// ---- groups: paths ----

static int32_t field_named(const struct qg_schema *schema, uint16_t type, struct qg_str name) {
    const struct qg_type *t = &schema->types[type];
    for (uint32_t i = 0; i < t->field_count; i++)
        if (qg_str_equal(schema->fields[t->first_field + i].name, name))
            return (int32_t)(t->first_field + i);
    return QG_NONE;
}

// The next part of a dotted path; `*path` moves behind it.
static struct qg_str next_step(struct qg_str *path) {
    size_t end = 0;
    while (end < path->len && path->at[end] != '.')
        end++;
    struct qg_str step = qg_str_slice(*path, 0, end);
    *path = qg_str_slice(*path, end < path->len ? end + 1 : end, path->len);
    return step;
}

static uint32_t find_path(const struct qg_schema *schema, uint16_t type, struct qg_str path,
                          int32_t *fields) {
    uint32_t length = 0;
    while (path.len > 0 && length < GROUP_STEPS) {
        int32_t field = field_named(schema, type, next_step(&path));
        if (field == QG_NONE)
            return 0;
        fields[length++] = field;
        enum qg_kind kind = schema->fields[field].kind;
        if (kind == QG_KIND_LIST || (kind == QG_KIND_OBJECT) != (path.len > 0))
            return 0;
        type = schema->fields[field].type;
    }
    return path.len == 0 ? length : 0;
}

bool qg_impact_has_group(const struct qg_program *program, struct qg_str path) {
    int32_t fields[GROUP_STEPS];
    for (uint32_t i = 0; i < program->schema.type_count; i++)
        if (program->schema.types[i].is_record &&
            find_path(&program->schema, (uint16_t)i, path, fields) > 0)
            return true;
    return false;
}

static bool find_paths(struct qg_impact *impact) {
    const struct qg_schema *schema = &impact->program->schema;
    uint32_t count = impact->facts->group_count;
    impact->counts->paths = take_memory(impact, count, sizeof *impact->counts->paths);
    for (uint32_t i = 0; impact->counts->paths != NULL && i < count; i++) {
        struct qg_group_path *path = &impact->counts->paths[i];
        path->of_type = take_memory(impact, schema->type_count, sizeof *path->of_type);
        if (path->of_type == NULL)
            return false;
        for (uint32_t t = 0; t < schema->type_count; t++)
            path->of_type[t].length =
                find_path(schema, (uint16_t)t, impact->facts->groups[i], path->of_type[t].fields);
    }
    return impact->counts->paths != NULL;
}

// ---- groups: values ----

// The value at the end of a path, without the quotes of JSON; empty where it is not recorded.
static bool read_value(const struct qg_record *record, const struct qg_group_path *path,
                       struct qg_text *out) {
    const int32_t *fields = path->of_type[record->type].fields;
    uint32_t length = path->of_type[record->type].length, ref = 1;
    if (length == 0)
        return true;
    for (uint32_t i = 0; i + 1 < length; i++)
        ref += record->schema->fields[fields[i]].slot;
    qg_fact_json(record, ref, fields[length - 1], out);
    struct qg_str text = qg_text_str(out);
    if (qg_str_equal(text, QG_STR("null")))
        qg_text_clear(out);
    return !out->failed;
}

static struct qg_str unquoted(struct qg_str text) {
    bool quoted = text.len >= 2 && text.at[0] == '"';
    return quoted ? qg_str_slice(text, 1, text.len - 1) : text;
}

static struct qg_impact_group *find_group(struct qg_impact *impact, uint32_t by,
                                          struct qg_str value) {
    struct qg_impact_counts *c = impact->counts;
    for (uint32_t i = 0; i < c->group_count; i++) // few: institutions, tracks
        if (c->groups[i].by == by && qg_str_equal(c->groups[i].value, value))
            return &c->groups[i];
    if (c->group_count == GROUP_LIMIT)
        return NULL;
    if (c->group_count == c->group_cap) {
        uint32_t cap = c->group_cap > 0 ? c->group_cap * 2 : 64;
        struct qg_impact_group *grown = realloc(c->groups, cap * sizeof *grown);
        if (grown == NULL)
            return NULL;
        c->groups = grown;
        c->group_cap = cap;
    }
    struct qg_impact_group *made = &c->groups[c->group_count];
    *made = (struct qg_impact_group){.by = by};
    made->value = (struct qg_str){qg_arena_copy(&impact->arena, value.at, value.len), value.len};
    made->turns = take_memory(impact, world_count(impact), sizeof *made->turns);
    if (made->value.at == NULL || made->turns == NULL)
        return NULL;
    c->group_count++;
    return made;
}

static const struct qg_str *values_of(struct qg_impact *impact,
                                      const struct qg_case_worlds *record) {
    uint32_t count = impact->facts->group_count;
    struct qg_str *values = qg_arena_array(record->arena, count, sizeof *values);
    for (uint32_t i = 0; values != NULL && i < count; i++) {
        struct qg_text text = {0};
        bool read = read_value(&record->of->record, &impact->counts->paths[i], &text);
        struct qg_str value = unquoted(qg_text_str(&text));
        values[i] = (struct qg_str){
            qg_arena_copy(record->arena, value.len > 0 ? value.at : "", value.len), value.len};
        qg_text_free(&text);
        if (!read || values[i].at == NULL)
            return NULL;
    }
    return values;
}

static enum qg_fault count_groups(struct qg_impact *impact, uint32_t world,
                                  const struct qg_str *values, enum qg_impact_turn turn) {
    for (uint32_t i = 0; i < impact->facts->group_count; i++) {
        struct qg_impact_group *group = find_group(impact, i, values[i]);
        if (group == NULL)
            return QG_FAULT_MEMORY;
        group->turns[world][turn]++;
    }
    return QG_OK;
}

// ---- counting ----

static void count_findings(struct qg_impact *impact, const struct qg_case_worlds *record) {
    struct qg_impact_counts *c = impact->counts;
    for (uint32_t w = 0; w < record->world_count; w++)
        for (uint32_t i = 0; i < record->of->found.len; i++) {
            const struct qg_weight *weight = &record->worlds[w].weights[i];
            bool violated = weight->outcome == QG_VIOLATED;
            if (weight->elsewhere)
                continue;
            if (weight->silenced)
                c->silenced[record->of->found.at[i].rule][w][violated ? 0 : 1]++;
            else
                c->worlds[w].findings[weight->outcome]++;
        }
}

static void count_verdicts(struct qg_impact *impact, const struct qg_case_worlds *record) {
    for (uint32_t w = 0; w < record->world_count; w++)
        for (uint32_t act = 0; act < impact->program->act_count; act++) {
            const struct qg_standing *standing = &record->worlds[w];
            for (uint32_t i = 0; i < standing->verdict_counts[act]; i++)
                impact->counts->worlds[w].verdicts[standing->verdicts[act][i].kind]++;
            if (act == 0)
                impact->counts->worlds[w].certifications += standing->verdict_counts[act];
        }
}

static void count_change(struct qg_impact *impact, const struct qg_difference *d) {
    struct qg_impact_world *world = &impact->counts->worlds[d->draft];
    world->turns[qg_impact_turn_of(d->verdicts)]++;
    int32_t last = QG_NONE;
    for (uint32_t i = 0; i < d->finding_count; i++)
        if (d->findings[i].family != last) {
            last = d->findings[i].family;
            impact->counts->changed[last][d->draft]++;
        }
}

static void count_moves(struct qg_impact *impact, const struct qg_case_worlds *record) {
    for (uint32_t w = 1; w < record->world_count; w++)
        for (uint32_t act = 0; act < impact->program->act_count; act++)
            qg_differences_moves(record, act, w, impact->counts->worlds[w].moved);
}

// ---- telling ----

struct teller {
    struct qg_impact *impact;
    const struct qg_case_worlds *record;
    const struct qg_str *groups;
    bool languages[QG_LANGS];
};

// The finding as it is after, if it is one then, else as it was before; NULL for none.
static const struct qg_finding *describe(struct teller *t, const struct qg_difference *d,
                                         const struct qg_differing *f) {
    uint32_t side = f->instances[1] != QG_NONE ? 1 : 0;
    if (f->instances[side] == QG_NONE)
        return NULL;
    uint32_t at = (uint32_t)f->instances[side];
    const struct qg_standing *standing = &t->record->worlds[side == 1 ? d->draft : 0];
    struct qg_description draft = {.instance = &t->record->of->found.at[at],
                                   .weight = standing->weights[at],
                                   .silenced_by = standing->silenced_by[at]};
    struct qg_finding *finding = qg_arena_alloc(t->record->arena, sizeof *finding);
    if (finding == NULL || !qg_describe(&t->record->of->machine, t->record->arena, &draft,
                                        t->languages, finding, NULL))
        return NULL;
    qg_machine_forget(&t->record->of->machine);
    struct qg_str text = t->record->event->raw.text;
    size_t offset = qg_locate(text, finding->location.pointer);
    struct qg_place place = qg_locate_place(text, t->record->event->raw.place, 0, offset);
    finding->location.file = t->record->file;
    finding->location.line = place.line;
    finding->location.column = place.column;
    return finding;
}

static const struct qg_impact_finding *describe_all(struct teller *t,
                                                    const struct qg_difference *d) {
    struct qg_impact_finding *all =
        qg_arena_array(t->record->arena, (size_t)d->finding_count + 1, sizeof *all);
    for (uint32_t i = 0; all != NULL && i < d->finding_count; i++) {
        const struct qg_differing *f = &d->findings[i];
        all[i] = (struct qg_impact_finding){.rules = {f->rules[0], f->rules[1]},
                                            .states = {f->states[0], f->states[1]},
                                            .silencers = {f->silencers[0], f->silencers[1]},
                                            .finding = describe(t, d, f)};
        if (all[i].finding == NULL)
            return NULL;
    }
    return all;
}

static enum qg_fault tell(struct teller *t, const struct qg_difference *d) {
    struct qg_impact *impact = t->impact;
    const struct qg_place *place = &t->record->event->raw.place;
    struct qg_impact_certification told = {
        .draft = d->draft,
        .place = {.file = t->record->file, .line = place->line, .column = place->column},
        .record = qg_region_id(&t->record->of->record, t->record->of->record.type, 1),
        .certification = d->certification,
        .act = (int32_t)d->act,
        .verdicts = {d->verdicts[0], d->verdicts[1]},
        .details = {d->details[0], d->details[1]},
        .findings = describe_all(t, d),
        .finding_count = d->finding_count,
        .groups = t->groups,
    };
    enum qg_fault fault = told.findings != NULL ? QG_OK : QG_FAULT_MEMORY;
    for (uint32_t i = 0; i < impact->writer_count && fault == QG_OK; i++)
        fault = impact->writers[i].certification(&impact->writers[i], &told);
    return fault;
}

// ---- one record ----

static enum qg_fault begin(struct qg_impact *impact) {
    enum qg_fault fault = QG_OK;
    for (uint32_t i = 0; i < impact->writer_count && !impact->begun && fault == QG_OK; i++)
        fault = impact->writers[i].begin(&impact->writers[i]);
    impact->begun = true;
    return fault;
}

static enum qg_fault take_difference(void *user, const struct qg_difference *d) {
    struct teller *t = user;
    count_change(t->impact, d);
    enum qg_fault fault =
        count_groups(t->impact, d->draft, t->groups, qg_impact_turn_of(d->verdicts));
    return fault == QG_OK && t->impact->writer_count > 0 ? tell(t, d) : fault;
}

enum qg_fault qg_impact_take(void *user, const struct qg_case_worlds *record) {
    struct qg_impact *impact = user;
    enum qg_fault fault = begin(impact);
    count_findings(impact, record);
    count_verdicts(impact, record);
    count_moves(impact, record);
    if (record->common || fault != QG_OK)
        return fault;
    struct teller t = {.impact = impact, .record = record, .groups = values_of(impact, record)};
    t.languages[impact->facts->run->lang] = true;
    if (t.groups == NULL)
        return QG_FAULT_MEMORY;
    return qg_differences_find(record, take_difference, &t);
}

// ---- beginning and end ----

enum qg_fault qg_impact_init(struct qg_impact *impact, const struct qg_program *program,
                             const struct qg_impact_facts *facts) {
    *impact = (struct qg_impact){.program = program, .facts = facts};
    qg_arena_init(&impact->arena, "impact");
    impact->counts = take_memory(impact, 1, sizeof *impact->counts);
    if (impact->counts == NULL)
        return QG_FAULT_MEMORY;
    struct qg_impact_counts *c = impact->counts;
    c->worlds = take_memory(impact, world_count(impact), sizeof *c->worlds);
    c->silenced = take_memory(impact, program->rule_count, sizeof *c->silenced);
    c->changed = take_memory(impact, program->rule_count, sizeof *c->changed);
    bool made = c->worlds != NULL && c->silenced != NULL && c->changed != NULL;
    return made && find_paths(impact) ? QG_OK : QG_FAULT_MEMORY;
}

void qg_impact_free(struct qg_impact *impact) {
    if (impact->counts != NULL)
        free(impact->counts->groups);
    qg_arena_free(&impact->arena);
}

// What stands of a rule in each world: what was found by its versions there, less what was
// silenced.
static void sum_rule(const struct qg_impact *impact, const struct qg_tally *tally, uint32_t first,
                     uint32_t end, struct qg_impact_rule *out) {
    static const enum qg_outcome kinds[SILENCED_KINDS] = {QG_VIOLATED, QG_UNDETERMINED};
    for (uint32_t r = first; r < end; r++)
        for (uint32_t w = 0; w < world_count(impact); w++)
            for (uint32_t k = 0; k < SILENCED_KINDS; k++)
                if ((impact->program->rules[r].worlds >> w & 1) != 0)
                    out->findings[w][k] +=
                        tally->by_rule[r][kinds[k]] - impact->counts->silenced[r][w][k];
}

static bool is_worth_a_line(const struct qg_impact *impact, const struct qg_impact_rule *rule) {
    for (uint32_t w = 0; w < world_count(impact); w++)
        if (rule->findings[w][0] > 0 || rule->findings[w][1] > 0 || rule->changed[w] > 0)
            return true;
    return false;
}

static enum qg_fault sum_rules(struct qg_impact *impact, const struct qg_tally *tally) {
    const struct qg_program *program = impact->program;
    struct qg_impact_rule *rules = take_memory(impact, program->rule_count, sizeof *rules);
    if (rules == NULL)
        return QG_FAULT_MEMORY;
    for (uint32_t first = 0, end; first < program->rule_count; first = end) {
        struct qg_impact_rule *rule = &rules[impact->totals.rule_count];
        end = qg_rule_versions_end(program, first);
        rule->first = (int32_t)first;
        rule->findings = take_memory(impact, world_count(impact), sizeof *rule->findings);
        rule->changed = impact->counts->changed[first];
        if (rule->findings == NULL)
            return QG_FAULT_MEMORY;
        sum_rule(impact, tally, first, end, rule);
        impact->totals.rule_count += is_worth_a_line(impact, rule);
    }
    impact->totals.rules = rules;
    return QG_OK;
}

static int by_group(const void *a, const void *b) {
    const struct qg_impact_group *x = a, *y = b;
    if (x->by != y->by)
        return x->by < y->by ? -1 : 1;
    return qg_str_compare(x->value, y->value);
}

enum qg_fault qg_impact_end(struct qg_impact *impact, const struct qg_tally *tally) {
    struct qg_impact_counts *c = impact->counts;
    enum qg_fault fault = begin(impact);
    impact->totals = (struct qg_impact_totals){.records = tally->records,
                                               .not_audited = tally->not_audited,
                                               .unreadable = tally->unreadable,
                                               .data_findings = tally->data_findings,
                                               .worlds = c->worlds,
                                               .groups = c->groups,
                                               .group_count = c->group_count};
    if (c->group_count > 1)
        qsort(c->groups, c->group_count, sizeof *c->groups, by_group);
    if (fault == QG_OK)
        fault = sum_rules(impact, tally);
    for (uint32_t i = 0; i < impact->writer_count && fault == QG_OK; i++)
        fault = impact->writers[i].end(&impact->writers[i], &impact->totals);
    return fault;
}
