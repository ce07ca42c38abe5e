// SPDX-License-Identifier: Apache-2.0
//
// Where in a record the decoder stands, and how a data finding is made of that. What a spot needs
// is at hand while decoding anyway, so nothing is kept for the sake of findings; the JSON Pointer
// is put together from the record's own regions when there is one to report. Shared by both
// engines, so that they cannot word the same finding differently.
#ifndef QG_SPOT_H
#define QG_SPOT_H

#include "decode.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_spot {
    uint32_t ref;      // region
    int32_t field;     // its field, or -1 for the region itself
    int64_t index;     // element of that field, or -1
    struct qg_str key; // or a key that is no field; `at` NULL without
};

static inline struct qg_spot qg_spot_field(uint32_t ref, int32_t field) {
    return (struct qg_spot){.ref = ref, .field = field, .index = -1};
}

static inline struct qg_spot qg_spot_element(uint32_t ref, int32_t field, int64_t index) {
    return (struct qg_spot){.ref = ref, .field = field, .index = index};
}

static inline struct qg_spot qg_spot_region(uint32_t ref) {
    return (struct qg_spot){.ref = ref, .field = -1, .index = -1};
}

static inline struct qg_spot qg_spot_key(uint32_t ref, struct qg_str key) {
    return (struct qg_spot){.ref = ref, .field = -1, .index = -1, .key = key};
}

// Adds a data finding about the value (or the key) whose text begins at `at`. NULL: its place is
// not known, and is found by qg_spot_settle; of equal keys it will be the first.
void qg_spot_find(struct qg_decoder *decoder, enum qg_data_code code, const char *at,
                  struct qg_spot spot);

// Adds the finding that no field has this key, if that is to be reported.
void qg_spot_unknown(struct qg_decoder *decoder, const char *at, struct qg_spot spot);

// Adds the finding that the key at `at` stood in its object before: of a field the value is unknown
// then; of `record` the first counts, since without it nothing of the record could be read.
void qg_spot_twice(struct qg_decoder *decoder, const char *at, struct qg_spot spot);

// Adds findings for elements whose id occurred before in the same list: the one behind the list
// field `field` of the record itself.
void qg_spot_same_ids(struct qg_decoder *decoder, int32_t field);

// Finds the places that are not known yet, all in one walk over the text. To be called when the
// record is decoded, while its text is there.
void qg_spot_settle(struct qg_decoder *decoder);

// Makes the one finding of an unreadable record of what `decoder->json` says is wrong.
void qg_spot_unreadable(struct qg_decoder *decoder);

// The code of a value that is not of `kind`.
enum qg_data_code qg_spot_mismatch(enum qg_kind kind);

#endif
