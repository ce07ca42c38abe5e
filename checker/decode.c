// SPDX-License-Identifier: Apache-2.0
//
// Objects and lists are walked by recursion, which QG_JSON_DEPTH_LIMIT bounds. Every function
// takes the place in the text and returns the place behind what it read, or NULL: then either
// decoder->json says what is wrong with the text, or decoder->fault with the machine, or the
// record is `mistaken` for one of another type.
#include "decode.h"

#include "hash.h"
#include "plain.h"
#include "scalar.h"
#include "spot.h"

#include <stdlib.h>
#include <string.h>

// How many fields ahead a key is looked for before it is looked up.
enum { EXPECTATIONS = 3 };

// An object being decoded.
struct object {
    uint32_t ref;                      // its region
    uint16_t type;                     //
    const struct qg_plan_key **cursor; // in decoder->follows, where it says what comes next
    uint64_t number;                   // which object it is
    uint64_t *seen;                    // `number` for each field that has been met
};

static const char *members(struct qg_decoder *d, const char *p, uint16_t type, uint32_t ref);

// Out of memory, or a record that is too large to be held.
static const char *no_room(struct qg_decoder *d, const char *p) {
    if (d->record->full)
        return qg_json_wrong(&d->json, QG_DATA_TOO_LARGE, p, NULL);
    d->fault = QG_FAULT_MEMORY;
    return NULL;
}

// Goes through the bracket at `p`, or finds that it is one too many.
static const char *enter(struct qg_decoder *d, const char *p) {
    if (d->depth >= QG_JSON_DEPTH_LIMIT)
        return qg_json_wrong(&d->json, QG_DATA_DEPTH, p, NULL);
    d->depth++;
    return qg_json_space(p + 1);
}

// A finding about the value at `p`, which is then skipped.
static const char *reject(struct qg_decoder *d, const char *p, enum qg_data_code code,
                          struct qg_spot spot) {
    const char *after = qg_json_value(&d->json, p, d->depth);
    if (after != NULL)
        qg_spot_find(d, code, p, spot);
    return after;
}

// Behind an element: the comma is stepped over, the closing bracket ends the list (*more).
static const char *next_element(struct qg_decoder *d, const char *p, bool *more) {
    if (p[0] == ',' && p[1] > ' ')
        return p + 1;
    p = qg_json_space(p);
    *more = *p == ',';
    if (*more)
        return qg_json_space(p + 1);
    if (*p != ']')
        return qg_json_wrong(&d->json, QG_DATA_SYNTAX, p, "`,` `]`");
    d->depth--;
    return p + 1;
}

// Hangs a fresh region into the list whose block is at `block`.
static uint32_t append_region(struct qg_record *record, uint32_t block, uint32_t ref,
                              int32_t field) {
    int32_t index = record->slots[block + QG_LIST_COUNT];
    uint16_t type = record->schema->fields[field].type;
    uint32_t element = qg_record_region(record, type, ref, field, index);
    if (element == 0)
        return 0;
    int32_t *list = record->slots + block;
    if (index == 0)
        list[QG_LIST_FIRST] = (int32_t)element;
    else
        record->slots[list[QG_LIST_LAST] + QG_AT_NEXT] = (int32_t)element;
    list[QG_LIST_LAST] = (int32_t)element;
    list[QG_LIST_COUNT]++;
    return element;
}

static const char *object_element(struct qg_decoder *d, const char *p, uint32_t block, uint32_t ref,
                                  int32_t field) {
    uint16_t type = d->plan->fields[field].type;
    uint32_t element = append_region(d->record, block, ref, field);
    if (element == 0)
        return no_room(d, p);
    if (*p == '{')
        return members(d, p, type, element);
    qg_record_spoil_region(d->record, element, type);
    return reject(d, p, QG_DATA_OBJECT, qg_spot_region(element));
}

// A scalar as it is nearly always written, or NULL.
QG_ALWAYS_INLINE const char *plain_scalar(struct qg_decoder *d, const char *p, uint8_t kind,
                                          uint16_t refers, int32_t *out) {
    switch ((enum qg_kind)kind) {
    case QG_KIND_BOOL:
        return qg_plain_bool(p, out);
    case QG_KIND_COUNT:
        return qg_plain_count(p, out);
    case QG_KIND_DATE:
        return qg_plain_date(p, out);
    case QG_KIND_ENUM:
        return qg_plain_name(&d->plan->choices[refers], p, out);
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        return qg_plain_symbol(&d->record->symbols, p, refers == QG_PLAN_UNREAD, out);
    default:
        return NULL;
    }
}

static const char *odd_element(struct qg_decoder *d, const char *p, uint32_t ref, int32_t field,
                               int64_t index, int32_t *out) {
    const struct qg_field *list = &d->plan->fields[field];
    const char *after = qg_scalar_value(d, p, list->element, list->enumeration, out);
    if (after != NULL && *out == QG_SLOT_UNREADABLE)
        qg_spot_find(d, qg_spot_mismatch(list->element), p, qg_spot_element(ref, field, index));
    return after;
}

// Elements follow their block without a gap.
static const char *scalars(struct qg_decoder *d, const char *p, uint32_t block, uint32_t ref,
                           const struct qg_plan_key *list) {
    bool more = true;
    int32_t count = 0, value;
    for (; p != NULL && more; count++) {
        const char *after = plain_scalar(d, p, list->element, list->refers, &value);
        if (after == NULL)
            after = odd_element(d, p, ref, (int32_t)list->index, count, &value);
        if (after == NULL)
            return NULL;
        if (qg_record_push(d->record, value) == 0)
            return no_room(d, after);
        p = next_element(d, after, &more);
    }
    d->record->slots[block] = count;
    return p;
}

static const char *objects(struct qg_decoder *d, const char *p, uint32_t block, uint32_t ref,
                           const struct qg_plan_key *list) {
    int32_t field = (int32_t)list->index;
    for (bool more = true; p != NULL && more;) {
        p = object_element(d, p, block, ref, field);
        if (p != NULL)
            p = next_element(d, p, &more);
    }
    if (p != NULL && ref == QG_RECORD_ROOT)
        qg_spot_same_ids(d, field);
    return p;
}

// The block of an empty list; 0 if there is no room.
static uint32_t new_block(struct qg_record *record, bool of_objects) {
    uint32_t block = qg_record_push(record, 0);
    for (int i = 1; i < QG_LIST_SLOTS && of_objects && block != 0; i++)
        block = qg_record_push(record, 0) != 0 ? block : 0;
    return block;
}

static const char *list(struct qg_decoder *d, const char *p, uint32_t ref,
                        const struct qg_plan_key *key) {
    bool of_objects = key->element == QG_KIND_OBJECT;
    uint32_t block = new_block(d->record, of_objects);
    if (block == 0)
        return no_room(d, p);
    d->record->slots[ref + key->slot] = (int32_t)block;
    p = enter(d, p);
    if (p != NULL && *p == ']')
        return d->depth--, p + 1;
    if (p == NULL)
        return NULL;
    return of_objects ? objects(d, p, block, ref, key) : scalars(d, p, block, ref, key);
}

// The bit of the section that is named by the string at `p`, or -1 after a finding.
static const char *odd_section(struct qg_decoder *d, const char *p, struct qg_spot spot,
                               int32_t *bit) {
    const char *from = p;
    struct qg_str name;
    bool stays;
    *bit = -1;
    if (*p != '"')
        return reject(d, p, QG_DATA_TEXT, spot);
    p = qg_scalar_text(d, p, &name, &stays);
    if (p == NULL)
        return NULL;
    *bit = qg_plan_section(d->plan, name);
    if (*bit < 0)
        qg_spot_find(d, QG_DATA_SECTION, from, spot);
    return p;
}

static const char *sections(struct qg_decoder *d, const char *p, uint32_t ref,
                            const struct qg_plan_key *key) {
    int32_t field = (int32_t)key->index;
    bool more = true;
    uint32_t mask = 0;
    p = enter(d, p);
    if (p != NULL && *p == ']')
        more = false, d->depth--, p++;
    for (int64_t index = 0; p != NULL && more; index++) {
        int32_t bit;
        const char *after = qg_plain_name(&d->plan->sections, p, &bit);
        if (after == NULL)
            after = odd_section(d, p, qg_spot_element(ref, field, index), &bit);
        if (bit >= 0)
            mask |= UINT32_C(1) << bit;
        p = after != NULL ? next_element(d, after, &more) : NULL;
    }
    d->record->slots[ref + key->slot] = (int32_t)mask;
    return p;
}

static inline const char *object(struct qg_decoder *d, const char *p, uint32_t ref,
                                 const struct qg_plan_key *key) {
    d->record->slots[ref + key->slot + QG_AT_STATE] = 1;
    return members(d, p, key->refers, ref + key->slot);
}

// A value that is not written as its kind nearly always is.
static const char *odd_value(struct qg_decoder *d, const char *p, uint32_t ref,
                             const struct qg_plan_key *key) {
    int32_t field = (int32_t)key->index;
    const struct qg_field *f = &d->plan->fields[field];
    bool is_scalar =
        f->kind != QG_KIND_LIST && f->kind != QG_KIND_SECTIONS && f->kind != QG_KIND_OBJECT;
    if (*p == 'n') // null is missing, which the field already is
        return qg_json_value(&d->json, p, d->depth);
    if (!is_scalar) {
        qg_record_spoil(d->record, ref, f);
        return reject(d, p, qg_spot_mismatch(f->kind), qg_spot_field(ref, field));
    }
    int32_t value;
    const char *after = qg_scalar_value(d, p, f->kind, f->enumeration, &value);
    if (after == NULL)
        return NULL;
    d->record->slots[ref + f->slot] = value;
    if (value == QG_SLOT_UNREADABLE)
        qg_spot_find(d, qg_spot_mismatch(f->kind), p, qg_spot_field(ref, field));
    return after;
}

// A value of an enum: mostly the one that the field had last time, else looked up. NULL if it is
// none, or written oddly.
static inline const char *choice(struct qg_decoder *d, const char *p, const struct qg_plan_key *key,
                                 int32_t *out) {
    const struct qg_plan_key **last = &d->choices[key->index];
    if (!qg_plan_matches(*last, p)) {
        const struct qg_plan_table *table = &d->plan->choices[key->refers];
        const struct qg_plan_key *found = qg_plain_key(table, p);
        if (found == NULL)
            return NULL;
        *last = found;
    }
    *out = (int32_t)(*last)->index;
    return p + (*last)->len;
}

// The value of a known field that is met for the first time.
static inline const char *known_value(struct qg_decoder *d, const char *p, uint32_t ref,
                                      const struct qg_plan_key *key) {
    const char *after = NULL;
    int32_t value;
    switch ((enum qg_kind)key->kind) {
    case QG_KIND_BOOL:
        after = qg_plain_bool(p, &value);
        break;
    case QG_KIND_COUNT:
        after = qg_plain_count(p, &value);
        break;
    case QG_KIND_DATE:
        after = qg_plain_date(p, &value);
        break;
    case QG_KIND_ENUM:
        after = choice(d, p, key, &value);
        break;
    case QG_KIND_ID:
    case QG_KIND_TEXT:
        after = qg_plain_symbol(&d->record->symbols, p, key->refers == QG_PLAN_UNREAD, &value);
        break;
    case QG_KIND_OBJECT:
        return *p == '{' ? object(d, p, ref, key) : odd_value(d, p, ref, key);
    case QG_KIND_LIST:
        return *p == '[' ? list(d, p, ref, key) : odd_value(d, p, ref, key);
    case QG_KIND_SECTIONS:
        return *p == '[' ? sections(d, p, ref, key) : odd_value(d, p, ref, key);
    case QG_KIND_TIME:
        break;
    }
    if (after == NULL)
        return odd_value(d, p, ref, key);
    d->record->slots[ref + key->slot] = value;
    return after;
}

// Whether the field was met before in this object; from now on it was.
static inline bool met_before(const struct object *object, const struct qg_plan_key *key) {
    uint64_t *seen = &object->seen[key->index];
    bool before = *seen == object->number;
    *seen = object->number;
    return before;
}

static const char *repeated(struct qg_decoder *d, const char *key_at, const char *p, uint32_t ref,
                            int32_t field) {
    qg_record_spoil(d->record, ref, &d->plan->fields[field]);
    qg_spot_twice(d, key_at, qg_spot_field(ref, field));
    return qg_json_value(&d->json, p, d->depth);
}

// Takes note of what the record says it is.
static bool note_tag(struct qg_decoder *d, const char *p) {
    struct qg_str tag;
    bool stays;
    if (*p != '"') {
        bool missing = *p == 'n';
        qg_json_wrong(&d->json, missing ? QG_DATA_NO_KIND : QG_DATA_BAD_KIND,
                      missing ? qg_json_space(d->start) : p, NULL);
        return false;
    }
    if (qg_scalar_text(d, p, &tag, &stays) == NULL)
        return false;
    qg_text_clear(&d->tag_bytes);
    qg_text_add(&d->tag_bytes, tag);
    if (d->tag_bytes.failed)
        d->fault = QG_FAULT_MEMORY;
    d->tag = qg_text_str(&d->tag_bytes);
    d->tag_met = true;
    d->mistaken = !qg_str_equal(tag, d->plan->schema->types[d->record->type].name);
    return d->fault == QG_OK && !d->mistaken;
}

// A key that no field has: remembered until the object ends.
static bool note_stray(struct qg_decoder *d, const char *key_at, uint32_t ref, struct qg_str key) {
    struct qg_stray stray = {qg_hash(key.at, key.len, d->seed), (size_t)(key_at - d->start)};
    if (!qg_vec_push(&d->strays, stray)) {
        d->fault = QG_FAULT_MEMORY;
        return false;
    }
    qg_spot_unknown(d, key_at, qg_spot_key(ref, key));
    return true;
}

static int by_hash(const void *left, const void *right) {
    const struct qg_stray *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

// The key that stands at `offset`, copied into `out` without escapes.
static bool stray_key(struct qg_decoder *d, size_t offset, struct qg_text *out) {
    struct qg_str key;
    bool stays;
    qg_text_clear(out);
    if (qg_scalar_text(d, d->start + offset, &key, &stays) != NULL)
        qg_text_add(out, key);
    return !out->failed;
}

// Two keys with one hash: the same key, but for the rarest of chances.
static void compare_strays(struct qg_decoder *d, struct qg_stray a, struct qg_stray b,
                           uint32_t ref) {
    struct qg_text first = {0}, second = {0};
    if (!stray_key(d, a.offset, &first) || !stray_key(d, b.offset, &second))
        d->fault = QG_FAULT_MEMORY;
    else if (qg_str_equal(qg_text_str(&first), qg_text_str(&second)))
        qg_spot_twice(d, d->start + b.offset, qg_spot_key(ref, qg_text_str(&second)));
    qg_text_free(&first);
    qg_text_free(&second);
}

// Looks for keys that stand twice among those that no field has, and forgets them.
static void settle_strays(struct qg_decoder *d, uint32_t base, uint32_t ref) {
    uint32_t count = d->strays.len - base;
    if (count > 1) {
        struct qg_stray *strays = d->strays.at + base;
        qsort(strays, count, sizeof *strays, by_hash);
        for (uint32_t i = 1; i < count; i++) {
            if (strays[i].hash == strays[i - 1].hash)
                compare_strays(d, strays[i - 1], strays[i], ref);
        }
    }
    d->strays.len = base;
}

// Where it is remembered what follows the field.
static inline const struct qg_plan_key **behind(const struct qg_decoder *d,
                                                const struct qg_plan_key *key) {
    return d->follows + key->index;
}

// The field whose key stands at `p`, if it follows `cursor` as it did last time, or does once a
// few that may be absent are left out; else NULL.
static inline const struct qg_plan_key *expected_field(const struct qg_decoder *d, const char *p,
                                                       const struct qg_plan_key **cursor) {
    for (int tries = 0; tries < EXPECTATIONS; tries++, cursor = behind(d, *cursor)) {
        if (qg_plan_matches(*cursor, p))
            return *cursor;
    }
    return NULL;
}

static const char *colon(struct qg_decoder *d, const char *p) {
    p = qg_json_space(p);
    if (*p != ':')
        return qg_json_wrong(&d->json, QG_DATA_SYNTAX, p, "`:`");
    return qg_json_space(p + 1);
}

// The field whose key stands at `p`, plainly written and right before its colon, or NULL. One that
// could be the tag is left to odd_key; nor is it ever taken for granted.
static inline const struct qg_plan_key *plain_field(const struct qg_decoder *d, const char *p,
                                                    const struct object *object) {
    int32_t field;
    if (qg_plain_name(&d->plan->tables[object->type], p, &field) == NULL ||
        field == d->plan->tags[object->type])
        return NULL;
    const struct qg_plan_key *key = &d->plan->keys[field];
    *object->cursor = key;
    return key;
}

// A key that is no field's, or written with escapes. Takes the place to the value; *out stays
// NULL if there is no such field.
static const char *odd_key(struct qg_decoder *d, const char *p, const struct object *object,
                           const struct qg_plan_key **out) {
    const char *key_at = p;
    struct qg_str key;
    bool stays;
    if (*p != '"')
        return qg_json_wrong(&d->json, QG_DATA_SYNTAX, p, "`\"`");
    p = qg_scalar_text(d, p, &key, &stays);
    if (p == NULL)
        return NULL;
    int32_t field = qg_plan_field(d->plan, object->type, key);
    bool is_tag = object->ref == QG_RECORD_ROOT && d->tag_expected && !d->tag_met &&
                  qg_str_equal(key, QG_STR("record"));
    if (field >= 0)
        *out = &d->plan->keys[field];
    else if (!note_stray(d, key_at, object->ref, key))
        return NULL;
    p = colon(d, p);
    if (p == NULL || (is_tag && !note_tag(d, p)))
        return NULL;
    return p;
}

static inline const char *member(struct qg_decoder *d, const char *p, struct object *object) {
    const char *key_at = p;
    const struct qg_plan_key *key = expected_field(d, p, object->cursor);
    if (key == NULL)
        key = plain_field(d, p, object);
    p = key != NULL ? qg_json_space(p + key->len) : odd_key(d, p, object, &key);
    if (p == NULL || key == NULL)
        return p == NULL ? NULL : qg_json_value(&d->json, p, d->depth);
    object->cursor = behind(d, key);
    if (met_before(object, key))
        return repeated(d, key_at, p, object->ref, (int32_t)key->index);
    return known_value(d, p, object->ref, key);
}

// Behind a member: goes on to the next one's key, or to the bracket that ends the object (*more).
static const char *next_member(struct qg_decoder *d, const char *p, bool *more) {
    p = qg_json_space(p);
    *more = *p == ',';
    if (*more)
        p = qg_json_space(p + 1);
    if (*p == (*more ? '"' : '}'))
        return p;
    return qg_json_wrong(&d->json, QG_DATA_SYNTAX, p, *more ? "`\"`" : "`,` `}`");
}

static const char *members(struct qg_decoder *d, const char *p, uint16_t type, uint32_t ref) {
    p = enter(d, p);
    if (p == NULL)
        return NULL;
    struct object object = {
        .ref = ref,
        .type = type,
        .cursor = d->follows + d->plan->schema->field_count + 1 + type,
        .number = ++d->objects,
        .seen = d->seen + d->depth * d->plan->schema->field_count,
    };
    uint32_t strays = d->strays.len;
    for (bool more = *p != '}'; more;) {
        p = member(d, p, &object);
        if (p == NULL)
            return NULL;
        if (p[0] == ',' && p[1] == '"')
            p++;
        else if ((p = next_member(d, p, &more)) == NULL)
            return NULL;
    }
    if (d->strays.len > strays)
        settle_strays(d, strays, ref);
    d->depth--;
    return p + 1;
}

// Text that is JSON at best, and no object.
static const char *not_an_object(struct qg_decoder *d, struct qg_str text, const char *p) {
    if (!qg_json_check(&d->json, text.at, text.len))
        return NULL;
    return qg_json_wrong(&d->json, QG_DATA_NOT_OBJECT, p, NULL);
}

// The whole text as a record of `type`; NULL if it is none.
static const char *decode_as(struct qg_decoder *d, struct qg_str text, uint16_t type) {
    const char *p = qg_json_space(text.at);
    qg_record_reset(d->record);
    d->record->type = type;
    d->depth = 0;
    d->strays.len = 0;
    d->tag_met = d->mistaken = false;
    if (*p != '{')
        return not_an_object(d, text, p);
    if (qg_record_region(d->record, type, 0, -1, 0) == 0)
        return no_room(d, p);
    p = members(d, p, type, QG_RECORD_ROOT);
    if (p == NULL)
        return NULL;
    p = qg_json_space(p);
    if (p != d->json.end)
        return qg_json_wrong(&d->json, QG_DATA_TRAILING, p, NULL);
    if (d->tag_expected && !d->tag_met)
        return qg_json_wrong(&d->json, QG_DATA_NO_KIND, qg_json_space(text.at), NULL);
    return d->fault == QG_OK ? p : NULL;
}

// What a text is that could not be decoded as a record. Where decoding stopped for another reason
// than the grammar, the grammar of the whole is still to be checked, and comes first.
static enum qg_decoded failure(struct qg_decoder *d, struct qg_str text) {
    struct qg_json json = {0};
    bool is_json = qg_json_check(&json, text.at, text.len);
    if (!is_json)
        d->json = json;
    else if (d->mistaken)
        return QG_DECODED_OTHER;
    qg_spot_unreadable(d);
    return QG_DECODED_UNREADABLE;
}

// Decodes as the type that the record is likely to be; if it says otherwise, as that.
static const char *decode_guessing(struct qg_decoder *d, struct qg_str text, uint32_t findings) {
    const char *after = decode_as(d, text, d->guess);
    int32_t type = d->mistaken ? qg_plan_record_type(d->plan, d->tag) : -1;
    if (type < 0)
        return after;
    d->guess = (uint16_t)type;
    d->data->items.len = findings;
    return decode_as(d, text, d->guess);
}

void qg_decoder_start(struct qg_decoder *d, struct qg_str text, struct qg_record *record,
                      struct qg_data_list *data) {
    d->record = record;
    d->data = data;
    d->start = text.at;
    d->json = (struct qg_json){.end = text.at + text.len};
    d->fault = QG_OK;
    d->tag_met = d->mistaken = false;
    d->tag = (struct qg_str){0};
}

enum qg_fault qg_decode(struct qg_decoder *d, struct qg_str text, int32_t type,
                        struct qg_record *record, struct qg_data_list *data, enum qg_decoded *out) {
    uint32_t findings = data->items.len;
    qg_decoder_start(d, text, record, data);
    d->tag_expected = type == QG_DECODE_TAGGED;
    const char *after =
        d->tag_expected ? decode_guessing(d, text, findings) : decode_as(d, text, (uint16_t)type);
    *out = QG_DECODED_RECORD;
    if (after == NULL && d->fault == QG_OK) {
        data->items.len = findings; // of a record that is not checked nothing else matters
        data->dropped = 0;
        *out = failure(d, text);
    }
    qg_spot_settle(d);
    qg_data_finish(data);
    return data->failed ? QG_FAULT_MEMORY : d->fault;
}

enum qg_fault qg_decoder_init(struct qg_decoder *d, const struct qg_plan *plan, bool report_unknown,
                              uint64_t seed) {
    const struct qg_schema *schema = plan->schema;
    *d = (struct qg_decoder){.plan = plan, .report_unknown = report_unknown, .seed = seed};
    uint32_t count = schema->field_count + 1 + schema->type_count;
    d->follows = malloc(count * sizeof *d->follows);
    for (uint32_t i = 0; d->follows != NULL && i < count; i++)
        d->follows[i] = &plan->keys[schema->field_count];
    d->choices = malloc(((size_t)schema->field_count + 1) * sizeof *d->choices);
    for (uint32_t i = 0; d->choices != NULL && i < schema->field_count; i++)
        d->choices[i] = &plan->keys[schema->field_count];
    d->seen =
        calloc((QG_JSON_DEPTH_LIMIT + 1) * ((size_t)schema->field_count + 1), sizeof *d->seen);
    for (uint32_t i = schema->type_count; i-- > 0;) {
        if (schema->types[i].is_record)
            d->guess = (uint16_t)i;
    }
    return d->follows != NULL && d->choices != NULL && d->seen != NULL ? QG_OK : QG_FAULT_MEMORY;
}

void qg_decoder_free(struct qg_decoder *d) {
    free(d->follows);
    free(d->choices);
    free(d->seen);
    qg_vec_free(&d->strays);
    qg_text_free(&d->scratch);
    qg_text_free(&d->path);
    qg_text_free(&d->tag_bytes);
    *d = (struct qg_decoder){0};
}
