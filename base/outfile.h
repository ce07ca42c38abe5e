// SPDX-License-Identifier: Apache-2.0
//
// An output file that is written whole or not at all. What is written goes to a file without a
// name, which takes the target's only when everything is safely on the disk (unnamed.h); until
// then, and after any failure, a file that was there before is untouched. A target that is no
// regular file (a terminal, a pipe, a device) cannot be replaced and is written directly.
//
//     qg_outfile_open(&file, path); qg_outfile_write(&file, s); …
//     if (qg_outfile_close(&file) != QG_OK) … qg_outfile_explain(&file, &text) …
//     qg_outfile_free(&file);
//
// The first failure sticks, so only the close need be checked.
#ifndef QG_OUTFILE_H
#define QG_OUTFILE_H

#include "fault.h"
#include "str.h"
#include "text.h"

#include <stdbool.h>

struct qg_outfile {
    char *path;            // owned; the target as the caller named it
    char *target;          // owned; the target with symbolic links followed
    bool unnamed;          // what is written has no name yet
    struct qg_text buffer; // not written yet
    int fd;                // -1 when closed
    enum qg_fault fault;   // the first failure
    int error;             // its errno, or 0
};

// Begins to write. Whatever it returns, the file is to be freed in the end.
enum qg_fault qg_outfile_open(struct qg_outfile *file, const char *path);

enum qg_fault qg_outfile_write(struct qg_outfile *file, struct qg_str bytes);

// Flushes and moves the file to its place; on a failure the temporary file is removed.
enum qg_fault qg_outfile_close(struct qg_outfile *file);

// Adds one line without its end that says what failed, naming the path and the system's reason.
void qg_outfile_explain(const struct qg_outfile *file, struct qg_text *out);

// Gives everything back; what was not closed is abandoned and leaves no trace.
void qg_outfile_free(struct qg_outfile *file);

#endif
