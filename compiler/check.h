// SPDX-License-Identifier: Apache-2.0
//
// The state of the checking stage, shared by its files. The stage reads the trees of all files
// and writes the typed tree; it goes through the policy in passes (check_stage.c), each of which
// may rely on what the earlier ones have put into the tables here.
//
// Errors have one form throughout: a function that cannot give its result gives NULL (or QG_NONE),
// and the reason is already known: a diagnostic was reported, or memory ran out and `failed` is
// set. Whoever gets NULL passes it on in silence, so that one mistake gives one diagnostic.
#ifndef QG_CHECK_H
#define QG_CHECK_H

#include "check_codes.h"
#include "compile.h"
#include "intern.h"
#include "table.h"
#include "typed.h"

enum {
    QG_NODE_LIMIT = 65536,    // typed nodes of one function: what `between` and `within` spell out
    QG_TEMPLATE_DEPTH = 8,    // templates applied by templates
    QG_RULE_LIMIT = 1 << 17,  // rules of a policy, templates spelled out; applications of templates
    QG_REF_LIMIT = 1 << 23,   // rules named by all references together, chapters spelled out
    QG_CONDITION_LIMIT = 256, // conditions of one rule, those of its chapter included; its lets;
                              // arguments of one template
    QG_GRADE_LIMIT = 32,      // grades of severity of one rule
    QG_EXEMPTION_LIMIT = 4096, // exemptions of a policy
    QG_REGION_LIMIT = 1 << 16, // slots of one type, embedded objects included
    QG_OBJECT_DEPTH = 32       // types within types
};

// What the first number of a pair in qg_checker.table says.
enum qg_owner {
    // names declared at the top of a file or in a paragraph; the value is an index of `declared`
    QG_OWN_TYPE,  // types, records, enums
    QG_OWN_VALUE, // parameters, definitions, schedules
    QG_OWN_READING,
    QG_OWN_CALENDAR,
    QG_OWN_SEVERITY,
    QG_OWN_KEEPER,
    QG_OWN_TEMPLATE,
    QG_OWN_ACT,
    QG_OWN_AMENDMENT,
    QG_OWN_FIXTURE,
    QG_OWN_EXEMPTION,
    QG_OWN_MODULE, // the value is a file
    QG_OWN_RULE,   // the value is a rule (its draft until they are sorted)
    QG_OWN_PROVISION,
    QG_OWN_FLAG,
    QG_OWN_TEXT, // text constants; the value is an index of `symbols`
    QG_OWN_SECTION,
    QG_OWN_LIMIT,
    // names that belong to something: add its index (qg_owner_of)
    QG_OWN_FIELD = 1 << 20,         // of a type; the value is a field
    QG_OWN_DERIVED = 2 << 20,       // of a type; the value is a definition
    QG_OWN_REACH = 3 << 20,         // of a type; the value is an index of `reaches`
    QG_OWN_ENUM_VALUE = 4 << 20,    // of an enum; the value is the ordinal
    QG_OWN_READING_VALUE = 5 << 20, // of a reading; the value is the ordinal
    QG_OWN_PARAGRAPH = 6 << 20,     // of an act; the value is an index of `divisions`
    QG_OWN_CHAPTER = 7 << 20,
    QG_OWN_APPENDIX = 8 << 20,
    QG_OWN_ROOT = 9 << 20,  // of an act, by record type; the value is a scope
    QG_OWN_LOCAL = 10 << 20 // of a depth, by shape; the value is an index of `scope_locals`
};

static inline uint32_t qg_owner_of(enum qg_owner kind, uint32_t index) {
    return (uint32_t)kind + index;
}

// A name that was declared for the whole policy.
struct qg_declared {
    const struct qg_decl *decl;
    uint32_t file;
    uint32_t index; // in the table of its kind: enums, types, parameters, readings, definitions …
    const struct qg_name *act; // the act in whose division it stands, or NULL
    bool used;
};

enum qg_definition_kind { QG_DEFINE_VALUE, QG_DEFINE_COUNT, QG_DEFINE_DUE };
enum qg_progress { QG_UNCHECKED, QG_BUSY, QG_CHECKED };

// A definition, or one of the two functions that a schedule gives.
struct qg_definition {
    enum qg_definition_kind kind;
    const struct qg_decl *decl;
    uint32_t declared;             // index of `declared`, QG_TABLE_NOTHING for a derived field
    int32_t of;                    // type of the element that is argument 0, or QG_NONE
    const struct qg_shape *shapes; // of the further arguments
    uint32_t parameter_count;
    enum qg_progress progress;
    int32_t function;       // once checked; QG_NONE after an error
    struct qg_shape result; // once checked
    uint32_t depth;         // calls below it, itself included
    bool used;
};

// The way from a type's region to a list: through embedded objects to the list field.
struct qg_noun {
    const int32_t *fields; // OBJECT fields and, last, the LIST field
    uint32_t length;
    int32_t rival; // another list field that the noun fits as well, or QG_NONE
    bool by_type;  // the noun is the name of the elements' type, not of the field
};

// What a name is bound to where an expression stands.
enum qg_binding_kind {
    QG_BIND_ELEMENT,  // a region: its fields are in scope, and its noun
    QG_BIND_VALUE,    // a loop variable over plain values, a parameter of a definition
    QG_BIND_LET,      // `value` is checked in each function that uses it
    QG_BIND_ARGUMENT, // of a template: `value` is put in place of the name
};

struct qg_binding {
    const struct qg_binding *outer;
    enum qg_binding_kind kind;
    uint32_t symbol;             // its name; 0: none
    uint32_t noun;               // ELEMENT: the name by which fields are preferred to it; 0: none
    uint16_t type;               // ELEMENT: of the element
    uint32_t steps;              // ELEMENT: how many regions above `local` it is
    struct qg_local *local;      // ELEMENT, VALUE
    const struct qg_expr *value; // LET, ARGUMENT
    const struct qg_binding *where;      // ARGUMENT: what the names in `value` are bound to
    const struct qg_type_syntax *wanted; // ARGUMENT: as the template declares it
    struct qg_let_state *let;            // LET
    bool loop;                           // a loop's variable; else an argument of the function
};

// What happened to a `let` so far; its value is built anew in each function.
struct qg_let_state {
    uint32_t serial;        // of the function that `local` belongs to
    struct qg_local *local; // NULL: its value has an error
    bool used;
};

// A function under construction. One is open at a time, but for definitions that are checked
// where they are first called.
struct qg_check_frame {
    struct qg_check_frame *outer;
    uint32_t serial;
    struct qg_local *const *args;
    uint32_t arg_count;
    uint32_t next_local;   // index of the next variable
    uint32_t nodes, depth; // built so far; open just now
    uint32_t call_depth;   // of the deepest definition called
    uint32_t definition;   // whose value is being checked, or QG_TABLE_NOTHING
    int32_t unplaced;      // a type whose place is not unique, so that nothing above the element
                           // of a definition can be named; QG_NONE
    int32_t act;           // whose calendar is meant where none is named
    QG_VEC(struct qg_let) lets;
};

// A scope with what its functions compute, for telling whether two are the same.
struct qg_scope_nodes {
    struct qg_node *list, *last, *where;
    struct qg_local *local; // its element
    uint32_t next_local;    // first index that is free in `where`
    uint32_t same_hash;     // next scope with the same hash, or QG_TABLE_NOTHING
};

// A day that an amendment names for the elements of a scope, checked when all rules are.
struct qg_pending_transition {
    struct qg_transition made;
    const struct qg_binding *env;
    struct qg_local *const *locals; // the elements down to the scope's
    uint32_t depth;
};

// What qg_checker.holders says of a type that can stand in several places.
enum { QG_HELD_TWICE = -2 };

// An act as the checker sees it.
struct qg_act_state {
    const struct qg_decl *decl;
    const uint16_t *audits; // record types
    uint32_t audit_count;
    int32_t calendar;                // index, or QG_NONE
    uint32_t first_rule, rule_count; // once the rules are sorted
};

// A chapter, paragraph, appendix or preamble, wherever and however often it is opened.
struct qg_division {
    enum qg_division_kind kind;
    int32_t act;
    int32_t chapter;                 // paragraph: the division around it; else QG_NONE
    struct qg_str label;             // its number, as written
    struct qg_str cited;             // as rules in it are cited: "46", "Appendix 1"
    uint32_t rank;                   // in the order of citation
    uint32_t first_rule, rule_count; // once the rules are sorted, those of its paragraphs included
    struct qg_span span;
};

struct qg_draft; // draft.h

struct qg_checker {
    struct qg_compilation *c;
    struct qg_arena *arena;     // the compilation's
    struct qg_diag_list *diags; // the compilation's
    uint32_t languages;         // those of the acts' titles, a bit each: what texts are asked for
    bool failed;                // memory ran out; sticks
    bool sections_full;         // that there are too many was reported
    uint32_t *file_of_source;
    struct qg_intern names;       // every name that is looked up
    struct qg_table table;        // enum qg_owner says what is in it
    struct qg_table seen_scopes;  // hashes -> first scope
    struct qg_check_frame *frame; // the innermost one that is open
    uint32_t frame_count, definition_depth;
    int32_t act; // whose divisions are gone through just now, or QG_NONE

    QG_VEC(struct qg_declared) declared;
    QG_VEC(struct qg_definition) definitions;
    QG_VEC(struct qg_noun) reaches;
    QG_VEC(bool) reach_known; // by type
    QG_VEC(int32_t) holders;  // by type: the only field that holds it, QG_NONE, QG_HELD_TWICE
    QG_VEC(struct qg_act_state) act_states;
    QG_VEC(struct qg_division) divisions;
    QG_VEC(struct qg_draft *) drafts;           // of rules, in order of citation once sorted
    QG_VEC(struct qg_draft *) exemption_drafts; // in the order of the text
    QG_VEC(struct qg_draft *) provision_drafts; // likewise
    QG_VEC(struct qg_draft *) flag_drafts;      // likewise
    uint32_t applied;                           // templates, so far
    bool full;                                  // QG_RULE_LIMIT is reached: no more is spelled out
    QG_VEC(struct qg_local *) scope_locals;     // one for each depth and shape of element
    QG_VEC(uint32_t) ref_stamps;                // by rule: the last list of references it was in
    uint32_t ref_stamp;
    QG_VEC(struct qg_scope_nodes) scope_nodes;      // one for each scope
    QG_VEC(const struct qg_decl *) amendment_decls; // one for each amendment
    QG_VEC(struct qg_pending_transition) pending_transitions;
    QG_VEC(struct qg_transition) transitions;

    // The tables of the program, as they grow.
    QG_VEC(struct qg_enum) enums;
    QG_VEC(struct qg_type) types;
    QG_VEC(struct qg_field) fields;
    QG_VEC(struct qg_span) field_spans; // of their names; not part of the program
    QG_VEC(struct qg_str) sections;
    QG_VEC(struct qg_str) symbols;
    QG_VEC(struct qg_typed_function) functions;
    QG_VEC(struct qg_scope) scopes;
    QG_VEC(struct qg_rule) rules;
    QG_VEC(struct qg_exemption) exemptions;
    QG_VEC(struct qg_message) messages;
    QG_VEC(struct qg_piece) pieces;
    QG_VEC(struct qg_severity) severities;
    QG_VEC(struct qg_reading) readings;
    QG_VEC(struct qg_parameter) parameters;
    QG_VEC(struct qg_act) acts;
    QG_VEC(struct qg_amendment) amendments;
    QG_VEC(struct qg_provision) provisions;
    QG_VEC(struct qg_flag) flags;
    QG_VEC(struct qg_keeper) keepers;
    QG_VEC(struct qg_population) populations;
    QG_VEC(struct qg_collected) collected;
    QG_VEC(struct qg_calendar) calendars;
    QG_VEC(uint32_t) scope_rules;
    QG_VEC(uint32_t) scope_children;
    QG_VEC(uint32_t) rule_exemptions;
    QG_VEC(uint32_t) rule_refs;
};

// Reports about a policy text: qg_check_error(ck, UNKNOWN_NAME, span, "…", …).
#define qg_check_error(ck, name, span, ...) qg_report((ck)->diags, QG_E_##name, (span), __VA_ARGS__)

// Makes room in one of the tables, or pushes onto it; a refusal is remembered in `failed`.
#define qg_check_room(ck, table, more)                                                             \
    (qg_vec_reserve(&(ck)->table, (more)) || ((ck)->failed = true, false))
#define qg_check_push(ck, table, ...)                                                              \
    (qg_vec_push(&(ck)->table, __VA_ARGS__) || ((ck)->failed = true, false))

// Zeroed memory of the compilation's lifetime, or NULL (remembered).
void *qg_check_alloc(struct qg_checker *ck, size_t count, size_t size);

// A copy of a text for the program's tables; the empty one when memory is out (remembered).
struct qg_str qg_check_keep(struct qg_checker *ck, struct qg_str text);

// Text made with a format, in the compilation's arena; for words of a diagnostic.
struct qg_str qg_check_print(struct qg_checker *ck, const char *format, ...) QG_PRINTF(2, 3);

// The symbol of a name, new or known; 0 when memory is out (remembered).
uint32_t qg_check_symbol(struct qg_checker *ck, struct qg_str name);

// Looks a pair up, and puts one in.
uint32_t qg_check_find(const struct qg_checker *ck, uint32_t owner, uint32_t symbol);
bool qg_check_put(struct qg_checker *ck, uint32_t owner, uint32_t symbol, uint32_t value);

// Adds "Did you mean …?" if one of `names` is close to what was written.
void qg_check_suggest(struct qg_diag *diag, struct qg_str wanted, const struct qg_str *names,
                      size_t count);

// The file that a place lies in.
uint32_t qg_check_file(const struct qg_checker *ck, struct qg_span span);

// The text of LANGS for a table; empty where nothing was written. Reports a placeholder (E0501)
// and a language that is missing while another is there (W0601).
struct qg_phrase qg_check_phrase(struct qg_checker *ck, const struct qg_langs *langs);

// The report about missing languages alone, for texts that may have placeholders.
void qg_check_langs(struct qg_checker *ck, const struct qg_langs *langs);

// ---- The passes of the stage, in the order in which check_stage.c runs them -------------------

void qg_symbols_declare(struct qg_checker *ck); // symbols.c: every name that a file declares

// layout.c: enums, types, fields, sections. False if the types cannot be laid out, and nothing that
// needs them may follow.
bool qg_layout_types(struct qg_checker *ck);

void qg_headings_check(struct qg_checker *ck);   // check_heading.c: bodies, persons, days
void qg_keepers_declare(struct qg_checker *ck);  // check_keeper.c
void qg_settings_declare(struct qg_checker *ck); // check_setting.c: severities, readings, calendars
void qg_definitions_declare(struct qg_checker *ck);     // check_define.c: what they take
void qg_parameters_declare(struct qg_checker *ck);      // check_setting.c
void qg_acts_declare(struct qg_checker *ck);            // check_act.c
void qg_amendments_declare(struct qg_checker *ck);      // check_amend.c
void qg_transitions_check(struct qg_checker *ck);       // check_scope.c
void qg_amendments_check(struct qg_checker *ck);        // check_amend.c
void qg_definitions_check(struct qg_checker *ck);       // check_define.c: what they give
void qg_draft_definitions_check(struct qg_checker *ck); // check_define.c
void qg_drafts_collect(struct qg_checker *ck);          // draft.c: rules, templates spelled out
void qg_drafts_sort(struct qg_checker *ck);             // check_refs.c: order of citation, ids
void qg_rules_check(struct qg_checker *ck);             // check_rule.c
void qg_exemptions_check(struct qg_checker *ck);        // check_exempt.c
void qg_provisions_check(struct qg_checker *ck);        // check_refs.c
void qg_flags_check(struct qg_checker *ck);             // check_flag.c
void qg_scopes_link(struct qg_checker *ck);             // check_scope.c: children and rules of each
void qg_tests_check(struct qg_checker *ck);             // check_test.c
void qg_unused_warn(struct qg_checker *ck);             // symbols.c

// A function without arguments that gives a date of an act, or QG_NONE where none is written; and
// the check of the nouns of `dated NOUN by` (check_act.c).
int32_t qg_act_force(struct qg_checker *ck, const struct qg_expr *e, const char *name);
void qg_act_check_dated(struct qg_checker *ck, const struct qg_act_decl *act);
void qg_act_check_adopted(struct qg_checker *ck, const struct qg_act_decl *act);

#endif
