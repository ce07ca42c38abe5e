// SPDX-License-Identifier: Apache-2.0
//
// An input as a file, for readers that take a path: a file in memory, which the process knows by
// the number of its descriptor and nobody else by any name.
#ifndef QG_FUZZ_FILE_H
#define QG_FUZZ_FILE_H

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FUZZ_PATH = 32 };

struct fuzz_file {
    int fd;
    char path[FUZZ_PATH];
};

static inline struct fuzz_file fuzz_file_open(const uint8_t *data, size_t size) {
    struct fuzz_file file = {.fd = memfd_create("fuzz", MFD_CLOEXEC)};
    if (file.fd < 0 || write(file.fd, data, size) != (ssize_t)size ||
        snprintf(file.path, sizeof file.path, "/proc/self/fd/%d", file.fd) <= 0)
        abort();
    return file;
}

static inline void fuzz_file_close(struct fuzz_file *file) {
    (void)close(file->fd);
}

#endif
