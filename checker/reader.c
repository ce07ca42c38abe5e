// SPDX-License-Identifier: Apache-2.0
#include "reader.h"

#include "decode_jansson.h"
#include "origin.h"

// The header's type as a schema of its own: { exported_on: date, source: text, complete: sections
// }.
enum { HEADER_EXPORTED_ON, HEADER_SOURCE, HEADER_COMPLETE, HEADER_FIELDS };

static void header_field(struct qg_field *field, struct qg_str name, enum qg_kind kind,
                         uint32_t index) {
    *field = (struct qg_field){
        .name = name, .kind = kind, .section = -1, .slot = QG_HEADER_SLOTS + index};
}

static bool build_header(struct qg_reader_plan *plan) {
    uint32_t slots = QG_HEADER_SLOTS + HEADER_FIELDS;
    struct qg_field *fields = qg_arena_array(&plan->arena, HEADER_FIELDS, sizeof *fields);
    struct qg_type *type = qg_arena_alloc(&plan->arena, sizeof *type);
    int32_t *image = qg_arena_array(&plan->arena, slots, sizeof *image);
    if (fields == NULL || type == NULL || image == NULL)
        return false;
    header_field(&fields[HEADER_EXPORTED_ON], QG_STR("exported_on"), QG_KIND_DATE, 0);
    header_field(&fields[HEADER_SOURCE], QG_STR("source"), QG_KIND_TEXT, 1);
    header_field(&fields[HEADER_COMPLETE], QG_STR("complete"), QG_KIND_SECTIONS, 2);
    for (uint32_t i = QG_HEADER_SLOTS; i < slots; i++)
        image[i] = QG_SLOT_MISSING;
    *type = (struct qg_type){
        .name = QG_STR("export"),
        .field_count = HEADER_FIELDS,
        .slots = slots,
        .image = image,
        .id_field = -1,
        .sections_field = HEADER_COMPLETE,
        .is_record = true,
    };
    plan->header_schema = (struct qg_schema){
        .types = type,
        .type_count = 1,
        .fields = fields,
        .field_count = HEADER_FIELDS,
        .sections = plan->records.schema->sections,
        .section_count = plan->records.schema->section_count,
    };
    return qg_plan_build(&plan->header, &plan->header_schema, &plan->arena);
}

enum qg_fault qg_reader_plan_init(struct qg_reader_plan *plan, const struct qg_schema *schema) {
    *plan = (struct qg_reader_plan){0};
    qg_arena_init(&plan->arena, "reader plan");
    if (!qg_plan_build(&plan->records, schema, &plan->arena) || !build_header(plan))
        return QG_FAULT_MEMORY;
    return QG_OK;
}

void qg_reader_plan_free(struct qg_reader_plan *plan) {
    qg_arena_free(&plan->arena);
}

enum qg_fault qg_reader_open_worker(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                    const struct qg_reader_options *options) {
    *reader = (struct qg_reader){.plan = plan, .options = *options};
    reader->export.exported_on = QG_SLOT_MISSING;
    reader->carrier.input.fd = -1;
    qg_data_init(&reader->data);
    bool unknown = options->report_unknown;
    enum qg_fault fault = qg_decoder_init(&reader->decoder, &plan->records, unknown, options->seed);
    if (fault == QG_OK)
        fault = qg_decoder_init(&reader->header_decoder, &plan->header, unknown, options->seed);
    if (fault == QG_OK)
        fault = qg_record_init(&reader->header, &plan->header_schema, options->seed);
    return fault;
}

static void attach(struct qg_reader *reader) {
    qg_carrier_init(&reader->carrier, reader->options.record_limit);
    reader->carrier.input.before_move = reader->options.before_move;
    reader->header_possible = true;
}

enum qg_fault qg_reader_open(struct qg_reader *reader, const struct qg_reader_plan *plan,
                             const struct qg_reader_options *options, const char *path) {
    enum qg_fault fault = qg_reader_open_worker(reader, plan, options);
    if (fault == QG_OK)
        fault = qg_input_open(&reader->carrier.input, path);
    attach(reader);
    return fault;
}

enum qg_fault qg_reader_open_fd(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                const struct qg_reader_options *options, int fd, const char *name) {
    enum qg_fault fault = qg_reader_open_worker(reader, plan, options);
    if (fault == QG_OK)
        fault = qg_input_open_fd(&reader->carrier.input, fd, name);
    attach(reader);
    return fault;
}

enum qg_fault qg_reader_open_memory(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                    const struct qg_reader_options *options, struct qg_str bytes) {
    enum qg_fault fault = qg_reader_open_worker(reader, plan, options);
    if (fault == QG_OK)
        fault = qg_input_open_memory(&reader->carrier.input, bytes);
    attach(reader);
    return fault;
}

enum qg_fault qg_reader_open_origin(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                    const struct qg_reader_options *options) {
    enum qg_fault fault = qg_reader_open_worker(reader, plan, options);
    if (fault == QG_OK)
        fault = qg_input_open_origin(&reader->carrier.input, options->origin);
    attach(reader);
    return fault;
}

void qg_reader_close(struct qg_reader *reader) {
    qg_carrier_free(&reader->carrier);
    qg_decoder_free(&reader->decoder);
    qg_decoder_free(&reader->header_decoder);
    qg_record_free(&reader->header);
    qg_text_free(&reader->source);
    qg_data_free(&reader->data);
}

void qg_reader_explain(const struct qg_reader *reader, struct qg_text *out) {
    qg_input_explain(&reader->carrier.input, out);
}

static enum qg_fault decode(const struct qg_reader *reader, struct qg_decoder *decoder,
                            struct qg_str text, int32_t type, struct qg_record *record,
                            struct qg_data_list *data, enum qg_decoded *out) {
    return reader->options.engine == QG_ENGINE_JANSSON
               ? qg_decode_jansson(decoder, text, type, record, data, out)
               : qg_decode(decoder, text, type, record, data, out);
}

static int32_t header_slot(const struct qg_reader *reader, int index) {
    return qg_record_slot(&reader->header, QG_RECORD_ROOT, QG_HEADER_SLOTS + (uint32_t)index);
}

// Takes over what the decoded header says.
static enum qg_fault apply_header(struct qg_reader *reader) {
    int32_t sections = header_slot(reader, HEADER_COMPLETE);
    qg_text_clear(&reader->source);
    qg_text_add(&reader->source,
                qg_record_text(&reader->header, header_slot(reader, HEADER_SOURCE)));
    reader->export = (struct qg_export){
        .exported_on = header_slot(reader, HEADER_EXPORTED_ON),
        .sections = sections > 0 ? (uint32_t)sections : 0,
        .source = qg_text_str(&reader->source),
    };
    return reader->source.failed ? QG_FAULT_MEMORY : QG_OK;
}

// An `export`: the value of an envelope's key, or (tagged) a line of its own.
static enum qg_fault decode_header(struct qg_reader *reader, struct qg_str text, int32_t type,
                                   struct qg_event *event) {
    enum qg_decoded decoded;
    enum qg_fault fault = decode(reader, &reader->header_decoder, text, type, &reader->header,
                                 &reader->data, &decoded);
    event->kind = decoded == QG_DECODED_RECORD ? QG_EVENT_EXPORT : QG_EVENT_UNREADABLE;
    if (fault != QG_OK || decoded != QG_DECODED_RECORD)
        return fault;
    event->record_kind = QG_STR("export");
    return apply_header(reader);
}

// A finding about the piece as a whole.
static void note(struct qg_reader *reader, enum qg_data_code code) {
    qg_data_add(&reader->data, (struct qg_data_finding){.code = code});
}

// A record of a kind that no policy knows; an export, if it comes first, is for us.
static enum qg_fault other_kind(struct qg_reader *reader, const struct qg_raw *raw, bool first,
                                struct qg_event *event) {
    event->record_kind = reader->decoder.tag;
    event->kind = QG_EVENT_NOT_AUDITED;
    if (!qg_str_equal(event->record_kind, QG_STR("export")))
        return QG_OK;
    if (first)
        return decode_header(reader, raw->text, QG_DECODE_TAGGED, event);
    event->kind = QG_EVENT_NOTE;
    note(reader, QG_DATA_LATE_EXPORT);
    return QG_OK;
}

static enum qg_fault decode_record(struct qg_reader *reader, const struct qg_raw *raw,
                                   struct qg_record *record, struct qg_event *event) {
    bool first = reader->header_possible;
    enum qg_decoded decoded;
    reader->header_possible = false;
    enum qg_fault fault = decode(reader, &reader->decoder, raw->text, QG_DECODE_TAGGED, record,
                                 &reader->data, &decoded);
    if (fault != QG_OK)
        return fault;
    record->export_sections = reader->export.sections;
    if (raw->origin != NULL)
        raw->origin->amend(raw->origin->user, raw->place.line, &reader->data);
    if (decoded == QG_DECODED_OTHER)
        return other_kind(reader, raw, first, event);
    bool readable = decoded == QG_DECODED_RECORD;
    event->kind = readable ? QG_EVENT_RECORD : QG_EVENT_UNREADABLE;
    if (readable)
        event->record_kind = reader->decoder.tag;
    return QG_OK;
}

// What stands beside the records of an envelope: of interest only if it is not even JSON.
static enum qg_fault check_other(struct qg_reader *reader, const struct qg_raw *raw,
                                 struct qg_event *event) {
    struct qg_json json;
    event->kind = QG_EVENT_NOTE;
    if (qg_json_check(&json, raw->text.at, raw->text.len))
        return QG_OK;
    event->kind = QG_EVENT_UNREADABLE;
    qg_data_add(&reader->data, (struct qg_data_finding){
                                   .code = json.code,
                                   .offset = (size_t)(json.at - raw->text.at),
                                   .found = qg_json_excerpt(&json, json.at),
                                   .expected = qg_str_of(json.expected),
                                   .number = QG_JSON_DEPTH_LIMIT,
                               });
    return QG_OK;
}

enum qg_fault qg_reader_slice(struct qg_reader *reader, struct qg_raw *out) {
    enum qg_fault fault = qg_carrier_next(&reader->carrier, out);
    out->origin = reader->options.origin;
    return fault;
}

static enum qg_fault decode_piece(struct qg_reader *reader, const struct qg_raw *raw,
                                  struct qg_record *record, struct qg_event *event) {
    switch (raw->kind) {
    case QG_RAW_RECORD:
        return decode_record(reader, raw, record, event);
    case QG_RAW_EXPORT:
        reader->header_possible = false;
        return decode_header(reader, raw->text, 0, event);
    case QG_RAW_OTHER:
        return check_other(reader, raw, event);
    case QG_RAW_LATE:
        note(reader, QG_DATA_LATE_EXPORT);
        return check_other(reader, raw, event);
    case QG_RAW_BROKEN:
        event->kind = QG_EVENT_UNREADABLE;
        qg_data_add(&reader->data, raw->problem);
        return QG_OK;
    case QG_RAW_END:
        break;
    }
    event->kind = QG_EVENT_END;
    return QG_OK;
}

// Whoever adds to the findings of a piece leaves it to the end to ask whether all found room.
enum qg_fault qg_reader_decode(struct qg_reader *reader, const struct qg_raw *raw,
                               struct qg_record *record, struct qg_event *event) {
    *event = (struct qg_event){.raw = *raw, .data = &reader->data};
    qg_data_reset(&reader->data);
    enum qg_fault fault = decode_piece(reader, raw, record, event);
    return fault == QG_OK && reader->data.failed ? QG_FAULT_MEMORY : fault;
}

enum qg_fault qg_reader_next(struct qg_reader *reader, struct qg_record *record,
                             struct qg_event *event) {
    struct qg_raw raw;
    enum qg_fault fault = qg_reader_slice(reader, &raw);
    return fault != QG_OK ? fault : qg_reader_decode(reader, &raw, record, event);
}
