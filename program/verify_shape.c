// SPDX-License-Identifier: Apache-2.0
#include "verify_shape.h"

struct qg_abstract qg_abstract_scalar(enum qg_kind kind) {
    return (struct qg_abstract){QG_IS_SCALAR, (uint8_t)kind, 0};
}

struct qg_abstract qg_abstract_of(enum qg_kind kind, uint32_t enumeration, uint32_t type) {
    if (kind == QG_KIND_OBJECT)
        return (struct qg_abstract){QG_IS_OBJECT, 0, (uint16_t)type};
    if (kind == QG_KIND_TEXT)
        return qg_abstract_scalar(QG_KIND_ID);
    return (struct qg_abstract){QG_IS_SCALAR, (uint8_t)kind,
                                (uint16_t)(kind == QG_KIND_ENUM ? enumeration : 0)};
}

struct qg_abstract qg_abstract_list(const struct qg_field *field) {
    struct qg_abstract element = qg_abstract_of(field->element, field->enumeration, field->type);
    uint8_t kind = element.what == QG_IS_OBJECT ? QG_KIND_OBJECT : element.kind;
    return (struct qg_abstract){QG_IS_LIST, kind, element.index};
}

struct qg_abstract qg_abstract_declared(const struct qg_schema *schema,
                                        const struct qg_shape *shape) {
    if (shape->kind == QG_KIND_LIST && shape->list != QG_NONE)
        return qg_abstract_list(&schema->fields[shape->list]);
    if (shape->kind == QG_KIND_LIST)
        return (struct qg_abstract){QG_IS_LIST, QG_KIND_OBJECT, shape->type};
    return qg_abstract_of(shape->kind, shape->enumeration, shape->type);
}

bool qg_abstract_equal(struct qg_abstract a, struct qg_abstract b) {
    return a.what == b.what && a.kind == b.kind && a.index == b.index;
}

bool qg_abstract_is_number(struct qg_abstract a) {
    return a.what == QG_IS_LITERAL ||
           (a.what == QG_IS_SCALAR && (a.kind == QG_KIND_COUNT || a.kind == QG_KIND_BOOL));
}

static const struct qg_abstract nothing = {QG_IS_UNSET, 0, 0};

static bool is_reference(struct qg_abstract a) {
    return a.what == QG_IS_OBJECT || a.what == QG_IS_LIST;
}

// A constant may stand for what the other one is, if it is a scalar or a 0 that means none.
static struct qg_abstract meet_literal(struct qg_abstract literal, struct qg_abstract other) {
    if (other.what == QG_IS_LITERAL)
        return (struct qg_abstract){QG_IS_LITERAL, 0, literal.index & other.index};
    if (other.what == QG_IS_SCALAR || (is_reference(other) && literal.index == 1))
        return other;
    return nothing;
}

// A fold or pick that has not begun becomes what the other one is.
static bool is_open(struct qg_abstract a) {
    return (a.what == QG_IS_FOLD && a.kind == QG_IS_ANY) ||
           (a.what == QG_IS_PICK && a.index == QG_IS_ANY_TYPE);
}

struct qg_abstract qg_abstract_meet(struct qg_abstract a, struct qg_abstract b) {
    if (qg_abstract_equal(a, b))
        return a;
    if (a.what == QG_IS_LITERAL)
        return meet_literal(a, b);
    if (b.what == QG_IS_LITERAL)
        return meet_literal(b, a);
    if (qg_abstract_is_number(a) && qg_abstract_is_number(b))
        return qg_abstract_scalar(QG_KIND_COUNT);
    if (a.what == b.what && (is_open(a) || is_open(b)))
        return is_open(a) ? b : a;
    return nothing;
}

bool qg_abstract_fits(struct qg_abstract actual, struct qg_abstract wanted) {
    return qg_abstract_equal(qg_abstract_meet(actual, wanted), wanted);
}

struct qg_abstract qg_abstract_element(struct qg_abstract list) {
    if (list.kind == QG_KIND_OBJECT)
        return (struct qg_abstract){QG_IS_OBJECT, 0, list.index};
    return (struct qg_abstract){QG_IS_SCALAR, list.kind, list.index};
}
