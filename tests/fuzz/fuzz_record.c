// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an input of records: the two engines see the same events, the same slots and the
// same findings, and neither comes to harm.
#include "fuzz.h"

#include "reader.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS = QG_HEADER_SLOTS + 9, ELEMENT_SLOTS = QG_HEADER_SLOTS + 2 };

#define FIELD(text, of, at)                                                                        \
    .name = QG_STR_INIT(text), .kind = QG_KIND_##of, .section = -1, .slot = at

static const struct qg_field fields[] = {
    {FIELD("id", ID, 5)},
    {FIELD("name", TEXT, 6)},
    {FIELD("born", DATE, 7)},
    {FIELD("at", TIME, 8)},
    {FIELD("sex", ENUM, 9)},
    {FIELD("n", COUNT, 10)},
    {FIELD("b", BOOL, 11)},
    {FIELD("l", LIST, 12), .element = QG_KIND_OBJECT, .type = 1},
    {FIELD("complete", SECTIONS, 13)},
    {FIELD("id", ID, 5), .owner = 1},
    {FIELD("t", LIST, 6), .owner = 1, .element = QG_KIND_COUNT},
};
static const int32_t image[SLOTS] = {1, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
static const int32_t element[ELEMENT_SLOTS] = {1, 0, 0, 0, -1, -1, -1};
static const struct qg_type types[] = {
    {QG_STR_INIT("d"), 0, 9, SLOTS, image, 0, .sections_field = 8, .is_record = true},
    {QG_STR_INIT("e"), 9, 2, ELEMENT_SLOTS, element, 9, .sections_field = -1, .is_record = false},
};
static const struct qg_str values[] = {QG_STR_INIT("female"), QG_STR_INIT("male")};
static const struct qg_enum enums[] = {{QG_STR_INIT("sex"), values, .count = 2}};
static const struct qg_str sections[] = {QG_STR_INIT("l"), QG_STR_INIT("t")};
static const struct qg_schema schema = {
    .enums = enums,
    .enum_count = 1,
    .types = types,
    .type_count = 2,
    .fields = fields,
    .field_count = 11,
    .sections = sections,
    .section_count = 2,
};

struct side {
    struct qg_reader reader;
    struct qg_record record;
    struct qg_event event;
};

static void open_side(struct side *side, const struct qg_reader_plan *plan, enum qg_engine engine,
                      struct qg_str bytes) {
    struct qg_reader_options options = {.engine = engine, .report_unknown = true};
    if (qg_record_init(&side->record, &schema, 1) != QG_OK ||
        qg_reader_open_memory(&side->reader, plan, &options, bytes) != QG_OK)
        abort();
}

static void close_side(struct side *side) {
    qg_reader_close(&side->reader);
    qg_record_free(&side->record);
}

static void require(bool holds) {
    if (!holds)
        abort();
}

static void same_findings(const struct qg_data_list *a, const struct qg_data_list *b) {
    require(a->items.len == b->items.len && a->dropped == b->dropped);
    for (uint32_t i = 0; a->dropped == 0 && i < a->items.len; i++) {
        const struct qg_data_finding *x = &a->items.at[i], *y = &b->items.at[i];
        require(x->code == y->code && x->offset == y->offset && qg_str_equal(x->found, y->found) &&
                qg_str_equal(x->pointer, y->pointer) && qg_str_equal(x->expected, y->expected));
    }
}

// Symbols are numbered in the order in which an engine meets them: their texts are compared.
static void same_value(const struct side *a, const struct side *b, uint32_t x, uint32_t y,
                       const struct qg_field *field) {
    int32_t left = a->record.slots[x + field->slot], right = b->record.slots[y + field->slot];
    bool symbols = field->kind == QG_KIND_ID || field->kind == QG_KIND_TEXT;
    if (symbols && left > 0)
        require(qg_str_equal(qg_record_text(&a->record, left), qg_record_text(&b->record, right)));
    else if (field->kind != QG_KIND_LIST)
        require(left == right);
    else
        require((left > 0) == (right > 0) && (left > 0 || left == right));
}

static void same_region(const struct side *a, const struct side *b, uint32_t x, uint32_t y,
                        uint16_t type) {
    for (uint32_t i = 0; i < types[type].field_count; i++)
        same_value(a, b, x, y, &fields[types[type].first_field + i]);
    require(a->record.slots[x] == b->record.slots[y]);
}

static void same_elements(const struct side *a, const struct side *b) {
    int32_t left = a->record.slots[QG_RECORD_ROOT + 12],
            right = b->record.slots[QG_RECORD_ROOT + 12];
    if (left <= 0)
        return;
    int32_t x = a->record.slots[left + QG_LIST_FIRST], y = b->record.slots[right + QG_LIST_FIRST];
    for (; x != 0 && y != 0;
         x = a->record.slots[x + QG_AT_NEXT], y = b->record.slots[y + QG_AT_NEXT])
        same_region(a, b, (uint32_t)x, (uint32_t)y, 1);
    require(x == y);
}

static void compare(const struct side *a, const struct side *b) {
    require(a->event.kind == b->event.kind);
    require(qg_str_equal(a->event.record_kind, b->event.record_kind));
    same_findings(a->event.data, b->event.data);
    if (a->event.kind != QG_EVENT_RECORD)
        return;
    same_region(a, b, QG_RECORD_ROOT, QG_RECORD_ROOT, 0);
    same_elements(a, b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct qg_str bytes = {(const char *)data, size};
    struct qg_reader_plan plan;
    struct side bulk, reference;
    require(qg_reader_plan_init(&plan, &schema) == QG_OK);
    open_side(&bulk, &plan, QG_ENGINE_BULK, bytes);
    open_side(&reference, &plan, QG_ENGINE_JANSSON, bytes);
    do {
        require(qg_reader_next(&bulk.reader, &bulk.record, &bulk.event) == QG_OK);
        require(qg_reader_next(&reference.reader, &reference.record, &reference.event) == QG_OK);
        compare(&bulk, &reference);
    } while (bulk.event.kind != QG_EVENT_END);
    close_side(&bulk);
    close_side(&reference);
    qg_reader_plan_free(&plan);
    return 0;
}
