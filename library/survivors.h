// SPDX-License-Identifier: Apache-2.0
//
// The file in which the alterations that no test can notice are explained one by one. An entry is
// the alteration as the report names it, which says where it is by names and not by lines, and
// under it, indented, why it makes no difference. Entries in a row share the reason below them.
// Lines that begin with `#` are comments.
//
//     rule P46-a: at least -> more than #1
//     rule P46-a: >= -> > #2
//         The commission's membership is odd (P45-b), so that half of it is never a whole number.

#ifndef QG_SURVIVORS_H
#define QG_SURVIVORS_H

#include "arena.h"
#include "fault.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>

struct qg_survivor_entry {
    struct qg_str key, reason;
    bool met; // an alteration with this key has survived
};

// Zeroed it is empty.
struct qg_survivors {
    QG_VEC(struct qg_survivor_entry) entries; // texts in the arena
};

// Reads such a file's text; `arena` keeps what is kept of it. False with the reason in `problem`
// (which names the line) for an entry without a reason and a reason without an entry.
bool qg_survivors_read(struct qg_survivors *out, struct qg_arena *arena, struct qg_str text,
                       struct qg_text *problem);
void qg_survivors_free(struct qg_survivors *survivors);

// The reason for that key, empty if it has none; notes that it was met.
struct qg_str qg_survivors_reason(struct qg_survivors *survivors, struct qg_str key);

#endif
