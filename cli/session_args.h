// SPDX-License-Identifier: Apache-2.0
//
// What a command line says of the settings of a run, put into a session: the audit date,
// parameters, readings, and which rules are looked at.
#ifndef QG_SESSION_ARGS_H
#define QG_SESSION_ARGS_H

#include "policy_args.h"
#include "session.h"

struct qg_session_args {
    const struct qg_words *parameters, *readings; // each NAME=VALUE
    const struct qg_words *selects, *ignores;     // each a list of rules; NULL: none
    const char *as_of;                            // NULL: not given
};

// Sets all of it and settles the session; false with the reason in `problem`.
bool qg_session_args_set(struct qg_session *session, const struct qg_session_args *args,
                         struct qg_text *problem);

#endif
