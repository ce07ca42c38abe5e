// SPDX-License-Identifier: Apache-2.0

#include "facts.h"

#include "date.h"
#include "redact.h"

#include <string.h>

static void escape(struct qg_text *out, unsigned char c) {
    if (c == '"' || c == '\\')
        qg_text_printf(out, "\\%c", c);
    else if (c == '\n')
        qg_text_addz(out, "\\n");
    else if (c == '\t')
        qg_text_addz(out, "\\t");
    else
        qg_text_printf(out, "\\u%04x", c);
}

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))
#define TOPS             EACH_BYTE(0x80)

// How many of the first bytes stand in a string as they are, or a few less: eight at a time. Of a
// byte below 0x80, taking 1 (or the space) away sets the top bit if it was zero (or lower); a
// borrow spoils only bytes behind one where that happened.
static size_t plain_words(struct qg_str s) {
    size_t at = 0;
    for (uint64_t word; s.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s.at + at, sizeof word);
        uint64_t quotes = word ^ EACH_BYTE('"'), slashes = word ^ EACH_BYTE('\\');
        uint64_t odd = (quotes - EACH_BYTE(1)) | (slashes - EACH_BYTE(1)) | (word - EACH_BYTE(' '));
        if ((odd & ~word & TOPS) != 0)
            break;
    }
    return at;
}

void qg_json_quote(struct qg_text *out, struct qg_str s) {
    size_t from = 0;
    qg_text_char(out, '"');
    for (size_t i = plain_words(s); i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        qg_text_add(out, qg_str_slice(s, from, i));
        escape(out, c);
        from = i + 1;
    }
    qg_text_add(out, qg_str_slice(s, from, s.len));
    qg_text_char(out, '"');
}

static void date_json(const struct qg_record *record, int32_t days, struct qg_text *out) {
    char text[32];
    if (!qg_redact_day(record, days, text))
        qg_date_format(days, text);
    qg_text_printf(out, "\"%s\"", text);
}

static void time_json(int32_t minutes, struct qg_text *out) {
    char text[32];
    qg_time_format(minutes, text);
    qg_text_printf(out, "\"%s\"", text);
}

// A scalar of a known value; `kind` is that of the field or of its elements.
static void scalar_json(const struct qg_record *record, enum qg_kind kind,
                        const struct qg_field *field, int32_t value, struct qg_text *out) {
    if (value < 0 || (kind == QG_KIND_DATE && value == QG_DATE_ONGOING))
        qg_text_addz(out, "null");
    else if (kind == QG_KIND_BOOL)
        qg_text_addz(out, value != 0 ? "true" : "false");
    else if (kind == QG_KIND_DATE)
        date_json(record, value, out);
    else if (kind == QG_KIND_TIME)
        time_json(value, out);
    else if (kind == QG_KIND_ENUM)
        qg_json_quote(out, record->schema->enums[field->enumeration].values[value]);
    else if (kind == QG_KIND_ID || kind == QG_KIND_TEXT)
        qg_json_quote(out, qg_record_text(record, value));
    else
        qg_text_number(out, value);
}

void qg_value_json(const struct qg_record *record, struct qg_shape shape, int32_t value,
                   struct qg_text *out) {
    const struct qg_field as = {.enumeration = shape.enumeration};
    if (shape.kind == QG_KIND_DATE && value != QG_DATE_ONGOING)
        date_json(record, value, out); // what is computed may lie before every recorded day
    else
        scalar_json(record, shape.kind, &as, value, out);
}

static void ids_json(const struct qg_record *record, int32_t list, int32_t id_field,
                     struct qg_text *out) {
    const struct qg_field *id = &record->schema->fields[id_field];
    qg_text_char(out, '[');
    for (int32_t ref = record->slots[list + QG_LIST_FIRST]; ref != 0;
         ref = record->slots[ref + QG_AT_NEXT]) {
        if (record->slots[ref + QG_AT_INDEX] > 0)
            qg_text_addz(out, ", ");
        scalar_json(record, QG_KIND_ID, id, record->slots[(uint32_t)ref + id->slot], out);
    }
    qg_text_char(out, ']');
}

static void scalars_json(const struct qg_record *record, const struct qg_field *field, int32_t list,
                         struct qg_text *out) {
    qg_text_char(out, '[');
    for (int32_t i = 0; i < record->slots[list + QG_LIST_COUNT]; i++) {
        if (i > 0)
            qg_text_addz(out, ", ");
        scalar_json(record, field->element, field, record->slots[list + 1 + i], out);
    }
    qg_text_char(out, ']');
}

static void list_json(const struct qg_record *record, const struct qg_field *field, int32_t list,
                      struct qg_text *out) {
    if (list < 0)
        qg_text_addz(out, "null");
    else if (field->element != QG_KIND_OBJECT)
        scalars_json(record, field, list, out);
    else if (record->schema->types[field->type].id_field >= 0)
        ids_json(record, list, record->schema->types[field->type].id_field, out);
    else
        qg_text_number(out, record->slots[list + QG_LIST_COUNT]);
}

static void sections_json(const struct qg_record *record, int32_t mask, struct qg_text *out) {
    bool first = true;
    qg_text_char(out, '[');
    for (uint32_t i = 0; i < record->schema->section_count && mask > 0; i++) {
        if ((mask >> i & 1) == 0)
            continue;
        qg_text_addz(out, first ? "" : ", ");
        qg_json_quote(out, record->schema->sections[i]);
        first = false;
    }
    qg_text_char(out, ']');
}

void qg_fact_json(const struct qg_record *record, uint32_t ref, int32_t at, struct qg_text *out) {
    if (at < 0) {
        qg_text_addz(out, record->slots[ref + QG_AT_STATE] == 1 ? "true" : "null");
        return;
    }
    const struct qg_field *field = &record->schema->fields[at];
    int32_t value = record->slots[ref + field->slot];
    if (field->kind == QG_KIND_OBJECT)
        qg_text_addz(out, value == 1 ? "true" : "null");
    else if (field->kind == QG_KIND_LIST)
        list_json(record, field, value, out);
    else if (field->kind == QG_KIND_SECTIONS)
        sections_json(record, value, out);
    else
        scalar_json(record, field->kind, field, value, out);
}

bool qg_text_keep(struct qg_arena *arena, const struct qg_text *text, struct qg_str *out) {
    char *copy =
        text->failed ? NULL : qg_arena_copy(arena, text->len > 0 ? text->at : "", text->len);
    *out = (struct qg_str){copy, text->len};
    return copy != NULL;
}

// Keeps what was built and makes room for the next.
static bool keep(struct qg_arena *arena, struct qg_text *text, struct qg_str *out) {
    bool kept = qg_text_keep(arena, text, out);
    qg_text_clear(text);
    return kept;
}

// Whether the region `ref` is `inside` or lies below it.
static bool lies_below(const struct qg_record *record, uint32_t ref, uint32_t inside) {
    while (ref != inside) {
        int32_t back = record->slots[ref + QG_AT_BACK];
        if (back <= 0)
            return false;
        ref -= (uint32_t)back;
    }
    return true;
}

struct collector {
    struct qg_machine *machine;
    struct qg_arena *arena;
    struct qg_fact *evidence;
    struct qg_str *missing;
    enum qg_gap *gaps;
    struct qg_fact_list *out;
    struct qg_text text;
    uint32_t inside;
};

// What the policy calls the word of an enum that a fact is, or NULL.
static const struct qg_phrase *title_of(const struct qg_record *record, struct qg_fact_ref ref) {
    const struct qg_field *field = ref.field >= 0 ? &record->schema->fields[ref.field] : NULL;
    if (field == NULL || field->kind != QG_KIND_ENUM)
        return NULL;
    const struct qg_phrase *titles = record->schema->enums[field->enumeration].titles;
    int32_t value = record->slots[ref.ref + field->slot];
    bool titled = titles != NULL && value >= 0 && titles[value].in[QG_LANG_EN].len > 0;
    return titled ? &titles[value] : NULL;
}

static bool add_evidence(struct collector *c, struct qg_fact_ref ref) {
    const struct qg_record *record = c->machine->record;
    struct qg_fact *fact = &c->evidence[c->out->evidence_count++];
    if (c->out->place.field < 0 && ref.field >= 0 && lies_below(record, ref.ref, c->inside))
        c->out->place = ref;
    qg_record_pointer(record, ref.ref, ref.field, &c->text);
    if (!keep(c->arena, &c->text, &fact->pointer))
        return false;
    qg_fact_json(record, ref.ref, ref.field, &c->text);
    fact->title = title_of(record, ref);
    return keep(c->arena, &c->text, &fact->value);
}

static enum qg_gap gap_at(const struct qg_record *record, struct qg_fact_ref ref) {
    uint32_t slot = ref.field >= 0 ? record->schema->fields[ref.field].slot : QG_AT_STATE;
    int32_t value = record->slots[ref.ref + slot];
    if (value == QG_SLOT_UNREADABLE)
        return QG_GAP_UNREADABLE;
    return value == QG_SLOT_MISSING ? QG_GAP_MISSING : QG_GAP_OPEN;
}

static bool add_missing(struct collector *c, struct qg_fact_ref ref) {
    c->gaps[c->out->missing_count] = gap_at(c->machine->record, ref);
    qg_record_pointer(c->machine->record, ref.ref, ref.field, &c->text);
    return keep(c->arena, &c->text, &c->missing[c->out->missing_count++]);
}

static bool among(const struct qg_fact_ref *facts, uint32_t count, struct qg_fact_ref wanted) {
    uint32_t low = 0;
    while (low < count) { // sorted by region, then field
        uint32_t middle = low + (count - low) / 2;
        const struct qg_fact_ref *at = &facts[middle];
        if (at->ref == wanted.ref && at->field == wanted.field)
            return true;
        if (at->ref < wanted.ref || (at->ref == wanted.ref && at->field < wanted.field))
            low = middle + 1;
        else
            count = middle;
    }
    return false;
}

static bool add_all(struct collector *c, const struct qg_fact_ref *facts, uint32_t count,
                    const struct qg_fact_ref *seen, uint32_t seen_count) {
    bool ok = true;
    for (uint32_t i = 0; i < count && ok; i++)
        if (!among(seen, seen_count, facts[i]))
            ok = facts[i].known ? add_evidence(c, facts[i]) : add_missing(c, facts[i]);
    return ok;
}

bool qg_facts_collect(struct qg_machine *m, struct qg_arena *arena, struct qg_why *first,
                      struct qg_why *second, uint32_t inside, struct qg_fact_list *out) {
    const struct qg_fact_ref *a = NULL, *b = NULL;
    uint32_t a_count = qg_why_facts(m, first, &a), b_count = qg_why_facts(m, second, &b);
    uint32_t room = a_count + b_count + 1;
    *out = (struct qg_fact_list){.place = {inside, QG_NONE, true}};
    struct collector c = {.machine = m, .arena = arena, .out = out, .inside = inside};
    c.evidence = qg_arena_array(arena, room, sizeof *c.evidence);
    c.missing = qg_arena_array(arena, room, sizeof *c.missing);
    c.gaps = qg_arena_array(arena, room, sizeof *c.gaps);
    bool ok = c.evidence != NULL && c.missing != NULL && c.gaps != NULL &&
              add_all(&c, a, a_count, NULL, 0) && add_all(&c, b, b_count, a, a_count);
    out->evidence = c.evidence;
    out->missing = c.missing;
    out->gaps = c.gaps;
    qg_text_free(&c.text);
    return ok;
}
