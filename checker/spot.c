// SPDX-License-Identifier: Apache-2.0
#include "spot.h"

#include "locate.h"
#include "suggest.h"

#include <stdlib.h>

// Copies what was built in decoder->path to where findings live.
static struct qg_str keep_path(struct qg_decoder *decoder) {
    struct qg_text *path = &decoder->path;
    char *kept = path->failed ? NULL : qg_arena_copy(&decoder->data->arena, path->at, path->len);
    if (kept == NULL)
        decoder->data->failed = true;
    return (struct qg_str){kept, kept == NULL ? 0 : path->len};
}

static struct qg_str pointer_of(struct qg_decoder *decoder, struct qg_spot spot) {
    struct qg_text *path = &decoder->path;
    qg_text_clear(path);
    qg_record_pointer(decoder->record, spot.ref, spot.field, path);
    if (spot.index >= 0) {
        qg_text_char(path, '/');
        qg_text_number(path, spot.index);
    } else if (spot.key.at != NULL) {
        qg_pointer_add(path, spot.key);
    }
    return keep_path(decoder);
}

// "female, male"
static struct qg_str values_of(struct qg_decoder *decoder, int32_t field) {
    const struct qg_schema *schema = decoder->plan->schema;
    const struct qg_enum *values = &schema->enums[schema->fields[field].enumeration];
    qg_text_clear(&decoder->path);
    for (uint16_t i = 0; i < values->count; i++) {
        if (i > 0)
            qg_text_addz(&decoder->path, ", ");
        qg_text_add(&decoder->path, values->values[i]);
    }
    return keep_path(decoder);
}

// A place that is still to be found.
#define NOT_YET SIZE_MAX

static void add(struct qg_decoder *decoder, enum qg_data_code code, const char *at,
                struct qg_spot spot, struct qg_str expected) {
    struct qg_data_finding finding = {
        .code = code,
        .offset = at != NULL ? (size_t)(at - decoder->start) : NOT_YET,
        .pointer = pointer_of(decoder, spot),
        .expected = expected,
    };
    if (at != NULL)
        finding.found = qg_json_excerpt(&decoder->json, at);
    qg_data_add(decoder->data, finding);
}

// Of a key that no field has it is the key that is shown; else the value.
static size_t shown_at(enum qg_data_code code, const struct qg_sought *sought) {
    bool key = code == QG_DATA_UNKNOWN || code == QG_DATA_MISSPELT;
    return key ? sought->key : sought->value;
}

void qg_spot_settle(struct qg_decoder *decoder) {
    struct qg_sought sought[QG_DATA_LIMIT];
    struct qg_data_finding *findings = decoder->data->items.at;
    uint32_t count = 0;
    for (uint32_t i = 0; i < decoder->data->items.len; i++)
        if (findings[i].offset == NOT_YET && count < QG_DATA_LIMIT)
            sought[count++] = (struct qg_sought){.pointer = findings[i].pointer, .order = i};
    if (count == 0)
        return;
    qg_locate_all((struct qg_str){decoder->start, (size_t)(decoder->json.end - decoder->start)},
                  sought, count);
    for (uint32_t i = 0; i < count; i++) {
        struct qg_data_finding *finding = &findings[sought[i].order];
        finding->offset = shown_at(finding->code, &sought[i]);
        finding->found = qg_json_excerpt(&decoder->json, decoder->start + finding->offset);
    }
}

void qg_spot_find(struct qg_decoder *decoder, enum qg_data_code code, const char *at,
                  struct qg_spot spot) {
    struct qg_str expected = {0};
    if (decoder->data->items.len >= QG_DATA_LIMIT) {
        decoder->data->dropped++;
        return;
    }
    if (code == QG_DATA_ENUM)
        expected = values_of(decoder, spot.field);
    add(decoder, code, at, spot, expected);
}

// The field of the region's type whose name is closest to `key`.
static bool suggest_field(const struct qg_decoder *decoder, struct qg_spot spot,
                          struct qg_str *out) {
    const struct qg_schema *schema = decoder->plan->schema;
    const struct qg_type *type = &schema->types[qg_record_type(decoder->record, spot.ref)];
    struct qg_str *names = malloc((type->field_count + 1) * sizeof *names);
    if (names == NULL)
        return false;
    for (uint32_t i = 0; i < type->field_count; i++)
        names[i] = schema->fields[type->first_field + i].name;
    bool close = qg_suggest(spot.key, names, type->field_count, out);
    free(names);
    return close;
}

// Whether the spot is the key that says of which kind the record is.
static bool is_tag(struct qg_spot spot) {
    return spot.ref == QG_RECORD_ROOT && qg_str_equal(spot.key, QG_STR("record"));
}

void qg_spot_twice(struct qg_decoder *decoder, const char *at, struct qg_spot spot) {
    qg_spot_find(decoder, is_tag(spot) ? QG_DATA_KIND_TWICE : QG_DATA_DUPLICATE, at, spot);
}

void qg_spot_unknown(struct qg_decoder *decoder, const char *at, struct qg_spot spot) {
    if (!decoder->report_unknown || is_tag(spot))
        return;
    if (decoder->data->items.len >= QG_DATA_LIMIT) {
        decoder->data->dropped++;
        return;
    }
    struct qg_str close = {0};
    bool misspelt = suggest_field(decoder, spot, &close);
    add(decoder, misspelt ? QG_DATA_MISSPELT : QG_DATA_UNKNOWN, at, spot, close);
}

struct element {
    int32_t id;
    uint32_t ref;
};

static int by_id(const void *left, const void *right) {
    const struct element *a = left, *b = right;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return (a->ref > b->ref) - (a->ref < b->ref);
}

static void report_same(struct qg_decoder *decoder, struct element *elements, uint32_t count,
                        int32_t field) {
    qsort(elements, count, sizeof *elements, by_id);
    for (uint32_t i = 1; i < count; i++) {
        if (elements[i].id > 0 && elements[i].id == elements[i - 1].id)
            qg_spot_find(decoder, QG_DATA_SAME_ID, NULL, qg_spot_field(elements[i].ref, field));
    }
}

void qg_spot_same_ids(struct qg_decoder *decoder, int32_t field) {
    const struct qg_record *record = decoder->record;
    const struct qg_field *list = &record->schema->fields[field];
    int32_t block = record->slots[QG_RECORD_ROOT + list->slot];
    int32_t id = record->schema->types[list->type].id_field;
    if (id < 0 || block <= 0 || record->slots[block + QG_LIST_COUNT] < 2)
        return;
    uint32_t count = (uint32_t)record->slots[block + QG_LIST_COUNT], met = 0;
    struct element *elements = malloc(count * sizeof *elements);
    if (elements == NULL) {
        decoder->fault = QG_FAULT_MEMORY;
        return;
    }
    uint32_t slot = record->schema->fields[id].slot;
    for (uint32_t ref = (uint32_t)record->slots[block + QG_LIST_FIRST]; ref != 0;
         ref = (uint32_t)record->slots[ref + QG_AT_NEXT])
        elements[met++] = (struct element){record->slots[ref + slot], ref};
    report_same(decoder, elements, met, id);
    free(elements);
}

// How much of the text shows the fault: a token where one was misplaced, else the bytes concerned.
static struct qg_str evidence(const struct qg_json *json) {
    size_t left = (size_t)(json->end - json->at);
    switch (json->code) {
    case QG_DATA_ESCAPE:
    case QG_DATA_SURROGATE:
        return qg_data_excerpt(json->at, left < 6 ? left : 6);
    case QG_DATA_CONTROL:
    case QG_DATA_UTF8:
        return qg_data_excerpt(json->at, left < 1 ? left : 1);
    default:
        return qg_json_excerpt(json, json->at);
    }
}

void qg_spot_unreadable(struct qg_decoder *decoder) {
    const struct qg_json *json = &decoder->json;
    qg_data_add(decoder->data, (struct qg_data_finding){
                                   .code = json->code,
                                   .offset = (size_t)(json->at - decoder->start),
                                   .found = evidence(json),
                                   .expected = qg_str_of(json->expected),
                                   .number = QG_JSON_DEPTH_LIMIT,
                               });
}

enum qg_data_code qg_spot_mismatch(enum qg_kind kind) {
    static const enum qg_data_code codes[] = {
        [QG_KIND_BOOL] = QG_DATA_BOOL,     [QG_KIND_COUNT] = QG_DATA_COUNT,
        [QG_KIND_DATE] = QG_DATA_DATE,     [QG_KIND_TIME] = QG_DATA_TIME,
        [QG_KIND_ENUM] = QG_DATA_ENUM,     [QG_KIND_ID] = QG_DATA_TEXT,
        [QG_KIND_TEXT] = QG_DATA_TEXT,     [QG_KIND_SECTIONS] = QG_DATA_LIST,
        [QG_KIND_OBJECT] = QG_DATA_OBJECT, [QG_KIND_LIST] = QG_DATA_LIST,
    };
    return codes[kind];
}
