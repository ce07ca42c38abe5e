// SPDX-License-Identifier: Apache-2.0
//
// `--only institution=ID`, `record=ID`, `certification=ID`: what the reports of a run tell of.
// Everything is checked all the same, and counts; only what is told of records is left out.
#ifndef QG_ONLY_H
#define QG_ONLY_H

#include "heading.h"
#include "text.h"

#include <stdbool.h>

enum qg_only_kind { QG_ONLY_ALL, QG_ONLY_INSTITUTION, QG_ONLY_RECORD, QG_ONLY_CERTIFICATION };

struct qg_only {
    enum qg_only_kind kind;
    struct qg_str id; // as the reports write it; not owned
    bool here;        // the record at hand is one of those
};

// Reads "institution=I-7". False with the reason in `problem`. The word must stay.
bool qg_only_parse(struct qg_only *out, const char *word, struct qg_text *problem);

// Whether reports hear of it. A heading comes before what is found of its record.
bool qg_only_heading(struct qg_only *only, const struct qg_heading *heading);
bool qg_only_finding(const struct qg_only *only, const struct qg_finding *finding);
bool qg_only_verdict(const struct qg_only *only, const struct qg_verdict *verdict);

#endif
