// SPDX-License-Identifier: Apache-2.0
//
// The findings about populations: what a muster comes to at the end of a run, rule by rule in the
// order of citation, and of each rule its groups in the order in which the input names them first.
#ifndef QG_TOGETHER_H
#define QG_TOGETHER_H

#include "muster.h"

// Who hears of it; a fault ends the telling.
struct qg_together_listener {
    const bool *languages;  // [QG_LANGS]: in which to write messages
    const bool *show;       // [QG_OUTCOMES]: outcomes to tell besides violated and undetermined
    const bool *enabled;    // [rule_count], or NULL for all
    bool strict;            // violated counts only if violated under every reading
    struct qg_tally *tally; // added to
    void *user;
    enum qg_fault (*finding)(void *user, const struct qg_finding *finding);
};

enum qg_fault qg_together_tell(const struct qg_muster *muster,
                               const struct qg_together_listener *listener);

#endif
