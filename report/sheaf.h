// SPDX-License-Identifier: Apache-2.0
//
// Findings bundled by rule, for the formats that are arranged by rules and not by records: of each
// rule (all its versions together) and each code of data findings their numbers, and the first few
// as the text that the format makes of them. So what is kept depends on the policy, not on how much
// is found.
#ifndef QG_SHEAF_H
#define QG_SHEAF_H

#include "data.h"
#include "fault.h"
#include "finding.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    QG_SHEAF_KEPT = 5,     // findings of one rule that are kept, of each outcome
    QG_SHEAF_MESSAGE = 600 // bytes of a message; what records say may be of any length
};

struct qg_sheaf {
    struct qg_text violated, undetermined; // of those kept; the format's
    uint64_t excused[QG_OUTCOMES];
    uint64_t due[QG_OUTCOMES]; // neither excused nor silenced; data findings are violations
};

struct qg_sheaves {
    struct qg_sheaf *rules; // [program->rule_count], at the first version; owned
    struct qg_sheaf data[QG_DATA_CODES];
    uint32_t rule_count;
};

enum qg_fault qg_sheaves_init(struct qg_sheaves *sheaves, const struct qg_program *program);
void qg_sheaves_free(struct qg_sheaves *sheaves);

// Counts a finding. Gives the text that it is to be appended to, or NULL if it is not to be kept:
// the first QG_SHEAF_KEPT that are violated or undetermined and are neither excused nor silenced.
struct qg_text *qg_sheaves_take(struct qg_sheaves *sheaves, const struct qg_program *program,
                                const struct qg_finding *finding);

// What of the versions of the rule at `first` came out so, together; what is excused included.
uint64_t qg_rule_tally(const struct qg_program *program, const struct qg_tally *tally,
                       uint32_t first, enum qg_outcome outcome);

#endif
