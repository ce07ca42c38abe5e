// SPDX-License-Identifier: Apache-2.0
//
// The options that every command understands. They are taken out of a command's words before it
// runs, and say how it is to be shown and where its settings come from.
#ifndef QG_COMMON_ARGS_H
#define QG_COMMON_ARGS_H

#include "options.h"

enum {
    QG_COMMON_CONFIG,
    QG_COMMON_NO_CONFIG,
    QG_COMMON_SHOW_CONFIG,
    QG_COMMON_HYPERLINKS,
    QG_COMMON_PLAIN,
    QG_COMMON_NO_SANDBOX
};

struct qg_common_args {
    const char *config; // a file of settings; NULL: the nearest
    int no_config, show_config;
    int hyperlinks; // enum qg_colour_wish
    int plain, no_sandbox;
};

extern const struct qg_command_line qg_common_line;

#endif
