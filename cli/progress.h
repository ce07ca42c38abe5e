// SPDX-License-Identifier: Apache-2.0
//
// How far a run is: one line on the standard error of a terminal, drawn over itself a few times a
// second once it is plain that the run takes a while, and gone before anything else is written and
// at the end. How much is left is told where all inputs are files, whose sizes are known; of a pipe
// only how much came and how fast. It has no colour and draws with ASCII alone.
//
//     checking a.ndjson (1 of 3)  [#######             ]  36%  118 MB/s  0:07 left
#ifndef QG_PROGRESS_H
#define QG_PROGRESS_H

#include "console.h"
#include "options.h"

#include <stdint.h>

// A moment of a run, as it is told.
struct qg_progress_moment {
    struct qg_str name;   // of the input at hand
    uint32_t at, count;   // which one it is, from 0, of how many
    uint64_t done, total; // bytes of all inputs; `total` 0: not known
    double seconds;       // since the beginning
};

// Appends the line, cut to `width` columns.
void qg_progress_line(const struct qg_progress_moment *moment, size_t width, struct qg_text *out);

struct qg_progress {
    struct qg_console *console;
    const struct qg_words *files;
    struct qg_progress_moment moment;
    uint64_t before;      // bytes of the inputs before this one
    double begun, drawn;  // in seconds of a clock that only goes forward
    bool shown, animates; // a line stands there; there is somebody to see it
};

// Begins, and lets the standard output clear the line before anything is written there.
void qg_progress_begin(struct qg_progress *progress, struct qg_console *console,
                       const struct qg_words *files);

// The next input begins: the one at `at`.
void qg_progress_next(struct qg_progress *progress, uint32_t at);

// So many bytes of it have been read. `user` is the progress.
void qg_progress_read(void *user, uint64_t bytes);

// Takes the line away, if it stands there. `user` is the progress.
void qg_progress_clear(void *user);

// Takes it away for good.
void qg_progress_end(struct qg_progress *progress);

#endif
