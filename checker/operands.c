// SPDX-License-Identifier: Apache-2.0
#include "operands.h"

enum { MINUTES_IN_DAY = 1440 };

struct qg_value qg_unknown_of(const struct qg_program *program, enum qg_kind kind, uint32_t index) {
    switch (kind) {
    case QG_KIND_BOOL:
        return QG_TRUTH_UNKNOWN;
    case QG_KIND_COUNT:
        return QG_ANY_COUNT;
    case QG_KIND_DATE:
        return (struct qg_value){QG_DATE_MIN, QG_DATE_MAX};
    case QG_KIND_TIME:
        return (struct qg_value){0, (QG_DATE_MAX + 1) * MINUTES_IN_DAY - 1};
    case QG_KIND_ENUM:
        return (struct qg_value){0, program->schema.enums[index].count - 1};
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        return (struct qg_value){1, INT32_MAX};
    case QG_KIND_SECTIONS:
    case QG_KIND_OBJECT:
    case QG_KIND_LIST:
        break;
    }
    return QG_UNKNOWN_REF;
}

struct qg_value qg_anything_of(enum qg_kind kind) {
    if (kind == QG_KIND_BOOL)
        return QG_TRUTH_UNKNOWN;
    if (kind == QG_KIND_DATE)
        return (struct qg_value){QG_DATE_LOWEST, QG_DATE_ONGOING};
    return kind == QG_KIND_OBJECT || kind == QG_KIND_LIST ? QG_UNKNOWN_REF : QG_ANY_COUNT;
}

static bool is_attested(const struct qg_machine *m, int32_t ref, int32_t field) {
    int32_t section = qg_record_section(m->record, (uint32_t)ref, field);
    if (section <= QG_SECTION_ALWAYS)
        return section == QG_SECTION_ALWAYS;
    return (qg_record_attested(m->record, (uint32_t)ref) >> section & 1) != 0;
}

struct qg_value qg_doubtful_list(const struct qg_machine *m, int32_t ref, int32_t field,
                                 int32_t block) {
    bool in_section = m->program->schema.fields[field].section >= 0;
    if (block > 0 && is_attested(m, ref, field))
        return qg_exactly(block);
    if (block == QG_SLOT_MISSING && in_section && is_attested(m, ref, field))
        return qg_exactly(0);
    return block > 0 ? (struct qg_value){block, -1} : QG_UNKNOWN_REF;
}

struct qg_value qg_unrecorded(const struct qg_machine *m, int32_t ref, int32_t field,
                              int32_t slot) {
    return slot == QG_SLOT_MISSING && is_attested(m, ref, field) ? QG_TRUTH_NO : QG_TRUTH_UNKNOWN;
}
