// SPDX-License-Identifier: Apache-2.0
//
// `explain --record`: why a policy says of one record what it says. The other half of `explain`
// tells of rules and knows no records; the two share a name, and the help shows both.
#ifndef QG_EXPLAIN_RECORD_H
#define QG_EXPLAIN_RECORD_H

#include "command_call.h"

#include <stdbool.h>

#define QG_RECORD_USAGE "  qagida explain [OPTIONS] --record ID [RULE...] FILE...\n"

extern const struct qg_command_line qg_explain_record_line;

// Whether the arguments ask for a record.
bool qg_explain_record_asked(int argc, char **argv);

// Does it; the call was read by that command line.
int qg_explain_record(struct qg_command_call *call);

#endif
