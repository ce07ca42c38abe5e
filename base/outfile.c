// SPDX-License-Identifier: Apache-2.0
#include "outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// So much is gathered before it is written.
#define BUFFER ((size_t)64 * 1024)

// How many names to try for the temporary file before giving up: only left-overs of a process with
// our number can be in the way.
#define ATTEMPTS 100

static enum qg_fault fail(struct qg_outfile *file, enum qg_fault fault, int error) {
    if (file->fault == QG_OK) {
        file->fault = fault;
        file->error = error;
    }
    return file->fault;
}

static enum qg_fault fail_write(struct qg_outfile *file) {
    return fail(file, QG_FAULT_WRITE, errno);
}

// The part of the path that names the folder, with its slash; 0 for the current folder.
static size_t folder_length(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

// Hidden, and not derived from the target's name, which may already be as long as a name can be.
static char *temporary_name(const char *target, int attempt) {
    struct qg_text name = {0};
    qg_text_add(&name, (struct qg_str){target, folder_length(target)});
    qg_text_printf(&name, ".qagida-%ld-%d.tmp", (long)getpid(), attempt);
    if (name.failed)
        qg_text_free(&name);
    return name.at;
}

// Opens a temporary file under a name that nobody has; its mode follows the umask like any other
// new file's.
static enum qg_fault open_temporary(struct qg_outfile *file) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        char *name = temporary_name(file->target, attempt);
        if (name == NULL)
            return fail(file, QG_FAULT_MEMORY, ENOMEM);
        file->fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        int error = errno;
        if (file->fd >= 0) {
            file->temporary = name;
            return QG_OK;
        }
        free(name);
        if (error != EEXIST && error != EINTR)
            return fail(file, QG_FAULT_WRITE, error);
    }
    return fail(file, QG_FAULT_WRITE, EEXIST);
}

// A file that is replaced hands its permissions on. Not being allowed to is no reason to refuse.
static void take_mode(const struct qg_outfile *file, const struct stat *status) {
    (void)fchmod(file->fd, status->st_mode & 0777);
}

// A file that may not be written may not be replaced either, whatever its folder allows.
static enum qg_fault open_replacing(struct qg_outfile *file, const struct stat *status) {
    file->target = realpath(file->path, NULL);
    if (file->target == NULL || access(file->target, W_OK) != 0)
        return fail_write(file);
    if (open_temporary(file) == QG_OK)
        take_mode(file, status);
    return file->fault;
}

static enum qg_fault open_new(struct qg_outfile *file) {
    if (file->path[folder_length(file->path)] == '\0')
        return fail(file, QG_FAULT_WRITE, ENOENT);
    file->target = strdup(file->path);
    return file->target != NULL ? open_temporary(file) : fail(file, QG_FAULT_MEMORY, ENOMEM);
}

static enum qg_fault open_special(struct qg_outfile *file) {
    file->fd = open(file->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return file->fd >= 0 ? QG_OK : fail_write(file);
}

enum qg_fault qg_outfile_open(struct qg_outfile *file, const char *path) {
    struct stat status;
    *file = (struct qg_outfile){.path = strdup(path), .fd = -1};
    if (file->path == NULL)
        return fail(file, QG_FAULT_MEMORY, ENOMEM);
    if (stat(path, &status) == 0)
        return S_ISREG(status.st_mode) ? open_replacing(file, &status) : open_special(file);
    return errno == ENOENT ? open_new(file) : fail_write(file);
}

static enum qg_fault write_all(struct qg_outfile *file, struct qg_str bytes) {
    while (bytes.len > 0) {
        ssize_t written = write(file->fd, bytes.at, bytes.len);
        if (written < 0 && errno != EINTR)
            return fail_write(file);
        if (written > 0)
            bytes = qg_str_slice(bytes, (size_t)written, bytes.len);
    }
    return QG_OK;
}

static enum qg_fault flush(struct qg_outfile *file) {
    enum qg_fault fault = write_all(file, qg_text_str(&file->buffer));
    qg_text_clear(&file->buffer);
    return fault;
}

enum qg_fault qg_outfile_write(struct qg_outfile *file, struct qg_str bytes) {
    if (file->fault != QG_OK)
        return file->fault;
    if (file->buffer.len + bytes.len > BUFFER && flush(file) != QG_OK)
        return file->fault;
    if (bytes.len > BUFFER)
        return write_all(file, bytes);
    qg_text_add(&file->buffer, bytes);
    return file->buffer.failed ? fail(file, QG_FAULT_MEMORY, ENOMEM) : QG_OK;
}

static void close_fd(struct qg_outfile *file) {
    int fd = file->fd;
    file->fd = -1;
    if (fd >= 0 && close(fd) != 0)
        fail_write(file);
}

static void remove_temporary(struct qg_outfile *file) {
    if (file->temporary != NULL)
        unlink(file->temporary);
    free(file->temporary);
    file->temporary = NULL;
}

static void move_into_place(struct qg_outfile *file) {
    if (rename(file->temporary, file->target) != 0) {
        fail_write(file);
        return;
    }
    free(file->temporary);
    file->temporary = NULL;
}

enum qg_fault qg_outfile_close(struct qg_outfile *file) {
    if (file->fault == QG_OK)
        flush(file);
    if (file->fault == QG_OK && file->temporary != NULL && fsync(file->fd) != 0)
        fail_write(file);
    close_fd(file);
    if (file->fault == QG_OK && file->temporary != NULL)
        move_into_place(file);
    remove_temporary(file);
    return file->fault;
}

void qg_outfile_explain(const struct qg_outfile *file, struct qg_text *out) {
    char reason[256];
    qg_text_printf(out, "cannot write %s", file->path != NULL ? file->path : "the output");
    if (file->error != 0 && strerror_r(file->error, reason, sizeof reason) == 0)
        qg_text_printf(out, ": %s", reason);
}

void qg_outfile_free(struct qg_outfile *file) {
    close_fd(file);
    remove_temporary(file);
    qg_text_free(&file->buffer);
    free(file->path);
    free(file->target);
    *file = (struct qg_outfile){.fd = -1};
}
