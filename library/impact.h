// SPDX-License-Identifier: Apache-2.0
//
// The impact of drafts on records: both laws over the same records in one pass. The policy was
// compiled with its drafts (qg_policy_begin_draft); each record is walked once, what the worlds
// make of it is compared, and what differs goes to the writers; the totals of all worlds come at
// the end. The totals alone, without writers, are what a sweep asks for.
//
//     qg_impact_init(&impact, program, &facts);
//     qg_impact_write(&impact, writers, count);               or not at all
//     audit with options.listener = qg_impact_listener(&impact)
//     qg_impact_end(&impact, &audit.run.tally);

#ifndef QG_IMPACT_H
#define QG_IMPACT_H

#include "audit.h"
#include "impact_extract.h"
#include "policy.h"

struct qg_impact_counts; // impact.c

struct qg_impact {
    const struct qg_program *program;
    const struct qg_impact_facts *facts;
    struct qg_impact_wish wish;
    struct qg_impact_writer *writers; // [writer_count], not owned
    uint32_t writer_count;
    bool begun;
    struct qg_arena arena; // names and tables of the whole run
    struct qg_impact_counts *counts;
    struct qg_impact_totals totals; // once ended
};

enum qg_fault qg_impact_init(struct qg_impact *impact, const struct qg_program *program,
                             const struct qg_impact_facts *facts);
void qg_impact_free(struct qg_impact *impact);

// Who hears of each certification that changes, besides being counted.
void qg_impact_write(struct qg_impact *impact, struct qg_impact_writer *writers, uint32_t count);

// For struct qg_audit_options.
struct qg_worlds_listener qg_impact_listener(struct qg_impact *impact);

// Fills in `totals` from the tally of the run and ends the writers.
enum qg_fault qg_impact_end(struct qg_impact *impact, const struct qg_tally *tally);

#endif
