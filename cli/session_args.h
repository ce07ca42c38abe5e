// SPDX-License-Identifier: Apache-2.0
//
// What a command line says of the settings of a run, put into a session: the audit date,
// parameters, readings, and which rules are looked at. The commands that take all of it have the
// rows of their tables from here.
#ifndef QG_SESSION_ARGS_H
#define QG_SESSION_ARGS_H

#include "options.h"
#include "session.h"

struct qg_session_args {
    struct qg_words parameters, readings; // each NAME=VALUE
    struct qg_words selects, ignores;     // each a list of rules
    const char *as_of;                    // NULL: not given
};

// The rows of a table of options whose places are called so, and those of its setters, for a struct
// `args` in which the arguments of the session are called `session`. The values are for a command
// whose rules are not picked so.
#define QG_SESSION_VALUES                                                                          \
    [PARAM] = {"param", 0, "NAME=VALUE", "a parameter of the policy; repeatable"},                 \
    [READING] = {"reading", 0, "NAME=VALUE", "how an ambiguous phrase is read; repeatable"}
#define QG_SESSION_VALUE_SETTERS(args)                                                             \
    [AS_OF] = QG_TAKES(args, session.as_of), [PARAM] = QG_ADDS(args, session.parameters),          \
    [READING] = QG_ADDS(args, session.readings)
#define QG_SESSION_OPTIONS                                                                         \
    [AS_OF] = {"as-of", 0, "DATE", "the audit date (default: that of the export)"},                \
    [SELECT] = {"select", 0, "RULES", "only these: rule, paragraph, severity, P46*; repeatable"},  \
    [IGNORE] = {"ignore", 0, "RULES", "all but these; repeatable"}, QG_SESSION_VALUES
#define QG_SESSION_SETTERS(args)                                                                   \
    [SELECT] = QG_ADDS(args, session.selects), [IGNORE] = QG_ADDS(args, session.ignores),          \
    QG_SESSION_VALUE_SETTERS(args)

// Sets all of it and settles the session; false with the reason in `problem`.
bool qg_session_args_set(struct qg_session *session, const struct qg_session_args *args,
                         struct qg_text *problem);

#endif
