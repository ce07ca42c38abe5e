// SPDX-License-Identifier: Apache-2.0
//
// The consolidated text: a policy as it reads on one day, in the canonical layout, with the parts
// that amendments changed marked in comments, and without the amendments and tests. It compiles by
// itself, to the same rules.
#ifndef QG_CONSOLIDATE_H
#define QG_CONSOLIDATE_H

#include "law.h"
#include "policy.h"

struct qg_consolidate_wish {
    uint32_t world;    // 0: without drafts
    int32_t day;       // QG_NONE: the last text that there is
    struct qg_str act; // leave out the other acts; empty: all acts
};

struct qg_consolidated_file {
    struct qg_str name; // as the policy calls it; in its sources
    struct qg_text text;
};

// Zeroed it is empty.
struct qg_consolidated {
    QG_VEC(struct qg_consolidated_file) files;
};

// The text, file by file, each under a head that says what it is. Of a policy that compiled. Files
// of which nothing is left, as of those that hold amendments or tests alone, are left out.
enum qg_fault qg_consolidate(const struct qg_policy *policy, const struct qg_consolidate_wish *wish,
                             struct qg_consolidated *out);

// The same as one text under one head.
enum qg_fault qg_consolidate_whole(const struct qg_policy *policy,
                                   const struct qg_consolidate_wish *wish, struct qg_text *out);

void qg_consolidated_free(struct qg_consolidated *consolidated);

// Whether the policy declares the act; else why not, with the nearest one, in `problem`.
bool qg_consolidate_knows(const struct qg_policy *policy, struct qg_str act,
                          struct qg_text *problem);

// ---- consolidate_head.c ------------------------------------------------------------------------

// Comment lines: which acts, of which day, as amended by what, and what is doubtful of it.
void qg_consolidate_head(const struct qg_law *law, const struct qg_consolidate_wish *wish,
                         struct qg_text *out);

// "draft_2027 (No. 5, adopted 2026-12-01), in force from 2027-01-01: drafts/d1.qagida"
void qg_consolidate_amendment(const struct qg_law *law, const struct qg_decl *amendment,
                              struct qg_text *out);

#endif
