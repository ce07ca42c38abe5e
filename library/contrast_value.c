// SPDX-License-Identifier: Apache-2.0
#include "contrast.h"

#include "date.h"
#include "spell.h"
#include "tree.h"

static const struct qg_program *tables(const struct qg_contrast *c, int side) {
    return &c->side[side].typed->tables;
}

// ---- names ----

static bool same_type(const struct qg_contrast *c, uint32_t a, uint32_t b) {
    return qg_str_equal(tables(c, QG_BEFORE)->schema.types[a].name,
                        tables(c, QG_AFTER)->schema.types[b].name);
}

static bool same_enum(const struct qg_contrast *c, uint32_t a, uint32_t b) {
    return qg_str_equal(tables(c, QG_BEFORE)->schema.enums[a].name,
                        tables(c, QG_AFTER)->schema.enums[b].name);
}

static bool same_field(const struct qg_contrast *c, int32_t a, int32_t b) {
    if (a == QG_NONE || b == QG_NONE)
        return a == b;
    const struct qg_field *fa = &tables(c, QG_BEFORE)->schema.fields[a];
    const struct qg_field *fb = &tables(c, QG_AFTER)->schema.fields[b];
    return qg_str_equal(fa->name, fb->name) && same_type(c, fa->owner, fb->owner);
}

bool qg_contrast_shape(const struct qg_contrast *c, struct qg_shape a, struct qg_shape b) {
    if (a.kind != b.kind)
        return false;
    if (a.kind == QG_KIND_ENUM)
        return same_enum(c, a.enumeration, b.enumeration);
    return a.kind != QG_KIND_OBJECT || same_type(c, a.type, b.type);
}

static struct qg_str word_of(const struct qg_contrast *c, int side, const struct qg_node *node) {
    const struct qg_schema *schema = &tables(c, side)->schema;
    if (node->shape.kind == QG_KIND_ENUM)
        return schema->enums[node->shape.enumeration].values[node->number];
    return schema->symbols[node->number - 1];
}

static bool is_word(const struct qg_node *node) {
    return node->shape.kind == QG_KIND_ENUM || node->shape.kind == QG_KIND_ID ||
           node->shape.kind == QG_KIND_TEXT;
}

// ---- values ----

static bool same_constant(const struct qg_contrast *c, const struct qg_node *a,
                          const struct qg_node *b, bool *is_value) {
    *is_value = qg_contrast_shape(c, a->shape, b->shape);
    if (!*is_value)
        return false;
    if (is_word(a))
        return qg_str_equal(word_of(c, QG_BEFORE, a), word_of(c, QG_AFTER, b));
    return a->number == b->number;
}

static const struct qg_enum *enum_of_mask(const struct qg_contrast *c, int side,
                                          const struct qg_node *node) {
    return &tables(c, side)->schema.enums[node->a->shape.enumeration];
}

static bool mask_has(const struct qg_enum *of, int32_t mask, struct qg_str word) {
    for (uint32_t i = 0; i < of->count && i < 31; i++)
        if ((mask >> i & 1) != 0 && qg_str_equal(of->values[i], word))
            return true;
    return false;
}

static bool covers(const struct qg_enum *a, int32_t mask_a, const struct qg_enum *b,
                   int32_t mask_b) {
    for (uint32_t i = 0; i < a->count && i < 31; i++)
        if ((mask_a >> i & 1) != 0 && !mask_has(b, mask_b, a->values[i]))
            return false;
    return true;
}

static bool same_mask(const struct qg_contrast *c, const struct qg_node *a, const struct qg_node *b,
                      bool *is_value) {
    const struct qg_enum *ea = enum_of_mask(c, QG_BEFORE, a), *eb = enum_of_mask(c, QG_AFTER, b);
    *is_value = qg_str_equal(ea->name, eb->name);
    return *is_value && covers(ea, a->number, eb, b->number) &&
           covers(eb, b->number, ea, a->number);
}

static bool same_calendar(const struct qg_contrast *c, int32_t a, int32_t b) {
    if (a == QG_NONE || b == QG_NONE)
        return a == b;
    return qg_str_equal(tables(c, QG_BEFORE)->calendars[a].name,
                        tables(c, QG_AFTER)->calendars[b].name);
}

static bool same_period(const struct qg_contrast *c, const struct qg_node *a,
                        const struct qg_node *b, bool *is_value) {
    const struct qg_period *pa = &a->period, *pb = &b->period;
    bool working = pa->workdays != 0 && pb->workdays != 0;
    *is_value = pa->sign == pb->sign && (!working || same_calendar(c, pa->calendar, pb->calendar));
    return *is_value && pa->months == pb->months && pa->days == pb->days &&
           pa->workdays == pb->workdays;
}

// ---- nodes ----

static bool same_set(const struct qg_contrast *c, const struct qg_node *a,
                     const struct qg_node *b) {
    return same_field(c, a->set.left, b->set.left) &&
           same_field(c, a->set.left_field, b->set.left_field) &&
           same_field(c, a->set.right, b->set.right) &&
           same_field(c, a->set.right_field, b->set.right_field);
}

static bool same_accrual(const struct qg_contrast *c, const struct qg_node *a,
                         const struct qg_node *b, bool *is_value) {
    return same_field(c, a->accrual.from, b->accrual.from) &&
           same_field(c, a->accrual.to, b->accrual.to) && same_period(c, a, b, is_value);
}

static bool same_ratio(const struct qg_node *a, const struct qg_node *b, bool *is_value) {
    *is_value = true;
    return (int64_t)a->ratio.num * b->ratio.den == (int64_t)b->ratio.num * a->ratio.den;
}

static bool same_reading(const struct qg_contrast *c, int32_t a, int32_t b) {
    const struct qg_reading *ra = &tables(c, QG_BEFORE)->readings[a];
    const struct qg_reading *rb = &tables(c, QG_AFTER)->readings[b];
    bool same = qg_str_equal(ra->name, rb->name) && ra->count == rb->count;
    for (uint32_t i = 0; same && i < ra->count; i++)
        same = qg_str_equal(ra->values[i], rb->values[i]);
    return same;
}

static bool same_parameter(const struct qg_contrast *c, int32_t a, int32_t b) {
    return qg_str_equal(tables(c, QG_BEFORE)->parameters[a].name,
                        tables(c, QG_AFTER)->parameters[b].name);
}

bool qg_contrast_plain(const struct qg_contrast *c, const struct qg_node *a,
                       const struct qg_node *b, bool *is_value) {
    *is_value = false;
    switch (a->kind) {
    case QG_N_CONST:
        return same_constant(c, a, b, is_value);
    case QG_N_PARAMETER:
        return same_parameter(c, a->index, b->index);
    case QG_N_READING:
    case QG_N_CHOOSE:
        return same_reading(c, a->index, b->index);
    case QG_N_FIELD:
    case QG_N_NESTED:
    case QG_N_LIST:
    case QG_N_RECORDED:
        return same_field(c, a->field, b->field);
    case QG_N_OWNER:
        return a->number == b->number;
    case QG_N_IN_ENUM:
        return same_mask(c, a, b, is_value);
    case QG_N_AT_LEAST_RATIO:
    case QG_N_MORE_THAN_RATIO:
        return same_ratio(a, b, is_value);
    case QG_N_TIMES:
        *is_value = true;
        return a->number == b->number;
    case QG_N_MOVE:
    case QG_N_TERM:
    case QG_N_GRID_NTH:
    case QG_N_GRID_COUNT:
        return same_period(c, a, b, is_value);
    case QG_N_ACCRUED:
    case QG_N_DUE_COUNT:
        return same_accrual(c, a, b, is_value);
    case QG_N_ROLL:
        return same_calendar(c, a->index, b->index);
    case QG_N_MEMBER:
    case QG_N_SUBSET:
    case QG_N_DISJOINT:
    case QG_N_COMMON:
    case QG_N_DISTINCT:
    case QG_N_LENGTH:
        return same_set(c, a, b);
    default:
        return true;
    }
}

// ---- spelling ----

static void add_constant(const struct qg_contrast *c, int side, const struct qg_node *node,
                         struct qg_text *out) {
    char day[QG_DATE_TEXT], time[QG_TIME_TEXT];
    switch (node->shape.kind) {
    case QG_KIND_BOOL:
        qg_text_addz(out, node->number != 0 ? "true" : "false");
        break;
    case QG_KIND_DATE:
        qg_date_format(node->number, day);
        qg_text_addz(out, day);
        break;
    case QG_KIND_TIME:
        qg_time_format(node->number, time);
        qg_text_addz(out, time);
        break;
    case QG_KIND_ENUM:
        qg_text_add(out, word_of(c, side, node));
        break;
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        qg_text_printf(out, "\"%.*s\"", QG_STR_ARG(word_of(c, side, node)));
        break;
    default:
        qg_text_number(out, node->number);
    }
}

static void add_mask(const struct qg_contrast *c, int side, const struct qg_node *node,
                     struct qg_text *out) {
    const struct qg_enum *of = enum_of_mask(c, side, node);
    const char *before = "{ ";
    for (uint32_t i = 0; i < of->count && i < 31; i++) {
        if ((node->number >> i & 1) == 0)
            continue;
        qg_text_printf(out, "%s%.*s", before, QG_STR_ARG(of->values[i]));
        before = ", ";
    }
    qg_text_addz(out, " }");
}

void qg_contrast_value(const struct qg_contrast *c, int side, const struct qg_node *node,
                       struct qg_text *out) {
    struct qg_duration d = {.months = node->period.months,
                            .days = node->period.days,
                            .workdays = node->period.workdays};
    switch (node->kind) {
    case QG_N_CONST:
        add_constant(c, side, node, out);
        break;
    case QG_N_IN_ENUM:
        add_mask(c, side, node, out);
        break;
    case QG_N_AT_LEAST_RATIO:
    case QG_N_MORE_THAN_RATIO:
        qg_text_printf(out, "%d/%d", (int)node->ratio.num, (int)node->ratio.den);
        break;
    case QG_N_TIMES:
        qg_text_number(out, node->number);
        break;
    default:
        qg_spell_duration(out, &d, QG_LANG_EN);
    }
}
