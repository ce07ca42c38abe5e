// SPDX-License-Identifier: Apache-2.0
#include "record.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 4096 };

static enum qg_fault init(struct qg_record *record, const struct qg_schema *schema, uint64_t seed,
                          const struct qg_symtab *lender) {
    *record = (struct qg_record){.schema = schema};
    qg_arena_init(&record->bytes, "record");
    record->slots = malloc(FIRST_SLOTS * sizeof *record->slots);
    if (record->slots == NULL)
        return QG_FAULT_MEMORY;
    record->cap = FIRST_SLOTS;
    record->used = QG_RECORD_ROOT;
    record->slots[0] = 0;
    return qg_symtab_init(&record->symbols, schema, seed, lender);
}

enum qg_fault qg_record_init(struct qg_record *record, const struct qg_schema *schema,
                             uint64_t seed) {
    return init(record, schema, seed, NULL);
}

enum qg_fault qg_record_init_beside(struct qg_record *record, const struct qg_record *lender) {
    return init(record, lender->schema, lender->symbols.seed, &lender->symbols);
}

void qg_record_reset(struct qg_record *record) {
    record->used = QG_RECORD_ROOT;
    record->full = false;
    record->redaction = NULL;
    record->births.len = 0;
    qg_symtab_reset(&record->symbols);
    qg_arena_reset(&record->bytes);
}

void qg_record_free(struct qg_record *record) {
    free(record->slots);
    qg_symtab_free(&record->symbols);
    qg_vec_free(&record->births);
    qg_arena_free(&record->bytes);
    *record = (struct qg_record){0};
}

static bool grow(struct qg_record *record, uint32_t count) {
    if (count > QG_RECORD_SLOTS_LIMIT - record->used) {
        record->full = true;
        return false;
    }
    uint32_t cap = record->cap;
    while (cap - record->used < count)
        cap *= 2;
    int32_t *slots = realloc(record->slots, cap * sizeof *slots);
    if (slots == NULL)
        return false;
    record->slots = slots;
    record->cap = cap;
    return true;
}

// Room for `count` slots with anything in them.
static uint32_t take(struct qg_record *record, uint32_t count) {
    if (record->cap - record->used < count && !grow(record, count))
        return 0;
    uint32_t first = record->used;
    record->used += count;
    return first;
}

uint32_t qg_record_slots(struct qg_record *record, uint32_t count) {
    uint32_t first = take(record, count);
    if (first != 0)
        memset(record->slots + first, 0, count * sizeof *record->slots);
    return first;
}

uint32_t qg_record_region(struct qg_record *record, uint16_t type, uint32_t owner, int32_t field,
                          int32_t index) {
    const struct qg_type *shape = &record->schema->types[type];
    uint32_t ref = take(record, shape->slots);
    if (ref == 0)
        return 0;
    int32_t *region = record->slots + ref;
    memcpy(region, shape->image, shape->slots * sizeof *region);
    region[QG_AT_STATE] = 1;
    region[QG_AT_NEXT] = 0;
    region[QG_AT_BACK] = owner == 0 ? 0 : (int32_t)(ref - owner);
    region[QG_AT_INDEX] = index;
    region[QG_AT_FIELD] = field;
    return ref;
}

// The recursion is as deep as types are embedded in each other, which the schema bounds.
void qg_record_spoil(struct qg_record *record, uint32_t ref, const struct qg_field *field) {
    if (field->kind == QG_KIND_OBJECT)
        qg_record_spoil_region(record, ref + field->slot, field->type);
    else
        record->slots[ref + field->slot] = QG_SLOT_UNREADABLE;
}

void qg_record_spoil_region(struct qg_record *record, uint32_t ref, uint16_t type) {
    const struct qg_type *shape = &record->schema->types[type];
    record->slots[ref + QG_AT_STATE] = QG_SLOT_UNREADABLE;
    for (uint32_t i = 0; i < shape->field_count; i++)
        qg_record_spoil(record, ref, &record->schema->fields[shape->first_field + i]);
}

uint32_t qg_record_symbol(struct qg_record *record, struct qg_str text, bool stays) {
    bool fresh;
    uint32_t symbol = qg_symtab_add(&record->symbols, text, &fresh);
    if (symbol == 0 || stays || !fresh)
        return symbol;
    const char *copy = qg_arena_copy(&record->bytes, text.at, text.len);
    if (copy == NULL)
        return 0;
    qg_symtab_move(&record->symbols, symbol, copy);
    return symbol;
}

struct qg_str qg_record_text(const struct qg_record *record, int32_t symbol) {
    if (symbol < 1 || (uint32_t)symbol > record->symbols.count)
        return (struct qg_str){0};
    return record->symbols.entries[symbol].text;
}

uint16_t qg_record_type(const struct qg_record *record, uint32_t ref) {
    int32_t field = record->slots[ref + QG_AT_FIELD];
    return field < 0 ? record->type : record->schema->fields[field].type;
}

uint32_t qg_record_owner(const struct qg_record *record, uint32_t ref) {
    uint32_t back = (uint32_t)record->slots[ref + QG_AT_BACK];
    return back == 0 ? 0 : ref - back;
}

int32_t qg_record_section(const struct qg_record *record, uint32_t ref, int32_t field) {
    const struct qg_field *fields = record->schema->fields;
    while (field >= 0 && fields[field].section < 0) {
        field = record->slots[ref + QG_AT_FIELD];
        ref = qg_record_owner(record, ref);
    }
    return field < 0 ? -1 : fields[field].section;
}

// What the region itself attests.
static uint32_t attested_here(const struct qg_record *record, uint32_t ref) {
    const struct qg_schema *schema = record->schema;
    const struct qg_type *type = &schema->types[qg_record_type(record, ref)];
    uint32_t mask = 0, end = type->first_field + type->field_count;
    for (uint32_t i = (uint32_t)type->sections_field; type->sections_field >= 0 && i < end; i++) {
        const struct qg_field *field = &schema->fields[i];
        if (field->kind != QG_KIND_SECTIONS)
            continue;
        int32_t value = record->slots[ref + field->slot];
        mask |= value > 0 ? (uint32_t)value : 0;
    }
    return mask;
}

uint32_t qg_record_attested(const struct qg_record *record, uint32_t ref) {
    uint32_t mask = record->export_sections;
    for (; ref != 0; ref = qg_record_owner(record, ref))
        mask |= attested_here(record, ref);
    return mask;
}

void qg_pointer_add(struct qg_text *out, struct qg_str name) {
    qg_text_char(out, '/');
    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] == '~')
            qg_text_addz(out, "~0");
        else if (name.at[i] == '/')
            qg_text_addz(out, "~1");
        else
            qg_text_char(out, name.at[i]);
    }
}

// The recursion is as deep as the record is nested, which the decoder bounds.
static void add_region(const struct qg_record *record, uint32_t ref, struct qg_text *out) {
    int32_t field = record->slots[ref + QG_AT_FIELD];
    if (field < 0)
        return;
    const struct qg_field *holder = &record->schema->fields[field];
    add_region(record, qg_record_owner(record, ref), out);
    qg_pointer_add(out, holder->name);
    if (holder->kind == QG_KIND_LIST) {
        qg_text_char(out, '/');
        qg_text_number(out, record->slots[ref + QG_AT_INDEX]);
    }
}

void qg_record_pointer(const struct qg_record *record, uint32_t ref, int32_t field,
                       struct qg_text *out) {
    add_region(record, ref, out);
    if (field >= 0)
        qg_pointer_add(out, record->schema->fields[field].name);
}
