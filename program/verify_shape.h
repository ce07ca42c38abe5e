// SPDX-License-Identifier: Apache-2.0
//
// What the verifier knows of a register. Of two ways that lead to one instruction it keeps what
// holds on both (meet), which can only be less; that is why its passes over a loop end.
#ifndef QG_VERIFY_SHAPE_H
#define QG_VERIFY_SHAPE_H

#include "program.h"

enum qg_abstract_what {
    QG_IS_UNSET,   // not written on every way that leads here, or of shapes that do not agree
    QG_IS_LITERAL, // a constant: any scalar; `index` 1 if it is 0 and may be "none"
    QG_IS_SCALAR,  // `kind`, `index` of the enum
    QG_IS_OBJECT,  // `index` of the type
    QG_IS_LIST,    // of `kind`, `index` of the enum or type
    QG_IS_CURSOR,  // a place in a list of `kind` and `index`
    QG_IS_FOLD,    // under way over `kind`; ANY before the first value
    QG_IS_PICK,    // under way over elements of type `index`; ANY before the first
    QG_IS_PICK_ON  // the two registers after it
};

enum { QG_IS_ANY = 0xff, QG_IS_ANY_TYPE = 0xffff };

struct qg_abstract {
    uint8_t what, kind;
    uint16_t index;
};

struct qg_abstract qg_abstract_scalar(enum qg_kind kind);

// The shape of a value of a kind; ids and texts are both symbols and may be compared.
struct qg_abstract qg_abstract_of(enum qg_kind kind, uint32_t enumeration, uint32_t type);

// The list that a field holds, and what its elements are.
struct qg_abstract qg_abstract_list(const struct qg_field *field);
struct qg_abstract qg_abstract_element(struct qg_abstract list);

// The shape of an argument, parameter or result.
struct qg_abstract qg_abstract_declared(const struct qg_schema *schema,
                                        const struct qg_shape *shape);

bool qg_abstract_equal(struct qg_abstract a, struct qg_abstract b);

// Whether counting may go on with it: truth counts as 0 or 1.
bool qg_abstract_is_number(struct qg_abstract a);

// What is true of both.
struct qg_abstract qg_abstract_meet(struct qg_abstract a, struct qg_abstract b);

// Whether `actual` may be used as `wanted`.
bool qg_abstract_fits(struct qg_abstract actual, struct qg_abstract wanted);

#endif
