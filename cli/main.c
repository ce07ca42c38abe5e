// SPDX-License-Identifier: Apache-2.0
//
// The command line: finds the command (commands.c) and calls it.

#include "invocation.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

// The spellings by which other programs are asked for help and their version.
static const char *meant_by(const char *word) {
    if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0)
        return "help";
    return strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0 ? "version" : word;
}

// Gives each standard descriptor that is closed a substitute that cannot be used either; else the
// first file opened would get its number, and the report would be written into that file.
static bool hold_standard_descriptors(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        bool closed = fcntl(fd, F_GETFD) < 0;
        if (closed && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            return false;
    }
    return true;
}

int main(int argc, char **argv) {
    struct qg_console console;
    if (!hold_standard_descriptors())
        return QG_EXIT_FAILED;
    qg_console_init(&console);
    if (argc < 2) {
        (void)qg_command_help(&console, NULL);
        return QG_EXIT_FAILED;
    }
    const struct qg_command *command = qg_command_named(meant_by(argv[1]));
    if (command == NULL)
        return qg_command_unknown(argv[1]);
    struct qg_invocation call;
    int status = qg_invocation_read(&call, command, qg_commands(), &console, argc - 2, argv + 2);
    if (status == QG_EXIT_OK)
        status = qg_invocation_run(&call, &console);
    qg_invocation_free(&call);
    return status;
}
