// SPDX-License-Identifier: Apache-2.0
//
// Shapes: what a value is, in the checker's hands and in the words of a diagnostic.
#ifndef QG_SHAPE_H
#define QG_SHAPE_H

#include "check.h"

// A shape of a kind that needs nothing further.
struct qg_shape qg_shape_plain(enum qg_kind kind);

struct qg_shape qg_shape_enum(uint16_t enumeration);

// An element or embedded object of a type.
struct qg_shape qg_shape_object(uint16_t type);

// What a field holds; for a list, the list.
struct qg_shape qg_shape_field(const struct qg_checker *ck, int32_t field);

// What one element of a list is.
struct qg_shape qg_shape_element(const struct qg_checker *ck, struct qg_shape list);

// Whether a value of one shape may stand where the other is wanted.
bool qg_shape_same(struct qg_shape a, struct qg_shape b);

// "a date", "a value of `level`", "a list of `hearing`": for messages.
struct qg_str qg_shape_words(struct qg_checker *ck, struct qg_shape shape);

// The shape that a type in the text means. False, after a report, if it means none; forms that
// only templates know (ratio, duration, …) and `sections` mean none.
bool qg_shape_resolve(struct qg_checker *ck, const struct qg_type_syntax *type,
                      struct qg_shape *out);

// The name that a type in the text is, enum or type, or NULL after a report.
struct qg_declared *qg_shape_named(struct qg_checker *ck, const struct qg_name *name);

#endif
