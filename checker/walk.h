// SPDX-License-Identifier: Apache-2.0
//
// The walk over one record: every scope of the program, every element it loops over, every rule
// that hangs there. It judges plainly and fast, counts each outcome, and keeps the instances that
// somebody will want to hear of. Scope rules go first; what one of them shuts is not judged.

#ifndef QG_WALK_H
#define QG_WALK_H

#include "blocks.h"
#include "instance.h"
#include "vec.h"

enum { QG_NUMBER_LOOP_LIMIT = 4096 }; // trips of a loop over numbers: 300 years of months

// The rules of one scope, as the walk takes them: those of the first pass, then the others.
struct qg_scope_duties {
    uint32_t first, scope_rules, others; // `first` is an index into the walk's duties
};

struct qg_walk {
    struct qg_machine *machine;
    bool keep[QG_OUTCOMES];          // outcomes whose instances are kept
    uint64_t (*counts)[QG_OUTCOMES]; // [rule_count], added to; the run's tally
    uint8_t **governed;             // [rule_count]: a bitmap over rules for a scope rule, else NULL
    struct qg_scope_duties *scopes; // owned; [scope_count]
    struct qg_duty *duties;         // owned; of the rules that are enabled, scope by scope …
    int32_t *checks;                // owned; … and their functions, parallel
    struct qg_duty *due_duties;     // owned; where blocks leave only some of a scope's rules: …
    int32_t *due_checks;            // … these
    struct qg_check *results;       // owned; of the rules of one scope
    bool *shuts;                    // owned; [scope_count]: scope rules hang there or further down
    struct qg_reign *reign;         // owned; [act_count], as of the present record
    QG_VEC(struct qg_instance) found; // of the present record, in order of the walk
    struct qg_blocks blocks;          // of the present record
    struct qg_value args[QG_SCOPE_DEPTH];
    bool scope_rules; // which of the two passes is running
    enum qg_fault fault;
};

// `enabled`, [rule_count], may be NULL for all; it is not kept.
enum qg_fault qg_walk_init(struct qg_walk *walk, struct qg_machine *machine, const bool *enabled);
void qg_walk_free(struct qg_walk *walk);

// Walks the machine's record. Afterwards `found` and `blocks` describe it until the next walk.
enum qg_fault qg_walk_record(struct qg_walk *walk);

// Whether any loaded act audits records of `type`.
bool qg_is_audited(const struct qg_program *program, uint16_t type);

#endif
