// SPDX-License-Identifier: Apache-2.0
#include "shape.h"

#include "symbols.h"

struct qg_shape qg_shape_plain(enum qg_kind kind) {
    return (struct qg_shape){.kind = kind, .list = QG_NONE};
}

struct qg_shape qg_shape_enum(uint16_t enumeration) {
    return (struct qg_shape){.kind = QG_KIND_ENUM, .enumeration = enumeration, .list = QG_NONE};
}

struct qg_shape qg_shape_object(uint16_t type) {
    return (struct qg_shape){.kind = QG_KIND_OBJECT, .type = type, .list = QG_NONE};
}

struct qg_shape qg_shape_field(const struct qg_checker *ck, int32_t field) {
    const struct qg_field *f = &ck->fields.at[field];
    return (struct qg_shape){.kind = f->kind,
                             .enumeration = f->enumeration,
                             .type = f->type,
                             .list = f->kind == QG_KIND_LIST ? field : QG_NONE};
}

struct qg_shape qg_shape_element(const struct qg_checker *ck, struct qg_shape list) {
    const struct qg_field *f = &ck->fields.at[list.list];
    return (struct qg_shape){
        .kind = f->element, .enumeration = f->enumeration, .type = f->type, .list = QG_NONE};
}

bool qg_shape_same(struct qg_shape a, struct qg_shape b) {
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case QG_KIND_ENUM:
        return a.enumeration == b.enumeration;
    case QG_KIND_OBJECT:
        return a.type == b.type;
    case QG_KIND_LIST:
        return a.list == b.list;
    default:
        return true;
    }
}

static struct qg_str list_words(struct qg_checker *ck, struct qg_shape shape) {
    struct qg_shape element = qg_shape_element(ck, shape);
    if (element.kind == QG_KIND_OBJECT)
        return qg_check_print(ck, "a list of `%.*s`", QG_STR_ARG(ck->types.at[element.type].name));
    return qg_check_print(ck, "a list (`%.*s`)", QG_STR_ARG(ck->fields.at[shape.list].name));
}

struct qg_str qg_shape_words(struct qg_checker *ck, struct qg_shape shape) {
    switch (shape.kind) {
    case QG_KIND_BOOL:
        return QG_STR("a yes or no");
    case QG_KIND_COUNT:
        return QG_STR("a count");
    case QG_KIND_DATE:
        return QG_STR("a date");
    case QG_KIND_TIME:
        return QG_STR("a time");
    case QG_KIND_ID:
        return QG_STR("an id");
    case QG_KIND_TEXT:
        return QG_STR("a text");
    case QG_KIND_SECTIONS:
        return QG_STR("a list of sections");
    case QG_KIND_ENUM:
        return qg_check_print(ck, "a value of `%.*s`",
                              QG_STR_ARG(ck->enums.at[shape.enumeration].name));
    case QG_KIND_OBJECT:
        return qg_check_print(ck, "an element `%.*s`", QG_STR_ARG(ck->types.at[shape.type].name));
    case QG_KIND_LIST:
        return list_words(ck, shape);
    }
    return QG_STR("a value");
}

struct qg_declared *qg_shape_named(struct qg_checker *ck, const struct qg_name *name) {
    return qg_symbols_find(ck, QG_OWN_TYPE, name, QG_E_UNKNOWN_TYPE, "type");
}

static bool resolve_named(struct qg_checker *ck, const struct qg_name *name, struct qg_shape *out) {
    const struct qg_declared *d = qg_shape_named(ck, name);
    if (d == NULL)
        return false;
    *out = d->decl->kind == QG_DECL_ENUM ? qg_shape_enum((uint16_t)d->index)
                                         : qg_shape_object((uint16_t)d->index);
    return true;
}

bool qg_shape_resolve(struct qg_checker *ck, const struct qg_type_syntax *type,
                      struct qg_shape *out) {
    static const enum qg_kind plain[] = {
        [QG_FORM_BOOL] = QG_KIND_BOOL, [QG_FORM_COUNT] = QG_KIND_COUNT,
        [QG_FORM_DATE] = QG_KIND_DATE, [QG_FORM_TIME] = QG_KIND_TIME,
        [QG_FORM_ID] = QG_KIND_ID,     [QG_FORM_TEXT] = QG_KIND_TEXT,
    };
    if (type == NULL)
        return false;
    if (type->form == QG_FORM_NAMED)
        return resolve_named(ck, &type->name, out);
    if (type->form <= QG_FORM_TEXT) {
        *out = qg_shape_plain(plain[type->form]);
        return true;
    }
    struct qg_diag *d =
        qg_check_error(ck, WRONG_TYPE, type->span, "a value cannot be of this type here");
    qg_diag_hint(d, "Lists, ratios, durations, severities, rules and phrases can be arguments of a "
                    "template.");
    return false;
}
