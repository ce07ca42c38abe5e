// SPDX-License-Identifier: Apache-2.0
//
// The syntax tree: a policy text as it was written, before any name is looked up. It says what
// stands where and nothing of what it means; the floor above resolves names, types and time.
//
// One file has one tree, owned by the arena that it was parsed into. Names and rule ids are slices
// of the source text; decoded strings live in the arena. So both must outlive the tree. Every node
// has a span of true source bytes, the holes of a message included.
//
// Three shapes carry everything: `qg_decl` is whatever is declared (a record, an act, a rule), an
// expression is `qg_expr`, a JSON value of a fixture is `qg_json_syntax`. Each is a tagged union,
// and its comment beside the tag is its contract. Children come as singly linked lists in source
// order (`first`, then `next`), with a count, because that is how a left-recursive grammar meets
// them. Where the program has a thing of the same name, the written one ends in `_syntax`.
//
// Walkers recurse, so the parser refuses to build an expression or a JSON value that is deeper than
// QG_TREE_DEPTH_LIMIT; it reports that and puts QG_EXPR_ERROR (QG_JSON_NULL) in its place. A file
// with syntax errors still has a tree, of what could be understood.
#ifndef QG_TREE_H
#define QG_TREE_H

#include "lang.h"
#include "source.h"
#include "str.h"

#include <stdbool.h>
#include <stdint.h>

// How deep expressions and JSON values may nest. The deepest rule of a real act stays under 20; a
// long chain of `and` counts each link, since a recursive walker does too.
#define QG_TREE_DEPTH_LIMIT 200

// A list of nodes that are linked by their own `next`. Append through `last`; read from `first`.
#define QG_TREE_LIST(list, node)                                                                   \
    struct list {                                                                                  \
        struct node *first, *last; /* NULL when empty */                                           \
        uint32_t count;                                                                            \
    }

// A word as written. `text` is a slice of the source and is empty where an optional name is absent.
struct qg_name {
    struct qg_str text;
    struct qg_span span;
    struct qg_name *next; // in a list of names
};

QG_TREE_LIST(qg_names, qg_name);

static inline bool qg_name_given(const struct qg_name *name) {
    return name->text.len != 0;
}

// ---- Texts in three languages ----------------------------------------------------------------

#define QG_LANG_COUNT QG_LANGS

// A message is literal pieces and holes in turn: "Served on {notice.served_on}" is a piece with
// text and a piece with an expression.
struct qg_piece_syntax {
    struct qg_str text;   // decoded; empty for a hole
    struct qg_expr *hole; // NULL for a literal piece
    struct qg_span span;
    struct qg_piece_syntax *next;
};

struct qg_message_syntax {
    struct qg_piece_syntax *first, *last; // NULL for the empty string ""
    uint32_t count;
    struct qg_span span; // of all adjacent strings together
};

// LANGS: `en "…" ru "…" kk "…"`, any of which may be missing (NULL).
struct qg_langs {
    struct qg_message_syntax *in[QG_LANG_COUNT]; // by enum qg_lang
    struct qg_span span;                         // of the whole; QG_SPAN_NONE when none was written
};

// ---- Expressions -----------------------------------------------------------------------------

// A duration literal. Months and days are apart for ever: nothing converts one to the other. At
// least one of the three is not 0, or the text said `0 days` or the like.
struct qg_duration {
    int32_t months;   // years and months, a year being 12
    int32_t days;     // weeks and days, a week being 7
    int32_t workdays; // working days
    bool in_months;   // a year or month was written
    bool in_days;     // a week or day was written
    bool in_workdays; // a working day was written
};

// What `for each`, `some`, `count of` … range over.
enum qg_range_kind {
    QG_RANGE_NOUN,    // `hearings`, `hearing`: `name` is a list field or an element type in reach
    QG_RANGE_LIST,    // `m in commission.members`: `name` is bound to elements of `from`
    QG_RANGE_NUMBERS, // `n in 1 to k`: `name` is bound to the counts `from` … `to`, both included
};

struct qg_range {
    enum qg_range_kind kind;
    struct qg_name name;
    struct qg_expr *from;  // the list, or the first number; NULL for a noun
    struct qg_expr *to;    // the last number; NULL otherwise
    struct qg_expr *where; // NULL: all of them
    struct qg_span span;   // with `where`
};

enum qg_expr_kind {
    QG_EXPR_ERROR, // reported already; whoever meets it stays silent

    // Literals.
    QG_EXPR_INT,      // as.number
    QG_EXPR_STRING,   // as.text, decoded
    QG_EXPR_DATE,     // as.date
    QG_EXPR_BOOL,     // as.truth
    QG_EXPR_UNKNOWN,  // nothing: `unknown`, a truth that no record settles
    QG_EXPR_DURATION, // as.duration
    QG_EXPR_RATIO,    // as.ratio: `2/3`, `half`; never reduced, the denominator is not 0
    QG_EXPR_PHRASE,   // as.phrase: `(en "…" ru "…" kk "…")`, an argument of a template only
    QG_EXPR_REF,      // as.ref: `P46-a`, `paragraph 46`, an argument of a template only
    QG_EXPR_SET,      // as.items: `{ a, b }`, the right side of `in` only

    // Names.
    QG_EXPR_NAME,  // as.name: a bare name; also a parameter, an enum value, a noun
    QG_EXPR_FIELD, // as.field: `base.name`; also `module.name`, which only the resolver can tell
    QG_EXPR_CALL,  // as.call: `f(…)`, `x.derived(…)`, `regular.count(day)`

    // Logic.
    QG_EXPR_NOT, // as.operand
    QG_EXPR_AND, // as.pair
    QG_EXPR_OR,  // as.pair

    // Questions.
    QG_EXPR_COMPARE,  // as.compare: two operands and one of enum qg_compare
    QG_EXPR_IS,       // as.is: one operand and one of enum qg_is
    QG_EXPR_TERM,     // as.term: `A at least D before B` and its kin
    QG_EXPR_BETWEEN,  // as.between: `A between B and C`, both ends included
    QG_EXPR_OVERLAPS, // as.between: `P overlaps FROM to TO` (`P overlaps Q` is a comparison)
    QG_EXPR_AGE,      // as.age: `A is younger than D on DAY`, `A is at least D old on DAY`
    QG_EXPR_SHARE,    // as.share: `N is at least 2/3 of M`

    // Values.
    QG_EXPR_ARITH,    // as.arith: `+`, `-`, `*`
    QG_EXPR_SHIFT,    // as.shift: `D after X`, `D before X`: a date
    QG_EXPR_ROLL,     // as.roll: `X to a working day`, forward
    QG_EXPR_PICK,     // as.pick: `earlier of (A, B)`, `later of (A, B)`
    QG_EXPR_FOLD,     // as.fold: `count of …`, `sum of …`, `earliest of …`, `latest of …`
    QG_EXPR_CHOOSE,   // as.choose: `latest hearing by date`: an element
    QG_EXPR_THE,      // as.range: `the member where E`, with a condition always: an element
    QG_EXPR_QUANTIFY, // as.quantify: `some`, `no`, `every`, `at least 2` …
    QG_EXPR_IF,       // as.choice: `if C then A else B`
    QG_EXPR_UNDER,    // as.under: `under READING { value: E, … }`
    QG_EXPR_TABLE,    // as.table: what a `table` gives, the value of its definition only
};

enum qg_compare {
    QG_COMPARE_EQUAL,       // =
    QG_COMPARE_UNEQUAL,     // !=
    QG_COMPARE_LESS,        // <
    QG_COMPARE_AT_MOST,     // <=
    QG_COMPARE_MORE,        // >
    QG_COMPARE_AT_LEAST,    // >=
    QG_COMPARE_IN,          // X in { a, b }, X in LIST
    QG_COMPARE_NOT_IN,      // X not in …
    QG_COMPARE_BEFORE,      // A before B
    QG_COMPARE_NOT_BEFORE,  // A not before B
    QG_COMPARE_AFTER,       // A after B
    QG_COMPARE_NOT_AFTER,   // A not after B
    QG_COMPARE_COVERS,      // P covers DAY
    QG_COMPARE_OVERLAPS,    // P overlaps Q
    QG_COMPARE_ALL_IN,      // all of A in B
    QG_COMPARE_SHARES_NONE, // A shares none with B
    QG_COMPARE_SAME_SET,    // A equals B
};

enum qg_is {
    QG_IS_RECORDED,     // X is recorded
    QG_IS_NOT_RECORDED, // X is not recorded
    QG_IS_THERE,        // X exists
    QG_IS_ODD,          // N is odd
    QG_IS_EVEN,         // N is even
};

// How `subject` lies against `anchor` and a duration; the sentence as it was written.
enum qg_term {
    QG_TERM_AT_LEAST_BEFORE,    // A at least D before B
    QG_TERM_AT_LEAST_AFTER,     // A at least D after B
    QG_TERM_WITHIN_BEFORE,      // A within D before B
    QG_TERM_WITHIN_AFTER,       // A within D after B
    QG_TERM_NOT_EARLIER_AFTER,  // A not earlier than D after B
    QG_TERM_NOT_EARLIER_BEFORE, // A not earlier than D before B: not farther back than D
    QG_TERM_NOT_LATER_AFTER,    // A not later than D after B: only the upper bound
    QG_TERM_NOT_LATER_BEFORE,   // A not later than D before B
};

// `to a working day [of CALENDAR]`: the last day moves forward to the next working day.
struct qg_roll {
    bool given;
    struct qg_name calendar; // optional; otherwise the act's
    struct qg_span span;
};

enum qg_arith { QG_ARITH_ADD, QG_ARITH_SUBTRACT, QG_ARITH_MULTIPLY };

enum qg_share { QG_SHARE_AT_LEAST, QG_SHARE_MORE_THAN, QG_SHARE_AT_MOST };

enum qg_fold { QG_FOLD_COUNT, QG_FOLD_SUM, QG_FOLD_EARLIEST, QG_FOLD_LATEST };

enum qg_quantifier {
    QG_QUANTIFIER_SOME,
    QG_QUANTIFIER_NO,
    QG_QUANTIFIER_EVERY,
    QG_QUANTIFIER_AT_LEAST,
    QG_QUANTIFIER_AT_MOST,
    QG_QUANTIFIER_EXACTLY,
};

QG_TREE_LIST(qg_exprs, qg_expr);

// One line of `under READING { value: E, … }`.
struct qg_under_case {
    struct qg_name value;
    struct qg_expr *then;
    struct qg_span span;
    struct qg_under_case *next;
};

QG_TREE_LIST(qg_under_cases, qg_under_case);

// What a cell of a table says of its input, one stretch of values. Both ends are included where
// there is no `before`, `after`, `less` or `more`.
enum qg_stretch_kind {
    QG_STRETCH_ONE,       // V: any literal, or a word of an enum
    QG_STRETCH_TO,        // V to W
    QG_STRETCH_AT_LEAST,  // at least N
    QG_STRETCH_AT_MOST,   // at most N
    QG_STRETCH_MORE_THAN, // more than N
    QG_STRETCH_LESS_THAN, // less than N
    QG_STRETCH_FROM,      // from DATE
    QG_STRETCH_BEFORE,    // before DATE
    QG_STRETCH_AFTER,     // after DATE
    QG_STRETCH_NOT_AFTER, // not after DATE
};

struct qg_stretch_syntax {
    enum qg_stretch_kind kind;
    struct qg_expr *value; // INT, DATE, BOOL or NAME
    struct qg_expr *to;    // of `V to W`, else NULL
    struct qg_span span;
    struct qg_stretch_syntax *next;
};

QG_TREE_LIST(qg_stretches, qg_stretch_syntax);

struct qg_cell_syntax {
    struct qg_stretches stretches; // empty: `any`
    struct qg_span span;
    struct qg_cell_syntax *next;
};

QG_TREE_LIST(qg_cells, qg_cell_syntax);

// `when CELL, …: E, …`: a result for each column of the table, one where it has none. `else: E`
// has no cells.
struct qg_row_syntax {
    bool otherwise;
    struct qg_cells cells;
    struct qg_exprs results;
    struct qg_span span; // of the cells with their `when`, or of `else`
    struct qg_row_syntax *next;
};

QG_TREE_LIST(qg_row_list, qg_row_syntax);

// The rows of a table. Its inputs are the parameters of the definition that it is the value of.
// With `across INPUT: CELL, …` the last input is told apart by columns instead of cells.
struct qg_table_syntax {
    struct qg_name across;   // empty without columns
    struct qg_cells columns; // empty without columns
    struct qg_row_list rows;
};

enum qg_ref_kind {
    QG_REF_RULE,      // `id`: a rule or a provision; inside a template it may begin with `*`
    QG_REF_PARAGRAPH, // `id` is the number, as written
    QG_REF_CHAPTER,   // `id` is the number
    QG_REF_APPENDIX,  // `id` is the number
    QG_REF_PREAMBLE,  // `id` is empty
    QG_REF_ACT,       // `id` is empty: the act that the reference stands in
};

// What a rule silences or governs, what an exemption lifts, where a provision points.
struct qg_ref {
    enum qg_ref_kind kind;
    struct qg_name id;
    struct qg_span span;
    struct qg_ref *next;
};

QG_TREE_LIST(qg_refs, qg_ref);

struct qg_expr {
    enum qg_expr_kind kind;
    uint32_t depth; // 1 for a leaf, else one more than the deepest child
    struct qg_span span;
    struct qg_expr *next; // in a list of expressions
    union {
        int64_t number; // 0 … 2^31 - 1
        int32_t date;   // days, as date.h counts them
        bool truth;
        struct qg_str text;
        struct qg_duration duration;
        struct {
            int32_t numerator, denominator;
        } ratio;
        struct qg_langs *phrase;
        struct qg_ref *ref;
        struct qg_exprs items;
        struct qg_name name;
        struct {
            struct qg_expr *base;
            struct qg_name name;
        } field;
        struct {
            struct qg_expr *callee; // QG_EXPR_NAME or QG_EXPR_FIELD, nothing else
            struct qg_exprs arguments;
        } call;
        struct qg_expr *operand;
        struct {
            struct qg_expr *left, *right;
        } pair;
        struct {
            enum qg_compare op;
            struct qg_expr *left, *right;
        } compare;
        struct {
            enum qg_is op;
            struct qg_expr *operand;
        } is;
        struct {
            enum qg_term op;
            struct qg_expr *subject, *duration, *anchor;
            struct qg_roll roll;
        } term;
        struct {
            struct qg_expr *subject, *from, *to;
        } between;
        struct {
            bool younger;           // else: at least so old
            struct qg_expr *person; // whatever has a birth date, or the birth date itself
            struct qg_expr *duration, *day;
        } age;
        struct {
            enum qg_share op;
            struct qg_expr *part, *ratio, *whole;
        } share;
        struct {
            enum qg_arith op;
            struct qg_expr *left, *right;
        } arith;
        struct {
            bool back;                // `before`
            struct qg_expr *duration; // always a QG_EXPR_DURATION
            struct qg_expr *anchor;
        } shift;
        struct {
            struct qg_expr *day;
            struct qg_roll how;
        } roll;
        struct {
            bool later;
            struct qg_exprs items; // at least one
        } pick;
        struct {
            enum qg_fold op;
            struct qg_expr *value; // NULL for count
            struct qg_range *range;
        } fold;
        struct {
            bool latest; // else the earliest
            struct qg_range *range;
            struct qg_expr *by;
        } choose;
        struct qg_range *range;
        struct {
            enum qg_quantifier op;
            int64_t number; // of at least, at most, exactly; else 0
            struct qg_range *range;
            struct qg_expr *has; // of `every`; NULL otherwise
        } quantify;
        struct {
            struct qg_expr *when, *then, *otherwise;
        } choice;
        struct {
            struct qg_name reading; // dotted as one name when it says its module
            struct qg_under_cases cases;
        } under;
        struct qg_table_syntax *table;
    } as;
};

// ---- JSON in fixtures ------------------------------------------------------------------------

enum qg_json_kind {
    QG_JSON_NULL,
    QG_JSON_TRUE,
    QG_JSON_FALSE,
    QG_JSON_NUMBER, // `text` as written, `-` and a fraction allowed: wrong data must be testable
    QG_JSON_STRING, // `text` decoded; a bare date is a string too
    QG_JSON_ARRAY,  // `first` … are the elements
    QG_JSON_OBJECT, // `first` … are the values, each with its `key`
};

struct qg_json_syntax {
    enum qg_json_kind kind;
    uint32_t depth;
    struct qg_span span;
    struct qg_str text;
    struct qg_name key;                  // of a member of an object; decoded, without quotes
    struct qg_json_syntax *first, *last; // children
    uint32_t count;
    struct qg_json_syntax *next; // sibling
};

// A step of `certifications[0].hearings[1].date`.
struct qg_step {
    struct qg_name name; // the member; empty for an index
    uint32_t index;      // from 0
    struct qg_span span;
    struct qg_step *next;
};

QG_TREE_LIST(qg_steps, qg_step);

// One `path = value` of `with`, or one path of `without` (value NULL).
struct qg_edit {
    struct qg_steps path;
    struct qg_json_syntax *value; // NULL: take it out
    struct qg_span span;
    struct qg_edit *next;
};

QG_TREE_LIST(qg_edits, qg_edit);

// A record for tests: written out, or another fixture changed. Edits apply in the order written.
struct qg_fixture {
    struct qg_fixture *next;        // of a test that is given several
    struct qg_json_syntax *literal; // NULL when `base` is given
    struct qg_name base;
    struct qg_edits edits;
    struct qg_span span;
};

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

// `dated NOUN by EXPR`: the event date of rules whose innermost loop is that noun.
struct qg_dated {
    struct qg_name noun;
    struct qg_expr *by;
    struct qg_span span;
    struct qg_dated *next;
};

QG_TREE_LIST(qg_dateds, qg_dated);

// `cites "No. 247" adopted 2021-12-24`: another act that this one names.
struct qg_citation {
    struct qg_str act; // decoded
    int32_t adopted;
    struct qg_span span;
    struct qg_citation *next;
};

QG_TREE_LIST(qg_citations, qg_citation);

enum qg_division_kind {
    QG_DIVISION_PREAMBLE,
    QG_DIVISION_CHAPTER,
    QG_DIVISION_PARAGRAPH,
    QG_DIVISION_APPENDIX,
};

// A part of an act as an amendment names it: `paragraph 46`, `rule P46-a`, `define term`.
struct qg_part {
    enum qg_decl_kind kind;         // what is looked for
    enum qg_division_kind division; // of QG_DECL_DIVISION
    struct qg_name name;            // empty for the preamble
    struct qg_span span;
};

enum qg_change_kind {
    QG_CHANGE_REPEAL,  // `what`
    QG_CHANGE_REWORD,  // `from` by `to`, wherever it stands in `in`
    QG_CHANGE_REPLACE, // the part of the same name by `item`
    QG_CHANGE_INSERT   // `item`, at the end of `in` or behind the part that it names
};

struct qg_change {
    enum qg_change_kind kind;
    bool placed;               // `in` is given
    struct qg_part in;         //
    struct qg_part what;       // REPEAL, REPLACE: what goes
    struct qg_expr *from, *to; // REWORD
    struct qg_decl *item;      // REPLACE, INSERT
    struct qg_span span;
    struct qg_change *next;
};

QG_TREE_LIST(qg_changes, qg_change);

struct qg_act_decl {
    struct qg_langs title;
    struct qg_str number;       // decoded; empty when absent
    struct qg_expr *adopted;    // NULL when absent
    struct qg_expr *force_from; // NULL: not known
    struct qg_expr *force_until;
    struct qg_names audits;      // records
    struct qg_name verdict_each; // the noun of `verdict for each`
    bool no_verdict;             // `verdict none`
    struct qg_name calendar;     // `calendar NAME`, dotted as one name
    struct qg_dateds dated;
    struct qg_name repealed_by; // the act that ended it, decoded; may be empty
    struct qg_citations cites;
    struct qg_name amends; // AMENDMENT: the act that it changes
    struct qg_changes changes;
};

// `for each SOURCE`, `for any SOURCE`, `over all SOURCE`.
struct qg_scope_syntax {
    bool anew; // `for any`: from the record again, without the scopes around
    bool over; // `over all`: the rule is about all of these elements together; of a rule only
    struct qg_range *range;
    struct qg_span span;
    struct qg_scope_syntax *next;
};

QG_TREE_LIST(qg_scopes, qg_scope_syntax);

// A part of an act. The declaration's name is its number (`4`, `48-1`), empty for the preamble.
struct qg_division_decl {
    enum qg_division_kind kind;
    struct qg_name act; // empty for a paragraph
    struct qg_langs text;
    struct qg_scopes scopes;
    struct qg_exprs when;        // conditions, all of which must hold
    struct qg_decls items;       // paragraphs, or whatever may stand in one
    struct qg_name after;        // of what an amendment inserts: the number of the part before it
    struct qg_span after_clause; // `after 48`
};

// One grade of `severity RC2 when decision = unfit else RC3`; the last has no condition.
struct qg_grade {
    struct qg_name severity;
    struct qg_expr *when; // NULL: otherwise
    struct qg_span span;
    struct qg_grade *next;
};

QG_TREE_LIST(qg_grades, qg_grade);

struct qg_let_syntax {
    struct qg_name name;
    struct qg_expr *value;
    struct qg_span span;
    struct qg_let_syntax *next;
};

QG_TREE_LIST(qg_lets, qg_let_syntax);

// `at least 1/3` of all elements, or `at most 2` of them.
struct qg_quota {
    enum qg_share op;
    struct qg_expr *portion; // QG_EXPR_INT: so many; else a ratio or the name of one; NULL: none
    struct qg_span span;
};

// A rule. The declaration's name is its id. Clauses may be written in any order; what is given
// twice and may not be is reported by the parser, and the first one is kept.
struct qg_rule_decl {
    struct qg_grades severity; // empty when absent
    struct qg_scopes scopes;
    struct qg_lets lets;
    struct qg_exprs when;
    struct qg_expr *demand; // of `require` or `forbid`; of `have`, where there is a quota; NULL
                            // with `agree on`, or after a reported error
    bool forbids;
    struct qg_quota quota; // of `require at least 1/3 have E`
    struct qg_exprs agree; // of `agree on E, F`; empty otherwise
    struct qg_exprs per;   // what tells the groups apart, or what is the same thing
    struct qg_expr *dated; // NULL: as the act says
    struct qg_name voids;  // the noun of `voids the NOUN`
    struct qg_refs silences, governs;
    struct qg_langs duty, breach, remark;
};

// An argument of `apply`, by name.
struct qg_argument {
    struct qg_name name;
    struct qg_expr *value;
    struct qg_span span;
    struct qg_argument *next;
};

QG_TREE_LIST(qg_arguments, qg_argument);

// `apply [MODULE.]TEMPLATE(…) as PREFIX [with silences …]`. The declaration's name is the prefix.
struct qg_apply_decl {
    struct qg_name callee; // dotted whole: `commission.quorum`
    struct qg_arguments arguments;
    struct qg_refs silences; // added to every rule of the group
};

struct qg_except {
    struct qg_name name;
    struct qg_expr *when;
    struct qg_span span;
    struct qg_except *next;
};

QG_TREE_LIST(qg_excepts, qg_except);

struct qg_exemption_decl {
    struct qg_langs text;
    struct qg_scopes scopes;
    struct qg_refs lifts;
    struct qg_exprs when; // at least one, unless reported
    struct qg_names overrides;
    struct qg_excepts except;
};

// A provision that no rule stands for. The declaration's name is its id.
struct qg_provision_decl {
    struct qg_langs because;  // of `not checkable because`
    struct qg_refs points_to; // empty when it is not checkable
};

// Something that a reader of the verdict is told, which is no breach. The declaration's name is its
// id.
struct qg_flag_decl {
    bool priority;            // the verdict is looked at before all others
    struct qg_scopes scopes;  //
    struct qg_exprs when;     // at least one, unless reported
    struct qg_names breaches; // of `with breach RC1, RC2`: one of these has to stand; may be empty
    struct qg_expr *by;       // the day by which it is to be done; NULL: it is only told
    struct qg_langs remark;   // what the reader is told
};

enum qg_outcome_word {
    QG_OUTCOME_SATISFIED,
    QG_OUTCOME_VIOLATED,
    QG_OUTCOME_UNDETERMINED,
    QG_OUTCOME_EXEMPT,
    QG_OUTCOME_NOT_APPLICABLE,
    QG_OUTCOME_NOT_IN_FORCE,
};

enum qg_expect_kind {
    QG_EXPECT_OUTCOME, // `expect RULE OUTCOME …`
    QG_EXPECT_VERDICT, // `expect verdict NAME …`
    QG_EXPECT_NONE,    // `expect no OUTCOME`
    QG_EXPECT_FLAG,    // `expect flag ID`
    QG_EXPECT_NO_FLAG, // `expect no flag ID`
};

// What a test says of a flag: nothing, that it is set, or that it is not.
enum qg_flag_wish { QG_FLAG_ANY, QG_FLAG_SET, QG_FLAG_CLEAR };

struct qg_expect {
    enum qg_expect_kind kind;
    struct qg_name rule; // of OUTCOME; of FLAG and NO_FLAG: the flag
    enum qg_outcome_word outcome;
    struct qg_name verdict;  // of VERDICT
    struct qg_name category; // `exempt as CATEGORY`; optional
    struct qg_name severity; // `severity RC1`, or `by RC1` of a verdict; optional
    bool has_due;            // `by 2023-12-19` of a flag
    int32_t due;             // that day
    struct qg_name silenced_by;
    enum qg_flag_wish boundary, reading_dependent;
    bool has_on;         // `on "c1"`
    struct qg_str on;    // the id of the element, decoded
    struct qg_name noun; // of `hearing 0`; optional
    uint32_t index;      // from 0, with `noun`
    bool has_missing;
    struct qg_names missing; // JSON Pointers, decoded
    struct qg_span span;
    struct qg_expect *next;
};

QG_TREE_LIST(qg_expects, qg_expect);

// `set parameter NAME = E`, `set reading NAME = VALUE`.
struct qg_setting {
    bool reading;        // else a parameter
    struct qg_name name; // dotted whole
    struct qg_expr *value;
    struct qg_span span;
    struct qg_setting *next;
};

QG_TREE_LIST(qg_test_settings, qg_setting);

// A test. The declaration's name is its title, decoded.
struct qg_test_decl {
    struct qg_fixture given; // the first one
    struct qg_expr *as_of;   // QG_EXPR_DATE; NULL when left to the runner
    struct qg_test_settings settings;
    struct qg_expects expects;
    struct qg_str because; // the derivation by hand, decoded; empty when absent
    bool broken;           // a clause was not understood; reported already
};

struct qg_decl {
    enum qg_decl_kind kind;
    struct qg_name name; // its span is where a reader is pointed to
    struct qg_span span; // the whole declaration
    struct qg_decl *next;
    union {
        struct qg_use_decl use;
        struct qg_severity_decl severity;
        struct qg_keeper_decl keeper;
        struct qg_enum_decl enumeration;
        struct qg_record_decl record;
        struct qg_parameter_decl parameter;
        struct qg_reading_decl reading;
        struct qg_calendar_decl calendar;
        struct qg_define_decl define;
        struct qg_template_decl tmpl;
        struct qg_schedule_decl schedule;
        struct qg_act_decl act;
        struct qg_division_decl division;
        struct qg_fixture fixture;
        struct qg_test_decl test;
        struct qg_rule_decl rule;
        struct qg_apply_decl apply;
        struct qg_exemption_decl exemption;
        struct qg_provision_decl provision;
        struct qg_flag_decl flag;
    } as;
};

// One source, parsed.
struct qg_file {
    uint32_t source; // index in the list of sources
    bool broken; // something in it was not understood, and reported: declarations may be lacking
    struct qg_decls decls;
};

#endif
