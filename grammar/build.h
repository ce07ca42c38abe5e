// SPDX-License-Identifier: Apache-2.0
//
// The constructors that grammar actions call: each takes what was read, with its span, and gives a
// node of the tree. They check what the grammar cannot say (a clause given twice, a rule without
// a demand, depth) and report it; they look nothing up.
//
// When memory is out a constructor notes the fault and works on spare nodes in the parser, so that
// actions need no checks; the parser stops before its next action, and the tree is thrown away.
#ifndef QG_BUILD_H
#define QG_BUILD_H

#include "arena.h"
#include "diag.h"
#include "fault.h"
#include "grammar_codes.h"
#include "scan.h"
#include "source.h"
#include "tree.h"

#include <stdbool.h>
#include <stdint.h>

// No action makes more nodes than this, so those of one action are never the same.
#define QG_SPARE_COUNT 4

// One run of the parser.
struct qg_parser {
    struct qg_arena *arena; // of the tree
    struct qg_sources *sources;
    struct qg_diag_list *diags;
    struct qg_scan *scan;
    struct qg_file *file; // what is being filled
    enum qg_fault fault;  // sticks
    bool too_deep;        // reported once; the rest of such a text is more of the same
    bool misplaced;       // reported once; after a `}` that was forgotten, all else follows from it
    union qg_spare {
        struct qg_decl decl;
        struct qg_expr expr;
        struct qg_json_syntax json;
        struct qg_expect expect;
    } spares[QG_SPARE_COUNT]; // where nodes go that could not be allocated, in turn
    unsigned spares_used;
};

// Lists as the grammar meets them: a first element, a further one, a whole further list.
#define QG_TREE_START(list, node) ((list).first = (list).last = (node), (list).count = 1)
#define QG_TREE_APPEND(list, before, node)                                                         \
    do {                                                                                           \
        (list) = (before);                                                                         \
        qg_tree_link(list, node);                                                                  \
    } while (0)
#define QG_TREE_CONCAT(list, before, more)                                                         \
    do {                                                                                           \
        (list) = (before);                                                                         \
        QG_TREE_EXTEND(list, more);                                                                \
    } while (0)
#define QG_TREE_EXTEND(list, more)                                                                 \
    do {                                                                                           \
        *((list).last != NULL ? &(list).last->next : &(list).first) = (more).first;                \
        (list).last = (more).last;                                                                 \
        (list).count += (more).count;                                                              \
    } while (0)
#define qg_tree_link(list, node)                                                                   \
    (*((list).last != NULL ? &(list).last->next : &(list).first) = (node), (list).last = (node),   \
     (list).count++)

enum qg_unit { QG_UNIT_YEAR, QG_UNIT_MONTH, QG_UNIT_WEEK, QG_UNIT_DAY, QG_UNIT_WORKDAY };
enum qg_act_expr { QG_ACT_ADOPTED, QG_ACT_FROM, QG_ACT_UNTIL };
enum qg_rule_text { QG_TEXT_DUTY, QG_TEXT_BREACH, QG_TEXT_REMARK };

// The days after `off` or `working`, before it is known to which of the two they belong.
struct qg_monthdays {
    struct qg_calendar_day *first, *last;
    uint32_t count;
};

// ---- build.c: what all others stand on --------------------------------------------------------

// A zeroed node of `size` bytes, the spare one when memory is out. Never NULL.
void *qg_build_node(struct qg_parser *p, size_t size);

// Whether a clause that may stand once stands for the first time; reports it otherwise.
bool qg_build_once(struct qg_parser *p, bool given, struct qg_span span, const char *clause);

// Reports (once) that the text nests too deeply.
void qg_build_too_deep(struct qg_parser *p, struct qg_span span);

struct qg_name qg_build_name(struct qg_parser *p, struct qg_span span);
struct qg_name qg_build_no_name(struct qg_span span);
struct qg_name qg_build_text_name(struct qg_str text, struct qg_span span);
struct qg_name qg_build_dotted(struct qg_parser *p, struct qg_name head, struct qg_name tail);

// What several tokens say together (48-1, -0.5), as if nothing stood between them.
struct qg_name qg_build_tight(struct qg_parser *p, struct qg_span span);
struct qg_name *qg_build_name_item(struct qg_parser *p, struct qg_name name);
struct qg_str qg_build_concat(struct qg_parser *p, struct qg_str a, struct qg_str b);

struct qg_message_syntax *qg_build_piece(struct qg_parser *p, struct qg_message_syntax *message,
                                         struct qg_str text, struct qg_span span);
struct qg_message_syntax *qg_build_hole(struct qg_parser *p, struct qg_message_syntax *message,
                                        struct qg_expr *hole);
struct qg_langs qg_build_no_langs(void);
struct qg_langs qg_build_langs(struct qg_parser *p, struct qg_langs langs, enum qg_lang lang,
                               struct qg_message_syntax *message, struct qg_span span);

// ---- build_expr.c ----------------------------------------------------------------------------

struct qg_expr *qg_build_error(struct qg_parser *p, struct qg_span span);
struct qg_expr *qg_build_int(struct qg_parser *p, int64_t number, struct qg_span span);
struct qg_expr *qg_build_string(struct qg_parser *p, struct qg_str text, struct qg_span span);
struct qg_expr *qg_build_date(struct qg_parser *p, int32_t date, struct qg_span span);
struct qg_expr *qg_build_bool(struct qg_parser *p, bool truth, struct qg_span span);
struct qg_expr *qg_build_unknown(struct qg_parser *p, struct qg_span span);
struct qg_expr *qg_build_ratio(struct qg_parser *p, int64_t numerator, int64_t denominator,
                               struct qg_span span);
struct qg_expr *qg_build_duration(struct qg_parser *p, int64_t number, enum qg_unit unit,
                                  struct qg_span span);
struct qg_expr *qg_build_duration_more(struct qg_parser *p, struct qg_expr *duration,
                                       int64_t number, enum qg_unit unit, struct qg_span span);
struct qg_expr *qg_build_phrase(struct qg_parser *p, struct qg_langs langs, struct qg_span span);
struct qg_expr *qg_build_ref_expr(struct qg_parser *p, struct qg_ref *ref);
struct qg_expr *qg_build_set(struct qg_parser *p, struct qg_exprs items, struct qg_span span);
struct qg_expr *qg_build_name_expr(struct qg_parser *p, struct qg_name name);
struct qg_expr *qg_build_member(struct qg_parser *p, struct qg_expr *base, struct qg_name name,
                                struct qg_span span);
struct qg_expr *qg_build_call(struct qg_parser *p, struct qg_expr *callee,
                              struct qg_exprs arguments, struct qg_span span);
struct qg_expr *qg_build_not(struct qg_parser *p, struct qg_expr *operand, struct qg_span span);
struct qg_expr *qg_build_pair(struct qg_parser *p, enum qg_expr_kind kind, struct qg_expr *left,
                              struct qg_expr *right, struct qg_span span);
struct qg_expr *qg_build_compare(struct qg_parser *p, enum qg_compare op, struct qg_expr *left,
                                 struct qg_expr *right, struct qg_span span);
struct qg_expr *qg_build_is(struct qg_parser *p, enum qg_is op, struct qg_expr *operand,
                            struct qg_span span);
struct qg_expr *qg_build_term(struct qg_parser *p, enum qg_term op, struct qg_expr *subject,
                              struct qg_expr *duration, struct qg_expr *anchor, struct qg_roll roll,
                              struct qg_span span);
struct qg_expr *qg_build_between(struct qg_parser *p, enum qg_expr_kind kind,
                                 struct qg_expr *subject, struct qg_expr *from, struct qg_expr *to,
                                 struct qg_span span);
struct qg_expr *qg_build_age(struct qg_parser *p, bool younger, struct qg_expr *person,
                             struct qg_expr *duration, struct qg_expr *day, struct qg_span span);
struct qg_expr *qg_build_share(struct qg_parser *p, enum qg_share op, struct qg_expr *part,
                               struct qg_expr *ratio, struct qg_expr *whole, struct qg_span span);
struct qg_expr *qg_build_arith(struct qg_parser *p, enum qg_arith op, struct qg_expr *left,
                               struct qg_expr *right, struct qg_span span);
struct qg_expr *qg_build_shift(struct qg_parser *p, bool back, struct qg_expr *duration,
                               struct qg_expr *anchor, struct qg_span span);
struct qg_roll qg_build_rolling(struct qg_name calendar, struct qg_span span);
struct qg_expr *qg_build_roll(struct qg_parser *p, struct qg_expr *day, struct qg_roll how,
                              struct qg_span span);
struct qg_expr *qg_build_pick(struct qg_parser *p, bool later, struct qg_exprs items,
                              struct qg_span span);
struct qg_range *qg_build_range(struct qg_parser *p, enum qg_range_kind kind, struct qg_name name,
                                struct qg_expr *from, struct qg_expr *to, struct qg_span span);
struct qg_range *qg_build_where(struct qg_range *range, struct qg_expr *where, struct qg_span span);
struct qg_expr *qg_build_fold(struct qg_parser *p, enum qg_fold op, struct qg_expr *value,
                              struct qg_range *range, struct qg_span span);
struct qg_expr *qg_build_choose(struct qg_parser *p, bool latest, struct qg_range *range,
                                struct qg_expr *by, struct qg_span span);
struct qg_expr *qg_build_the(struct qg_parser *p, struct qg_range *range, struct qg_span span);
struct qg_expr *qg_build_quantify(struct qg_parser *p, enum qg_quantifier op, int64_t number,
                                  struct qg_range *range, struct qg_expr *has, struct qg_span span);
struct qg_expr *qg_build_if(struct qg_parser *p, struct qg_expr *when, struct qg_expr *then,
                            struct qg_expr *otherwise, struct qg_span span);
struct qg_under_case *qg_build_under_case(struct qg_parser *p, struct qg_name value,
                                          struct qg_expr *then, struct qg_span span);
// A node above children of depth `below`; in the place of one that would be too deep, an error.
struct qg_expr *qg_build_expr(struct qg_parser *p, enum qg_expr_kind kind, uint32_t below,
                              struct qg_span span);

struct qg_expr *qg_build_under(struct qg_parser *p, struct qg_name reading,
                               struct qg_under_cases cases, struct qg_span span);

// ---- build_decl.c: everything but rules and tests ---------------------------------------------

struct qg_decl *qg_build_decl(struct qg_parser *p, enum qg_decl_kind kind, struct qg_name name,
                              struct qg_span span);
// Takes a declaration that stands in a chapter and cannot as if it stood outside, and says so.
void qg_build_misplaced(struct qg_parser *p, struct qg_decl *decl, struct qg_span span);

struct qg_decl *qg_build_end(struct qg_decl *decl, struct qg_span span);
void qg_build_top(struct qg_parser *p, struct qg_decl *decl, struct qg_span span);

struct qg_type_syntax *qg_build_type(struct qg_parser *p, struct qg_name name, struct qg_span span);
struct qg_type_syntax *qg_build_list_type(struct qg_parser *p, struct qg_type_syntax *element,
                                          struct qg_span span);
struct qg_type_syntax *qg_build_ongoing_type(struct qg_parser *p, struct qg_name name,
                                             struct qg_span span);
struct qg_field_syntax *qg_build_field(struct qg_parser *p, struct qg_name name, bool section,
                                       bool optional, bool partial, struct qg_type_syntax *type,
                                       struct qg_span span);

struct qg_decl *qg_build_use(struct qg_parser *p, struct qg_names modules, struct qg_span span);
struct qg_decl *qg_build_keeper(struct qg_parser *p, struct qg_name name, struct qg_langs title,
                                struct qg_names kept, struct qg_span span);
struct qg_decl *qg_build_severity(struct qg_parser *p, struct qg_name name, bool warrants,
                                  struct qg_langs text, struct qg_span span);
struct qg_enum_value *qg_build_enum_value(struct qg_parser *p, struct qg_name name,
                                          struct qg_langs text, struct qg_span span);
struct qg_decl *qg_build_enum(struct qg_parser *p, struct qg_name name,
                              struct qg_enum_values values, struct qg_span span);
struct qg_decl *qg_build_record(struct qg_parser *p, enum qg_decl_kind kind, struct qg_name name,
                                struct qg_langs text, struct qg_fields fields, struct qg_span span);
// Adds to a record where it names its body (id, then name) and the person whom it is about.
void qg_build_heading(struct qg_decl *record, struct qg_names body, struct qg_name person);
struct qg_decl *qg_build_parameter(struct qg_parser *p, struct qg_name name,
                                   struct qg_type_syntax *type, struct qg_expr *initial,
                                   struct qg_span span);
struct qg_reading_value *qg_build_reading_value(struct qg_parser *p, struct qg_name name,
                                                bool initial, struct qg_langs text,
                                                struct qg_span span);
struct qg_decl *qg_build_reading(struct qg_parser *p, struct qg_name name, struct qg_langs asks,
                                 struct qg_reading_values values, struct qg_span span);
struct qg_decl *qg_build_broken_reading(struct qg_parser *p, struct qg_name name,
                                        struct qg_span span);
struct qg_decl *qg_build_calendar_source(struct qg_parser *p, struct qg_decl *calendar,
                                         struct qg_str source, struct qg_span span);
struct qg_decl *qg_build_calendar_year(struct qg_decl *calendar, struct qg_calendar_year *year,
                                       struct qg_span span);
struct qg_calendar_year *qg_build_year(struct qg_parser *p, int64_t number, bool provisional,
                                       struct qg_span span);
struct qg_calendar_year *qg_build_year_source(struct qg_parser *p, struct qg_calendar_year *year,
                                              struct qg_str source, struct qg_span span);
struct qg_calendar_year *qg_build_days(struct qg_parser *p, struct qg_calendar_year *year,
                                       struct qg_monthdays days, bool working);
struct qg_monthdays qg_build_monthday(struct qg_parser *p, struct qg_monthdays days,
                                      int32_t monthday, struct qg_span span);
struct qg_decl *qg_build_define(struct qg_parser *p, struct qg_name name, struct qg_name of,
                                struct qg_fields parameters, struct qg_type_syntax *result,
                                struct qg_expr *value, struct qg_span span);
struct qg_decl *qg_build_template(struct qg_parser *p, struct qg_name name,
                                  struct qg_fields parameters, struct qg_decls items,
                                  struct qg_span span);
struct qg_decl *qg_build_schedule(struct qg_parser *p, struct qg_name name, struct qg_name of,
                                  struct qg_expr *every, struct qg_expr *periods,
                                  struct qg_expr *since, struct qg_span span);

// In these, `span` is the clause's first word, where a second one is reported.
struct qg_decl *qg_build_act(struct qg_parser *p, struct qg_name name, struct qg_span span);
struct qg_decl *qg_build_act_title(struct qg_parser *p, struct qg_decl *act, struct qg_langs title,
                                   struct qg_span span);
struct qg_decl *qg_build_act_number(struct qg_parser *p, struct qg_decl *act, struct qg_str number,
                                    struct qg_span span);
struct qg_decl *qg_build_act_expr(struct qg_parser *p, struct qg_decl *act, enum qg_act_expr which,
                                  struct qg_expr *value, struct qg_span span);
struct qg_decl *qg_build_act_audits(struct qg_parser *p, struct qg_decl *act,
                                    struct qg_names audits, struct qg_span span);
struct qg_decl *qg_build_act_verdict(struct qg_parser *p, struct qg_decl *act, struct qg_name noun,
                                     struct qg_span span);
struct qg_decl *qg_build_act_no_verdict(struct qg_parser *p, struct qg_decl *act,
                                        struct qg_span span);
struct qg_decl *qg_build_act_calendar(struct qg_parser *p, struct qg_decl *act,
                                      struct qg_name calendar, struct qg_span span);
struct qg_decl *qg_build_act_dated(struct qg_parser *p, struct qg_decl *act, struct qg_name noun,
                                   struct qg_expr *by, struct qg_span span);

struct qg_decl *qg_build_division(struct qg_parser *p, enum qg_division_kind kind,
                                  struct qg_name number, struct qg_name act, struct qg_langs text,
                                  struct qg_span span);
struct qg_decl *qg_build_broken_division(struct qg_parser *p, enum qg_division_kind kind,
                                         struct qg_span span);
struct qg_decl *qg_build_division_scope(struct qg_decl *division, struct qg_scope_syntax *scope);
struct qg_decl *qg_build_division_when(struct qg_decl *division, struct qg_expr *when);
struct qg_decl *qg_build_items(struct qg_parser *p, struct qg_decl *division,
                               struct qg_decls items);
struct qg_scope_syntax *qg_build_scope(struct qg_parser *p, bool anew, struct qg_range *range,
                                       struct qg_span span);

struct qg_decl *qg_build_division_after(struct qg_decl *division, struct qg_name number,
                                        struct qg_span clause);

// ---- build_amend.c ---------------------------------------------------------------------------

struct qg_decl *qg_build_extend(struct qg_parser *p, struct qg_name name, struct qg_fields fields,
                                struct qg_span span);
struct qg_decl *qg_build_act_repealed(struct qg_parser *p, struct qg_decl *act, struct qg_str by,
                                      struct qg_span span, struct qg_span place);
struct qg_decl *qg_build_act_cites(struct qg_parser *p, struct qg_decl *act, struct qg_str cited,
                                   int32_t adopted, struct qg_span span);
struct qg_decl *qg_build_amendment(struct qg_parser *p, struct qg_name name, struct qg_name act,
                                   struct qg_span span);
struct qg_part qg_build_part(enum qg_decl_kind kind, enum qg_division_kind division,
                             struct qg_name name, struct qg_span span);
struct qg_change *qg_build_repeal(struct qg_parser *p, struct qg_part what, struct qg_span span);
struct qg_change *qg_build_reword(struct qg_parser *p, struct qg_expr *from, struct qg_expr *to,
                                  struct qg_span span);
struct qg_change *qg_build_change(struct qg_parser *p, enum qg_change_kind kind,
                                  struct qg_decl *item, struct qg_span span);
struct qg_changes qg_build_one_change(struct qg_change *change);

// Adds changes to an amendment; `in` (may be NULL) is where they are to be made.
struct qg_decl *qg_build_changes(struct qg_parser *p, struct qg_decl *amendment,
                                 const struct qg_part *in, struct qg_changes changes);

// ---- build_table.c ---------------------------------------------------------------------------

struct qg_stretch_syntax *qg_build_stretch(struct qg_parser *p, enum qg_stretch_kind kind,
                                           struct qg_expr *value, struct qg_expr *to,
                                           struct qg_span span);
// A cell of these stretches, none being `any`; of one alone.
struct qg_cell_syntax *qg_build_cell(struct qg_parser *p, struct qg_stretches stretches,
                                     struct qg_span span);
struct qg_cell_syntax *qg_build_cell_of(struct qg_parser *p, struct qg_stretch_syntax *stretch,
                                        struct qg_span span);
// Without cells it is `else`.
struct qg_row_syntax *qg_build_row(struct qg_parser *p, struct qg_cells cells,
                                   struct qg_exprs results, struct qg_span span);
struct qg_decl *qg_build_table(struct qg_parser *p, struct qg_name name, struct qg_name of,
                               struct qg_fields inputs, struct qg_type_syntax *result,
                               struct qg_span span);
struct qg_decl *qg_build_table_across(struct qg_parser *p, struct qg_decl *table,
                                      struct qg_name across, struct qg_cells columns,
                                      struct qg_span span);
struct qg_decl *qg_build_table_row(struct qg_decl *table, struct qg_row_syntax *row,
                                   struct qg_span span);
struct qg_decl *qg_build_table_end(struct qg_parser *p, struct qg_decl *table, struct qg_span span);

// ---- build_rule.c ----------------------------------------------------------------------------

struct qg_grades qg_build_grade(struct qg_parser *p, struct qg_grades grades,
                                struct qg_name severity, struct qg_span span);
struct qg_grades qg_build_grade_when(struct qg_grades grades, struct qg_expr *when);
struct qg_decl *qg_build_rule(struct qg_parser *p, struct qg_name id, struct qg_span span);
struct qg_decl *qg_build_rule_severity(struct qg_parser *p, struct qg_decl *rule,
                                       struct qg_grades severity, struct qg_span span);
struct qg_decl *qg_build_rule_scope(struct qg_decl *rule, struct qg_scope_syntax *scope);
struct qg_decl *qg_build_rule_dated(struct qg_parser *p, struct qg_decl *rule,
                                    struct qg_expr *dated, struct qg_span span);
struct qg_decl *qg_build_rule_let(struct qg_parser *p, struct qg_decl *rule, struct qg_name name,
                                  struct qg_expr *value, struct qg_span span);
struct qg_decl *qg_build_rule_when(struct qg_decl *rule, struct qg_expr *when);
struct qg_decl *qg_build_rule_demand(struct qg_parser *p, struct qg_decl *rule, bool forbids,
                                     struct qg_expr *demand, struct qg_span span);
struct qg_decl *qg_build_rule_over(struct qg_parser *p, struct qg_decl *rule,
                                   struct qg_range *range, struct qg_span span);
struct qg_decl *qg_build_rule_per(struct qg_parser *p, struct qg_decl *rule, struct qg_exprs keys,
                                  struct qg_span span);
struct qg_decl *qg_build_rule_quota(struct qg_parser *p, struct qg_decl *rule,
                                    struct qg_quota quota, struct qg_expr *property,
                                    struct qg_span span);
struct qg_decl *qg_build_rule_agree(struct qg_parser *p, struct qg_decl *rule,
                                    struct qg_exprs values, struct qg_span span);
struct qg_decl *qg_build_rule_voids(struct qg_parser *p, struct qg_decl *rule, struct qg_name noun,
                                    struct qg_span span);
struct qg_decl *qg_build_rule_silences(struct qg_decl *rule, struct qg_refs refs);
struct qg_decl *qg_build_rule_governs(struct qg_decl *rule, struct qg_refs refs);
struct qg_decl *qg_build_rule_text(struct qg_parser *p, struct qg_decl *rule,
                                   enum qg_rule_text which, struct qg_langs text,
                                   struct qg_span span);
struct qg_decl *qg_build_rule_broken(struct qg_parser *p, struct qg_decl *rule,
                                     struct qg_span span);
struct qg_decl *qg_build_rule_end(struct qg_parser *p, struct qg_decl *rule, struct qg_span span);
struct qg_ref *qg_build_ref(struct qg_parser *p, enum qg_ref_kind kind, struct qg_name id,
                            struct qg_span span);

struct qg_argument *qg_build_argument(struct qg_parser *p, struct qg_name name,
                                      struct qg_expr *value, struct qg_span span);
struct qg_decl *qg_build_apply(struct qg_parser *p, struct qg_name prefix, struct qg_name callee,
                               struct qg_arguments arguments, struct qg_refs silences,
                               struct qg_span span);

struct qg_decl *qg_build_exemption(struct qg_parser *p, struct qg_name name, struct qg_langs text,
                                   struct qg_span span);
struct qg_decl *qg_build_exemption_scope(struct qg_decl *exemption, struct qg_scope_syntax *scope);
struct qg_decl *qg_build_exemption_lifts(struct qg_decl *exemption, struct qg_refs refs);
struct qg_decl *qg_build_exemption_when(struct qg_decl *exemption, struct qg_expr *when);
struct qg_decl *qg_build_exemption_overrides(struct qg_decl *exemption, struct qg_names names);
struct qg_decl *qg_build_exemption_except(struct qg_parser *p, struct qg_decl *exemption,
                                          struct qg_name name, struct qg_expr *when,
                                          struct qg_span span);
struct qg_decl *qg_build_exemption_broken(struct qg_parser *p, struct qg_decl *exemption,
                                          struct qg_span span);
struct qg_decl *qg_build_exemption_end(struct qg_parser *p, struct qg_decl *exemption,
                                       struct qg_span span);
struct qg_decl *qg_build_provision(struct qg_parser *p, struct qg_name id, struct qg_langs because,
                                   struct qg_refs points_to, struct qg_span span);

struct qg_decl *qg_build_flag(struct qg_parser *p, struct qg_name id, struct qg_span span);
struct qg_decl *qg_build_flag_priority(struct qg_parser *p, struct qg_decl *flag,
                                       struct qg_span span);
struct qg_decl *qg_build_flag_scope(struct qg_decl *flag, struct qg_scope_syntax *scope);
struct qg_decl *qg_build_flag_when(struct qg_decl *flag, struct qg_expr *when);
struct qg_decl *qg_build_flag_by(struct qg_parser *p, struct qg_decl *flag, struct qg_expr *by,
                                 struct qg_span span);
struct qg_decl *qg_build_flag_breaches(struct qg_decl *flag, struct qg_names severities);
struct qg_decl *qg_build_flag_remark(struct qg_parser *p, struct qg_decl *flag,
                                     struct qg_langs remark, struct qg_span span);
struct qg_decl *qg_build_flag_broken(struct qg_parser *p, struct qg_decl *flag,
                                     struct qg_span span);
struct qg_decl *qg_build_flag_end(struct qg_parser *p, struct qg_decl *flag, struct qg_span span);

// ---- build_test.c ----------------------------------------------------------------------------

struct qg_json_syntax *qg_build_json(struct qg_parser *p, enum qg_json_kind kind,
                                     struct qg_span span);
struct qg_json_syntax *qg_build_json_text(struct qg_parser *p, enum qg_json_kind kind,
                                          struct qg_str text, struct qg_span span);
struct qg_json_syntax *qg_build_json_raw(struct qg_parser *p, enum qg_json_kind kind,
                                         struct qg_span span);
struct qg_json_syntax *qg_build_json_word(struct qg_parser *p, struct qg_name word);
struct qg_json_syntax *qg_build_json_first(struct qg_parser *p, enum qg_json_kind kind,
                                           struct qg_json_syntax *child, struct qg_span span);
struct qg_json_syntax *qg_build_json_child(struct qg_parser *p, struct qg_json_syntax *parent,
                                           struct qg_json_syntax *child);
struct qg_json_syntax *qg_build_json_key(struct qg_json_syntax *value, struct qg_name key);
struct qg_json_syntax *qg_build_json_end(struct qg_parser *p, struct qg_json_syntax *json,
                                         struct qg_span span);

struct qg_steps qg_build_step(struct qg_parser *p, struct qg_steps path, struct qg_name name,
                              struct qg_span span);
struct qg_steps qg_build_index(struct qg_parser *p, struct qg_steps path, int64_t index,
                               struct qg_span span);
struct qg_edit *qg_build_edit(struct qg_parser *p, struct qg_steps path,
                              struct qg_json_syntax *value, struct qg_span span);
struct qg_fixture qg_build_fixture_literal(struct qg_json_syntax *literal, struct qg_span span);
struct qg_fixture qg_build_fixture_change(struct qg_name base, struct qg_edits edits,
                                          struct qg_span span);
struct qg_decl *qg_build_fixture(struct qg_parser *p, struct qg_name name,
                                 struct qg_fixture fixture, struct qg_span span);

struct qg_decl *qg_build_test_given(struct qg_parser *p, struct qg_decl *test,
                                    struct qg_fixture given);
struct qg_decl *qg_build_test_as_of(struct qg_parser *p, struct qg_decl *test,
                                    struct qg_expr *as_of, struct qg_span span);
struct qg_decl *qg_build_test_set(struct qg_parser *p, struct qg_decl *test, bool reading,
                                  struct qg_name name, struct qg_expr *value, struct qg_span span);
struct qg_decl *qg_build_test_expect(struct qg_decl *test, struct qg_expect *expect,
                                     struct qg_span span);
struct qg_decl *qg_build_test_because(struct qg_parser *p, struct qg_decl *test,
                                      struct qg_str because, struct qg_span span);
struct qg_decl *qg_build_test_broken(struct qg_decl *test);
struct qg_decl *qg_build_test_end(struct qg_parser *p, struct qg_decl *test, struct qg_span span);

struct qg_expect *qg_build_expect(struct qg_parser *p, enum qg_expect_kind kind,
                                  struct qg_name rule, struct qg_name outcome, struct qg_span span);
struct qg_expect *qg_build_expect_verdict(struct qg_parser *p, struct qg_name verdict,
                                          struct qg_span span);
struct qg_expect *qg_build_expect_flag(struct qg_parser *p, enum qg_expect_kind kind,
                                       struct qg_name flag, struct qg_span span);
struct qg_expect *qg_build_expect_category(struct qg_parser *p, struct qg_expect *expect,
                                           struct qg_name category, struct qg_span span);
struct qg_expect *qg_build_expect_severity(struct qg_parser *p, struct qg_expect *expect,
                                           struct qg_name severity, struct qg_span span);
struct qg_expect *qg_build_expect_due(struct qg_parser *p, struct qg_expect *expect, int32_t due,
                                      struct qg_span span);
struct qg_expect *qg_build_expect_silenced(struct qg_parser *p, struct qg_expect *expect,
                                           struct qg_name rule, struct qg_span span);
struct qg_expect *qg_build_expect_boundary(struct qg_parser *p, struct qg_expect *expect,
                                           enum qg_flag_wish wish, struct qg_span span);
struct qg_expect *qg_build_expect_dependent(struct qg_parser *p, struct qg_expect *expect,
                                            enum qg_flag_wish wish, struct qg_span span);
struct qg_expect *qg_build_expect_on(struct qg_parser *p, struct qg_expect *expect,
                                     struct qg_str on, struct qg_span span);
struct qg_expect *qg_build_expect_index(struct qg_parser *p, struct qg_expect *expect,
                                        struct qg_name noun, int64_t index);
struct qg_expect *qg_build_expect_missing(struct qg_parser *p, struct qg_expect *expect,
                                          struct qg_names missing, struct qg_span span);

#endif
