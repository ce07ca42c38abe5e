// SPDX-License-Identifier: Apache-2.0
//
// What a draft changes on real records, as its reports hear of it: each certification whose verdict
// or findings differ between the law as it stands and the law with the draft, one after the other,
// and at the end the totals of every world. World 0 is the law as it stands, world d that with
// draft d. Nothing of a certification is kept, so that a report of any length costs no memory; what
// a format can only say at its end waits in a spool.

#ifndef QG_IMPACT_REPORT_H
#define QG_IMPACT_REPORT_H

#include "differences.h"
#include "writer.h"

// How a rule came out for an element in one world: an outcome (enum qg_outcome), or one of these.
enum {
    QG_IMPACT_SILENCED = QG_DIFFERS_SILENCED, // found, but superfluous because of another breach
    QG_IMPACT_NO_RULE = QG_DIFFERS_NO_RULE,   // no such rule, or not about such an element
    QG_IMPACT_STATES
};

// "satisfied", …, "silenced", "no_rule".
const char *qg_impact_state_name(int state);

// A verdict, or that there is none: the act is not about this certification.
enum { QG_IMPACT_NO_VERDICT = QG_DIFFERS_NO_VERDICT, QG_IMPACT_VERDICTS };

const char *qg_impact_verdict_name(int verdict);

struct qg_impact_finding {
    int32_t rules[2];                 // the version of the rule before and after, or QG_NONE
    int states[2];                    // before and after
    int32_t silencers[2];             // rules, where silenced; else QG_NONE
    const struct qg_finding *finding; // as it is after if it is one then, else as it was before
};

struct qg_impact_certification {
    uint32_t draft;                  // from 1
    struct qg_location place;        // of the record
    struct qg_str record;            // its id
    struct qg_subject certification; // ref 0: what differs is about the record as a whole
    int32_t act;
    int verdicts[2];
    const struct qg_verdict *details[2]; // with grounds; NULL where there is no verdict
    const struct qg_impact_finding *findings;
    uint32_t finding_count;
    const struct qg_str *groups; // [group_count of the facts]; empty where not recorded
};

// The direction of a change of verdict.
enum qg_impact_turn {
    QG_IMPACT_UNLAWFUL, // re-certification warranted now
    QG_IMPACT_LAWFUL,   // clean now
    QG_IMPACT_OPEN,     // undetermined now
    QG_IMPACT_OUTSIDE,  // no verdict now
    QG_IMPACT_SAME,     // the same verdict, other findings
    QG_IMPACT_TURNS
};

const char *qg_impact_turn_name(enum qg_impact_turn turn);
enum qg_impact_turn qg_impact_turn_of(const int verdicts[2]);

struct qg_impact_rule {
    int32_t first;           // of its versions in the program
    uint64_t (*findings)[2]; // by world: violated, undetermined
    uint64_t *changed;       // by world: certifications in which it differs
};

struct qg_impact_group {
    uint32_t by; // which of the facts' groups
    struct qg_str value;
    uint64_t (*turns)[QG_IMPACT_TURNS]; // by world: changed certifications
};

struct qg_impact_world {
    uint64_t certifications;
    uint64_t verdicts[QG_VERDICTS];
    uint64_t findings[QG_OUTCOMES];
    uint64_t moved[QG_IMPACT_VERDICTS][QG_IMPACT_VERDICTS]; // from world 0: before, after
    uint64_t turns[QG_IMPACT_TURNS];                        // changed certifications
};

struct qg_impact_totals {
    uint64_t records, not_audited, unreadable, data_findings;
    const struct qg_impact_world *worlds; // [draft_count + 1]
    const struct qg_impact_rule *rules;   // those with a finding in some world, in citation order
    uint32_t rule_count;
    const struct qg_impact_group *groups; // sorted by group, then by value
    uint32_t group_count;
};

struct qg_impact_facts {
    const struct qg_run_facts *run;
    const struct qg_str *drafts; // names, of drafts 1 …
    uint32_t draft_count;
    bool backdated;
    const struct qg_str *groups; // what changed certifications are counted by: "institution.id"
    uint32_t group_count;
};

struct qg_impact_writer {
    const struct qg_impact_facts *facts;
    struct qg_output output;
    struct qg_text text; // bytes not yet passed on
    void *state;         // of the format
    enum qg_fault (*begin)(struct qg_impact_writer *w);
    enum qg_fault (*certification)(struct qg_impact_writer *w,
                                   const struct qg_impact_certification *changed);
    enum qg_fault (*end)(struct qg_impact_writer *w, const struct qg_impact_totals *totals);
    void (*free)(struct qg_impact_writer *w);
};

// The formats: "text", "json", "csv", "html". False for a name that is none. `facts` must stay.
bool qg_impact_writer_open(struct qg_impact_writer *w, const char *format,
                           const struct qg_impact_facts *facts, struct qg_output output);
void qg_impact_writer_close(struct qg_impact_writer *w);
const char *const *qg_impact_writer_formats(void); // names, NULL at the end

// For formats: passes the text on when there is a good deal of it, or all of it.
enum qg_fault qg_impact_writer_flush(struct qg_impact_writer *w, bool all);

// The formats' own openings.
void qg_impact_text(struct qg_impact_writer *w);
void qg_impact_json(struct qg_impact_writer *w);
void qg_impact_csv(struct qg_impact_writer *w);
void qg_impact_html(struct qg_impact_writer *w);

#endif
