// SPDX-License-Identifier: Apache-2.0
//
// What the commands that take a map do alike: open it with the files that it maps.

#ifndef QG_IMPORT_ARGS_H
#define QG_IMPORT_ARGS_H

#include "console.h"
#include "import.h"
#include "options.h"

// Whether the files can be tables: there is one, and none is the standard input.
bool qg_import_args_check(const struct qg_words *files, struct qg_text *problem);

// Opens the import, or complains; tells what is worth knowing. To be freed whatever this gave.
int qg_import_args_open(struct qg_import *import, const struct qg_schema *schema, const char *map,
                        const struct qg_words *files);

#endif
