// SPDX-License-Identifier: Apache-2.0
//
// "Did you mean …?": the known name that is closest to a misspelt one.
#ifndef QG_SUGGEST_H
#define QG_SUGGEST_H

#include "str.h"

#include <stdbool.h>
#include <stddef.h>

// Longer names than this, in code points, are neither helped nor offered: the distance takes time
// that grows with the square, and nobody misspells such a name by hand.
#define QG_SUGGEST_LENGTH 64

// The name at the smallest edit distance (insert, drop, replace, or swap two neighbours, counted
// in code points), if that is within a third of the length of `wanted`. Of equally close names
// the first in byte order is taken, so that the order of `names` does not matter. False when none
// is close, or the only close one is `wanted` itself.
bool qg_suggest(struct qg_str wanted, const struct qg_str *names, size_t count, struct qg_str *out);

#endif
