// SPDX-License-Identifier: Apache-2.0
//
// Reading a whole small file: a policy, a configuration, a baseline. Bulk input is not read this
// way. The size is limited by the caller, since a path may name a device that never ends.
#ifndef QG_READFILE_H
#define QG_READFILE_H

#include "fault.h"
#include "text.h"

#include <stddef.h>

// Opens it as every input is opened; interrupted, it tries again. -1 with errno set.
int qg_readfile_open(const char *path);

// Appends the bytes of the file at `path` to `out`. QG_FAULT_LIMIT if there are more than `limit`,
// QG_FAULT_MEMORY, or QG_FAULT_READ with errno set (EISDIR for a folder). On a fault `out` holds
// what it held before.
enum qg_fault qg_readfile(const char *path, size_t limit, struct qg_text *out);

// The same of a descriptor that is open, from where it stands; it stays open.
enum qg_fault qg_readfile_from(int fd, size_t limit, struct qg_text *out);

#endif
