// SPDX-License-Identifier: Apache-2.0
//
// Where a wording stands in a text. Two wordings are the same if they are the same tokens, however
// they are spaced: `3 years` on one line and on two, with a comment between or without.
#ifndef QG_WORDING_H
#define QG_WORDING_H

#include "arena.h"
#include "fault.h"
#include "source.h"
#include "vec.h"

// Adds the places within `where` at which the bytes of `words` stand again, in order and apart from
// each other. Both spans lie in texts that were parsed. `arena` is for what the scanner decodes.
struct qg_wordings {
    QG_VEC(struct qg_span) items;
};
enum qg_fault qg_wording_find(struct qg_wordings *out, struct qg_arena *arena,
                              const struct qg_sources *sources, struct qg_span where,
                              struct qg_span words);

#endif
