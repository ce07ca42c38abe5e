// SPDX-License-Identifier: Apache-2.0
//
// Many editions, one program. Each edition was checked by itself; what two of them have in common,
// functions, scopes, rules, is recognised and stands once. A rule that an amendment touched, itself
// or something that it is computed from, has a version for each text, and each version knows the
// days on which it is the law (unite_force.c).
#ifndef QG_UNITE_H
#define QG_UNITE_H

#include "timeline.h"

// Unites timeline->typed into c->typed.
enum qg_fault qg_unite(struct qg_compilation *c);

#endif
