// SPDX-License-Identifier: Apache-2.0
//
// A baseline: the findings that a run is known to have. It is a set of identities (identity.h), so
// that a finding stays known while lines move and others come and go, with the outcome that each
// had. As a file it is made for review and for merging: text, sorted, an entry a line, nothing that
// two branches would both have to change.
//
//     {"qagida_baseline": 1, "policy": [{"act": "order_300", "digest": "…"}], "redaction": null}
//     {"act": "order_300", "rule": "P31-b", "subject": "record D-1", "outcome": "violated"}
//
// A data finding has `act` null and its code for the rule. Several findings of one identity (of two
// records with the same id, say) are one entry, with the worst outcome. The policy's digest is for
// the reader alone.
//
// Memory: what an entry says of its finding, and some 60 bytes for each.
#ifndef QG_BASELINE_H
#define QG_BASELINE_H

#include "finding.h"
#include "intern.h"
#include "redact.h"
#include "text.h"
#include "vec.h"

enum { QG_BASELINE_VERSION = 1, QG_BASELINE_BYTES = 256 << 20 };

// What tells by which key pseudonyms were made: digits that only its owner can compute.
enum { QG_REDACTION_MARK = 16 };

struct qg_baseline_entry {
    enum qg_outcome outcome; // VIOLATED or UNDETERMINED
    enum qg_outcome met;     // of the finding that was met in a run; SATISFIED: none was
    uint32_t line;           // in the file that it was read from; 0: in none
};

struct qg_baseline {
    struct qg_intern keys;                    // act, rule and subject, each on a line of its own
    QG_VEC(struct qg_baseline_entry) entries; // by symbol - 1
    char mark[QG_REDACTION_MARK + 1];         // of the key of its pseudonyms; empty: it has none
    bool any_mark;      // a file that is read may have another one, which then is this one's
    struct qg_text key; // the one in the making
};

// An entry as its parts, views into the baseline.
struct qg_baseline_parts {
    struct qg_str act, rule, subject; // `act` empty: of a data finding, whose code is the rule
};

// `redaction`: NULL where findings have their real names.
void qg_baseline_init(struct qg_baseline *baseline, uint64_t seed,
                      const struct qg_redaction *redaction);
void qg_baseline_free(struct qg_baseline *baseline);

// Reads what `text` of the file `name` says, over which it is NUL-terminated line by line.
// QG_FAULT_MEMORY, or QG_FAULT_READ with "NAME:LINE:COLUMN: what is wrong" in `problem`.
enum qg_fault qg_baseline_parse(struct qg_baseline *baseline, struct qg_text *text,
                                const char *name, struct qg_text *problem);
enum qg_fault qg_baseline_read(struct qg_baseline *baseline, const char *path,
                               struct qg_text *problem);

// Whether a finding is one that a baseline is about: it counts for somebody.
bool qg_baseline_takes(const struct qg_finding *finding);

// Adds an entry for a finding that it takes; QG_FAULT_MEMORY.
enum qg_fault qg_baseline_add(struct qg_baseline *baseline, const struct qg_program *program,
                              const struct qg_finding *finding);

// How a finding stands to the baseline. One that was undetermined and is violated now is as good as
// new; one that was violated and is undetermined now is known.
enum qg_baseline_standing { QG_STANDS_NEW, QG_STANDS_WORSE, QG_STANDS_KNOWN };

// Says so in `*out`; the entry, if there is one, notes that it was met.
enum qg_fault qg_baseline_meet(struct qg_baseline *baseline, const struct qg_program *program,
                               const struct qg_finding *finding, enum qg_baseline_standing *out);

// Adds an entry of another baseline, with that outcome; QG_FAULT_MEMORY.
enum qg_fault qg_baseline_copy(struct qg_baseline *into, const struct qg_baseline *from,
                               uint32_t entry, enum qg_outcome outcome);

struct qg_baseline_parts qg_baseline_parts(const struct qg_baseline *baseline, uint32_t entry);

// The entries in the order of the file: `out` becomes an array to be freed, [entries.len].
bool qg_baseline_order(const struct qg_baseline *baseline, uint32_t **out);

// Appends the file. `program` names the policy, NULL: nobody does.
void qg_baseline_write(const struct qg_baseline *baseline, const struct qg_program *program,
                       struct qg_text *out);

// How an entry of one baseline stands to another one.
enum qg_baseline_change {
    QG_BASELINE_NEW,    // it was not there
    QG_BASELINE_WORSE,  // it was undetermined and is violated
    QG_BASELINE_BETTER, // it was violated and is undetermined
    QG_BASELINE_GONE,   // it is no longer there
    QG_BASELINE_SAME,
    QG_BASELINE_CHANGES
};

// An entry, in the second of two baselines unless it is only in the first.
struct qg_baseline_step {
    enum qg_baseline_change change;
    const struct qg_baseline *in;
    uint32_t entry;
};

// Goes through both in order; a fault of `hear` ends it. QG_FAULT_MEMORY.
typedef enum qg_fault qg_baseline_listener(void *user, const struct qg_baseline_step *step);
enum qg_fault qg_baseline_compare(const struct qg_baseline *before, const struct qg_baseline *after,
                                  qg_baseline_listener *hear, void *user);

#endif
