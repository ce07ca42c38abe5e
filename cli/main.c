// SPDX-License-Identifier: Apache-2.0
//
// The command line: finds the command (commands.c) and calls it.

#include "invocation.h"
#include "stack_room.h"

#include <string.h>

// The spellings by which other programs are asked for help and their version.
static const char *meant_by(const char *word) {
    if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)
        return "help";
    return strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0 ? "version" : word;
}

int main(int argc, char **argv) {
    struct qg_console console;
    if (!qg_stack_reserve())
        return qg_console_fault(QG_FAULT_MEMORY);
    if (!qg_console_hold_descriptors())
        return QG_EXIT_FAILED;
    qg_console_init(&console);
    if (argc < 2) {
        (void)qg_command_help(&console, NULL);
        return QG_EXIT_FAILED;
    }
    const struct qg_command *command = qg_command_named(meant_by(argv[1]));
    if (command == NULL)
        return qg_command_unknown(argv[1]);
    return qg_invocation_call(command, qg_commands(), &console, argc - 2, argv + 2);
}
