// SPDX-License-Identifier: Apache-2.0
#include "generate_writer.h"

#include <stdlib.h>
#include <string.h>

#include "generate_date.h"
#include "generate_model.h"

static void sort_keys(uint8_t *order, const struct qg_shape *shape) {
    for (uint8_t i = 0; i < shape->count; i++) {
        uint8_t at = i;
        for (; at > 0 && strcmp(shape->fields[order[at - 1]].key, shape->fields[i].key) > 0; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
}

// Shapes form a tree of known depth, so that walking it needs no guard.
static void sort_shape(struct qg_writer *writer, const struct qg_shape *shape) {
    sort_keys(writer->alphabetical[shape->number], shape);
    for (uint8_t i = 0; i < shape->count; i++)
        if (shape->fields[i].shape)
            sort_shape(writer, shape->fields[i].shape);
}

bool qg_writer_open(struct qg_writer *out, FILE *file, enum qg_key_order order, uint64_t seed) {
    memset(out, 0, sizeof *out);
    out->file = file;
    out->order = order;
    out->shuffle = qg_random_stream(seed, UINT64_MAX);
    out->buffer = malloc(QG_WRITER_BYTES);
    sort_shape(out, &qg_shape_dossier);
    sort_shape(out, &qg_shape_institution);
    sort_shape(out, &qg_shape_export);
    sort_shape(out, &qg_shape_envelope);
    return out->buffer != NULL;
}

static void send(struct qg_writer *writer) {
    if (fwrite(writer->buffer, 1, writer->used, writer->file) != writer->used)
        writer->failed = true;
    writer->used = 0;
}

bool qg_writer_close(struct qg_writer *writer) {
    send(writer);
    if (fflush(writer->file) != 0)
        writer->failed = true;
    free(writer->buffer);
    writer->buffer = NULL;
    return !writer->failed;
}

void qg_writer_flush(struct qg_writer *writer) {
    if (writer->used >= QG_WRITER_FLUSH)
        send(writer);
}

void qg_writer_raw(struct qg_writer *writer, const char *bytes, size_t size) {
    if (size > QG_WRITER_BYTES - writer->used)
        send(writer);
    memcpy(writer->buffer + writer->used, bytes, size);
    writer->used += size;
    writer->total += size;
}

static void put(struct qg_writer *writer, char byte) {
    qg_writer_raw(writer, &byte, 1);
}

static void put_unit(struct qg_writer *writer, unsigned unit) {
    static const char hex[] = "0123456789abcdef";
    const char text[6] = {
        '\\', 'u', hex[unit >> 12 & 15], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};
    qg_writer_raw(writer, text, sizeof text);
}

// Decodes one UTF-8 character of our own constants, which are well formed and never beyond U+FFFF.
static unsigned decode(const unsigned char **at) {
    const unsigned char *s = *at;
    if (s[0] < 0xE0) {
        *at += 2;
        return (s[0] & 0x1Fu) << 6 | (s[1] & 0x3Fu);
    }
    *at += 3;
    return (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
}

static void put_escaped(struct qg_writer *writer, const char *text) {
    const unsigned char *at = (const unsigned char *)text;
    while (*at) {
        if (*at >= 0x80) {
            put_unit(writer, decode(&at));
        } else {
            if (*at == '"' || *at == '\\')
                put(writer, '\\');
            put(writer, (char)*at++);
        }
    }
}

// Our texts hold no quotes, backslashes or control characters; the escaped form would still do.
static void put_text(struct qg_writer *writer, const char *text) {
    put(writer, '"');
    if (writer->escaped)
        put_escaped(writer, text);
    else
        qg_writer_raw(writer, text, strlen(text));
    put(writer, '"');
}

static void put_date(struct qg_writer *writer, int32_t date) {
    char text[12] = {'"'};
    qg_gendate_print(text + 1, date);
    text[11] = '"';
    qg_writer_raw(writer, text, sizeof text);
}

static void put_time(struct qg_writer *writer, const struct qg_moment *moment) {
    char text[18] = {'"'};
    qg_gendate_print(text + 1, moment->day);
    text[11] = 'T';
    text[12] = (char)('0' + moment->minute / 600);
    text[13] = (char)('0' + moment->minute / 60 % 10);
    text[14] = ':';
    text[15] = (char)('0' + moment->minute % 60 / 10);
    text[16] = (char)('0' + moment->minute % 10);
    text[17] = '"';
    qg_writer_raw(writer, text, sizeof text);
}

static void put_number(struct qg_writer *writer, int32_t number) {
    char text[12];
    int at = sizeof text;
    do {
        text[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    qg_writer_raw(writer, text + at, sizeof text - (size_t)at);
}

static void put_separator(struct qg_writer *writer, bool *first) {
    if (!*first)
        qg_writer_raw(writer, ", ", writer->spaced ? 2 : 1);
    *first = false;
}

static int32_t date_at(const char *at) {
    int32_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static const char *text_at(const char *at) {
    const char *value;
    memcpy(&value, at, sizeof value);
    return value;
}

static bool is_recorded(const struct qg_field *field, const char *at) {
    switch (field->kind) {
    case QG_FIELD_TEXT:
        return text_at(at) != NULL;
    case QG_FIELD_DATE:
    case QG_FIELD_TIME:
    case QG_FIELD_COUNT:
        return date_at(at) != 0;
    default:
        return *at != 0; // a flag, an enumeration, or the mark of an object or a list
    }
}

static void put_scalar(struct qg_writer *writer, const struct qg_field *field, int kind,
                       const char *at) {
    if (kind == QG_FIELD_TEXT)
        put_text(writer, text_at(at));
    else if (kind == QG_FIELD_DATE)
        put_date(writer, date_at(at));
    else if (kind == QG_FIELD_TIME)
        put_time(writer, (const void *)at);
    else if (kind == QG_FIELD_COUNT)
        put_number(writer, date_at(at) - 1);
    else if (kind == QG_FIELD_ENUM)
        put_text(writer, field->words[*at - 1]);
    else if (*at == QG_YES)
        qg_writer_raw(writer, "true", 4);
    else
        qg_writer_raw(writer, "false", 5);
}

static void put_list(struct qg_writer *writer, const struct qg_field *field, const char *at) {
    struct qg_list_head head;
    memcpy(&head, at, sizeof head);
    const char *item = at + field->items;
    bool first = true;
    put(writer, '[');
    for (int i = 0; i < head.size; i++, item += field->stride) {
        put_separator(writer, &first);
        if (field->item == QG_FIELD_OBJECT)
            qg_writer_object(writer, field->shape, item);
        else
            put_scalar(writer, field, field->item, item);
    }
    put(writer, ']');
}

static void put_field(struct qg_writer *writer, const struct qg_field *field, const char *at) {
    put(writer, '"');
    qg_writer_raw(writer, field->key, strlen(field->key));
    qg_writer_raw(writer, "\": ", writer->spaced ? 3 : 2);
    if (field->kind == QG_FIELD_LIST)
        put_list(writer, field, at);
    else if (field->kind == QG_FIELD_OBJECT)
        qg_writer_object(writer, field->shape, at);
    else
        put_scalar(writer, field, field->kind, at);
}

static void shuffle(struct qg_writer *writer, uint8_t *order, uint8_t count) {
    for (uint8_t i = 0; i < count; i++) {
        const int other = qg_random_between(&writer->shuffle, 0, i);
        order[i] = i; // which is what stays if `other` is `i`
        order[i] = order[other];
        order[other] = i;
    }
}

void qg_writer_object(struct qg_writer *writer, const struct qg_shape *shape, const void *value) {
    uint8_t shuffled[QG_MAX_FIELDS];
    if (writer->order == QG_KEYS_SHUFFLED)
        shuffle(writer, shuffled, shape->count);
    bool first = true;
    put(writer, '{');
    for (uint8_t i = 0; i < shape->count; i++) {
        uint8_t number = i;
        if (writer->order == QG_KEYS_ALPHABETICAL)
            number = writer->alphabetical[shape->number][i];
        else if (writer->order == QG_KEYS_SHUFFLED)
            number = shuffled[i];
        const struct qg_field *field = &shape->fields[number];
        const char *at = (const char *)value + field->offset;
        if (!is_recorded(field, at))
            continue;
        put_separator(writer, &first);
        put_field(writer, field, at);
    }
    put(writer, '}');
}
