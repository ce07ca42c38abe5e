// SPDX-License-Identifier: Apache-2.0
//
// The file in which an author explains one by one what no test can show: an alteration that makes
// no difference, an outcome that a rule never comes to. An entry is what the report calls it, which
// says where it is by names and not by lines, and under it, indented, why that is so. Entries in a
// row share the reason below them. Lines that begin with `#` are comments.
//
//     rule P46-a: at least -> more than #1
//     rule P46-a: >= -> > #2
//         The commission's membership is odd (P45-b), so that half of it is never a whole number.
//     rule P26-b: violated
//         The form of the record has no fourth decision.

#ifndef QG_COVER_EXPLAINED_H
#define QG_COVER_EXPLAINED_H

#include "arena.h"
#include "fault.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>

struct qg_explanation {
    struct qg_str key, reason;
    bool met; // the report has something of this name
};

// Zeroed it is empty.
struct qg_cover_explained {
    QG_VEC(struct qg_explanation) entries; // texts in the arena
};

// Reads such a file's text; `arena` keeps what is kept of it. False with the reason in `problem`
// (which names the line) for an entry without a reason and a reason without an entry.
bool qg_explained_read(struct qg_cover_explained *out, struct qg_arena *arena, struct qg_str text,
                       struct qg_text *problem);
void qg_explained_free(struct qg_cover_explained *explained);

// The reason for that key, empty if it has none; notes that it was met.
struct qg_str qg_explained_reason(struct qg_cover_explained *explained, struct qg_str key);

#endif
