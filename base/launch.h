// SPDX-License-Identifier: Apache-2.0
//
// Running another program to its end. There is no shell in between, so that no word of a command
// line can mean more than itself. Only who is told to run a compiler does so; nothing that is read
// of a policy or a record ever comes here.
#ifndef QG_LAUNCH_H
#define QG_LAUNCH_H

#include "fault.h"
#include "text.h"

enum {
    QG_LAUNCH_SAID = 64 * 1024, // bytes that are kept of what a program says
    QG_LAUNCH_SIGNAL = 128      // added to the number of a signal that ended it
};

// Runs `words` (NULL at the end; the first is looked for in PATH) with `input` as its standard
// input, and waits for it. What it says on its two outputs is appended to `said`; `status` is how
// it ended. QG_FAULT_READ, with errno, if it cannot be started; QG_FAULT_MEMORY.
enum qg_fault qg_launch(int *status, const char *const *words, int input, struct qg_text *said);

#endif
