// SPDX-License-Identifier: Apache-2.0

#include "subject.h"

struct qg_str qg_region_id(const struct qg_record *record, uint16_t type, int32_t ref) {
    int32_t field = record->schema->types[type].id_field;
    if (field < 0 || ref <= 0)
        return (struct qg_str){0};
    int32_t symbol = record->slots[(uint32_t)ref + record->schema->fields[field].slot];
    return symbol > 0 ? qg_record_text(record, symbol) : (struct qg_str){0};
}

struct qg_subject qg_subject_of(const struct qg_record *record, const struct qg_scope *scope,
                                struct qg_value value) {
    struct qg_subject subject = {.noun = scope->noun, .index = value.lo};
    subject.is_number = scope->kind == QG_SCOPE_NUMBERS;
    if (subject.is_number)
        return subject;
    subject.title = &record->schema->types[scope->type].title;
    subject.index = QG_NONE;
    if (value.lo <= 0)
        return subject;
    subject.ref = (uint32_t)value.lo;
    subject.id = qg_region_id(record, scope->type, value.lo);
    if (scope->kind == QG_SCOPE_LIST)
        subject.index = record->slots[value.lo + QG_AT_INDEX];
    return subject;
}

uint32_t qg_instance_region(const struct qg_program *program, const struct qg_instance *instance) {
    int32_t at = program->rules[instance->rule].scope;
    for (; at != QG_NONE; at = program->scopes[at].parent) {
        const struct qg_scope *scope = &program->scopes[at];
        int32_t ref = instance->args[scope->depth - 1].lo;
        if (scope->kind != QG_SCOPE_NUMBERS && ref > 0)
            return (uint32_t)ref;
    }
    return 1;
}
