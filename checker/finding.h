// SPDX-License-Identifier: Apache-2.0
//
// What the checker says of a record: findings, verdicts, counts. The checker builds them in an
// arena that is reset after each record and hands them to a sink; who needs one longer copies it.

#ifndef QG_FINDING_H
#define QG_FINDING_H

#include <stdbool.h>
#include <stdint.h>

#include "program.h"
#include "record.h"
#include "str.h"

enum qg_outcome {
    QG_SATISFIED,
    QG_VIOLATED,
    QG_UNDETERMINED,
    QG_EXEMPT,
    QG_NOT_APPLICABLE,
    QG_NOT_IN_FORCE,
    QG_OUTCOMES
};

// "satisfied", "violated", … as the reports and the command line spell them.
const char *qg_outcome_name(enum qg_outcome outcome);

// Where in the input: 1-based line and column (code points), and the JSON Pointer within the
// record. `line` 0: no place.
struct qg_location {
    struct qg_str file;
    uint64_t line;
    uint32_t column;
    struct qg_str pointer;
};

// An element of another record than the one that a finding is about.
struct qg_elsewhere {
    struct qg_str record; // its id; empty without
    struct qg_location location;
};

// A fact: where it stands in the record and its value as JSON text ("null" where missing). A word
// of an enum comes with what the policy calls it.
struct qg_fact {
    struct qg_str pointer;
    struct qg_str value;
    const struct qg_phrase *title;        // NULL: no such word, or it has none
    const struct qg_elsewhere *elsewhere; // NULL: the record that the finding is about
};

struct qg_count_bounds {
    uint64_t least, most;
};

struct qg_fraction {
    uint64_t part, whole;
};

struct qg_share_bounds {
    struct qg_fraction least, most; // `whole` 0: of nobody
};

// What is known of an element's property, or of its being there at all.
enum qg_having { QG_LACKS, QG_MAY_HAVE, QG_HAS, QG_HAVINGS };

// What a finding about a population rests on. A few of its elements stand for all that were
// counted: there may be as many as there are records.
struct qg_together {
    struct qg_str noun;            // what its elements are
    const struct qg_phrase *title; // what the policy calls them; empty: nothing
    struct qg_str per;             // what groups them, as the policy writes it; empty: nothing
    struct qg_str group;           // the values of that; empty where they are not known
    bool agreement;                // it is about elements that are the same, not about a share
    struct qg_count_bounds members, having;
    struct qg_share_bounds share;
    uint64_t open;                       // elements of whom something is not known
    const struct qg_elsewhere *examples; // those because of whom it came out so
    uint32_t example_count;
    enum qg_having exemplary; // what these are
    uint64_t examples_of;     // how many there are
};

// Why what is listed as missing did not decide.
enum qg_gap {
    QG_GAP_MISSING,    // it is not recorded
    QG_GAP_UNREADABLE, // what is recorded cannot be read: a data finding says why
    QG_GAP_OPEN        // it is recorded, but leaves the answer open, as a list that may go on
};

// What came out under another value of one reading.
struct qg_reading_outcome {
    struct qg_str reading, value;
    enum qg_outcome outcome;
};

// One loop element that the finding is about, outermost first: the record itself, then e.g.
// {"certification", id "c1", index 0}, {"hearing", no id, index 1}.
struct qg_subject {
    struct qg_str noun;
    const struct qg_phrase *title; // what the policy calls such an element; NULL: nothing
    bool is_number;                // of a loop over numbers
    struct qg_str id;              // of an element with an id; length 0 without
    int32_t index;                 // in its list; a number loop: the number; -1 for the record
    uint32_t ref;                  // region, 0 for numbers
};

// Why a finding that stands is not counted against anybody: it was there before, or somebody
// answers for it.
enum qg_excuse_kind { QG_EXCUSE_BASELINE, QG_EXCUSE_EXCEPTION };

struct qg_excuse {
    enum qg_excuse_kind kind;
    struct qg_str reason, owner; // EXCEPTION
    int32_t expires;             // date, EXCEPTION; the last day on which it counts
};

struct qg_finding {
    int32_t rule;            // index into program->rules; QG_NONE for a data finding
    enum qg_outcome outcome; // as reported (--strict-readings applied)
    int32_t severity;        // ordinal, QG_NONE for data findings
    bool voids_meeting, boundary, reading_dependent;
    struct qg_subject subject[QG_SCOPE_DEPTH + 1];
    uint8_t subject_count;
    struct qg_location location;
    struct qg_str message[QG_LANGS]; // all languages asked for; others empty
    struct qg_str remark[QG_LANGS];  // likewise; what the policy notes about the rule
    const struct qg_fact *evidence;
    uint32_t evidence_count;
    const struct qg_str *missing; // pointers
    const enum qg_gap *gaps;      // of each of them
    uint32_t missing_count;
    const struct qg_reading_outcome *readings;
    uint32_t reading_count;
    struct qg_str category;             // exempt: the exemption's name
    int32_t silenced_by;                // index of the rule that silences it, or QG_NONE
    struct qg_str data_code;            // data findings: stable code "D0101"; else empty
    const struct qg_together *together; // NULL: it is about one element by itself
    const struct qg_excuse *excused;    // NULL: it counts
};

enum qg_verdict_kind {
    QG_VERDICT_CLEAN,
    QG_VERDICT_UNDETERMINED,
    QG_VERDICT_WARRANTED,
    QG_VERDICTS
};

// "recertification_warranted", "undetermined", "clean".
const char *qg_verdict_name(enum qg_verdict_kind kind);

// A flag that was raised on a verdict.
struct qg_raised {
    int32_t flag; // index into program->flags
    int32_t due;  // of a remedy: date; QG_NONE where it is not known, or of a flag
    struct qg_str remark[QG_LANGS]; // all languages asked for; others empty
};

struct qg_verdict {
    struct qg_str record;            // its id
    struct qg_subject certification; // the element of the act's verdict type
    int32_t act;
    enum qg_verdict_kind kind;
    int32_t strongest;      // severity ordinal of the strongest ground, or QG_NONE
    const int32_t *grounds; // rules, each once, in citation order: violated ones where
    uint32_t ground_count;  //   warranted, undetermined ones where undetermined
    uint64_t breaches;      // severities of the breaches that stand, a bit each (QG_GRADED_LIMIT)
    const struct qg_raised *flags; // in the order of the text
    uint32_t flag_count;
    uint32_t
        remedy_count; // flags[flag_count …]: what is to be done, and by when (QG_WANTS_REMEDIES)
    bool priority;    // one of them puts this verdict before all others
};

// Totals of a run; results of parts of the input add up (qg_tally_add).
struct qg_tally {
    uint64_t records, not_audited, unreadable, certifications;
    uint64_t verdicts[QG_VERDICTS];
    uint64_t priorities;            // verdicts that come before all others
    uint64_t findings[QG_OUTCOMES]; // of rules, without the silenced and data findings
    uint64_t data_findings;
    uint64_t excused[QG_OUTCOMES], excused_data; // how many of these are excused
    uint64_t (*by_rule)[QG_OUTCOMES];            // [program->rule_count]
};

#endif
