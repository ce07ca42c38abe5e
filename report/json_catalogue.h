// SPDX-License-Identifier: Apache-2.0
//
// The catalogue of a JSON report: what the policy calls everything that findings and verdicts refer
// to, in every language. With it a report can be read, and turned into any other one, without the
// policy.
#ifndef QG_JSON_CATALOGUE_H
#define QG_JSON_CATALOGUE_H

#include "titles.h"
#include "writer.h"

// The value of "catalogue".
void qg_json_catalogue(const struct qg_run_facts *facts, const struct qg_titles *titles,
                       struct qg_text *out);

// A member with the texts of each language that there are: {"en": …, "ru": …, "kk": …}.
void qg_json_member_texts(struct qg_text *out, const char *name,
                          const struct qg_str texts[QG_LANGS]);

// A member with the number of a title, left out where there is none.
void qg_json_member_title(struct qg_text *out, const struct qg_titles *titles,
                          const struct qg_phrase *title);

#endif
