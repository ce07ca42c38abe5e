// SPDX-License-Identifier: Apache-2.0
//
// From a JSON Pointer back to the place in the text. The decoder keeps no positions, because of
// a thousand values hardly one is ever reported; for that one the text is walked again.
#ifndef QG_LOCATE_H
#define QG_LOCATE_H

#include "place.h"
#include "str.h"

#include <stddef.h>

// The byte offset of the value at `pointer` within the record's text. Where the pointer leads
// nowhere, of the last value on its way that exists: that is where something is missing. Text
// that is not JSON gives as good an answer as can be had. The byte behind the text is zero, as
// for the decoder. Of equal keys the first counts.
size_t qg_locate(struct qg_str text, struct qg_str pointer);

// The same for the key of the member at `pointer`: its opening quote; of an element, its value.
size_t qg_locate_key(struct qg_str text, struct qg_str pointer);

// The place of a byte of the record's text, whose first byte is at `first`.
struct qg_place qg_locate_place(struct qg_str text, struct qg_place first, size_t offset);

#endif
