// SPDX-License-Identifier: Apache-2.0
//
// The figures of a population as a reader meets them: in messages of the policy and in reports.
#ifndef QG_FIGURES_H
#define QG_FIGURES_H

#include "finding.h"
#include "program.h"
#include "text.h"

// Appends "12", or "11–12" where it is not known more exactly, or "12+" where a list that is not
// recorded leaves it open how many there are.
void qg_count_bounds_add(struct qg_text *out, struct qg_count_bounds bounds);

// Appends "33.3 %" or "16.7–33.3 %", with the decimal mark of the language; "0 %" of nobody.
void qg_share_bounds_add(struct qg_text *out, struct qg_share_bounds bounds, int lang);

// Appends message `at` of the program, filled in with the figures, in language `lang`; in English
// where it has no text in that language; nothing if `at` is QG_NONE.
void qg_figures_message(const struct qg_program *program, int32_t at,
                        const struct qg_together *together, int lang, struct qg_text *out);

#endif
