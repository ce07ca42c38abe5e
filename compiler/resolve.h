// SPDX-License-Identifier: Apache-2.0
//
// What a name in an expression stands for. In this order: variables of loops, lets and arguments,
// innermost first; fields and derived fields of the elements in scope, innermost element first;
// the elements by their nouns; what the policy declares. Values of an enum come last and only
// where the other operand is of that enum (expr.h).
#ifndef QG_RESOLVE_H
#define QG_RESOLVE_H

#include "check.h"

// Puts one more binding before `outer`; NULL when memory is out.
struct qg_binding *qg_bind(struct qg_checker *ck, const struct qg_binding *outer,
                           enum qg_binding_kind kind, struct qg_str name);

// Binds an element or a plain value. Where `noun` is set the element goes by its noun, and fields
// of elements are preferred to that, as for `for each hearing`; else it goes by the name alone,
// which comes first, as for `for each h in hearings`: there `hearing` stays what it is outside.
struct qg_binding *qg_bind_local(struct qg_checker *ck, const struct qg_binding *outer,
                                 struct qg_str name, bool noun, struct qg_local *local);

// Finds what `name` stands for. False if there is nothing by that name; else `*out` is its value,
// NULL if that has an error. Enum values are not looked for.
bool qg_resolve_try(struct qg_checker *ck, const struct qg_binding *env, const struct qg_name *name,
                    struct qg_node **out);

// Whether the name is bound by the place where it stands: a variable, a field, a noun.
bool qg_resolve_is_bound(struct qg_checker *ck, const struct qg_binding *env,
                         const struct qg_name *name);

// Whether it is the name of a variable: of a loop, a `let`, an argument.
bool qg_resolve_is_variable(struct qg_checker *ck, const struct qg_binding *env,
                            const struct qg_name *name);

// Whether qg_resolve_try would find something.
bool qg_resolve_is_known(struct qg_checker *ck, const struct qg_binding *env,
                         const struct qg_name *name);

// The same as qg_resolve_try, with a report if there is nothing.
struct qg_node *qg_resolve_name(struct qg_checker *ck, const struct qg_binding *env,
                                const struct qg_name *name);

// `base.name`: a field or a derived field without parameters.
struct qg_node *qg_resolve_field(struct qg_checker *ck, struct qg_node *base,
                                 const struct qg_name *name);

// The argument of a template that a bare name stands for, or NULL.
const struct qg_binding *qg_resolve_argument(struct qg_checker *ck, const struct qg_binding *env,
                                             struct qg_str name);

// The innermost element in scope of a type, or NULL.
const struct qg_binding *qg_resolve_element(const struct qg_binding *env, int32_t type);

// The value of a binding of an element, or of a variable: reports one that the function cannot
// see (a rule that starts `for any` has left the elements around it behind).
struct qg_node *qg_resolve_local(struct qg_checker *ck, const struct qg_binding *binding,
                                 struct qg_span span);

// The derived field of a type with that name, or QG_TABLE_NOTHING.
uint32_t qg_resolve_derived(const struct qg_checker *ck, uint16_t type, uint32_t symbol);

// "Did you mean …?" from the fields of a type.
void qg_resolve_suggest_field(struct qg_checker *ck, struct qg_diag *diag, uint16_t type,
                              struct qg_str wanted);

// ---- Nouns ------------------------------------------------------------------------------------

// How the list that a noun means is reached from a type, or NULL.
const struct qg_noun *qg_noun_find(struct qg_checker *ck, uint16_t type, struct qg_str noun);

// The list that a noun means here, from the innermost element that reaches one; NULL after a
// report (none, or two).
struct qg_node *qg_noun_list(struct qg_checker *ck, const struct qg_binding *env,
                             const struct qg_name *noun);

#endif
