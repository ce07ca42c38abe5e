// SPDX-License-Identifier: Apache-2.0
//
// The acts over time. The amendments of a policy, in the order in which they come into force, make
// a row of editions; each is the law from the day of its amendment to that of the next. A draft
// makes a row of its own, another *world*, in which it belongs to the law. World 0 is the law as it
// stands. Rows share editions as long as they are the same.
//
// All editions are checked like any policy; what comes of them is united (unite.h) into one program
// in which a rule that no amendment touches stands once.
#ifndef QG_TIMELINE_H
#define QG_TIMELINE_H

#include "edition.h"
#include "intern.h"

enum { QG_EDITION_LIMIT = 64 }; // a rule notes in a mask which editions it stands in

// An amendment begins, or a temporary one ends.
struct qg_time_step {
    const struct qg_decl *amendment;
    uint32_t index, file; // in the order of declaration; the file it stands in
    bool ends;
    int32_t day;  // as far as it can be told before anything is checked
    bool certain; // that day is known
};

// An edition in a world's row, with the step that it begins with; NULL: from the beginning.
struct qg_stage {
    uint32_t edition;
    const struct qg_time_step *step;
};

struct qg_world {
    const struct qg_stage *stages;
    uint32_t count;
};

struct qg_timeline {
    struct qg_edition **editions; // each once; the first is the texts as they were given
    uint32_t edition_count;
    const struct qg_world *worlds;
    uint32_t world_count;
    struct qg_typed **typed; // [edition_count], once checked
    struct qg_intern used;   // names that some edition uses
    struct qg_intern ids;    // of rules, flags, exemptions that some edition has
};

// Finds the amendments and makes the editions; *out is NULL if there is no amendment. Reports what
// cannot be done.
enum qg_fault qg_timeline_make(struct qg_compilation *c, struct qg_timeline **out);

// Checks all editions (check_stage.c) and unites them into c->typed.
enum qg_fault qg_timeline_check(struct qg_compilation *c);

void qg_timeline_free(struct qg_timeline *timeline);

// For `--emit=acts`: the editions of each world and what made them.
void qg_timeline_print(const struct qg_compilation *c, struct qg_text *out);

#endif
