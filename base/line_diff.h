// SPDX-License-Identifier: Apache-2.0
//
// How two texts differ, line by line, as a unified diff: the shortest edit that Myers' greedy
// method finds. Texts that differ beyond all measure are shown as one replaced by the other.
#ifndef QG_LINE_DIFF_H
#define QG_LINE_DIFF_H

#include "str.h"
#include "text.h"

#include <stdbool.h>

// How many lines added and removed are searched for before the search gives up: it takes memory by
// the square of them (2 MiB here), and nobody reads more.
#define QG_LINE_DIFF_EDITS 1000

// Appends the differences, under a header that names both sides `name`; nothing when there are
// none. False when memory is out.
bool qg_line_diff(struct qg_str name, struct qg_str before, struct qg_str after,
                  struct qg_text *out);

#endif
