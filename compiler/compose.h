// SPDX-License-Identifier: Apache-2.0
//
// A text made of another by replacing parts of it, as an amendment makes the new text of an act.
// The result is a source of its own, which remembers of every byte where it was written, so that
// whoever speaks of a place in it names the file that a person can open.
#ifndef QG_COMPOSE_H
#define QG_COMPOSE_H

#include "fault.h"
#include "source.h"
#include "str.h"

// `at` gives way to `before`, the bytes of `with` and `after`. An empty `at` is an insertion.
struct qg_replacement {
    struct qg_span at;
    struct qg_span with[2]; // bytes of texts as they were given; either may be empty
    struct qg_str before, after;
    struct qg_span because; // what the bytes of `before` and `after` stand for
};

// Sorts the replacements by place, those at one place as they were given, and returns the first one
// that overlaps the one before it, or NULL.
const struct qg_replacement *qg_compose_sort(struct qg_replacement *list, uint32_t count);

// Makes the source; `list` is sorted and without overlaps, and all of it lies in `source`.
enum qg_fault qg_compose(struct qg_sources *sources, uint32_t source,
                         const struct qg_replacement *list, uint32_t count, uint32_t *out);

#endif
