// SPDX-License-Identifier: Apache-2.0
//
// Digests of rules: one number for everything in a program that a rule's findings can depend
// on. Two programs of the same rules that give a rule the same digest say the same of it, so
// whoever compares a policy with a slightly altered one need look only at the rules whose
// digests differ. Spans, messages and the order of tables have no part in them.
#ifndef QG_RULE_DIGEST_H
#define QG_RULE_DIGEST_H

#include "fault.h"
#include "program.h"

#include <stdint.h>

// Fills `out` [program->rule_count]. What silences a rule and what governs it is a part of its
// own digest.
enum qg_fault qg_rule_digests(uint64_t *out, const struct qg_program *program);

#endif
