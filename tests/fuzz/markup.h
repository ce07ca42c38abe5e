// SPDX-License-Identifier: Apache-2.0
//
// Markup as our reports write it, read by a reader that forgives nothing: a `<` that opens or
// closes no element, a value without quotes or an end tag in the wrong place is somebody's text
// that was taken for markup.
#ifndef QG_MARKUP_H
#define QG_MARKUP_H

#include "str.h"

#include <stdbool.h>

// Whether the elements nest; `holds_data` is asked about what a <script> with data holds.
bool qg_markup_nests(struct qg_str text, bool holds_data(struct qg_str data));

#endif
