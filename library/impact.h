// SPDX-License-Identifier: Apache-2.0
//
// The impact of drafts on records: both laws over the same records in one pass. The policy was
// compiled with its drafts (qg_policy_begin_draft); each record is walked once, what the worlds
// make of it is compared, and what differs goes to the writers; the totals of all worlds come at
// the end. The totals alone, without writers, are what a sweep asks for.
//
//     qg_impact_init(&impact, program, &facts);
//     impact.writers … (may be none)
//     audit with options.worlds = qg_impact_take, worlds_user = &impact
//     qg_impact_end(&impact, &audit.run.tally);

#ifndef QG_IMPACT_H
#define QG_IMPACT_H

#include "audit.h"
#include "impact_report.h"
#include "policy.h"

struct qg_impact_counts; // impact.c

struct qg_impact {
    const struct qg_program *program;
    const struct qg_impact_facts *facts;
    struct qg_impact_writer *writers; // [writer_count], not owned
    uint32_t writer_count;
    bool begun;
    struct qg_arena arena; // names and tables of the whole run
    struct qg_impact_counts *counts;
    struct qg_impact_totals totals; // once ended
};

// Whether changed certifications can be counted by what lies at this dotted path of a record.
bool qg_impact_has_group(const struct qg_program *program, struct qg_str path);

enum qg_fault qg_impact_init(struct qg_impact *impact, const struct qg_program *program,
                             const struct qg_impact_facts *facts);
void qg_impact_free(struct qg_impact *impact);

// The sink for struct qg_audit_options; `user` is the impact.
enum qg_fault qg_impact_take(void *user, const struct qg_case_worlds *record);

// Fills in `totals` from the tally of the run and ends the writers.
enum qg_fault qg_impact_end(struct qg_impact *impact, const struct qg_tally *tally);

#endif
