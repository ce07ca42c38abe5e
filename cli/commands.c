// SPDX-License-Identifier: Apache-2.0

#include "command.h"

#include <string.h>

static const struct qg_command *const commands[] = {
    &qg_cmd_check,   &qg_cmd_baseline, &qg_cmd_report,
    &qg_cmd_explain, &qg_cmd_compile,  &qg_cmd_build,
    &qg_cmd_test,    &qg_cmd_coverage, &qg_cmd_profile,
    &qg_cmd_fmt,     &qg_cmd_schema,   &qg_cmd_consolidate,
    &qg_cmd_diff,    &qg_cmd_impact,   &qg_cmd_sweep,
    &qg_cmd_compare, &qg_cmd_map,      &qg_cmd_completion,
    &qg_cmd_version, &qg_cmd_help,     NULL,
};

const struct qg_command *const *qg_commands(void) {
    return commands;
}

const struct qg_command *qg_command_named(const char *name) {
    for (const struct qg_command *const *c = commands; *c != NULL; c++)
        if (strcmp((*c)->name, name) == 0)
            return *c;
    return NULL;
}
