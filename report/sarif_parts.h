// SPDX-License-Identifier: Apache-2.0
//
// The pieces of a SARIF 2.1.0 log: what stands in its head, made of the program's tables alone, and
// one result. The act is a taxonomy whose taxa are its paragraphs; a rule is a descriptor that is
// related to its paragraph; codes of data findings are descriptors behind those of the rules.
#ifndef QG_SARIF_PARTS_H
#define QG_SARIF_PARTS_H

#include "occurrence.h"
#include "writer.h"

// Where what is cited stands in the head.
struct qg_sarif_index {
    uint32_t *descriptors; // [rule_count] of `rules`; the versions of a rule share one; owned
    uint32_t rules;        // descriptors of rules; those of data findings follow
};

enum qg_fault qg_sarif_index_init(struct qg_sarif_index *index, const struct qg_program *program);
void qg_sarif_index_free(struct qg_sarif_index *index);

// The members "tool" and "taxonomies" of a run.
void qg_sarif_head(const struct qg_run_facts *facts, struct qg_text *out);

// Notifications, in the order of their descriptors in the head.
enum qg_sarif_notice {
    QG_SARIF_TOTALS,
    QG_SARIF_NOT_AUDITED,
    QG_SARIF_UNREADABLE,
    QG_SARIF_NOTICES
};

// The member "invocations" of a run.
void qg_sarif_invocation(const struct qg_run_facts *facts, const struct qg_tally *tally,
                         struct qg_text *out);

// One element of "results". `occurrence` tells findings with the same fingerprint apart, from 1.
void qg_sarif_result(const struct qg_run_facts *facts, const struct qg_sarif_index *index,
                     const struct qg_finding *finding, const char *fingerprint, uint32_t occurrence,
                     struct qg_text *out);

// The member "text" or "markdown" of a message. SARIF fills in "{0}" and makes links of
// "[text](target)": neither is to happen to what a record says.
void qg_sarif_text(struct qg_text *out, const char *member, struct qg_str text);

#endif
