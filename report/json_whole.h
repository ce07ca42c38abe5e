// SPDX-License-Identifier: Apache-2.0
//
// What makes a JSON report self-contained: beside the members of json_parts.h, everything that any
// other format wants to know of a finding, a verdict or a record, so that `qagida report` can make
// that format from the JSON alone. Only what differs from what a reader would assume is written.
#ifndef QG_JSON_WHOLE_H
#define QG_JSON_WHOLE_H

#include "titles.h"
#include "writer.h"

void qg_json_whole_finding(const struct qg_run_facts *facts, const struct qg_titles *titles,
                           const struct qg_finding *finding, struct qg_text *out);
void qg_json_whole_verdict(const struct qg_run_facts *facts, const struct qg_titles *titles,
                           const struct qg_verdict *verdict, struct qg_text *out);

// A record, without its closing brace: what belongs to it is counted afterwards.
void qg_json_whole_heading(const struct qg_run_facts *facts, const struct qg_titles *titles,
                           const struct qg_heading *heading, struct qg_text *out);

#endif
