// SPDX-License-Identifier: Apache-2.0
//
// Somebody who has got into the process: preloaded into a command (LD_PRELOAD), it waits until the
// command has confined itself and then, from within, tries what it must not be able to do. What it
// tries and what it brings about stands in the environment:
//
//     QG_OUT_OF_REACH   folders, with colons between: to list, to write into, and the file `secret`
//                       in each to read, write, link and take away
//     QG_INTRUDED       a file that exists; a line is added for each intrusion, "tried" or what was
//                       brought about
//
// seccomp is the last thing that a command confines itself by, by way of syscall(3).
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): RTLD_NEXT

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FAR = 700 }; // a descriptor that is in nobody's way

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("QG_INTRUDED");
    int fd = path != NULL ? open(path, O_WRONLY | O_APPEND | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    (void)fcntl(fd, F_DUPFD_CLOEXEC, FAR);
    (void)close(fd);
}

static void tell(bool so, const char *what, const char *where) {
    if (so)
        (void)dprintf(FAR, "%s %s\n", what, where);
}

static void tell_opened(const char *what, const char *path, int flags) {
    int fd = open(path, flags | O_CLOEXEC, 0600);
    tell(fd >= 0, what, path);
    if (fd >= 0)
        (void)close(fd);
}

static void try_folder(const char *folder) {
    char secret[4096], other[4096];
    (void)snprintf(secret, sizeof secret, "%s/secret", folder);
    (void)snprintf(other, sizeof other, "%s/other", folder);
    tell_opened("listed", folder, O_RDONLY | O_DIRECTORY);
    tell_opened("made a file in", folder, O_RDWR | O_TMPFILE);
    tell_opened("made", other, O_WRONLY | O_CREAT);
    tell_opened("read", secret, O_RDONLY);
    tell_opened("wrote", secret, O_WRONLY);
    tell_opened("emptied", secret, O_RDONLY | O_TRUNC);
    tell(link(secret, other) == 0, "linked", secret);
    tell(rename(secret, other) == 0, "renamed", secret);
    tell(mkdir(other, 0700) == 0, "made", other);
    tell(chmod(secret, 0777) == 0, "gave others", secret);
    tell(unlink(secret) == 0, "took away", secret);
}

static void try_processes(void) {
    char *const argv[] = {"true", NULL}, *const none[] = {NULL};
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    tell(child > 0, "started", "a process");
    tell(socket(AF_INET, SOCK_STREAM, 0) >= 0, "made", "a socket");
    tell(socket(AF_UNIX, SOCK_DGRAM, 0) >= 0, "made", "a local socket");
    tell(kill(getppid(), 0) == 0, "signalled", "another process");
    (void)execve("/bin/true", argv, none);
}

static void intrude(void) {
    static char folders[4096];
    const char *named = getenv("QG_OUT_OF_REACH");
    char *rest = NULL;
    int before = errno;
    (void)snprintf(folders, sizeof folders, "%s", named != NULL ? named : "");
    for (char *at = strtok_r(folders, ":", &rest); at != NULL; at = strtok_r(NULL, ":", &rest))
        try_folder(at);
    try_processes();
    tell(true, "tried", "");
    errno = before;
}

// The C library's own takes as many.
long syscall(long sysno, ...) {
    static long (*next)(long, ...);
    long words[6], result;
    va_list rest;
    va_start(rest, sysno);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        words[i] = va_arg(rest, long);
    va_end(rest);
    if (next == NULL)
        *(void **)&next = dlsym(RTLD_NEXT, "syscall");
    result = next(sysno, words[0], words[1], words[2], words[3], words[4], words[5]);
    if (sysno == SYS_seccomp && result == 0)
        intrude();
    return result;
}
