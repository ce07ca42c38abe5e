// SPDX-License-Identifier: Apache-2.0

#include "saved_events.h"

#include "facts.h"

struct qg_location qg_saved_location(struct qg_saved_in *in, const json_t *from) {
    const json_t *at = qg_saved_object(in, from, "location");
    return (struct qg_location){.file = qg_saved_text(in, at, "file"),
                                .line = qg_saved_count(in, at, "line"),
                                .column = (uint32_t)qg_saved_count(in, at, "column"),
                                .pointer = qg_saved_text(in, at, "pointer")};
}

struct qg_subject qg_saved_subject(struct qg_saved_in *in, const struct qg_saved_program *names,
                                   const json_t *from) {
    struct qg_subject subject = {.noun = qg_saved_text(in, from, "noun"),
                                 .title = qg_saved_title(in, names, from),
                                 .id = qg_saved_text(in, from, "id")};
    subject.is_number = json_object_get(from, "number") != NULL;
    subject.index = qg_saved_number(in, from, subject.is_number ? "number" : "index");
    return subject;
}

static void read_path(struct qg_saved_in *in, const struct qg_saved_program *names,
                      const json_t *from, struct qg_finding *out) {
    const json_t *path = qg_saved_list(in, from, "path");
    size_t count = json_array_size(path);
    if (count > sizeof out->subject / sizeof out->subject[0]) {
        qg_saved_wrong(in, "path", "it is too long");
        return;
    }
    for (size_t i = 0; i < count; i++)
        out->subject[i] = qg_saved_subject(in, names, qg_saved_element(in, path, i, "path"));
    out->subject_count = (uint8_t)count;
}

// ---- facts ------------------------------------------------------------------------------------

static void add_scalar(struct qg_saved_in *in, const json_t *value, struct qg_text *out) {
    if (json_is_string(value))
        qg_json_quote(out, (struct qg_str){json_string_value(value), json_string_length(value)});
    else if (json_is_integer(value))
        qg_text_number(out, json_integer_value(value));
    else if (json_is_boolean(value))
        qg_text_addz(out, json_is_true(value) ? "true" : "false");
    else if (json_is_null(value))
        qg_text_addz(out, "null");
    else
        qg_saved_wrong(in, "evidence.value", "a plain value or a list of them was expected");
}

// The value as the report writes it.
static struct qg_str value_text(struct qg_saved_in *in, const json_t *value) {
    struct qg_text text = {0};
    struct qg_str kept = {0};
    if (json_is_array(value))
        qg_text_char(&text, '[');
    else
        add_scalar(in, value, &text);
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++) {
        qg_text_addz(&text, i > 0 ? ", " : "");
        add_scalar(in, json_array_get(value, i), &text);
    }
    if (json_is_array(value))
        qg_text_char(&text, ']');
    in->failed |= !qg_text_keep(in->arena, &text, &kept);
    qg_text_free(&text);
    return kept;
}

static struct qg_elsewhere elsewhere_of(struct qg_saved_in *in, const json_t *from) {
    return (struct qg_elsewhere){qg_saved_text(in, from, "record"), qg_saved_location(in, from)};
}

static void read_fact(struct qg_saved_in *in, const json_t *from, struct qg_fact *out) {
    out->pointer = qg_saved_text(in, from, "pointer");
    out->value = value_text(in, json_object_get(from, "value"));
    if (qg_saved_object(in, from, "location") == NULL)
        return;
    struct qg_elsewhere *elsewhere = qg_saved_room(in, 1, sizeof *elsewhere);
    if (elsewhere != NULL)
        *elsewhere = elsewhere_of(in, from);
    out->elsewhere = elsewhere;
}

static void read_evidence(struct qg_saved_in *in, const struct qg_saved_program *names,
                          const json_t *from, struct qg_finding *out) {
    const json_t *list = qg_saved_list(in, from, "evidence");
    const json_t *titles = qg_saved_list(in, from, "evidence_titles");
    size_t count = json_array_size(list);
    struct qg_fact *facts = qg_saved_room(in, count, sizeof *facts);
    for (size_t i = 0; facts != NULL && i < count; i++) {
        read_fact(in, qg_saved_element(in, list, i, "evidence"), &facts[i]);
        facts[i].title = qg_saved_title_at(in, names, json_array_get(titles, i));
    }
    out->evidence = facts;
    out->evidence_count = (uint32_t)count;
}

static enum qg_gap gap_of(struct qg_saved_in *in, const json_t *value) {
    struct qg_str name = qg_saved_value(in, value, "gaps");
    if (qg_str_equal(name, QG_STR("unreadable")))
        return QG_GAP_UNREADABLE;
    return qg_str_equal(name, QG_STR("open")) ? QG_GAP_OPEN : QG_GAP_MISSING;
}

static void read_missing(struct qg_saved_in *in, const json_t *from, struct qg_finding *out) {
    const json_t *list = qg_saved_list(in, from, "missing");
    const json_t *kinds = qg_saved_list(in, from, "gaps");
    size_t count = json_array_size(list);
    struct qg_str *missing = qg_saved_room(in, count, sizeof *missing);
    enum qg_gap *gaps = qg_saved_room(in, count, sizeof *gaps);
    for (size_t i = 0; missing != NULL && gaps != NULL && i < count; i++) {
        missing[i] = qg_saved_value(in, json_array_get(list, i), "missing");
        gaps[i] = gap_of(in, json_array_get(kinds, i));
    }
    out->missing = missing;
    out->gaps = gaps;
    out->missing_count = (uint32_t)count;
}

// ---- outcomes ---------------------------------------------------------------------------------

static enum qg_outcome outcome_of(struct qg_saved_in *in, const json_t *from) {
    const char *names[QG_OUTCOMES + 1] = {NULL};
    for (int i = 0; i < QG_OUTCOMES; i++)
        names[i] = qg_outcome_name((enum qg_outcome)i);
    return (enum qg_outcome)qg_saved_choice(in, from, "outcome", names);
}

static void read_readings(struct qg_saved_in *in, const json_t *from, struct qg_finding *out) {
    const json_t *list = qg_saved_list(in, from, "readings");
    size_t count = json_array_size(list);
    struct qg_reading_outcome *readings = qg_saved_room(in, count, sizeof *readings);
    for (size_t i = 0; readings != NULL && i < count; i++) {
        const json_t *reading = qg_saved_element(in, list, i, "readings");
        readings[i].reading = qg_saved_text(in, reading, "reading");
        readings[i].value = qg_saved_text(in, reading, "value");
        readings[i].outcome = outcome_of(in, reading);
    }
    out->readings = readings;
    out->reading_count = (uint32_t)count;
}

static void read_excuse(struct qg_saved_in *in, const json_t *from, struct qg_finding *out) {
    static const char *const kinds[] = {"baseline", "exception", NULL};
    const json_t *excuse = qg_saved_object(in, from, "excused");
    struct qg_excuse *made = excuse != NULL ? qg_saved_room(in, 1, sizeof *made) : NULL;
    if (made == NULL)
        return;
    made->kind = (enum qg_excuse_kind)qg_saved_choice(in, excuse, "by", kinds);
    made->reason = qg_saved_text(in, excuse, "reason");
    made->owner = qg_saved_text(in, excuse, "owner");
    made->expires = qg_saved_day(in, excuse, "expires");
    if (made->kind == QG_EXCUSE_EXCEPTION && made->expires == QG_NONE)
        qg_saved_wrong(in, "excused", "an exception expires on some day");
    out->excused = made;
}

// ---- populations ------------------------------------------------------------------------------

// Two counts, as a list.
static void read_pair(struct qg_saved_in *in, const json_t *pair, const char *name, uint64_t *a,
                      uint64_t *b) {
    const json_t *first = json_array_get(pair, 0), *second = json_array_get(pair, 1);
    if (!json_is_integer(first) || !json_is_integer(second)) {
        qg_saved_wrong(in, name, "two counts were expected");
        return;
    }
    *a = (uint64_t)json_integer_value(first);
    *b = (uint64_t)json_integer_value(second);
}

static void read_examples(struct qg_saved_in *in, const json_t *population,
                          struct qg_together *out) {
    const json_t *list = qg_saved_list(in, population, "examples");
    size_t count = json_array_size(list);
    struct qg_elsewhere *examples = qg_saved_room(in, count, sizeof *examples);
    for (size_t i = 0; examples != NULL && i < count; i++)
        examples[i] = elsewhere_of(in, qg_saved_element(in, list, i, "examples"));
    out->examples = examples;
    out->example_count = (uint32_t)count;
}

static void read_population(struct qg_saved_in *in, const json_t *population,
                            struct qg_together *out) {
    static const char *const are[] = {
        [QG_LACKS] = "without", [QG_MAY_HAVE] = "open", [QG_HAS] = "with", NULL};
    const json_t *share = qg_saved_list(in, population, "share");
    read_pair(in, qg_saved_list(in, population, "members"), "members", &out->members.least,
              &out->members.most);
    read_pair(in, qg_saved_list(in, population, "having"), "having", &out->having.least,
              &out->having.most);
    read_pair(in, json_array_get(share, 0), "share", &out->share.least.part,
              &out->share.least.whole);
    read_pair(in, json_array_get(share, 1), "share", &out->share.most.part, &out->share.most.whole);
    out->open = qg_saved_count(in, population, "open");
    out->exemplary = (enum qg_having)qg_saved_choice(in, population, "examples_are", are);
    read_examples(in, population, out);
}

static void read_together(struct qg_saved_in *in, const struct qg_saved_program *names,
                          const json_t *from, struct qg_finding *out) {
    const json_t *together = qg_saved_object(in, from, "together");
    const json_t *population = qg_saved_object(in, from, "population");
    struct qg_together *made = together != NULL ? qg_saved_room(in, 1, sizeof *made) : NULL;
    if (made == NULL)
        return;
    made->noun = qg_saved_text(in, together, "noun");
    made->title = qg_saved_title(in, names, together);
    made->per = qg_saved_text(in, together, "per");
    made->group = qg_saved_text(in, together, "group");
    made->agreement = qg_saved_truth(in, together, "agreement");
    made->examples_of = qg_saved_count(in, together, "examples_of");
    if (population != NULL)
        read_population(in, population, made);
    out->together = made;
}

// ---- the whole --------------------------------------------------------------------------------

static int32_t version_in(struct qg_saved_in *in, const json_t *from) {
    int32_t version = qg_saved_number(in, from, "version");
    return version == QG_NONE ? 0 : version;
}

static void read_citation(struct qg_saved_in *in, const struct qg_saved_program *names,
                          const json_t *from, struct qg_finding *out) {
    struct qg_str silencer = qg_saved_text(in, from, "silenced_by");
    bool data = qg_saved_text(in, from, "act").len == 0;
    out->rule = QG_NONE;
    out->data_code = qg_saved_word(in, from, "code");
    if (!data)
        out->rule = qg_saved_rule(in, names, qg_saved_text(in, from, "rule"), version_in(in, from));
    out->silenced_by = silencer.len > 0 ? qg_saved_rule(in, names, silencer, 0) : QG_NONE;
    out->severity = qg_saved_severity(in, &names->program, qg_saved_text(in, from, "severity"));
}

void qg_saved_finding(struct qg_saved_in *in, const struct qg_saved_program *names,
                      const json_t *from, struct qg_finding *out) {
    *out = (struct qg_finding){
        .outcome = outcome_of(in, from),
        .voids_meeting = qg_saved_truth(in, from, "voids_meeting"),
        .boundary = qg_saved_truth(in, from, "boundary"),
        .reading_dependent = qg_saved_truth(in, from, "reading_dependent"),
        .category = qg_saved_text(in, from, "category"),
        .location = qg_saved_location(in, from),
    };
    read_citation(in, names, from, out);
    qg_saved_texts(in, from, "messages", out->message);
    qg_saved_texts(in, from, "remarks", out->remark);
    read_path(in, names, from, out);
    read_evidence(in, names, from, out);
    read_missing(in, from, out);
    read_readings(in, from, out);
    read_together(in, names, from, out);
    read_excuse(in, from, out);
}
