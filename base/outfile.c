// SPDX-License-Identifier: Apache-2.0
#include "outfile.h"

#include "unnamed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// So much is gathered before it is written.
#define BUFFER ((size_t)64 * 1024)

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

static enum qg_fault open_unnamed(struct qg_outfile *file) {
    file->fd = qg_unnamed_open(file->target);
    file->unnamed = file->fd >= 0;
    return file->unnamed ? QG_OK : fail_write(file);
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
    if (open_unnamed(file) == QG_OK)
        take_mode(file, status);
    return file->fault;
}

static enum qg_fault open_new(struct qg_outfile *file) {
    size_t length = strlen(file->path);
    if (length == 0 || file->path[length - 1] == '/')
        return fail(file, QG_FAULT_WRITE, ENOENT);
    file->target = strdup(file->path);
    return file->target != NULL ? open_unnamed(file) : fail(file, QG_FAULT_MEMORY, ENOMEM);
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

enum qg_fault qg_outfile_close(struct qg_outfile *file) {
    if (file->fault == QG_OK)
        flush(file);
    if (file->fault == QG_OK && file->unnamed && !qg_unnamed_publish(file->fd, file->target))
        fail_write(file);
    close_fd(file);
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
    qg_text_free(&file->buffer);
    free(file->path);
    free(file->target);
    *file = (struct qg_outfile){.fd = -1};
}
