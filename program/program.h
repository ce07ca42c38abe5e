// SPDX-License-Identifier: Apache-2.0
//
// The compiled policy: one immutable block of tables and code that any number of threads may
// share. The compiler writes it, qg_program_verify proves that it can be run without checks, the
// machine in checker/ runs it, qg_program_list prints it. Everything lives in the arena the
// compiler was given; nothing here points back into the policy's sources but spans.

#ifndef QG_PROGRAM_H
#define QG_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "population.h"
#include "schema.h"
#include "source.h"
#include "str.h"
#include "workdays.h"

enum qg_op {
#define QG_OP(name, mnemonic, form, effect) QG_OP_##name,
#include "opcodes.def"
#undef QG_OP
    QG_OP_LIMIT
};

// One instruction. Registers are numbers within the function's frame; `imm` is what the FORM of
// the opcode says (opcodes.def). A form's `R` (a fourth register) is in imm, jump targets are
// indices into qg_program.code.
struct qg_instr {
    uint8_t op, a, b, c;
    int32_t imm;
};

enum {
    QG_REGISTERS = 250,    // registers of one frame
    QG_CALL_DEPTH = 24,    // functions calling functions, proved by the verifier
    QG_SCOPE_DEPTH = 6,    // loops around a rule
    QG_READING_LIMIT = 64, // readings fit one mask
    QG_GRADED_LIMIT = 64,  // so do the severities that a flag names
    QG_WORLD_LIMIT = 32,   // the law as it stands, and drafts to be compared with it
    QG_NONE = -1           // "no such index" in every table below
};

struct qg_value {
    int32_t lo, hi;
};

// Months (years are twelve) and days are added in this order; working days only by themselves.
struct qg_period {
    int32_t months, days, workdays;
    int16_t calendar; // of the working days, QG_NONE without
    int8_t sign;      // +1 after, -1 before
};

struct qg_ratio {
    int32_t num, den;
};

// How to read periods from the elements of a list: from a date field to a (mostly ongoing) one.
struct qg_accrual {
    int32_t from, to; // fields of the element
    int32_t period;   // index into periods
};

// How a set operation reads its two lists: QG_NONE for a list of scalars, else the scalar field
// of the elements. `left`/`right` name the list fields themselves (for evidence and openness).
struct qg_set {
    int32_t left, left_field, right, right_field;
};

enum qg_purpose {
    QG_FN_DEFINE,   // a definition or derived field
    QG_FN_SCOPE,    // list, filter or event date of a scope
    QG_FN_RULE,     // ends in OUTCOME
    QG_FN_SEVERITY, // returns the ordinal of a severity
    QG_FN_EXEMPT,   // returns truth
    QG_FN_MESSAGE,  // returns a value to be printed
    QG_FN_ACT,      // in force from / until
    QG_FN_FORCE     // truth: whether a version of a rule is in force, or has its turn
};

// What a result is, for printing, for widening to unknown, and for the verifier.
struct qg_shape {
    enum qg_kind kind;    // BOOL … TEXT; OBJECT for references; LIST for list blocks
    uint16_t enumeration; // ENUM
    uint16_t type;        // OBJECT: which type; LIST of OBJECT: of its elements
    int32_t list;         // LIST: the field it comes from, or QG_NONE
};

struct qg_function {
    struct qg_str name;
    enum qg_purpose purpose;
    uint32_t entry, end;     // code[entry .. end)
    uint8_t args, registers; // arguments are registers 0 .. args-1
    const struct qg_shape *arg_shapes;
    struct qg_shape result;
    int32_t memo;      // slot (of two) in the region of argument 0 that remembers the
                       // result, or QG_NONE
    uint64_t readings; // readings its result depends on, calls included
    bool terms;        // whether it contains TERM or month arithmetic, calls included
    struct qg_span span;
};

// How a call is answered without running the callee, if it can be: from the callee's memo slots, or
// from the results of recent calls with the same arguments. These are seldom the same where there
// are three, and a short function has run before its result is found.
enum qg_call { QG_CALL_ANEW, QG_CALL_SLOTS, QG_CALL_RECENT };
enum { QG_RECENT_ARGS = 2 }; // the most that a call is remembered by

static inline enum qg_call qg_call_of(const struct qg_function *f) {
    enum { WORTH_A_LOOK = 12 }; // instructions
    bool derives = f->purpose == QG_FN_DEFINE || f->purpose == QG_FN_EXEMPT;
    if (f->memo != QG_NONE)
        return QG_CALL_SLOTS;
    if (derives && f->args <= QG_RECENT_ARGS && f->end - f->entry >= WORTH_A_LOOK)
        return QG_CALL_RECENT;
    return QG_CALL_ANEW;
}

// A loop (or the record itself) that rules hang on: a tree for each act and record type it audits.
// Its functions take the elements of the enclosing scopes, outermost first (the record is
// argument 0), `where` and `dated` also this scope's own element.
enum qg_scope_kind { QG_SCOPE_RECORD, QG_SCOPE_LIST, QG_SCOPE_NUMBERS };

struct qg_scope {
    enum qg_scope_kind kind;
    int32_t act;                       // whose rules hang here
    int32_t parent;                    // QG_NONE for a record
    uint16_t type;                     // RECORD, LIST: type of the element
    int32_t field;                     // LIST: the list field
    int32_t list;                      // LIST: function giving the list; NUMBERS: the first number
    int32_t last;                      // NUMBERS: function giving the last number
    int32_t where;                     // filter, or QG_NONE
    int32_t dated;                     // event date, or QG_NONE (then the parent's)
    uint8_t depth;                     // arguments a rule in it takes: 1 for a record
    uint32_t first_rule, rule_count;   // into scope_rules, in order of evaluation
    uint32_t first_child, child_count; // into scope_children
    struct qg_str noun;                // "certification", "hearing", …
    struct qg_span span;
};

enum qg_rule_kind {
    QG_RULE_OBLIGATION,
    QG_RULE_PROHIBITION,
    QG_RULE_CONDITION,
    QG_RULE_FORM,
    QG_RULE_SCOPE
};

struct qg_rule {
    struct qg_str id; // "P46-a"
    int32_t act;
    struct qg_str paragraph; // "46", "Appendix 1"
    enum qg_rule_kind kind;
    int32_t scope;
    int32_t check;                             // function ending in OUTCOME
    int32_t dated;                             // its own event date, or QG_NONE (then the scope's)
    int32_t severity_fn;                       // or QG_NONE: then `severity`
    int32_t severity;                          // ordinal in severities
    uint32_t first_exemption, exemption_count; // into rule_exemptions, by priority
    uint32_t first_silenced, silenced_count;   // into rule_refs: the rules it silences
    uint32_t first_governed, governed_count;   // into rule_refs: the rules a scope rule governs
    int32_t duty, breach, remark;              // messages, or QG_NONE
    bool voids;                                // a breach makes the meeting void
    int32_t turn, in_force; // of an amended act: truth over the elements of its scope: whether this
                            // version speaks of that day at all, and whether it was in force then;
                            // QG_NONE: always
    int32_t amendment;      // that gave it its text, or QG_NONE
    uint32_t worlds;        // a bit each: where it is the law (QG_WORLD_LIMIT)
    uint64_t readings;      // readings that its outcome depends on
    bool terms;             // whether the boundary can matter
    struct qg_span span;    // the rule's text
    struct qg_span place;   // its id, where a citation points
};

// One exemption as it applies to rules at one depth. `check` takes the first `args` elements of
// the rule's scope chain.
struct qg_exemption {
    struct qg_str name;
    struct qg_phrase title;
    int32_t check;
    uint8_t args;
    uint64_t readings;
    struct qg_span span;
};

// A message: literal pieces and holes in each language. A hole is a function taking the elements
// of the rule's scope, or a phrase (already spelled out as a literal piece by the compiler). In a
// message about a population it is one of its figures, since there is no element to ask.
struct qg_piece {
    struct qg_str text; // literal text where fn is QG_NONE and there is no figure
    int32_t fn;
    enum qg_figure figure;
};

struct qg_message {
    uint32_t first[QG_LANGS], count[QG_LANGS]; // into pieces
};

struct qg_severity {
    struct qg_str name;
    struct qg_phrase title;
    bool warrants; // a violation warrants re-certification
};

struct qg_reading {
    struct qg_str name;
    struct qg_phrase asks;
    const struct qg_str *values;
    const struct qg_phrase *value_texts;
    uint16_t count, preset; // preset = ordinal of the default
    bool built_in;          // month_end, last_day
    struct qg_span span;
};

// The first two readings of every program are built in.
enum { QG_READING_MONTH_END = 0 /* clamp, next_day */, QG_READING_LAST_DAY = 1 /* roll, keep */ };

struct qg_parameter {
    struct qg_str name;
    struct qg_shape shape;
    bool required;
    struct qg_value preset;
    struct qg_span span;
};

// The type of what an act gives verdicts for that gives none: there is no such type.
enum { QG_NO_VERDICT = UINT16_MAX };

struct qg_act {
    struct qg_str name, number;
    struct qg_phrase title;
    int32_t adopted;           // date, or QG_NONE
    int32_t from_fn, until_fn; // in force from / until: functions without arguments, or QG_NONE
    uint16_t verdict_type;     // verdicts are given for each element of this type; QG_NO_VERDICT
    struct qg_str digest;      // SHA-256 of the policy text, 64 hex digits
    struct qg_span span;
};

// An amendment of an act. In the world of a draft it belongs to the law, elsewhere it does not.
struct qg_amendment {
    struct qg_str name, number;
    struct qg_phrase title;
    int32_t act;
    int32_t adopted;           // date, or QG_NONE
    int32_t from_fn, until_fn; // in force from / until: functions without arguments, or QG_NONE
    uint32_t worlds;           // a bit each
    struct qg_span span;
};

// A provision that has no rule: accounted for, never a finding.
struct qg_provision {
    struct qg_str id;
    int32_t act;
    struct qg_str paragraph;
    struct qg_phrase reason; // not checkable, because …; or empty where it points to other rules
    uint32_t first_ref, ref_count; // into rule_refs
    struct qg_span span;
};

// What the reader of a verdict is told although it is no breach, where its condition is certain.
// One with a day says what is to be done by then: a remedy.
struct qg_flag {
    struct qg_str id;
    int32_t act;
    struct qg_str paragraph;
    int32_t scope;     // whose element verdicts are given for
    int32_t check;     // truth over the elements of that scope
    int32_t due;       // the day by which it is to be done, over the same; QG_NONE: only told
    uint64_t breaches; // severities, a bit each: a breach of one has to stand too; 0: none has to
    int32_t remark;    // message
    bool priority;     // the verdict comes before all others
    int32_t in_force;  // as of a rule
    uint32_t worlds;   //
    struct qg_span span;
    struct qg_span place; // its id, where a citation points
};

// Who keeps which parts of the records: whom to ask for what one does not hold. A part is a record
// and the fields that lead to it, "dossier.certifications.notice".
struct qg_keeper {
    struct qg_str name;
    struct qg_phrase title;
    const struct qg_str *kept;
    uint32_t kept_count;
};

struct qg_program {
    struct qg_schema schema;
    const struct qg_instr *code;
    const struct qg_span *spans; // one for each instruction
    uint32_t code_count;

#define QG_TABLE(type, name, count)                                                                \
    const type *name;                                                                              \
    uint32_t count
    QG_TABLE(struct qg_function, functions, function_count);
    QG_TABLE(struct qg_scope, scopes, scope_count);
    QG_TABLE(struct qg_rule, rules, rule_count); // in order of citation
    QG_TABLE(struct qg_exemption, exemptions, exemption_count);
    QG_TABLE(struct qg_message, messages, message_count);
    QG_TABLE(struct qg_piece, pieces, piece_count);
    QG_TABLE(struct qg_severity, severities, severity_count); // strongest first
    QG_TABLE(struct qg_reading, readings, reading_count);
    QG_TABLE(struct qg_parameter, parameters, parameter_count);
    QG_TABLE(struct qg_act, acts, act_count);
    QG_TABLE(struct qg_amendment, amendments, amendment_count);
    QG_TABLE(struct qg_provision, provisions, provision_count);
    QG_TABLE(struct qg_flag, flags, flag_count);
    QG_TABLE(struct qg_keeper, keepers, keeper_count);
    QG_TABLE(struct qg_population, populations, population_count); // in the order of their rules
    QG_TABLE(struct qg_collected, collected, collected_count);
    QG_TABLE(struct qg_calendar, calendars, calendar_count);
    QG_TABLE(struct qg_period, periods, period_count);
    QG_TABLE(struct qg_ratio, ratios, ratio_count);
    QG_TABLE(struct qg_accrual, accruals, accrual_count);
    QG_TABLE(struct qg_set, sets, set_count);
    QG_TABLE(uint32_t, scope_rules, scope_rule_count);
    QG_TABLE(uint32_t, scope_children, scope_child_count);
    QG_TABLE(uint32_t, rule_exemptions, rule_exemption_count);
    QG_TABLE(uint32_t, rule_refs, rule_ref_count);
#undef QG_TABLE
};

// The pieces of a message in a language, in English where it is not said in that one; none of
// QG_NONE.
struct qg_pieces {
    const struct qg_piece *at;
    uint32_t count;
};
static inline struct qg_pieces qg_message_pieces(const struct qg_program *program, int32_t message,
                                                 int lang) {
    struct qg_pieces pieces = {0};
    if (message == QG_NONE)
        return pieces;
    const struct qg_message *m = &program->messages[message];
    if (m->count[lang] == 0)
        lang = QG_LANG_EN;
    pieces.count = m->count[lang];
    if (pieces.count > 0)
        pieces.at = &program->pieces[m->first[lang]];
    return pieces;
}

// Versions of a rule stand together: the index behind the last one of the rule at `first`.
static inline uint32_t qg_rule_versions_end(const struct qg_program *program, uint32_t first) {
    uint32_t end = first + 1;
    while (end < program->rule_count &&
           qg_str_equal(program->rules[end].id, program->rules[first].id))
        end++;
    return end;
}

// The place of the first thing wrong with a program; what a compiler bug looks like.
struct qg_flaw {
    uint32_t at;      // instruction, or index into the table named in `what`
    const char *what; // static text
    bool starved;     // it says nothing of the program: there was no memory to look
};

// Proves that `program` can be run without further checks: every index within its table, every
// register written before it is read and of the kind its use demands, every jump within its
// function and forward but for NEXT, the call graph without cycles and at most QG_CALL_DEPTH
// deep, every field load on a region of the field's owner. Returns false and fills `out`.
bool qg_program_verify(const struct qg_program *program, struct qg_flaw *out);

// A name for what code compiled for the program relies on: its first instructions and functions.
// (Fields go by their names; periods and the other tables are read from the program at hand.) 64
// hex digits and a zero. False if the program has fewer. A program that was made of another one and
// its amendments begins with the other one's functions, so that these need not be compiled again.
struct qg_prefix {
    uint32_t functions, code;
};
enum { QG_FINGERPRINT_SIZE = 65 };
bool qg_program_fingerprint(const struct qg_program *program, struct qg_prefix prefix,
                            char out[QG_FINGERPRINT_SIZE]);

struct qg_text;
// Appends the program as a C17 translation unit over native_ops.h, which defines a struct qg_native
// named qg_native_<name>; each function with the place in the policy that it comes from, where the
// sources are given.
void qg_program_c(const struct qg_program *program, const struct qg_sources *sources,
                  const char *name, struct qg_text *out);

// Appends a readable listing of the whole program: tables, then code with spans left out.
void qg_program_list(const struct qg_program *program, struct qg_text *out);

#endif
