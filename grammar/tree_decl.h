// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree (tree.h): what kinds of declarations there are, and those that give words to the
// acts: types and their fields, severities, parameters, readings, calendars, definitions,
// templates.
#ifndef QG_TREE_DECL_H
#define QG_TREE_DECL_H

#include "tree_expr.h"

// ---- Types, fields, parameters ---------------------------------------------------------------

enum qg_type_form {
    QG_FORM_BOOL,
    QG_FORM_COUNT,
    QG_FORM_DATE,
    QG_FORM_TIME,
    QG_FORM_ID,
    QG_FORM_TEXT,
    QG_FORM_SECTIONS, // the list of attested section names
    QG_FORM_RATIO,    // this and what follows: parameters of templates and definitions
    QG_FORM_DURATION,
    QG_FORM_SEVERITY,
    QG_FORM_RULE,
    QG_FORM_PHRASE,
    QG_FORM_NAMED, // an enum, a type or a record: `name`
    QG_FORM_LIST,  // of `element`
};

struct qg_type_syntax {
    enum qg_type_form form;
    bool or_ongoing;     // `date or ongoing`: absent means that it lasts
    struct qg_name name; // the word as written, built in or not; `name`, or `module.name` as one
    struct qg_type_syntax *element;
    struct qg_span span;
};

// A field of a record or type; a parameter of a definition or template.
struct qg_field_syntax {
    struct qg_name name;
    bool section;  // its name is a completeness section
    bool optional; // absence is a statement: there was none
    bool partial;  // a list that is whole only when attested
    struct qg_type_syntax *type;
    struct qg_langs title; // what its day is called in reports
    struct qg_span span;
    struct qg_field_syntax *next;
};

QG_TREE_LIST(qg_fields, qg_field_syntax);

// ---- Declarations ----------------------------------------------------------------------------

enum qg_decl_kind {
    QG_DECL_USE,       // as.use
    QG_DECL_SEVERITY,  // as.severity
    QG_DECL_KEEPER,    // as.keeper
    QG_DECL_ENUM,      // as.enumeration
    QG_DECL_TYPE,      // as.record
    QG_DECL_RECORD,    // as.record
    QG_DECL_PARAMETER, // as.parameter
    QG_DECL_READING,   // as.reading
    QG_DECL_CALENDAR,  // as.calendar
    QG_DECL_DEFINE,    // as.define
    QG_DECL_TEMPLATE,  // as.tmpl
    QG_DECL_SCHEDULE,  // as.schedule
    QG_DECL_EXTEND,    // as.record: further fields of a type or record that is declared elsewhere
    QG_DECL_ACT,       // as.act
    QG_DECL_AMENDMENT, // as.act: an act that changes another
    QG_DECL_DIVISION,  // as.division: a chapter, an appendix, the preamble; top level only
    QG_DECL_PARAGRAPH, // as.division: inside a chapter or the preamble
    QG_DECL_FIXTURE,   // as.fixture
    QG_DECL_TEST,      // as.test
    QG_DECL_RULE,      // as.rule: this and what follows stand in divisions and templates
    QG_DECL_APPLY,     // as.apply
    QG_DECL_EXEMPTION, // as.exemption
    QG_DECL_PROVISION, // as.provision
    QG_DECL_FLAG,      // as.flag
};

QG_TREE_LIST(qg_decls, qg_decl);

// `use certification, calendar.kz`. Each name is a dotted whole: "calendar.kz".
struct qg_use_decl {
    struct qg_names modules;
};

// A grade of severity. The order of declaration is the strength, strongest first.
struct qg_severity_decl {
    bool warrants; // a violation of this grade warrants the verdict
    struct qg_langs text;
};

// Who keeps what: whom an inspector asks for what a record does not hold. Each name is a dotted
// whole, a record and the fields that lead to it: "dossier.certifications.notice".
struct qg_keeper_decl {
    struct qg_langs title;
    struct qg_names kept;
};

struct qg_enum_value {
    struct qg_name name;
    struct qg_langs text; // how it is printed; without it the name is
    struct qg_span span;
    struct qg_enum_value *next;
};

QG_TREE_LIST(qg_enum_values, qg_enum_value);

struct qg_enum_decl {
    struct qg_enum_values values;
};

struct qg_record_decl {
    struct qg_langs text; // what an element is called in reports; without it by its name
    struct qg_name body, body_name, person; // of a record: dotted, where it names whose it is
    struct qg_fields fields;
};

struct qg_parameter_decl {
    struct qg_type_syntax *type;
    struct qg_expr *initial; // the default; NULL: required from outside
};

struct qg_reading_value {
    struct qg_name name;
    bool initial; // `default`
    struct qg_langs text;
    struct qg_span span;
    struct qg_reading_value *next;
};

QG_TREE_LIST(qg_reading_values, qg_reading_value);

struct qg_reading_decl {
    struct qg_langs asks;
    struct qg_reading_values values;
};

// One day of a calendar's year that is not as its weekday says.
struct qg_calendar_day {
    int8_t month, day;
    bool working; // a working day on a weekend; else a day off
    struct qg_span span;
    struct qg_calendar_day *next;
};

QG_TREE_LIST(qg_calendar_days, qg_calendar_day);

struct qg_calendar_year {
    int32_t year;
    bool provisional;     // published in advance, may still change
    struct qg_str source; // where this year was taken from, decoded; empty when not said
    struct qg_calendar_days days;
    struct qg_span span;
    struct qg_calendar_year *next;
};

QG_TREE_LIST(qg_calendar_years, qg_calendar_year);

struct qg_calendar_decl {
    struct qg_str source; // where the table was taken from, decoded
    struct qg_calendar_years years;
};

struct qg_define_decl {
    struct qg_name of;             // the type of a derived field; optional
    struct qg_fields parameters;   // may be empty
    struct qg_type_syntax *result; // NULL when left to inference
    struct qg_expr *value;         // QG_EXPR_TABLE: it was written as a `table`
};

struct qg_template_decl {
    struct qg_fields parameters;
    struct qg_decls items; // rules, applications, provisions, definitions
};

// `schedule NAME of TYPE { every D of PERIODS else since START }`, `{ every D since START }`
struct qg_schedule_decl {
    struct qg_name of;
    struct qg_expr *every;   // NULL, like the others, only after a reported error
    struct qg_expr *periods; // a list with from and to; NULL when counted from `since` alone
    struct qg_expr *since;   // NULL when there is no `since`; at least one of the two is there
};

#endif
