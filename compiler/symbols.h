// SPDX-License-Identifier: Apache-2.0
//
// The names that files declare: who may see them, and which one is meant.
#ifndef QG_SYMBOLS_H
#define QG_SYMBOLS_H

#include "check.h"

// The declaration that `name` (bare, or `module.name` as one) means in the file where it stands,
// marked as used. NULL after a report with `code`, in which `what` names the kind of thing.
struct qg_declared *qg_symbols_find(struct qg_checker *ck, enum qg_owner space,
                                    const struct qg_name *name, enum qg_code code,
                                    const char *what);

// The same without a report when there is no such name (one that is not in view is reported all
// the same, since nothing else can be meant).
struct qg_declared *qg_symbols_look(struct qg_checker *ck, enum qg_owner space,
                                    const struct qg_name *name);

// The file of the module called `name`, if the file in which it stands uses it; else
// QG_TABLE_NOTHING.
uint32_t qg_symbols_module(struct qg_checker *ck, const struct qg_name *name);

// Adds "Did you mean …?" from everything declared in a space.
void qg_symbols_suggest(struct qg_checker *ck, struct qg_diag *diag, enum qg_owner space,
                        struct qg_str wanted);

// Whether a file is one of the policy's own.
bool qg_symbols_is_policy(const struct qg_checker *ck, uint32_t file);

#endif
