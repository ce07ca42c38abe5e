// SPDX-License-Identifier: Apache-2.0
//
// One certification from its plan: orders, preparation, notice, report, sittings, vote, sheet,
// minutes, acquaintance and file, all lawful under Order No. 300 and with a few days to spare, so
// that no reading of a term's end makes it late. Damage is done afterwards, elsewhere.
#ifndef QG_GENERATE_CERTIFICATION_H
#define QG_GENERATE_CERTIFICATION_H

#include "generate_model.h"
#include "generate_random.h"

// What happened at a sitting before the deciding one.
enum qg_prelude { QG_PRELUDE_EXCUSED, QG_PRELUDE_NO_SHOW, QG_PRELUDE_ADJOURNED };

enum { QG_MAX_PRELUDES = QG_MAX_HEARINGS - 1 };

struct qg_plan {
    uint8_t kind;
    uint8_t origin;
    uint8_t level;
    int institution;                        // number of the institution
    int32_t due_on;                         // the grid date that it answers
    int32_t window_end;                     // last day in time
    int32_t first_hearing;                  // a working day
    int32_t service_from;                   // start of service, moved on by its gaps
    const struct qg_position *position;     // held on that day
    const struct qg_certification *initial; // of a repeat: what it repeats
    uint8_t preludes[QG_MAX_PRELUDES];      // enum qg_prelude
    int prelude_count;
    uint8_t decision; // enum qg_word
    bool plain;       // everyone sits and agrees, nothing unusual happens
};

// Appends a certification to the dossier, which must have room for it.
struct qg_certification *qg_certification_add(struct qg_dossier *dossier, struct qg_random *random,
                                              const struct qg_plan *plan);

// The sitting that decided: the last one of a concluded certification.
struct qg_hearing *qg_certification_deciding(struct qg_certification *certification);

// Recasts the vote of the deciding sitting: so many for its decision and so many against, the rest
// abstain; the sheet follows. The chair is in favour, or against when `chair_against`.
void qg_certification_vote(struct qg_certification *certification, int in_favour, int against,
                           bool chair_against);

// Prints a text that lives as long as the dossier's content; NULL when its room is used up.
__attribute__((format(printf, 2, 3))) const char *qg_dossier_say(struct qg_dossier *dossier,
                                                                 const char *format, ...);

// Appends to a list; the caller knows that there is room.
void qg_ids_add(struct qg_ids *ids, const char *id);

// Removes an id from a list, if it is there.
void qg_ids_remove(struct qg_ids *ids, const char *id);

#endif
