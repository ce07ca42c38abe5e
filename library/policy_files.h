// SPDX-License-Identifier: Apache-2.0
//
// The files in which policies are written, wherever they lie below a folder: for commands that do
// something to each file. (A policy itself is one folder, policy.h.)

#ifndef QG_POLICY_FILES_H
#define QG_POLICY_FILES_H

#include "fault.h"
#include "text.h"
#include "vec.h"

#include <stdbool.h>

// How the name of such a file ends.
#define QG_POLICY_SUFFIX ".qagida"

// A zeroed one is empty.
struct qg_policy_files {
    QG_VEC(char *) paths; // owned one by one
};

// Whether a file of this name is one, by its name alone; those that begin with a dot are not.
bool qg_policy_is_file_name(const char *name);

// Adds a file, whatever its name, or every policy file below a folder, sorted by path. Folders
// that begin with a dot and links to folders are passed over. QG_FAULT_READ for a folder that
// cannot be read, with the reason in `problem`, or QG_FAULT_MEMORY.
enum qg_fault qg_policy_files_add(struct qg_policy_files *files, const char *path,
                                  struct qg_text *problem);

void qg_policy_files_free(struct qg_policy_files *files);

#endif
