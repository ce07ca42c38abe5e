// SPDX-License-Identifier: Apache-2.0
//
// The record reader as the run sees it: an input goes in, and one event at a time comes out.
//
//     qg_reader_plan_init(&plan, &program->schema);                once per program, then shared
//     qg_reader_open(&reader, &plan, &options, path);              once per input and thread
//     while (qg_reader_next(&reader, &record, &event) == QG_OK && event.kind != QG_EVENT_END) …
//     qg_reader_close(&reader);
//
// Reading has two halves that may run on different threads. qg_reader_slice finds the next
// record's text; it is cheap. qg_reader_decode reads that text into slots, needs nothing of the
// input, and works on any copy of the text with a reader's decoder of its own
// (qg_reader_open_worker). qg_reader_next is one after the other.
#ifndef QG_READER_H
#define QG_READER_H

#include "carrier.h"
#include "data.h"
#include "decode.h"
#include "fault.h"
#include "plan.h"
#include "record.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

enum qg_engine {
    QG_ENGINE_BULK,   // our own decoder
    QG_ENGINE_JANSSON // the reference: jansson's tree, then the same slots
};

struct qg_reader_options {
    enum qg_engine engine;
    bool report_unknown;              // unknown property names become data findings
    size_t record_limit;              // bytes of one record; 0 for QG_RECORD_BYTES_LIMIT
    uint64_t seed;                    // of hash tables; never changes a result
    struct qg_input_hook before_move; // whoever keeps texts of events beyond the next one
    const struct qg_origin *origin;   // of qg_reader_open_origin; else NULL
};

// What the program's schema makes of a reader; immutable, shared by threads. Besides the records'
// plan it has one for the `export` header, which is read by the same decoder.
struct qg_reader_plan {
    struct qg_plan records;
    struct qg_plan header;
    struct qg_schema header_schema;
    struct qg_arena arena; // the tables of both plans
};

// `schema` must outlive the plan.
enum qg_fault qg_reader_plan_init(struct qg_reader_plan *plan, const struct qg_schema *schema);
void qg_reader_plan_free(struct qg_reader_plan *plan);

enum qg_event_kind {
    QG_EVENT_RECORD,      // decoded into the record; it may have data findings
    QG_EVENT_EXPORT,      // the header of the export; counts as no record
    QG_EVENT_NOT_AUDITED, // a record of a kind that the schema does not know
    QG_EVENT_UNREADABLE,  // text that is no record; its data findings say where and why
    QG_EVENT_NOTE,        // data findings alone; counts as no record
    QG_EVENT_END          // nothing more; kept up by further calls
};

struct qg_export {
    int32_t exported_on;  // date, QG_SLOT_MISSING or QG_SLOT_UNREADABLE
    uint32_t sections;    // attested for every record of the input
    struct qg_str source; // empty if missing; good until the reader is closed
};

struct qg_event {
    enum qg_event_kind kind;
    struct qg_raw raw;         // the text and where it stands; good until the next event, or until
                               // before_move is called, if it is
    struct qg_str record_kind; // what `record` says; empty if nothing
    struct qg_data_list *data; // the data findings, in the order of the text; the reader's
};

struct qg_reader {
    const struct qg_reader_plan *plan;
    struct qg_reader_options options;
    struct qg_carrier carrier; // unused in a worker
    struct qg_decoder decoder;
    struct qg_decoder header_decoder;
    struct qg_record header;  // the decoded export header
    struct qg_export export;  // what it says; applied to every record decoded
    struct qg_text source;    // bytes of export.source
    struct qg_data_list data; // of the current event
    bool header_possible;     // nothing but blank lines has been read so far
};

// Opens `path` ("-" is standard input), or `fd` (not closed), or bytes in memory that must last
// as long as the reader. After a fault other than memory, qg_reader_explain says what happened;
// a reader is to be closed whatever opening it returned.
enum qg_fault qg_reader_open(struct qg_reader *reader, const struct qg_reader_plan *plan,
                             const struct qg_reader_options *options, const char *path);
enum qg_fault qg_reader_open_fd(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                const struct qg_reader_options *options, int fd, const char *name);
enum qg_fault qg_reader_open_memory(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                    const struct qg_reader_options *options, struct qg_str bytes);

// Opens the text that the origin of the options makes; it must outlive the reader.
enum qg_fault qg_reader_open_origin(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                    const struct qg_reader_options *options);

// A reader without an input, for qg_reader_decode on another thread. Set `export` in it from the
// reader that met the header.
enum qg_fault qg_reader_open_worker(struct qg_reader *reader, const struct qg_reader_plan *plan,
                                    const struct qg_reader_options *options);
void qg_reader_close(struct qg_reader *reader);

// Appends what went wrong with the input: "people.json: no such file or directory".
void qg_reader_explain(const struct qg_reader *reader, struct qg_text *out);

// Reads on to the next event. `record` (made for the same schema) is reset and filled for
// QG_EVENT_RECORD, and holds nothing of use after other events. A fault ends the input.
enum qg_fault qg_reader_next(struct qg_reader *reader, struct qg_record *record,
                             struct qg_event *event);

// The first half: the next text, or QG_RAW_END.
enum qg_fault qg_reader_slice(struct qg_reader *reader, struct qg_raw *out);

// The second half: what the text is. Texts must come in order for as long as `header_possible`.
enum qg_fault qg_reader_decode(struct qg_reader *reader, const struct qg_raw *raw,
                               struct qg_record *record, struct qg_event *event);

#endif
