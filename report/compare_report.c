// SPDX-License-Identifier: Apache-2.0
#include "compare_report.h"

const char *qg_compare_end_name(enum qg_compare_end end) {
    static const char *const names[QG_COMPARE_ENDS] = {
        [QG_COMPARE_DISAGREEMENT] = "disagreement", [QG_COMPARE_WORDING] = "wording",
        [QG_COMPARE_AGREEMENT] = "agreement",       [QG_COMPARE_UNSETTLED] = "unsettled",
        [QG_COMPARE_POPULATION] = "population",
    };
    return names[end];
}

const char *qg_compare_state_name(int state) {
    if (state == QG_COMPARE_SILENCED)
        return "silenced";
    return state == QG_COMPARE_NO_RULE ? "no_rule" : qg_outcome_name((enum qg_outcome)state);
}
