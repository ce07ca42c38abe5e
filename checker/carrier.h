// SPDX-License-Identifier: Apache-2.0
//
// The carrier of the records: one JSON object a line, an array, a single object, or an envelope
// with an `export` header. Which one it is shows in the text itself, never in a file name, and is
// decided while reading:
//
//   - `[` first: an array.
//   - `{` first: an envelope as soon as a key "records" of the outermost object has a list for
//     its value (and no "record" came before it); a single object if it spans lines and is the
//     whole input; else one record a line. An object that breaks off, with an object at the
//     start of the next line, is a damaged line, not a damaged single object.
//   - anything else: one record a line, each of them judged alone.
//
// Only the text of the record being looked at is held in memory, up to a limit. Slices are found
// by their brackets and strings alone; whether they are JSON is for the decoder to say.
#ifndef QG_CARRIER_H
#define QG_CARRIER_H

#include "data.h"
#include "extent.h"
#include "fault.h"
#include "input.h"
#include "place.h"
#include "str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The longest record that is read. Real dossiers have some 5 KB; the limit only keeps one line
// without an end from taking all memory.
#define QG_RECORD_BYTES_LIMIT ((size_t)256 << 20)

enum qg_raw_kind {
    QG_RAW_RECORD, // the text of one record (which may not be JSON after all)
    QG_RAW_EXPORT, // the value of an envelope's "export"
    QG_RAW_OTHER,  // the value of some other key of an envelope: to be valid JSON, else ignored
    QG_RAW_LATE,   // an "export" that stands after the records
    QG_RAW_BROKEN, // the carrier itself is damaged here: `problem`
    QG_RAW_END
};

// A piece of the input. The byte behind it is readable and zero, and QG_INPUT_PADDING readable
// bytes follow.
struct qg_raw {
    enum qg_raw_kind kind;
    struct qg_str text;             // good until the next piece
    uint64_t offset;                // of its first byte in the input
    struct qg_place place;          // of its first byte
    struct qg_data_finding problem; // BROKEN only; its offset counts from `text`
    const struct qg_origin *origin; // what the text was made from; NULL: it was there as it is
};

struct qg_carrier {
    struct qg_input input;
    size_t record_limit;
    uint8_t state;         // private to carrier.c, like all below
    enum qg_fault fault;   // of the step that failed
    bool envelope;         // the array being read is an envelope's "records"
    bool records_seen;     // "records" of the envelope has been met
    bool export_seen;      // "export" of the envelope has been met
    uint8_t after_long;    // the state behind a value that is too long
    bool patched;          // the byte behind the last piece has become a zero …
    char patched_byte;     // … and was this
    size_t taken;          // length of the last piece, which is at the front of the window
    struct qg_place place; // of the front of the window
};

// Takes over an input that was opened (or failed to open).
void qg_carrier_init(struct qg_carrier *carrier, size_t record_limit);
void qg_carrier_free(struct qg_carrier *carrier);

// The next piece. After QG_RAW_END, or a fault, there is nothing more.
enum qg_fault qg_carrier_next(struct qg_carrier *carrier, struct qg_raw *out);

#endif
