// SPDX-License-Identifier: Apache-2.0
//
// Layouts of declarations, from a policy's files down to the parts of an act.

#include "format_parts.h"

#include "parser.h"

// ---- Bodies ----------------------------------------------------------------------------------

// Each of these begins behind the brace.
static void body(struct qg_pen *pen, const struct qg_decls *items) {
    if (items->count == 0 && pen->at == pen->next) {
        qg_pen_token(pen);
        return;
    }
    qg_format_block(pen);
    for (const struct qg_decl *item = items->first; item != NULL; item = item->next) {
        qg_format_decl(pen, item);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}

// A paragraph that holds nothing but an application, or refers to other rules, may be one line.
static bool is_short(const struct qg_decls *items) {
    const struct qg_decl *only = items->first;
    if (items->count != 1)
        return false;
    return only->kind == QG_DECL_APPLY ||
           (only->kind == QG_DECL_PROVISION && only->as.provision.points_to.count > 0);
}

static void short_body(struct qg_pen *pen, const struct qg_decls *items) {
    qg_format_inside(pen, QG_SEP_LINE, QG_NEST_SAME);
    qg_format_decl(pen, items->first);
    qg_format_bracket_end(pen, QG_SEP_LINE);
}

// ---- Words and values ------------------------------------------------------------------------

static void use(struct qg_pen *pen, const struct qg_decl *decl) {
    (void)decl;
    qg_format_list_clause(pen, 1, QG_NEST_STEP);
}

// Words and what they are called in each language.
static void titled(struct qg_pen *pen, uint32_t words, const struct qg_langs *titles) {
    qg_pen_group(pen);
    qg_pen_tokens(pen, words);
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_format_langs(pen, titles);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

static void severity(struct qg_pen *pen, const struct qg_decl *decl) {
    titled(pen, decl->as.severity.warrants ? 3 : 2, &decl->as.severity.text);
}

// The titles, and what is kept on lines of its own.
static void keeper(struct qg_pen *pen, const struct qg_decl *decl) {
    qg_pen_tokens(pen, 2);
    qg_pen_nest(pen, QG_NEST_STEP);
    if (decl->as.keeper.title.span.end != 0)
        qg_pen_sep(pen, QG_SEP_HARD);
    qg_format_langs(pen, &decl->as.keeper.title);
    qg_pen_sep(pen, QG_SEP_HARD);
    qg_format_list_clause(pen, 1, QG_NEST_STEP);
    qg_pen_unnest(pen);
}

static bool is_titled(const struct qg_enum_decl *enumeration) {
    const struct qg_enum_value *value = enumeration->values.first;
    while (value != NULL && value->span.end == value->name.span.end)
        value = value->next;
    return value != NULL;
}

// Words that have titles have a line each.
static void enumeration(struct qg_pen *pen, const struct qg_decl *decl) {
    bool lines = is_titled(&decl->as.enumeration);
    qg_pen_tokens(pen, 2);
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_format_bracket(pen, lines ? QG_SEP_HARD : QG_SEP_LINE, QG_NEST_SAME);
    const struct qg_enum_value *value = decl->as.enumeration.values.first;
    for (; value != NULL; value = value->next) {
        titled(pen, 1, &value->text);
        if (value->next == NULL)
            break;
        qg_pen_token(pen);
        qg_pen_sep(pen, lines ? QG_SEP_ITEM : QG_SEP_FILL);
    }
    qg_format_bracket_end(pen, lines ? QG_SEP_HARD : QG_SEP_LINE);
}

// `of ID called NAME`, `about NAME`: a clause each, where they are given.
static void heading(struct qg_pen *pen, const struct qg_record_decl *record) {
    const struct qg_name *last =
        qg_name_given(&record->body_name) ? &record->body_name : &record->body;
    qg_pen_nest(pen, QG_NEST_STEP);
    if (qg_pen_is(pen, QG_T_OF)) {
        qg_pen_sep(pen, QG_SEP_LINE);
        qg_pen_until(pen, last->span.end);
    }
    if (qg_pen_is(pen, QG_T_ABOUT)) {
        qg_pen_sep(pen, QG_SEP_LINE);
        qg_pen_until(pen, record->person.span.end);
    }
    qg_pen_unnest(pen);
}

// What stands before the brace of a record, which has a line of its own where more than a name
// does.
static void record_head(struct qg_pen *pen, const struct qg_record_decl *record) {
    bool more = record->text.span.source != QG_SOURCE_NONE || qg_name_given(&record->body) ||
                qg_name_given(&record->person);
    qg_pen_group(pen);
    titled(pen, 2, &record->text);
    heading(pen, record);
    qg_pen_sep(pen, more ? QG_SEP_LINE : QG_SEP_SPACE);
    qg_pen_token(pen);
    qg_pen_ungroup(pen);
}

// A field, and what its day is called.
static void field(struct qg_pen *pen, const struct qg_field_syntax *field) {
    qg_pen_group(pen);
    qg_pen_until(pen, field->type->span.end);
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_format_langs(pen, &field->title);
    qg_pen_unnest(pen);
    qg_pen_ungroup(pen);
}

// `type NAME { FIELD }`: one field may share the line.
static void record(struct qg_pen *pen, const struct qg_decl *decl) {
    const struct qg_fields *fields = &decl->as.record.fields;
    enum qg_sep inner = fields->count > 1 ? QG_SEP_HARD : QG_SEP_LINE;
    if (fields->count == 0) {
        titled(pen, 2, &decl->as.record.text);
        heading(pen, &decl->as.record);
        return;
    }
    record_head(pen, &decl->as.record);
    qg_format_inside(pen, inner, QG_NEST_SAME);
    for (const struct qg_field_syntax *f = fields->first; f != NULL; f = f->next) {
        field(pen, f);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_bracket_end(pen, inner);
}

static void parameter(struct qg_pen *pen, const struct qg_decl *decl) {
    qg_pen_tokens(pen, 3);
    qg_pen_until(pen, decl->as.parameter.type->span.end);
    qg_format_clause(pen, 1, decl->as.parameter.initial);
}

static void define(struct qg_pen *pen, const struct qg_decl *decl) {
    const struct qg_define_decl *as = &decl->as.define;
    bool of = qg_name_given(&as->of);
    qg_pen_tokens(pen, of ? 4 : 2);
    if (qg_pen_is(pen, QG_T_LPAREN)) {
        qg_pen_sep(pen, of ? QG_SEP_SPACE : QG_SEP_NONE);
        qg_format_slots(pen, &as->parameters);
    }
    if (as->result != NULL)
        qg_pen_until(pen, as->result->span.end);
    if (as->value->kind == QG_EXPR_TABLE)
        qg_format_table(pen, as->value->as.table);
    else
        qg_format_value(pen, as->value);
}

static void template(struct qg_pen *pen, const struct qg_decl *decl) {
    qg_pen_tokens(pen, 2);
    qg_pen_sep(pen, QG_SEP_NONE);
    qg_format_slots(pen, &decl->as.tmpl.parameters);
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_pen_token(pen);
    body(pen, &decl->as.tmpl.items);
}

static void schedule(struct qg_pen *pen, const struct qg_decl *decl) {
    const struct qg_schedule_decl *as = &decl->as.schedule;
    qg_pen_tokens(pen, 4);
    qg_pen_sep(pen, QG_SEP_SPACE);
    qg_format_bracket(pen, QG_SEP_LINE, QG_NEST_SAME);
    qg_format_clause(pen, 1, as->every);
    if (as->periods != NULL)
        qg_format_clause(pen, 1, as->periods);
    if (qg_pen_is(pen, QG_T_ELSE)) {
        qg_pen_sep(pen, QG_SEP_LINE);
        qg_pen_token(pen);
    }
    if (as->since != NULL)
        qg_format_value(pen, as->since);
    qg_format_bracket_end(pen, QG_SEP_LINE);
}

// ---- Readings and calendars ------------------------------------------------------------------

static void reading(struct qg_pen *pen, const struct qg_decl *decl) {
    const struct qg_reading_value *value = decl->as.reading.values.first;
    qg_pen_group(pen);
    qg_pen_tokens(pen, 2);
    qg_pen_nest(pen, QG_NEST_STEP);
    if (qg_pen_is(pen, QG_T_ASKS)) {
        qg_pen_sep(pen, QG_SEP_LINE);
        qg_format_langs_clause(pen, &decl->as.reading.asks);
    }
    qg_pen_unnest(pen);
    qg_pen_sep(pen, QG_SEP_LINE);
    qg_pen_token(pen);
    qg_pen_ungroup(pen);
    qg_format_block(pen);
    for (; value != NULL; value = value->next) {
        titled(pen, value->initial ? 2 : 1, &value->text);
        if (value->next == NULL)
            break;
        qg_pen_token(pen);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}

static void calendar_year(struct qg_pen *pen, const struct qg_calendar_year *year) {
    qg_pen_tokens(pen, year->provisional ? 4 : 3);
    qg_format_block(pen);
    while (qg_format_more(pen)) {
        if (qg_pen_is(pen, QG_T_SOURCE)) {
            qg_pen_token(pen);
            qg_format_strings(pen, UINT32_MAX);
        } else {
            qg_format_list_clause(pen, 1, QG_NEST_ALIGN);
        }
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}

static void calendar(struct qg_pen *pen, const struct qg_decl *decl) {
    const struct qg_calendar_year *year = decl->as.calendar.years.first;
    qg_pen_tokens(pen, 3);
    qg_format_block(pen);
    while (qg_format_more(pen)) {
        if (qg_pen_is(pen, QG_T_SOURCE) || year == NULL) {
            qg_pen_token(pen);
            qg_format_strings(pen, UINT32_MAX);
        } else {
            calendar_year(pen, year);
            year = year->next;
        }
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}

// ---- Acts and their parts --------------------------------------------------------------------

static void in_force(struct qg_pen *pen, const struct qg_act_decl *act) {
    bool from = qg_pen_second(pen) == QG_T_FROM;
    qg_format_clause(pen, 2, from ? act->force_from : act->force_until);
}

void qg_format_act_clause(struct qg_pen *pen, const struct qg_act_decl *act,
                          const struct qg_dated **dated) {
    switch (qg_pen_kind(pen)) {
    case QG_T_TITLE:
        qg_format_langs_clause(pen, &act->title);
        break;
    case QG_T_NUMBER:
        qg_pen_token(pen);
        qg_format_strings(pen, UINT32_MAX);
        break;
    case QG_T_ADOPTED:
        qg_format_clause(pen, 1, act->adopted);
        break;
    case QG_T_IN_FORCE:
        in_force(pen, act);
        break;
    case QG_T_VERDICT:
        qg_pen_tokens(pen, act->no_verdict ? 2 : 4);
        break;
    case QG_T_REPEALED:
        qg_pen_tokens(pen, 2);
        qg_format_strings(pen, UINT32_MAX);
        break;
    case QG_T_CITES:
        qg_pen_token(pen);
        qg_format_strings(pen, UINT32_MAX);
        qg_pen_tokens(pen, 2);
        break;
    case QG_T_DATED:
        qg_format_clause(pen, 3, (*dated)->by);
        *dated = (*dated)->next;
        break;
    default: // `audits A, B`, `calendar NAME`
        qg_format_list_clause(pen, 1, QG_NEST_STEP);
        break;
    }
}

static void act(struct qg_pen *pen, const struct qg_decl *decl) {
    const struct qg_dated *dated = decl->as.act.dated.first;
    qg_pen_tokens(pen, 3);
    qg_format_block(pen);
    while (qg_format_more(pen)) {
        qg_format_act_clause(pen, &decl->as.act, &dated);
        qg_pen_sep(pen, QG_SEP_ITEM);
    }
    qg_format_block_end(pen);
}

// `chapter 2 of NAME`, `preamble of NAME`, `paragraph 48-1`, `paragraph 48-1 after 48`.
static void division_title(struct qg_pen *pen) {
    qg_pen_token(pen);
    if (qg_pen_is(pen, QG_T_INT) || qg_pen_is(pen, QG_T_MONTHDAY))
        qg_format_number(pen);
    if (qg_pen_is(pen, QG_T_AFTER)) {
        qg_pen_token(pen);
        qg_format_number(pen);
    }
    if (qg_pen_is(pen, QG_T_OF))
        qg_pen_tokens(pen, 2);
}

// The title with everything up to the brace: one line, or the brace has its own.
static void division_head(struct qg_pen *pen, const struct qg_division_decl *as) {
    const struct qg_scope_syntax *scope = as->scopes.first;
    const struct qg_expr *when = as->when.first;
    division_title(pen);
    qg_pen_nest(pen, QG_NEST_STEP);
    qg_format_langs(pen, &as->text);
    while (!qg_pen_is(pen, QG_T_LBRACE) && !qg_pen_is(pen, QG_T_END)) {
        qg_pen_sep(pen, QG_SEP_LINE);
        if (qg_pen_is(pen, QG_T_FOR) && scope != NULL) {
            qg_format_scope(pen, scope);
            scope = scope->next;
        } else {
            qg_format_clause(pen, 1, when);
            when = when != NULL ? when->next : NULL;
        }
    }
    qg_pen_unnest(pen);
    qg_pen_sep(pen, QG_SEP_LINE);
    qg_pen_token(pen);
}

static void division(struct qg_pen *pen, const struct qg_decl *decl) {
    const struct qg_division_decl *as = &decl->as.division;
    qg_pen_group(pen);
    division_head(pen, as);
    qg_pen_ungroup(pen);
    if (is_short(&as->items))
        short_body(pen, &as->items);
    else
        body(pen, &as->items);
}

// ---- All kinds -------------------------------------------------------------------------------

typedef void format_decl(struct qg_pen *pen, const struct qg_decl *decl);

void qg_format_decl(struct qg_pen *pen, const struct qg_decl *decl) {
    static format_decl *const layouts[] = {
        [QG_DECL_USE] = use,
        [QG_DECL_SEVERITY] = severity,
        [QG_DECL_KEEPER] = keeper,
        [QG_DECL_ENUM] = enumeration,
        [QG_DECL_TYPE] = record,
        [QG_DECL_RECORD] = record,
        [QG_DECL_PARAMETER] = parameter,
        [QG_DECL_READING] = reading,
        [QG_DECL_CALENDAR] = calendar,
        [QG_DECL_DEFINE] = define,
        [QG_DECL_TEMPLATE] = template,
        [QG_DECL_SCHEDULE] = schedule,
        [QG_DECL_EXTEND] = record,
        [QG_DECL_ACT] = act,
        [QG_DECL_AMENDMENT] = qg_format_amendment,
        [QG_DECL_DIVISION] = division,
        [QG_DECL_PARAGRAPH] = division,
        [QG_DECL_FIXTURE] = qg_format_fixture,
        [QG_DECL_TEST] = qg_format_test,
        [QG_DECL_RULE] = qg_format_rule,
        [QG_DECL_APPLY] = qg_format_apply,
        [QG_DECL_EXEMPTION] = qg_format_exemption,
        [QG_DECL_PROVISION] = qg_format_provision,
        [QG_DECL_FLAG] = qg_format_flag,
    };
    layouts[decl->kind](pen, decl);
    qg_pen_until(pen, decl->span.end);
}
