// SPDX-License-Identifier: Apache-2.0
//
// A place in a text as people count it: lines, and code points within a line.
#ifndef QG_PLACE_H
#define QG_PLACE_H

#include "source.h"

#include <stddef.h>
#include <stdint.h>

// The place after `len` more bytes. A line ends behind its "\n".
struct qg_place qg_place_after(struct qg_place place, const char *at, size_t len);

#endif
