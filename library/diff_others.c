// SPDX-License-Identifier: Apache-2.0
//
// What rules rest on, and the data that they are about.

#include "differ.h"

#include "date.h"

static const struct qg_str NONE = {0};

void qg_differ_exemptions(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_exemption *a = &d->tables[QG_BEFORE]->exemptions[before];
    const struct qg_exemption *b = &d->tables[QG_AFTER]->exemptions[after];
    qg_differ_begin(d, "exemption", b->name, NONE, a->span, b->span);
    qg_differ_functions(d, "condition", a->check, b->check);
    qg_differ_phrases(d, "title", &a->title, &b->title);
    qg_differ_end(d);
}

static void add_day(int32_t day, struct qg_text *out) {
    char text[QG_DATE_TEXT];
    if (day == QG_NONE)
        return;
    qg_date_format(day, text);
    qg_text_addz(out, text);
}

void qg_differ_acts(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_act *a = &d->tables[QG_BEFORE]->acts[before];
    const struct qg_act *b = &d->tables[QG_AFTER]->acts[after];
    struct qg_text day_a = {0}, day_b = {0};
    add_day(a->adopted, &day_a);
    add_day(b->adopted, &day_b);
    qg_differ_begin(d, "act", b->name, NONE, a->span, b->span);
    qg_differ_functions(d, "in force from", a->from_fn, b->from_fn);
    qg_differ_functions(d, "in force until", a->until_fn, b->until_fn);
    qg_differ_texts(d, "adopted", false, &day_a, &day_b);
    qg_differ_strs(d, "number", false, a->number, b->number);
    qg_differ_phrases(d, "title", &a->title, &b->title);
    qg_differ_end(d);
}

void qg_differ_severities(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_severity *a = &d->tables[QG_BEFORE]->severities[before];
    const struct qg_severity *b = &d->tables[QG_AFTER]->severities[after];
    qg_differ_begin(d, "severity", b->name, NONE, QG_SPAN_NONE, QG_SPAN_NONE);
    qg_differ_strs(d, "warrants", true, a->warrants ? QG_STR("yes") : QG_STR("no"),
                   b->warrants ? QG_STR("yes") : QG_STR("no"));
    qg_differ_phrases(d, "title", &a->title, &b->title);
    qg_differ_end(d);
}

// ---- parameters and readings ----

static void add_preset(const struct qg_differ *d, int side, const struct qg_parameter *p,
                       struct qg_text *out) {
    struct qg_node value = {.kind = QG_N_CONST, .shape = p->shape, .number = p->preset.lo};
    if (p->required)
        qg_text_addz(out, "required");
    else if (p->preset.lo != p->preset.hi)
        qg_text_addz(out, "unknown");
    else
        qg_contrast_value(d->contrast, side, &value, out);
}

void qg_differ_parameters(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_parameter *a = &d->tables[QG_BEFORE]->parameters[before];
    const struct qg_parameter *b = &d->tables[QG_AFTER]->parameters[after];
    struct qg_text said_a = {0}, said_b = {0};
    add_preset(d, QG_BEFORE, a, &said_a);
    add_preset(d, QG_AFTER, b, &said_b);
    qg_differ_begin(d, "parameter", b->name, NONE, a->span, b->span);
    qg_differ_texts(d, "default", true, &said_a, &said_b);
    qg_differ_end(d);
}

static void add_words(const struct qg_str *words, uint32_t count, struct qg_text *out) {
    for (uint32_t i = 0; i < count; i++)
        qg_text_printf(out, "%s%.*s", i > 0 ? ", " : "", QG_STR_ARG(words[i]));
}

static void differ_words(struct qg_differ *d, const char *aspect, const struct qg_str *a,
                         uint32_t count_a, const struct qg_str *b, uint32_t count_b) {
    struct qg_text said_a = {0}, said_b = {0};
    add_words(a, count_a, &said_a);
    add_words(b, count_b, &said_b);
    qg_differ_texts(d, aspect, true, &said_a, &said_b);
}

void qg_differ_readings(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_reading *a = &d->tables[QG_BEFORE]->readings[before];
    const struct qg_reading *b = &d->tables[QG_AFTER]->readings[after];
    qg_differ_begin(d, "reading", b->name, NONE, a->span, b->span);
    differ_words(d, "values", a->values, a->count, b->values, b->count);
    qg_differ_strs(d, "default", true, a->values[a->preset], b->values[b->preset]);
    qg_differ_phrases(d, "asks", &a->asks, &b->asks);
    qg_differ_end(d);
}

// ---- data ----

void qg_differ_enums(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_enum *a = &d->tables[QG_BEFORE]->schema.enums[before];
    const struct qg_enum *b = &d->tables[QG_AFTER]->schema.enums[after];
    qg_differ_begin(d, "enum", b->name, NONE, QG_SPAN_NONE, QG_SPAN_NONE);
    differ_words(d, "values", a->values, a->count, b->values, b->count);
    qg_differ_end(d);
}

static void add_kind(const struct qg_schema *schema, enum qg_kind kind, const struct qg_field *f,
                     struct qg_text *out) {
    static const char *const words[] = {
        [QG_KIND_BOOL] = "bool", [QG_KIND_COUNT] = "count",
        [QG_KIND_DATE] = "date", [QG_KIND_TIME] = "time",
        [QG_KIND_ID] = "id",     [QG_KIND_TEXT] = "text",
        [QG_KIND_LIST] = "list", [QG_KIND_SECTIONS] = "sections",
    };
    if (kind == QG_KIND_ENUM)
        qg_text_add(out, schema->enums[f->enumeration].name);
    else if (kind == QG_KIND_OBJECT)
        qg_text_add(out, schema->types[f->type].name);
    else
        qg_text_addz(out, words[kind]);
}

static void add_field(const struct qg_schema *schema, const struct qg_field *f,
                      struct qg_text *out) {
    if (f->section == QG_SECTION_ALWAYS)
        qg_text_addz(out, "optional ");
    else if (f->section > 0)
        qg_text_addz(out, "section ");
    if (f->partial)
        qg_text_addz(out, "partial ");
    if (f->kind == QG_KIND_LIST)
        qg_text_addz(out, "list of ");
    add_kind(schema, f->kind == QG_KIND_LIST ? f->element : f->kind, f, out);
    if (f->ongoing)
        qg_text_addz(out, " or ongoing");
}

void qg_differ_fields(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_schema *sa = &d->tables[QG_BEFORE]->schema, *sb = &d->tables[QG_AFTER]->schema;
    struct qg_text said_a = {0}, said_b = {0}, name = {0};
    const struct qg_field *f = &sb->fields[after];
    add_field(sa, &sa->fields[before], &said_a);
    add_field(sb, f, &said_b);
    qg_text_printf(&name, "%.*s.%.*s", QG_STR_ARG(sb->types[f->owner].name), QG_STR_ARG(f->name));
    qg_differ_begin(d, "field", qg_contrast_keep(d->contrast, &name), NONE, QG_SPAN_NONE,
                    QG_SPAN_NONE);
    qg_differ_texts(d, "type", true, &said_a, &said_b);
    qg_differ_end(d);
}

static void add_days(const int32_t *days, uint32_t count, const char *mark, struct qg_text *out) {
    for (uint32_t i = 0; i < count; i++) {
        qg_text_addz(out, mark);
        add_day(days[i], out);
    }
}

static void add_calendar(const struct qg_calendar *c, struct qg_text *out) {
    add_day(c->first, out);
    qg_text_addz(out, " to ");
    add_day(c->last, out);
    add_days(c->off, c->off_count, " off ", out);
    add_days(c->working, c->working_count, " working ", out);
}

void qg_differ_calendars(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_calendar *a = &d->tables[QG_BEFORE]->calendars[before];
    const struct qg_calendar *b = &d->tables[QG_AFTER]->calendars[after];
    struct qg_text said_a = {0}, said_b = {0};
    add_calendar(a, &said_a);
    add_calendar(b, &said_b);
    qg_differ_begin(d, "calendar", b->name, NONE, QG_SPAN_NONE, QG_SPAN_NONE);
    qg_differ_texts(d, "days", true, &said_a, &said_b);
    qg_differ_end(d);
}

// ---- definitions ----

// Its own changes; what it rests on is an item of its own.
void qg_differ_definitions(struct qg_differ *d, uint32_t before, uint32_t after) {
    const struct qg_typed_function *a = &d->contrast->side[QG_BEFORE].typed->functions[before];
    const struct qg_typed_function *b = &d->contrast->side[QG_AFTER].typed->functions[after];
    qg_differ_begin(d, "definition", b->name, NONE, a->span, b->span);
    d->shallow = true;
    qg_differ_functions(d, NULL, (int32_t)before, (int32_t)after);
    qg_differ_end(d);
}
