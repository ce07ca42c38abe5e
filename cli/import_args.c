// SPDX-License-Identifier: Apache-2.0

#include "import_args.h"

#include "audit_inputs.h"
#include "seed.h"

#include <string.h>

bool qg_import_args_check(const struct qg_words *files, struct qg_text *problem) {
    if (files->len == 0)
        qg_text_addz(problem, "name the files that the map is about");
    for (uint32_t i = 0; i < files->len && problem->len == 0; i++)
        if (strcmp(files->at[i], "-") == 0)
            qg_text_addz(problem, "a map is about files, which it tells apart by their names; the "
                                  "standard input has none");
    return problem->len == 0;
}

// Complains of each line.
static void tell(struct qg_str lines) {
    for (size_t from = 0, i = 0; i <= lines.len; i++) {
        if (i < lines.len && lines.at[i] != '\n')
            continue;
        if (i > from)
            (void)qg_console_complain(qg_str_slice(lines, from, i));
        from = i + 1;
    }
}

int qg_import_args_open(struct qg_import *import, const struct qg_schema *schema, const char *map,
                        const struct qg_words *files) {
    enum qg_fault fault = qg_import_open(import, schema, map, files->at, files->len, qg_seed());
    tell(qg_text_str(&import->notes));
    if (fault == QG_OK)
        return QG_EXIT_OK;
    if (fault != QG_FAULT_READ)
        return qg_console_fault(fault);
    tell(qg_text_str(&import->problem));
    return QG_EXIT_FAILED;
}
