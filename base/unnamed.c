// SPDX-License-Identifier: Apache-2.0

// O_TMPFILE is Linux's own.
#define _GNU_SOURCE // NOLINT(bugprone-reserved-identifier): the C library asks for this one

#include "unnamed.h"

#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// How many names to try for the file on its way: only left-overs of a process with our number can
// be in the way.
enum { ATTEMPTS = 100, COPIED = 64 * 1024 };

// The part of the path that names the folder, with its slash; 0 for the current folder.
static size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

// Hidden, and not derived from the target's name, which may already be as long as a name can be.
static char *passing_name(const char *target, int attempt) {
    struct qg_text name = {0};
    qg_text_add(&name, (struct qg_str){target, folder_length(target)});
    qg_text_printf(&name, ".qagida-%ld-%d.tmp", (long)getpid(), attempt);
    if (name.failed) {
        qg_text_free(&name);
        errno = ENOMEM;
    }
    return name.at;
}

// ---- signals ----

static void hold_signals(sigset_t *before) {
    sigset_t all;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, before);
}

static void release_signals(const sigset_t *before) {
    int error = errno;
    (void)pthread_sigmask(SIG_SETMASK, before, NULL);
    errno = error;
}

// ---- opening ----

static int open_nameless(const char *target) {
#ifdef O_TMPFILE
    struct qg_text folder = {0};
    qg_text_add(&folder, (struct qg_str){target, folder_length(target)});
    qg_text_char(&folder, '.');
    int fd = folder.failed ? -1 : open(folder.at, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    qg_text_free(&folder);
    return fd;
#else
    (void)target;
    return -1;
#endif
}

// Makes something of a passing name that nobody has: `make` gives what it made, or -1, and is
// tried again with another name while there is one that is taken.
typedef int maker(const char *name, int fd);

static int with_passing_name(maker *make, int fd, const char *target, char **out) {
    int made = -1;
    *out = NULL;
    for (int attempt = 0; attempt < ATTEMPTS && made < 0; attempt++) {
        free(*out);
        *out = passing_name(target, attempt);
        if (*out == NULL)
            return -1;
        made = make(*out, fd);
        if (made < 0 && errno != EEXIST)
            break;
    }
    return made;
}

static int create(const char *name, int fd) {
    (void)fd;
    return open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

static int open_and_forget(const char *target) {
    sigset_t before;
    char *name;
    hold_signals(&before);
    int fd = with_passing_name(create, -1, target, &name);
    if (fd >= 0)
        (void)unlink(name);
    release_signals(&before);
    free(name);
    return fd;
}

int qg_unnamed_open(const char *target) {
    int fd = open_nameless(target);
    return fd >= 0 ? fd : open_and_forget(target);
}

// ---- publishing ----

// Gives an open file without a name a name. There is no call for that which needs no privilege but
// this one, through the process's own list of files.
static int link_open(const char *name, int fd) {
    struct qg_text path = {0};
    qg_text_printf(&path, "/proc/self/fd/%d", fd);
    int made = path.failed ? -1 : linkat(AT_FDCWD, path.at, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
    qg_text_free(&path);
    return made;
}

static bool write_all(int fd, const char *at, size_t len) {
    while (len > 0) {
        ssize_t written = write(fd, at, len);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            at += written;
            len -= (size_t)written;
        }
    }
    return true;
}

static bool copy_bytes(int from, int to) {
    char bytes[COPIED];
    for (off_t at = 0;;) {
        ssize_t got = pread(from, bytes, sizeof bytes, at);
        if (got < 0 && errno != EINTR)
            return false;
        if (got == 0)
            return true;
        if (got > 0 && !write_all(to, bytes, (size_t)got))
            return false;
        at += got > 0 ? got : 0;
    }
}

// Being refused the permissions of the file is no reason to give up.
static bool copy_whole(int from, int to) {
    struct stat status;
    if (fstat(from, &status) != 0)
        return false;
    (void)fchmod(to, status.st_mode & 0777);
    return copy_bytes(from, to) && fsync(to) == 0;
}

static int create_copy(const char *name, int fd) {
    int copy = create(name, -1);
    if (copy < 0)
        return -1;
    bool whole = copy_whole(fd, copy);
    int error = errno;
    if (close(copy) != 0 && whole) {
        error = errno;
        whole = false;
    }
    if (!whole)
        (void)unlink(name);
    errno = error == EEXIST ? EIO : error;
    return whole ? 0 : -1;
}

static bool move(const char *name, const char *target) {
    if (rename(name, target) == 0)
        return true;
    int error = errno;
    (void)unlink(name);
    errno = error;
    return false;
}

bool qg_unnamed_publish(int fd, const char *target) {
    sigset_t before;
    char *name;
    if (fsync(fd) != 0)
        return false;
    hold_signals(&before);
    bool named = with_passing_name(link_open, fd, target, &name) == 0;
    if (!named) {
        free(name);
        named = with_passing_name(create_copy, fd, target, &name) == 0;
    }
    bool moved = named && move(name, target);
    release_signals(&before);
    free(name);
    return moved;
}
