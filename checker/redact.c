// SPDX-License-Identifier: Apache-2.0
#include "redact.h"

#include "date.h"
#include "input.h"
#include "json.h"

void qg_redaction_init(struct qg_redaction *out, struct qg_str key) {
    qg_hmac_init(&out->hmac, key);
}

void qg_redaction_name(const struct qg_redaction *redaction, struct qg_str text,
                       char out[QG_PSEUDONYM + 1]) {
    unsigned char digest[QG_SHA256_BYTES];
    out[0] = '\0';
    if (text.len == 0)
        return;
    qg_hmac_digest(&redaction->hmac, text, digest);
    out[0] = 'p';
    out[1] = '-';
    for (int i = 0; i < QG_PSEUDONYM - 2; i++)
        out[2 + i] = "0123456789abcdef"[digest[i / 2] >> (4 - 4 * (i % 2)) & 15];
    out[QG_PSEUDONYM] = '\0';
}

// The pseudonym in `arena`; false if memory is out.
static bool rename_text(const struct qg_redaction *redaction, struct qg_arena *arena,
                        struct qg_str *text) {
    char name[QG_PSEUDONYM + 1];
    qg_redaction_name(redaction, *text, name);
    struct qg_str short_name = qg_str_of(name);
    text->at = qg_arena_copy(arena, short_name.at, short_name.len);
    text->len = short_name.len;
    return text->at != NULL;
}

// ---- days of birth ----

static bool is_birth(const struct qg_field *field) {
    return field->kind == QG_KIND_DATE && (qg_str_contains(field->name, QG_STR("birth")) ||
                                           qg_str_contains(field->name, QG_STR("born")));
}

static bool note_births(struct qg_record *record, uint32_t ref, uint16_t type);

static bool note_births_of_list(struct qg_record *record, int32_t block, uint16_t type) {
    if (block <= 0)
        return true;
    for (int32_t ref = record->slots[block + QG_LIST_FIRST]; ref != 0;
         ref = record->slots[ref + QG_AT_NEXT])
        if (!note_births(record, (uint32_t)ref, type))
            return false;
    return true;
}

// The recursion is as deep as the record is, which QG_JSON_DEPTH_LIMIT bounds.
static bool note_births(struct qg_record *record, uint32_t ref, uint16_t type) {
    const struct qg_type *shape = &record->schema->types[type];
    const struct qg_field *field = &record->schema->fields[shape->first_field];
    bool ok = true;
    for (const struct qg_field *end = field + shape->field_count; field < end && ok; field++) {
        int32_t value = record->slots[ref + field->slot];
        if (field->kind == QG_KIND_OBJECT)
            ok = note_births(record, ref + field->slot, field->type);
        else if (field->kind == QG_KIND_LIST && field->element == QG_KIND_OBJECT)
            ok = note_births_of_list(record, value, field->type);
        else if (is_birth(field) && value >= 0)
            ok = qg_vec_push(&record->births, value);
    }
    return ok;
}

bool qg_redact_day(const struct qg_record *record, int32_t day, char out[QG_PSEUDONYM + 1]) {
    char text[QG_DATE_TEXT];
    for (uint32_t i = 0; i < record->births.len; i++) {
        if (record->births.at[i] != day)
            continue;
        qg_date_format(day, text);
        qg_redaction_name(record->redaction, qg_str_of(text), out);
        return true;
    }
    return false;
}

// ---- records ----

bool qg_redact_record(const struct qg_redaction *redaction, struct qg_record *record) {
    record->redaction = redaction;
    for (uint32_t i = record->symbols.constants + 1; i <= record->symbols.count; i++)
        if (!rename_text(redaction, &record->bytes, &record->symbols.entries[i].text))
            return false;
    return note_births(record, QG_RECORD_ROOT, record->type);
}

// ---- data findings ----

// What tells nothing of anybody: a bracket, or a word of JSON itself.
static bool is_harmless(struct qg_str found) {
    static const struct qg_str words[] = {QG_STR_INIT("true"), QG_STR_INIT("false"),
                                          QG_STR_INIT("null")};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (qg_str_equal(found, words[i]))
            return true;
    return found.len == 0 || (found.len == 1 && qg_str_contains(QG_STR("{}[]\",:"), found));
}

// What stands between the quotes of a whole text, as it was meant; false if it is none.
static bool unquote(struct qg_str found, struct qg_text *out) {
    struct qg_text quoted = {0};
    struct qg_json json = {0};
    bool escaped = false, whole = false;
    qg_text_add(&quoted, found);
    qg_text_fill(&quoted, '\0', QG_INPUT_PADDING); // as whatever reads JSON wants it
    if (!quoted.failed && found.len >= 2 && found.at[0] == '"') {
        const char *end = quoted.at + found.len;
        json.end = end;
        whole = qg_json_string(&json, quoted.at + 1, &escaped) == end;
    }
    if (whole)
        qg_json_unescape((struct qg_str){quoted.at + 1, found.len - 2}, out);
    out->failed = out->failed || quoted.failed;
    qg_text_free(&quoted);
    return whole;
}

static bool is_field(const struct qg_schema *schema, struct qg_str key) {
    for (uint32_t i = 0; i < schema->field_count; i++)
        if (qg_str_equal(schema->fields[i].name, key))
            return true;
    return false;
}

static bool redact_found(const struct qg_redaction *redaction, const struct qg_schema *schema,
                         struct qg_arena *arena, struct qg_str *found) {
    struct qg_text text = {0};
    if (is_harmless(*found))
        return true;
    struct qg_str meant = unquote(*found, &text) ? qg_text_str(&text) : *found;
    bool known = is_field(schema, meant), ok = !text.failed;
    if (ok && !known) {
        ok = rename_text(redaction, arena, &meant);
        *found = meant;
    }
    qg_text_free(&text);
    return ok;
}

// Where a finding may be about a key that nobody declared, that is the last of its pointer.
static bool ends_in_key(enum qg_data_code code) {
    return code == QG_DATA_UNKNOWN || code == QG_DATA_MISSPELT || code == QG_DATA_DUPLICATE;
}

static bool redact_key(const struct qg_redaction *redaction, const struct qg_schema *schema,
                       struct qg_arena *arena, struct qg_str *pointer) {
    size_t at = pointer->len;
    while (at > 0 && pointer->at[at - 1] != '/')
        at--;
    struct qg_str key = qg_str_slice(*pointer, at, pointer->len);
    if (is_field(schema, key))
        return true;
    struct qg_text text = {0};
    bool ok = rename_text(redaction, arena, &key);
    qg_text_add(&text, qg_str_slice(*pointer, 0, at));
    qg_text_add(&text, key);
    pointer->at =
        ok && !text.failed ? qg_arena_copy(arena, text.at != NULL ? text.at : "", text.len) : NULL;
    pointer->len = text.len;
    qg_text_free(&text);
    return pointer->at != NULL;
}

bool qg_redact_data(const struct qg_redaction *redaction, const struct qg_schema *schema,
                    struct qg_arena *arena, struct qg_data_finding *finding) {
    if (!redact_found(redaction, schema, arena, &finding->found))
        return false;
    return !ends_in_key(finding->code) || redact_key(redaction, schema, arena, &finding->pointer);
}
