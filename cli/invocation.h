// SPDX-License-Identifier: Apache-2.0
//
// The invocation of a command: its words, with those put in front that stand for settings from
// elsewhere (settings.h), and without the options that every command understands, which are carried
// out here.
#ifndef QG_INVOCATION_H
#define QG_INVOCATION_H

#include "command.h"
#include "common_args.h"
#include "settings_file.h"

struct qg_invocation {
    const struct qg_command *command;
    struct qg_arena arena; // texts of the settings
    struct qg_option_settings own, common;
    struct qg_common_args args;
    struct qg_settings_file file;
    QG_VEC(char *) words; // of the command: those of settings, then those that were typed
};

// Reads the words behind the command's name, the environment and the file of settings, and sets up
// the console. QG_EXIT_OK, or the status of a complaint. To be freed whatever this gave.
int qg_invocation_read(struct qg_invocation *call, const struct qg_command *command,
                       const struct qg_command *const *commands, struct qg_console *console,
                       int argc, char **argv);
void qg_invocation_free(struct qg_invocation *call);

// Runs the command, or prints its settings where they are asked for.
int qg_invocation_run(struct qg_invocation *call, struct qg_console *console);

// All of it in one; the exit status.
int qg_invocation_call(const struct qg_command *command, const struct qg_command *const *commands,
                       struct qg_console *console, int argc, char **argv);

#endif
