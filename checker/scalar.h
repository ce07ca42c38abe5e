// SPDX-License-Identifier: Apache-2.0
//
// Scalar values, decoded in place from their text.
#ifndef QG_SCALAR_H
#define QG_SCALAR_H

#include "decode.h"

#include <stdbool.h>

// The string at `p` (which is at its opening quote), without quotes and escapes. `*stays` tells
// whether it lies in the text itself; else it is in decoder->scratch, until the next call.
// Returns where the string ends, NULL for a malformed one or a fault.
const char *qg_scalar_text(struct qg_decoder *decoder, const char *p, struct qg_str *out,
                           bool *stays);

// The value at `p` as the scalar `kind` (`enumeration` for an enum). What is JSON but not of this
// kind gives QG_SLOT_UNREADABLE. Returns where the value ends, NULL for a malformed one or a
// fault.
const char *qg_scalar_value(struct qg_decoder *decoder, const char *p, enum qg_kind kind,
                            uint16_t enumeration, int32_t *out);

#endif
