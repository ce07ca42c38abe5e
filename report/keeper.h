// SPDX-License-Identifier: Apache-2.0
//
// Whom to ask for what a record does not hold: the keeper that the policy names for the narrowest
// part of the record around it.
#ifndef QG_KEEPER_H
#define QG_KEEPER_H

#include "program.h"

// Index of the keeper of what stands at `pointer` in a record of the kind `record`; QG_NONE where
// the policy names none.
int32_t qg_keeper_of(const struct qg_program *program, struct qg_str record, struct qg_str pointer);

#endif
