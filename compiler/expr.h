// SPDX-License-Identifier: Apache-2.0
//
// From expressions as written to typed nodes. Split by what they are about: check_expr.c sees
// each kind to its file and does logic and arithmetic, check_compare.c comparisons, check_date.c
// terms, ages and periods, check_set.c lists as sets, check_quantifier.c loops, check_call.c
// functions, check_table.c decision tables. All of them take the bindings of the place where the
// expression stands, and report.
#ifndef QG_EXPR_H
#define QG_EXPR_H

#include "check.h"

// Any value. `hint` is the shape that is wanted, so that a bare name can be a value of an enum;
// NULL if none is known. It is a hint only: the result may be of another shape.
struct qg_node *qg_check_expr(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e, const struct qg_shape *hint);

// A value of one shape, or a report.
struct qg_node *qg_check_shape(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e, struct qg_shape wanted);
struct qg_node *qg_check_kind(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e, enum qg_kind wanted);

static inline struct qg_node *qg_check_truth(struct qg_checker *ck, const struct qg_binding *env,
                                             const struct qg_expr *e) {
    return qg_check_kind(ck, env, e, QG_KIND_BOOL);
}

static inline struct qg_node *qg_check_date(struct qg_checker *ck, const struct qg_binding *env,
                                            const struct qg_expr *e) {
    return qg_check_kind(ck, env, e, QG_KIND_DATE);
}

static inline struct qg_node *qg_check_count(struct qg_checker *ck, const struct qg_binding *env,
                                             const struct qg_expr *e) {
    return qg_check_kind(ck, env, e, QG_KIND_COUNT);
}

// A region (an element or an embedded object), of any type.
struct qg_node *qg_check_object(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e);

// Two values that can be compared with each other, whichever of them is a bare enum value.
bool qg_check_pair(struct qg_checker *ck, const struct qg_binding *env, const struct qg_expr *left,
                   const struct qg_expr *right, struct qg_node **a, struct qg_node **b);

void qg_check_report_type(struct qg_checker *ck, struct qg_span span, struct qg_str wanted,
                          struct qg_shape got);

// The kinds, by file.
struct qg_node *qg_check_compare(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_expr *e);
struct qg_node *qg_check_is(struct qg_checker *ck, const struct qg_binding *env,
                            const struct qg_expr *e);
struct qg_node *qg_check_between(struct qg_checker *ck, const struct qg_binding *env,
                                 const struct qg_expr *e);
struct qg_node *qg_check_share(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e);
struct qg_node *qg_check_in(struct qg_checker *ck, const struct qg_binding *env,
                            const struct qg_expr *e);
struct qg_node *qg_check_sets(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e);
struct qg_node *qg_check_term(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e);
struct qg_node *qg_check_covers(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e);
struct qg_node *qg_check_overlaps(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e);
struct qg_node *qg_check_age(struct qg_checker *ck, const struct qg_binding *env,
                             const struct qg_expr *e);
struct qg_node *qg_check_shift(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e);
// `D after X`, where D is the name of a duration and the grammar saw a comparison: a date too.
struct qg_node *qg_check_named_shift(struct qg_checker *ck, const struct qg_binding *env,
                                     const struct qg_expr *e);
struct qg_node *qg_check_roll(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e);
struct qg_node *qg_check_date_arith(struct qg_checker *ck, const struct qg_binding *env,
                                    const struct qg_expr *e);
struct qg_node *qg_check_fold(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e);
struct qg_node *qg_check_choose(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_expr *e);
struct qg_node *qg_check_the(struct qg_checker *ck, const struct qg_binding *env,
                             const struct qg_expr *e);
struct qg_node *qg_check_quantify(struct qg_checker *ck, const struct qg_binding *env,
                                  const struct qg_expr *e);
// The value of a `table`, of the definition that is being checked, which always says its type.
struct qg_node *qg_check_table(struct qg_checker *ck, const struct qg_binding *env,
                               const struct qg_expr *e, const struct qg_shape *result);
struct qg_node *qg_check_call(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e);

// ---- What is not a value ----------------------------------------------------------------------

// A duration: a literal, or the name of an argument that is one. False after a report.
bool qg_check_duration(struct qg_checker *ck, const struct qg_binding *env, const struct qg_expr *e,
                       struct qg_period *out);

// A ratio, likewise.
bool qg_check_ratio(struct qg_checker *ck, const struct qg_binding *env, const struct qg_expr *e,
                    struct qg_ratio *out);

// Whether an expression is a duration, for `+` and `-`.
bool qg_check_is_duration(struct qg_checker *ck, const struct qg_binding *env,
                          const struct qg_expr *e);

// The date fields that begin and end a period of a type; false after a report.
bool qg_check_period_fields(struct qg_checker *ck, uint16_t type, struct qg_span span,
                            int32_t *from, int32_t *to);

// The calendar that `of CALENDAR` names, or else the act's; QG_NONE after a report.
int32_t qg_check_calendar(struct qg_checker *ck, const struct qg_name *name, struct qg_span span);

// A list to be read as a set: a list of plain values, or one plain field of each element.
struct qg_set_operand {
    struct qg_node *list;    // NULL after a report
    int32_t field;           // of the elements, or QG_NONE
    struct qg_shape element; // what the values are
};

// A list; a bare name that means nothing else is a noun.
struct qg_node *qg_check_list(struct qg_checker *ck, const struct qg_binding *env,
                              const struct qg_expr *e);

struct qg_set_operand qg_check_set(struct qg_checker *ck, const struct qg_binding *env,
                                   const struct qg_expr *e);

// Two sets whose values can be compared; false after a report.
bool qg_check_two_sets(struct qg_checker *ck, const struct qg_binding *env,
                       const struct qg_expr *left, const struct qg_expr *right,
                       struct qg_set_operand *a, struct qg_set_operand *b);

struct qg_node *qg_check_set_node(struct qg_checker *ck, enum qg_node_kind kind,
                                  enum qg_kind result, struct qg_set_operand a,
                                  struct qg_set_operand b, struct qg_span span);

// What a loop runs over, and the name of each element.
struct qg_loop_source {
    struct qg_node *list;         // NULL for numbers, or after a report
    struct qg_node *first, *last; // of numbers
    struct qg_shape element;
    bool noun; // bound as a noun, see qg_bind_local
};

bool qg_check_source(struct qg_checker *ck, const struct qg_binding *env,
                     const struct qg_range *range, struct qg_loop_source *out);

// ---- Definitions ------------------------------------------------------------------------------

// A call of a definition with arguments as written. `self` is the element of a derived field, or
// of the schedule; NULL without.
struct qg_node *qg_define_call(struct qg_checker *ck, const struct qg_binding *env,
                               uint32_t definition, struct qg_node *self,
                               const struct qg_exprs *arguments, struct qg_span span);

void qg_check_report_arguments(struct qg_checker *ck, struct qg_span span, uint32_t wanted,
                               uint32_t got);

// ACCRUED or DUE_COUNT over a list of periods as written; `operand` is the times or the day.
struct qg_node *qg_check_accrual(struct qg_checker *ck, const struct qg_binding *env,
                                 enum qg_node_kind kind, const struct qg_expr *periods,
                                 const struct qg_expr *every, struct qg_node *operand,
                                 struct qg_span span);

#endif
