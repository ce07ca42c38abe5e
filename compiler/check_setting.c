// SPDX-License-Identifier: Apache-2.0
//
// What a policy may be set to and leans on: severities, readings, calendars, parameters.
#include "check.h"

#include "date.h"
#include "expr.h"
#include "node.h"
#include "shape.h"

#include <stdlib.h>

// ---- Severities -------------------------------------------------------------------------------

static void add_severity(struct qg_checker *ck, struct qg_declared *d) {
    struct qg_severity severity = {.name = qg_check_keep(ck, d->decl->name.text),
                                   .title = qg_check_phrase(ck, &d->decl->as.severity.text),
                                   .warrants = d->decl->as.severity.warrants};
    d->index = ck->severities.len;
    qg_check_push(ck, severities, severity);
}

// ---- Readings ---------------------------------------------------------------------------------

// The two readings of every program; their order is fixed (QG_READING_MONTH_END, _LAST_DAY).
static const struct qg_str month_end_values[] = {QG_STR_INIT("clamp"), QG_STR_INIT("next_day")};
static const struct qg_phrase month_end_texts[] = {
    {.in = {QG_STR_INIT("the last day of that month"), QG_STR_INIT("последний день того месяца"),
            QG_STR_INIT("сол айдың соңғы күні")}},
    {.in = {QG_STR_INIT("the first day of the month after"),
            QG_STR_INIT("первый день следующего месяца"),
            QG_STR_INIT("келесі айдың бірінші күні")}},
};
static const struct qg_str last_day_values[] = {QG_STR_INIT("roll"), QG_STR_INIT("keep")};
static const struct qg_phrase last_day_texts[] = {
    {.in = {QG_STR_INIT("it moves to the next working day"),
            QG_STR_INIT("переносится на следующий рабочий день"),
            QG_STR_INIT("келесі жұмыс күніне ауысады")}},
    {.in = {QG_STR_INIT("it stays where it is"), QG_STR_INIT("не переносится"),
            QG_STR_INIT("орнында қалады")}},
};

static const struct qg_reading built_ins[] = {
    [QG_READING_MONTH_END] =
        {.name = QG_STR_INIT("month_end"),
         .asks = {.in = {QG_STR_INIT("which day ends a term in a month that has no such day?"),
                         QG_STR_INIT("каким днём кончается срок, если в месяце нет такого числа?"),
                         QG_STR_INIT("айда ондай күн болмаса, мерзім қай күні бітеді?")}},
         .values = month_end_values,
         .value_texts = month_end_texts,
         .count = 2,
         .built_in = true,
         .span = {QG_SOURCE_NONE, 0, 0}},
    [QG_READING_LAST_DAY] =
        {.name = QG_STR_INIT("last_day"),
         .asks = {.in = {QG_STR_INIT("does a last day that is a day off move?"),
                         QG_STR_INIT("переносится ли последний день срока с нерабочего дня?"),
                         QG_STR_INIT("мерзімнің соңғы күні демалысқа тура келсе, ауыса ма?")}},
         .values = last_day_values,
         .value_texts = last_day_texts,
         .count = 2,
         .built_in = true,
         .span = {QG_SOURCE_NONE, 0, 0}},
};

static void add_built_ins(struct qg_checker *ck) {
    for (size_t i = 0; i < sizeof built_ins / sizeof built_ins[0]; i++)
        qg_check_push(ck, readings, built_ins[i]);
}

static void claim_value(struct qg_checker *ck, const struct qg_reading_value *v, uint32_t reading,
                        uint32_t at) {
    uint32_t owner = qg_owner_of(QG_OWN_READING_VALUE, reading);
    uint32_t symbol = qg_check_symbol(ck, v->name.text);
    if (qg_check_find(ck, owner, symbol) != QG_TABLE_NOTHING)
        qg_check_error(ck, TAKEN, v->name.span, "the value `%.*s` is given twice",
                       QG_STR_ARG(v->name.text));
    else
        qg_check_put(ck, owner, symbol, at);
}

static void add_reading(struct qg_checker *ck, struct qg_declared *d) {
    const struct qg_reading_decl *decl = &d->decl->as.reading;
    struct qg_str *values = qg_check_alloc(ck, decl->values.count, sizeof *values);
    struct qg_phrase *texts = qg_check_alloc(ck, decl->values.count, sizeof *texts);
    uint32_t at = 0, defaults = 0, preset = 0;
    if (values == NULL || texts == NULL)
        return;
    for (const struct qg_reading_value *v = decl->values.first; v != NULL; v = v->next, at++) {
        claim_value(ck, v, ck->readings.len, at);
        values[at] = qg_check_keep(ck, v->name.text);
        texts[at] = qg_check_phrase(ck, &v->text);
        preset = v->initial ? at : preset;
        defaults += v->initial;
    }
    if (defaults != 1 || at > UINT16_MAX)
        qg_check_error(ck, BAD_READING, d->decl->name.span,
                       "a reading has one default, `%.*s` has %u", QG_STR_ARG(d->decl->name.text),
                       defaults);
    struct qg_reading reading = {.name = qg_check_keep(ck, d->decl->name.text),
                                 .asks = qg_check_phrase(ck, &decl->asks),
                                 .values = values,
                                 .value_texts = texts,
                                 .count = (uint16_t)at,
                                 .preset = (uint16_t)preset,
                                 .span = d->decl->name.span};
    d->index = ck->readings.len;
    if (ck->readings.len == QG_READING_LIMIT)
        qg_check_error(ck, TOO_MANY, d->decl->name.span, "a policy can have at most %d readings",
                       QG_READING_LIMIT - 2);
    else
        qg_check_push(ck, readings, reading);
}

// ---- Calendars --------------------------------------------------------------------------------

struct days {
    int32_t *off, *working;
    uint32_t off_count, working_count;
};

static int compare_days(const void *left, const void *right) {
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

static void report_day(struct qg_checker *ck, const struct qg_calendar_day *day, const char *what) {
    qg_check_error(ck, BAD_CALENDAR, day->span, "%s", what);
}

// Adds one day to its list. A Saturday that is off and a Monday that is worked say nothing and are
// left out, so that the lists hold only what differs from the week.
static void add_day(struct qg_checker *ck, const struct qg_calendar_year *year,
                    const struct qg_calendar_day *day, struct days *days) {
    enum { SATURDAY = 5 };
    int32_t date;
    struct qg_ymd ymd = {(int16_t)year->year, day->month, day->day};
    if (!qg_date_make(ymd, &date)) {
        report_day(ck, day, "there is no such day in this year");
        return;
    }
    bool weekend = qg_date_weekday(date) >= SATURDAY;
    if (day->working && weekend)
        days->working[days->working_count++] = date;
    else if (!day->working && !weekend)
        days->off[days->off_count++] = date;
}

static void check_twice(struct qg_checker *ck, const struct qg_decl *decl, int32_t *days,
                        uint32_t count) {
    if (count > 0)
        qsort(days, count, sizeof *days, compare_days);
    for (uint32_t i = 1; i < count; i++) {
        char text[QG_DATE_TEXT];
        qg_date_format(days[i], text);
        if (days[i] == days[i - 1])
            qg_check_error(ck, BAD_CALENDAR, decl->name.span, "%s stands in the calendar twice",
                           text);
    }
}

static uint32_t count_days(const struct qg_calendar_decl *decl) {
    uint32_t count = 0;
    for (const struct qg_calendar_year *y = decl->years.first; y != NULL; y = y->next)
        count += y->days.count;
    return count;
}

// The years have to follow each other: a gap would be a stretch of days that nobody published.
static void check_years(struct qg_checker *ck, const struct qg_decl *decl,
                        struct qg_calendar *out) {
    const struct qg_calendar_year *y = decl->as.calendar.years.first;
    if (y == NULL || !qg_date_make((struct qg_ymd){(int16_t)y->year, 1, 1}, &out->first)) {
        qg_check_error(ck, BAD_CALENDAR, decl->name.span, "`%.*s` covers no years",
                       QG_STR_ARG(decl->name.text));
        return;
    }
    for (; y != NULL; y = y->next) {
        if (!qg_date_make((struct qg_ymd){(int16_t)y->year, 12, 31}, &out->last))
            qg_check_error(ck, BAD_CALENDAR, y->span, "this year is out of range");
        else if (y->next != NULL && y->next->year != y->year + 1)
            qg_check_error(ck, BAD_CALENDAR, y->next->span,
                           "the years of a calendar follow each other without a gap");
    }
}

static void add_calendar(struct qg_checker *ck, struct qg_declared *d) {
    const struct qg_calendar_decl *decl = &d->decl->as.calendar;
    uint32_t count = count_days(decl);
    struct days days = {qg_check_alloc(ck, count, sizeof(int32_t)),
                        qg_check_alloc(ck, count, sizeof(int32_t)), 0, 0};
    struct qg_calendar calendar = {.name = qg_check_keep(ck, d->decl->name.text), .last = -1};
    if (days.off == NULL || days.working == NULL)
        return;
    check_years(ck, d->decl, &calendar);
    for (const struct qg_calendar_year *y = decl->years.first; y != NULL; y = y->next)
        for (const struct qg_calendar_day *day = y->days.first; day != NULL; day = day->next)
            add_day(ck, y, day, &days);
    check_twice(ck, d->decl, days.off, days.off_count);
    check_twice(ck, d->decl, days.working, days.working_count);
    calendar.off = days.off;
    calendar.off_count = days.off_count;
    calendar.working = days.working;
    calendar.working_count = days.working_count;
    d->index = ck->calendars.len;
    qg_check_push(ck, calendars, calendar);
}

void qg_settings_declare(struct qg_checker *ck) {
    add_built_ins(ck);
    for (uint32_t i = 0; i < ck->declared.len; i++) {
        struct qg_declared *d = &ck->declared.at[i];
        if (d->decl->kind == QG_DECL_SEVERITY)
            add_severity(ck, d);
        else if (d->decl->kind == QG_DECL_READING)
            add_reading(ck, d);
        else if (d->decl->kind == QG_DECL_CALENDAR)
            add_calendar(ck, d);
    }
}

// ---- Parameters -------------------------------------------------------------------------------

// What a parameter may be while nobody has said: everything of its kind.
static struct qg_value anything(const struct qg_checker *ck, struct qg_shape shape) {
    switch (shape.kind) {
    case QG_KIND_DATE:
        return (struct qg_value){QG_DATE_MIN, QG_DATE_MAX};
    case QG_KIND_COUNT:
        return (struct qg_value){0, INT32_MAX};
    case QG_KIND_ENUM:
        return (struct qg_value){0, ck->enums.at[shape.enumeration].count - 1};
    default:
        return (struct qg_value){false, true};
    }
}

static void set_preset(struct qg_checker *ck, const struct qg_expr *e,
                       struct qg_parameter *parameter) {
    struct qg_check_frame frame;
    qg_frame_open(ck, &frame, NULL, 0, 0);
    struct qg_node *value = qg_check_shape(ck, NULL, e, parameter->shape);
    bool unknown = value != NULL && value->kind == QG_N_UNKNOWN;
    if (unknown)
        parameter->preset = anything(ck, value->shape);
    else if (value != NULL)
        parameter->preset = (struct qg_value){value->number, value->number};
    if (value != NULL && value->kind != QG_N_CONST && !unknown)
        qg_check_error(ck, NOT_LITERAL, e->span, "the default of a parameter is a literal");
    ck->frame = frame.outer;
    qg_vec_free(&frame.lets);
}

static void add_parameter(struct qg_checker *ck, struct qg_declared *d) {
    const struct qg_parameter_decl *decl = &d->decl->as.parameter;
    struct qg_parameter parameter = {.name = qg_check_keep(ck, d->decl->name.text),
                                     .required = decl->initial == NULL,
                                     .span = d->decl->name.span};
    d->index = ck->parameters.len;
    bool known = qg_shape_resolve(ck, decl->type, &parameter.shape);
    if (known && parameter.shape.kind == QG_KIND_OBJECT)
        qg_check_error(ck, WRONG_TYPE, decl->type->span, "a parameter is a plain value");
    else if (known && decl->initial != NULL)
        set_preset(ck, decl->initial, &parameter);
    qg_check_push(ck, parameters, parameter);
}

void qg_parameters_declare(struct qg_checker *ck) {
    for (uint32_t i = 0; i < ck->declared.len; i++)
        if (ck->declared.at[i].decl->kind == QG_DECL_PARAMETER)
            add_parameter(ck, &ck->declared.at[i]);
}
