// SPDX-License-Identifier: Apache-2.0
//
// One person's file: name, service, posts, leaves, children, and a certification for every grid
// date since the act took effect. What is built is lawful; a wish bends the life (not the law) so
// that a given defect finds something to damage.
#ifndef QG_GENERATE_DOSSIER_H
#define QG_GENERATE_DOSSIER_H

#include "generate_model.h"
#include "generate_random.h"

// What follows the last regular certification.
enum qg_follow { QG_FOLLOW_NONE, QG_FOLLOW_REPEAT, QG_FOLLOW_UNFOUNDED, QG_FOLLOW_59 };

// The life that a defect needs. Zero asks for nothing, apart from an ordinary life.
struct qg_wish {
    bool damaged;          // a plain life whose last window has passed
    bool sole;             // with one certification only
    bool elder;            // old enough for twenty years in the sector
    uint8_t level;         // enum qg_level of the last certification
    uint8_t sex;           // enum qg_sex
    uint8_t follow;        // enum qg_follow
    uint8_t prelude;       // enum qg_prelude
    uint8_t prelude_count; // sittings of that kind before the deciding one
};

// What is the same for all dossiers of an export.
struct qg_world {
    int32_t exported_on;
    int32_t effective_on;
};

// Fills a dossier, wiping what it held. `number` makes its ids unique in the run.
void qg_dossier_build(struct qg_dossier *out, struct qg_random *random,
                      const struct qg_world *world, int number, const struct qg_wish *wish);

// The record of an institution, 0 … QG_INSTITUTIONS - 1, with a run in every half-year.
void qg_institution_build(struct qg_institution_record *out, const struct qg_world *world,
                          int number);

#endif
