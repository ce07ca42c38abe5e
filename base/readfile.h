// SPDX-License-Identifier: Apache-2.0
//
// Reading a whole small file: a policy, a configuration, a baseline. Bulk input is not read this
// way. The size is limited by the caller, since a path may name a device that never ends.
#ifndef QG_READFILE_H
#define QG_READFILE_H

#include "fault.h"
#include "text.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Opens it as every input is opened; interrupted, it tries again. -1 with errno set.
int qg_readfile_open(const char *path);

// How long a file is when reading it begins; 0 for what has no length (pipes, devices, /proc) or
// does not tell it.
int64_t qg_readfile_length(int fd);

// At the end of what there was to read: false if the file has become shorter in the meantime, so
// that nobody can say what was lost; errno is then QG_READFILE_SHRUNK. One that has grown is read
// to the end that was met.
bool qg_readfile_is_whole(int fd, int64_t length);

// No reading of a file gives this error, so that it can stand for one that the system has no word
// for.
#define QG_READFILE_SHRUNK ETXTBSY

// Why a file could not be read, from the errno of the QG_FAULT_READ: a phrase to stand behind the
// file's name. Never NULL; valid until the next call of it or of strerror.
const char *qg_readfile_reason(int error);

// Appends the bytes of the file at `path` to `out`. QG_FAULT_LIMIT if there are more than `limit`,
// QG_FAULT_MEMORY, or QG_FAULT_READ with errno set (EISDIR for a folder; qg_readfile_reason has the
// words). On a fault `out` holds what it held before.
enum qg_fault qg_readfile(const char *path, size_t limit, struct qg_text *out);

// The same of a descriptor that is open, from where it stands; it stays open.
enum qg_fault qg_readfile_from(int fd, size_t limit, struct qg_text *out);

#endif
