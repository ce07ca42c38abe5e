// SPDX-License-Identifier: Apache-2.0
//
// Finding the parts of an act that an amendment names: paragraphs and what stands in them, and the
// declarations that a policy's files hold beside the act.
#ifndef QG_PARTS_H
#define QG_PARTS_H

#include "edition.h"
#include "vec.h"

// A declaration with those around it; the last of `path` is itself.
struct qg_found_part {
    const struct qg_decl *path[QG_PART_DEPTH];
    uint32_t depth, file;
};

struct qg_found_parts {
    QG_VEC(struct qg_found_part) items;
};

static inline const struct qg_decl *qg_found_decl(const struct qg_found_part *found) {
    return found->path[found->depth - 1];
}

// `paragraph 46`, `rule P46-a`, `the preamble`.
struct qg_str qg_part_print(struct qg_arena *arena, const struct qg_part *part);
struct qg_part qg_part_of(const struct qg_decl *decl);
bool qg_part_same(const struct qg_part *a, const struct qg_part *b);

// Adds every place where `part` stands in the act, inside of `in` if that is not NULL. An act's
// paragraph may be opened in several places. False when memory is out.
bool qg_parts_find(struct qg_found_parts *out, const struct qg_compilation *c,
                   const struct qg_edition *edition, struct qg_str act, const struct qg_part *part,
                   const struct qg_part *in);

// Adds the names of all parts of that kind, for a suggestion.
struct qg_part_names {
    QG_VEC(struct qg_str) items;
};
bool qg_parts_names(struct qg_part_names *out, const struct qg_compilation *c,
                    const struct qg_edition *edition, struct qg_str act,
                    const struct qg_part *like);

#endif
