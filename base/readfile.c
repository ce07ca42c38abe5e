// SPDX-License-Identifier: Apache-2.0
#include "readfile.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)64 * 1024)

// One read that is not interrupted: bytes, 0 at the end, negative with errno set.
static ssize_t read_some(int fd, char *at, size_t size) {
    ssize_t got;
    do
        got = read(fd, at, size);
    while (got < 0 && errno == EINTR);
    return got;
}

// How much to read next: one byte more than is allowed shows that the limit is passed.
static size_t next_piece(size_t used, size_t limit) {
    size_t left = limit - used;
    return left < PIECE ? left + 1 : PIECE;
}

int64_t qg_readfile_length(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? status.st_size : 0;
}

bool qg_readfile_is_whole(int fd, int64_t length) {
    bool whole = length == 0 || qg_readfile_length(fd) >= length;
    if (!whole)
        errno = QG_READFILE_SHRUNK;
    return whole;
}

const char *qg_readfile_reason(int error) {
    if (error == QG_READFILE_SHRUNK)
        return "became shorter while it was read";
    return error != 0 ? strerror(error) : "cannot be read";
}

static enum qg_fault read_all(int fd, size_t limit, struct qg_text *out) {
    int64_t length = qg_readfile_length(fd);
    size_t used = 0;
    for (;;) {
        size_t size = next_piece(used, limit);
        if (!qg_text_reserve(out, size))
            return QG_FAULT_MEMORY;
        ssize_t got = read_some(fd, out->at + out->len, size);
        if (got < 0)
            return QG_FAULT_READ;
        if (got == 0)
            return qg_readfile_is_whole(fd, length) ? QG_OK : QG_FAULT_READ;
        out->len += (size_t)got;
        used += (size_t)got;
        if (used > limit)
            return QG_FAULT_LIMIT;
    }
}

// A file that tells its size needs no growing, and one that is too large no reading. The size is
// only a hint: devices and files in /proc say 0.
static enum qg_fault prepare(int fd, size_t limit, struct qg_text *out) {
    struct stat status;
    if (fstat(fd, &status) != 0)
        return QG_FAULT_READ;
    if (!S_ISREG(status.st_mode) || status.st_size <= 0)
        return QG_OK;
    if ((uintmax_t)status.st_size > limit)
        return QG_FAULT_LIMIT;
    return qg_text_reserve(out, (size_t)status.st_size + 1) ? QG_OK : QG_FAULT_MEMORY;
}

int qg_readfile_open(const char *path) {
    int fd;
    do
        fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    return fd;
}

enum qg_fault qg_readfile_from(int fd, size_t limit, struct qg_text *out) {
    size_t before = out->len;
    enum qg_fault fault = prepare(fd, limit, out);
    if (fault == QG_OK)
        fault = read_all(fd, limit, out);
    if (fault != QG_OK)
        out->len = before;
    if (out->at != NULL)
        out->at[out->len] = '\0';
    return fault;
}

enum qg_fault qg_readfile(const char *path, size_t limit, struct qg_text *out) {
    int fd = qg_readfile_open(path);
    if (fd < 0)
        return QG_FAULT_READ;
    enum qg_fault fault = qg_readfile_from(fd, limit, out);
    int error = errno;
    close(fd);
    errno = error;
    return fault;
}
