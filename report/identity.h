// SPDX-License-Identifier: Apache-2.0
//
// What makes two findings of two runs the same one: the act, the rule, the record by its id, and
// the chain of elements down to what it is about, by their ids (by their place in the list where
// they have none). Never the line, the message or how many there are, so that a finding keeps its
// identity while everything around it moves. A data finding goes by its code and its pointer, one
// about a population by the group.
#ifndef QG_IDENTITY_H
#define QG_IDENTITY_H

#include "finding.h"
#include "sha256.h"
#include "text.h"

// Appends it as lines that people can read and that sort well: "order_300 P46-a", then the subject
// as "record d-17 / certification c1 / hearing #2". Names that hold a space, a slash or a control
// character are quoted as JSON, so that no two identities read alike. A record without an id goes
// by its file and line, for there is nothing else.
void qg_identity_rule(const struct qg_program *program, const struct qg_finding *finding,
                      struct qg_text *out);
void qg_identity_subject(const struct qg_finding *finding, struct qg_text *out);

// Appends the rule with its paragraph, for people: "order_300 46 P46-a", or "data D0203".
void qg_identity_citation(const struct qg_program *program, const struct qg_finding *finding,
                          struct qg_text *out);

// The digest of both: what reports call the finding's fingerprint. False if out of memory.
bool qg_identity_digest(const struct qg_program *program, const struct qg_finding *finding,
                        char out[QG_SHA256_HEX + 1]);

#endif
