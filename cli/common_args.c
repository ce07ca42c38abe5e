// SPDX-License-Identifier: Apache-2.0

#include "common_args.h"

#include "console.h"

static const struct qg_option options[] = {
    [QG_COMMON_CONFIG] = {"config", 0, "FILE", "settings from there, not from qagida.yaml"},
    [QG_COMMON_NO_CONFIG] = {"no-config", 0, NULL, "no settings from a file"},
    [QG_COMMON_SHOW_CONFIG] = {"show-config", 0, NULL, "print the settings, and do nothing else"},
    [QG_COMMON_HYPERLINKS] = {"hyperlinks", 0, "WHEN", "places as links: auto, always or never"},
    [QG_COMMON_PLAIN] = {"plain", 0, NULL, "no colour, links, progress or drawings"},
    [QG_COMMON_NO_SANDBOX] = {"no-sandbox", 0, NULL,
                              "do not confine the process to what its words name"},
    {0},
};

static const struct qg_setter setters[] = {
    [QG_COMMON_CONFIG] = {.how = QG_SET_WORD,
                          .at = offsetof(struct qg_common_args, config),
                          .from = QG_FROM_VARIABLE},
    [QG_COMMON_NO_CONFIG] = QG_SETS_FLAG(qg_common_args, no_config, true),
    [QG_COMMON_SHOW_CONFIG] = QG_SETS_FLAG(qg_common_args, show_config, true),
    [QG_COMMON_HYPERLINKS] = QG_CHOOSES(qg_common_args, hyperlinks, qg_wishes),
    [QG_COMMON_PLAIN] = QG_SETS(qg_common_args, plain, true),
    [QG_COMMON_NO_SANDBOX] = {.how = QG_SET_NUMBER,
                              .at = offsetof(struct qg_common_args, no_sandbox),
                              .number = true,
                              .from = QG_FROM_VARIABLE},
};

const struct qg_command_line qg_common_line = {
    options, setters, {0}, sizeof(struct qg_common_args), NULL};
