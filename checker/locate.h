// SPDX-License-Identifier: Apache-2.0
//
// From JSON Pointers back to places in the text. The decoder keeps no positions, because of a
// thousand values hardly one is ever reported; for those the text is walked again, once for all
// the pointers of a record together, so that a record that is wrong everywhere costs no more than
// one that is wrong at its end.
#ifndef QG_LOCATE_H
#define QG_LOCATE_H

#include "place.h"
#include "str.h"

#include <stddef.h>
#include <stdint.h>

// A pointer and where it leads.
struct qg_sought {
    struct qg_str pointer;
    size_t value;   // byte offset of the value within the record's text
    size_t key;     // of the opening quote of its member's key; of an element, its value
    size_t reached; // how many bytes of the pointer led somewhere
    uint32_t order; // for the caller, since finding sorts them
};

// Finds them all, and leaves them sorted by their pointers. Where a pointer leads nowhere, the last
// value on its way that exists is found: that is where something is missing. Text that is not JSON
// gives as good an answer as can be had. The byte behind the text is zero, as for the decoder. Of
// equal keys the first counts.
void qg_locate_all(struct qg_str text, struct qg_sought *sought, uint32_t count);

// The same for a single pointer: the offset of its value, and of its key.
size_t qg_locate(struct qg_str text, struct qg_str pointer);
size_t qg_locate_key(struct qg_str text, struct qg_str pointer);

// The place of a byte of the record's text, counted on from that of an earlier byte, `from`.
struct qg_place qg_locate_place(struct qg_str text, struct qg_place at, size_t from, size_t offset);

#endif
