// SPDX-License-Identifier: Apache-2.0
//
// Editions: the policy's texts as its amendments make them, one after the other. An edition is text
// again, made of the one before it by the changes of one amendment and parsed like any other, so
// that "the act as amended" and "the consolidated act compiled by itself" cannot differ. Files that
// an amendment leaves alone are shared, trees and all.
#ifndef QG_EDITION_H
#define QG_EDITION_H

#include "compile.h"

struct qg_edition {
    const struct qg_edition *before; // NULL: the texts as they were given
    const struct qg_decl *amendment; // what made it of that one
    struct qg_file **files;          // [file_count of the compilation]
    struct qg_module *modules;       // likewise
    const struct qg_touch *touches;  // what the amendment changed, latest first
    bool broken;                     // a change could not be made; reported
};

// A part that an amendment changed, with the parts around it, outermost first.
enum { QG_PART_DEPTH = 4 };
struct qg_touch {
    struct qg_part path[QG_PART_DEPTH];
    uint32_t depth;
    bool ends;         // repealed or replaced as a whole
    bool gone;         // repealed, with nothing in its place
    struct qg_span at; // where it stood in the text before
    const struct qg_change *change;
    const struct qg_touch *next;
};

// The texts as they were given.
enum qg_fault qg_edition_first(struct qg_compilation *c, struct qg_edition **out);

// What an amendment makes of an edition. What cannot be done is reported (`silent`: is not) and
// left as it is. `together` says that the amendment that made `before` begins on the same day: then
// what both change is a collision.
struct qg_amending {
    const struct qg_decl *amendment;
    uint32_t file; // that it stands in
    bool together, silent;
};
enum qg_fault qg_edition_amend(struct qg_compilation *c, const struct qg_edition *before,
                               const struct qg_amending *amending, struct qg_edition **out);

#endif
