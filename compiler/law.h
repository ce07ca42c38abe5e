// SPDX-License-Identifier: Apache-2.0
//
// The law of one day: which of a policy's texts it is, what was checked of it, which amendments
// made it. For whoever prints or compares texts; what runs asks the program instead, where each
// rule has its own day.
#ifndef QG_LAW_H
#define QG_LAW_H

#include "timeline.h"

struct qg_law {
    const struct qg_compilation *c;
    struct qg_file *const *files;     // [c->file_count]
    const struct qg_module *modules;  // likewise
    const struct qg_typed *typed;     // NULL if it was not checked
    const struct qg_edition *edition; // NULL where no act is amended
    uint32_t stage;                   // in the world's row
    const struct qg_time_step *doubt; // nobody can tell whether it has come by that day; or NULL
};

// The law in `world` on `day`; with QG_NONE, once all that is known has come. The texts of drafts
// count in their own world only (qg_law_holds).
void qg_law_on(const struct qg_compilation *c, uint32_t world, int32_t day, struct qg_law *out);

// Whether a file is one of the policy's own in that world.
bool qg_law_holds(const struct qg_law *law, uint32_t world, uint32_t file);

// The amendments that made the text, in their order; `out` has QG_EDITION_LIMIT places.
uint32_t qg_law_amendments(const struct qg_law *law, const struct qg_decl **out);

#endif
