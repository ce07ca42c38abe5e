// SPDX-License-Identifier: Apache-2.0
//
// What a name in a report means, told from the policy alone: a rule with its citation, its words
// and its own text; a paragraph with its rules; a provision that cannot be checked; a reading; the
// code of a diagnostic or a data finding.

#ifndef QG_EXPLAIN_H
#define QG_EXPLAIN_H

#include "policy.h"
#include "text.h"

#include <stdbool.h>

// Appends what `name` means in language `lang`; false if it means nothing.
bool qg_explain(const struct qg_policy *policy, struct qg_str name, int lang, struct qg_text *out);

// Appends what a code (E0203, W0601, D0201) stands for; needs no policy. False if it is none.
bool qg_explain_code(struct qg_str code, int lang, struct qg_text *out);

// Appends "; did you mean `…`?" if something has nearly this name.
void qg_explain_suggest(const struct qg_policy *policy, struct qg_str name, struct qg_text *out);

#endif
