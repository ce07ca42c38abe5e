// SPDX-License-Identifier: Apache-2.0

// pipe2 is not in POSIX yet.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): the C library asks for this one

#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

// With this a child may end, silently, where a system learns too late that there is no such
// program.
enum { NOT_FOUND = 127 };

// Starts the program with both its outputs at `output`; 0, or the error.
static int start(pid_t *pid, const char *const *words, int input, int output) {
    posix_spawn_file_actions_t actions;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0)
        return error;
    error = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    // The list is not const for reasons of history; the words are only read.
    if (error == 0)
        error = posix_spawnp(pid, words[0], &actions, NULL, (char *const *)words, environ);
    (void)posix_spawn_file_actions_destroy(&actions);
    return error;
}

// Reads to the end, so that the program is never held up by what nobody keeps.
static void listen_to(int fd, struct qg_text *said) {
    char bytes[4096];
    size_t kept = 0;
    for (;;) {
        ssize_t got = read(fd, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return;
        size_t room = QG_LAUNCH_SAID - kept, more = (size_t)got < room ? (size_t)got : room;
        qg_text_add(said, (struct qg_str){bytes, more});
        kept += more;
    }
}

static int wait_for(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return QG_LAUNCH_SIGNAL;
    return WIFEXITED(status) ? WEXITSTATUS(status) : QG_LAUNCH_SIGNAL + WTERMSIG(status);
}

enum qg_fault qg_launch(int *status, const char *const *words, int input, struct qg_text *said) {
    int ends[2];
    pid_t pid;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return QG_FAULT_READ;
    int error = start(&pid, words, input, ends[1]);
    (void)close(ends[1]);
    if (error == 0) {
        size_t before = said->len;
        listen_to(ends[0], said);
        int ended = wait_for(pid);
        if (ended == NOT_FOUND && said->len == before)
            error = ENOENT;
        else
            *status = ended;
    }
    (void)close(ends[0]);
    errno = error;
    if (error != 0)
        return error == ENOMEM ? QG_FAULT_MEMORY : QG_FAULT_READ;
    return said->failed ? QG_FAULT_MEMORY : QG_OK;
}
