// SPDX-License-Identifier: Apache-2.0
//
// The walk over one record: every scope of the program, every element it loops over, every rule
// that hangs there. It judges plainly and fast, counts each outcome, and keeps the instances that
// somebody will want to hear of. Scope rules go first; what one of them shuts is not judged.

#ifndef QG_WALK_H
#define QG_WALK_H

#include "instance.h"
#include "vec.h"

enum { QG_NUMBER_LOOP_LIMIT = 4096 }; // trips of a loop over numbers: 300 years of months

// A scope rule that came out other than satisfied: the rules it governs are shut for its elements.
struct qg_block {
    uint32_t rule;
    uint8_t depth;
    struct qg_value args[QG_SCOPE_DEPTH];
    enum qg_outcome outcome;
};

struct qg_walk {
    struct qg_machine *machine;
    const bool *enabled;             // [rule_count], or NULL: all
    bool keep[QG_OUTCOMES];          // outcomes whose instances are kept
    uint64_t (*counts)[QG_OUTCOMES]; // [rule_count], added to; the run's tally
    uint8_t **governed;     // [rule_count]: a bitmap over rules for a scope rule, else NULL
    struct qg_duty *duties; // owned; of program->scope_rules, one for one
    bool *shuts;            // owned; [scope_count]: scope rules hang there or further down
    struct qg_reign *reign; // owned; [act_count], as of the present record
    QG_VEC(struct qg_instance) found; // of the present record, in order of the walk
    QG_VEC(struct qg_block) blocks;
    struct qg_value args[QG_SCOPE_DEPTH];
    bool scope_rules; // which of the two passes is running
    enum qg_fault fault;
};

enum qg_fault qg_walk_init(struct qg_walk *walk, struct qg_machine *machine);
void qg_walk_free(struct qg_walk *walk);

// Walks the machine's record. Afterwards `found` and `blocks` describe it until the next walk.
enum qg_fault qg_walk_record(struct qg_walk *walk);

// The block that shuts `rule` for the chain `args` of `depth` elements, or NULL.
const struct qg_block *qg_walk_block(const struct qg_walk *walk, uint32_t rule,
                                     const struct qg_value *args, uint8_t depth);

// Whether any loaded act audits records of `type`.
bool qg_is_audited(const struct qg_program *program, uint16_t type);

#endif
