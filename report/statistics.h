// SPDX-License-Identifier: Apache-2.0
//
// What a run comes to in numbers: how often each rule was judged and how, then the same for each
// paragraph and severity. Rules of which nothing is wrong or open are left out; the last line says
// what all of them come to. For people; other programs find the counts in the JSON report.
#ifndef QG_STATISTICS_H
#define QG_STATISTICS_H

#include "finding.h"
#include "text.h"
#include "writer.h"

void qg_statistics_add(const struct qg_run_facts *facts, const struct qg_tally *tally,
                       struct qg_text *out);

#endif
