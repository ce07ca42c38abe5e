// SPDX-License-Identifier: Apache-2.0
//
// How far a policy is proved: which provisions of its act have a rule, which outcomes of each rule
// and flag a test expects, which readings and exemptions a test exercises, and which alterations of
// the policy no test notices. Plain tables that somebody above fills in, and the three forms they
// are shown in. Texts are not owned; the tables live as long as whoever made them says.

#ifndef QG_COVERAGE_H
#define QG_COVERAGE_H

#include "finding.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>
#include <stdint.h>

struct qg_cover_place {
    struct qg_str file;
    uint64_t line;
    uint32_t column;
};

// What is known of one outcome of one rule.
enum qg_cover_state {
    QG_COVER_IMPOSSIBLE, // the rule cannot come to it: no exemption lifts it, it has no `when`
    QG_COVER_EXPLAINED,  // nor here, as a person has said
    QG_COVER_MISSING,    // no test comes to it
    QG_COVER_SEEN,       // a test comes to it, and none expects it
    QG_COVER_PROVED,     // a test expects it
};

struct qg_cover_rule {
    struct qg_str act, paragraph, id;
    struct qg_cover_place place;
    enum qg_cover_state states[QG_OUTCOMES];
};

// What a test can expect of a flag.
enum qg_cover_call { QG_COVER_RAISED, QG_COVER_NOT_RAISED, QG_COVER_CALLS };

struct qg_cover_flag {
    struct qg_str act, paragraph, id;
    struct qg_cover_place place;
    enum qg_cover_state states[QG_COVER_CALLS];
};

// A provision without a rule.
struct qg_cover_provision {
    struct qg_str act, paragraph, id;
    struct qg_cover_place place;
    bool points; // to the rules that stand for it; else it is not checkable
};

// A value of a reading that is not the default, or (with an empty value) an exemption.
struct qg_cover_choice {
    struct qg_str name, value;
    struct qg_cover_place place;
    bool proved; // a test chooses it and expects something that depends on it
};

// What stands in one paragraph. `gap`: nothing does.
struct qg_cover_paragraph {
    struct qg_str act, name;
    uint32_t rules, flags, not_checkable, pointing, readings, exemptions, definitions;
    bool gap;
};

// An alteration that no test noticed.
struct qg_cover_survivor {
    struct qg_cover_place place;
    struct qg_str key;    // `rule P46-a: 30 days -> 31 days #1`
    struct qg_str reason; // why it makes no difference; empty when nobody has said
};

struct qg_cover_mutation {
    uint32_t killed, survived, refused, same; // how many alterations
    const struct qg_cover_survivor *survivors;
    uint32_t survivor_count, explained;
};

struct qg_coverage {
    const struct qg_cover_paragraph *paragraphs;
    const struct qg_cover_rule *rules;
    const struct qg_cover_flag *flags;
    const struct qg_cover_provision *provisions;
    const struct qg_cover_choice *readings, *exemptions;
    uint32_t paragraph_count, rule_count, flag_count, provision_count;
    uint32_t reading_count, exemption_count;
    uint32_t tests;
    const struct qg_cover_mutation *mutation; // NULL when nothing was altered
    const struct qg_str *stale;               // what is explained and not lacking
    uint32_t stale_count;
};

// How much of something is proved.
struct qg_cover_share {
    uint32_t proved, all;
};

// The outcomes that tests are asked for, in the order of reports; QG_OUTCOMES ends them.
extern const enum qg_outcome qg_cover_outcomes[];

struct qg_cover_share qg_cover_of_outcome(const struct qg_coverage *c, enum qg_outcome outcome);
struct qg_cover_share qg_cover_of_call(const struct qg_coverage *c, enum qg_cover_call call);
struct qg_cover_share qg_cover_of_paragraphs(const struct qg_coverage *c);
struct qg_cover_share qg_cover_of_choices(const struct qg_cover_choice *choices, uint32_t count);
struct qg_cover_share qg_cover_of_mutants(const struct qg_cover_mutation *mutation);
struct qg_cover_share qg_cover_of_all(const struct qg_coverage *c); // without mutants

// In percent; 100 for nothing at all.
double qg_cover_percent(struct qg_cover_share share);

// Whether anything is lacking that is not explained, or explained and not lacking.
bool qg_cover_is_whole(const struct qg_coverage *c);

// "impossible", "explained", "missing", "seen", "proved".
const char *qg_cover_state_name(enum qg_cover_state state);

// Whether a test could still prove it: it is neither that nor ruled out.
bool qg_cover_is_lacking(enum qg_cover_state state);

// "raised", "not raised".
const char *qg_cover_call_name(enum qg_cover_call call);

// Appends the whole report. The HTML is one page by itself that asks nothing of the network.
void qg_coverage_text(const struct qg_coverage *c, struct qg_text *out);
void qg_coverage_json(const struct qg_coverage *c, struct qg_text *out);
void qg_coverage_html(const struct qg_coverage *c, struct qg_text *out);

#endif
