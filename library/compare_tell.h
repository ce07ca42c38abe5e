// SPDX-License-Identifier: Apache-2.0
//
// What both versions make of one record, in full: the findings that differ, with their messages and
// facts, and the verdicts.
#ifndef QG_COMPARE_TELL_H
#define QG_COMPARE_TELL_H

#include "compare_report.h"
#include "session.h"

struct qg_compare_telling {
    struct qg_session *session;
    uint32_t worlds[2];
    const struct qg_compare_facts *facts;
    const struct qg_compare_format *format;
    struct qg_text *out;
};

// Reports `result`, which has a record; its findings and verdicts are filled in.
enum qg_fault qg_compare_tell(const struct qg_compare_telling *how,
                              struct qg_compare_result *result);

#endif
