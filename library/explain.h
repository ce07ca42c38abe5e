// SPDX-License-Identifier: Apache-2.0
//
// What a name in a report means, told from the policy alone: a rule with its citation, its words,
// its exceptions, readings and tests, and its own text; a paragraph with its rules; a provision
// that cannot be checked; a reading; an exemption; a decision table; the code of a diagnostic or a
// data finding.

#ifndef QG_EXPLAIN_H
#define QG_EXPLAIN_H

#include "policy.h"
#include "text.h"

#include <stdbool.h>

struct qg_explain_options {
    int lang;  // enum qg_lang
    bool json; // one object without a line break; else text
};

// Appends what `name` means: a rule, a paragraph ("46", "P46", "Appendix 1"), a provision, a
// reading, an exemption, a table. False if it means nothing.
bool qg_explain(const struct qg_policy *policy, struct qg_str name,
                const struct qg_explain_options *options, struct qg_text *out);

// The same for a code (E0203, W0601, D0201), which needs no policy.
bool qg_explain_code(struct qg_str code, const struct qg_explain_options *options,
                     struct qg_text *out);

// Appends "; did you mean `…`?" if something has nearly this name.
void qg_explain_suggest(const struct qg_policy *policy, struct qg_str name, struct qg_text *out);

#endif
