// SPDX-License-Identifier: Apache-2.0
//
// The walk over a few records at once: every scope of the program, every element it loops over,
// every rule that hangs there. It judges plainly and fast, counts each outcome, and keeps the
// instances that somebody will want to hear of. Scope rules go first; what one of them shuts is not
// judged.

#ifndef QG_WALK_H
#define QG_WALK_H

#include "muster.h"
#include "vec.h"

// Trips of a loop over numbers, 300 years of months; those beyond are one trip together.
enum { QG_NUMBER_LOOP_LIMIT = 4096 };

// The rules of one scope, as the walk takes them: those of the first pass, then the others.
struct qg_scope_duties {
    uint32_t first, scope_rules, others; // `first` is an index into the walk's duties
};

// A chain of elements of a scope in one of the records, and what stands before its rules.
struct qg_site {
    struct qg_chain chain;
    struct qg_gate gate;
    struct qg_case *of;
};

// Sites of one scope that are visited together, so that a rule is judged for all of them while its
// code is at hand. More of them are visited in turns: memory does not grow with the records.
enum { QG_WALK_SITES = 32 };

struct qg_walk {
    const struct qg_program *program;
    bool keep[QG_OUTCOMES];          // outcomes whose instances are kept
    uint64_t (*counts)[QG_OUTCOMES]; // [rule_count], added to; the run's tally
    struct qg_muster *muster; // takes the members of populations; NULL: nobody asks about them
    uint8_t **governed;       // [rule_count]: a bitmap over rules for a scope rule, else NULL
    struct qg_scope_duties *scopes; // owned; [scope_count]
    struct qg_duty *duties;         // owned; of the rules that are enabled, scope by scope
    bool *shuts;                    // owned; [scope_count]: scope rules hang there or further down
    struct qg_reign *reign;         // owned; [act_count]
    struct qg_site sites[QG_SCOPE_DEPTH][QG_WALK_SITES]; // of the scopes that are being visited
    bool keeps_most;  // of the outcomes that most rules come to, some are kept
    bool any_block;   // some record has one
    bool scope_rules; // which of the two passes is running
    enum qg_fault fault;
};

// `enabled`, [rule_count], may be NULL for all; it is not kept.
enum qg_fault qg_walk_init(struct qg_walk *walk, const struct qg_program *program,
                           const bool *enabled);
void qg_walk_free(struct qg_walk *walk);

// Walks the records of `cases` (at most QG_WALK_SITES, at least one), whose machines are fresh.
// Afterwards their `found` and `blocks` describe them.
enum qg_fault qg_walk_cases(struct qg_walk *walk, struct qg_case *const *cases, uint32_t count);

// Whether any loaded act audits records of `type`.
bool qg_is_audited(const struct qg_program *program, uint16_t type);

#endif
