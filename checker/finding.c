// SPDX-License-Identifier: Apache-2.0

#include "finding.h"

const char *qg_outcome_name(enum qg_outcome outcome) {
    static const char *const names[QG_OUTCOMES] = {
        [QG_SATISFIED] = "satisfied",           [QG_VIOLATED] = "violated",
        [QG_UNDETERMINED] = "undetermined",     [QG_EXEMPT] = "exempt",
        [QG_NOT_APPLICABLE] = "not_applicable", [QG_NOT_IN_FORCE] = "not_in_force",
    };
    return names[outcome];
}

const char *qg_verdict_name(enum qg_verdict_kind kind) {
    static const char *const names[QG_VERDICTS] = {
        [QG_VERDICT_CLEAN] = "clean",
        [QG_VERDICT_UNDETERMINED] = "undetermined",
        [QG_VERDICT_WARRANTED] = "recertification_warranted",
    };
    return names[kind];
}
