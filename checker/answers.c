// SPDX-License-Identifier: Apache-2.0

#include "answers.h"

#include "date.h"
#include "kernels.h"

#include <stdlib.h>
#include <string.h>

enum { YEARS_AROUND = 10 * 366, COUNTS_TRIED = 64, MINUTES = 24 * 60 };

// The trials of one missing fact.
struct trials {
    struct qg_replay *replay;
    const struct qg_pristine *pristine;
    const struct qg_instance *instance;
    struct qg_fact_ref fact;
    const struct qg_field *field;
    struct qg_alternative *found; // [QG_ALTERNATIVES]
    QG_VEC(int32_t) samples;
    struct qg_answers *out;
};

// ---- One trial ---------------------------------------------------------------------------------

// Puts the record back to where nothing was computed and nothing assumed.
static void restore(struct qg_replay *replay, const struct qg_pristine *pristine) {
    struct qg_record *record = replay->machine->record;
    memcpy(record->slots, pristine->slots, pristine->used * sizeof *record->slots);
    record->used = pristine->used;
    qg_machine_reset(replay->machine);
}

// An object that something is found in is there, and so is what it is embedded in.
static void make_present(struct qg_record *record, uint32_t ref) {
    for (; ref != 0 && record->slots[ref + QG_AT_STATE] < 0; ref = qg_record_owner(record, ref))
        record->slots[ref + QG_AT_STATE] = 1;
}

static enum qg_outcome judge_with(struct trials *t, int32_t value) {
    struct qg_record *record = t->replay->machine->record;
    restore(t->replay, t->pristine);
    make_present(record, t->fact.ref);
    record->slots[t->fact.ref + t->field->slot] = value;
    return qg_rejudge(t->replay->machine, t->instance);
}

static enum qg_outcome judge_empty(struct trials *t) {
    struct qg_record *record = t->replay->machine->record;
    restore(t->replay, t->pristine);
    uint32_t block = qg_record_slots(record, QG_LIST_SLOTS);
    t->replay->failed = t->replay->failed || block == 0;
    make_present(record, t->fact.ref);
    record->slots[t->fact.ref + t->field->slot] = (int32_t)block;
    return qg_rejudge(t->replay->machine, t->instance);
}

// The nearest place on the way up that can attest sections; 0 if the type has none.
static uint32_t attesting_slot(const struct qg_record *record, uint32_t ref) {
    for (; ref != 0; ref = qg_record_owner(record, ref)) {
        const struct qg_type *type = &record->schema->types[qg_record_type(record, ref)];
        for (uint32_t i = 0; i < type->field_count; i++) {
            const struct qg_field *field = &record->schema->fields[type->first_field + i];
            if (field->kind == QG_KIND_SECTIONS)
                return ref + field->slot;
        }
    }
    return 0;
}

static enum qg_outcome judge_attested(struct trials *t, uint32_t slot, int32_t section) {
    struct qg_record *record = t->replay->machine->record;
    restore(t->replay, t->pristine);
    uint32_t mask = record->slots[slot] > 0 ? (uint32_t)record->slots[slot] : 0;
    record->slots[slot] = (int32_t)(mask | UINT32_C(1) << section);
    return qg_rejudge(t->replay->machine, t->instance);
}

// ---- What is kept ------------------------------------------------------------------------------

static struct qg_str json_of(struct trials *t, int32_t value) {
    struct qg_shape shape = {
        .kind = t->field->kind, .enumeration = t->field->enumeration, .list = QG_NONE};
    return qg_replay_value(t->replay, shape, (struct qg_value){value, value});
}

static void add(struct trials *t, struct qg_alternative alternative) {
    t->out->decides = t->out->decides || alternative.outcome != QG_UNDETERMINED;
    if (t->out->count < QG_ALTERNATIVES)
        t->found[t->out->count++] = alternative;
    else
        t->out->cut = true;
}

static void add_value(struct trials *t, int32_t value, enum qg_outcome outcome) {
    add(t, (struct qg_alternative){
               .kind = QG_ANSWER_VALUE, .from = json_of(t, value), .outcome = outcome});
}

// ---- Words -------------------------------------------------------------------------------------

static void try_words(struct trials *t, int32_t count) {
    for (int32_t i = 0; i < count; i++)
        add_value(t, i, judge_with(t, i));
}

// Each text of the record that comes out differently from one that is nowhere in it.
static void try_symbols(struct trials *t) {
    int32_t known = (int32_t)t->replay->machine->record->symbols.count;
    enum qg_outcome other = judge_with(t, known + 1);
    for (int32_t i = 1; i <= known && !t->out->cut; i++) {
        enum qg_outcome outcome = judge_with(t, i);
        if (outcome != other)
            add_value(t, i, outcome);
    }
    add(t, (struct qg_alternative){.kind = QG_ANSWER_OTHER, .outcome = other});
}

// ---- Numbers and days --------------------------------------------------------------------------

static void sample(struct trials *t, int64_t value, int32_t least, int32_t most) {
    if (value >= least && value <= most && !qg_vec_push(&t->samples, (int32_t)value))
        t->replay->failed = true;
}

// A day that somebody names, and its neighbours: limits lie there.
static void sample_day(struct trials *t, int32_t day, int32_t *first, int32_t *last) {
    enum { BEFORE_ANY_OFFICE = 10000 }; // 1927: smaller numbers are rarely days, and cost a trial
    if (day < BEFORE_ANY_OFFICE || day > QG_DATE_MAX)
        return;
    *first = day < *first ? day : *first;
    *last = day > *last ? day : *last;
    for (int32_t near = -1; near <= 1; near++)
        sample(t, (int64_t)day + near, QG_DATE_MIN, QG_DATE_MAX);
}

// Whatever number the record holds may be a day; one that is none costs a trial, no more.
static void sample_days(struct trials *t) {
    const struct qg_settings *settings = t->replay->machine->settings;
    int32_t first = QG_DATE_MAX, last = QG_DATE_MIN;
    for (uint32_t i = 1; i < t->pristine->used; i++)
        sample_day(t, t->pristine->slots[i], &first, &last);
    sample_day(t, settings->as_of.lo, &first, &last);
    for (uint32_t i = 0; i < t->replay->machine->program->parameter_count; i++)
        sample_day(t, settings->parameters[i].lo, &first, &last);
    if (first > last) { // no day is known: any may matter
        first = QG_DATE_MIN;
        last = QG_DATE_MAX;
    }
    for (int32_t day = first - YEARS_AROUND; day <= last + YEARS_AROUND; day += QG_ANSWERS_STEP)
        sample(t, day, QG_DATE_MIN, QG_DATE_MAX);
    sample(t, QG_DATE_MIN, QG_DATE_MIN, QG_DATE_MAX);
    sample(t, QG_DATE_MAX, QG_DATE_MIN, QG_DATE_MAX);
}

static void sample_times(struct trials *t) {
    sample_days(t);
    for (uint32_t i = 0; i < t->samples.len; i++)
        t->samples.at[i] *= MINUTES;
    sample(t, (QG_DATE_MAX + 1) * MINUTES - 1, 0, INT32_MAX);
}

static void sample_counts(struct trials *t) {
    for (int32_t i = 0; i <= COUNTS_TRIED; i++)
        sample(t, i, 0, INT32_MAX);
    for (int64_t power = COUNTS_TRIED; power <= INT32_MAX; power *= 2)
        sample(t, power, 0, INT32_MAX);
    sample(t, INT32_MAX, 0, INT32_MAX);
}

static int by_size(const void *left, const void *right) {
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

static void settle_samples(struct trials *t) {
    uint32_t kept = 0;
    if (t->samples.len > 1)
        qsort(t->samples.at, t->samples.len, sizeof *t->samples.at, by_size);
    for (uint32_t i = 0; i < t->samples.len; i++)
        if (kept == 0 || t->samples.at[i] != t->samples.at[kept - 1])
            t->samples.at[kept++] = t->samples.at[i];
    t->samples.len = kept;
}

// The last value between two that still comes out as the lower one does.
static int32_t tip(struct trials *t, int32_t low, int32_t high, enum qg_outcome at_low) {
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (judge_with(t, middle) == at_low)
            low = middle;
        else
            high = middle;
    }
    return low;
}

// `from` and `to` are the ends of a stretch of one outcome; what is first or last has no end.
static void add_range(struct trials *t, int32_t from, int32_t to, enum qg_outcome outcome) {
    struct qg_alternative range = {.kind = QG_ANSWER_RANGE, .outcome = outcome};
    if (from > t->samples.at[0])
        range.from = json_of(t, from);
    if (to < t->samples.at[t->samples.len - 1])
        range.to = json_of(t, to);
    add(t, range);
}

static void try_samples(struct trials *t) {
    settle_samples(t);
    if (t->samples.len == 0)
        return;
    int32_t from = t->samples.at[0], low = from;
    enum qg_outcome outcome = judge_with(t, low);
    for (uint32_t i = 1; i < t->samples.len && !t->out->cut; i++) {
        int32_t high = t->samples.at[i];
        enum qg_outcome next = judge_with(t, high);
        while (next != outcome && !t->out->cut) {
            low = tip(t, low, high, outcome);
            add_range(t, from, low, outcome);
            from = ++low;
            outcome = judge_with(t, low);
        }
        low = high;
    }
    add_range(t, from, t->samples.at[t->samples.len - 1], outcome);
}

// ---- One fact ----------------------------------------------------------------------------------

// An instance about an element that nobody knows is none without elements.
static bool has_elements(const struct qg_instance *instance) {
    for (uint8_t i = 0; i < instance->depth; i++)
        if (instance->args[i].lo < 0)
            return false;
    return true;
}

static void try_values(struct trials *t) {
    const struct qg_schema *schema = &t->replay->machine->program->schema;
    switch (t->field->kind) {
    case QG_KIND_BOOL:
        try_words(t, 2);
        break;
    case QG_KIND_ENUM:
        try_words(t, schema->enums[t->field->enumeration].count);
        break;
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        try_symbols(t);
        break;
    case QG_KIND_DATE:
        sample_days(t);
        try_samples(t);
        break;
    case QG_KIND_TIME:
        sample_times(t);
        try_samples(t);
        break;
    case QG_KIND_COUNT:
        sample_counts(t);
        try_samples(t);
        break;
    case QG_KIND_OBJECT:
        add(t, (struct qg_alternative){.kind = QG_ANSWER_PRESENT, .outcome = judge_with(t, 1)});
        break;
    case QG_KIND_LIST:
        if (has_elements(t->instance))
            add(t, (struct qg_alternative){.kind = QG_ANSWER_EMPTY, .outcome = judge_empty(t)});
        break;
    case QG_KIND_SECTIONS:
        break;
    }
}

// That there is none is no answer to most questions, and then not worth telling.
static void try_absence(struct trials *t) {
    const struct qg_record *record = t->replay->machine->record;
    int32_t section = qg_record_section(record, t->fact.ref, t->fact.field);
    uint32_t slot = attesting_slot(record, t->fact.ref);
    if (section <= QG_SECTION_ALWAYS || slot == 0 || !has_elements(t->instance))
        return;
    enum qg_outcome outcome = judge_attested(t, slot, section);
    if (outcome != QG_UNDETERMINED)
        add(t, (struct qg_alternative){.kind = QG_ANSWER_ABSENT, .outcome = outcome});
}

static void answer(struct qg_replay *replay, const struct qg_pristine *pristine,
                   const struct qg_instance *instance, struct qg_fact_ref fact,
                   struct qg_answers *out) {
    struct trials t = {.replay = replay,
                       .pristine = pristine,
                       .instance = instance,
                       .fact = fact,
                       .field = &replay->machine->program->schema.fields[fact.field],
                       .out = out};
    t.found = qg_arena_array(replay->arena, QG_ALTERNATIVES, sizeof *t.found);
    if (t.found == NULL) {
        replay->failed = true;
        return;
    }
    out->alternatives = t.found;
    out->unreadable = pristine->slots[fact.ref + t.field->slot] == QG_SLOT_UNREADABLE;
    qg_replay_place(replay, fact.ref, fact.field, &out->at);
    try_values(&t);
    try_absence(&t);
    qg_vec_free(&t.samples);
}

// ---- All of them -------------------------------------------------------------------------------

// The facts that block the instance, each once; in the replay's arena.
static uint32_t missing_facts(struct qg_replay *replay, const struct qg_instance *instance,
                              struct qg_fact_ref **out) {
    struct qg_machine *m = replay->machine;
    struct qg_account account = qg_account_for(m, instance);
    const struct qg_fact_ref *facts;
    uint32_t count = qg_why_facts(m, qg_why_join(m, account.holds, account.applies), &facts);
    uint32_t kept = 0;
    *out = qg_arena_array(replay->arena, count, sizeof **out);
    for (uint32_t i = 0; *out != NULL && i < count; i++)
        if (!facts[i].known && facts[i].field >= 0)
            (*out)[kept++] = facts[i];
    replay->failed = replay->failed || *out == NULL;
    return kept;
}

bool qg_answers_find(struct qg_replay *replay, const struct qg_pristine *pristine,
                     const struct qg_instance *instance, const struct qg_answers **out,
                     uint32_t *count) {
    struct qg_fact_ref *facts;
    uint32_t facts_found = missing_facts(replay, instance, &facts);
    struct qg_answers *answers = qg_arena_array(replay->arena, facts_found, sizeof *answers);
    *out = answers;
    *count = facts_found;
    for (uint32_t i = 0; answers != NULL && !replay->failed && i < facts_found; i++)
        answer(replay, pristine, instance, facts[i], &answers[i]);
    restore(replay, pristine);
    return answers != NULL && !replay->failed;
}
