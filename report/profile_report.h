// SPDX-License-Identifier: Apache-2.0
//
// A profile as a table for people and as JSON for programs.
#ifndef QG_PROFILE_REPORT_H
#define QG_PROFILE_REPORT_H

#include "profile_rows.h"

struct qg_profile_facts {
    const struct qg_profile_rows *rows;
    uint64_t records; // that were judged
    uint32_t top;     // rows of each part that are shown; 0: all
    bool timed;       // the time was sampled
};

enum qg_profile_format { QG_PROFILE_TEXT, QG_PROFILE_JSON };
extern const char *const qg_profile_formats[]; // names in the order of the enum; NULL at the end

void qg_profile_report(enum qg_profile_format format, const struct qg_profile_facts *facts,
                       struct qg_text *out);

#endif
