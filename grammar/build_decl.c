// SPDX-License-Identifier: Apache-2.0
#include "build.h"

#include <inttypes.h>

// ---- Declarations in general -----------------------------------------------------------------

struct qg_decl *qg_build_decl(struct qg_parser *p, enum qg_decl_kind kind, struct qg_name name,
                              struct qg_span span) {
    struct qg_decl *decl = qg_build_node(p, sizeof *decl);
    *decl = (struct qg_decl){.kind = kind, .name = name, .span = span};
    return decl;
}

struct qg_decl *qg_build_end(struct qg_decl *decl, struct qg_span span) {
    decl->span = span;
    return decl;
}

void qg_build_top(struct qg_parser *p, struct qg_decl *decl, struct qg_span span) {
    decl->span = span;
    qg_tree_link(p->file->decls, decl);
}

// The word that a declaration begins with.
static struct qg_span first_word(const struct qg_parser *p, struct qg_span span) {
    struct qg_str text = qg_sources_slice(p->sources, span);
    uint32_t len = 0;
    while (len < text.len && text.at[len] >= 'a' && text.at[len] <= 'z')
        len++;
    return (struct qg_span){span.source, span.start, span.start + len};
}

void qg_build_misplaced(struct qg_parser *p, struct qg_decl *decl, struct qg_span span) {
    struct qg_span word = first_word(p, span);
    qg_build_top(p, decl, span);
    if (p->misplaced)
        return;
    p->misplaced = true;
    struct qg_diag *diag =
        qg_grammar_error(p->diags, QG_CODE_WRONG_PLACE, word,
                         "`%.*s` cannot stand in a chapter, a paragraph or a template",
                         QG_STR_ARG(qg_sources_slice(p->sources, word)));
    qg_diag_hint(diag, "Put it outside; if it seems to be there, a `}` is missing before it.");
}

// Takes paragraphs out of where they cannot stand, so that no walker meets them there.
static struct qg_decls without_paragraphs(struct qg_parser *p, struct qg_decls items,
                                          const char *place) {
    struct qg_decls kept = {0};
    for (struct qg_decl *item = items.first, *next; item != NULL; item = next) {
        next = item->next;
        item->next = NULL;
        if (item->kind == QG_DECL_PARAGRAPH)
            qg_grammar_error(p->diags, QG_CODE_WRONG_PLACE, item->name.span,
                             "a paragraph cannot stand in %s", place);
        else
            qg_tree_link(kept, item);
    }
    return kept;
}

// ---- Types and fields ------------------------------------------------------------------------

static enum qg_type_form form_of(struct qg_str word) {
    static const struct {
        struct qg_str word;
        enum qg_type_form form;
    } forms[] = {
        {QG_STR_INIT("bool"), QG_FORM_BOOL},
        {QG_STR_INIT("count"), QG_FORM_COUNT},
        {QG_STR_INIT("date"), QG_FORM_DATE},
        {QG_STR_INIT("time"), QG_FORM_TIME},
        {QG_STR_INIT("id"), QG_FORM_ID},
        {QG_STR_INIT("text"), QG_FORM_TEXT},
        {QG_STR_INIT("sections"), QG_FORM_SECTIONS},
        {QG_STR_INIT("ratio"), QG_FORM_RATIO},
        {QG_STR_INIT("duration"), QG_FORM_DURATION},
        {QG_STR_INIT("severity"), QG_FORM_SEVERITY},
        {QG_STR_INIT("rule"), QG_FORM_RULE},
        {QG_STR_INIT("phrase"), QG_FORM_PHRASE},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        if (qg_str_equal(forms[i].word, word))
            return forms[i].form;
    return QG_FORM_NAMED;
}

struct qg_type_syntax *qg_build_type(struct qg_parser *p, struct qg_name name,
                                     struct qg_span span) {
    struct qg_type_syntax *type = qg_build_node(p, sizeof *type);
    *type = (struct qg_type_syntax){.form = form_of(name.text), .name = name, .span = span};
    return type;
}

struct qg_type_syntax *qg_build_list_type(struct qg_parser *p, struct qg_type_syntax *element,
                                          struct qg_span span) {
    struct qg_type_syntax *type = qg_build_node(p, sizeof *type);
    *type = (struct qg_type_syntax){.form = QG_FORM_LIST, .element = element, .span = span};
    if (element->form == QG_FORM_LIST) {
        qg_grammar_error(p->diags, QG_CODE_WRONG_PLACE, element->span, "a list of lists");
        type->element = element->element;
    }
    return type;
}

struct qg_type_syntax *qg_build_ongoing_type(struct qg_parser *p, struct qg_name name,
                                             struct qg_span span) {
    struct qg_type_syntax *type = qg_build_type(p, name, span);
    type->or_ongoing = type->form == QG_FORM_DATE;
    if (!type->or_ongoing)
        qg_grammar_error(p->diags, QG_CODE_BAD_ONGOING, span,
                         "only a date can be `or ongoing`, not `%.*s`", QG_STR_ARG(name.text));
    return type;
}

struct qg_field_syntax *qg_build_field(struct qg_parser *p, struct qg_name name, bool section,
                                       bool optional, bool partial, struct qg_type_syntax *type,
                                       struct qg_span span) {
    struct qg_field_syntax *field = qg_build_node(p, sizeof *field);
    *field = (struct qg_field_syntax){.name = name,
                                      .title = qg_build_no_langs(),
                                      .section = section,
                                      .optional = optional,
                                      .partial = partial,
                                      .type = type,
                                      .span = span};
    return field;
}

// ---- Small declarations ----------------------------------------------------------------------

struct qg_decl *qg_build_use(struct qg_parser *p, struct qg_names modules, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_USE, qg_build_no_name(span), span);
    decl->as.use.modules = modules;
    return decl;
}

struct qg_decl *qg_build_severity(struct qg_parser *p, struct qg_name name, bool warrants,
                                  struct qg_langs text, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_SEVERITY, name, span);
    decl->as.severity.warrants = warrants;
    decl->as.severity.text = text;
    return decl;
}

struct qg_decl *qg_build_keeper(struct qg_parser *p, struct qg_name name, struct qg_langs title,
                                struct qg_names kept, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_KEEPER, name, span);
    decl->as.keeper.title = title;
    decl->as.keeper.kept = kept;
    return decl;
}

struct qg_enum_value *qg_build_enum_value(struct qg_parser *p, struct qg_name name,
                                          struct qg_langs text, struct qg_span span) {
    struct qg_enum_value *value = qg_build_node(p, sizeof *value);
    *value = (struct qg_enum_value){.name = name, .text = text, .span = span};
    return value;
}

struct qg_decl *qg_build_enum(struct qg_parser *p, struct qg_name name,
                              struct qg_enum_values values, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_ENUM, name, span);
    decl->as.enumeration.values = values;
    return decl;
}

struct qg_decl *qg_build_record(struct qg_parser *p, enum qg_decl_kind kind, struct qg_name name,
                                struct qg_langs text, struct qg_fields fields,
                                struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, kind, name, span);
    decl->as.record.text = text;
    decl->as.record.fields = fields;
    return decl;
}

void qg_build_heading(struct qg_decl *record, struct qg_names body, struct qg_name person) {
    if (body.count > 0)
        record->as.record.body = *body.first;
    if (body.count > 1)
        record->as.record.body_name = *body.first->next;
    record->as.record.person = person;
}

struct qg_decl *qg_build_parameter(struct qg_parser *p, struct qg_name name,
                                   struct qg_type_syntax *type, struct qg_expr *initial,
                                   struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_PARAMETER, name, span);
    decl->as.parameter.type = type;
    decl->as.parameter.initial = initial;
    return decl;
}

struct qg_reading_value *qg_build_reading_value(struct qg_parser *p, struct qg_name name,
                                                bool initial, struct qg_langs text,
                                                struct qg_span span) {
    struct qg_reading_value *value = qg_build_node(p, sizeof *value);
    *value =
        (struct qg_reading_value){.name = name, .initial = initial, .text = text, .span = span};
    return value;
}

struct qg_decl *qg_build_reading(struct qg_parser *p, struct qg_name name, struct qg_langs asks,
                                 struct qg_reading_values values, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_READING, name, span);
    decl->as.reading.asks = asks;
    decl->as.reading.values = values;
    return decl;
}

struct qg_decl *qg_build_broken_reading(struct qg_parser *p, struct qg_name name,
                                        struct qg_span span) {
    return qg_build_reading(p, name, qg_build_no_langs(), (struct qg_reading_values){0}, span);
}

struct qg_decl *qg_build_define(struct qg_parser *p, struct qg_name name, struct qg_name of,
                                struct qg_fields parameters, struct qg_type_syntax *result,
                                struct qg_expr *value, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_DEFINE, name, span);
    decl->as.define.of = of;
    decl->as.define.parameters = parameters;
    decl->as.define.result = result;
    decl->as.define.value = value;
    return decl;
}

struct qg_decl *qg_build_template(struct qg_parser *p, struct qg_name name,
                                  struct qg_fields parameters, struct qg_decls items,
                                  struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_TEMPLATE, name, span);
    decl->as.tmpl.parameters = parameters;
    decl->as.tmpl.items = without_paragraphs(p, items, "a template");
    return decl;
}

struct qg_decl *qg_build_schedule(struct qg_parser *p, struct qg_name name, struct qg_name of,
                                  struct qg_expr *every, struct qg_expr *periods,
                                  struct qg_expr *since, struct qg_span span) {
    struct qg_decl *decl = qg_build_decl(p, QG_DECL_SCHEDULE, name, span);
    decl->as.schedule.of = of;
    decl->as.schedule.every = every;
    decl->as.schedule.periods = periods;
    decl->as.schedule.since = since;
    return decl;
}

// ---- Calendars -------------------------------------------------------------------------------

struct qg_decl *qg_build_calendar_source(struct qg_parser *p, struct qg_decl *calendar,
                                         struct qg_str source, struct qg_span span) {
    if (qg_build_once(p, calendar->as.calendar.source.len != 0, span, "source"))
        calendar->as.calendar.source = source;
    return calendar;
}

struct qg_decl *qg_build_calendar_year(struct qg_decl *calendar, struct qg_calendar_year *year,
                                       struct qg_span span) {
    year->span = span;
    qg_tree_link(calendar->as.calendar.years, year);
    return calendar;
}

struct qg_calendar_year *qg_build_year(struct qg_parser *p, int64_t number, bool provisional,
                                       struct qg_span span) {
    struct qg_calendar_year *year = qg_build_node(p, sizeof *year);
    *year = (struct qg_calendar_year){
        .year = (int32_t)number, .provisional = provisional, .span = span};
    return year;
}

struct qg_calendar_year *qg_build_year_source(struct qg_parser *p, struct qg_calendar_year *year,
                                              struct qg_str source, struct qg_span span) {
    if (qg_build_once(p, year->source.len != 0, span, "source"))
        year->source = source;
    return year;
}

static bool is_leap(int32_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool has_day(int32_t year, int8_t month, int8_t day) {
    static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12 || day < 1)
        return false;
    return day <= lengths[month - 1] || (month == 2 && day == 29 && is_leap(year));
}

struct qg_calendar_year *qg_build_days(struct qg_parser *p, struct qg_calendar_year *year,
                                       struct qg_monthdays days, bool working) {
    for (struct qg_calendar_day *day = days.first; day != NULL; day = day->next) {
        day->working = working;
        if (!has_day(year->year, day->month, day->day))
            qg_grammar_error(p->diags, QG_CODE_BAD_MONTHDAY, day->span,
                             "the year %" PRId32 " has no such day", year->year);
    }
    if (days.first != NULL)
        QG_TREE_EXTEND(year->days, days);
    return year;
}

struct qg_monthdays qg_build_monthday(struct qg_parser *p, struct qg_monthdays days,
                                      int32_t monthday, struct qg_span span) {
    struct qg_calendar_day *day = qg_build_node(p, sizeof *day);
    *day = (struct qg_calendar_day){
        .month = (int8_t)(monthday / 100), .day = (int8_t)(monthday % 100), .span = span};
    qg_tree_link(days, day);
    return days;
}

// ---- Acts ------------------------------------------------------------------------------------

struct qg_decl *qg_build_act(struct qg_parser *p, struct qg_name name, struct qg_span span) {
    struct qg_decl *act = qg_build_decl(p, QG_DECL_ACT, name, span);
    act->as.act.title = qg_build_no_langs();
    return act;
}

struct qg_decl *qg_build_act_title(struct qg_parser *p, struct qg_decl *act, struct qg_langs title,
                                   struct qg_span span) {
    if (qg_build_once(p, act->as.act.title.span.end != 0, span, "title"))
        act->as.act.title = title;
    return act;
}

struct qg_decl *qg_build_act_number(struct qg_parser *p, struct qg_decl *act, struct qg_str number,
                                    struct qg_span span) {
    if (qg_build_once(p, act->as.act.number.len != 0, span, "number"))
        act->as.act.number = number;
    return act;
}

struct qg_decl *qg_build_act_expr(struct qg_parser *p, struct qg_decl *act, enum qg_act_expr which,
                                  struct qg_expr *value, struct qg_span span) {
    static const char *const words[] = {"adopted", "in force from", "in force until"};
    struct qg_expr **places[] = {&act->as.act.adopted, &act->as.act.force_from,
                                 &act->as.act.force_until};
    if (qg_build_once(p, *places[which] != NULL, span, words[which]))
        *places[which] = value;
    return act;
}

struct qg_decl *qg_build_act_audits(struct qg_parser *p, struct qg_decl *act,
                                    struct qg_names audits, struct qg_span span) {
    if (qg_build_once(p, act->as.act.audits.count != 0, span, "audits"))
        act->as.act.audits = audits;
    return act;
}

struct qg_decl *qg_build_act_verdict(struct qg_parser *p, struct qg_decl *act, struct qg_name noun,
                                     struct qg_span span) {
    bool given = qg_name_given(&act->as.act.verdict_each) || act->as.act.no_verdict;
    if (qg_build_once(p, given, span, "verdict"))
        act->as.act.verdict_each = noun;
    return act;
}

struct qg_decl *qg_build_act_no_verdict(struct qg_parser *p, struct qg_decl *act,
                                        struct qg_span span) {
    bool given = qg_name_given(&act->as.act.verdict_each) || act->as.act.no_verdict;
    act->as.act.no_verdict = qg_build_once(p, given, span, "verdict") || act->as.act.no_verdict;
    return act;
}

struct qg_decl *qg_build_act_calendar(struct qg_parser *p, struct qg_decl *act,
                                      struct qg_name calendar, struct qg_span span) {
    if (qg_build_once(p, qg_name_given(&act->as.act.calendar), span, "calendar"))
        act->as.act.calendar = calendar;
    return act;
}

struct qg_decl *qg_build_act_dated(struct qg_parser *p, struct qg_decl *act, struct qg_name noun,
                                   struct qg_expr *by, struct qg_span span) {
    struct qg_dated *dated = qg_build_node(p, sizeof *dated);
    *dated = (struct qg_dated){.noun = noun, .by = by, .span = span};
    qg_tree_link(act->as.act.dated, dated);
    return act;
}

// ---- Chapters, paragraphs --------------------------------------------------------------------

struct qg_decl *qg_build_division(struct qg_parser *p, enum qg_division_kind kind,
                                  struct qg_name number, struct qg_name act, struct qg_langs text,
                                  struct qg_span span) {
    enum qg_decl_kind decl_kind =
        kind == QG_DIVISION_PARAGRAPH ? QG_DECL_PARAGRAPH : QG_DECL_DIVISION;
    struct qg_decl *decl = qg_build_decl(p, decl_kind, number, span);
    decl->as.division.kind = kind;
    decl->as.division.act = act;
    decl->as.division.text = text;
    return decl;
}

// Its header was not understood; what stands in it may still be.
struct qg_decl *qg_build_broken_division(struct qg_parser *p, enum qg_division_kind kind,
                                         struct qg_span span) {
    struct qg_name none = qg_build_no_name(span);
    return qg_build_division(p, kind, none, none, qg_build_no_langs(), span);
}

struct qg_decl *qg_build_division_scope(struct qg_decl *division, struct qg_scope_syntax *scope) {
    qg_tree_link(division->as.division.scopes, scope);
    return division;
}

struct qg_decl *qg_build_division_when(struct qg_decl *division, struct qg_expr *when) {
    qg_tree_link(division->as.division.when, when);
    return division;
}

struct qg_decl *qg_build_division_after(struct qg_decl *division, struct qg_name number,
                                        struct qg_span clause) {
    division->as.division.after = number;
    division->as.division.after_clause = clause;
    return division;
}

struct qg_decl *qg_build_items(struct qg_parser *p, struct qg_decl *division,
                               struct qg_decls items) {
    if (division->kind == QG_DECL_PARAGRAPH)
        items = without_paragraphs(p, items, "a paragraph");
    else if (division->as.division.kind == QG_DIVISION_APPENDIX)
        items = without_paragraphs(p, items, "an appendix");
    division->as.division.items = items;
    return division;
}

struct qg_scope_syntax *qg_build_scope(struct qg_parser *p, bool anew, struct qg_range *range,
                                       struct qg_span span) {
    struct qg_scope_syntax *scope = qg_build_node(p, sizeof *scope);
    *scope = (struct qg_scope_syntax){.anew = anew, .range = range, .span = span};
    return scope;
}
