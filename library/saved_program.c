// SPDX-License-Identifier: Apache-2.0

#include "saved_program.h"

#include "date.h"
#include "op_info.h"

#include <stdlib.h>
#include <string.h>

// ---- finding by name --------------------------------------------------------------------------

#define FIND(in, table, counter, field, wanted, what)                                              \
    do {                                                                                           \
        for (uint32_t i = 0; i < (counter); i++)                                                   \
            if (qg_str_equal((table)[i].field, (wanted)))                                          \
                return (int32_t)i;                                                                 \
        qg_saved_wrong((in), (what), "the catalogue has none of this name");                       \
        return QG_NONE;                                                                            \
    } while (0)

int32_t qg_saved_act(struct qg_saved_in *in, const struct qg_program *program, struct qg_str name) {
    FIND(in, program->acts, program->act_count, name, name, "act");
}

int32_t qg_saved_severity(struct qg_saved_in *in, const struct qg_program *program,
                          struct qg_str name) {
    if (name.len == 0)
        return QG_NONE;
    FIND(in, program->severities, program->severity_count, name, name, "severity");
}

static int32_t amendment_of(struct qg_saved_in *in, const struct qg_program *program,
                            struct qg_str name) {
    if (name.len == 0)
        return QG_NONE;
    FIND(in, program->amendments, program->amendment_count, name, name, "amended_by");
}

int32_t qg_saved_rule(struct qg_saved_in *in, const struct qg_saved_program *names,
                      struct qg_str id, int32_t version) {
    uint32_t low = 0, high = names->rule_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, first = names->rules[middle];
        int order = qg_str_compare(names->program.rules[first].id, id);
        uint32_t versions = order == 0 ? qg_rule_versions_end(&names->program, first) - first : 0;
        if (order == 0 && version >= 0 && (uint32_t)version < versions)
            return (int32_t)(first + (uint32_t)version);
        if (order == 0)
            break;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    qg_saved_wrong(in, "rule", "the catalogue has none of this name");
    return QG_NONE;
}

const struct qg_phrase *qg_saved_title_at(struct qg_saved_in *in,
                                          const struct qg_saved_program *names,
                                          const json_t *value) {
    if (value == NULL || json_is_null(value))
        return NULL;
    json_int_t number = json_integer_value(value);
    if (json_is_integer(value) && number >= 0 && number < names->title_count)
        return &names->titles[number];
    qg_saved_wrong(in, "title", "there is no such title");
    return NULL;
}

const struct qg_phrase *qg_saved_title(struct qg_saved_in *in, const struct qg_saved_program *names,
                                       const json_t *object) {
    return qg_saved_title_at(in, names, json_object_get(object, "title"));
}

// ---- the tables -------------------------------------------------------------------------------

struct reading {
    struct qg_saved_in *in;
    struct qg_saved_program *out;
    const json_t *report, *catalogue;
};

// Numbers of titles and of enums have 16 bits.
enum { MOST = INT32_MAX / 16, MOST_NUMBERED = UINT16_MAX - 1 };

// Begins a list of the catalogue: `count` is how many it has.
static const json_t *begin_list(struct reading *r, const char *name, size_t most, uint32_t *count) {
    const json_t *list = qg_saved_list(r->in, r->catalogue, name);
    size_t size = json_array_size(list);
    if (size > most)
        qg_saved_wrong(r->in, name, "there are too many");
    *count = size > most ? 0 : (uint32_t)size;
    r->in->list = name;
    return list;
}

static const json_t *next(struct reading *r, const json_t *list, uint32_t at) {
    r->in->at = at;
    return qg_saved_element(r->in, list, at, "entry");
}

static void read_titles(struct reading *r) {
    const json_t *list = begin_list(r, "titles", MOST_NUMBERED, &r->out->title_count);
    struct qg_phrase *titles = qg_saved_room(r->in, r->out->title_count, sizeof *titles);
    for (uint32_t i = 0; titles != NULL && i < r->out->title_count; i++) {
        const json_t *title = next(r, list, i);
        titles[i].in[QG_LANG_EN] = qg_saved_text(r->in, title, "en");
        titles[i].in[QG_LANG_RU] = qg_saved_text(r->in, title, "ru");
        titles[i].in[QG_LANG_KK] = qg_saved_text(r->in, title, "kk");
    }
    r->out->titles = titles;
}

// The digest of an act stands in the report's head.
static struct qg_str digest_of(struct reading *r, struct qg_str act) {
    const json_t *policies = qg_saved_list(r->in, r->report, "policy");
    for (size_t i = 0; i < json_array_size(policies); i++) {
        const json_t *policy = json_array_get(policies, i);
        if (qg_str_equal(qg_saved_text(r->in, policy, "act"), act))
            return qg_saved_word(r->in, policy, "digest");
    }
    return (struct qg_str){0};
}

static void read_acts(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "acts", MOST, &p->act_count);
    struct qg_act *acts = qg_saved_room(r->in, p->act_count, sizeof *acts);
    for (uint32_t i = 0; acts != NULL && i < p->act_count; i++) {
        const json_t *act = next(r, list, i);
        bool verdicts = qg_saved_truth(r->in, act, "gives_verdicts");
        acts[i] = (struct qg_act){.name = qg_saved_text(r->in, act, "act"),
                                  .number = qg_saved_text(r->in, act, "number"),
                                  .adopted = qg_saved_day(r->in, act, "adopted"),
                                  .from_fn = QG_NONE,
                                  .until_fn = QG_NONE,
                                  .verdict_type = verdicts ? 0 : QG_NO_VERDICT};
        acts[i].digest = digest_of(r, acts[i].name);
        qg_saved_texts(r->in, act, "title", acts[i].title.in);
    }
    p->acts = acts;
}

static void read_amendments(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "amendments", MOST, &p->amendment_count);
    struct qg_amendment *amendments = qg_saved_room(r->in, p->amendment_count, sizeof *amendments);
    for (uint32_t i = 0; amendments != NULL && i < p->amendment_count; i++) {
        const json_t *a = next(r, list, i);
        amendments[i] = (struct qg_amendment){.name = qg_saved_text(r->in, a, "amendment"),
                                              .number = qg_saved_text(r->in, a, "number"),
                                              .adopted = qg_saved_day(r->in, a, "adopted"),
                                              .from_fn = QG_NONE,
                                              .until_fn = QG_NONE};
        amendments[i].act = qg_saved_act(r->in, p, qg_saved_text(r->in, a, "act"));
        amendments[i].worlds = qg_saved_truth(r->in, a, "draft") ? 0 : 1;
        qg_saved_texts(r->in, a, "title", amendments[i].title.in);
    }
    p->amendments = amendments;
}

static void read_severities(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "severities", MOST, &p->severity_count);
    struct qg_severity *severities = qg_saved_room(r->in, p->severity_count, sizeof *severities);
    for (uint32_t i = 0; severities != NULL && i < p->severity_count; i++) {
        const json_t *severity = next(r, list, i);
        severities[i].name = qg_saved_text(r->in, severity, "severity");
        severities[i].warrants = qg_saved_truth(r->in, severity, "warrants");
        qg_saved_texts(r->in, severity, "title", severities[i].title.in);
    }
    p->severities = severities;
}

// ---- rules ------------------------------------------------------------------------------------

// Messages of rules as literal texts: room for all that there may be, since nobody counts them.
struct messages {
    struct qg_message *at;
    struct qg_piece *pieces;
    uint32_t count, piece_count;
};

static int32_t read_message(struct reading *r, struct messages *to, const json_t *rule,
                            const char *name) {
    struct qg_str texts[QG_LANGS];
    if (qg_saved_object(r->in, rule, name) == NULL)
        return QG_NONE;
    qg_saved_texts(r->in, rule, name, texts);
    struct qg_message *message = &to->at[to->count];
    for (int lang = 0; lang < QG_LANGS; lang++) {
        message->first[lang] = to->piece_count;
        message->count[lang] = texts[lang].len > 0;
        if (texts[lang].len > 0)
            to->pieces[to->piece_count++] = (struct qg_piece){.text = texts[lang], .fn = QG_NONE};
    }
    return (int32_t)to->count++;
}

static enum qg_rule_kind kind_of(struct reading *r, const json_t *rule) {
    const char *const names[] = {
        qg_rule_kind_name(QG_RULE_OBLIGATION), qg_rule_kind_name(QG_RULE_PROHIBITION),
        qg_rule_kind_name(QG_RULE_CONDITION),  qg_rule_kind_name(QG_RULE_FORM),
        qg_rule_kind_name(QG_RULE_SCOPE),      NULL};
    return (enum qg_rule_kind)qg_saved_choice(r->in, rule, "kind", names);
}

static void read_rule(struct reading *r, const json_t *rule, struct messages *messages,
                      struct qg_rule *out) {
    const struct qg_program *p = &r->out->program;
    struct qg_saved_in *in = r->in;
    *out = (struct qg_rule){.id = qg_saved_text(in, rule, "rule"),
                            .paragraph = qg_saved_text(in, rule, "paragraph"),
                            .kind = kind_of(r, rule),
                            .scope = QG_NONE,
                            .check = QG_NONE,
                            .dated = QG_NONE,
                            .severity_fn = QG_NONE,
                            .turn = QG_NONE,
                            .in_force = QG_NONE,
                            .worlds = 1,
                            .voids = qg_saved_truth(in, rule, "voids_meeting")};
    out->act = qg_saved_act(in, p, qg_saved_text(in, rule, "act"));
    out->severity = qg_saved_severity(in, p, qg_saved_text(in, rule, "severity"));
    out->amendment = amendment_of(in, p, qg_saved_text(in, rule, "amended_by"));
    out->duty = read_message(r, messages, rule, "duty");
    out->breach = read_message(r, messages, rule, "breach");
    out->remark = read_message(r, messages, rule, "remark");
}

static int by_id(const void *left, const void *right) {
    const struct qg_rule *const *a = left, *const *b = right;
    return qg_str_compare((*a)->id, (*b)->id);
}

// The first versions, by their ids.
static void index_rules(struct reading *r) {
    const struct qg_program *p = &r->out->program;
    const struct qg_rule **firsts = qg_saved_room(r->in, p->rule_count, sizeof *firsts);
    uint32_t *rules = qg_saved_room(r->in, p->rule_count, sizeof *rules), count = 0;
    if (firsts == NULL || rules == NULL)
        return;
    for (uint32_t i = 0; i < p->rule_count; i = qg_rule_versions_end(p, i))
        firsts[count++] = &p->rules[i];
    qsort(firsts, count, sizeof(const struct qg_rule *), by_id);
    for (uint32_t i = 0; i < count; i++)
        rules[i] = (uint32_t)(firsts[i] - p->rules);
    r->out->rules = rules;
    r->out->rule_count = count;
}

enum { MESSAGES = 3 }; // that a rule may have

static void read_rules(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "rules", MOST, &p->rule_count);
    size_t most = (size_t)p->rule_count * MESSAGES;
    struct qg_rule *rules = qg_saved_room(r->in, p->rule_count, sizeof *rules);
    struct messages messages = {qg_saved_room(r->in, most, sizeof *messages.at),
                                qg_saved_room(r->in, most * QG_LANGS, sizeof *messages.pieces), 0,
                                0};
    bool room = rules != NULL && messages.at != NULL && messages.pieces != NULL;
    for (uint32_t i = 0; room && i < p->rule_count; i++)
        read_rule(r, next(r, list, i), &messages, &rules[i]);
    p->rules = rules;
    p->messages = messages.at;
    p->message_count = messages.count;
    p->pieces = messages.pieces;
    p->piece_count = messages.piece_count;
    if (room)
        index_rules(r);
}

static void read_flags(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "flags", MOST, &p->flag_count);
    struct qg_flag *flags = qg_saved_room(r->in, p->flag_count, sizeof *flags);
    for (uint32_t i = 0; flags != NULL && i < p->flag_count; i++) {
        const json_t *flag = next(r, list, i);
        flags[i] = (struct qg_flag){.id = qg_saved_text(r->in, flag, "flag"),
                                    .paragraph = qg_saved_text(r->in, flag, "paragraph"),
                                    .scope = QG_NONE,
                                    .check = QG_NONE,
                                    .remark = QG_NONE,
                                    .priority = qg_saved_truth(r->in, flag, "priority"),
                                    .in_force = QG_NONE,
                                    .worlds = 1};
        flags[i].act = qg_saved_act(r->in, p, qg_saved_text(r->in, flag, "act"));
        flags[i].due = qg_saved_truth(r->in, flag, "remedy") ? 0 : QG_NONE; // no more than that
    }
    p->flags = flags;
}

static void read_keepers(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "keepers", MOST, &p->keeper_count);
    struct qg_keeper *keepers = qg_saved_room(r->in, p->keeper_count, sizeof *keepers);
    for (uint32_t i = 0; keepers != NULL && i < p->keeper_count; i++) {
        const json_t *keeper = next(r, list, i), *kept = qg_saved_list(r->in, keeper, "keeps");
        size_t count = json_array_size(kept);
        struct qg_str *parts = qg_saved_room(r->in, count, sizeof *parts);
        keepers[i].name = qg_saved_text(r->in, keeper, "keeper");
        qg_saved_texts(r->in, keeper, "title", keepers[i].title.in);
        for (size_t k = 0; parts != NULL && k < count && k < MOST; k++)
            parts[keepers[i].kept_count++] =
                qg_saved_value(r->in, json_array_get(kept, k), "keeps");
        keepers[i].kept = parts;
    }
    p->keepers = keepers;
}

// ---- settings ---------------------------------------------------------------------------------

static enum qg_kind type_of(struct reading *r, const json_t *parameter) {
    const char *names[QG_KIND_LIST + 2] = {NULL};
    for (int kind = 0; kind <= QG_KIND_LIST; kind++)
        names[kind] = qg_kind_name((enum qg_kind)kind);
    return (enum qg_kind)qg_saved_choice(r->in, parameter, "type", names);
}

// The value that a parameter had; `word`, if it is one: the only one of an enum of its own.
static struct qg_value value_of(struct reading *r, enum qg_kind kind, const char *name,
                                struct qg_str *word) {
    const json_t *given = qg_saved_object(r->in, r->report, "parameters");
    const json_t *value = json_object_get(given, name);
    struct qg_value unknown = {0, 1};
    int32_t known = 0;
    if (value == NULL || json_is_null(value))
        return unknown;
    if (kind == QG_KIND_DATE)
        known = qg_saved_day(r->in, given, name);
    else if (kind == QG_KIND_BOOL)
        known = qg_saved_truth(r->in, given, name);
    else if (kind != QG_KIND_ENUM)
        known = qg_saved_number(r->in, given, name);
    else
        *word = qg_saved_value(r->in, value, name);
    return (struct qg_value){known, known};
}

// The words of the schema: all titles in one enum, then the words of the parameters.
static void set_words(struct reading *r, struct qg_enum *enums) {
    struct qg_program *p = &r->out->program;
    enums[0] =
        (struct qg_enum){.values = qg_saved_room(r->in, r->out->title_count, sizeof(struct qg_str)),
                         .count = (uint16_t)r->out->title_count,
                         .titles = r->out->titles};
    p->schema.enums = enums;
    p->schema.enum_count = p->parameter_count + 1;
}

static void read_parameters(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "parameters", MOST_NUMBERED, &p->parameter_count);
    struct qg_parameter *parameters = qg_saved_room(r->in, p->parameter_count, sizeof *parameters);
    struct qg_value *values = qg_saved_room(r->in, p->parameter_count, sizeof *values);
    struct qg_enum *enums = qg_saved_room(r->in, (size_t)p->parameter_count + 1, sizeof *enums);
    struct qg_str *words = qg_saved_room(r->in, p->parameter_count, sizeof *words);
    for (uint32_t i = 0; !qg_saved_is_bad(r->in) && i < p->parameter_count; i++) {
        const json_t *parameter = next(r, list, i);
        parameters[i].name = qg_saved_text(r->in, parameter, "parameter");
        parameters[i].shape.kind = type_of(r, parameter);
        parameters[i].shape.enumeration = (uint16_t)(i + 1);
        enums[i + 1] = (struct qg_enum){
            .values = &words[i], .count = 1, .titles = qg_saved_title(r->in, r->out, parameter)};
        if (parameters[i].name.len > 0)
            values[i] = value_of(r, parameters[i].shape.kind, parameters[i].name.at, &words[i]);
    }
    p->parameters = parameters;
    r->out->facts.parameters = values;
    if (!qg_saved_is_bad(r->in))
        set_words(r, enums);
}

static uint16_t ordinal_of(struct reading *r, const struct qg_reading *reading,
                           struct qg_str value) {
    for (uint16_t v = 0; v < reading->count; v++)
        if (qg_str_equal(reading->values[v], value))
            return v;
    qg_saved_wrong(r->in, "reading", "it has no such value");
    return 0;
}

static void read_reading(struct reading *r, const json_t *from, struct qg_reading *out) {
    const json_t *list = qg_saved_list(r->in, from, "values");
    size_t count = json_array_size(list);
    struct qg_str *values = qg_saved_room(r->in, count, sizeof *values);
    struct qg_phrase *texts = qg_saved_room(r->in, count, sizeof *texts);
    *out = (struct qg_reading){.name = qg_saved_text(r->in, from, "reading")};
    qg_saved_texts(r->in, from, "asks", out->asks.in);
    if (count == 0 || count > UINT16_MAX)
        qg_saved_wrong(r->in, "values", "there are none, or too many");
    if (qg_saved_is_bad(r->in))
        return;
    for (size_t v = 0; v < count; v++) {
        const json_t *value = qg_saved_element(r->in, list, v, "values");
        values[v] = qg_saved_text(r->in, value, "value");
        qg_saved_texts(r->in, value, "text", texts[v].in);
    }
    out->values = values;
    out->value_texts = texts;
    out->count = (uint16_t)count;
    out->preset = ordinal_of(r, out, qg_saved_text(r->in, from, "default"));
}

static void read_readings(struct reading *r) {
    struct qg_program *p = &r->out->program;
    const json_t *list = begin_list(r, "readings", MOST, &p->reading_count);
    const json_t *set = qg_saved_object(r->in, r->report, "readings");
    struct qg_reading *readings = qg_saved_room(r->in, p->reading_count, sizeof *readings);
    uint16_t *ordinals = qg_saved_room(r->in, p->reading_count, sizeof *ordinals);
    for (uint32_t i = 0; !qg_saved_is_bad(r->in) && i < p->reading_count; i++) {
        read_reading(r, next(r, list, i), &readings[i]);
        if (!qg_saved_is_bad(r->in))
            ordinals[i] =
                ordinal_of(r, &readings[i], qg_saved_text(r->in, set, readings[i].name.at));
    }
    p->readings = readings;
    r->out->facts.readings = ordinals;
}

// ---- the whole --------------------------------------------------------------------------------

static void read_facts(struct reading *r) {
    static const char *const languages[] = {"en", "ru", "kk", NULL};
    struct qg_run_facts *facts = &r->out->facts;
    const json_t *made_by = qg_saved_object(r->in, r->report, "qagida");
    facts->program = &r->out->program;
    facts->version = qg_saved_word(r->in, made_by, "version").at;
    facts->as_of = qg_saved_day(r->in, r->report, "as_of");
    facts->lang = qg_saved_choice(r->in, r->catalogue, "language", languages);
    facts->strict_readings = qg_saved_truth(r->in, r->catalogue, "strict_readings");
    if (facts->version == NULL)
        qg_saved_wrong(r->in, "qagida.version", "a text was expected");
}

void qg_saved_program_read(struct qg_saved_in *in, const json_t *report,
                           struct qg_saved_program *out) {
    static void (*const parts[])(struct reading *) = {
        read_facts, read_titles, read_acts,    read_amendments, read_severities,
        read_rules, read_flags,  read_keepers, read_parameters, read_readings,
    };
    *out = (struct qg_saved_program){0};
    struct reading r = {in, out, report, qg_saved_object(in, report, "catalogue")};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !qg_saved_is_bad(in); i++)
        parts[i](&r);
    in->list = NULL;
}
