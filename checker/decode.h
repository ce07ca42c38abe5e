// SPDX-License-Identifier: Apache-2.0
//
// The decoder: JSON text of one record in, filled regions out, in a single pass. It is directed
// by the schema: a known key's value goes straight into its slot, everything else is checked to
// be JSON and skipped. Nothing is built in between.
//
// What it promises, and decode_jansson.h with it:
//   - the whole text is JSON by RFC 8259 in valid UTF-8, or the record is unreadable, with the
//     first byte that is wrong. A lone surrogate (\ud800 without its other half) is no text, so
//     it counts as malformed wherever it stands. NUL as \u0000 is text.
//   - nesting beyond QG_JSON_DEPTH_LIMIT makes the record unreadable.
//   - a value that is not of its type is a data finding, and unknown. null is missing, except as
//     an element of a list, where it is a data finding.
//   - a key given twice contradicts itself, whatever the two values say: a data finding at the
//     second, and the value is unknown. Unknown keys are held to the same in every object the
//     schema describes; inside values that are skipped, keys are not compared.
//   - numbers that are counts have no fraction and no exponent, not even 1.0 or 1e2.
#ifndef QG_DECODE_H
#define QG_DECODE_H

#include "data.h"
#include "fault.h"
#include "json.h"
#include "plan.h"
#include "record.h"
#include "str.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>
#include <stdint.h>

enum qg_decoded {
    QG_DECODED_RECORD,    // of a type of the schema, which is in the record
    QG_DECODED_OTHER,     // JSON, but its `record` names no type of the schema
    QG_DECODED_UNREADABLE // not JSON, no object, or without a usable `record`: see the findings
};

// Instead of a type: let the record's own `record` say which.
enum { QG_DECODE_TAGGED = -1 };

// A key that no field has, kept until its object ends to be compared with the others.
struct qg_stray {
    uint64_t hash;
    size_t offset; // of its opening quote
};

struct qg_decoder {
    const struct qg_plan *plan;
    bool report_unknown; // make data findings of unknown property names
    uint64_t seed;
    const struct qg_plan_key **follows; // owned; [fields + 1 + types]: the field that came after
                                        // this one (or first in that type) last time
    const struct qg_plan_key **choices; // owned; [fields]: of an enum field, its last value
    uint64_t *seen;                     // owned; [depth][fields]: the object in which
                                        // the field was met last, of those open at that depth
    uint64_t objects;                   // met so far, so that each has a number of its own
    QG_VEC(struct qg_stray) strays;     // of all open objects, innermost last
    struct qg_text scratch;             // the last string that had escapes, without them
    struct qg_text path;                // a pointer in the making
    uint16_t guess;                     // the type of the last record: most likely that of the next

    // The record at hand.
    struct qg_record *record;
    struct qg_data_list *data;
    struct qg_json json; // end of the text, and what is wrong with it
    const char *start;
    enum qg_fault fault; // why decoding stopped, where it was not the text
    uint32_t depth;      // open brackets
    bool tag_expected;   // the text says itself what it is
    bool tag_met;        // … and has said it
    bool mistaken;       // … and it is not what it was being decoded as
    struct qg_str tag;   // what it said; in the text or in tag_bytes
    struct qg_text tag_bytes;
};

enum qg_fault qg_decoder_init(struct qg_decoder *decoder, const struct qg_plan *plan,
                              bool report_unknown, uint64_t seed);
void qg_decoder_free(struct qg_decoder *decoder);

// Sets the decoder on a text; the first thing that either engine does.
void qg_decoder_start(struct qg_decoder *decoder, struct qg_str text, struct qg_record *record,
                      struct qg_data_list *data);

// Decodes `text` into `record`, which is reset first, and `data`, to which findings are added.
// The byte behind the text is zero and QG_INPUT_PADDING bytes are readable there. `type` is an
// index or QG_DECODE_TAGGED. Symbols of the record point into the text.
enum qg_fault qg_decode(struct qg_decoder *decoder, struct qg_str text, int32_t type,
                        struct qg_record *record, struct qg_data_list *data, enum qg_decoded *out);

#endif
