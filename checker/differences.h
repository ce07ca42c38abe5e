// SPDX-License-Identifier: Apache-2.0
//
// What differs of one record between the law as it stands (world 0) and with a draft: certification
// by certification, the verdicts and the findings, each with how its rule came out on both sides.

#ifndef QG_DIFFERENCES_H
#define QG_DIFFERENCES_H

#include "worlds.h"

// Besides outcomes.
enum { QG_DIFFERS_SILENCED = QG_OUTCOMES, QG_DIFFERS_NO_RULE };
enum { QG_DIFFERS_NO_VERDICT = QG_VERDICTS, QG_DIFFERS_VERDICTS };

// A rule that came out differently for one chain of elements. Sides: 0 before, 1 after.
struct qg_differing {
    int32_t family;       // the first version of the rule
    int32_t rules[2];     // the version of that side, or QG_NONE
    int32_t instances[2]; // in of->found, or QG_NONE: nothing was found on that side
    int states[2];        // an outcome, or one of the above
    int32_t silencers[2]; // rules, or QG_NONE
};

struct qg_difference {
    uint32_t draft, act;
    struct qg_subject certification; // ref 0: the record as a whole
    int verdicts[2];
    const struct qg_verdict *details[2]; // NULL where there is none
    const struct qg_differing *findings; // in order of citation
    uint32_t finding_count;
};

typedef enum qg_fault qg_differences_sink(void *user, const struct qg_difference *difference);

// Calls `sink` for every certification (and for the record, with what is about none of them) that
// differs, draft by draft, act by act.
enum qg_fault qg_differences_find(const struct qg_case_worlds *record, qg_differences_sink *sink,
                                  void *user);

// Counts the certifications of an act by their verdicts before and in world `world`.
void qg_differences_moves(const struct qg_case_worlds *record, uint32_t act, uint32_t world,
                          uint64_t moved[QG_DIFFERS_VERDICTS][QG_DIFFERS_VERDICTS]);

#endif
