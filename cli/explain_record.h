// SPDX-License-Identifier: Apache-2.0
//
// `explain --record`: why a policy says of one record what it says. The other half of `explain`
// tells of rules and knows no records; the two share a name, and the help shows both.
#ifndef QG_EXPLAIN_RECORD_H
#define QG_EXPLAIN_RECORD_H

#include "console.h"

#include <stdbool.h>

// The options that only this half has, as rows of a table; `--record` is the first of them.
#define QG_RECORD_OPTIONS                                                                          \
    {"record", 0, "ID", "explain the findings of this record, in the files named"},                \
        {"certification", 0, "ID", "of that record only what concerns this element"},              \
        {"show", 0, "LIST", "also satisfied, not_applicable; or all"},                             \
        {"as-of", 0, "DATE", "the audit date (default: that of the export)"},                      \
        {"param", 0, "NAME=VALUE", "a parameter of the policy; repeatable"},                       \
        {"reading", 0, "NAME=VALUE", "how an ambiguous phrase is read; repeatable"}, {             \
        "ascii", 0, NULL, "draw the tree with ASCII alone"                                         \
    }

#define QG_RECORD_OPTION_NAMES RECORD, CERTIFICATION, SHOW, AS_OF, PARAM, READING, ASCII

#define QG_RECORD_USAGE "  qagida explain [OPTIONS] --record ID [RULE...] FILE...\n"

// Whether the arguments ask for a record.
bool qg_explain_record_asked(int argc, char **argv);

int qg_explain_record(struct qg_console *console, int argc, char **argv);

#endif
