// SPDX-License-Identifier: Apache-2.0
//
// Digests of rules and flags: one number for everything in a program that a rule's findings, or
// the raising of a flag, can depend on. Two programs of the same rules and flags that give one of
// them the same digest say the same of it, so whoever compares a policy with a slightly altered
// one need look only at those whose digests differ. Spans, messages and the order of tables have no
// part in them.
#ifndef QG_RULE_DIGEST_H
#define QG_RULE_DIGEST_H

#include "fault.h"
#include "program.h"

#include <stdint.h>

// Fills `out` [program->rule_count + program->flag_count], the rules first. What silences a rule
// and what governs it is a part of its own digest; so are all rules of that of a flag that asks for
// a breach.
enum qg_fault qg_rule_digests(uint64_t *out, const struct qg_program *program);

#endif
