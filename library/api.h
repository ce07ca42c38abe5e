// SPDX-License-Identifier: Apache-2.0
//
// What the public handles are, for the files behind the public header.

#ifndef QG_API_H
#define QG_API_H

#include "audit.h"
#include "policy.h"

#include "qagida/qagida.h"

struct qagida_policy {
    struct qg_policy policy;
    qagida_loader *loader;
    void *loader_user;
    struct qg_text message;
    bool compiled; // with a program or without
    void *module;  // that the program is in, if it was opened (compiled.h)
};

// What a finding or verdict is turned into, one at a time.
struct qagida_checker {
    const struct qagida_policy *policy;
    struct qg_session session;
    struct qg_stream nowhere; // the outputs want one; nothing is written to it
    struct qg_outputs outputs;
    struct qg_audit_options options;
    struct qg_audit audit;
    bool started;          // the audit was made: settings are closed
    bool finished;         // and nothing more can be checked
    struct qg_arena arena; // of what a callback is given
    struct qg_text message;
    qagida_totals totals; // as last asked for
    qagida_finding_callback *on_finding;
    qagida_verdict_callback *on_verdict;
    void *finding_user, *verdict_user;
};

qagida_status qg_api_status(enum qg_fault fault);

// A writer that turns what it hears into calls of the checker's callbacks.
struct qg_writer qg_api_listener(struct qagida_checker *checker);

#endif
