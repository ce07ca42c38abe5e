// SPDX-License-Identifier: Apache-2.0
//
// The text is first repaired of what jansson cannot tell us about (tame.h), then parsed by it,
// then the tree is walked along the schema: field by field, where the other engine goes key by
// key.
#include "decode_jansson.h"

#include "date.h"
#include "loaded.h"
#include "locate.h"
#include "spot.h"
#include "tame.h"

#include <jansson.h>

#include <string.h>

struct walk {
    struct qg_decoder *d;
    const struct qg_schema *schema;
    const struct qg_tame *tame; // what was repaired
};

static void object(struct walk *w, json_t *value, uint16_t type, uint32_t ref);

static struct qg_str text_of(const json_t *string) {
    return (struct qg_str){json_string_value(string), json_string_length(string)};
}

static void no_room(struct walk *w) {
    if (w->d->fault == QG_OK && !w->d->record->full)
        w->d->fault = QG_FAULT_MEMORY;
}

static int32_t symbol(struct walk *w, const json_t *value) {
    uint32_t found = qg_record_symbol(w->d->record, text_of(value), false);
    if (found == 0)
        no_room(w);
    return (int32_t)found;
}

static int32_t from_string(struct walk *w, const json_t *value, enum qg_kind kind,
                           uint16_t enumeration) {
    struct qg_str text = text_of(value);
    int32_t result = QG_SLOT_UNREADABLE;
    if (kind == QG_KIND_ID || kind == QG_KIND_TEXT)
        return symbol(w, value);
    if (kind == QG_KIND_DATE)
        return qg_date_parse(text.at, text.len, &result) ? result : QG_SLOT_UNREADABLE;
    if (kind == QG_KIND_TIME)
        return qg_time_parse(text.at, text.len, &result) ? result : QG_SLOT_UNREADABLE;
    if (kind == QG_KIND_ENUM)
        result = qg_plan_ordinal(w->d->plan, enumeration, text);
    return result >= 0 ? result : QG_SLOT_UNREADABLE;
}

// The value as a scalar of `kind`, or QG_SLOT_UNREADABLE.
static int32_t scalar(struct walk *w, const json_t *value, enum qg_kind kind,
                      uint16_t enumeration) {
    if (json_is_string(value))
        return from_string(w, value, kind, enumeration);
    if (kind == QG_KIND_BOOL && json_is_boolean(value))
        return json_is_true(value);
    if (kind != QG_KIND_COUNT || !json_is_integer(value))
        return QG_SLOT_UNREADABLE;
    json_int_t number = json_integer_value(value);
    return number >= 0 && number <= INT32_MAX ? (int32_t)number : QG_SLOT_UNREADABLE;
}

static void scalar_list(struct walk *w, const json_t *value, uint32_t ref, int32_t field) {
    const struct qg_field *f = &w->schema->fields[field];
    struct qg_record *record = w->d->record;
    size_t count = json_array_size(value);
    size_t slots = count < QG_RECORD_SLOTS_LIMIT ? count + 1 : QG_RECORD_SLOTS_LIMIT;
    uint32_t block = qg_record_slots(record, (uint32_t)slots);
    if (block == 0) {
        no_room(w);
        return;
    }
    record->slots[ref + f->slot] = (int32_t)block;
    record->slots[block + QG_LIST_COUNT] = (int32_t)count;
    for (size_t i = 0; i < count; i++) {
        int32_t element = scalar(w, json_array_get(value, i), f->element, f->enumeration);
        record->slots[block + 1 + i] = element;
        if (element == QG_SLOT_UNREADABLE)
            qg_spot_find(w->d, qg_spot_mismatch(f->element), NULL,
                         qg_spot_element(ref, field, (int64_t)i));
    }
}

static void object_element(struct walk *w, json_t *value, uint16_t type, uint32_t element) {
    if (json_is_object(value)) {
        object(w, value, type, element);
        return;
    }
    qg_record_spoil_region(w->d->record, element, type);
    qg_spot_find(w->d, QG_DATA_OBJECT, NULL, qg_spot_region(element));
}

// Links a new element behind `last` (0: it is the first) in the block's list.
static void link_element(struct qg_record *record, uint32_t block, uint32_t last,
                         uint32_t element) {
    if (last == 0)
        record->slots[block + QG_LIST_FIRST] = (int32_t)element;
    else
        record->slots[last + QG_AT_NEXT] = (int32_t)element;
    record->slots[block + QG_LIST_LAST] = (int32_t)element;
    record->slots[block + QG_LIST_COUNT]++;
}

static void object_list(struct walk *w, const json_t *value, uint32_t ref, int32_t field) {
    const struct qg_field *f = &w->schema->fields[field];
    struct qg_record *record = w->d->record;
    uint32_t block = qg_record_slots(record, QG_LIST_SLOTS), last = 0;
    if (block != 0)
        record->slots[ref + f->slot] = (int32_t)block;
    for (size_t i = 0; block != 0 && i < json_array_size(value); i++) {
        uint32_t element = qg_record_region(record, f->type, ref, field, (int32_t)i);
        if (element == 0)
            break;
        link_element(record, block, last, element);
        last = element;
        object_element(w, json_array_get(value, i), f->type, element);
    }
    if (block == 0 || (size_t)record->slots[block + QG_LIST_COUNT] != json_array_size(value))
        no_room(w);
    else if (ref == QG_RECORD_ROOT)
        qg_spot_same_ids(w->d, field);
}

static void sections(struct walk *w, const json_t *value, uint32_t ref, int32_t field) {
    uint32_t mask = 0;
    for (size_t i = 0; i < json_array_size(value); i++) {
        const json_t *name = json_array_get(value, i);
        int32_t bit = json_is_string(name) ? qg_plan_section(w->d->plan, text_of(name)) : -1;
        if (bit >= 0)
            mask |= UINT32_C(1) << bit;
        else
            qg_spot_find(w->d, json_is_string(name) ? QG_DATA_SECTION : QG_DATA_TEXT, NULL,
                         qg_spot_element(ref, field, (int64_t)i));
    }
    w->d->record->slots[ref + w->schema->fields[field].slot] = (int32_t)mask;
}

static void mismatch(struct walk *w, uint32_t ref, int32_t field) {
    const struct qg_field *f = &w->schema->fields[field];
    qg_record_spoil(w->d->record, ref, f);
    qg_spot_find(w->d, qg_spot_mismatch(f->kind), NULL, qg_spot_field(ref, field));
}

static void list(struct walk *w, json_t *value, uint32_t ref, int32_t field) {
    const struct qg_field *f = &w->schema->fields[field];
    if (!json_is_array(value))
        mismatch(w, ref, field);
    else if (f->kind == QG_KIND_SECTIONS)
        sections(w, value, ref, field);
    else if (f->element == QG_KIND_OBJECT)
        object_list(w, value, ref, field);
    else
        scalar_list(w, value, ref, field);
}

static void embedded(struct walk *w, json_t *value, uint32_t ref, int32_t field) {
    const struct qg_field *f = &w->schema->fields[field];
    if (!json_is_object(value)) {
        mismatch(w, ref, field);
        return;
    }
    w->d->record->slots[ref + f->slot + QG_AT_STATE] = 1;
    object(w, value, f->type, ref + f->slot);
}

static void plain(struct walk *w, const json_t *value, uint32_t ref, int32_t field) {
    const struct qg_field *f = &w->schema->fields[field];
    int32_t result = scalar(w, value, f->kind, f->enumeration);
    if (result == QG_SLOT_UNREADABLE)
        mismatch(w, ref, field);
    else
        w->d->record->slots[ref + f->slot] = result;
}

static void known(struct walk *w, json_t *value, uint32_t ref, int32_t field) {
    enum qg_kind kind = w->schema->fields[field].kind;
    if (value == NULL || json_is_null(value))
        return;
    if (kind == QG_KIND_OBJECT)
        embedded(w, value, ref, field);
    else if (kind == QG_KIND_LIST || kind == QG_KIND_SECTIONS)
        list(w, value, ref, field);
    else
        plain(w, value, ref, field);
}

// A key that stands in the tree under a made-up name.
static void tamed_key(struct walk *w, const struct qg_tamed *made, uint16_t type, uint32_t ref) {
    struct qg_text name = {0};
    const char *at = w->d->start + made->offset;
    qg_tame_name(w->tame, made, &name);
    struct qg_str key = qg_text_str(&name);
    int32_t field = name.failed ? -1 : qg_plan_field(w->d->plan, type, key);
    if (name.failed)
        w->d->fault = QG_FAULT_MEMORY;
    if (field < 0)
        qg_spot_unknown(w->d, at, qg_spot_key(ref, key));
    else
        qg_record_spoil(w->d->record, ref, &w->schema->fields[field]);
    if (made->kind == QG_TAMED_SECOND_KEY)
        qg_spot_twice(w->d, at, field >= 0 ? qg_spot_field(ref, field) : qg_spot_key(ref, key));
    qg_text_free(&name);
}

// The keys of an object that no field has, or that stand there twice.
static void other_keys(struct walk *w, json_t *value, uint16_t type, uint32_t ref) {
    const char *name;
    json_t *member;
    json_object_foreach(value, name, member) {
        struct qg_str key = qg_str_of(name);
        const struct qg_tamed *made = qg_tame_find(w->tame, key);
        if (made != NULL)
            tamed_key(w, made, type, ref);
        else if (qg_plan_field(w->d->plan, type, key) < 0)
            qg_spot_unknown(w->d, NULL, qg_spot_key(ref, key));
    }
}

// The recursion is as deep as the text is nested, which was checked before.
static void object(struct walk *w, json_t *value, uint16_t type, uint32_t ref) {
    const struct qg_type *shape = &w->schema->types[type];
    for (uint32_t i = 0; i < shape->field_count; i++) {
        int32_t field = (int32_t)(shape->first_field + i);
        struct qg_str name = w->schema->fields[field].name;
        known(w, json_object_getn(value, name.at, name.len), ref, field);
    }
    other_keys(w, value, type, ref);
}

// The type that the record says it is; -1 if it cannot be decoded: then `json` says why, or the
// tag was noted and no type has that name.
static int32_t tagged_type(struct qg_decoder *d, const json_t *root) {
    struct qg_str text = {d->start, (size_t)(d->json.end - d->start)};
    const json_t *tag = json_object_get(root, "record");
    const char *first = qg_json_space(d->start);
    if (tag == NULL || json_is_null(tag)) {
        qg_json_wrong(&d->json, QG_DATA_NO_KIND, first, NULL);
        return -1;
    }
    if (!json_is_string(tag)) {
        qg_json_wrong(&d->json, QG_DATA_BAD_KIND, d->start + qg_locate(text, QG_STR("/record")),
                      NULL);
        return -1;
    }
    qg_text_clear(&d->tag_bytes);
    qg_text_add(&d->tag_bytes, text_of(tag));
    if (d->tag_bytes.failed)
        d->fault = QG_FAULT_MEMORY;
    d->tag = qg_text_str(&d->tag_bytes);
    d->tag_met = true;
    return qg_plan_record_type(d->plan, d->tag);
}

static enum qg_decoded walk_tree(struct qg_decoder *d, json_t *root, int32_t type,
                                 const struct qg_tame *tame) {
    struct walk w = {.d = d, .schema = d->plan->schema, .tame = tame};
    if (!json_is_object(root)) {
        qg_json_wrong(&d->json, QG_DATA_NOT_OBJECT, qg_json_space(d->start), NULL);
        return QG_DECODED_UNREADABLE;
    }
    if (type == QG_DECODE_TAGGED)
        type = tagged_type(d, root);
    if (type < 0)
        return d->tag_met ? QG_DECODED_OTHER : QG_DECODED_UNREADABLE;
    d->record->type = (uint16_t)type;
    if (qg_record_region(d->record, (uint16_t)type, 0, -1, 0) == 0)
        no_room(&w);
    else
        object(&w, root, (uint16_t)type, QG_RECORD_ROOT);
    if (d->record->full)
        qg_json_wrong(&d->json, QG_DATA_TOO_LARGE, d->start, NULL);
    return d->record->full ? QG_DECODED_UNREADABLE : QG_DECODED_RECORD;
}

// What jansson refused. Where our own grammar refuses it too, it knows the first byte that is
// wrong; else the two disagree, and jansson's word is taken.
static void refused(struct qg_decoder *d, struct qg_str text, const json_error_t *error) {
    if (!qg_json_check(&d->json, text.at, text.len))
        return;
    size_t position = error->position < 0 ? 0 : (size_t)error->position;
    qg_json_wrong(&d->json, QG_DATA_NO_VALUE, text.at + (position < text.len ? position : text.len),
                  NULL);
}

static enum qg_decoded parse(struct qg_decoder *d, struct qg_str text, int32_t type,
                             const struct qg_tame *tame) {
    json_error_t error;
    size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    if (tame->too_deep != NULL) { // unless something else is wrong before that
        qg_json_wrong(&d->json, QG_DATA_DEPTH, tame->too_deep, NULL);
        qg_json_check(&d->json, text.at, text.len);
        return QG_DECODED_UNREADABLE;
    }
    json_t *root = qg_load_json(tame->text.at, tame->text.len, flags, &error);
    if (root == NULL) {
        if (json_error_code(&error) == json_error_out_of_memory)
            d->fault = QG_FAULT_MEMORY;
        refused(d, text, &error);
        return QG_DECODED_UNREADABLE;
    }
    enum qg_decoded decoded = walk_tree(d, root, type, tame);
    json_decref(root);
    return decoded;
}

enum qg_fault qg_decode_jansson(struct qg_decoder *d, struct qg_str text, int32_t type,
                                struct qg_record *record, struct qg_data_list *data,
                                enum qg_decoded *out) {
    struct qg_tame tame;
    uint32_t findings = data->items.len;
    qg_decoder_start(d, text, record, data);
    qg_record_reset(record);
    qg_tame(&tame, text, d->seed);
    if (tame.failed)
        d->fault = QG_FAULT_MEMORY;
    else
        *out = parse(d, text, type, &tame);
    qg_tame_free(&tame);
    if (d->fault == QG_OK && *out == QG_DECODED_UNREADABLE) {
        data->items.len = findings;
        data->dropped = 0;
        qg_spot_unreadable(d);
    }
    qg_spot_settle(d);
    qg_data_finish(data);
    return data->failed ? QG_FAULT_MEMORY : d->fault;
}
