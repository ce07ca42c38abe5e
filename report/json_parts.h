// SPDX-License-Identifier: Apache-2.0
//
// The JSON of findings, verdicts and summaries, shared by the `json` and `ndjson` formats: the
// report that other programs build on, stable and versioned.

#ifndef QG_JSON_PARTS_H
#define QG_JSON_PARTS_H

#include "writer.h"

enum { QG_REPORT_VERSION = 1 };

// The members of the report's head, without braces: "qagida", "policy", "as_of", "parameters",
// "readings".
void qg_json_head(const struct qg_run_facts *facts, struct qg_text *out);

// Those of them that say how the run was set: "as_of", "parameters", "readings".
void qg_json_settings(const struct qg_run_facts *facts, struct qg_text *out);

void qg_json_finding(const struct qg_run_facts *facts, const struct qg_finding *finding,
                     struct qg_text *out);
void qg_json_verdict(const struct qg_run_facts *facts, const struct qg_verdict *verdict,
                     struct qg_text *out);

// The same without braces, for who adds to them.
void qg_json_finding_members(const struct qg_run_facts *facts, const struct qg_finding *finding,
                             struct qg_text *out);
void qg_json_verdict_members(const struct qg_run_facts *facts, const struct qg_verdict *verdict,
                             struct qg_text *out);

// The value of "summary".
void qg_json_summary(const struct qg_run_facts *facts, const struct qg_tally *tally,
                     struct qg_text *out);

// Begins a member of the object that `out` ends in: a comma where one is needed, and the name.
void qg_json_member(struct qg_text *out, const char *name);
void qg_json_member_string(struct qg_text *out, const char *name, struct qg_str value);
void qg_json_member_location(struct qg_text *out, const struct qg_location *at);
void qg_json_member_bool(struct qg_text *out, const char *name, bool value);
void qg_json_member_count(struct qg_text *out, const char *name, uint64_t value);

// The member "readings": what came out under other readings.
void qg_json_readings(struct qg_text *out, const struct qg_finding *finding);

#endif
